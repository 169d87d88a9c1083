import type { ChildProcess } from 'node:child_process'
import {
  appendFileSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { binary, environment, launch, native, run, tell } from './cluster.program.ts'
import { fenceSettings, hostRules, initialise, settingsFile } from './cluster.settings.ts'
import { halt } from './halt.ts'
import { instanceKey, openDataFolder, passwordOf, told } from './instance.ts'
import { stopOrphan } from './orphan.ts'
import { freePort } from './port.ts'
import { type Command, commandAs, type User, unprivilegedUser } from './unprivileged.ts'

export type Cluster = {
  host: string
  port: number
  superuser: string
  password: string
  /** The superuser's address of one database. */
  url(database: string): string
  /** Settles when PostgreSQL has ended, whoever ended it. */
  ended: Promise<void>
  /** The orderly end: waits for running transactions to be rolled back and everything written. */
  stop(): Promise<void>
  /** The hasty end; nothing committed is lost, the next start recovers. */
  kill(): void
}

const host = '127.0.0.1'
const superuser = 'seloste_super'

/** Starts the embedded PostgreSQL on `<dataFolder>/postgres`; makes it first when there is none. The caller holds the folder's lock. */
export async function startCluster(input: { dataFolder: string; durable?: boolean }): Promise<Cluster> {
  const { dataFolder, durable = true } = input
  openDataFolder(dataFolder)
  const password = passwordOf(instanceKey(dataFolder), superuser)
  const folder = join(dataFolder, 'postgres')
  const user = unprivilegedUser(folder)
  if (existsSync(folder)) await stopOrphan(folder)
  else await makeCluster({ dataFolder, folder, user, password, durable })

  told(dataFolder, () => {
    writeFileSync(join(folder, 'pg_hba.conf'), hostRules)
    writeFileSync(join(folder, 'postgresql.conf'), settingsFile(durable))
  })
  const port = await freePort(host, join(dataFolder, 'postgres.port'))
  const settings = Object.entries({ ...fenceSettings, port: String(port), listen_addresses: host })
  const args = ['-D', folder, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  const child = await begin({
    dataFolder,
    folder,
    command: commandAs(user, binary('postgres'), args, [native, folder]),
  })
  return {
    host,
    port,
    superuser,
    password,
    url: (database) => `postgres://${superuser}:${password}@${host}:${port}/${database}`,
    ended: child.ended,
    stop: () => stop(folder, child),
    kill: () => child.process.kill('SIGQUIT'),
  }
}

/** Under another name until it is whole, so that a start that was cut short leaves nothing half made. */
async function makeCluster(input: {
  dataFolder: string
  folder: string
  user?: User
  password: string
  durable: boolean
}) {
  const { dataFolder, folder, user, password, durable } = input
  const draft = `${folder}.new`
  const secret = join(dataFolder, 'initdb.password')
  const args = initialise({ folder: draft, superuser, secret, durable })
  const command = commandAs(user, binary('initdb'), args, [native, dataFolder])
  told(dataFolder, () => {
    rmSync(draft, { recursive: true, force: true })
    mkdirSync(draft, { mode: 0o700 })
    writeFileSync(secret, password, { mode: 0o600 })
    if (user) for (const path of [draft, secret]) chownSync(path, user.uid, user.gid)
  })
  try {
    const { code, output } = await run(command, dataFolder)
    if (code !== 0) tell(dataFolder, 'The database could not be made', output)
    renameSync(draft, folder)
  } finally {
    rmSync(secret, { force: true })
    rmSync(draft, { recursive: true, force: true })
  }
}

type Postmaster = { process: ChildProcess; ended: Promise<void> }

async function begin(input: { dataFolder: string; folder: string; command: Command }): Promise<Postmaster> {
  const { dataFolder, folder, command } = input
  const log = join(dataFolder, 'postgres.log')
  const output = told(dataFolder, () => openSync(log, 'w', 0o600))
  const child = launch(command, {
    cwd: folder,
    env: environment(),
    stdio: ['ignore', output, output],
    // A group of its own: Ctrl-C in the terminal reaches us, and we end PostgreSQL after the server.
    detached: true,
    windowsHide: true,
  })
  closeSync(output)
  child.unref()
  const ended = new Promise<void>((resolve) => {
    child.on('exit', () => resolve())
    child.on('error', (error) => {
      appendFileSync(log, error.message)
      resolve()
    })
  })
  const pidFile = join(folder, 'postmaster.pid')
  for (const until = Date.now() + 600_000; Date.now() < until; await wait(15)) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      tell(dataFolder, 'The database did not start', readFileSync(log, 'utf8'))
    }
    const lines = existsSync(pidFile) ? readFileSync(pidFile, 'utf8').split('\n') : []
    if (lines[0] === String(child.pid) && lines[7]?.trim() === 'ready') return { process: child, ended }
  }
  await stop(folder, { process: child, ended })
  return halt(`The database did not get ready in ten minutes. Its log is ${log}.`)
}

async function stop(folder: string, child: Postmaster): Promise<void> {
  // Windows has no signals; there pg_ctl speaks to PostgreSQL in its own way.
  if (process.platform === 'win32')
    await run({ file: binary('pg_ctl'), args: ['stop', '-D', folder, '-m', 'fast'] }, folder)
  else child.process.kill('SIGINT')
  const late = new AbortController()
  await Promise.race([
    child.ended,
    wait(60_000, undefined, { signal: late.signal }).then(() => child.process.kill('SIGQUIT')),
  ])
  late.abort()
  await child.ended
}

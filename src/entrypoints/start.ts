import '#kernel/runtime.ts'
import { type Cluster, startCluster } from '#kernel/cluster.ts'
import { config } from '#kernel/config.ts'
import { Halt } from '#kernel/halt.ts'
import {
  clearInstance,
  folderProblem,
  instanceKey,
  openDataFolder,
  recordVersion,
  refuseNewer,
  told,
  writeInstance,
} from '#kernel/instance.ts'
import { lockFolder } from '#kernel/lock.ts'
import { portProblem, refuseTakenPort } from '#kernel/port.ts'
import { type Address, reachServer } from '#kernel/server.version.ts'
import { connectionTo, DATABASE, dataVersion, makeDatabase, migrate } from './database.ts'
import { buildScreens } from './screens.ts'
import type { Server } from './server.ts'

// Server, worker and database in one: what `npm start` runs. Opens everything in order and closes it in reverse.

const stopping = new AbortController()
const closers: (() => unknown)[] = []
let cluster: Cluster | undefined
let failed = false

listen()
try {
  await open()
  await new Promise<void>((resolve) => {
    if (stopping.signal.aborted) resolve()
    stopping.signal.addEventListener('abort', () => resolve())
  })
} catch (error) {
  if (!stopping.signal.aborted) fail(error)
}
await close()
process.exit(failed ? 1 : 0)

async function open(): Promise<void> {
  const { dataFolder } = config
  openDataFolder(dataFolder)
  closers.push(lockFolder(dataFolder))
  clearInstance(dataFolder)
  const version = dataVersion()
  refuseNewer(dataFolder, version)
  // Before the long work begins, so that the answer comes at once.
  await refuseTakenPort(config.host, config.port)

  const address = await openDatabase()
  const [{ startServer }] = await together([
    import('./server.ts'),
    migrate(address.url, stopping.signal),
    buildScreens(stopping.signal),
  ])
  stopping.signal.throwIfAborted()
  told(dataFolder, () => recordVersion(dataFolder, version))

  const server = await startServer({ connection: connectionTo(address), config, settle: true })
  closers.push(() => server.close())
  const { host, port, database } = address
  writeInstance(dataFolder, {
    pid: process.pid,
    url: server.url,
    database: { host, port, database, superuser: address.user },
  })
  closers.push(() => clearInstance(dataFolder))
  stopping.signal.throwIfAborted()
  welcome(server)
}

async function openDatabase(): Promise<Address & { url: string }> {
  if (config.databaseUrl) {
    instanceKey(config.dataFolder)
    return { ...(await reachServer(config.databaseUrl)), url: config.databaseUrl }
  }
  cluster = await startCluster({ dataFolder: config.dataFolder })
  const { host, port, superuser: user, stop, ended } = cluster
  let expected = false
  closers.push(() => {
    expected = true
    return stop()
  })
  void ended.then(() => {
    if (expected) return
    fail(
      new Halt(
        `PostgreSQL ended by itself. Start again; if it happens twice, its log is in ${config.dataFolder}/postgres/log.`,
      ),
    )
    stopping.abort()
  })
  stopping.signal.throwIfAborted()
  await makeDatabase(cluster.url('postgres'))
  return { host, port, database: DATABASE, user, url: cluster.url(DATABASE) }
}

/** All of them or none: when one fails the others are ended before we go. */
async function together<T extends unknown[]>(parts: { [K in keyof T]: Promise<T[K]> }): Promise<T> {
  try {
    return (await Promise.all(parts)) as T
  } catch (error) {
    if (!stopping.signal.aborted) fail(error)
    stopping.abort()
    await Promise.allSettled(parts)
    throw error
  }
}

function welcome({ url, signIns, founding }: Server): void {
  console.log(`\nSeloste is ready: ${url}`)
  if (founding) console.log(`\nNobody has an account yet. Make the first one here:\n  ${founding}\n\nCtrl-C stops it.`)
  if (signIns.length === 0) return
  const rows = [{ level: 'Level', email: 'E-mail', password: 'Password' }, ...signIns]
  const wide = (column: 'level' | 'email') => Math.max(...rows.map((row) => row[column].length))
  console.log('\nSign in to the demo company as')
  for (const { level, email, password } of rows) {
    console.log(`  ${level.padEnd(wide('level'))}  ${email.padEnd(wide('email'))}  ${password}`)
  }
  console.log('\nCtrl-C stops it.')
}

function listen(): void {
  let first = 0
  // One Ctrl-C arrives up to three times: from the terminal, through npm, through the bootstrap.
  const asked = () => {
    if (first === 0) {
      first = Date.now()
      stopping.abort()
    } else if (Date.now() - first > 1000) {
      cluster?.kill()
      process.exit(130)
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(signal, asked)
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  process.on('uncaughtException', (error) => {
    fail(error)
    stopping.abort()
  })
}

function fail(error: unknown): void {
  failed = true
  const { code } = (error ?? {}) as NodeJS.ErrnoException
  const problem =
    code === 'ENOSPC' ? folderProblem(error, config.dataFolder) : portProblem(error, config.host, config.port)
  console.error(problem instanceof Halt ? problem.message : problem)
}

async function close(): Promise<void> {
  for (const closer of closers.reverse()) {
    try {
      await closer()
    } catch (error) {
      fail(error)
    }
  }
}

import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { effective, readAdditions } from '#kernel/additions.ts'
import { auditAndRecord } from '#kernel/audit.ts'
import { type Cluster, startCluster } from '#kernel/cluster.ts'
import type { Connection } from '#kernel/database.ts'
import { halt } from '#kernel/halt.ts'
import { instanceKey } from '#kernel/instance.ts'
import { lockFolder } from '#kernel/lock.ts'
import { asOwner, build } from '#kernel/migrate.ts'
import { fileStaffNotice, signAllTests } from '../../database/demo/signed.ts'

export const project = join(import.meta.dirname, '..', '..')

/** What everything is measured on: a cluster of its own, as durable as in use. */
export type Ground = {
  dataFolder: string
  people: number
  companies: number
  say(words: string): void
  /** A client that may become the owner, in one of the bench's databases. */
  superuser(database: string): Promise<pg.Client>
  connection(database: string): Connection
  /** Makes a migrated database unless it is there already. */
  database(name: string, env?: Record<string, string>): Promise<void>
}

/** Runs the work on a cluster in a temporary folder, or in SELOSTE_BENCH_DATA, which is kept for the next time. */
export async function onGround<T>(
  size: { people: number; companies: number },
  work: (ground: Ground) => Promise<T>,
): Promise<T> {
  const kept = process.env.SELOSTE_BENCH_DATA
  const home = kept ?? mkdtempSync(join(tmpdir(), 'seloste-bench-'))
  mkdirSync(home, { recursive: true })
  chmodSync(home, 0o711)
  const dataFolder = join(home, 'data')
  const key = instanceKey(dataFolder)
  const release = lockFolder(dataFolder)
  let cluster: Cluster | undefined
  try {
    cluster = await startCluster({ dataFolder })
    const { host, port, url } = cluster
    const superuser = async (database: string) => {
      const client = new pg.Client({ connectionString: url(database) })
      await client.connect()
      return client
    }
    return await work({
      ...size,
      dataFolder,
      say: (words) => console.error(words),
      superuser,
      connection: (database) => ({ host, port, database, key }),
      async database(name, env = {}) {
        const client = await superuser('postgres')
        const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
        if (!rowCount) await client.query(`create database ${name}`)
        await client.end()
        await node('src/entrypoints/migrate.ts', {
          SELOSTE_OWNER_URL: url(name),
          SELOSTE_DATA: dataFolder,
          SELOSTE_DEMO: '0',
          ...env,
        })
        if (!rowCount && env.SELOSTE_DEMO !== '1') await settle(await superuser(name))
      },
    })
  } finally {
    await cluster?.stop()
    release()
    if (!kept) rmSync(home, { recursive: true, force: true })
  }
}

/** Without the demo nobody has signed: what is measured is a house at work, its purposes awake and its use logged. */
async function settle(client: pg.Client): Promise<void> {
  try {
    await asOwner(client, async () => {
      await signAllTests(client, 'bench')
      await fileStaffNotice(client)
      await build(client, effective(await readAdditions(client)))
    })
    // As after every start: a change of the register then examines what it has touched.
    await auditAndRecord(client, effective(await readAdditions(client)))
  } finally {
    await client.end()
  }
}

/** A script of the project in a process of its own; its words go to standard error. */
function node(script: string, env: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, [join(project, script)], {
    cwd: project,
    env: { ...process.env, ...env },
    stdio: ['ignore', 2, 2],
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => {
      if (code === 0) return resolve()
      try {
        halt(`${script} failed; the reason is above.`)
      } catch (error) {
        reject(error)
      }
    })
  })
}

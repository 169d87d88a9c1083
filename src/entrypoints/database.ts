import { globSync, statfsSync } from 'node:fs'
import { basename, join } from 'node:path'
import pg from 'pg'
import { config } from '#kernel/config.ts'
import { type Connection, sslOf } from '#kernel/database.ts'
import { halt } from '#kernel/halt.ts'
import { diskFull, instanceKey } from '#kernel/instance.ts'
import { project, runToEnd } from './child.ts'

// The database of the data folder, as the server and the command line both open it.

export const DATABASE = 'seloste'

/** Makes the database unless it is there; `url` leads to another of the same server. */
export async function makeDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (!rowCount) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}

/** In a child that ends at once: the owner's login never lives in the process that serves. */
export async function migrate(url: string, stop: AbortSignal): Promise<void> {
  const env = { SELOSTE_OWNER_URL: url, SELOSTE_DATA: config.dataFolder }
  if (await runToEnd(join(project, 'src/entrypoints/migrate.ts'), [], env, stop)) return
  const { bavail, bsize } = statfsSync(config.dataFolder)
  if (bavail * bsize < 16 * 1024 * 1024) halt(diskFull(config.dataFolder))
  halt('The database could not be brought up to date; the reason is above.')
}

/** With the key of the data folder, and encrypted as DATABASE_URL asks. */
export function connectionTo({ host, port, database }: Pick<Connection, 'host' | 'port' | 'database'>): Connection {
  return {
    host,
    port,
    database,
    key: instanceKey(config.dataFolder),
    ...(config.databaseUrl ? { url: config.databaseUrl, ...sslOf(config.databaseUrl) } : {}),
  }
}

/** The number of the last migration this version knows. */
export function dataVersion(): number {
  const files = globSync('database/migrations/*.sql', { cwd: project })
  return Math.max(0, ...files.map((file) => Number.parseInt(basename(file), 10) || 0))
}

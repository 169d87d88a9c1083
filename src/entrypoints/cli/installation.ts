import { existsSync, globSync } from 'node:fs'
import { basename, join } from 'node:path'
import pg from 'pg'
import { actions } from '#features/index.ts'
import { startCluster } from '#kernel/cluster.ts'
import { config } from '#kernel/config.ts'
import { type Connection, type House, openHouse } from '#kernel/database.ts'
import { halt } from '#kernel/halt.ts'
import {
  type Instance,
  instanceKey,
  openDataFolder,
  readInstance,
  recordVersion,
  refuseNewer,
} from '#kernel/instance.ts'
import { startSealing } from '#kernel/ledger.ts'
import { isLocked, lockFolder } from '#kernel/lock.ts'
import { reachServer } from '#kernel/server.version.ts'
import { project, runToEnd } from '../child.ts'

export type Installation = { house: House; dataFolder: string; close(): Promise<void> }

/** The instance that lives on the data folder; a file it left behind when it was killed does not count. */
export function runningInstance(): Instance | undefined {
  return isLocked(config.dataFolder) ? readInstance(config.dataFolder) : undefined
}

export function connectionOf(instance: Instance): Connection {
  const { host, port, database } = instance.database
  return {
    host,
    port,
    database,
    key: instanceKey(config.dataFolder),
    ...(config.databaseUrl ? { url: config.databaseUrl } : {}),
  }
}

/**
 * The installation of this data folder: the running one when there is one, else its database for the time
 * of one command. `make`: a folder with nothing in it yet becomes an installation, as npm start would make it.
 */
export async function openInstallation({
  stop,
  make = false,
}: {
  stop: AbortSignal
  make?: boolean
}): Promise<Installation> {
  const { dataFolder } = config
  const running = runningInstance()
  if (running) return furnish(connectionOf(running), false, [])
  if (config.databaseUrl) {
    if (!make && !existsSync(join(dataFolder, 'instance.key'))) nothingYet()
    const { host, port, database } = await reachServer(config.databaseUrl)
    return furnish({ host, port, database, key: instanceKey(dataFolder), url: config.databaseUrl }, true, [])
  }
  if (!make && !existsSync(join(dataFolder, 'postgres'))) nothingYet()
  return openEmbedded(stop)
}

async function openEmbedded(stop: AbortSignal): Promise<Installation> {
  const { dataFolder } = config
  openDataFolder(dataFolder)
  const closers: (() => unknown)[] = [lockFolder(dataFolder)]
  try {
    const version = dataVersion()
    refuseNewer(dataFolder, version)
    const cluster = await startCluster({ dataFolder })
    closers.push(() => cluster.stop())
    stop.throwIfAborted()
    const database = 'seloste'
    await makeDatabase(cluster.url('postgres'), database)
    const env = { SELOSTE_OWNER_URL: cluster.url(database), SELOSTE_DATA: dataFolder }
    if (!(await runToEnd(join(project, 'src/entrypoints/migrate.ts'), [], env, stop))) {
      halt('The database could not be brought up to date; the reason is above.')
    }
    recordVersion(dataFolder, version)
    return await furnish(
      { host: cluster.host, port: cluster.port, database, key: instanceKey(dataFolder) },
      true,
      closers,
    )
  } catch (error) {
    await closeAll(closers)
    throw error
  }
}

/** `seals`: no server does it now, so entries of this command are sealed by us. */
async function furnish(connection: Connection, seals: boolean, closers: (() => unknown)[]): Promise<Installation> {
  const house = openHouse(connection)
  closers.push(() => house.close())
  house.actions = actions
  await house.renew().catch((error) => {
    const { code } = error as { code?: string }
    if (code === '28P01' || code === '28000') {
      halt(
        `The database was not made with the key in ${config.dataFolder}. Name the folder that npm start uses in SELOSTE_DATA.`,
      )
    }
    throw error
  })
  if (seals) closers.push(startSealing(house, config.dataFolder))
  return { house, dataFolder: config.dataFolder, close: () => closeAll(closers) }
}

async function closeAll(closers: (() => unknown)[]): Promise<void> {
  for (const closer of closers.splice(0).reverse()) await closer()
}

async function makeDatabase(url: string, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
    if (!rowCount) await client.query(`create database ${database}`)
  } finally {
    await client.end()
  }
}

/** The number of the last migration this version knows. */
function dataVersion(): number {
  const files = globSync('database/migrations/*.sql', { cwd: project })
  return Math.max(0, ...files.map((file) => Number.parseInt(basename(file), 10) || 0))
}

function nothingYet(): never {
  return halt(
    `There is no installation in ${config.dataFolder} yet. Run npm start first, or name its folder in SELOSTE_DATA.`,
  )
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { actions } from '#features/index.ts'
import { startCluster } from '#kernel/cluster.ts'
import { config } from '#kernel/config.ts'
import { type Connection, type House, openHouse } from '#kernel/database.ts'
import { halt } from '#kernel/halt.ts'
import { type Instance, openDataFolder, readInstance, recordVersion, refuseNewer } from '#kernel/instance.ts'
import { startSealing } from '#kernel/ledger.ts'
import { isLocked, lockFolder } from '#kernel/lock.ts'
import { reachServer } from '#kernel/server.version.ts'
import { connectionTo, DATABASE, dataVersion, makeDatabase, migrate } from '../database.ts'

export type Installation = { house: House; dataFolder: string; close(): Promise<void> }

/** The instance that lives on the data folder; a file it left behind when it was killed does not count. */
export function runningInstance(): Instance | undefined {
  return isLocked(config.dataFolder) ? readInstance(config.dataFolder) : undefined
}

export const connectionOf = (instance: Instance): Connection => connectionTo(instance.database)

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
    return furnish(connectionTo(await reachServer(config.databaseUrl)), true, [])
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
    await makeDatabase(cluster.url('postgres'))
    await migrate(cluster.url(DATABASE), stop)
    recordVersion(dataFolder, version)
    const { host, port } = cluster
    return await furnish(connectionTo({ host, port, database: DATABASE }), true, closers)
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

function nothingYet(): never {
  return halt(
    `There is no installation in ${config.dataFolder} yet. Run npm start first, or name its folder in SELOSTE_DATA.`,
  )
}

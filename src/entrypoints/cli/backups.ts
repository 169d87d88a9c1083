import { existsSync, renameSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { keepBackup, restore } from '#features/backups/keep.ts'
import { placeOf, type Shelf, withFile } from '#features/backups/shelf.ts'
import { eraseNow } from '#features/erasure/erase.ts'
import { startCluster } from '#kernel/cluster.ts'
import { config } from '#kernel/config.ts'
import { openHouse, ownerUrl } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { halt } from '#kernel/halt.ts'
import { instanceKey, openDataFolder, writeWhole } from '#kernel/instance.ts'
import { isLocked, lockFolder } from '#kernel/lock.ts'
import { connectionTo, DATABASE, makeDatabase } from '../database.ts'
import { type Given, textOf } from './arguments.ts'
import { openInstallation } from './installation.ts'
import type { Said } from './verbs.ts'

const shelfOf = (key: Buffer): Shelf => ({ key, folder: config.backups, bucket: config.backupBucket })
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

export async function backup(given: Given, stop: AbortSignal): Promise<Said> {
  const installation = await openInstallation({ stop })
  try {
    const url = ownerUrl(installation.house.connection)
    const shelf = shelfOf(installation.house.connection.key)
    const made = await keepBackup({ url, ...shelf })
    if (given.json) return { text: JSON.stringify({ ...made, folder: config.backups, place: placeOf(shelf) }) }
    return {
      text: `${shelf.bucket ? placeOf(shelf) + made.name : join(config.backups, made.name)}: ${made.rows} rows of ${made.tables} tables and ${made.objects} files, ${megabytes(made.bytes)} in ${seconds(made.took_ms)}. Read again and whole.${made.resumed > 0 ? ` ${made.resumed} of ${made.parts} parts were there from a run that was cut short, and still hold.` : ''}`,
    }
  } finally {
    await installation.close()
  }
}

export async function backupKey(): Promise<Said> {
  if (!existsSync(join(config.dataFolder, 'instance.key'))) {
    halt(
      `There is no installation in ${config.dataFolder} yet. Run npm start first, or name its folder in SELOSTE_DATA.`,
    )
  }
  return { text: instanceKey(config.dataFolder).toString('base64url') }
}

/** Nobody is served meanwhile: the folder is locked, as npm start would lock it. */
export async function restoreBackup(given: Given): Promise<Said> {
  const { dataFolder } = config
  const named = given.words[1] ?? textOf('file', given.fields.get('file'))
  if (!existsSync(named) && !config.backupBucket) refuse('BACKUP_UNKNOWN', { field: 'file' })
  if (isLocked(dataFolder)) refuse('RESTORE_WHILE_RUNNING')
  openDataFolder(dataFolder)
  takeKey(given)
  const unlock = lockFolder(dataFolder)
  const cluster = config.databaseUrl ? undefined : await startCluster({ dataFolder })
  try {
    const key = instanceKey(dataFolder)
    if (cluster) await makeDatabase(cluster.url('postgres'))
    const url = config.databaseUrl ?? cluster!.url(DATABASE)
    const shelf = shelfOf(key)
    const put = (file: string) => restore({ url, ...shelf, file, erase: (url, subjects) => eraseAgain(url, subjects) })
    // What is no file here may be one in the bucket.
    const done = existsSync(named) ? await put(resolve(named)) : await withFile(shelf, basename(named), put)
    // Where the chain could not be carried on, the head beside the database would call a restored ledger a cut one: it is
    // kept under another name, and the receipt of the restore says why.
    const head = join(dataFolder, 'ledger.head')
    if (done.carried < 0 && existsSync(head)) renameSync(head, `${head}.before-restore`)
    if (given.json) return { text: JSON.stringify(done) }
    const { replayed } = done
    return {
      text: [
        `Restored as of ${done.made_at}: ${done.rows} rows of ${done.tables} tables in ${seconds(done.took_ms)}.`,
        `Said and done since, and so again: ${replayed.grounds} refusals and withdrawals, ${replayed.erased.length} erasures, ${replayed.suppressions} refused addresses, ${replayed.ended} ended accesses.`,
        done.carried < 0
          ? 'The ledger ends where the backup does.'
          : `The ledger goes on: ${done.carried} entries carried over.`,
        done.before
          ? `What stood here is kept in ${join(config.backups, done.before)}.`
          : 'What stood here could not be read.',
        'Start Seloste again: npm start',
      ].join('\n'),
    }
  } finally {
    await cluster?.stop()
    unlock()
  }
}

/** Whose data was erased after the backup: erased in the restored database too, before it takes the other's place. */
async function eraseAgain(url: string, subjects: readonly string[]): Promise<void> {
  const { hostname, port, pathname } = new URL(url)
  const house = openHouse({
    ...connectionTo({ host: hostname, port: Number(port || 5432), database: decodeURIComponent(pathname.slice(1)) }),
    url,
  })
  try {
    await house.renew()
    for (const subject of subjects) await eraseNow(house, subject, 'restored')
  } finally {
    await house.close()
  }
}

/** On a new machine the key comes from paper; where there is one already, it is not replaced. */
function takeKey(given: Given): void {
  const path = join(config.dataFolder, 'instance.key')
  const text = given.fields.get('key')
  if (text === undefined) {
    if (!existsSync(path)) refuse('BACKUP_OTHER_KEY', { field: 'key' })
    return
  }
  const key = Buffer.from(textOf('key', text), 'base64url')
  if (key.length !== 32) refuse('VALUE_NOT_ALLOWED', { field: 'key' })
  if (existsSync(path) && !instanceKey(config.dataFolder).equals(key)) refuse('BACKUP_OTHER_KEY', { field: 'key' })
  if (!existsSync(path)) writeWhole(path, key)
}

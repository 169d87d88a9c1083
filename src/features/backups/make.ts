import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { asOwner } from '#kernel/migrate.ts'
import { openStore, type Store } from '#kernel/store.ts'
import { follow } from './afterwards.ts'
import { readArchive, writeArchive } from './archive.ts'
import { copyObjects } from './objects.ts'
import { type Counted, type Record_, read, written } from './records.ts'
import { nameOf, originOf, quoted } from './shape.ts'

export type Made = {
  name: string
  made_at: string
  bytes: number
  rows: number
  tables: number
  objects: number
  took_ms: number
}

/** File name of a backup, in the order of time. */
export const fileOf = (at: Date): string => `seloste-${at.toISOString().slice(0, 19).replaceAll(':', '')}Z.backup`

/**
 * Backs up the database as it is at one moment, and the files that stand in it, while everybody works on. Afterwards
 * the file is read again whole: what is told is what was found in it. Refuses BACKUP_DAMAGED where that differs.
 */
export async function makeBackup(input: { url: string; key: Buffer; folder: string; store?: Store }): Promise<Made> {
  const { url, key, folder, store = openStore() } = input
  const begun = Date.now()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await dropHalfMade(folder)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await asOwner(client, async () => {
      // What is said from this moment on is kept beside the backup: it begins before the snapshot, so nothing falls between.
      await follow(client, { key, folder })
      await client.query('begin transaction isolation level repeatable read read only')
      try {
        const at = new Date((await client.query(`select to_json(now()) as now`)).rows[0].now)
        const path = join(folder, fileOf(at))
        const origin = await originOf(client)
        const data = Math.max(...origin.migrations.map(({ name }) => Number.parseInt(name, 10)))
        const { bytes } = await writeArchive({ path, key, made_at: at, data, content: contentOf(client) })
        const { rows: kept } = await client.query(
          'select file_id::text as id from register.objects where gone_at is null',
        )
        const objects = await copyObjects(
          store,
          folder,
          kept.map(({ id }) => id),
        )
        await client.query('commit')
        const counted = await look(path, key)
        return {
          name: fileOf(at),
          made_at: at.toISOString(),
          bytes,
          rows: Object.values(counted).reduce((sum, n) => sum + n, 0),
          tables: Object.keys(counted).length,
          objects,
          took_ms: Date.now() - begun,
        }
      } catch (error) {
        await client.query('rollback').catch(() => {})
        throw error
      }
    })
  } finally {
    await client.end()
  }
}

/** Reads a backup from end to end without a database: rows by table. Refuses what is damaged or of another key. */
export async function look(path: string, key: Buffer): Promise<Counted> {
  let found: Counted = {}
  for await (const record of read(readArchive(path, key))) if (record.kind === 'end') found = record.counted
  return found
}

async function* contentOf(client: pg.Client): AsyncGenerator<Buffer> {
  const origin = await originOf(client)
  const counted: Counted = {}
  yield* written({ kind: 'origin', origin })
  for (const shape of origin.shapes) {
    const columns = shape.columns.map(({ name }) => name)
    yield* written({ kind: 'table', name: nameOf(shape), columns })
    const select = `select ${columns.map(quoted).join(', ')} from ${nameOf(shape)}`
    const copy = client.query(copyTo(`copy (${select}) to stdout`))
    for await (const data of copy) yield* written({ kind: 'rows', data } satisfies Record_)
    counted[nameOf(shape)] = (copy as unknown as { rowCount: number }).rowCount
  }
  yield* written({ kind: 'end', counted })
}

/** What a run that was cut short left behind; the objects it had copied stay, and are not copied again. */
async function dropHalfMade(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.part')) continue
    // Another run may be at it now.
    if (Date.now() - (await stat(join(folder, name))).mtimeMs > 3_600_000) await rm(join(folder, name), { force: true })
  }
}

import { createHmac } from 'node:crypto'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { refuse } from '#kernel/errors.ts'
import { asOwner } from '#kernel/migrate.ts'
import { openStore, type Store } from '#kernel/store.ts'
import { follow } from './afterwards.ts'
import { type Contents, readArchive } from './archive.ts'
import { type Draft, openDraft, RESUMED_WITHIN, type Section } from './draft.ts'
import { copyObjects } from './objects.ts'
import { type Moment, momentOf, type Note, type Part, partsOf, stillHolds, within } from './parts.ts'
import type { Counted, Shape } from './records.ts'
import { nameOf, originOf, quoted } from './shape.ts'
import type { Shelf } from './shelf.ts'

export type Made = {
  name: string
  made_at: string
  bytes: number
  rows: number
  tables: number
  objects: number
  /** Parts of tables; of those, how many a run that was cut short had written and nothing has changed since. */
  parts: number
  resumed: number
  took_ms: number
}
export type Making = Shelf & { url: string; store?: Store; blocks?: number | undefined }

/** File name of a backup, in the order of time. */
export const fileOf = (at: Date): string => `seloste-${at.toISOString().slice(0, 19).replaceAll(':', '')}Z.backup`

/**
 * Backs up the database as it is at one moment, and the files that stand in it, while everybody works on. A run that was
 * cut short is gone on with: what it wrote is taken over where this moment sees the same. Afterwards the file is read
 * again whole: what is told is what was found in it. Refuses BACKUP_DAMAGED where that differs, BACKUP_RUNNING.
 */
export async function makeBackup(input: Making): Promise<Made> {
  const { url, key, folder, store = openStore() } = input
  const begun = Date.now()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await dropHalfMade(folder)
  const client = new pg.Client({ connectionString: url })
  // A connection that is lost is told by the query it takes along.
  client.on('error', () => {})
  await client.connect()
  try {
    return await asOwner(client, async () => {
      const { rows } = await client.query(`select pg_try_advisory_lock(hashtextextended('seloste backup', 0)) as alone`)
      if (!rows[0].alone) refuse('BACKUP_RUNNING')
      // What is said from this moment on is kept beside the backup: it begins before the snapshot, so nothing falls between.
      await follow(client, input)
      const { path, ...written } = await atOneMoment(client, { ...input, store })
      const counted = await look(path, key).catch(async (error) => {
        await rm(path, { force: true })
        throw error
      })
      return {
        ...written,
        rows: Object.values(counted).reduce((sum, n) => sum + n, 0),
        tables: Object.keys(counted).length,
        took_ms: Date.now() - begun,
      }
    })
  } finally {
    await client.end().catch(() => {})
  }
}

/** Reads a backup from end to end without a database: rows by table. Refuses what is damaged or of another key. */
export async function look(path: string, key: Buffer): Promise<Counted> {
  let found: Counted = {}
  for await (const record of readArchive(path, key)) if (record.kind === 'end') found = record.counted
  return found
}

async function atOneMoment(client: pg.Client, input: Making & { store: Store }) {
  const { key, folder, bucket, store, blocks } = input
  await client.query('begin transaction isolation level repeatable read read only')
  const moment = await momentOf(client)
  const at = new Date(moment.at)
  const path = join(folder, fileOf(at))
  const draftPath = join(folder, `${createHmac('sha256', key).update(moment.house).digest('hex').slice(0, 16)}.part`)
  const draft = await openDraft<Note>(draftPath, key)
  try {
    const origin = await originOf(client)
    const { sections, resumed } = await dump(client, draft, { shapes: origin.shapes, moment, blocks })
    const { rows: kept } = await client.query('select file_id::text as id from register.objects where gone_at is null')
    const ids = kept.map(({ id }) => id as string)
    await client.query('commit')
    const objects = await copyObjects(store, { folder, bucket }, ids)
    const data = Math.max(...origin.migrations.map(({ name }) => Number.parseInt(name, 10)))
    const bytes = await draft.finish(path, { made_at: moment.at, data, origin, sections })
    return { path, name: fileOf(at), made_at: moment.at, bytes, objects, parts: sections.length, resumed }
  } catch (error) {
    // A full disk is given back what was written; else it stays, for the next run.
    if (['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')) await rm(draftPath, { force: true })
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    await draft.close()
  }
}

async function dump(
  client: pg.Client,
  draft: Draft<Note>,
  { shapes, moment, blocks }: { shapes: readonly Shape[]; moment: Moment; blocks: number | undefined },
): Promise<{ sections: Contents['sections']; resumed: number }> {
  const there = new Map<string, Section<Note>>(draft.sections.map((one) => [placeOf(one.note), one]))
  const sections: Contents['sections'] = []
  let resumed = 0
  for (const shape of shapes) {
    const table = nameOf(shape)
    const columns = shape.columns.map(({ name }) => name)
    for (const part of await partsOf(client, shape, blocks)) {
      const old = there.get(placeOf(part))
      const holds = old && old.note.table === table && (await stillHolds(client, old.note, part, moment))
      const { note, at, end } = holds ? old : await copied(client, draft, { part, moment, table, columns })
      if (holds) resumed += 1
      sections.push({ at, end, table, columns, rows: note.rows })
    }
  }
  return { sections, resumed }
}

function copied(
  client: pg.Client,
  draft: Draft<Note>,
  { part, moment, table, columns }: { part: Part; moment: Moment; table: string; columns: readonly string[] },
): Promise<Section<Note>> {
  const select = `select ${columns.map(quoted).join(', ')} from only ${part.leaf} where ${within(part)}`
  const copy = client.query(copyTo(`copy (${select}) to stdout`))
  return draft.put(copy as AsyncIterable<Buffer>, () => ({
    ...part,
    moment,
    table,
    rows: (copy as unknown as { rowCount: number }).rowCount,
  }))
}

const placeOf = ({ leaf, from, to }: Part): string => `${leaf} ${from} ${to}`

/** What a run that was cut short left behind and nobody goes on with; the objects it had copied stay. */
async function dropHalfMade(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.part')) continue
    const { mtimeMs } = await stat(join(folder, name))
    if (Date.now() - mtimeMs > RESUMED_WITHIN) await rm(join(folder, name), { force: true })
  }
}

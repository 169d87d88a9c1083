import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { type Kysely, sql } from 'kysely'
import { encipher, newKey, sealedSize } from '#kernel/cipher.ts'
import { clock, dayIn } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { problemOf, refuse } from '#kernel/errors.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import { openStore } from '#kernel/store.ts'
import { plainOf, wholeOf } from '#kernel/stored.ts'
import type { Language } from '#kernel/vocabulary.ts'
import type { Attached } from './collect.ts'
import { reportWords } from './report.words.ts'
import { MOST, type Part, zipped } from './zip.ts'

/** Days after which a report is destroyed: its person has had it, and all of it is held elsewhere. */
export const KEPT_DAYS = 90

export type Made = {
  kind: 'access' | 'portable'
  language: Language
  asOf: string
  coverage: unknown
  /** Small parts by their names, the first the one to read; and files that are fetched when it is opened. */
  parts: readonly { name: string; body: Buffer }[]
  files: readonly Attached[]
}
export type KeptReport = { id: string; hash: string; bytes: number; ends_on: string }

/** Keeps a report enciphered with a key of its own, and says so among the steps of its request. */
export async function keepReport(
  house: House,
  actor: string,
  { id: request, person_id }: { id: string; person_id: string },
  { kind, language, asOf, coverage, parts, files }: Made,
): Promise<KeptReport> {
  const body = packed(parts, files)
  const hash = createHash('sha256').update(body).digest('hex')
  const ends_on = dayIn(new Date(clock.now().getTime() + KEPT_DAYS * 86_400_000))
  return inOwnTransaction(house, 'rights', actor, async (db) => {
    const row = {
      request_id: request,
      person_id,
      kind,
      language,
      as_of: asOf,
      coverage: JSON.stringify(coverage),
      bytes: body.length,
      hash,
      ends_on,
    }
    const { id } = await db.insertInto('reports').values(row).returning('id').executeTakeFirstOrThrow()
    const { key, sealed } = newKey(house.connection.key, id)
    await db.updateTable('reports').set({ sealed }).where('id', '=', id).execute()
    await stepOf(db, request, 'report', { report: id, kind, hash, parts: parts.map(({ name }) => name) })
    await sql`select door.audit('reports.create', 'reports', ${[person_id]}::uuid[], '{}', 'done', ${JSON.stringify({ kind })}::jsonb)`.execute(
      db,
    )
    await openStore().put(id, encipher(key, id, body.length, Readable.from([body])), sealedSize(body.length))
    return { id, hash, bytes: body.length, ends_on }
  })
}

export const stepOf = (
  db: Kysely<any>,
  request: string,
  kind: string,
  detail: object,
  words?: string,
): Promise<unknown> =>
  sql`select door.ask_right('step', ${request}::uuid, ${JSON.stringify({ kind, detail, words })}::jsonb)`.execute(db)

export type Opened = { person: string; language: Language; parts: { name: string; body: Buffer }[]; files: Attached[] }

/** The small parts of a kept report, and which files belong to it. Refuses REPORT_DESTROYED, FILE_LOST, FILE_DAMAGED. */
export async function openReport(house: House, id: string): Promise<Opened> {
  const row = (await (house.under('rights') as Kysely<any>)
    .selectFrom('reports')
    .select(['person_id', 'language', 'bytes', 'hash', 'sealed'])
    .where('id', '=', id)
    .executeTakeFirst()) as
    | { person_id: string; language: Language; bytes: number; hash: string; sealed: string | null }
    | undefined
  if (!row) refuse('NOT_FOUND')
  if (!row.sealed) refuse('REPORT_DESTROYED')
  const body = await wholeOf(house.connection.key, { id, bytes: row.bytes, sealed: row.sealed })
  if (createHash('sha256').update(body).digest('hex') !== row.hash) refuse('FILE_DAMAGED')
  return { person: row.person_id, language: row.language, ...unpacked(body) }
}

/**
 * The whole package on its way out: the report, the same for machines, and the files, each read when its turn comes.
 * What can no longer be read, or would make the package larger than a package may be, is named in a list instead.
 */
export const packageOf = (house: House, opened: Opened): AsyncGenerator<Buffer> => zipped(partsOf(house, opened))

async function* partsOf(house: House, { parts, files, language }: Opened): AsyncGenerator<Part> {
  for (const { name, body } of parts) yield { name, body: [body] }
  const missing: string[] = []
  let size = 0
  for (const file of files) {
    size += file.bytes
    const sealed = size < MOST ? await sealedOf(house, file) : null
    if (!sealed) {
      missing.push(`${file.name} (${file.bytes})`)
      continue
    }
    try {
      const body = plainOf(house.connection.key, { ...file, sealed })
      const first = await body.next()
      yield { name: `${reportWords[language].folder}/${file.path}`, body: joined(first, body) }
    } catch (error) {
      const { code, title } = problemOf(error, language)
      if (!['FILE_LOST', 'FILE_DAMAGED', 'FILE_AWAITS_REVIEW'].includes(code)) throw error
      missing.push(`${file.name}: ${title} (${code})`)
    }
  }
  if (missing.length > 0)
    yield { name: `${reportWords[language].folder}.txt`, body: [Buffer.from(`${missing.join('\n')}\n`)] }
}

async function* joined(first: IteratorResult<Buffer, unknown>, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (!first.done) yield first.value
  yield* rest
}

/** The key of a file stands in the part of its noun that holds keys. */
async function sealedOf({ register, under }: House, { noun, id }: Attached): Promise<string | null> {
  const found = Object.entries(register.nouns).find(
    ([, { partOf, fields }]) => partOf?.noun === noun && 'sealed' in fields,
  )
  if (!found) return null
  const [keys, { partOf }] = found
  const { rows } = await sql<{ sealed: string }>`
    select sealed from ${sql.table(`rights.${keys}`)} where ${sql.ref(partOf!.column)} = ${id}::uuid`.execute(
    under('rights'),
  )
  return rows[0]?.sealed ?? null
}

/** A list of what follows, its length before it. */
function packed(parts: Made['parts'], files: readonly Attached[]): Buffer {
  const head = Buffer.from(JSON.stringify({ parts: parts.map(({ name, body }) => [name, body.length]), files }))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(head.length)
  return Buffer.concat([length, head, ...parts.map(({ body }) => body)])
}

function unpacked(body: Buffer): Omit<Opened, 'person' | 'language'> {
  let at = 4 + body.readUInt32BE(0)
  const { parts, files } = JSON.parse(body.toString('utf8', 4, at)) as { parts: [string, number][]; files: Attached[] }
  return {
    files,
    parts: parts.map(([name, length]) => {
      at += length
      return { name, body: body.subarray(at - length, at) }
    }),
  }
}

/** Ends reports whose days are over: the key goes, and the object with the next sweep; and codes that nobody used. Answers how many reports. */
export async function endReports(house: House, day: string): Promise<number> {
  return inOwnTransaction(house, 'rights', 'job:report.end', async (db) => {
    await db.deleteFrom('call_codes').where('until', '<', clock.now().toISOString()).execute()
    const { numUpdatedRows } = await db
      .updateTable('reports')
      .set({ sealed: null })
      .where('ends_on', '<=', day)
      .where('sealed', 'is not', null)
      .executeTakeFirst()
    return Number(numUpdatedRows)
  })
}

import { createHmac } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { House } from '#kernel/database.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { tracesOf } from '#kernel/traces.ts'
import type { Noun } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'
import type { Row } from './decode.ts'

const BATCH = 1000

/** How a row is found that names nobody: by an address in its words, by the hash of one, or by the user of ours they are. */
export type Said = {
  readonly words: readonly string[]
  readonly hashes: readonly string[]
  readonly users: readonly string[]
}

/** Nouns in which a person can be found, by the register alone; sign-in and the ledger are asked apart. */
export function nounsHeld({ nouns }: Register): [string, Noun][] {
  const traces = tracesOf({ nouns })
  const reached = new Set(
    traces.flatMap(({ noun, edge, how }) => (edge || how === 'hash' || how === 'other' ? [noun] : [])),
  )
  // Where a row came from is told with it: the file whose line it is.
  for (const [name, { partOf }] of Object.entries(nouns)) if (partOf && reached.has(name)) reached.add(partOf.noun)
  return Object.entries(nouns).filter(([name, { schema }]) => schema === 'data' && reached.has(name))
}

/** Those that name nobody but by a bare identifier, or not at all: they are read when the addresses are known. */
export function isBare({ nouns }: Register): (noun: string) => boolean {
  const named = new Set(tracesOf({ nouns }).flatMap(({ noun, edge, how }) => (edge && how !== 'record' ? [noun] : [])))
  return (noun) => !named.has(noun)
}

/** Addresses and numbers among the rows, as they are looked for in words, and as the keyed hashes that are kept of them. */
export async function saidOf(
  { register: { nouns }, connection: { key }, auth }: House,
  rows: ReadonlyMap<string, readonly Row[]>,
): Promise<Said> {
  const all = [...rows].flatMap(([noun, list]) =>
    Object.entries(nouns[noun]!.fields).flatMap(([column, { format }]) =>
      format === 'email' || format === 'phone' ? list.flatMap((row) => (row[column] ? [String(row[column])] : [])) : [],
    ),
  )
  const secret = suppressionKey(key)
  const small = all.map((one) => one.trim().toLowerCase())
  const { rows: users } = await auth.query<{ id: string }>(
    'select id::text from auth.users where lower(email) = any ($1)',
    [small],
  )
  return {
    users: users.map(({ id }) => id),
    words: [...new Set(small.map(looked))].filter((one) => one.length >= SHORTEST),
    hashes: [...new Set(small)].map((one) => createHmac('sha256', secret).update(one).digest('hex')),
  }
}

/** Shorter ones stand in other words too. */
const SHORTEST = 7
/** Without blanks and dashes; a number without its country, which files leave out. */
const looked = (one: string): string => {
  const bare = one.replace(/[ \-()]/g, '')
  return /^\+?\d+$/.test(bare) ? bare.slice(-9) : bare
}

/** All rows of one noun about the person, whole, in order of id; a thousand at a time. */
export async function* rowsOf(db: Kysely<any>, noun: string, person: string, said?: Said): AsyncGenerator<Row> {
  let after: string | null = null
  for (;;) {
    const { rows }: { rows: { row: Row }[] } = await sql<{ row: Row }>`
      select row from door.held(${person}::uuid, ${noun}, ${after}::uuid, ${BATCH}, ${JSON.stringify(said ?? {})}::jsonb) as row`.execute(
      db,
    )
    for (const { row } of rows) yield row
    if (rows.length < BATCH) return
    after = String(rows.at(-1)!.row._id)
  }
}

export const keyOf = (row: Row): string => String(row.id ?? row._id)

import { type Kysely, sql } from 'kysely'
import { tracesOf } from '#kernel/traces.ts'
import type { Noun } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'
import type { Row } from './decode.ts'

const BATCH = 1000

/** Nouns in which a person can be found, by the register alone; sign-in and the ledger are asked apart. */
export function nounsHeld({ nouns }: Register): [string, Noun][] {
  const reached = new Set(
    tracesOf({ nouns }).flatMap(({ noun, edge, how }) => (edge && how !== 'record' ? [noun] : [])),
  )
  return Object.entries(nouns).filter(([name, { schema }]) => schema === 'data' && reached.has(name))
}

/** All rows of one noun about the person, whole, in order of id; a thousand at a time. */
export async function* rowsOf(db: Kysely<any>, noun: string, person: string): AsyncGenerator<Row> {
  let after: string | null = null
  for (;;) {
    const { rows }: { rows: { row: Row }[] } = await sql<{ row: Row }>`
      select row from door.held(${person}::uuid, ${noun}, ${after}::uuid, ${BATCH}) as row`.execute(db)
    for (const { row } of rows) yield row
    if (rows.length < BATCH) return
    after = String(rows.at(-1)!.row._id)
  }
}

export const keyOf = (row: Row): string => String(row.id ?? row._id)

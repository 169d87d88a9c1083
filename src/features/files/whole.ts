import { type Kysely, sql } from 'kysely'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { wholeOf } from '#kernel/stored.ts'

/** A kept file whole, deciphered: for what is small enough to go into a message. Refuses FILE_LOST, FILE_AWAITS_REVIEW. */
export async function wholeFile(house: House, db: Kysely<any>, id: string): Promise<Buffer> {
  const { rows } = await sql<{ bytes: number; sealed: string }>`
    select f.bytes, k.sealed from files f join file_keys k on k.file_id = f.id where f.id = ${id}::uuid`.execute(db)
  const [file] = rows
  if (!file) refuse('FILE_LOST')
  return wholeOf(house.connection.key, { id, ...file })
}

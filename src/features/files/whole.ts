import { type Kysely, sql } from 'kysely'
import { decipher, openKey, placeOf } from '#kernel/cipher.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { openStore } from '#kernel/store.ts'

/** A kept file whole, deciphered: for what is small enough to go into a message. Refuses FILE_LOST. */
export async function wholeFile(house: House, db: Kysely<any>, id: string): Promise<Buffer> {
  const { rows } = await sql<{ bytes: number; sealed: string }>`
    select f.bytes, k.sealed from files f join file_keys k on k.file_id = f.id where f.id = ${id}::uuid`.execute(db)
  const [file] = rows
  if (!file) refuse('FILE_LOST')
  const key = openKey(house.connection.key, id, file.sealed)
  const { first, start, end } = placeOf(file.bytes, 0, file.bytes - 1)
  const chunks: Buffer[] = []
  for await (const chunk of decipher(key, id, file.bytes, await openStore().open(id, start, end), first))
    chunks.push(chunk)
  return Buffer.concat(chunks)
}

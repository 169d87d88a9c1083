import { type Kysely, sql } from 'kysely'
import { decipher, openKey, placeOf } from '#kernel/cipher.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { openStore } from '#kernel/store.ts'
import { documentOf, hashOf, nameOf, type Quote } from './paper.ts'

/**
 * The document of a quote that was sent: the file that was kept, or, without one, made again. What does not have the
 * hash that was sent is never shown as what was sent.
 */
export async function sentDocument(
  house: House,
  db: Kysely<any>,
  quote: Quote,
): Promise<{ name: string; body: Buffer }> {
  const body = (await keptFile(house, db, quote)) ?? (await documentOf(house, db, quote)).body
  if (hashOf(body) !== quote.document_hash) refuse('QUOTE_DOCUMENT_CHANGED')
  return { name: nameOf(quote), body }
}

async function keptFile(house: House, db: Kysely<any>, quote: Quote): Promise<Buffer | null> {
  const { rows } = await sql<{ id: string; bytes: number; sealed: string }>`
    select f.id, f.bytes, k.sealed from files f join file_keys k on k.file_id = f.id
    where f.quote_id = ${quote.id}::uuid and f.hash = ${quote.document_hash} limit 1`.execute(db)
  const [file] = rows
  if (!file) return null
  const key = openKey(house.connection.key, file.id, file.sealed)
  const { first, start, end } = placeOf(file.bytes, 0, file.bytes - 1)
  const chunks: Buffer[] = []
  for await (const chunk of decipher(key, file.id, file.bytes, await openStore().open(file.id, start, end), first))
    chunks.push(chunk)
  return Buffer.concat(chunks)
}

import { type Kysely, sql } from 'kysely'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { wholeFile } from '../files/whole.ts'
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
  const { rows } = await sql<{ id: string }>`select f.id from files f
    where f.quote_id = ${quote.id}::uuid and f.hash = ${quote.document_hash} limit 1`.execute(db)
  return rows[0] ? wholeFile(house, db, rows[0].id) : null
}

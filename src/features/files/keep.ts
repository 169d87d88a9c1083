import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Context } from '#kernel/action.ts'
import { checkedValue } from '#kernel/check.ts'
import { encipher, newKey, sealedSize } from '#kernel/cipher.ts'
import { config } from '#kernel/config.ts'
import { refuse } from '#kernel/errors.ts'
import { meet } from '#kernel/reach.ts'
import { lensOf, shown } from '#kernel/records.ts'
import { openStore } from '#kernel/store.ts'
import { nouns } from '#register/index.ts'
import { cleanName, typeOf } from './sniff.ts'

/** What a file may stand on: at least one. */
export const STANDS_ON = {
  person_id: 'people',
  company_id: 'companies',
  deal_id: 'deals',
  contract_id: 'contracts',
  quote_id: 'quotes',
  order_id: 'orders',
  case_id: 'cases',
  letter_id: 'letters',
} as const
export type StandsOn = Partial<Record<keyof typeof STANDS_ON, string>>

type Given = {
  name: string
  /** Absent: told by the content. */
  type?: string
  /** The bytes, or the path of a file on this machine, which is left where it is. */
  body: Buffer | string
  on: StandsOn
}
export type Kept = { id: string; version: number; name: string; type: string; bytes: number; hash: string }

/**
 * Keeps a file: its row and key in the transaction at hand, its bytes enciphered in the store. When the transaction
 * does not come to its end, the object is nobody's, and the sweep takes it within two hours. `hash`: SHA-256, hex.
 * Refuses FILE_HAS_NOTHING, TOO_LARGE, STORE_UNREACHABLE, and what the row may not stand on as not found.
 */
export async function keepFile(ctx: Context, { name, type, body, on }: Given): Promise<Kept> {
  const bytes = typeof body === 'string' ? (await stat(body)).size : body.length
  if (bytes === 0) refuse('FILE_HAS_NOTHING', { field: 'file' })
  if (bytes > config.files.most) refuse('TOO_LARGE', { field: 'file' })
  const called = checkedValue('name', nouns.files.fields.name, cleanName(name)) as string
  const stands = await standing(ctx, on)
  const row = {
    ...stands,
    name: called,
    type: type ?? (await typeOf(body, called)),
    bytes,
    hash: await hashOf(body),
  }
  const lens = lensOf(ctx.register.nouns, 'files', ctx.purpose)
  const made = await ctx.db.insertInto('files').values(row).returning(shown(lens)).executeTakeFirstOrThrow()
  const { key, sealed } = newKey(ctx.house.connection.key, made.id)
  await ctx.db.insertInto('file_keys').values({ file_id: made.id, sealed }).execute()
  await openStore().put(made.id, encipher(key, made.id, bytes, streamOf(body)), sealedSize(bytes))
  ctx.seen('files', [made.person_id ?? made.id], Object.keys(row))
  return made as Kept
}

/** Hidden, out of reach and unknown are answered alike. */
async function standing(ctx: Context, on: StandsOn): Promise<StandsOn> {
  const named = Object.entries(on).filter(([, id]) => id) as [keyof typeof STANDS_ON, string][]
  if (named.length === 0) refuse('VALUE_MISSING', { field: 'person_id' })
  for (const [column, id] of named) {
    const noun = STANDS_ON[column]
    const lens = lensOf(ctx.register.nouns, noun, ctx.purpose)
    await meet(ctx, lens, [id])
    const there = await ctx.db.selectFrom(noun).select('id').where('id', '=', id).executeTakeFirst()
    if (!there) refuse(noun === 'people' ? 'PERSON_NOT_FOUND' : 'NOT_FOUND', { field: column })
  }
  return Object.fromEntries(named)
}

const streamOf = (body: Buffer | string): AsyncIterable<Buffer> =>
  typeof body === 'string' ? createReadStream(body, { highWaterMark: 256 * 1024 }) : Readable.from([body])

async function hashOf(body: Buffer | string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(Readable.from(streamOf(body)), hash)
  return hash.digest('hex')
}

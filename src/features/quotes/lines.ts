import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '#kernel/action.ts'
import { checked } from '#kernel/check.ts'
import { writableOf } from '#kernel/compile.ts'
import { Refusal, refuse } from '#kernel/errors.ts'
import { typedDecimal } from '#kernel/money.ts'
import { get } from '#kernel/nounActions.ts'
import { nouns } from '#register/index.ts'

const MOST = 500

/** The lines of a document as they are to stand, in their order; one with an id is kept, one that is left out goes. */
export const linesInput = z.object({
  id: z.uuid(),
  lines: z.array(z.looseObject({ id: z.uuid().nullish() })).max(MOST),
})

/**
 * Writes all lines of a quote or an order at once, against the version that was seen; answers the document with its
 * lines. The first bad one is refused by its number.
 */
export async function writeLines(ctx: Context, noun: 'quotes' | 'orders', { id, lines }: z.infer<typeof linesInput>) {
  if (ctx.version === null) refuse('IF_MATCH_NEEDED')
  const document = await get(ctx, noun, id)
  // Held until the end: of two who write at once the second finds another version.
  const { rows } = await sql<{
    version: number
  }>`select version from ${sql.table(noun)} where id = ${id}::uuid for no key update`.execute(ctx.db)
  if (rows[0]?.version !== ctx.version)
    refuse('EDIT_CONFLICT', { data: { version: rows[0]?.version ?? document.version } })
  const column = noun === 'quotes' ? 'quote_id' : 'order_id'
  const before = await ctx.db.selectFrom('lines').selectAll().where(column, '=', id).execute()
  const known = new Map(before.map((line) => [line.id as string, line]))
  const wanted = lines.map(({ id: own, ...values }, place) => {
    const row = { ...checkedLine(ctx, values, place), place }
    if (own && !known.has(own)) refuse('REFERENCE_UNKNOWN', { field: 'id', line: place + 1 })
    return { own: own ?? null, row }
  })
  const kept = new Set(wanted.map((line) => line.own))
  const gone = [...known.keys()].filter((one) => !kept.has(one))
  if (gone.length > 0) await ctx.db.deleteFrom('lines').where('id', 'in', gone).execute()
  for (const { own, row } of wanted)
    if (own && differs(known.get(own)!, row)) await ctx.db.updateTable('lines').set(row).where('id', '=', own).execute()
  const fresh = wanted.filter((line) => !line.own).map(({ row }) => ({ ...row, [column]: id }))
  if (fresh.length > 0) await ctx.db.insertInto('lines').values(fresh).execute()
  ctx.seen(noun, [id], ['lines'])
  return withLines(ctx, noun, id)
}

/** A quote or an order with its lines in their order. */
export async function withLines(ctx: Context, noun: 'quotes' | 'orders', id: string) {
  const document = await get(ctx, noun, id)
  return { ...document, lines: await linesOf(ctx.db, noun, id) }
}

/** lines_quote_id and lines_order_id find them. */
export const linesOf = (db: Context['db'], noun: 'quotes' | 'orders', id: string) =>
  db
    .selectFrom('lines')
    .select(['id', 'product_id', 'name', 'quantity', 'unit', 'price', 'discount', 'vat', 'net', 'place'])
    .where(noun === 'quotes' ? 'quote_id' : 'order_id', '=', id)
    .orderBy('place')
    .orderBy('created_at')
    .execute()

const FIELDS = ['product_id', 'name', 'quantity', 'unit', 'price', 'discount', 'vat']

function checkedLine(ctx: Context, values: Record<string, unknown>, place: number): Record<string, any> {
  const line = place + 1
  const writable = writableOf(nouns.lines, ctx.purpose).filter((one) => FIELDS.includes(one))
  const told = Object.fromEntries(Object.entries(values).filter(([name]) => !['place', 'net'].includes(name)))
  try {
    const row = checked(nouns.lines, writable, told, true)
    for (const [name, least, most, places] of LIMITS) {
      const value = row[name]
      if (value === undefined) continue
      const number = typedDecimal(String(value), places)
      if (number === null || Number(number) < least || Number(number) > most)
        refuse('VALUE_NOT_ALLOWED', { field: name })
    }
    return row
  } catch (error) {
    if (error instanceof Refusal) refuse(error.code, { ...error.more, line })
    throw error
  }
}

const LIMITS = [
  ['quantity', 0, 999_999_999, 3],
  ['price', -999_999_999, 999_999_999, 4],
  ['discount', 0, 100, 2],
  ['vat', 0, 100, 2],
] as const

const differs = (was: Record<string, any>, row: Record<string, any>): boolean =>
  Object.entries(row).some(([name, value]) => String(was[name] ?? '') !== String(value ?? ''))

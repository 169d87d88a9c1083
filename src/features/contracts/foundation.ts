import { z } from 'zod'
import type { Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { meet } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'

const Named = z.object({ quote_id: z.uuid().nullish(), deal_id: z.uuid().nullish(), contract_id: z.uuid().nullish() })
type Row = Record<string, any>

/**
 * What an accepted quote, a won deal or a contract already settles for a contract or an order made of it. A purpose
 * that sees none of them can name none.
 */
export async function foundation(ctx: Context, values: Row, noun: 'contracts' | 'orders'): Promise<Row> {
  const named = Named.safeParse(values)
  if (!named.success) refuse('VALUE_NOT_ALLOWED', { field: String(named.error.issues[0]?.path[0]) })
  const { quote_id, deal_id, contract_id } = named.data
  if (quote_id) {
    const quote = await reached(ctx, 'quotes', quote_id, 'quote_id')
    if (quote.state !== 'accepted') refuse('QUOTE_NOT_ACCEPTED', { field: 'quote_id' })
    if (noun === 'orders') return { ...parties(quote), language: quote.language }
    return { ...parties(quote), deal_id: quote.deal_id, value: quote.net, name: quote.name || quote.number }
  }
  // Of deals the purpose sees those that are won.
  if (deal_id && noun === 'contracts') {
    const deal = await reached(ctx, 'deals', deal_id, 'deal_id')
    return { ...parties(deal), value: deal.value, name: deal.name }
  }
  if (contract_id && noun === 'orders') return parties(await reached(ctx, 'contracts', contract_id, 'contract_id'))
  return {}
}

const parties = ({ company_id, contact_id, currency, owner_id, team }: Row): Row => ({
  company_id,
  contact_id,
  currency,
  ...(owner_id && { owner_id, team }),
})

async function reached(ctx: Context, noun: 'quotes' | 'deals' | 'contracts', id: string, field: string): Promise<Row> {
  const lens = lensOf(ctx.register.nouns, noun, ctx.purpose)
  await meet(ctx, lens, [id])
  const row = await ctx.db.selectFrom(noun).selectAll().where('id', '=', id).executeTakeFirst()
  return row ?? refuse('REFERENCE_UNKNOWN', { field })
}

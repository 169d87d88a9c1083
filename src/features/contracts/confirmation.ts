import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { config } from '#kernel/config.ts'
import { refuse } from '#kernel/errors.ts'
import { get } from '#kernel/nounActions.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import { meet } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import type { Allowed } from '../sending/decision.ts'
import { frame } from '../sending/frame.ts'
import { lint } from '../sending/lint.ts'
import { type Outcome, send } from '../sending/send.ts'
import { documentOf } from './confirmation.pdf.ts'
import { type Confirmed, mailOf } from './confirmation.text.ts'

const says = (fi: string, sv: string, en: string) => ({ fi, sv, en })

/** Contracts make what we sell, suppliers what we buy. */
export const MAKERS = ['contract', 'suppliers'] as const

export const confirmationActions: Action[] = [
  action({
    name: 'orders.confirm',
    purposes: MAKERS,
    verb: 'write',
    // Each step has its own entry, in its own transaction: the mail stands between them.
    long: true,
    unlogged: true,
    says: says('Vahvista tilaus', 'Bekräfta beställningen', 'Confirm an order'),
    input: z.object({
      id: z.uuid(),
      /** By mail to whoever ordered; else it is enough that it is agreed, and the PDF is handed over otherwise. */
      mail: z.boolean().default(true),
      /** A line of our own above what was ordered. No promotion: the message is refused. */
      note: z.string().trim().max(2000).optional(),
    }),
    output: z.looseObject({ id: z.string(), outcome: z.looseObject({ state: z.string() }) }),
    run: confirm,
  }),
  action({
    name: 'orders.document',
    purposes: ['relationship', 'sales', 'delivery', ...MAKERS],
    verb: 'read',
    says: says('Avaa tilaus PDF-tiedostona', 'Öppna beställningen som PDF', 'Read an order as a PDF'),
    input: z.object({ id: z.uuid() }),
    output: z.any(),
    async run(ctx, { id }) {
      await meet(ctx, lensOf(ctx.register.nouns, 'orders', ctx.purpose), [id])
      const order = await confirmedOf(ctx.db, id)
      ctx.seen('orders', [id])
      const content = await documentOf(order, ctx.register.controller)
      return { file: { name: `${order.number}.pdf`, type: 'application/pdf', body: [content] } }
    },
  }),
]

/**
 * The order is agreed first and told then: what is confirmed in writing must not change while it is on its way. What
 * may not leave as it is written changes nothing. Asked once more, it is told once more.
 */
async function confirm(ctx: Context, { id, mail, note }: { id: string; mail: boolean; note?: string | undefined }) {
  const { house, actor } = ctx
  const purpose = ctx.purpose as (typeof MAKERS)[number]
  await meet(ctx, lensOf(ctx.register.nouns, 'orders', ctx.purpose), [id])
  const order = await confirmedOf(ctx.db, id)
  if (mail && !config.mailUrl) refuse('MAIL_NOT_SET')
  if (mail && !order.contact_id) refuse('VALUE_MISSING', { field: 'contact_id' })
  if (mail && !order.contact) refuse('PERSON_NOT_FOUND', { field: 'contact_id' })
  if (mail) {
    const { subject, body } = mailOf(order, order.language, note)
    lint(DRY, { subject, text: body })
  }
  const step = (verb: 'confirm' | 'told') =>
    inOwnTransaction(house, purpose, actor.id, async (tx) => {
      await sql`select door.fulfil(${verb}, ${id}::uuid, null)`.execute(tx)
      await sql`select door.audit(${`orders.${verb}`}, 'orders', ${[id]}::uuid[], ${['state']}::text[], 'done', '{}'::jsonb)`.execute(
        tx,
      )
    })
  if (order.state === 'draft') await step('confirm')
  const outcome: Outcome = mail ? await tell(ctx, order, purpose, note) : { state: 'sent' }
  if (outcome.state === 'sent') await step('told')
  return { ...(await get(ctx, 'orders', id)), outcome }
}

/** What the message would be judged as: a service message, before anybody is asked for it. */
const DRY = { content: 'service', measure: true } as Allowed

/** By the gate, as a service message: whoever refused marketing is told of their own order all the same. */
async function tell(
  { house, actor }: Context,
  order: Confirmed,
  purpose: (typeof MAKERS)[number],
  note: string | undefined,
): Promise<Outcome> {
  const again = order.confirmed_at ? `:${Date.parse(order.confirmed_at)}` : ''
  const content = await documentOf(order, house.register.controller)
  const outcome = await send(house, actor.id, {
    message: `order:${order.id}${again}`,
    person: order.contact_id!,
    purpose,
    channel: 'email',
    content: 'service',
    compose(decision) {
      const attached = [{ filename: `${order.number}.pdf`, contentType: 'application/pdf', content }]
      return { ...frame(decision, mailOf(order, decision.language, note)), attached }
    },
  })
  // It had left before the process ended; what was missing is that it says so.
  return outcome.code === 'ALREADY_SENT' ? { state: 'sent' } : outcome
}

/** An order as it is told: with its lines, its customer or supplier and their contact, as far as the purpose sees them. */
async function confirmedOf(db: Kysely<any>, id: string): Promise<Confirmed> {
  const { rows } = await sql<Confirmed>`
    select o.id, o.number, o.kind, o.state, o.currency, o.language, o.ordered_on, o.wanted_on, o.reference, o.delivery_address, o.confirmed_at,
      o.contact_id, c.name as company, a.street, a.postcode, a.city, nullif(concat_ws(' ', p.given_name, p.family_name), '') as contact,
      t.number as contract,
      coalesce((select json_agg(json_build_object('name', l.name, 'unit', l.unit, 'quantity', l.quantity::text, 'price', l.price::text,
        'discount', l.discount::text, 'vat', l.vat::text) order by l.place, l.created_at) from lines l where l.order_id = o.id), '[]') as lines
    from orders o left join companies c on c.id = o.company_id left join people p on p.id = o.contact_id
      left join contracts t on t.id = o.contract_id
      left join lateral (select street, postcode, city, country from addresses where company_id = c.id
        order by array_position(array['postal', 'visiting', 'invoicing'], kind), created_at limit 1) a on true
    where o.id = ${id}::uuid`.execute(db)
  return rows[0] ?? refuse('NOT_FOUND')
}

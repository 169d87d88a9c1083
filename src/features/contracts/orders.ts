import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { create, get, nounActions, recordOutput } from '#kernel/nounActions.ts'
import { meet } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import type { PurposeId } from '#register/index.ts'
import { linesInput, withLines, writeLines } from '../quotes/lines.ts'
import { confirmationActions, MAKERS } from './confirmation.ts'
import { foundation } from './foundation.ts'

const says = (fi: string, sv: string, en: string) => ({ fi, sv, en })
const one = z.object({ id: z.uuid() })

export const orderActions: Action[] = [
  ...confirmationActions,
  ...nounActions('orders', ['list', 'get', 'update', 'delete', 'restore']),
  action({
    name: 'orders.whole',
    purposes: ['relationship', 'sales', 'delivery', ...MAKERS],
    verb: 'read',
    says: says('Avaa tilaus riveineen', 'Öppna beställningen med rader', 'Read an order with its lines'),
    input: one,
    output: recordOutput,
    run: (ctx, { id }) => withLines(ctx, 'orders', id),
  }),
  action({
    name: 'orders.lines',
    purposes: MAKERS,
    verb: 'write',
    says: says('Kirjoita tilauksen rivit', 'Skriv beställningens rader', 'Write the lines of an order'),
    http: { method: 'PUT', path: '/orders/{id}/lines' },
    input: linesInput,
    output: recordOutput,
    run: (ctx, input) => writeLines(ctx, 'orders', input),
  }),
  ...nounActions('orders', ['create']).map((each): Action => ({ ...each, run: order })),
  step('cancel', says('Peru tilaus', 'Annullera beställningen', 'Cancel an order')),
  step('reopen', says('Palauta peruttu tilaus', 'Återställ en annullerad beställning', 'Bring back a cancelled order')),
  step('close', says('Päätä tilaus vajaana', 'Avsluta beställningen ofullständig', 'Close an order without the rest'), [
    'suppliers',
  ]),
  step(
    'uninvoice',
    says(
      'Peru tilauksen luovutus laskutukseen',
      'Ångra överlämningen av beställningen till fakturering',
      'Take back the hand-over to invoicing',
    ),
    ['contract'],
  ),
]

type Step = 'confirm' | 'told' | 'cancel' | 'reopen' | 'close' | 'invoice' | 'uninvoice'

function step(verb: Step, words: ReturnType<typeof says>, purposes: readonly PurposeId[] = MAKERS): Action {
  return action({
    name: `orders.${verb}`,
    purposes,
    verb: 'write',
    says: words,
    input: one,
    output: recordOutput,
    async run(ctx, { id }) {
      await advance(ctx, id, verb)
      return get(ctx, 'orders', id)
    },
  })
}

/** A step of an order's work: what it needs to be possible is asked in the database, under the order's lock. */
export async function advance(ctx: Context, id: string, verb: Step): Promise<void> {
  await meet(ctx, lensOf(ctx.register.nouns, 'orders', ctx.purpose), [id])
  await sql`select door.fulfil(${verb}, ${id}::uuid, null)`.execute(ctx.db)
  ctx.seen('orders', [id], ['state'])
}

/** From an accepted quote with its lines, from a contract, or from nothing. */
async function order(ctx: Context, values: Record<string, unknown>) {
  const mine = ctx.actor.kind === 'user' ? { owner_id: ctx.actor.id, team: ctx.actor.team } : {}
  const made = await create(ctx, 'orders', { ...mine, ...(await foundation(ctx, values, 'orders')), ...values })
  if (typeof values.quote_id === 'string')
    await sql`insert into lines (order_id, place, product_id, name, quantity, unit, price, discount, vat)
      select ${made.id}::uuid, place, product_id, name, quantity, unit, price, discount, vat
      from lines where quote_id = ${values.quote_id}::uuid order by place, created_at`.execute(ctx.db)
  return get(ctx, 'orders', made.id)
}

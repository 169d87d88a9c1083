import type { Action, Context } from '#kernel/action.ts'
import { create, nounActions } from '#kernel/nounActions.ts'
import { benefitActions } from './benefits.ts'
import { deliveryActions } from './deliveries.ts'
import { foundation } from './foundation.ts'
import { invoicingActions } from './invoicing.ts'
import { orderActions } from './orders.ts'
import { renewalActions } from './renewals.ts'
import { serviceActions } from './services.ts'
import { termActions } from './term.ts'

export const actions: Action[] = [
  ...renewalActions,
  ...nounActions('contracts', ['list', 'get', 'update', 'change', 'delete', 'restore']),
  ...nounActions('contracts', ['create']).map((one): Action => ({ ...one, run: draw })),
  ...termActions,
  ...orderActions,
  ...invoicingActions,
  ...deliveryActions,
  ...serviceActions,
  ...benefitActions,
]

/** From an accepted quote, a won deal, or from nothing: what those say stands in it, unless it is said otherwise. */
async function draw(ctx: Context, values: Record<string, unknown>) {
  const of = await foundation(ctx, values, 'contracts')
  const mine = ctx.actor.kind === 'user' ? { owner_id: ctx.actor.id, team: ctx.actor.team } : {}
  return create(ctx, 'contracts', { ...mine, ...of, ...values })
}

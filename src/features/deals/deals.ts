import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { create, nounActions, recordOutput, update } from '#kernel/nounActions.ts'
import { boardActions } from './board.ts'
import { forecastActions } from './forecast.ts'
import { leadActions } from './leads.ts'
import { pipelineActions } from './pipelines.ts'
import { move } from './rank.ts'
import { rateActions } from './rates.ts'
import { tell, telling } from './tell.ts'

export const actions: Action[] = [
  ...pipelineActions,
  ...boardActions,
  ...forecastActions,
  ...nounActions('deals', ['list', 'get', 'delete', 'restore']),
  ...nounActions('deals', ['create']).map((one): Action => ({ ...one, run: open })),
  ...nounActions('deals', ['update']).map((one): Action => ({ ...one, run: change })),
  ...nounActions('deals', ['change']).map((one) => telling(one, 'assigned', 'deals')),
  action({
    name: 'deals.move',
    purposes: ['sales'],
    verb: 'write',
    says: { fi: 'Siirrä kauppa vaiheeseen', sv: 'Flytta affären till ett skede', en: 'Move a deal to a stage' },
    input: z.object({
      id: z.uuid(),
      stage_id: z.uuid(),
      /** The stage's own, where it is another than the deal's. */
      pipeline_id: z.uuid().optional(),
      lost_why: z.string().max(40).nullable().optional(),
      /** The card of that stage which it comes right after; null for the top. Without it, by its expected close. */
      after: z.uuid().nullable().optional(),
    }),
    output: recordOutput,
    run: (ctx, input) => move(ctx, input as Parameters<typeof move>[1]),
  }),
  ...leadActions,
  ...nounActions('involvements', ['list', 'get', 'create', 'update', 'delete']),
  ...rateActions,
]

/** In the first stage of the usual pipeline and in the hands of whoever makes it, unless they say otherwise. */
export async function open(ctx: Context, values: Record<string, unknown>) {
  const mine = ctx.actor.kind === 'user' ? { owner_id: ctx.actor.id, team: ctx.actor.team } : {}
  const made = await create(ctx, 'deals', { ...mine, ...values })
  await tell(ctx, 'assigned', 'deals', made.id, values.owner_id)
  return made
}

async function change(ctx: Context, { id, ...values }: { id: string } & Record<string, unknown>) {
  const changed = await update(ctx, 'deals', id, values)
  if ('owner_id' in values) await tell(ctx, 'assigned', 'deals', id, values.owner_id)
  return changed
}

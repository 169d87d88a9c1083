import { z } from 'zod'
import { tell, telling } from '#features/deals/tell.ts'
import { type Action, action, type Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { create, get, nounActions, update } from '#kernel/nounActions.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import { stepinActions } from './stepins.ts'

/** Purposes that know of a case by its digest alone. */
const TOLD = ['relationship', 'sales', 'contract', 'delivery'] as const

export const actions: Action[] = [
  ...nounActions('cases', ['list', 'get', 'delete', 'restore']),
  ...nounActions('cases', ['create']).map((one): Action => ({ ...one, run: open })),
  ...nounActions('cases', ['update']).map((one): Action => ({ ...one, run: change })),
  ...nounActions('cases', ['change']).map((one) => telling(one, 'assigned', 'cases')),
  ...nounActions('case_digests', ['list']),
  action({
    name: 'cases.ask',
    purposes: TOLD,
    verb: 'write',
    says: { fi: 'Kysy tapauksesta', sv: 'Fråga om ärendet', en: 'Ask about a case' },
    input: z.object({ id: z.uuid(), question: z.string().trim().min(1).max(1000) }),
    output: z.object({ id: z.string() }),
    run: ask,
  }),
  ...stepinActions,
]

async function open(ctx: Context, values: Record<string, unknown>) {
  if (!values.person_id && !values.company_id) refuse('CASE_ABOUT_NOBODY', { field: 'company_id' })
  const mine = ctx.actor.kind === 'user' ? { owner_id: ctx.actor.id, team: ctx.actor.team } : {}
  const made = await create(ctx, 'cases', { ...mine, ...values })
  await tell(ctx, 'assigned', 'cases', made.id, values.owner_id)
  // The number was given as the row came in.
  return get(ctx, 'cases', made.id)
}

async function change(ctx: Context, { id, ...values }: { id: string } & Record<string, unknown>) {
  const changed = await update(ctx, 'cases', id, values)
  if ('owner_id' in values) await tell(ctx, 'assigned', 'cases', id, values.owner_id)
  return changed
}

/** A question to whoever has the case: it becomes a task of support's, where the answer is known. */
async function ask(ctx: Context, { id, question }: { id: string; question: string }) {
  const digest = await ctx.db.selectFrom('case_digests').selectAll().where('case_id', '=', id).executeTakeFirst()
  if (!digest) refuse('NOT_FOUND')
  await inOwnTransaction(ctx.house, 'support', ctx.actor.id, async (tx) => {
    const found = await tx.selectFrom('cases').select(['number', 'team']).where('id', '=', id).executeTakeFirst()
    if (!found) refuse('NOT_FOUND')
    await tx
      .insertInto('tasks')
      .values({
        title: `${found.number}: ${question}`.slice(0, 300),
        body: question,
        owner_id: digest.owner_id,
        team: found.team,
        company_id: digest.company_id,
        person_id: digest.person_id,
      })
      .execute()
    if (digest.owner_id && digest.owner_id !== ctx.actor.id)
      await tx
        .insertInto('notifications')
        .values({ user_id: digest.owner_id, kind: 'asked', noun: 'cases', record_id: id })
        .execute()
  })
  ctx.seen('case_digests', digest.person_id ? [digest.person_id] : [id])
  return { id }
}

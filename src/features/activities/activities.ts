import { z } from 'zod'
import type { Action, Context } from '#kernel/action.ts'
import { type changeInput, newOwners } from '#kernel/change.ts'
import { refuse } from '#kernel/errors.ts'
import { nounActions } from '#kernel/nounActions.ts'
import { sensitiveIn } from '#kernel/sensitive.ts'
import { actions as followActions } from './follows.ts'
import { tell } from './mentions.ts'
import { actions as notificationActions } from './notifications.ts'
import { footings, type Kept, stand } from './standing.ts'
import { assign, bringReminders, actions as taskActions } from './tasks.ts'
import { actions as timelineActions } from './timeline.ts'
import { inWordsOf } from './told.ts'

/**
 * What is written by hand about people, companies, deals and contracts. The answer says what no declaration can:
 * whom a text named and could not tell (`untold`), and of what kinds its words are that must not be kept without
 * need (`sensitive`).
 */
export const actions: Action[] = [
  ...written('notes'),
  ...written('calls'),
  ...written('tasks'),
  ...nounActions('tasks', ['change']).map(
    (one): Action => ({ ...one, run: (ctx, input) => changeMany(ctx, one, input) }),
  ),
  ...taskActions,
  ...timelineActions,
  ...followActions,
  ...notificationActions,
]

function written(noun: Kept): Action[] {
  return nounActions(noun, ['list', 'get', 'create', 'update', 'delete', 'restore']).map((derived) => {
    if (derived.name === `${noun}.create`) return { ...derived, run: (ctx, input) => create(ctx, noun, derived, input) }
    if (derived.name === `${noun}.update`) return { ...derived, run: (ctx, input) => update(ctx, noun, derived, input) }
    return noun === 'tasks' ? { ...derived, run: (ctx, input) => inReadersWords(ctx, derived, input) } : derived
  })
}

/** What nobody wrote is read by each in their own language. */
async function inReadersWords(ctx: Context, derived: Action, input: unknown) {
  const found = await derived.run(ctx, input)
  if (derived.name === 'tasks.list')
    return { ...found, items: found.items.map((row: Record<string, unknown>) => inWordsOf(row, ctx.language)) }
  return derived.name === 'tasks.get' ? inWordsOf(found, ctx.language) : found
}

async function create(ctx: Context, noun: Kept, derived: Action, input: Record<string, unknown>) {
  // A task may be about nothing but oneself; what nobody could find again is not written.
  if (noun !== 'tasks' && footings(input).length === 0) refuse('VALUE_MISSING', { field: 'person_id' })
  await standing(ctx, input)
  const row = await derived.run(ctx, noun === 'tasks' ? { owner_id: mine(ctx), ...input } : input)
  if (noun === 'tasks') await assign(ctx, row)
  return { ...row, ...said(row), untold: await tell(ctx, noun, row) }
}

async function update(ctx: Context, noun: Kept, derived: Action, input: { id: string } & Record<string, unknown>) {
  await standing(ctx, input)
  const columns = noun === 'tasks' ? ['body', 'owner_id'] : ['body']
  const before = await ctx.db.selectFrom(noun).select(columns).where('id', '=', input.id).executeTakeFirst()
  const row = await derived.run(ctx, input)
  if (noun === 'tasks') await assign(ctx, row, before?.owner_id)
  const untold = 'body' in input ? await tell(ctx, noun, row, before?.body || ' ') : []
  return { ...inWordsOf(row, ctx.language), ...said(row), untold }
}

/** Nobody reads a text that is written over many tasks at once, so nobody could be named in it. */
async function changeMany(ctx: Context, derived: Action, input: z.infer<typeof changeInput>) {
  for (const values of [input.values ?? {}, ...(input.to ?? []).map((one) => one.values)]) {
    if ('body' in values) refuse('VALUE_NOT_ALLOWED', { field: 'body' })
    await standing(ctx, values)
  }
  const done = await derived.run(ctx, input)
  for (const { id, owner } of newOwners(input, done)) await assign(ctx, { id, owner_id: owner })
  await bringReminders(ctx, input, done.before)
  return done
}

async function standing(ctx: Context, input: Record<string, unknown>): Promise<void> {
  for (const { column, id } of footings(input))
    if (!z.uuid().safeParse(id).success) refuse('VALUE_NOT_ALLOWED', { field: column })
  await stand(ctx, input)
}

const said = (row: Record<string, any>) => ({
  sensitive: [...new Set(sensitiveIn(`${row.title ?? ''}\n${row.body ?? ''}`).map(({ kind }) => kind))],
})

const mine = (ctx: Context): string | null => (ctx.actor.kind === 'user' ? ctx.actor.id : null)

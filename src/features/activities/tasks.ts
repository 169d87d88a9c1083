import { sql } from 'kysely'
import { z } from 'zod'
import { actorWith } from '#features/access/actor.ts'
import { listUsers } from '#features/access/users.ts'
import { type Action, action, type Context } from '#kernel/action.ts'
import type { changeInput, changeOutput } from '#kernel/change.ts'
import { refuse } from '#kernel/errors.ts'
import { get, recordOutput } from '#kernel/nounActions.ts'
import { meet } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import type { Words } from '#kernel/vocabulary.ts'
import { nouns, type PurposeId } from '#register/index.ts'
import { notify, readersOf } from './mentions.ts'
import { inWordsOf } from './told.ts'

/** Who is given a task must be able to do it: their level writes under a purpose that reads it. */
export async function assign(ctx: Context, row: Record<string, any>, before?: string | null): Promise<void> {
  const to = row.owner_id
  if (!to || to === before || to === ctx.actor.id) return
  const user = (await listUsers(ctx.house)).find(({ id }) => id === to)
  if (!user || user.state === 'left') refuse('USER_NOT_FOUND', { field: 'owner_id' })
  const { writes } = actorWith(user, ctx.register.levels)
  if (!readersOf(ctx, 'tasks').some((purpose) => writes.has(purpose as PurposeId)))
    refuse('TASK_OUT_OF_LEVEL', { field: 'owner_id' })
  await notify(ctx, to, 'assigned', { noun: 'tasks', id: row.id })
}

type Share = z.infer<typeof changeOutput>['before'][number]

/** A reminder goes along with what is due, as long before as it was; `before` then tells the versions of now. */
export async function bringReminders(ctx: Context, input: z.infer<typeof changeInput>, before: Share[]): Promise<void> {
  const asked = new Map((input.to ?? []).flatMap(({ values, rows }) => rows.map(({ id }) => [id, values] as const)))
  for (const { values, rows } of before) {
    const moved = rows.filter(({ id }) => {
      const next = asked.get(id) ?? input.values ?? {}
      return next.due_at && !('remind_at' in next)
    })
    if (moved.length === 0) continue
    const { rows: brought } = await sql<{ id: string; version: number }>`
      update tasks set remind_at = due_at - greatest(coalesce(${values.due_at}::timestamptz - remind_at, '0'), '0')
      where id = any(${moved.map(({ id }) => id)}::uuid[]) and remind_at is not null and done_at is null
      returning id, version`.execute(ctx.db)
    const versions = new Map(brought.map(({ id, version }) => [id, version]))
    for (const row of rows) row.version = versions.get(row.id) ?? row.version
  }
}

const one = { id: z.uuid() }
const purposes = nouns.tasks.open as readonly PurposeId[]

/** What is done to a task many times a day: whoever was first, it comes to the same, so no version is asked. */
const change = (
  verb: string,
  says: Words,
  input: z.ZodObject<any>,
  set: (input: any, row: Record<string, any>) => Record<string, unknown>,
): Action =>
  action({
    name: `tasks.${verb}`,
    purposes,
    verb: 'write',
    says,
    input,
    output: recordOutput,
    async run(ctx, input) {
      const id = input.id as string
      await meet(ctx, lensOf(ctx.register.nouns, 'tasks', ctx.purpose), [id])
      const row = await ctx.db.selectFrom('tasks').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
      if (!row) refuse('NOT_FOUND')
      const values = set(input, row)
      if (Object.keys(values).length > 0)
        await ctx.db.updateTable('tasks').set(values).where('id', '=', id).executeTakeFirst()
      ctx.seen('tasks', [row.person_id ?? id], Object.keys(values))
      return inWordsOf(await get(ctx, 'tasks', id), ctx.language)
    },
  })

export const actions: Action[] = [
  change(
    'done',
    { fi: 'Merkitse tehtävä tehdyksi', sv: 'Markera uppgiften som gjord', en: 'Mark a task as done' },
    z.object(one),
    (_, row) => (row.done_at ? {} : { done_at: new Date() }),
  ),
  change(
    'reopen',
    { fi: 'Avaa tehtävä uudelleen', sv: 'Öppna uppgiften igen', en: 'Open a task again' },
    z.object(one),
    () => ({
      done_at: null,
    }),
  ),
  change(
    'snooze',
    { fi: 'Siirrä tehtävä myöhemmäksi', sv: 'Skjut upp uppgiften', en: 'Put a task off' },
    z.object({ ...one, until: z.iso.datetime({ offset: true }).nullable() }),
    // A reminder goes along, as long before as it was.
    ({ until }, { due_at, remind_at }) => ({ due_at: until, ...moved(until, due_at, remind_at) }),
  ),
]

function moved(until: string | null, due: string | null, remind: string | null): Record<string, unknown> {
  if (!until || !remind) return {}
  const lead = due ? Math.max(0, Date.parse(due) - Date.parse(remind)) : 0
  return { remind_at: new Date(Date.parse(until) - lead) }
}

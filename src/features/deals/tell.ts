import type { Action, Context } from '#kernel/action.ts'
import { newOwners } from '#kernel/change.ts'

/** Tells a colleague what has come to them; nobody is told of their own doing. */
export async function tell(
  ctx: Pick<Context, 'db' | 'actor'>,
  kind: 'assigned' | 'lead',
  noun: 'deals' | 'leads' | 'cases',
  record: string,
  whom: unknown,
): Promise<void> {
  if (typeof whom !== 'string' || whom === ctx.actor.id) return
  await ctx.db.insertInto('notifications').values({ user_id: whom, kind, noun, record_id: record }).execute()
}

/** Many at once, each told to whoever has it from then on. */
export const telling = (many: Action, kind: 'assigned' | 'lead', noun: 'deals' | 'leads' | 'cases'): Action => ({
  ...many,
  async run(ctx, input) {
    const done = await many.run(ctx, input)
    for (const { id, owner } of newOwners(input, done)) await tell(ctx, kind, noun, id, owner)
    return done
  },
})

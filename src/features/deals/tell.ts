import type { Context } from '#kernel/action.ts'

/** Tells a colleague what has come to them; nobody is told of their own doing. */
export async function tell(
  ctx: Pick<Context, 'db' | 'actor'>,
  kind: 'assigned' | 'lead',
  noun: 'deals' | 'leads',
  record: string,
  whom: unknown,
): Promise<void> {
  if (typeof whom !== 'string' || whom === ctx.actor.id) return
  await ctx.db.insertInto('notifications').values({ user_id: whom, kind, noun, record_id: record }).execute()
}

import { sql } from 'kysely'
import { actorWith } from '#features/access/actor.ts'
import { listUsers, type User } from '#features/access/users.ts'
import type { Context } from '#kernel/action.ts'
import { within } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import { footing } from '#register/standing.ts'
import { footings, type Kept } from './standing.ts'

/** How a colleague stands in a text: `[@Veera Lindroos](user:1f0c…)`. */
const MENTION = /\]\(user:([A-Za-z0-9_-]{1,100})\)/g
/** More in one text is a list of everybody, and reaches nobody. */
const MOST = 20

export const mentioned = (text: unknown): string[] =>
  typeof text === 'string' ? [...new Set([...text.matchAll(MENTION)].map(([, id]) => id!))].slice(0, MOST) : []

type Named = { id: string; name: string }

/**
 * Tells the colleagues whom a text names, and after them those who follow what it stands on. Whom it may not
 * reach is answered, so that the writer knows who was not told.
 */
export async function tell(ctx: Context, noun: Kept, row: Record<string, any>, before = ''): Promise<Named[]> {
  const names = mentioned(row.body).filter((id) => id !== ctx.actor.id && !mentioned(before).includes(id))
  const followers = before === '' && noun !== 'calls' ? await followersOf(ctx, row) : []
  if (names.length === 0 && followers.length === 0) return []
  const users = new Map((await listUsers(ctx.house)).map((user) => [user.id, user]))
  const about = target(noun, row)
  const untold: Named[] = []
  for (const id of names) {
    const user = users.get(id)
    if (user && (await maySee(ctx, noun, row, user))) await notify(ctx, id, 'mention', about)
    else untold.push({ id, name: user?.name ?? '' })
  }
  for (const { user_id, noun: followed, record_id } of followers) {
    const user = users.get(user_id)
    if (names.includes(user_id) || !user || !(await maySee(ctx, noun, row, user))) continue
    await notify(ctx, user_id, 'followed', { noun: followed, id: record_id })
  }
  return untold
}

type About = { noun: string; id: string }

/** A line in a colleague's inbox: what happened to which record, and no text. One unread a record and kind is enough. */
export async function notify(ctx: Context, user: string, kind: string, { noun, id }: About): Promise<void> {
  await sql`insert into ${sql.table(`${ctx.purpose}.notifications`)} (user_id, kind, noun, record_id)
    select ${user}, ${kind}, ${noun}, ${id}::uuid
    where not exists (select from ${sql.table(`${ctx.purpose}.notifications`)} n where n.user_id = ${user}
      and n.record_id = ${id}::uuid and n.kind = ${kind} and n.read_at is null)`.execute(ctx.db)
}

/** Whether a colleague's level holds a purpose that reads this row, and their reach comes as far. */
export async function maySee(ctx: Context, noun: Kept, row: Record<string, any>, user: User): Promise<boolean> {
  if (user.state === 'left') return false
  const colleague = actorWith(user, ctx.register.levels)
  if (!readersOf(ctx, noun).some((purpose) => colleague.reads.has(purpose as never))) return false
  const lens = lensOf(ctx.register.nouns, noun, ctx.purpose)
  const reach = within(lens, { scope: colleague.scope, user: colleague.id, team: colleague.team })
  if (!reach) return true
  return Boolean(await ctx.db.selectFrom(noun).select('id').where('id', '=', row.id).where(reach).executeTakeFirst())
}

/** Purposes that read what was made for the one at hand. */
export const readersOf = (ctx: Context, noun: Kept): string[] =>
  (ctx.register.nouns[noun]!.rows?.only[ctx.purpose] ?? [ctx.purpose]).filter(
    (purpose) => !ctx.register.purposes[purpose as keyof typeof ctx.register.purposes]?.asleep,
  )

/** A note or a call is read where it stands; a task has a place of its own. */
function target(noun: Kept, row: Record<string, any>): About {
  const on = footing.find(({ column }) => row[column])
  return noun === 'tasks' || !on ? { noun, id: row.id } : { noun: on.noun, id: row[on.column] }
}

async function followersOf(ctx: Context, row: Record<string, any>) {
  const stood = footings(row)
  if (stood.length === 0) return []
  const { rows } = await sql<{ user_id: string; noun: string; record_id: string }>`
    select distinct on (user_id) user_id, noun, record_id from ${sql.table(`${ctx.purpose}.follows`)}
    where record_id = any(${stood.map(({ id }) => id)}::uuid[]) and kind = 'follow' and user_id <> ${ctx.actor.id}
    order by user_id, record_id`.execute(ctx.db)
  return rows
}

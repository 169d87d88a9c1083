import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { columnsOf } from '#kernel/compile.ts'
import { reachOf, within } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import { nouns, type PurposeId } from '#register/index.ts'
import { inWordsOf } from './told.ts'

const purposes = nouns.notifications.open as readonly PurposeId[]
const MOST = 60

const line = z.object({
  id: z.string(),
  kind: z.string(),
  noun: z.string(),
  record_id: z.string(),
  from_id: z.string().nullable(),
  purpose: z.string(),
  created_at: z.string(),
  read_at: z.string().nullable(),
  /** What the record is called, where this purpose sees it. */
  name: z.string().nullable(),
})

/** One's own inbox, whichever purpose each line came under; nobody reads another's. */
export const actions: Action[] = [
  action({
    name: 'notifications.count',
    purposes,
    verb: 'read',
    unlogged: true,
    says: {
      fi: 'Laske lukemattomat ilmoitukset',
      sv: 'Räkna olästa aviseringar',
      en: 'Count the unread notifications',
    },
    input: z.object({}),
    output: z.object({ unread: z.number() }),
    async run(ctx) {
      const { rows } = await sql<{ unread: number }>`select count(*)::int as unread from (
        select from ${table(ctx)} where user_id = ${ctx.actor.id} and read_at is null limit 100) unread`.execute(ctx.db)
      return { unread: rows[0]!.unread }
    },
  }),
  action({
    name: 'notifications.list',
    purposes,
    verb: 'read',
    says: { fi: 'Lue omat ilmoitukset', sv: 'Läs egna aviseringar', en: 'Read one’s own notifications' },
    input: z.object({}),
    output: z.object({ items: z.array(line) }),
    async run(ctx) {
      const items = await ctx.db
        .selectFrom('notifications')
        .select(['id', 'kind', 'noun', 'record_id', 'from_id', 'purpose', 'created_at', 'read_at'])
        .where('user_id', '=', ctx.actor.id)
        .orderBy('created_at', 'desc')
        .limit(MOST)
        .execute()
      const names = await namesOf(ctx, items)
      ctx.seen('notifications', [...names.keys()])
      return { items: items.map((one) => ({ ...one, name: names.get(one.record_id) ?? null })) }
    },
  }),
  action({
    name: 'notifications.read',
    purposes,
    verb: 'write',
    unlogged: true,
    says: { fi: 'Merkitse ilmoitus luetuksi', sv: 'Markera aviseringen som läst', en: 'Mark a notification as read' },
    input: z.object({ ids: z.array(z.uuid()).max(MOST).optional(), unread: z.boolean().default(false) }),
    output: z.object({ changed: z.array(z.string()) }),
    /** All of them, or those named; `unread` undoes it. The answer names what changed: sent back, it undoes that. */
    async run(ctx, { ids, unread }) {
      const { rows } = await sql<{ id: string }>`update ${table(ctx)} set read_at = ${unread ? null : sql`now()`}
        where user_id = ${ctx.actor.id} and (read_at is null) = ${!unread}
          ${ids ? sql`and id = any(${ids}::uuid[])` : sql``} returning id`.execute(ctx.db)
      return { changed: rows.map(({ id }) => id) }
    },
  }),
]

const table = (ctx: Context) => sql.table(`${ctx.purpose}.notifications`)

/** A query a noun: only what this purpose sees and this user reaches has a name. */
async function namesOf(ctx: Context, items: readonly Record<string, any>[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const [noun, lines] of Map.groupBy(items, ({ noun }) => noun as string)) {
    const declared = ctx.register.nouns[noun]
    if (declared?.schema !== 'data') continue
    const titles = declared.title.filter((title) => columnsOf(declared, ctx.purpose).includes(title))
    if (titles.length === 0) continue
    const lens = lensOf(ctx.register.nouns, noun, ctx.purpose)
    const reach = within(lens, reachOf(ctx))
    let found = ctx.db
      .selectFrom(noun)
      .select(['id', ...titles, ...(noun === 'tasks' ? ['told'] : [])])
      .where('id', 'in', [...new Set(lines.map(({ record_id }) => record_id))])
    if (reach) found = found.where(reach)
    for (const row of (await found.execute()).map((one: any) => inWordsOf(one, ctx.language)))
      names.set(
        row.id,
        titles
          .map((title) => row[title])
          .filter(Boolean)
          .join(' '),
      )
  }
  return names
}

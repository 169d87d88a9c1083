import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { today } from '#kernel/clock.ts'
import { include } from '#kernel/include.ts'
import { filterOf, listInput } from '#kernel/nounActions.ts'
import { reachOf } from '#kernel/reach.ts'
import { conditions, lensOf, shown } from '#kernel/records.ts'
import { BASE, inBase, likelihood, ofClosing, ofToday } from './money.ts'
import { SEEN } from './pipelines.ts'

/** At this and above, an open deal is counted among what is committed. */
export const COMMITTED = 75

const asked = listInput.pick({ q: true, filter: true }).extend({ pipeline_id: z.uuid().optional() })
const line = z.object({
  /** 'YYYY-MM'; 'late': expected before this month and still open; 'none': no day is expected. */
  month: z.string(),
  /** Of whom, where asked: an owner, a team or a pipeline. */
  of: z.string().nullable(),
  open: z.number(),
  won: z.number(),
  won_value: z.string(),
  weighted: z.string(),
  /** All that is open comes true, with what has. */
  best: z.string(),
  /** What is won, and what is open and likely. */
  committed: z.string(),
  unrated: z.number(),
})

export const forecastActions: Action[] = [
  action({
    name: 'deals.forecast',
    purposes: SEEN,
    verb: 'read',
    says: { fi: 'Lue myyntiennuste', sv: 'Läs försäljningsprognosen', en: 'Read the sales forecast' },
    input: asked.extend({
      from: z
        .string()
        .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
        .optional(),
      months: z.coerce.number().int().min(1).max(24).default(6),
      /** The business as a whole unless asked. */
      by: z.enum(['nobody', 'owner', 'team', 'pipeline']).default('nobody'),
    }),
    output: z.object({ base: z.string(), committed_from: z.number(), from: z.string(), lines: z.array(line) }),
    async run(ctx, { from = today().slice(0, 7), months, by, ...given }) {
      const begins = sql`${`${from}-01`}::date`
      const ends = sql`(${begins} + make_interval(months => ${months}))::date`
      const column = COLUMNS[by]
      const of = column ? sql.ref(`deals.${column}`) : sql`null::text`
      const part = (day: typeof ofToday, month: ReturnType<typeof sql>) =>
        dealsOf(ctx, given).select([
          sql`${of}::text`.as('of'),
          month.as('month'),
          'state',
          'value',
          inBase(day).as('base'),
          likelihood.as('likely'),
        ])
      const open = part(
        ofToday,
        sql`case when deals.close_on is null then 'none' when deals.close_on < ${begins} then 'late'
          else to_char(deals.close_on, 'YYYY-MM') end`,
      )
        .where('state', '=', 'open')
        .where(sql`(deals.close_on is null or deals.close_on < ${ends})`)
      const won = part(ofClosing, sql`to_char(deals.closed_at at time zone 'Europe/Helsinki', 'YYYY-MM')`)
        .where('state', '=', 'won')
        .where(sql`deals.closed_at >= ${begins}::timestamp at time zone 'Europe/Helsinki'`)
        .where(sql`deals.closed_at < ${ends}::timestamp at time zone 'Europe/Helsinki'`)
      const lines = await ctx.db
        .selectFrom(open.unionAll(won).as('d'))
        .select([
          'month',
          'of',
          sql<number>`(count(*) filter (where state = 'open'))::int`.as('open'),
          sql<number>`(count(*) filter (where state = 'won'))::int`.as('won'),
          sql<string>`coalesce(sum(base) filter (where state = 'won'), 0)::text`.as('won_value'),
          sql<string>`round(coalesce(sum(case when state = 'won' then base else base * likely / 100.0 end), 0), 2)::text`.as(
            'weighted',
          ),
          sql<string>`coalesce(sum(base), 0)::text`.as('best'),
          sql<string>`coalesce(sum(base) filter (where state = 'won' or likely >= ${COMMITTED}), 0)::text`.as(
            'committed',
          ),
          sql<number>`(count(*) filter (where base is null and value is not null))::int`.as('unrated'),
        ])
        .groupBy(['month', 'of'])
        .orderBy('month')
        .orderBy('of')
        .execute()
      return { base: BASE, committed_from: COMMITTED, from, lines: lines as z.infer<typeof line>[] }
    },
  }),
  action({
    name: 'deals.stale',
    purposes: SEEN,
    verb: 'read',
    says: { fi: 'Lue vanhentuneet kaupat', sv: 'Läs affärerna som åldrats', en: 'Read the deals nobody has touched' },
    input: asked.extend({ limit: z.coerce.number().int().min(1).max(500).default(100) }),
    output: z.object({ items: z.array(z.looseObject({ id: z.string() })) }),
    async run(ctx, { limit, ...given }) {
      const lens = lensOf(ctx.register.nouns, 'deals', ctx.purpose)
      const items: { id: string }[] = await dealsOf(ctx, given)
        .select(shown(lens))
        .where('state', '=', 'open')
        .where(
          sql`deals.active_at < now() - make_interval(days => (select p.stale_days from pipelines p where p.id = deals.pipeline_id))`,
        )
        .orderBy('active_at')
        .limit(limit)
        .execute()
      await include(ctx, lens, items, undefined)
      ctx.seen(
        'deals',
        items.map((one) => one.id),
      )
      return { items }
    },
  }),
  action({
    name: 'deals.lost',
    purposes: SEEN,
    verb: 'read',
    says: { fi: 'Lue häviöiden syyt', sv: 'Läs orsakerna till förluster', en: 'Read why deals were lost' },
    input: asked.extend({ from: z.iso.date().optional(), to: z.iso.date().optional() }),
    output: z.object({
      base: z.string(),
      reasons: z.array(z.object({ why: z.string(), count: z.number(), value: z.string() })),
    }),
    async run(ctx, { from, to, ...given }) {
      let lost = dealsOf(ctx, given)
        .select(['lost_why', inBase(ofClosing).as('base')])
        .where('state', '=', 'lost')
      if (from) lost = lost.where(sql`deals.closed_at >= ${from}::timestamp at time zone 'Europe/Helsinki'`)
      if (to) lost = lost.where(sql`deals.closed_at < (${to}::date + 1)::timestamp at time zone 'Europe/Helsinki'`)
      const reasons = await ctx.db
        .selectFrom(lost.as('d'))
        .select([
          sql<string>`lost_why`.as('why'),
          sql<number>`count(*)::int`.as('count'),
          sql<string>`coalesce(sum(base), 0)::text`.as('value'),
        ])
        .groupBy('lost_why')
        .orderBy(sql`count(*) desc, lost_why`)
        .execute()
      return { base: BASE, reasons: reasons as { why: string; count: number; value: string }[] }
    },
  }),
]

const COLUMNS = { nobody: null, owner: 'owner_id', team: 'team', pipeline: 'pipeline_id' } as const

type Given = { q?: string | undefined; filter?: unknown; pipeline_id?: string | undefined }

/** The deals that are asked about, as a list of them would be. */
function dealsOf(ctx: Context, { q, filter, pipeline_id }: Given) {
  const tree = filterOf(filter)
  const lens = lensOf(ctx.register.nouns, 'deals', ctx.purpose)
  const found = conditions(ctx.db, lens, { ...(q && { q }), ...(tree && { filter: tree }) }, reachOf(ctx))
  return pipeline_id ? found.where('pipeline_id', '=', pipeline_id) : found
}

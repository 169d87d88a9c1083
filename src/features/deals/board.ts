import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { include } from '#kernel/include.ts'
import { filterOf, listInput } from '#kernel/nounActions.ts'
import { reachOf } from '#kernel/reach.ts'
import { conditions, type Filter, lensOf, page } from '#kernel/records.ts'
import { BASE, inBase, likelihood, ofClosing, ofToday, sums } from './money.ts'
import { SEEN } from './pipelines.ts'

const input = listInput.pick({ q: true, filter: true }).extend({
  pipeline_id: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})

const sum = { count: z.number(), value: z.string(), weighted: z.string(), unrated: z.number() }
const stage = z.object({
  id: z.string(),
  name: z.string(),
  outcome: z.enum(['open', 'won', 'lost']),
  probability: z.number(),
  ...sum,
  /** The first of them, in their own order and then by expected close, each with `stale`; more by `next` from GET /deals. */
  items: z.array(z.looseObject({})),
  next: z.string().nullable(),
})

/** What has closed within so many days is counted beside the open columns. */
const LATELY = 30
const SORT = 'rank,close_on'

export const boardActions: Action[] = [
  action({
    name: 'deals.board',
    purposes: SEEN,
    verb: 'read',
    says: { fi: 'Avaa kauppataulu', sv: 'Öppna affärstavlan', en: 'Read the board of deals' },
    input,
    output: z.object({
      pipelines: z.array(z.object({ id: z.string(), name: z.string() })),
      pipeline: z.object({ id: z.string(), name: z.string(), stale_days: z.number() }),
      stages: z.array(stage),
      base: z.string(),
      days: z.number(),
      sort: z.string(),
      purpose: z.string(),
    }),
    run: board,
  }),
]

async function board(ctx: Context, { pipeline_id, limit, q, filter: text }: z.infer<typeof input>) {
  const { rows: all } = await sql<Pipeline>`select id, name, stale_days, archived from pipelines
    order by archived, place, created_at`.execute(ctx.db)
  const pipelines = all.filter((one) => !one.archived || one.id === pipeline_id)
  const pipeline = pipeline_id ? all.find((one) => one.id === pipeline_id) : pipelines[0]
  if (!pipeline) refuse(pipeline_id ? 'NOT_FOUND' : 'PIPELINE_EMPTY', { field: 'pipeline_id' })
  const { rows: stages } = await sql<Stage>`select id, name, outcome, probability from stages
    where pipeline_id = ${pipeline.id} order by place, created_at`.execute(ctx.db)
  const lens = lensOf(ctx.register.nouns, 'deals', ctx.purpose)
  const asked = { q, filter: filterOf(text) }
  const open = stages.filter((one) => one.outcome === 'open')
  const [summed, ...columns] = await Promise.all([
    sumsOf(ctx, asked, pipeline.id),
    ...open.map(({ id }) => {
      const here: Filter[] = [
        { field: 'pipeline_id', op: 'is', value: pipeline.id },
        { field: 'stage_id', op: 'is', value: id },
      ]
      const filter = { and: asked.filter ? [...here, asked.filter] : here }
      const query = { ...(q && { q }), filter, sort: SORT, limit, total: 'without', fields: CARD } as const
      return page(ctx.db, lens, query, reachOf(ctx))
    }),
  ])
  const rows = columns.flatMap((column) => column.items)
  await include(ctx, lens, rows, undefined)
  const stale = new Date(Date.now() - pipeline.stale_days * 86_400_000).toISOString()
  for (const row of rows) row.stale = row.active_at < stale
  ctx.seen(
    'deals',
    rows.map((row) => row.id),
  )
  return {
    pipelines: pipelines.map(({ id, name }) => ({ id, name })),
    pipeline,
    stages: stages.map((one) => {
      const column = columns[open.indexOf(one)]
      return { ...one, ...(summed.get(one.id) ?? NONE), items: column?.items ?? [], next: column?.next ?? null }
    }),
    base: BASE,
    days: LATELY,
    sort: SORT,
    purpose: ctx.purpose,
  }
}

type Pipeline = { id: string; name: string; stale_days: number; archived: boolean }
type Stage = { id: string; name: string; outcome: 'open' | 'won' | 'lost'; probability: number }
type Sum = { count: number; value: string; weighted: string; unrated: number }
const NONE: Sum = { count: 0, value: '0', weighted: '0', unrated: 0 }

const CARD = [
  'version',
  'name',
  'company_id',
  'contact_id',
  'pipeline_id',
  'stage_id',
  'state',
  'value',
  'currency',
  'probability',
  'close_on',
  'rank',
  'stage_since',
  'active_at',
  'next_step',
  'owner_id',
]

/** Open deals by the index of the board, those closed lately by the index of their closing. */
async function sumsOf(
  ctx: Context,
  asked: { q?: string | undefined; filter: Filter | undefined },
  pipeline: string,
): Promise<Map<string, Sum>> {
  const lens = lensOf(ctx.register.nouns, 'deals', ctx.purpose)
  const given = { ...(asked.q && { q: asked.q }), ...(asked.filter && { filter: asked.filter }) }
  const rows = (day: typeof ofToday) =>
    conditions(ctx.db, lens, given, reachOf(ctx))
      .where('pipeline_id', '=', pipeline)
      .select(['stage_id', 'value', inBase(day).as('base'), likelihood.as('likely')])
  const both = [
    rows(ofToday).where('state', '=', 'open'),
    rows(ofClosing).where('state', '<>', 'open').where(sql`deals.closed_at > now() - make_interval(days => ${LATELY})`),
  ]
  const found = await Promise.all(
    both.map((part) =>
      ctx.db
        .selectFrom(part.as('d'))
        .select(['stage_id', ...sums])
        .groupBy('stage_id')
        .execute(),
    ),
  )
  return new Map(found.flat().map(({ stage_id, ...sum }: any) => [stage_id as string, sum as Sum]))
}

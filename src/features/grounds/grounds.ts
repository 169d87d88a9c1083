import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { meet } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import { type PurposeId, purposeIds } from '#register/index.ts'

/** Everybody who sees people may record what a person wishes. */
export const READERS = [
  'relationship',
  'sales',
  'prospecting',
  'marketing',
  'partner_offers',
  'contract',
  'delivery',
  'support',
  'incidents',
  'suppliers',
  'rights',
] as const satisfies readonly PurposeId[]

const CHANNELS = ['email', 'phone', 'letter', 'meeting', 'web', 'other'] as const

type Event = {
  slot: string
  kind: string
  effect: 'allow' | 'block' | 'end'
  purposes: number
  at: string
  until: string | null
  by: string
  channel: string | null
  ref: string | null
}

const GroundOutput = z.object({
  purposes: z.array(
    z.object({
      purpose: z.string(),
      permitted: z.boolean(),
      asleep: z.boolean(),
      ground: z.looseObject({}).nullable(),
      blocked: z.looseObject({}).nullable(),
    }),
  ),
  source: z.looseObject({}).nullable(),
  informed: z.looseObject({}).nullable(),
})

/** The ground-on-record panel: for each purpose, what allows it and what stands in its way. */
async function groundsOf(ctx: Context, id: string) {
  await meet(ctx, lensOf(ctx.register.nouns, 'people', ctx.purpose), [id])
  const { rows } = await sql<Event>`select * from door.grounds_of(${id}::uuid)`.execute(ctx.db)
  ctx.seen('people', [id], ['grounds'])
  const holds = (event: Event, bit: number) => (BigInt(event.purposes) >> BigInt(bit)) & 1n
  const latest = (events: Event[]) => events.sort((a, b) => (a.at < b.at ? 1 : -1))[0]
  const purposes = purposeIds.map((purpose) => {
    const { bit, asleep } = ctx.register.purposes[purpose]!
    const allow = latest(rows.filter((event) => event.effect === 'allow' && holds(event, bit)))
    const block = latest(rows.filter((event) => event.effect === 'block' && holds(event, bit)))
    const always = purpose === 'rights'
    return {
      purpose,
      permitted: always || Boolean(allow && !block),
      asleep: asleep ?? false,
      ground: allow
        ? shownEvent(allow)
        : always
          ? { kind: 'law', since: null, until: null, by: null, channel: null, ref: null }
          : null,
      blocked: block ? shownEvent(block) : null,
    }
  })
  return { purposes, ...(await originOf(ctx, id)) }
}

const shownEvent = ({ kind, at, until, by, channel, ref }: Event) => ({ kind, since: at, until, by, channel, ref })

async function originOf(ctx: Context, id: string) {
  const columns = ['source', 'source_name', 'obtained_at', 'informed_at', 'informed_how', 'inform_by']
  const seen = columns.every((column) => {
    const use = ctx.register.nouns.people!.fields[column]?.purposes[ctx.purpose]
    return use === 'read' || use === 'write'
  })
  if (!seen) return { source: null, informed: null }
  const row = await ctx.db.selectFrom('people').select(columns).where('id', '=', id).executeTakeFirst()
  if (!row) return { source: null, informed: null }
  return {
    source: { source: row.source, name: row.source_name, obtained_at: row.obtained_at },
    informed: { at: row.informed_at, how: row.informed_how, by: row.inform_by },
  }
}

export const actions: Action[] = [
  action({
    name: 'people.grounds',
    purposes: READERS,
    verb: 'read',
    says: { fi: 'Henkilön perusteet', sv: 'Personens grunder', en: 'A person’s grounds' },
    input: z.object({ id: z.uuid() }),
    output: GroundOutput,
    run: (ctx, { id }) => groundsOf(ctx, id),
  }),
  action({
    name: 'people.object',
    purposes: READERS,
    verb: 'read',
    http: { method: 'POST', path: '/people/{id}/object' },
    says: { fi: 'Kirjaa vastustus', sv: 'Anteckna en invändning', en: 'Record an objection' },
    input: z.object({
      id: z.uuid(),
      scope: z.string().default('marketing'),
      channel: z.enum(CHANNELS).default('other'),
      evidence: z.string().max(2000).nullable().optional(),
    }),
    output: GroundOutput,
    async run(ctx, { id, scope, channel, evidence }) {
      await inOwnTransaction(ctx, async (db) => {
        await sql`select door.object(${id}::uuid, ${scope}, ${channel}, ${evidence ?? null}, ${suppressionKey(ctx.house.connection.key)}::bytea)`.execute(
          db,
        )
        await audit(db, 'people.object', id, scope)
      })
      // What was blocked may have been the purpose one looks from: then there is nothing left to show.
      return groundsOf(ctx, id).catch(() => ({ purposes: [], source: null, informed: null }))
    },
  }),
  action({
    name: 'people.restrict',
    purposes: ['rights', 'support', 'relationship'],
    verb: 'write',
    says: { fi: 'Rajoita käsittelyä', sv: 'Begränsa behandlingen', en: 'Restrict processing' },
    input: z.object({
      id: z.uuid(),
      ground: z.enum(['accuracy_contested', 'unlawful', 'claims', 'objection_pending']),
      review_on: z.iso.date().optional(),
      channel: z.enum(CHANNELS).default('other'),
      evidence: z.string().max(2000).optional(),
    }),
    output: z.object({ id: z.string() }),
    async run(ctx, { id, ground, review_on, channel, evidence }) {
      await sql`select door.ground(${id}::uuid, ${JSON.stringify({ kind: 'restriction', ground, review_on, via: channel, reason: evidence })}::jsonb, null)`.execute(
        ctx.db,
      )
      ctx.seen('people', [id], ['grounds'])
      return { id }
    },
  }),
]

/** Anyone may record a wish, also one who may only read: so the verb is read, and the writing has its own transaction. */
function inOwnTransaction(ctx: Context, work: (db: Context['db']) => Promise<void>): Promise<void> {
  return ctx.house
    .under(ctx.purpose)
    .transaction()
    .execute(async (tx) => {
      await sql`select set_config('seloste.actor', ${ctx.actor.id}, true)`.execute(tx)
      await work(tx as unknown as Context['db'])
    })
}

const audit = (db: Context['db'], name: string, id: string, scope: string) =>
  sql`select door.audit(${name}, 'people', ${[id]}::uuid[], '{grounds}', 'done', ${JSON.stringify({ scope })}::jsonb)`.execute(
    db,
  )

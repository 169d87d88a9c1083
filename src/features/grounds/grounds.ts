import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { meet } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import type { PurposeId } from '#register/index.ts'
import { listUsers } from '../access/users.ts'
import { type Event, linesOf } from './grounds.shown.ts'

/** Everybody who sees people may record what a person wishes, and see on which ground they are used. */
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

export const GroundOutput = z.object({
  purposes: z.array(
    z.object({
      purpose: z.string(),
      permitted: z.boolean(),
      asleep: z.boolean(),
      ground: z.looseObject({}).nullable(),
      blocked: z.looseObject({}).nullable(),
      blocks: z.array(z.looseObject({})),
    }),
  ),
  events: z.array(z.looseObject({ number: z.number(), slot: z.string(), kind: z.string() })),
  source: z.looseObject({}).nullable(),
  informed: z.looseObject({}).nullable(),
})

/**
 * The ground-on-record panel: for each purpose what allows it and what stands in its way, weightiest first, and the
 * events behind it with their proof: the latest of each slot, or with `past` all of them, newest first.
 */
export async function groundsOf(ctx: Context, id: string, past = false): Promise<z.infer<typeof GroundOutput>> {
  await meet(ctx, lensOf(ctx.register.nouns, 'people', ctx.purpose), [id])
  const { rows } = await sql<Event>`select * from door.grounds_of(${id}::uuid, ${past})`.execute(ctx.db)
  ctx.seen('people', [id], ['grounds'])
  const latest = past ? [...Map.groupBy(rows, ({ slot }) => slot).values()].map((of) => of[0]!) : rows
  const names = new Map((await listUsers(ctx.house)).map((user) => [user.id, user.name]))
  return {
    purposes: linesOf(ctx.register, latest).map((line) => ({ ...line, blocked: line.blocks[0] ?? null })),
    events: rows.map(({ at, purposes, ...event }) => ({
      ...event,
      since: at,
      by_name: names.get(event.by) ?? null,
      purposes: Object.entries(ctx.register.purposes)
        .filter(([, { bit }]) => (BigInt(purposes) >> BigInt(bit)) & 1n)
        .map(([purpose]) => purpose),
    })),
    ...(await originOf(ctx, id)),
  }
}

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
    says: { fi: 'Lue henkilön perusteet', sv: 'Läs personens grunder', en: 'Read a person’s grounds' },
    input: z.object({ id: z.uuid(), events: z.enum(['latest', 'all']).default('latest') }),
    output: GroundOutput,
    run: (ctx, { id, events }) => groundsOf(ctx, id, events === 'all'),
  }),
]

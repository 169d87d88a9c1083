import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { approversOf } from '../wishes/decisions.ts'
import { tell } from './told.ts'

/** Art. 14(5)(a)–(d), Data Protection Act § 33. */
export const GROUNDS = ['has_it', 'disproportionate', 'by_law', 'secrecy'] as const
const people = z.array(z.uuid()).min(1).max(500)
const Exemption = z.object({
  id: z.string(),
  ground: z.enum(GROUNDS),
  reasoning: z.string(),
  safeguards: z.string(),
  people: z.int(),
  proposed_name: z.string(),
  proposed_at: z.string(),
  approved: z.boolean().nullable(),
  decided_name: z.string().nullable(),
  decided_at: z.string().nullable(),
  own: z.boolean(),
  ended_at: z.string().nullable(),
  ended_name: z.string().nullable(),
  end_reason: z.string().nullable(),
})

/** Where nobody else may approve, the proposer may, a day later and with a reason. */
const ALONE_AFTER = 24 * 3_600_000

export const exemptions: Action[] = [
  action({
    name: 'informing.exempt',
    purposes: ['rights'],
    verb: 'write',
    says: {
      fi: 'Esitä poikkeusta informoinnista',
      sv: 'Föreslå undantag från informationen',
      en: 'Propose an exemption from informing',
    },
    input: z.object({
      people,
      ground: z.enum(GROUNDS),
      reasoning: z.string().trim().min(20).max(4000),
      safeguards: z.string().trim().min(10).max(4000).describe('what protects them instead, e.g. a public notice'),
    }),
    output: z.object({ id: z.string(), approvers: z.int() }),
    long: true,
    async run(ctx, input) {
      const ids: string[] = [...new Set<string>(input.people)]
      const reached = await sql<{ n: number; known: number }>`select count(*)::int as known,
        count(*) filter (where exists (select from rights.emails e where e.person_id = p.id))::int as n
        from rights.people p where p.id = any (${ids}::uuid[])`.execute(ctx.db)
      if (reached.rows[0]!.known < ids.length) refuse('PERSON_NOT_FOUND')
      if (input.ground === 'disproportionate' && reached.rows[0]!.n > 0)
        refuse('ART14_EXEMPTION_UNFOUNDED', { field: 'people', detail: String(reached.rows[0]!.n) })
      const { rows } = await ctx.house.jobs.query<{ id: string }>(
        `insert into register.exemptions (ground, reasoning, safeguards, people, proposed_by, proposed_name)
         values ($1, $2, $3, $4, $5, $6) returning id`,
        [input.ground, input.reasoning, input.safeguards, ids.length, ctx.actor.id, ctx.actor.name],
      )
      const { id } = rows[0]!
      await tell(ctx.house, ctx.actor.id, 'informing.exempt', ids, {
        kind: 'exemption_proposed',
        channel: 'none',
        proof: { exemption: id },
      })
      ctx.seen('people', ids, ['informings'])
      return { id, approvers: await approversOf(ctx, ctx.actor.id) }
    },
  }),
  action({
    name: 'informing.exemptions',
    purposes: ['rights'],
    verb: 'approve',
    http: { method: 'GET', path: '/informing/exemptions' },
    says: {
      fi: 'Lue poikkeukset informoinnista',
      sv: 'Läs undantagen från informationen',
      en: 'Read the exemptions from informing',
    },
    input: z.object({}),
    output: z.object({ items: z.array(Exemption), approvers: z.int() }),
    unlogged: true,
    long: true,
    async run(ctx) {
      const { rows } = await ctx.house.jobs.query(
        'select * from register.exemptions order by decided_at is not null, ended_at is not null, proposed_at desc limit 100',
      )
      const items = rows.map((row) => ({ ...row, own: row.proposed_by === ctx.actor.id }))
      return { items, approvers: await approversOf(ctx, ctx.actor.id) }
    },
  }),
  action({
    name: 'informing.decide_exemption',
    purposes: ['rights'],
    verb: 'approve',
    says: {
      fi: 'Ratkaise poikkeus informoinnista',
      sv: 'Avgör ett undantag från informationen',
      en: 'Decide an exemption from informing',
    },
    input: z.object({ id: z.uuid(), approve: z.boolean(), reason: z.string().trim().max(4000).optional() }),
    output: z.object({ id: z.string(), people: z.int() }),
    long: true,
    run: decideExemption,
  }),
  action({
    name: 'informing.end_exemption',
    purposes: ['rights'],
    verb: 'approve',
    says: {
      fi: 'Päätä poikkeus informoinnista',
      sv: 'Avsluta ett undantag från informationen',
      en: 'End an exemption from informing',
    },
    input: z.object({ id: z.uuid(), reason: z.string().trim().min(20).max(4000).describe('what has changed') }),
    output: z.object({ id: z.string(), people: z.int() }),
    long: true,
    run: endExemption,
  }),
]

/** Why these stand, by their ids: shown on the page of whoever is in them. */
export async function exemptionsBy(house: House, ids: string[]): Promise<Map<string, object>> {
  if (ids.length === 0) return new Map()
  const { rows } = await house.jobs.query(
    'select id, ground, reasoning, safeguards, approved, ended_at, end_reason from register.exemptions where id = any ($1)',
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** By the second person, inside or outside: whoever the context names. */
export async function decideExemption(
  ctx: Context,
  { id, approve, reason }: { id: string; approve: boolean; reason?: string },
) {
  const { house, actor } = ctx
  const { rows } = await house.jobs.query('select * from register.exemptions where id = $1 and decided_at is null', [
    id,
  ])
  const [found] = rows
  if (!found) refuse('NOT_FOUND')
  if (approve && found.proposed_by === actor.id) {
    const old = Date.now() - Date.parse(found.proposed_at) > ALONE_AFTER
    if ((await approversOf(ctx, actor.id)) > 0 || !old || (reason ?? '').length < 20) refuse('SECOND_APPROVER_NEEDED')
  }
  const ids = await peopleOf(house, id, 'exemption_proposed')
  await house.jobs.query(
    `update register.exemptions set approved = $2, decided_by = $3, decided_name = $4, decided_at = now(), reason = $5
     where id = $1 and decided_at is null`,
    [id, approve, actor.id, actor.name, reason ?? null],
  )
  if (!approve) return { id, people: 0 }
  try {
    await tell(house, actor.id, 'informing.decide_exemption', ids, {
      kind: 'exempt',
      channel: 'none',
      proof: { exemption: id },
    })
  } catch (error) {
    // Somebody has an address now: nobody was exempted, and the proposal waits as before.
    await house.jobs.query(
      `update register.exemptions set approved = null, decided_by = null, decided_name = null, decided_at = null, reason = null where id = $1`,
      [id],
    )
    throw error
  }
  return { id, people: ids.length }
}

/** What excused is over: whoever was exempt by it and was not told meanwhile has a month again. */
async function endExemption({ house, actor }: Context, { id, reason }: { id: string; reason: string }) {
  const { rowCount } = await house.jobs.query(
    `update register.exemptions set ended_at = now(), ended_by = $2, ended_name = $3, end_reason = $4
     where id = $1 and approved and ended_at is null`,
    [id, actor.id, actor.name, reason],
  )
  if (!rowCount) refuse('NOT_FOUND')
  const ids = await peopleOf(house, id, 'exempt')
  try {
    await tell(house, actor.id, 'informing.end_exemption', ids, {
      kind: 'exemption_ended',
      channel: 'none',
      proof: { exemption: id },
    })
  } catch (error) {
    // Nobody's clock was started: it stands as before.
    await house.jobs.query(
      'update register.exemptions set ended_at = null, ended_by = null, ended_name = null, end_reason = null where id = $1',
      [id],
    )
    throw error
  }
  return { id, people: ids.length }
}

async function peopleOf(house: House, exemption: string, kind: string): Promise<string[]> {
  const rows = await house
    .under('rights')
    .selectFrom('informings')
    .select('person_id')
    .where('kind', '=', kind)
    .where(sql<string>`proof->>'exemption'`, '=', exemption)
    .execute()
  return rows.map((row) => row.person_id as string)
}

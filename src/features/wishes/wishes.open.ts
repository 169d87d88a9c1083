import { type Kysely, sql } from 'kysely'
import { refuse } from '#kernel/errors.ts'
import type { Told } from './letters.ts'

/** An objection that waits for its decision, from the ledger of grounds as the purpose of rights sees it. */
export type Open = {
  person: string
  scope: string
  number: number
  kind: 'objection' | 'objection_reason' | 'objection_refusal_proposed'
  /** When it was said, ISO. */
  said: string
  /** The day by which it is decided, or stands. */
  due: string
  asked_at: string | null
  /** The person has told why. */
  reasoned: boolean
  ground: string | null
  /** Why it should be refused, by whom it was proposed. */
  reasons: string | null
  proposed_by: string | null
  proposed_at: string | null
}

export const UNDECIDED = ['objection', 'objection_reason', 'objection_refusal_proposed'] as const

/** Open objections, the first due first; of one person and purpose when named. */
export async function openObjections(db: Kysely<any>, only?: { person: string; scope: string }): Promise<Open[]> {
  const one = only ? sql`and b.person_id = ${only.person}::uuid and b.slot = ${`objection:${only.scope}`}` : sql``
  // From the objection, which an index finds, to the last word about it.
  const { rows } = await sql<Open>`
    select b.person_id as person, substr(b.slot, 11) as scope, l.number, l.kind, coalesce(l.proof->>'said_at', to_json(b.at)#>>'{}') as said,
      l.proof->>'due' as due, l.proof->>'asked_at' as asked_at, l.proof->>'ground' as ground, l.proof->>'proposed_by' as proposed_by, l.proof->>'proposed_at' as proposed_at,
      case when l.kind = 'objection_refusal_proposed' then l.reason end as reasons,
      exists (select from rights.grounds r where r.person_id = b.person_id and r.slot = b.slot and r.number >= b.number
        and r.kind in ('objection', 'objection_reason') and r.reason is not null) as reasoned
    from rights.grounds b
    cross join lateral (select * from rights.grounds l where l.person_id = b.person_id and l.slot = b.slot order by l.number desc limit 1) l
    where b.kind = 'objection' and b.proof ? 'due' and l.kind in (${sql.join([...UNDECIDED])}) ${one}
      and not exists (select from rights.grounds n where n.person_id = b.person_id and n.slot = b.slot and n.kind = 'objection' and n.number > b.number)
    order by due, b.number`.execute(db)
  return rows
}

/** The one to decide; a marketing objection is never one (DM_OBJECTION_ABSOLUTE). */
export async function openObjection(
  ctx: { db: Kysely<any>; register: { purposes: Readonly<Record<string, { objection: string }>> } },
  person: string,
  scope: string,
): Promise<Open> {
  const kind = ctx.register.purposes[scope]?.objection
  if (!kind) refuse('PURPOSE_UNKNOWN', { field: 'scope' })
  if (kind === 'absolute' || kind === 'withdrawal') refuse('DM_OBJECTION_ABSOLUTE', { field: 'scope' })
  const [found] = await openObjections(ctx.db, { person, scope })
  return found ?? refuse('OBJECTION_NOT_OPEN', { field: 'scope' })
}

/** One message per decision: whoever sends it again sends nothing. */
export const messageOf = (number: number): string => `objection:${number}:decision`

/** Decided within so many days, and nothing shows that the person has been told: neither mail nor post. */
export async function untold(db: Kysely<any>, days: number, states: readonly string[]) {
  // From the objection again, which an index finds, to its decision.
  const { rows } = await sql<{
    person: string
    number: number
    kind: string
    at: string
    scope: string
    letter: string | null
  }>`
    select distinct on (g.number) g.person_id as person, g.number, g.kind, g.at, substr(g.slot, 11) as scope, g.proof->>'letter' as letter
    from rights.grounds b
    join rights.grounds g on g.person_id = b.person_id and g.slot = b.slot and g.number > b.number
    where b.kind = 'objection' and b.proof ? 'due' and g.kind in ('objection_upheld', 'objection_refused')
      and g.at > now() - make_interval(days => ${days})
      and not exists (select from rights.sendings s where s.message = 'objection:' || g.number || ':decision' and s.state in (${sql.join([...states])}))
    order by g.number limit 500`.execute(db)
  return rows
}

/** What the letter of a decision says, from the decision itself. */
export async function decisionOf(db: Kysely<any>, person: string, number: number) {
  const { rows } = await sql<Record<string, any>>`select kind, slot, at, reason, proof from rights.grounds
    where person_id = ${person}::uuid and number = ${number} and kind in ('objection_upheld', 'objection_refused')`.execute(
    db,
  )
  const row = rows[0] ?? refuse('NOT_FOUND', { field: 'number' })
  const proof = row.proof ?? {}
  const { rows: said } = await sql<{
    said: string
  }>`select coalesce(proof->>'said_at', to_json(at)#>>'{}') as said from rights.grounds
    where person_id = ${person}::uuid and slot = ${row.slot} and kind = 'objection' and number < ${number} order by number desc limit 1`.execute(
    db,
  )
  const told: Told = {
    scope: row.slot.slice('objection:'.length),
    ...(said[0] ? { said: said[0].said } : {}),
    ...(row.kind === 'objection_refused' ? { ground: proof.ground, reasons: row.reason ?? '' } : {}),
    ...(proof.by === 'time' ? { by: 'time' as const } : {}),
  }
  return { kind: row.kind as 'objection_upheld' | 'objection_refused', told }
}

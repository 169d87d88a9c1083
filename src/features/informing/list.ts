import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#kernel/action.ts'
import { dayIn, today } from '#kernel/clock.ts'
import { daysBetween } from '../grounds/due.ts'

export const KINDS = ['due', 'locked', 'unknown'] as const
export type Kind = (typeof KINDS)[number]
export type Filter = { source?: string | undefined; reach?: 'mail' | 'none' | undefined; q?: string | undefined }

export type Item = {
  id: string
  name: string
  language: string | null
  source: string
  source_name: string | null
  obtained_at: string
  inform_by: string | null
  /** Negative: the last day has passed. */
  days_left: number | null
  mail: boolean
}

/** Counting stops here: a longer list is "more than". */
const MANY = 10_000

const locked = sql`exists (select from rights.grounds g where g.person_id = p.id and g.slot = 'informing' and g.kind = 'uninformed'
  and not exists (select from rights.grounds l where l.person_id = p.id and l.slot = 'informing' and l.number > g.number))`
const WHICH: Record<Kind, RawBuilder<unknown>> = {
  due: sql`p.inform_by is not null and p.informed_at is null and not ${locked}`,
  locked: sql`p.inform_by is not null and p.informed_at is null and ${locked}`,
  // neither told nor with a day to be told by: a register that moved house without saying
  unknown: sql`p.inform_by is null and p.informed_at is null and p.source in ('register', 'elsewhere', 'company')
    and not exists (select from rights.informings i where i.person_id = p.id and i.kind = 'exempt')`,
}
const mailed = sql<boolean>`exists (select from rights.emails e where e.person_id = p.id)`

function filtered({ source, reach, q }: Filter): RawBuilder<unknown> {
  const parts = [sql`true`]
  if (source) parts.push(sql`p.source = ${source}`)
  if (reach) parts.push(reach === 'mail' ? mailed : sql`not ${mailed}`)
  if (q) parts.push(sql`p.folded like '%' || data.fold(${q}) || '%'`)
  return sql.join(parts, sql` and `)
}

/** The first due first; those without a day by when they came. */
export async function listed(
  ctx: Pick<Context, 'db'>,
  kind: Kind,
  filter: Filter,
  limit: number,
  offset = 0,
): Promise<Item[]> {
  const { rows } =
    await sql<any>`select p.id, p.given_name, p.family_name, p.language, p.source, p.source_name, p.obtained_at, p.inform_by, ${mailed} as mail
    from rights.people p where ${WHICH[kind]} and ${filtered(filter)}
    order by p.inform_by, p.obtained_at, p.id limit ${limit} offset ${offset}`.execute(ctx.db)
  return rows.map(({ given_name, family_name, ...row }) => ({
    ...row,
    name: [given_name, family_name].filter(Boolean).join(' ') || '–',
    days_left: row.inform_by ? daysBetween(today(), dayIn(new Date(row.inform_by))) : null,
  }))
}

export async function counted(ctx: Pick<Context, 'db'>): Promise<Record<Kind | 'late', number>> {
  const counts = { due: 0, locked: 0, unknown: 0, late: 0 }
  for (const kind of KINDS) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from (
      select from rights.people p where ${WHICH[kind]} limit ${MANY}) as found`.execute(ctx.db)
    counts[kind] = rows[0]!.n
  }
  const week = await sql<{ n: number }>`select count(*)::int as n from (
    select from rights.people p where ${WHICH.due} and p.inform_by < now() + interval '7 days' limit ${MANY}) as found`.execute(
    ctx.db,
  )
  counts.late = week.rows[0]!.n
  return counts
}

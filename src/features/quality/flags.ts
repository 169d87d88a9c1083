import { type Kysely, type RawBuilder, sql } from 'kysely'
import { wordsOf } from '#features/activities/told.ts'
import { type Reach, within } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import type { Register } from '#register/index.ts'
import { daysOf, type Limits } from './limits.ts'

export const KINDS = [
  'bounced',
  'left',
  'role_address',
  'bad_phone',
  'no_company',
  'ownerless',
  'representation',
  'stale',
] as const
export type Kind = (typeof KINDS)[number]

/** What is flagged: the record it is about, the row to act on, the value that is doubtful, and since when. */
export type Flag = {
  noun: 'people' | 'companies'
  id: string
  name: string
  part_id: string | null
  value: string | null
  version: number | null
  since: string
}

/** Counted no further than this: a longer list says "1,000+". */
export const COUNTED = 1000

type Asked = { db: Kysely<any>; register: Register; purpose: string; limits: Limits; reach?: Reach }

/** overdue: only those past their days; unasked: not those of whom a task about this was made since. */
type Only = { overdue?: boolean; unasked?: Kind }

export async function flags(asked: Asked, kind: Kind, limit: number, only: Only = {}): Promise<Flag[]> {
  const query = queryOf(asked, kind)
  if (!only.overdue) return (await sql<Flag>`${query} limit ${limit}`.execute(asked.db)).rows
  const asking = only.unasked
    ? sql`and not exists (select from tasks t where t.person_id = flagged.id and (t.told->>'key' = ${only.unasked} or t.title = any (${titlesOf(only.unasked)}::text[]))
        and t.created_at >= flagged.since)`
    : sql``
  const { rows } = await sql<Flag>`select * from (${query}) flagged
    where since < now() - make_interval(days => ${daysOf(asked.limits, kind)}) ${asking} limit ${limit}`.execute(
    asked.db,
  )
  return rows
}

export async function count(asked: Asked, kind: Kind): Promise<{ count: number; overdue: number }> {
  const { rows } = await sql<{ count: number; overdue: number }>`
    select count(*)::int as count, count(*) filter (where since < now() - make_interval(days => ${daysOf(asked.limits, kind)}))::int as overdue
    from (${queryOf(asked, kind)} limit ${COUNTED + 1}) flagged`.execute(asked.db)
  return rows[0]!
}

/** The oldest first, each along an index that holds such rows alone; `stale` and `no_company` along the people as they came. */
function queryOf(asked: Asked, kind: Kind): RawBuilder<unknown> {
  const { limits } = asked
  const name = sql`concat_ws(' ', people.given_name, people.family_name)`
  const mine = reached(asked, 'people')
  const head = (
    part: RawBuilder<unknown>,
    value: RawBuilder<unknown>,
    version: RawBuilder<unknown>,
    since: RawBuilder<unknown>,
  ) =>
    sql`select 'people' as noun, people.id, ${name} as name, ${part} as part_id, ${value} as value, ${version} as version, ${since} as since`
  const none = sql`null`
  switch (kind) {
    case 'bounced':
      return sql`${head(sql`e.id`, sql`e.address`, sql`e.version`, sql`e.bounced_at`)}
        from emails e join people on people.id = e.person_id where e.bounced_at is not null and ${mine} order by e.bounced_at`
    case 'left':
      return sql`${head(none, sql`(select c.name from companies c where c.id = m.company_id)`, none, sql`m.end_on::timestamptz`)}
        from employments m join people on people.id = m.person_id
        where m.end_on < current_date and ${mine}
          and not exists (select from employments n where n.person_id = m.person_id
            and (n.end_on is null or n.end_on >= current_date or (n.end_on, n.id) > (m.end_on, m.id)))
        order by m.end_on`
    case 'role_address':
      return sql`${head(sql`e.id`, sql`e.address`, sql`e.version`, sql`e.created_at`)}
        from emails e join people on people.id = e.person_id
        where e.kind = 'named_work' and e.main and ${mine}
          and split_part(e.address, '@', 1) = any (${ROLES}::text[]) order by e.created_at`
    case 'bad_phone':
      // No number at all, or one that somebody else answered.
      return sql`select * from (
          (${head(sql`n.id`, sql`n.number`, sql`n.version`, sql`n.wrong_at`)}
          from phones n join people on people.id = n.person_id where n.wrong_at is not null and ${mine} order by n.wrong_at limit ${COUNTED + 1})
        union all
          (${head(sql`n.id`, sql`n.number`, sql`n.version`, sql`n.created_at`)}
          from phones n join people on people.id = n.person_id where n.number !~ '^\\+[0-9]{6,15}' and n.wrong_at is null and ${mine}
          order by n.created_at limit ${COUNTED + 1})) bad order by since`
    case 'no_company':
      return sql`${head(none, none, none, sql`people.created_at`)} from people
        where ${mine} and not exists (select from employments m where m.person_id = people.id) order by people.created_at`
    case 'ownerless':
      return sql`select 'companies' as noun, companies.id, companies.name, null as part_id, null as value, companies.version, companies.created_at as since
        from companies where companies.owner_id is null and ${reached(asked, 'companies')} order by companies.created_at`
    case 'representation':
      // Asked about in good time: with its days it is answered within the year.
      return sql`${head(sql`m.id`, sql`(select c.name from companies c where c.id = m.company_id)`, sql`m.version`, sql`greatest(m.created_at, v.at) + ${ASKED_AFTER}`)}
        from people join employments m on m.person_id = people.id
        left join lateral (select max(created_at) as at from verifications v where v.person_id = people.id and v.record_id = m.id) v on true
        where people.created_at < now() - ${ASKED_AFTER} and m.end_on is null and m.created_at < now() - ${ASKED_AFTER}
          and (v.at is null or v.at < now() - ${ASKED_AFTER}) and ${mine}
        order by people.created_at`
    default: {
      const due = sql`make_interval(months => ${Math.min(limits.emails, limits.phones, limits.people)})`
      return sql`${head(none, none, none, sql`greatest(people.created_at, v.at) + ${due}`)} from people
        left join lateral (select max(created_at) as at from verifications v where v.person_id = people.id) v on true
        where people.created_at < now() - ${due} and (v.at is null or v.at < now() - ${due}) and ${mine}
        order by people.created_at`
    }
  }
}

/** A task whose title somebody has touched up, or that is older than its key, is about it all the same. */
const titlesOf = (key: Kind): string[] =>
  key === 'ownerless' ? [] : (['fi', 'sv', 'en'] as const).map((language) => wordsOf({ key }, language))

function reached({ register, purpose, reach }: Asked, noun: 'people' | 'companies') {
  return (reach && within(lensOf(register.nouns, noun, purpose), reach)) ?? sql`true`
}

/** How long a representation goes unasked about: a month before its year is over. P46. */
const ASKED_AFTER = sql`interval '11 months'`

/** Mailboxes of a task and not of a person. */
const ROLES =
  'info,asiakaspalvelu,myynti,laskut,toimisto,sales,support,billing,invoices,office,kundtjanst,forsaljning,hello,contact,admin'.split(
    ',',
  )

import { sql } from 'kysely'
import type { House } from '#kernel/database.ts'
import type { PurposeId } from '#register/index.ts'
import { type Alike, alikeCompanies, alikePeople, LIKELY } from './alike.ts'

/** Purposes in which duplicates are looked for: each among what it sees itself, and nobody else learns of it. */
export const FINDERS = ['relationship', 'sales', 'suppliers'] as const satisfies readonly PurposeId[]

/** Pairs looked at in one night and purpose. */
const MOST = 20_000
/** A key that so many share tells nothing: a switchboard, "Matti Virtanen" in a large register. */
const SHARED = 30

/**
 * Looks for pairs by blocking keys, so that the work grows with the register and not with its square: an address, a
 * number, the words of a name in any order, its first words' beginnings; of a company its business ID and core name.
 */
export async function findTwins(house: House, purpose: PurposeId): Promise<{ people: number; companies: number }> {
  const db = house.under(purpose)
  const people = await sql<any>`
    with keys as (
      select person_id as id, 'e' || lower(address) as key from emails where kind <> 'generic'
      union all select person_id, 'p' || number from phones where kind <> 'switchboard'
      union all select id, 'n' || (select string_agg(w, ' ' order by w) from regexp_split_to_table(folded, '[^a-z0-9]+') w where w <> '')
        from people where given_name is not null and family_name is not null
      union all select e.person_id, 'c' || e.company_id || w from employments e join people p on p.id = e.person_id,
        regexp_split_to_table(p.folded, '[^a-z0-9]+') w where length(w) > 2
    ), shared as (
      select key, array_agg(distinct id) as ids from keys where key is not null group by key
      having count(distinct id) between 2 and ${SHARED}
    ), pairs as (
      select distinct a.id as one, b.id as other from shared s
      cross join lateral unnest(s.ids) a(id) cross join lateral unnest(s.ids) b(id) where a.id < b.id
    )
    select p.one, p.other, ${person('p.one')} as a, ${person('p.other')} as b from (
      select * from pairs p where not exists (
        select from twins t where t.person_id = p.one and t.other_id = p.other) limit ${MOST}) p`.execute(db)
  const companies = await sql<any>`
    with keys as (
      select id, 'b' || business_id as key from companies where business_id is not null and person_id is null
      union all select id, 'n' || (select string_agg(w, ' ' order by w) from regexp_split_to_table(folded, '[^a-z0-9]+') w
        where w <> '' and w not in ('oy', 'oyj', 'ab', 'abp', 'ky', 'ay', 'ltd', 'publ', 'as', 'inc', 'gmbh'))
        from companies where person_id is null
    ), shared as (
      select key, array_agg(distinct id) as ids from keys where key is not null group by key
      having count(distinct id) between 2 and ${SHARED}
    ), pairs as (
      select distinct a.id as one, b.id as other from shared s
      cross join lateral unnest(s.ids) a(id) cross join lateral unnest(s.ids) b(id) where a.id < b.id
    )
    select p.one, p.other, ${company('p.one')} as a, ${company('p.other')} as b from (
      select * from pairs p where not exists (
        select from twins t where t.company_id = p.one and t.other_company_id = p.other) limit ${MOST}) p`.execute(db)
  const found = [
    ...people.rows.map((row) => ({ ...alikePeople(row.a, row.b), person_id: row.one, other_id: row.other })),
    ...companies.rows.map((row) => ({
      ...alikeCompanies(row.a, row.b),
      company_id: row.one,
      other_company_id: row.other,
    })),
  ].filter(({ score }) => score >= LIKELY)
  for (const { why, ...row } of found as (Alike & Record<string, unknown>)[])
    await (db as any)
      .insertInto('twins')
      .values({ ...row, why: why.join(',') })
      .execute()
  const of = (column: string) => found.filter((row) => column in row).length
  return { people: of('person_id'), companies: of('company_id') }
}

const person = (
  id: string,
) => sql`(select json_build_object('id', x.id, 'given', coalesce(x.given_name, ''), 'family', coalesce(x.family_name, ''),
  'emails', array(select e.address from emails e where e.person_id = x.id and e.kind <> 'generic'),
  'phones', array(select n.number from phones n where n.person_id = x.id and n.kind <> 'switchboard'),
  'companies', array(select m.company_id from employments m where m.person_id = x.id)) from people x where x.id = ${sql.ref(id)})`

const company = (id: string) => sql`(select json_build_object('id', x.id, 'name', x.name, 'business_id', x.business_id,
  'phone', x.phone, 'website', x.website) from companies x where x.id = ${sql.ref(id)})`

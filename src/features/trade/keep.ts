import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Entry } from './said.ts'

type Company = { id: string; business_id: string | null } & Record<string, any>

/** What a company's record became: the first one, as it was, or what has changed in it. */
export type Kept = { row: Record<string, any>; was: Record<string, any> | null; changed: boolean }

/** Keeps what the register said of a company; the company's own row is locked, so that two at once make one record. */
export async function keep(db: Kysely<any>, company: Company, entry: Entry): Promise<Kept> {
  await sql`select id from companies where id = ${company.id} for update`.execute(db)
  const was = (await recordOf(db, company.id)) ?? null
  const values = {
    business_id: entry.business_id,
    name: entry.name,
    said: JSON.stringify(entry.said),
    situation: entry.situation,
    changed_on: entry.changed_on,
    fetched_at: sql`now()`,
  }
  const changed = was !== null && (was.situation !== entry.situation || !alike(was.said, entry.said))
  const row = was
    ? await db
        .updateTable('trade_records')
        .set(values)
        .where('id', '=', was.id)
        .returningAll()
        .executeTakeFirstOrThrow()
    : await db
        .insertInto('trade_records')
        .values({ ...values, company_id: company.id })
        .returningAll()
        .executeTakeFirstOrThrow()
  return { row, was, changed }
}

export const recordOf = (db: Kysely<any>, company: string): Promise<Record<string, any> | undefined> =>
  db
    .selectFrom('trade_records')
    .selectAll()
    .where('company_id', '=', company)
    .orderBy('fetched_at', 'desc')
    .limit(1)
    .executeTakeFirst()

/** That the register says the same as we do is a verification of ours, once a month at most. */
export async function verify(db: Kysely<any>, company: string, fields: readonly string[]): Promise<void> {
  if (fields.length === 0) return
  await sql`insert into verifications (of, record_id, company_id, source)
    select 'companies.' || f.name, ${company}::uuid, ${company}::uuid, 'register' from unnest(${fields}::text[]) as f(name)
    where not exists (select from verifications v where v.record_id = ${company}::uuid and v.of = 'companies.' || f.name
      and v.source = 'register' and v.created_at > now() - interval '30 days')`.execute(db)
}

// jsonb keeps keys in an order of its own.
const alike = (a: unknown, b: unknown): boolean => inOrder(a) === inOrder(b)
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, one) =>
    one && typeof one === 'object' && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort()) : one,
  )

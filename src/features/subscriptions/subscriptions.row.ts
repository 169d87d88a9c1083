import { randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { asPerson } from '#features/grounds/person.ts'
import { hashOf } from '#features/notice/notice.editions.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import type { Language } from '#kernel/vocabulary.ts'

/** How long an address waits to be confirmed; the rule `subscription` of the register says it to people. */
export const DAYS_TO_CONFIRM = 7
const TOKEN = /^[\w-]{43}$/

/** An address that waits for its holder, with the token of the link to them: told nothing until then. */
export async function begin(house: House, address: string, language: Language): Promise<{ id: string; token: string }> {
  const token = randomBytes(32).toString('base64url')
  const { id } = await (house.under('rights') as Kysely<any>)
    .insertInto('subscriptions')
    .values({ address, language, token_hash: hashOf(token) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, token }
}

/** No letter could be sent: nothing was asked. */
export const forget = (house: House, id: string): Promise<unknown> =>
  house.under('rights').deleteFrom('subscriptions').where('id', '=', id).where('confirmed_at', 'is', null).execute()

/** In which language it was asked for; looking changes nothing. Refuses CONFIRMATION_INVALID for forged, used and out of time. */
export async function lookAt(house: House, token: string): Promise<Language> {
  const row = TOKEN.test(token)
    ? await house
        .under('rights')
        .selectFrom('subscriptions')
        .select('language')
        .where('token_hash', '=', hashOf(token))
        .where(sql<boolean>`created_at > now() - make_interval(days => ${DAYS_TO_CONFIRM})`)
        .executeTakeFirst()
    : undefined
  return (row?.language as Language) ?? refuse('CONFIRMATION_INVALID')
}

/** The holder's own word, once. Who is told already is told on, in the language they now asked in. */
export async function confirm(house: House, token: string): Promise<Language> {
  if (!TOKEN.test(token)) refuse('CONFIRMATION_INVALID')
  return asPerson(house, async (db) => {
    const { rows } = await sql<{ id: string; address: string; language: Language }>`
      select id, address, language from subscriptions
      where token_hash = ${hashOf(token)} and created_at > now() - make_interval(days => ${DAYS_TO_CONFIRM}) for update`.execute(
      db,
    )
    const { id, address, language } = rows[0] ?? refuse('CONFIRMATION_INVALID')
    // Two links to one address, pressed at once, make one subscription.
    await sql`select pg_advisory_xact_lock(hashtext(${`subscription ${address}`}))`.execute(db)
    const told = await db
      .updateTable('subscriptions')
      .set({ language })
      .where('address', '=', address)
      .where('confirmed_at', 'is not', null)
      .returning('id')
      .execute()
    if (told.length > 0) await db.deleteFrom('subscriptions').where('id', '=', id).execute()
    else
      await db
        .updateTable('subscriptions')
        .set({ confirmed_at: sql<string>`now()`, token_hash: null })
        .where('id', '=', id)
        .execute()
    await audit(db, 'subscriptions.confirm', told[0]?.id ?? id)
    return language
  })
}

/** Ended, and the address with it; ended before, nothing is left to do. A letter under way is waited for. */
export async function end(house: House, id: string, person?: string): Promise<boolean> {
  return asPerson(house, async (db) => {
    let gone = db.deleteFrom('subscriptions').where('id', '=', id)
    if (person) gone = gone.where('person_id', '=', person)
    const [row] = await gone.returning('id').execute()
    if (row) await audit(db, 'subscriptions.end', id)
    return row !== undefined
  })
}

/** What a person is told by this way: id, address and since when. */
export async function ofPerson(house: House, person: string) {
  return house
    .under('rights')
    .selectFrom('subscriptions')
    .select(['id', 'address', 'confirmed_at'])
    .where('person_id', '=', person)
    .where('confirmed_at', 'is not', null)
    .orderBy('created_at')
    .execute()
}

/** Those never confirmed, when their time is over. */
export async function sweep(house: House): Promise<number> {
  const { rows } = await sql`delete from rights.subscriptions
    where confirmed_at is null and created_at <= now() - make_interval(days => ${DAYS_TO_CONFIRM}) returning id`.execute(
    house.under('rights'),
  )
  return rows.length
}

export type Standing = { confirmed: number; waiting: number; sent: number; unclear: number }

/** How many, and what became of what was sent to those who are told. */
export async function standing(house: House): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select (select count(*)::int from rights.subscriptions where confirmed_at is not null) as confirmed,
      (select count(*)::int from rights.subscriptions where confirmed_at is null) as waiting,
      count(*) filter (where state = 'sent')::int as sent,
      count(*) filter (where state in ('handing', 'unknown'))::int as unclear from rights.subscription_sendings`.execute(
    house.under('rights'),
  )
  return rows[0]!
}

const audit = (db: Parameters<Parameters<typeof asPerson>[1]>[0], name: string, id: string) =>
  sql`select door.audit(${name}, 'subscriptions', ${[id]}::uuid[], '{}', 'done', '{}'::jsonb)`.execute(db)

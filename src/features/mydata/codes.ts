import { createHmac, hkdfSync, randomInt, timingSafeEqual } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { addressHash, type PersonLink } from '#features/grounds/links.ts'
import { clock } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'

export const MINUTES = 10
const TRIES = 5
const DIGITS = 8
export const NOBODY = '00000000-0000-0000-0000-000000000000'

export type Phone = { id: string; person_id: string; number: string; kind: string }
/** Of a request, or of nothing but the number that it was sent to. */
type Scope = { request: string } | { phone: string }
type Row = { id: string; hash: string; person_id: string; phone_id: string }

/** `+358 •• ••• ••67` */
export const shownOf = (number: string): string => `${number.slice(0, 4)} •• ••• ••${number.slice(-2)}`

/** A new code, kept as a keyed hash; the one before it is no longer good. In the transaction that holds its lock. */
export async function makeCode(
  db: Kysely<any>,
  key: Buffer,
  scope: Scope,
  { id: phone_id, person_id }: Phone,
): Promise<{ code: string; until: string }> {
  const code = String(randomInt(0, 10 ** DIGITS)).padStart(DIGITS, '0')
  const until = new Date(clock.now().getTime() + MINUTES * 60_000).toISOString()
  const request_id = 'request' in scope ? scope.request : null
  await db
    .deleteFrom('call_codes')
    .where(({ eb, or, and }) =>
      or([
        request_id
          ? eb('request_id', '=', request_id)
          : and([eb('request_id', 'is', null), eb('phone_id', '=', phone_id)]),
        eb('until', '<', clock.now().toISOString()),
      ]),
    )
    .execute()
  const hash = hashOf(key, aboutOf(scope), code)
  await db.insertInto('call_codes').values({ request_id, person_id, phone_id, hash, until }).execute()
  return { code, until }
}

/**
 * Whose code it is, which is good once; null for any other, with the same work done. A try is counted before it is
 * compared, so that many at once are no more than five. In a transaction of its own.
 */
export async function spendCode(
  db: Kysely<any>,
  key: Buffer,
  scope: Scope,
  typed: string,
  isGood: (row: Row) => boolean,
): Promise<Phone | null> {
  const tried = (await db
    .updateTable('call_codes')
    .set(({ eb }) => ({ tries: eb('tries', '+', 1) }))
    .where(({ eb, and }) =>
      'request' in scope
        ? eb('request_id', '=', scope.request)
        : and([eb('request_id', 'is', null), eb('phone_id', '=', scope.phone)]),
    )
    .where('tries', '<', TRIES)
    .where('until', '>', clock.now().toISOString())
    .returning(['id', 'hash', 'person_id', 'phone_id'])
    .executeTakeFirst()) as Row | undefined
  const mine = Buffer.from(hashOf(key, aboutOf(scope), typed.replace(/\D/g, '')))
  const kept = Buffer.from(tried?.hash ?? hashOf(key, NOBODY, ''))
  const right = timingSafeEqual(mine, kept) && tried && isGood(tried)
  const phone = (await ownNumbers(db, tried?.person_id ?? NOBODY)
    .where('p.id', '=', tried?.phone_id ?? NOBODY)
    .executeTakeFirst()) as Phone | undefined
  if (!right || !phone) return null
  await db.deleteFrom('call_codes').where('id', '=', tried.id).execute()
  return phone
}

/** Of a person, or of whoever has the number: not those that somebody else has as well, for a shared number is nobody's own. */
export const ownNumbers = (db: Kysely<any>, person: string | null, number?: string) =>
  db
    .selectFrom('phones as p')
    .select(['p.id', 'p.person_id', 'p.number', 'p.kind'])
    .$if(person !== null, (query) => query.where('p.person_id', '=', person))
    .$if(number !== undefined, (query) => query.where('p.number', '=', number))
    .where('p.kind', '!=', 'switchboard')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('phones as o')
            .select(sql`1`.as('one'))
            .whereRef('o.number', '=', 'p.number')
            .whereRef('o.person_id', '!=', 'p.person_id'),
        ),
      ),
    )
    .orderBy('p.main', 'desc')
    .orderBy('p.id')

/** Whether the link was given for a number that is still the person's, and nobody else's. */
export async function isOwnNumber(house: House, { person, hash }: PersonLink): Promise<boolean> {
  const rows = (await ownNumbers(house.under('rights') as Kysely<any>, person).execute()) as Phone[]
  return rows.some(({ number }) => addressHash(house.connection.key, number) === hash)
}

const aboutOf = (scope: Scope): string => ('request' in scope ? scope.request : `number ${scope.phone}`)

/** Keyed: eight digits are soon gone through by whoever has the table and no key. */
function hashOf(key: Buffer, about: string, code: string): string {
  const secret = Buffer.from(hkdfSync('sha256', key, '', 'codes of calls', 32))
  return createHmac('sha256', secret).update(`${about} ${code}`).digest('hex')
}

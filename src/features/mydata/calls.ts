import { createHmac, hkdfSync, randomInt, timingSafeEqual } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { addressHash, type PersonLink, sealLink } from '#features/grounds/links.ts'
import { asPerson } from '#features/grounds/person.ts'
import { clock } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { append } from '#kernel/ledger.ts'
import { resumed } from '../requests/clock.ts'
import { type Asked, move, requestOf } from '../requests/requests.row.ts'
import { wordings } from './wording.ts'

/** A number on record that is one person's alone; `shown`: all but its country and its last two digits hidden. */
export type CallNumber = { readonly id: string; readonly shown: string; readonly kind: string }
export type CallCode = { readonly code: string; readonly shown: string; readonly until: string }

const MINUTES = 10
const TRIES = 5
const DIGITS = 8
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** `+358 •• ••• ••67` */
export const shownOf = (number: string): string => `${number.slice(0, 4)} •• ••• ••${number.slice(-2)}`

/**
 * Numbers by which somebody is known: theirs alone, no switchboard, and on record before they asked, so that nobody is
 * known by a number that was given for the purpose.
 */
export async function callNumbersOf(db: Kysely<any>, { person_id, received_at }: Asked): Promise<CallNumber[]> {
  if (!person_id) return []
  const rows = await ownNumbers(db, person_id).where('p.created_at', '<', received_at).execute()
  return (rows as Phone[]).map(({ id, number, kind }) => ({ id, shown: shownOf(number), kind }))
}

/**
 * A new code for whoever asks, to be read aloud in a call to a number on record; the one before it is no longer good.
 * Kept as a keyed hash. Refuses REQUEST_IS_CLOSED, REPORT_NOT_ABOUT_ANYBODY, CALL_NUMBER_MISSING.
 */
export async function makeCallCode(db: Kysely<any>, key: Buffer, id: string, phone?: string): Promise<CallCode> {
  const request = await requestOf(db, id)
  if (request.state === 'closed') refuse('REQUEST_IS_CLOSED')
  if (!request.person_id) refuse('REPORT_NOT_ABOUT_ANYBODY')
  const numbers = await callNumbersOf(db, request)
  const number = (phone ? numbers.find((one) => one.id === phone) : numbers[0]) ?? refuse('CALL_NUMBER_MISSING')
  const code = String(randomInt(0, 10 ** DIGITS)).padStart(DIGITS, '0')
  const until = new Date(clock.now().getTime() + MINUTES * 60_000).toISOString()
  // Under the lock of the request: of two made at once, the later alone is good.
  await move(db, 'step', id, { kind: 'note', detail: { what: 'call_code', number: number.shown } })
  await db
    .deleteFrom('call_codes')
    .where(({ eb, or }) => or([eb('request_id', '=', id), eb('until', '<', clock.now().toISOString())]))
    .execute()
  const row = { request_id: id, person_id: request.person_id, phone_id: number.id, hash: hashOf(key, id, code), until }
  await db.insertInto('call_codes').values(row).execute()
  return { code: `${code.slice(0, 4)} ${code.slice(4)}`, shown: number.shown, until }
}

/**
 * The way in for whoever has heard the code, as the rest of a link of theirs; null for any other words, whatever is wrong
 * with them: the same work is done for a request that is there and for one that is not. A try is counted before it is
 * compared, so that many at once are no more than five.
 */
export async function enterByCode(house: House, reference: string, typed: string): Promise<string | null> {
  const { key } = house.connection
  const number = reference.trim().toUpperCase()
  const code = typed.replace(/\D/g, '')
  const now = clock.now()
  const entered = await asPerson(house, async (tx) => {
    const db = tx as Kysely<any>
    const asked = (await db.selectFrom('requests').selectAll().where('number', '=', number).executeTakeFirst()) as
      | Asked
      | undefined
    const tried = (await db
      .updateTable('call_codes')
      .set(({ eb }) => ({ tries: eb('tries', '+', 1) }))
      .where('request_id', '=', asked?.id ?? NOBODY)
      .where('tries', '<', TRIES)
      .where('until', '>', now.toISOString())
      .returning(['id', 'hash', 'person_id', 'phone_id'])
      .executeTakeFirst()) as { id: string; hash: string; person_id: string; phone_id: string } | undefined
    const mine = Buffer.from(hashOf(key, asked?.id ?? NOBODY, code))
    const kept = Buffer.from(tried?.hash ?? hashOf(key, NOBODY, ''))
    const right =
      timingSafeEqual(mine, kept) && asked && asked.state !== 'closed' && tried?.person_id === asked.person_id
    const phone = (await ownNumbers(db, tried?.person_id ?? NOBODY)
      .where('p.id', '=', tried?.phone_id ?? NOBODY)
      .executeTakeFirst()) as Phone | undefined
    if (!right || !phone) return null
    await db.deleteFrom('call_codes').where('id', '=', tried!.id).execute()
    await confirm(db, asked, phone.number)
    return { person: tried!.person_id, hash: addressHash(key, phone.number) }
  })
  await append(house, [
    {
      actor: entered ? 'person' : 'nobody',
      purpose: 'rights',
      action: 'mydata.code',
      noun: 'people',
      ids: entered ? [entered.person] : [],
      outcome: entered ? 'done' : 'refused',
    },
  ])
  return entered && sealLink(key, { kind: 'fresh', ...entered })
}

/** Whether the link was given for a number that is still the person's, and nobody else's. */
export async function isOwnNumber(house: House, { person, hash }: PersonLink): Promise<boolean> {
  const rows = (await ownNumbers(house.under('rights') as Kysely<any>, person).execute()) as Phone[]
  return rows.some(({ number }) => addressHash(house.connection.key, number) === hash)
}

type Phone = { id: string; number: string; kind: string }

/** Not those that somebody else has as well: a shared number is nobody's own. */
const ownNumbers = (db: Kysely<any>, person: string) =>
  db
    .selectFrom('phones as p')
    .select(['p.id', 'p.number', 'p.kind'])
    .where('p.person_id', '=', person)
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

/** As the way in which they were known; the clock goes on where it stood. */
async function confirm(db: Kysely<any>, asked: Asked, number: string): Promise<void> {
  const { id, language, state, identity, identity_asked_at: since, due_on } = asked
  if (identity === 'confirmed') {
    await move(db, 'step', id, { kind: 'note', detail: { what: 'call_code_used' } })
    return
  }
  const paused = state === 'waiting' && since
  await move(db, 'identity', id, {
    state: 'confirmed',
    how: wordings[language].call.proof(shownOf(number)),
    ...(paused ? { due_on: resumed(due_on, since, clock.now()) } : {}),
  })
}

/** Keyed: eight digits are soon gone through by whoever has the table and no key. */
function hashOf(key: Buffer, request: string, code: string): string {
  const secret = Buffer.from(hkdfSync('sha256', key, '', 'codes of calls', 32))
  return createHmac('sha256', secret).update(`${request} ${code}`).digest('hex')
}

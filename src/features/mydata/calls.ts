import type { Kysely } from 'kysely'
import { addressHash, sealLink } from '#features/grounds/links.ts'
import { asPerson } from '#features/grounds/person.ts'
import { clock } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { append } from '#kernel/ledger.ts'
import { resumed } from '../requests/clock.ts'
import { type Asked, move, requestOf } from '../requests/requests.row.ts'
import { makeCode, NOBODY, ownNumbers, type Phone, shownOf, spendCode } from './codes.ts'
import { wordings } from './wording.ts'

/** A number on record that is one person's alone; `shown`: all but its country and its last two digits hidden. */
export type CallNumber = { readonly id: string; readonly shown: string; readonly kind: string }
export type CallCode = { readonly code: string; readonly number: string; readonly until: string }

/**
 * Numbers by which somebody is known: theirs alone, no switchboard, and on record before they asked, so that nobody is
 * known by a number that was given for the purpose.
 */
export async function callNumbersOf(db: Kysely<any>, request: Asked): Promise<CallNumber[]> {
  return (await numbersOf(db, request)).map(({ id, number, kind }) => ({ id, shown: shownOf(number), kind }))
}

/**
 * A new code for whoever asks, for a number on record: to be read aloud in a call, or, `text`, to be sent to a mobile
 * number. Refuses REQUEST_IS_CLOSED, REPORT_NOT_ABOUT_ANYBODY, CALL_NUMBER_MISSING, TEXT_NUMBER_MISSING.
 */
export async function makeCallCode(
  db: Kysely<any>,
  key: Buffer,
  id: string,
  { phone, text = false }: { phone?: string | undefined; text?: boolean } = {},
): Promise<CallCode> {
  const request = await requestOf(db, id)
  if (request.state === 'closed') refuse('REQUEST_IS_CLOSED')
  if (!request.person_id) refuse('REPORT_NOT_ABOUT_ANYBODY')
  const numbers = (await numbersOf(db, request)).filter(({ kind }) => !text || kind === 'mobile')
  const number = phone ? numbers.find((one) => one.id === phone) : numbers[0]
  if (!number) refuse(text ? 'TEXT_NUMBER_MISSING' : 'CALL_NUMBER_MISSING')
  // Under the lock of the request: of two made at once, the later alone is good.
  const what = text ? 'text_code' : 'call_code'
  await move(db, 'step', id, { kind: 'note', detail: { what, number: shownOf(number.number) } })
  const { code, until } = await makeCode(db, key, { request: id }, number)
  return { code: `${code.slice(0, 4)} ${code.slice(4)}`, number: number.number, until }
}

/**
 * The way in for whoever has heard or read the code, as the rest of a link of theirs; null for any other words, whatever
 * is wrong with them: the same work is done for a request that is there and for one that is not.
 */
export async function enterByCode(house: House, reference: string, typed: string): Promise<string | null> {
  const { key } = house.connection
  const number = reference.trim().toUpperCase()
  const entered = await asPerson(house, async (tx) => {
    const db = tx as Kysely<any>
    const asked = (await db.selectFrom('requests').selectAll().where('number', '=', number).executeTakeFirst()) as
      | Asked
      | undefined
    const isGood = (row: { person_id: string }) => asked?.state !== 'closed' && row.person_id === asked?.person_id
    const phone = await spendCode(db, key, { request: asked?.id ?? NOBODY }, typed, isGood)
    if (!phone || !asked) return null
    await confirm(db, asked, phone.number)
    return { person: phone.person_id, hash: addressHash(key, phone.number) }
  })
  await entry(house, entered?.person)
  return entered && sealLink(key, { kind: 'fresh', ...entered })
}

/** That somebody came in by a code, or tried to. */
export const entry = (house: House, person: string | undefined): Promise<unknown> =>
  append(house, [
    {
      actor: person ? 'person' : 'nobody',
      purpose: 'rights',
      action: 'mydata.code',
      noun: 'people',
      ids: person ? [person] : [],
      outcome: person ? 'done' : 'refused',
    },
  ])

const numbersOf = async (db: Kysely<any>, { person_id, received_at }: Asked): Promise<Phone[]> =>
  person_id ? ((await ownNumbers(db, person_id).where('p.created_at', '<', received_at).execute()) as Phone[]) : []

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

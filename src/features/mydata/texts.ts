import { type Kysely, sql } from 'kysely'
import { addressHash, sealLink } from '#features/grounds/links.ts'
import { asPerson } from '#features/grounds/person.ts'
import { standingOf } from '#features/preferences/choices.ts'
import { limit } from '#features/preferences/limits.ts'
import { clock } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { sendText } from '#kernel/disclose.ts'
import { toRefusal } from '#kernel/errors.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { append } from '#kernel/ledger.ts'
import { gatewayOf } from '#kernel/texts.ts'
import { phoneNumber } from '#kernel/values.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { entry } from './calls.ts'
import { makeCode, NOBODY, ownNumbers, type Phone, spendCode } from './codes.ts'
import { wordings } from './wording.ts'

/** Hours a number has been on record, unchanged: nobody is known by one that was given for the purpose. */
const STOOD = 24

/**
 * Sends a code by text message to a mobile number that we already know, one person's alone. Whoever asks is answered
 * before any of this is looked up: how long it takes, and whether it fails, tells nothing.
 */
export function textCodes(house: House) {
  const underway = new Set<Promise<void>>()
  const perNumber = limit(3, 3600)
  const perAsker = limit(20, 3600)
  const { key } = house.connection
  return {
    askByNumber(ip: string, typed: string, language: Language): void {
      const number = phoneNumber(typed)?.number ?? ''
      // Both are counted, so that neither tells of the other.
      const [asker, known] = [perAsker(ip), perNumber(addressHash(key, number))]
      if (!asker || !known || !number) return
      const one: Promise<void> = text(house, number, language)
        .catch((error) => console.error(`a code could not be sent: ${toRefusal(error).code}`))
        .finally(() => underway.delete(one))
      underway.add(one)
    },
    /** Resolves when nothing is being sent any more. */
    settled: async () => void (await Promise.all(underway)),
  }
}

/** The way in for whoever has read the code, as the rest of a link of theirs; null for any other words, for the same work. */
export async function enterByText(house: House, typedNumber: string, typed: string): Promise<string | null> {
  const { key } = house.connection
  const number = phoneNumber(typedNumber)?.number ?? ''
  const entered = await asPerson(house, async (tx) => {
    const db = tx as Kysely<any>
    const known = (await mobile(db, number)) ?? { id: NOBODY, person_id: NOBODY }
    const phone = await spendCode(db, key, { phone: known.id }, typed, (row) => row.person_id === known.person_id)
    return phone && { person: phone.person_id, hash: addressHash(key, phone.number) }
  })
  await entry(house, entered?.person)
  return entered && sealLink(key, { kind: 'fresh', ...entered })
}

async function text(house: House, number: string, asked: Language): Promise<void> {
  const gateway = await gatewayOf(house)
  if (!gateway) return
  const phone = await mobile(house.under('rights') as Kysely<any>, number)
  const standing =
    phone && (await standingOf(house.under('rights'), phone.person_id, suppressionKey(house.connection.key)))
  if (!phone || !standing) return
  const { code } = await asPerson(house, async (tx) => {
    const db = tx as Kysely<any>
    // Of two asked for at once, the later alone is good.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`code ${phone.id}`}, 0))`.execute(db)
    return makeCode(db, house.connection.key, { phone: phone.id }, phone)
  })
  const words = wordings[standing.language ?? asked].text
  const failed = await sendText(gateway, {
    to: number,
    text: words.message(code, house.register.controller.name),
  }).then(
    () => null,
    (error) => toRefusal(error).code,
  )
  await append(house, [
    {
      actor: 'person',
      purpose: 'rights',
      action: 'mydata.text',
      noun: 'people',
      ids: [phone.person_id],
      outcome: failed ? 'refused' : 'done',
      detail: { state: failed ?? 'sent' },
    },
  ])
  if (failed) console.error(`a code could not be sent: ${failed}`)
}

const mobile = async (db: Kysely<any>, number: string): Promise<Phone | undefined> =>
  (await ownNumbers(db, null, number)
    .where('p.kind', '=', 'mobile')
    .where('p.updated_at', '<', new Date(clock.now().getTime() - STOOD * 3_600_000).toISOString())
    .executeTakeFirst()) as Phone | undefined

import { sql } from 'kysely'
import { z } from 'zod'
import { addressHash, freshUrl } from '#features/grounds/links.ts'
import { asPerson } from '#features/grounds/person.ts'
import { hashOf } from '#features/notice/notice.editions.ts'
import { action, type Context } from '#kernel/action.ts'
import { clock } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { actAs } from '#kernel/own.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { channels, topics } from '#register/sendings.ts'

const TOKEN = /^[\w-]{43}$/

/** What awaits the holder of a token; looking changes nothing, however often a mail scanner looks. */
export type Awaiting = {
  language: Language
  /** Staff heard it and recorded it: then each wish is put to the person as a question. */
  heard: boolean
  wishes: { topic: string; channel: string; proof: { wording: string } }[]
}

/** Refuses CONFIRMATION_INVALID for what is forged, used or out of time. */
export function lookAt(house: House, token: string): Promise<Awaiting> {
  return asPerson(house, async (db) => {
    const { rows } = await sql<{
      answer: Awaiting
    }>`select door.confirm(${tokenHash(token)}, null, null) as answer`.execute(db)
    return rows[0]!.answer
  })
}

/** The person's own yes, once. `accepted` names the wishes by their place; absent, all of them; empty, none. */
export const confirmAction = action({
  name: 'forms.confirm',
  purposes: ['rights'],
  verb: 'write',
  public: true,
  http: { method: 'POST', path: '/forms/confirmations' },
  says: { fi: 'Vahvista suostumus', sv: 'Bekräfta ett samtycke', en: 'Confirm a consent' },
  input: z.object({ token: z.string().max(100), accepted: z.array(z.int().min(0).max(40)).max(40).optional() }),
  output: z.object({
    consents: z.int(),
    language: z.enum(['fi', 'sv', 'en']),
    form: z.string().nullable(),
    version: z.string(),
    /** Where every choice can be seen and changed, for a day. */
    preferences: z.string().nullable(),
  }),
  run: confirm,
})

type Confirmed = {
  person: string | null
  consents: number
  address: string
  language: Language
  confirmation: string
  form: string | null
  version: string
}

async function confirm(ctx: Context, { token, accepted }: { token: string; accepted?: number[] }) {
  const key = suppressionKey(ctx.house.connection.key)
  // Said by whoever holds the token, and by nobody of ours.
  await actAs(ctx.db, 'person')
  const seen = { at: clock.now().toISOString(), others: EVERY_WISH, ...(accepted ? { accepted } : {}) }
  const { rows } = await sql<{
    answer: Confirmed
  }>`select door.confirm(${tokenHash(token)}, ${key}::bytea, ${JSON.stringify(seen)}::jsonb) as answer`.execute(ctx.db)
  const { person, consents, address, language, confirmation, form, version } = rows[0]!.answer
  if (person) ctx.seen('people', [person], ['grounds'])
  ctx.note({ ...(form ? { form } : {}), version, confirmation, consents })
  const own = ctx.house.connection.key
  const preferences = person && consents ? freshUrl(own, { person, hash: addressHash(own, address) }) : null
  return { consents, language, form, version, preferences }
}

/** A token of another shape is no token: it is looked for all the same, under a hash that nothing has. */
const tokenHash = (token: string): string => (TOKEN.test(token) ? hashOf(token) : '')

const EVERY_WISH = Object.entries(topics).flatMap(([topic, { purpose }]) =>
  Object.keys(channels).map((channel) => ({ purpose, topic, channel })),
)

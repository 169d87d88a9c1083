import { sql } from 'kysely'
import type { House } from '#kernel/database.ts'
import { editionInForce } from '../grounds/edition.ts'
import { frame } from '../sending/frame.ts'
import { send } from '../sending/send.ts'
import { informing, subjectOf } from './letter.ts'
import { tell } from './told.ts'

/** unclear: cut off when the relay may have had it; never sent again by itself. */
export type Result = 'sent' | 'no_address' | 'failed' | 'unclear'

/** At most once per person, however often the work is begun again. */
const MESSAGE = 'informing:obtained'

/** One letter by mail, and on its success the record that the person was told. */
export async function informOne(house: House, actor: string, person: string): Promise<Result> {
  const subject = await subjectOf(house, person)
  const edition = await editionInForce(house, subject.language)
  const outcome = await send(house, actor, {
    message: MESSAGE,
    person,
    purpose: 'rights',
    channel: 'email',
    content: 'rights',
    compose(decision) {
      const { subject: title, body } = informing(
        house.register,
        { ...subject, language: decision.language },
        decision.links.leave,
      )
      return frame(decision, { subject: title, body })
    },
  })
  const left = outcome.code === 'ALREADY_SENT' ? await sentBefore(house, person, MESSAGE) : outcome
  if (left.state !== 'sent') {
    if (outcome.code === 'ADDRESS_MISSING') return 'no_address'
    return left.state === 'unknown' ? 'unclear' : 'failed'
  }
  // Killed between the record and its count: it was recorded, and is not again.
  if (outcome.code === 'ALREADY_SENT' && (await isRecorded(house, person, left.sending!))) return 'sent'
  await tell(house, actor, 'informing.send', [person], {
    kind: 'obtained',
    channel: 'email',
    edition,
    language: subject.language,
    proof: { sending: left.sending, reply: left.reply },
  })
  return 'sent'
}

/** The letter had left before the process ended; what was missing is the record of it. */
export async function sentBefore(house: House, person: string, message: string) {
  const row = await house
    .under('rights')
    .selectFrom('sendings')
    .select(['id', 'state', 'reply'])
    .where('person_id', '=', person)
    .where('message', '=', message)
    .where('allowed', '=', true)
    .where('state', '!=', 'failed')
    .executeTakeFirst()
  const state = row?.state === 'sent' ? ('sent' as const) : ('unknown' as const)
  return { state, sending: row?.id as string | undefined, reply: (row?.reply ?? undefined) as string | undefined }
}

async function isRecorded(house: House, person: string, sending: string): Promise<boolean> {
  const { rows } = await sql`select from rights.informings i
    where i.person_id = ${person} and i.kind = 'obtained' and i.proof->>'sending' = ${sending}`.execute(
    house.under('rights'),
  )
  return rows.length > 0
}

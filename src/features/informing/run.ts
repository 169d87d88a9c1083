import { config } from '#kernel/config.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { editionInForce } from '../grounds/edition.ts'
import { frame } from '../sending/frame.ts'
import { send } from '../sending/send.ts'
import { informing, subjectOf } from './letter.ts'
import { tell } from './told.ts'

/** unclear: cut off when the relay may have had it; never sent again by itself. */
export type Result = 'sent' | 'no_address' | 'failed' | 'unclear'
export type Counts = Record<Result, number>
export type Run = Counts & { total: number; done: number; begun_at: string; ended_at: string | null }

/** At most once per person, however often the work is begun again. */
const MESSAGE = 'informing:obtained'
const runs = new WeakMap<House, Run>()

/** The sending under way in this process, or the last one: whoever left the page comes back to it. */
export const runOf = (house: House): Run | null => runs.get(house) ?? null

/**
 * Sends each their letter, two at a time, and answers at once. What is cut off by an end of the process leaves its
 * people on the list: to begin again sends to nobody twice.
 */
export function begin(house: House, actor: string, people: readonly string[]): Run {
  if (!config.mailUrl) refuse('MAIL_NOT_SET')
  const now = runs.get(house)
  if (now && !now.ended_at) refuse('BUSY')
  const run: Run = {
    total: people.length,
    done: 0,
    sent: 0,
    no_address: 0,
    failed: 0,
    unclear: 0,
    begun_at: new Date().toISOString(),
    ended_at: null,
  }
  runs.set(house, run)
  const rest = [...people]
  const lane = async () => {
    for (let id = rest.shift(); id; id = rest.shift()) {
      // One that fails is counted, stays on the list, and keeps nobody else waiting.
      run[await informOne(house, actor, id).catch((): Result => 'failed')] += 1
      run.done += 1
    }
  }
  void Promise.all([lane(), lane()]).finally(() => {
    run.ended_at = new Date().toISOString()
  })
  return run
}

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

import { Buckets } from '#features/consent/buckets.ts'
import { Spent } from '#features/consent/spent.ts'
import { addressHash } from '#features/grounds/links.ts'
import { addressOf } from '#kernel/address.ts'
import { config } from '#kernel/config.ts'
import type { House } from '#kernel/database.ts'
import { sendMail } from '#kernel/disclose.ts'
import { refuse, toRefusal } from '#kernel/errors.ts'
import { openStamp } from '#kernel/stamp.ts'
import { emailAddress } from '#kernel/values.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { askingLetter } from './letter.ts'
import { begin, DAYS_TO_CONFIRM, forget } from './subscriptions.row.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/**
 * Takes what is typed into the form of the notice. Refuses EMAIL_INVALID, FORM_TOO_FAST, FORM_STALE, TOO_MANY_REQUESTS,
 * MAIL_NOT_SET. All else is answered before anything is looked up: neither the answer nor its time tells whether an
 * address is known, told already, or was written to a moment ago.
 */
export function asking(house: House) {
  const { key } = house.connection
  // As the forms of consent have them, for whoever shows no proof of work: this page has no script to do it.
  const perAddress = new Buckets({ burst: 6, refill: 4 * MINUTE })
  const inAll = new Buckets({ burst: 150, refill: (4 * MINUTE) / 30 })
  const perMailbox = new Buckets({ burst: 3, refill: DAY / 3 })
  const spent = new Spent()
  const underway = new Set<Promise<void>>()

  function ask(ip: string, form: string, typed: Readonly<Record<string, string>>, language: Language): void {
    if (!config.mailUrl) refuse('MAIL_NOT_SET')
    const address = emailAddress(typed.email ?? '') ?? refuse('EMAIL_INVALID', { field: 'email' })
    // The trap is sprung in silence: who learns of it builds around it.
    if (typed.homepage) return
    const { nonce } = openStamp(key, form, typed.stamp ?? '')
    if (!perAddress.take(ip) || !inAll.take('all')) refuse('TOO_MANY_REQUESTS')
    const mailbox = addressHash(key, address)
    const user = spent.by(nonce)
    if (user === mailbox) return
    if (user) refuse('FORM_STALE', { field: 'stamp' })
    spent.spend(nonce, mailbox, DAY)
    if (!perMailbox.take(mailbox)) return
    const one: Promise<void> = mail(house, address, language)
      .catch((error) => console.error(`a link to confirm a subscription could not be mailed: ${toRefusal(error).code}`))
      .finally(() => underway.delete(one))
    underway.add(one)
  }

  /** `settled` resolves when nothing is being sent any more. */
  return { ask, settled: async () => void (await Promise.all(underway)) }
}

/** What cannot be confirmed is not kept. */
async function mail(house: House, address: string, language: Language): Promise<void> {
  const { id, token } = await begin(house, address, language)
  try {
    await sendMail({
      to: address,
      ...askingLetter(house.register.controller, language, addressOf(), token, DAYS_TO_CONFIRM),
    })
  } catch (error) {
    await forget(house, id)
    throw error
  }
}

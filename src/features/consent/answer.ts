import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { editionInForce } from '#features/grounds/edition.ts'
import { addressHash } from '#features/grounds/links.ts'
import { asPerson } from '#features/grounds/person.ts'
import { hashOf } from '#features/notice/notice.editions.ts'
import { action, type Context } from '#kernel/action.ts'
import { addressOf } from '#kernel/address.ts'
import { config } from '#kernel/config.ts'
import type { House } from '#kernel/database.ts'
import { sendMail } from '#kernel/disclose.ts'
import { refuse } from '#kernel/errors.ts'
import { openStamp } from '#kernel/stamp.ts'
import { emailAddress } from '#kernel/values.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { type Channel, type Topic, topics } from '#register/sendings.ts'
import { Buckets } from './buckets.ts'
import { confirmationMail } from './confirmation.text.ts'
import { keepMessage, messageOf } from './contact.ts'
import { type Consent, type Form, one, type Version } from './form.ts'
import { isForm, openVersion, publishedVersion, versionsOf } from './forms.ts'
import { refuseOrigin } from './origin.ts'
import { Spent } from './spent.ts'
import { refuseUnproved } from './work.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
export const DAYS_TO_CONFIRM = 7

// Without a proof of work an answer costs four: whoever has no scripts is served, and a program soon is not.
const perAddress = new Buckets({ burst: 24, refill: MINUTE })
const perForm = new Buckets({ burst: 600, refill: MINUTE / 30 })
// Whoever is written to did not ask for more than a few letters, whoever types their address.
const perMailbox = new Buckets({ burst: 3, refill: DAY / 3 })
const WITHOUT_PROOF = 4
const spent = new Spent()

const input = z.object({
  id: z.string().max(61),
  stamp: z.string().max(200),
  altcha: z.string().max(8000).optional(),
  email: z.string().max(300).default(''),
  given_name: z.string().trim().max(200).default(''),
  family_name: z.string().trim().max(200).default(''),
  company: z.string().trim().max(200).default(''),
  /** Of a contact form: what they ask, and another way to answer than e-mail. */
  message: z.string().max(20_000).default(''),
  phone: z.string().max(100).default(''),
  /** The language the form was read in: it is part of the evidence. */
  language: z.enum(['fi', 'sv', 'en']).optional(),
  /** The language they wish to be written to in. */
  speaks: z.enum(['fi', 'sv', 'en']).optional(),
  consents: z
    .array(z.object({ topic: z.string().max(40), channel: z.string().max(40) }))
    .max(20)
    .default([]),
  /** A field that no person sees: whoever fills it in is a program. */
  homepage: z.string().max(500).default(''),
})
type Answer = z.infer<typeof input>

/**
 * A form filled in by anybody. The service is given whatever was consented to; a consent waits for its confirmation
 * by the person. The answer is the same whether the address is known to us or not.
 */
export const answerAction = action({
  name: 'forms.answer',
  purposes: ['rights'],
  verb: 'write',
  public: true,
  foreign: true,
  // A letter is sent in between, and the relay may take its time. The entry is written with what is kept: a stranger
  // who only knocks leaves none.
  long: true,
  unlogged: true,
  http: { method: 'POST', path: '/forms/{id}/answers' },
  says: { fi: 'Vastaa lomakkeeseen', sv: 'Svara på ett formulär', en: 'Answer a form' },
  input,
  output: z.object({ next: z.enum(['confirm', 'none']), thanks: z.string(), content: z.string() }),
  run: answer,
})

async function answer(ctx: Context, given: Answer) {
  const { house } = ctx
  const shown = await formOf(ctx, given)
  const language = languageIn(shown.body, given.language ?? ctx.language)
  const { nonce } = stampOf(house, given)
  const consents = given.consents.map((wish, at) => offered(shown.body, wish, at))
  const thanked = (next: 'confirm' | 'none') => ({
    next,
    thanks: shown.body.thanks[language],
    content: shown.body.content[language],
  })
  const address = consents.length || given.email.trim() ? addressIn(given.email) : null
  const message = shown.body.service === 'contact' ? messageOf(given) : null
  // The trap is sprung in silence: who learns of it builds around it.
  if (given.homepage) return thanked(consents.length ? 'confirm' : 'none')
  await refuseFlood(ctx, given)
  // Nothing needed, nothing kept: what people came for is theirs without a name.
  if (!message && (!consents.length || !address)) return thanked('none')

  const notice = await editionInForce(house, language)
  if (notice === null) refuse('NOTICE_NOT_SHOWN', { field: 'notice' })
  if (consents.length && !config.mailUrl) refuse('MAIL_NOT_SET')
  const next = consents.length ? 'confirm' : 'none'
  const mailbox = addressHash(house.connection.key, address ?? message?.phone ?? '')
  const user = spent.by(nonce)
  if (user === mailbox) return thanked(next)
  if (user) refuse('FORM_STALE', { field: 'stamp' })
  spent.spend(nonce, mailbox, DAY)
  try {
    // The message is kept whatever was consented to, and before anything is asked by letter.
    if (message) await keepMessage(ctx, shown, language, message)
    if (consents.length && address && perMailbox.take(mailbox))
      await ask(ctx, { shown, given, consents, address, language, notice })
  } catch (error) {
    spent.release(nonce)
    throw error
  }
  return thanked(next)
}

/** The version that this visitor was shown, which may since have been followed by another. */
async function formOf({ house, request }: Context, given: Answer): Promise<Version<Form>> {
  const open = await openVersion(house.jobs, given.id)
  if (!isForm(open)) {
    if ((await versionsOf(house.jobs, given.id)).some((each) => each.published_at)) refuse('FORM_CLOSED')
    refuse('NOT_FOUND')
  }
  refuseOrigin(request, open.body.origins)
  const { version } = stampOf(house, given)
  const shown = version === open.version ? open : await publishedVersion(house.jobs, given.id, version)
  return isForm(shown) ? shown : refuse('FORM_STALE', { field: 'stamp' })
}

const stampOf = (house: House, { id, stamp }: Answer) => openStamp(house.connection.key, id, stamp)

export const languageIn = (form: Form, wished: Language): Language =>
  form.languages.includes(wished) ? wished : (form.languages[0] ?? 'fi')

function offered(form: Form, { topic, channel }: { topic: string; channel: string }, at: number): Consent {
  const found = form.consents.find((consent) => one(consent.topic) === topic && one(consent.channel) === channel)
  return found ?? refuse('VALUE_NOT_ALLOWED', { field: `consents.${at}` })
}

function addressIn(text: string): string {
  if (!text.trim()) refuse('VALUE_MISSING', { field: 'email' })
  return emailAddress(text) ?? refuse('EMAIL_INVALID', { field: 'email' })
}

async function refuseFlood({ request }: Context, { id, altcha }: Answer): Promise<void> {
  const cost = altcha ? 1 : WITHOUT_PROOF
  if (!perAddress.take(request?.ip ?? 'here', cost) || !perForm.take(id, cost)) refuse('TOO_MANY_REQUESTS')
  if (altcha) await refuseUnproved(id, altcha)
}

type Asked = {
  shown: Version<Form>
  given: Answer
  consents: Consent[]
  address: string
  language: Language
  notice: number
}

/** The letter first: what cannot be confirmed is not kept. */
async function ask({ house, register }: Context, { shown, given, consents, address, language, notice }: Asked) {
  const token = randomBytes(32).toString('base64url')
  const wording = consents.map((consent) => consent.wording[language])
  await sendMail({
    to: address,
    ...confirmationMail(language, {
      controller: register.controller,
      wording,
      link: `${addressOf()}/confirm/${token}`,
      days: DAYS_TO_CONFIRM,
    }),
  })
  const asked = {
    token_hash: hashOf(token),
    address,
    given_name: given.given_name,
    family_name: given.family_name,
    language: given.speaks ?? language,
    days: DAYS_TO_CONFIRM,
    wishes: consents.map((consent, at) => wishOf(one(consent.topic), one(consent.channel), wording[at]!)),
    proof: {
      form: shown.id,
      version: String(shown.version),
      form_hash: shown.hash,
      language,
      notice,
      channel: 'web',
      via: 'form',
      ...(given.company ? { company: given.company } : {}),
    },
  }
  await asPerson(house, async (db) => {
    const { rows } = await sql<{ id: string }>`select door.ask_consent(${JSON.stringify(asked)}::jsonb) as id`.execute(
      db,
    )
    const detail = { form: shown.id, version: shown.version, confirmation: rows[0]!.id }
    await sql`select door.audit('forms.answer', null, '{}'::uuid[], '{}'::text[], 'done', ${JSON.stringify(detail)}::jsonb)`.execute(
      db,
    )
  })
}

/** A wish with the very words it was put in. */
export const wishOf = (topic: Topic, channel: Channel, wording: string) => ({
  purpose: topics[topic].purpose,
  topic,
  channel,
  proof: { wording, wording_hash: hashOf(wording) },
})

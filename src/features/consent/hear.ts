import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { editionInForce } from '#features/grounds/edition.ts'
import { READERS } from '#features/grounds/grounds.ts'
import { hashOf } from '#features/notice/notice.editions.ts'
import { send } from '#features/sending/send.ts'
import { action, type Context } from '#kernel/action.ts'
import { addressOf } from '#kernel/address.ts'
import { clock } from '#kernel/clock.ts'
import { config } from '#kernel/config.ts'
import { refuse } from '#kernel/errors.ts'
import { newId } from '#kernel/ledger.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import { meet } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import { LANGUAGES, type Language } from '#kernel/vocabulary.ts'
import { type Channel, channels, type Topic, topics } from '#register/sendings.ts'
import { DAYS_TO_CONFIRM, wishOf } from './answer.ts'
import { heardMail } from './confirmation.text.ts'
import { FORM_ID, type Script } from './form.ts'
import { listForms, publishedVersion } from './forms.ts'
import { STANDARD, standardWording } from './standard.ts'

const HEARD_IN = ['phone', 'meeting', 'email', 'letter', 'web', 'other'] as const
const wishes = z
  .array(
    z.object({
      topic: z.enum(Object.keys(topics) as [Topic]),
      channel: z.enum(Object.keys(channels) as [Channel]),
    }),
  )
  .min(1)
  .max(16)
const input = z.object({
  id: z.uuid(),
  wishes,
  heard_in: z.enum(HEARD_IN).default('phone'),
  said_at: z.iso.datetime({ offset: true }),
  /** The words that were read aloud, as published; then it counts at once, as weaker proof. */
  script: z.object({ id: z.string().regex(FORM_ID), version: z.int().min(1) }).optional(),
  language: z.enum(['fi', 'sv', 'en']).optional(),
  /** Where to ask for the confirmation; the main address when absent. */
  address: z.string().max(254).optional(),
})
type Heard = z.infer<typeof input>

/** Scripts that may have been read: whoever records a consent chooses among them. */
export const scriptsAction = action({
  name: 'forms.scripts',
  purposes: READERS,
  verb: 'read',
  unlogged: true,
  says: { fi: 'Listaa puhetekstit', sv: 'Lista manus för samtal', en: 'List scripts for calls' },
  input: z.object({}),
  output: z.object({ scripts: z.array(z.object({ script: z.string(), version: z.int(), title: z.looseObject({}) })) }),
  async run({ house }) {
    const found = (await listForms(house.jobs)).filter((each) => each.body.kind === 'script' && each.open)
    return { scripts: found.map((each) => ({ script: each.id, version: each.open!, title: each.body.title })) }
  },
})

/**
 * A consent that somebody of ours heard. Without a script it waits for the person's own yes, asked for by mail;
 * with the script that was read, when and by whom it is recorded at once and shown as weaker.
 */
export const hearAction = action({
  name: 'people.hear_consent',
  purposes: READERS,
  // As with any wish: whoever may see the person may record it, also one who may only read.
  verb: 'read',
  http: { method: 'POST', path: '/people/{id}/hear_consent' },
  says: { fi: 'Kirjaa kuultu suostumus', sv: 'Anteckna ett hört samtycke', en: 'Record a consent that was heard' },
  input,
  output: z.object({ state: z.enum(['recorded', 'asked']), sent: z.boolean() }),
  async run(ctx, heard) {
    await meet(ctx, lensOf(ctx.register.nouns, 'people', ctx.purpose), [heard.id])
    const there = await ctx.db.selectFrom('people').select('id').where('id', '=', heard.id).executeTakeFirst()
    if (!there) refuse('PERSON_NOT_FOUND')
    if (Date.parse(heard.said_at) > clock.now().getTime() + 60_000) refuse('VALUE_NOT_ALLOWED', { field: 'said_at' })
    ctx.seen('people', [heard.id], ['grounds'])
    ctx.note({ wishes: heard.wishes.map(({ topic, channel }) => `${topic}:${channel}`).join(' ') })
    return heard.script ? record(ctx, heard, heard.script) : ask(ctx, heard)
  },
})

async function record(ctx: Context, heard: Heard, { id, version }: NonNullable<Heard['script']>) {
  const { house, actor } = ctx
  const script = await publishedVersion(house.jobs, id, version)
  // A text that was not yet published, or no longer in use, was not read.
  const when = Date.parse(heard.said_at)
  const read =
    script?.body.kind === 'script' &&
    Date.parse(script.published_at!) <= when &&
    (!script.retired_at || when <= Date.parse(script.retired_at))
  if (!read) refuse('CONSENT_UNPROVEN', { field: 'script' })
  const language = await languageOf(ctx, heard)
  const wording = (script.body as Script).text[language] || refuse('CONSENT_UNPROVEN', { field: 'language' })
  const proof = {
    how: 'oral',
    script: `${id} v${version}`,
    wording,
    wording_hash: hashOf(wording),
    version: String(version),
    language,
    said_at: heard.said_at,
    heard_in: heard.heard_in,
    heard_by: actor.name,
    notice: await editionInForce(house, language),
  }
  await inOwnTransaction(ctx.house, ctx.purpose, ctx.actor.id, async (db) => {
    for (const { topic, channel } of heard.wishes) {
      const { purpose } = topics[topic]
      const event = { kind: 'consent', purpose, topic, channel, via: heard.heard_in, proof }
      await sql`select door.ground(${heard.id}::uuid, ${JSON.stringify(event)}::jsonb, null)`.execute(db)
    }
  })
  return { state: 'recorded' as const, sent: false }
}

async function ask(ctx: Context, heard: Heard) {
  const { house, actor, purpose, register } = ctx
  // The letter holds what makes the consent effective: nobody of ours may see it, so it is not printed instead.
  if (!config.mailUrl) refuse('MAIL_NOT_SET')
  const address = await addressFor(ctx, heard)
  const language = await languageOf(ctx, heard)
  const notice = (await editionInForce(house, language)) ?? refuse('NOTICE_NOT_SHOWN', { field: 'notice' })
  const { controller } = register
  const asked = heard.wishes.map(({ topic, channel }) =>
    wishOf(topic, channel, standardWording({ topic, channel }, controller.name, language)),
  )
  const token = randomBytes(32).toString('base64url')
  const outcome = await send(house, actor.id, {
    message: `heard:${newId()}`,
    person: heard.id,
    purpose,
    channel: 'email',
    content: 'rights',
    address: address.id,
    compose: () =>
      heardMail(language, {
        controller,
        wording: asked.map((wish) => wish.proof.wording),
        link: `${addressOf()}/confirm/${token}`,
        days: DAYS_TO_CONFIRM,
        saidOn: new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'short', timeZone: 'Europe/Helsinki' }).format(
          new Date(heard.said_at),
        ),
      }),
  })
  if (outcome.state !== 'sent') refuse(outcome.code ?? 'MAIL_NOT_SET')
  const proof = {
    version: STANDARD,
    language,
    notice,
    channel: heard.heard_in,
    via: 'mail',
    said_at: heard.said_at,
    heard_by: actor.name,
  }
  const pending = {
    token_hash: hashOf(token),
    person: heard.id,
    address: address.address,
    language,
    wishes: asked,
    proof,
    days: DAYS_TO_CONFIRM,
  }
  await inOwnTransaction(ctx.house, ctx.purpose, ctx.actor.id, async (db) => {
    await sql`select door.ask_consent(${JSON.stringify(pending)}::jsonb)`.execute(db)
  })
  return { state: 'asked' as const, sent: true }
}

const LOCALES: Record<Language, string> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }

/** Only an address this purpose sees: to name another must not tell whose it is. */
async function addressFor({ db, register, purpose }: Context, { id, address }: Heard) {
  if (!register.nouns.emails?.fields.address?.purposes[purpose]) refuse('ADDRESS_MISSING')
  const rows = await db
    .selectFrom('emails')
    .select(['id', 'address'])
    .where('person_id', '=', id)
    .orderBy('main', 'desc')
    .execute()
  const found = address ? rows.find((row) => row.address === address.trim().toLowerCase()) : rows[0]
  if (!found) refuse(address ? 'VALUE_NOT_ALLOWED' : 'ADDRESS_MISSING', { field: 'address' })
  return found as { id: string; address: string }
}

/** What was spoken, else what the person speaks, else our own. */
async function languageOf({ db, register, purpose }: Context, { id, language }: Heard): Promise<Language> {
  if (language) return language
  if (!register.nouns.people?.fields.language?.purposes[purpose]) return 'fi'
  const row = await db.selectFrom('people').select('language').where('id', '=', id).executeTakeFirst()
  return LANGUAGES.find((each) => each === row?.language) ?? 'fi'
}

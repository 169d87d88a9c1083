import { sql } from 'kysely'
import { editionInForce } from '#features/grounds/edition.ts'
import type { PersonLink } from '#features/grounds/links.ts'
import { asPerson } from '#features/grounds/person.ts'
import { clock } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { LANGUAGES, type Language } from '#kernel/vocabulary.ts'
import {
  answerOf,
  type Bar,
  barsOf,
  type Choice,
  type Event,
  measurement,
  offered,
  pauseOf,
  type Rights,
  rawAnswerOf,
  type Standing,
  saidOf,
  standingOf,
} from './choices.ts'
import { agreedTo, WORDING_VERSION } from './consent.wording.ts'

/** What a person wants changed; what is left out stays as it is. */
export type Wish = {
  readonly answers: ReadonlyMap<Choice, 'yes' | 'no'>
  /** A day, `end`, or nothing. */
  readonly pause?: string
  readonly language?: Language
  /** How many events stood on the page that was answered, and whether it told of an address refused elsewhere. */
  readonly seen: number
  readonly sawSuppressed: boolean
}

export type Change =
  | { readonly what: 'answer'; readonly choice: Choice; readonly to: 'yes' | 'no' }
  /** A yes that was not taken: said elsewhere since, or there is no notice to agree on. */
  | { readonly what: 'not_taken'; readonly choice: Choice }
  | { readonly what: 'came_back'; readonly scope: Bar['scope'] }
  | { readonly what: 'left' }
  | { readonly what: 'number'; readonly to: 'number_refused' | 'number_opened' }
  | { readonly what: 'pause_ended' }
  | { readonly what: 'paused'; readonly until: string }
  | { readonly what: 'language'; readonly to: Language }

/** The names of the fields: what the page writes and what comes back. */
export const seenOf = ({ events, suppressed }: Standing): string => `${events.length}${suppressed ? 's' : ''}`
export const fieldOf = (choice: Choice): string => `${choice.topic}.${choice.channel}`

/** Reads a posted form; refuses what the page never offers with VALUE_NOT_ALLOWED and the field. */
export function wishOf(posted: URLSearchParams, today: string): Wish {
  const answers = new Map<Choice, 'yes' | 'no'>()
  for (const choice of [...offered, measurement]) {
    const value = posted.get(fieldOf(choice))
    if (value === 'yes' || value === 'no') answers.set(choice, value)
    else if (value !== null) refuse('VALUE_NOT_ALLOWED', { field: fieldOf(choice) })
  }
  const pause = posted.get('pause') || 'keep'
  if (pause !== 'keep' && pause !== 'end' && !isDayAhead(pause, today)) refuse('VALUE_NOT_ALLOWED', { field: 'pause' })
  const language = posted.get('language')
  if (language && !LANGUAGES.includes(language as Language)) refuse('VALUE_NOT_ALLOWED', { field: 'language' })
  const seen = posted.get('seen') ?? ''
  return {
    answers,
    seen: /^\d{1,9}s?$/.test(seen) ? Number.parseInt(seen, 10) : 0,
    sawSuppressed: seen.endsWith('s'),
    ...(pause === 'keep' ? {} : { pause }),
    ...(language ? { language: language as Language } : {}),
  }
}

/** A day of the calendar after today, and at most two years away. */
function isDayAhead(text: string, today: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text))) return false
  // 31 February parses, as a day of March
  return new Date(text).toISOString().startsWith(text) && text > today && text <= monthsAfter(today, 24)
}

/** The day so many months later; the last of the month when it has no such day. */
export function monthsAfter(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  const wanted = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(wanted, length))
  return date.toISOString().slice(0, 10)
}

/** What the person saw while choosing, for the proof. */
export type Manner = { readonly language: Language; readonly company: string }

/**
 * One transaction under the person's lock: each change an event with its proof, one entry in the ledger, and nothing
 * at all where nothing changes. Null when the person is not there.
 */
export async function change(house: House, link: PersonLink, wish: Wish, manner: Manner): Promise<Change[] | null> {
  const notice = await editionInForce(house, manner.language)
  const key = suppressionKey(house.connection.key)
  const proof = { how: 'preference_centre', link: link.kind, language: manner.language, at: clock.now().toISOString() }
  return asPerson(house, async (db) => {
    const say = (event: object) => ground(db, link.person, { via: 'web', proof, ...event }, key)
    const before = await standingOf(db, link.person, key)
    if (!before) return null
    // First, whatever it is: who has said it holds the person's lock, and what is read from here on stays true.
    await say({ kind: 'language', language: wish.language })
    const changes = plan((await standingOf(db, link.person, key))!, wish, notice !== null)
    for (const one of changes) {
      if (one.what === 'came_back')
        await say({ kind: 'objection_ended', scope: one.scope, proof: { ...proof, notice } })
      if (one.what === 'pause_ended') await say({ kind: 'pause_ended' })
      if (one.what === 'paused') await say({ kind: 'pause', until: one.until })
      if (one.what === 'answer') {
        const { topic, channel, purpose } = one.choice
        const shown = agreedTo(manner.language, one.choice, manner.company)
        const agreed = { wording: shown.wording, wording_hash: shown.hash, version: WORDING_VERSION, notice }
        const given = one.to === 'yes' ? { kind: 'consent', proof: { ...proof, ...agreed } } : { kind: 'withdrawal' }
        await say({ ...given, purpose, topic, channel })
      }
    }
    if (wish.language && wish.language !== before.language) changes.push({ what: 'language', to: wish.language })
    const made = changes.filter(({ what }) => what !== 'not_taken')
    if (made.length > 0) await audit(db, link.person, made)
    return changes
  })
}

/** Stop everything: a marketing objection, said once however often it is said. */
export async function leave(house: House, { person, hash }: PersonLink, evidence: string): Promise<void> {
  await asPerson(house, (db) =>
    ground(db, person, { kind: 'leave', link: hash, evidence }, suppressionKey(house.connection.key)),
  )
}

/** Sales calls to one of their numbers, refused or allowed again. Null when it is no number of theirs. */
export async function aboutNumber(
  house: House,
  link: PersonLink,
  number: string,
  to: 'number_refused' | 'number_opened',
): Promise<Change[] | null> {
  const key = suppressionKey(house.connection.key)
  const proof = { how: 'preference_centre', link: link.kind, at: clock.now().toISOString() }
  return asPerson(house, async (db) => {
    const standing = await standingOf(db, link.person, key)
    const held = standing?.numbers.find(({ id }) => id === number)
    if (!held) return null
    if (Boolean(held.refused_at) === (to === 'number_refused')) return []
    await ground(db, link.person, { kind: to, number, via: 'web', proof }, key)
    const changes: Change[] = [{ what: 'number', to }]
    await audit(db, link.person, changes)
    return changes
  })
}

/** No marketing before that day. */
export async function pause(house: House, { person, hash, kind }: PersonLink, until: string): Promise<void> {
  const proof = { how: 'preference_centre', link: kind, at: clock.now().toISOString() }
  await asPerson(house, (db) =>
    ground(db, person, { kind: 'pause', link: hash, until, via: 'web', proof }, suppressionKey(house.connection.key)),
  )
}

/** What follows from a wish: pure, so that any history can be tried. */
export function plan(standing: Standing, wish: Wish, noticed: boolean): Change[] {
  const { events } = standing
  // A page that was open since before: what was said elsewhere in the meantime is not undone by it.
  const saw = (event: Event | undefined) => !event || events.length - events.indexOf(event) <= wish.seen
  const sawBar = ({ since }: Bar) => (since ? saw(since) : wish.sawSuppressed)
  const takes = (choice: Choice) =>
    noticed && saw(saidOf(standing, choice)) && barsOf(standing, choice).every((bar) => sawBar(bar))
  const given = offered.filter((choice) => wish.answers.get(choice) === 'yes' && takes(choice))
  const ended = new Set(given.flatMap((choice) => barsOf(standing, choice).map(({ scope }) => scope)))
  const changes: Change[] = [...ended].map((scope) => ({ what: 'came_back', scope }))
  for (const choice of [...offered, measurement]) {
    const bars = barsOf(standing, choice)
    const back = bars.length > 0 && bars.every(({ scope }) => ended.has(scope))
    // The page showed a no, and so it stays: what was agreed before does not come back.
    const wanted = wish.answers.get(choice) ?? (back ? 'no' : undefined)
    if (wanted === undefined) continue
    if (wanted === 'no') {
      const held = back ? heldAfter(standing, choice, bars) : answerOf(standing, choice)
      if (held !== 'no') changes.push({ what: 'answer', choice, to: 'no' })
    } else if (back || answerOf(standing, choice) !== 'yes') {
      const taken = takes(choice) && (back || bars.length === 0)
      changes.push(taken ? { what: 'answer', choice, to: 'yes' } : { what: 'not_taken', choice })
    }
  }
  const paused = pauseOf(standing)
  if (wish.pause === 'end') {
    if (paused && saw(paused)) changes.push({ what: 'pause_ended' })
  } else if (wish.pause && wish.pause !== paused?.until?.slice(0, 10)) {
    changes.push({ what: 'paused', until: wish.pause })
  }
  return changes
}

/** Coming back from a no to everything ends by itself what was agreed before it. */
function heldAfter(standing: Standing, choice: Choice, bars: readonly Bar[]): 'yes' | 'no' | null {
  const said = saidOf(standing, choice)
  const before = bars.some(({ scope, since }) => scope === 'marketing' && since && said && since.number > said.number)
  return said?.effect === 'allow' && before ? 'no' : rawAnswerOf(standing, choice)
}

const ground = (db: Rights, person: string, event: object, key: Buffer): Promise<unknown> =>
  sql`select door.ground(${person}::uuid, ${JSON.stringify(event)}::jsonb, ${key}::bytea)`.execute(db)

function audit(db: Rights, person: string, made: readonly Change[]): Promise<unknown> {
  const fields = made.some(({ what }) => what === 'language') ? ['language'] : []
  if (made.some(({ what }) => what !== 'language')) fields.unshift('grounds')
  return sql`select door.audit('preferences.change', 'people', ${[person]}::uuid[], ${fields}::text[], 'done',
    ${JSON.stringify({ changes: made.length })}::jsonb)`.execute(db)
}

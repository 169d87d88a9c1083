import { type Kysely, sql } from 'kysely'
import { toRefusal } from '#kernel/errors.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { channels, type DatabaseFor, topics } from '#register/index.ts'

export type Topic = keyof typeof topics
export type Channel = keyof typeof channels
export type Rights = Kysely<DatabaseFor<'rights'>>

/** What can be said yes or no to: a topic by a channel, or being measured. */
export type Choice = {
  readonly topic: Topic | 'measurement'
  readonly channel: Channel
  readonly purpose: 'marketing' | 'partner_offers'
  readonly slot: string
}

export const topicIds = Object.keys(topics) as Topic[]
export const channelIds = Object.keys(channels) as Channel[]

const choiceOf = (topic: Choice['topic'], channel: Channel): Choice => {
  const purpose = topic === 'measurement' ? 'marketing' : topics[topic].purpose
  return { topic, channel, purpose, slot: `consent:${purpose}:${topic}:${channel}` }
}

export const offered: readonly Choice[] = topicIds.flatMap((topic) => channelIds.map((each) => choiceOf(topic, each)))
/** Whether opening and clicking may be counted: in e-mail, where it could be. */
export const measurement: Choice = choiceOf('measurement', 'email')

export type Event = {
  readonly number: number
  readonly slot: string
  readonly kind: string
  readonly effect: 'allow' | 'block' | 'end'
  readonly at: string
  readonly until: string | null
  readonly by: string
  readonly channel: string | null
  readonly proof: Readonly<Record<string, unknown>> | null
}

export type Telling = {
  readonly at: string
  readonly kind: string
  readonly edition: number | null
  readonly channel: string
}

/** All that a person has said and been told, as of one moment. */
export type Standing = {
  readonly person: string
  readonly name: string | null
  readonly language: Language | null
  /** Newest first. */
  readonly events: readonly Event[]
  readonly tellings: readonly Telling[]
  /** Their numbers, each with since when sales calls to it are refused. */
  readonly numbers: readonly { readonly id: string; readonly number: string; readonly refused_at: string | null }[]
  /** An address of theirs was refused by whoever wrote from it, on another record. */
  readonly suppressed: boolean
}

/** Null when there is no such person, or they are about to be erased. */
export async function standingOf(db: Rights, person: string, key: Buffer): Promise<Standing | null> {
  const row = await db
    .selectFrom('people')
    .select(['given_name', 'language'])
    .where('id', '=', person)
    .executeTakeFirst()
  if (!row) return null
  const events = await eventsOf(db, person)
  if (!events || last(events, 'removal')?.effect === 'block') return null
  const tellings = await db
    .selectFrom('informings')
    .select(['at', 'kind', 'edition', 'channel'])
    .where('person_id', '=', person)
    .orderBy('at', 'desc')
    .execute()
  const suppressed = await isSuppressed(db, person, key)
  const numbers = await db
    .selectFrom('phones')
    .select(['id', 'number', 'refused_at'])
    .where('person_id', '=', person)
    .orderBy('number')
    .execute()
  const language = row.language as Language | null
  return { person, name: row.given_name, language, events, tellings, numbers, suppressed }
}

/** The list of suppressed addresses is nobody's to read; the gate says whether it would stop a message. */
async function isSuppressed(db: Rights, person: string, key: Buffer): Promise<boolean> {
  const asked = JSON.stringify(['email', 'phone'])
  const { rows } = await sql<{ found: boolean }>`
    select bool_or(door.gate('preview', ${person}::uuid, jsonb_build_object('content', 'marketing', 'topic', 'products', 'channel', c), ${key}::bytea)
      ->> 'code' = 'SUPPRESSED_ADDRESS') as found from jsonb_array_elements_text(${asked}::jsonb) c`.execute(db)
  return rows[0]!.found ?? false
}

async function eventsOf(db: Rights, person: string): Promise<Event[] | null> {
  try {
    return (await sql<Event>`select * from door.grounds_of(${person}::uuid, true)`.execute(db)).rows
  } catch (error) {
    if (toRefusal(error).code === 'PERSON_NOT_FOUND') return null
    throw error
  }
}

export const last = (events: readonly Event[], slot: string): Event | undefined =>
  events.find((event) => event.slot === slot)

export const pauseOf = ({ events }: Standing): Event | undefined => blocking(events, 'pause')

function blocking(events: readonly Event[], slot: string): Event | undefined {
  const event = last(events, slot)
  return event?.effect === 'block' ? event : undefined
}

/** What stands in the way of a yes: a no to everything, or to this purpose or channel. `since` of a bar that is no event of theirs: none. */
export type Bar = { readonly scope: 'marketing' | 'prospecting' | 'partner_offers'; readonly since?: Event }

export function barsOf({ events, suppressed }: Standing, { topic, channel }: Choice): Bar[] {
  const bars: Bar[] = suppressed ? [{ scope: 'marketing' }] : []
  const found = (scope: Bar['scope'], slot: string) => {
    const since = blocking(events, slot)
    if (since) bars.push({ scope, since })
  }
  found('marketing', 'objection:marketing')
  found('marketing', 'suppression')
  if (topic !== 'measurement' && channel === 'phone') found('prospecting', 'objection:prospecting')
  if (topic === 'partners') found('partner_offers', 'objection:partner_offers')
  return bars
}

/** Since when everything is refused, where that is known; null when it is not refused. */
export function refusedSince(standing: Standing): { at: string | null } | null {
  const bars = barsOf(standing, measurement)
  if (bars.length === 0) return null
  return { at: bars.find(({ since }) => since)?.since?.at ?? null }
}

/** What was said last about a choice; of the newsletter also what came in a file. */
export function saidOf({ events }: Standing, { slot, topic, channel }: Choice): Event | undefined {
  return (
    last(events, slot) ?? (topic === 'products' && channel === 'email' ? last(events, 'consent:marketing') : undefined)
  )
}

/** As it holds now: an objection is a no to everything. Null: never answered. */
export const answerOf = (standing: Standing, choice: Choice): 'yes' | 'no' | null =>
  barsOf(standing, choice).length > 0 ? 'no' : rawAnswerOf(standing, choice)

/** As it was said, whatever was refused as a whole since. */
export function rawAnswerOf(standing: Standing, choice: Choice): 'yes' | 'no' | null {
  const said = saidOf(standing, choice)
  if (said?.effect === 'allow') return 'yes'
  return said?.kind === 'withdrawal' || said?.kind === 'refusal' ? 'no' : null
}

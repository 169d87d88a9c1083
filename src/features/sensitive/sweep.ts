import { NOBODY, step } from '#features/erasure/step.ts'
import { CONTENT, lookInside, storedNouns, tellUnread } from '#features/erasure/stored.ts'
import type { House } from '#kernel/database.ts'
import { mattersIn } from '#kernel/sensitive.ts'
import { hasIdentityCode, withoutIdentityCodes } from '#kernel/values.ts'
import { type Place, placesOf } from './places.ts'
import { GONE, WAITING } from './said.ts'

/** `found`: places told to a human. `left`: codes that could not be masked. `unread`: files whose text cannot be read. */
export type Swept = { noun: string; found: number; masked: number; left: number; unread: number; read: number }
type Row = { at: string; id: string | null; said: Record<string, string> }

/** Pages of a table read in one statement: a few megabytes of text, and what stands beside the pages. */
const PAGES = 400

/**
 * Looks through every column of words of every noun, and through what stands outside the database: what has changed since
 * the last time, and all of it once a week. A receipt a noun; refuses SENSITIVE_SWEEP_INCOMPLETE where the catalogue
 * knows of a noun with words that has none. `places`: other than all, for a test that leaves one out.
 */
export async function sweep(
  house: House,
  { whole = false, places = placesOf(house.register), stored = storedNouns(house.register) } = {},
): Promise<Swept[]> {
  const { rows: clock } = await house.jobs.query<{ now: string }>('select clock_timestamp() as now')
  const begun = clock[0]!.now
  // Found before, by a version that left texts where they stood, or where something stood in the way.
  await ask(house, { what: 'withhold', sentence: WAITING })
  const swept: Swept[] = []
  for (const place of places)
    swept.push(await receipted(house, place.noun, whole, (since) => texts(house, place, since)))
  for (const noun of stored)
    swept.push(await receipted(house, `${noun} ${CONTENT}`, whole, (since, now) => files(house, noun, since, now)))
  const { rows: left } = await house.jobs.query<{ noun: string }>(
    `select distinct case t.how when 'stored' then t.noun || $2 else t.noun end as noun from register.traces t
     where t.schema = 'data' and t.how in ('text', 'stored')
     except select noun from register.receipts where kind = 'sensitive' and at >= $1 order by 1`,
    [begun, ` ${CONTENT}`],
  )
  if (left.length > 0) {
    const nouns = left.map(({ noun }) => noun).join(', ')
    throw Object.assign(new Error(`not looked through: ${nouns}`), { code: 'SENSITIVE_SWEEP_INCOMPLETE' })
  }
  return swept
}

/** What nobody has opened in its time is taken, and the receipt says what is left of that. */
export async function lapse(house: House): Promise<{ due: number; taken: number; remaining: number }> {
  const begun = performance.now()
  const told = await ask(house, { what: 'lapse', sentence: GONE })
  await house.jobs.query(
    `insert into register.receipts (kind, rule, due, taken, remaining, took_ms) values ('sensitive', 'lapse', $1, $2, $3, $4)`,
    [told.due, told.taken, told.remaining, Math.round(performance.now() - begun)],
  )
  return told
}

async function receipted(
  { jobs }: House,
  noun: string,
  whole: boolean,
  work: (since: string | null, now: string) => Promise<Omit<Swept, 'noun'>>,
): Promise<Swept> {
  const begun = performance.now()
  // The time of the database, before the reading: what changes meanwhile is read the next time.
  const { rows } = await jobs.query<{ now: string; since: string | null; round: string | null }>(
    `select clock_timestamp() as now, max((detail->>'from')::timestamptz) as since,
       max((detail->>'from')::timestamptz) filter (where (detail->>'whole')::boolean and (detail->>'from')::timestamptz > now() - interval '6 days 12 hours') as round
     from register.receipts where kind = 'sensitive' and noun = $1`,
    [noun],
  )
  const { now, since, round } = rows[0]!
  const all = whole || !round
  const told = await work(all ? null : since, now)
  await jobs.query(
    `insert into register.receipts (kind, noun, due, taken, remaining, took_ms, detail) values ('sensitive', $1, $2, $3, $4, $5, $6)`,
    [
      noun,
      told.found + told.masked + told.left,
      told.masked,
      told.left,
      Math.round(performance.now() - begun),
      JSON.stringify({ from: now, whole: all, read: told.read, found: told.found, unread: told.unread }),
    ],
  )
  return { noun, ...told }
}

async function texts(house: House, { noun, codes, words }: Place, since: string | null) {
  const told = { found: 0, masked: 0, left: 0, unread: 0, read: 0 }
  for (let from: number | null = 0; from !== null; ) {
    const asked: object = { what: 'read', noun, from, pages: PAGES, fields: codes, since }
    const { next, rows }: { next: number | null; rows: Row[] } = await ask(house, asked)
    for (const { at, id, said } of rows) {
      told.read += 1
      const masked = await maskAll(house, noun, { at, id, said })
      told.masked += masked.done
      told.left += masked.left
      for (const [field, was] of Object.entries(masked.said)) {
        const kinds = id && words.includes(field) ? mattersIn(was) : []
        if (kinds.length === 0) continue
        told.found += (await ask(house, { what: 'find', noun, id, field, kinds, was, sentence: WAITING })).new
      }
    }
    from = next
  }
  return told
}

/** Every code of a row: it moves as it is written, so that each write asks where it stands. `said`: as it reads afterwards. */
async function maskAll(house: House, noun: string, { at, id, said }: Row) {
  const told = { done: 0, left: 0, said: { ...said } }
  for (const [field, was] of Object.entries(said)) {
    if (!hasIdentityCode(was)) continue
    const text = withoutIdentityCodes(was)
    const { done, moved } = await ask(house, { what: 'mask', noun, at, id, field, was, text })
    told[done ? 'done' : 'left'] += 1
    if (done) told.said[field] = text
    at = moved ?? at
  }
  return told
}

/** A code inside a file cannot be masked: a human decides about the whole, which nobody opens meanwhile. */
const mattersInside = (text: string): string[] => [
  ...mattersIn(text),
  ...(hasIdentityCode(text) ? ['identity_code'] : []),
]

async function files(house: House, noun: string, since: string | null, now: string) {
  const told = { found: 0, masked: 0, left: 0, unread: 0, read: 0 }
  const unread: string[] = []
  for await (const { id, found, read, lost } of lookInside(house, noun, mattersInside, { since })) {
    told.read += 1
    if (!read) told.unread += 1
    if (!read && !lost) unread.push(id)
    const kinds = [...found]
    if (kinds.length > 0) told.found += (await ask(house, { what: 'find', noun, id, field: CONTENT, kinds })).new
  }
  // One that was told of before, and could be read when all was read, waits no longer.
  await tellUnread(house, noun, unread, since === null ? now : undefined)
  return told
}

/** One step of the eraser's door, in a transaction of its own. */
export const ask = (house: House, asked: object, actor = 'sensitive'): Promise<any> =>
  step(house, NOBODY, { do: 'sensitive', ...asked }, actor)

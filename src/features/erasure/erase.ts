import { sql } from 'kysely'
import type { House } from '#kernel/database.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import { openStore } from '#kernel/store.ts'
import { identityOf, tellers } from './identity.ts'
import { lookThrough, type Place, type Wanted } from './look.ts'
import { spoolLeft } from './spool.ts'
import { type Identity, patternOf } from './words.ts'

export type Reason = 'request' | 'retention' | 'emptied' | 'removed' | 'undone' | 'restored'
export type Erased = { id: string; state: 'held' | 'incomplete' | 'done'; taken_ms: number }

/** Rows in one transaction: short enough that nobody waits for its locks. */
const BATCH = 500

/**
 * Erases a person in every store, step by step; begun before, it goes on where it stopped. `request`: the request by
 * the law that asked for it. Refuses CONTRACT_NEEDS_IT and HOLD_TOO_BROAD, and then nothing has been done.
 */
export async function eraseNow(house: House, subject: string, reason: Reason, request?: string): Promise<Erased> {
  return carryOut(house, subject, await startErasure(house, subject, reason, request))
}

/** Closes every purpose for a person and hands them to the queue; refused, nothing is left of it. Answers the id. */
export async function startErasure(
  house: House,
  subject: string,
  reason: Reason,
  request?: string,
  actor = 'eraser',
): Promise<string> {
  const asked = { do: 'start', reason, request: request ?? null }
  const { id } = await step(house, subject, asked, actor, suppressionKey(house.connection.key))
  return id
}

/** Asks for an erasure; it is done by the next run of the queue. Answers its id. */
export async function queueErasure(
  house: House,
  subject: string,
  reason: Reason,
  request?: string,
  actor = 'eraser',
): Promise<string> {
  const { id } = await step(house, subject, { do: 'queue', reason, request: request ?? null }, actor)
  return id
}

/** Carries out one that stands in the queue. */
export async function carryOut(house: House, subject: string, id: string): Promise<Erased> {
  const begun = performance.now()
  const { last } = tellers(house.register)
  const plan = await step(house, subject, { do: 'begin', id }, 'eraser', suppressionKey(house.connection.key))
  const people = plan.subjects as string[]
  const identity = await identityOf(house, people)
  const wanted = wantedOf(identity)
  for (;;) {
    const { left } = await step(house, subject, { do: 'batch', id, most: BATCH, last })
    if (!left) break
  }
  let taken = performance.now() - begun
  // While it is still known who they are: should this end here, the next start looks again.
  if (wanted) await findMentions(house, subject, id, wanted, people)
  const finishing = performance.now()
  await step(house, subject, { do: 'finish', id, last })
  taken += performance.now() - finishing
  await dropObjects(house)
  const state = await sweep(house, subject, id, wanted, identity)
  return { id, state, taken_ms: Math.round(taken) }
}

/**
 * Looks again at one that was found incomplete, or whose law or answer has come to its end: by identifiers alone, for
 * nobody knows the words any more. What was found by words stands until logs and spools have come round.
 */
export async function lookAgain(house: House, subject: string, id: string): Promise<Erased['state']> {
  await step(house, subject, { do: 'release', id })
  await dropObjects(house)
  return sweep(house, subject, id, null, null)
}

/** The receipt is a query made afterwards: every place is searched anew. */
async function sweep(
  house: House,
  subject: string,
  id: string,
  wanted: Wanted | null,
  identity: Identity | null,
): Promise<Erased['state']> {
  const traces: Place[] = await step(house, subject, { do: 'traces', id, pattern: wanted?.pattern ?? '' })
  if (!identity) traces.push(...(await foundByWords(house, id)))
  if (wanted) await findMentions(house, subject, id, wanted, [])
  if (identity) traces.push(...(await spoolLeft(identity)))
  const { state } = await step(house, subject, { do: 'end', id, found: { traces, words: wanted !== null } })
  return state
}

async function findMentions(
  house: House,
  subject: string,
  id: string,
  wanted: Wanted,
  own: readonly string[],
): Promise<void> {
  const ask = (asked: object) => step(house, subject, asked)
  for await (const { noun, record, field } of lookThrough(house.register, wanted, own, ask)) {
    await ask({ do: 'find', id, noun, record, field })
  }
}

const ROUND = '8 days'

async function foundByWords(house: House, id: string): Promise<Place[]> {
  const { rows } = await house
    .pool('rights')
    .query<{ traces: Place[] }>(
      `select found->'traces' as traces from rights.erasures where id = $1 and done_at > now() - $2::interval`,
      [id, ROUND],
    )
  return (rows[0]?.traces ?? []).filter((one) => one.words)
}

function wantedOf(identity: Identity): Wanted | null {
  const pattern = patternOf(identity)
  return pattern ? { pattern, exact: patternOf({ ...identity, names: [] }) } : null
}

/** Objects whose keys are gone: the store lets them go at once, and not at the next hour. */
async function dropObjects(house: House): Promise<void> {
  const { rows } = await house.jobs.query<{ id: string }>(
    'select file_id as id from register.objects where gone_at is not null limit 5000',
  )
  const store = rows.length > 0 ? openStore() : null
  for (const { id } of rows) {
    await store!.drop(id)
    await house.jobs.query('delete from register.objects where file_id = $1', [id])
  }
}

/** One step of the door, in a transaction of its own. */
export function step(
  house: House,
  subject: string,
  asked: object,
  actor = 'eraser',
  key: Buffer | null = null,
): Promise<any> {
  return inOwnTransaction(house, 'rights', actor, async (tx) => {
    const { rows } = await sql<{
      said: any
    }>`select door.erase(${subject}::uuid, ${JSON.stringify(asked)}::jsonb, ${key}) as said`.execute(tx)
    return rows[0]!.said
  })
}

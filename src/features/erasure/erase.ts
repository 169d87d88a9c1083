import type { House } from '#kernel/database.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { openStore } from '#kernel/store.ts'
import { takeGroups } from './group.ts'
import { identitiesOf, identityOf, tellers } from './identity.ts'
import type { Place } from './look.ts'
import { searchFor, type Unread } from './search.ts'
import { NOBODY, step } from './step.ts'
import type { Identity } from './words.ts'

export { step } from './step.ts'

export type Reason = 'request' | 'retention' | 'emptied' | 'removed' | 'undone' | 'restored'
export type Erased = { id: string; state: 'held' | 'incomplete' | 'done'; taken_ms: number }
/** One of the queue: its id, and whose data it is. */
export type Waiting = { readonly id: string; readonly subject: string }
type Begun = Waiting & { people: string[]; identity: Identity; taken_ms: number }

/** Rows in one transaction: short enough that nobody waits for its locks. */
const BATCH = 500
/** Files a certificate names. */
const NAMED = 100

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
  const { erased } = await carryOutAll(house, { singly: [{ id, subject }], together: [] }, (_, error) => {
    throw error
  })
  return erased[0]!
}

/**
 * Carries out what stands in the queue: some one by one, and many together, whom nothing needs; who turns out to be more
 * than that is erased singly with the others. Everybody else's words are read twice for all of them: while it is still
 * known who they are, so that who comes after a crash looks again, and when they are gone. `refused`: may not begin yet.
 */
export async function carryOutAll(
  house: House,
  { singly, together }: { singly: readonly Waiting[]; together: readonly Waiting[] },
  refused: (one: Waiting, error: unknown) => Promise<void> | void,
): Promise<{ erased: Erased[]; together: number }> {
  const begun: Begun[] = []
  const begin = async (one: Waiting) => {
    try {
      begun.push(await takeRows(house, one))
    } catch (error) {
      await refused(one, error)
    }
  }
  for (const one of singly) await begin(one)
  const known = await identitiesOf(
    house,
    together.map(({ subject }) => subject),
  )
  const search = searchFor(house, [
    ...begun.map(({ id, identity }) => ({ id, identity })),
    ...together.map(({ id, subject }) => ({ id, identity: known.get(subject)!, together: true })),
  ])
  await search.mentions(new Set([...begun.flatMap(({ people }) => people), ...known.keys()]))
  const { taken, alone } = await takeGroups(house, together)
  for (const one of alone) await begin(one)
  for (const one of begun) {
    const began = performance.now()
    await step(house, one.subject, { do: 'finish', id: one.id, last: tellers(house.register).last })
    one.taken_ms += performance.now() - began
  }
  await dropObjects(house)
  await search.mentions(new Set())
  const aside = await search.aside()
  const receipts = await endGroups(house, taken, aside)
  const erased: Erased[] = []
  for (const { id, subject, taken_ms } of begun) {
    const state = await sweep(house, { id, subject }, search.knows(id), aside.get(id) ?? [], search.unread())
    erased.push({ id, state, taken_ms: Math.round(taken_ms) })
  }
  return { erased, together: receipts }
}

/**
 * Looks again at one that was found incomplete, or whose law or answer has come to its end: by identifiers alone, for
 * nobody knows the words any more. What was found by words stands until logs and spools have come round.
 */
export async function lookAgain(house: House, subject: string, id: string): Promise<Erased['state']> {
  await step(house, subject, { do: 'release', id })
  await dropObjects(house)
  return sweep(house, { id, subject }, false, await foundByWords(house, id))
}

/** The receipts of people taken together whom a crash has left without; their words nobody knows any more. */
export async function endGroups(
  house: House,
  taken: readonly Waiting[],
  aside: ReadonlyMap<string, Place[]> | null,
): Promise<number> {
  let ended = 0
  for (let from = 0; from < taken.length; from += BATCH) {
    const ids = taken.slice(from, from + BATCH).map(({ id }) => id)
    const words = aside && Object.fromEntries(ids.flatMap((id) => (aside.has(id) ? [[id, aside.get(id)]] : [])))
    const { done, left } = await step(house, NOBODY, { do: 'receipts', ids, words })
    ended += done + left
  }
  return ended
}

/** Begins, and takes everything but who it is. */
async function takeRows(house: House, { id, subject }: Waiting): Promise<Begun> {
  const began = performance.now()
  const { last } = tellers(house.register)
  const plan = await step(house, subject, { do: 'begin', id }, 'eraser', suppressionKey(house.connection.key))
  const people = plan.subjects as string[]
  const identity = await identityOf(house, people)
  for (;;) {
    const { left } = await step(house, subject, { do: 'batch', id, most: BATCH, last })
    if (!left) break
  }
  return { id, subject, people, identity, taken_ms: performance.now() - began }
}

/**
 * The receipt is a query made afterwards: every place is searched anew. `words`: what was found by them, and whether it
 * could be; `unread`: files that could not be searched, named on the certificate as far as it has room, and put before a
 * human.
 */
async function sweep(
  house: House,
  { id, subject }: Waiting,
  words: boolean,
  found: readonly Place[],
  unread?: readonly Unread[],
) {
  const traces: Place[] = await step(house, subject, { do: 'traces', id })
  const blind = unread && { unread: unread.length, unsearched: unread.slice(0, NAMED) }
  const told = { traces: [...traces, ...found], words, ...blind }
  const { state } = await step(house, subject, { do: 'end', id, found: told })
  return state as Erased['state']
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

/** Objects whose keys are gone: the store lets them go at once, and not at the next hour. */
async function dropObjects(house: House): Promise<void> {
  for (let more = true; more; ) {
    const { rows } = await house.jobs.query<{ id: string }>(
      'select file_id as id from register.objects where gone_at is not null limit 5000',
    )
    const store = rows.length > 0 ? openStore() : null
    for (const { id } of rows) {
      await store!.drop(id)
      await house.jobs.query('delete from register.objects where file_id = $1', [id])
    }
    more = rows.length === 5000
  }
}

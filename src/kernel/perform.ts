import { createHmac } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import { type PurposeId, purposes } from '#register/index.ts'
import { type Action, type Actor, type Context, type Request, routeOf } from './action.ts'
import type { House } from './database.ts'
import { refuse, toRefusal } from './errors.ts'
import { isUnbalanced } from './extend.ts'
import { append, type Entry } from './ledger.ts'
import { inOwnTransaction } from './own.ts'
import type { Language, Verb } from './vocabulary.ts'

export type Call = {
  input: unknown
  purpose?: string
  language?: Language
  version?: number | null
  idempotencyKey?: string
  request?: Request
}

/** What the one entry of an answer gathers, each id and field once, in the order they were seen. */
type Seen = { noun?: string; ids: Set<string>; fields: Set<string>; detail: NonNullable<Entry['detail']> }

const NOBODY: Actor = {
  kind: 'user',
  id: 'nobody',
  name: '',
  language: 'en',
  levels: [],
  writes: new Set(),
  reads: new Set(),
  may: new Set(),
  scope: 'own',
  team: null,
}

/**
 * Every door leads here: one actor, one action, one purpose, one transaction when it writes, one entry in
 * the ledger. The answer is given out only when its entry is durable.
 */
export async function perform(house: House, action: Action, actor: Actor | null, call: Call): Promise<any> {
  try {
    return await carryOut(house, action, actor, call)
  } catch (error) {
    if (actor) await recordRefused(house, action, actor, call, error)
    throw error
  }
}

async function carryOut(house: House, action: Action, actor: Actor | null, call: Call): Promise<any> {
  if (!actor && !action.public) refuse('SIGN_IN_NEEDED')
  const who = actor ?? NOBODY
  const purpose = choosePurpose(house, action, who, call.purpose)
  const input = parse(action, call.input)
  const entry: Seen = { ids: new Set(), fields: new Set(), detail: {} }
  const context = (db: Context['db']): Context => ({
    house,
    actor: who,
    purpose,
    language: call.language ?? who.language,
    db,
    register: house.register,
    version: call.version ?? null,
    seen(noun, ids, fields = []) {
      entry.noun ??= noun
      for (const id of ids) entry.ids.add(id)
      for (const field of fields) entry.fields.add(field)
    },
    note: (detail) => void Object.assign(entry.detail, detail),
    ...(call.request ? { request: call.request } : {}),
  })
  if (action.verb === 'read' || action.long) {
    const output = await action.run(context(house.under(purpose) as any), input)
    if (isOnRecord(house, action, who))
      await append(house, [
        { actor: who.id, purpose, action: action.name, ...entry, ids: [...entry.ids], fields: [...entry.fields] },
      ])
    return output
  }
  let made: string | null = null
  const output = await retried(() => {
    entry.ids.clear()
    return inOwnTransaction(house, purpose, who.id, async (tx) => {
      const request = call.idempotencyKey ? requestOf(house, action, input) : null
      made = request ? await claim(tx, call.idempotencyKey!, request) : null
      if (made) return
      const output = await action.run(context(tx), input)
      if (request && output?.id)
        await sql`select from door.claim(${call.idempotencyKey!}, ${request}, ${output.id}::uuid)`.execute(tx)
      if (!action.unlogged) {
        await sql`select door.audit(${action.name}, ${entry.noun ?? null}, ${[...entry.ids]}::uuid[], ${[...entry.fields]}::text[], 'done', ${JSON.stringify(entry.detail)}::jsonb)`.execute(
          tx,
        )
      }
      return output
    })
  })
  // Only now, when the connection is given back: a few replays that each wait for a second one would wait for ever.
  return made ? replay(house, action, who, call, made) : output
}

/**
 * Staff must have been told that use is logged before it is: until that is filed, what users read leaves no entry.
 * Changes, exports, sign-ins, keys, jobs and the operator always do. Act 759/2004 ch. 6 § 21.
 */
const isOnRecord = (house: House, action: Action, { kind }: Actor): boolean =>
  !action.unlogged &&
  (house.staffInformed || kind !== 'user' || !(action.verb === 'read' && routeOf(action).method === 'GET'))

/**
 * What somebody known to us may not do and tried, with the code of the refusal. Strangers leave no entry, nor do
 * mistakes: nobody outside can fill the ledger. Of the input only an id is kept, and only where it is one.
 */
async function recordRefused(house: House, action: Action, actor: Actor, call: Call, error: unknown): Promise<void> {
  const { status, code } = toRefusal(error)
  if (status !== 403) return
  const { id } = (call.input ?? {}) as { id?: unknown }
  const ids = z.uuid().safeParse(id).data
  const asked = actor.purpose ?? call.purpose ?? ''
  await append(house, [
    {
      actor: actor.id,
      // Unnamed, or no purpose of ours: the one the action stands under first.
      purpose: Object.hasOwn(purposes, asked) ? asked : (action.purposes[0] ?? null),
      action: action.name,
      outcome: 'refused',
      detail: { code },
      ...(ids ? { ids: [ids] } : {}),
    },
  ])
}

/** The caller names the purpose, or the first that the level and the action share is taken. */
function choosePurpose(house: House, action: Action, actor: Actor, named: string | undefined): PurposeId {
  const asked = actor.purpose ?? named
  if (asked !== undefined && !Object.hasOwn(purposes, asked)) refuse('PURPOSE_UNKNOWN', { field: 'purpose' })
  if (actor.purpose && named && named !== actor.purpose) refuse('PURPOSE_MISMATCH', { field: 'purpose' })
  if (action.public || action.anyone) return action.purposes[0]!
  const allowed = action.purposes.filter((purpose) => covers(actor, action, purpose))
  // Unnamed, it is the first that the level has, in the level's own order: what its people mostly work for.
  const own = [...actor.writes, ...actor.reads].find(
    (purpose) => allowed.includes(purpose) && !house.register.purposes[purpose]?.asleep,
  )
  const purpose = asked === undefined ? (own ?? allowed[0]) : allowed.find((one) => one === asked)
  if (!purpose) refuse('PURPOSE_MISMATCH', asked ? { field: 'purpose' } : {})
  if (house.register.purposes[purpose]?.asleep) refuseAsleep(house, action, purpose)
  return purpose
}

/** Says what the purpose waits for: its balancing test, named with the screen where it is signed, or somebody's decision. */
function refuseAsleep(house: House, action: Action, purpose: PurposeId): void {
  const { balance, untested } = house.register.purposes[purpose]!
  if (untested || !isUnbalanced(balance)) refuse('PURPOSE_ASLEEP', { field: 'purpose' })
  if (action.asleep === 'stores') return
  const data = { purpose, state: balance!.state, sign: `/privacy/balancing?purpose=${purpose}` }
  refuse('LIA_MISSING_OR_EXPIRED', { field: 'purpose', detail: `${purpose}: ${data.sign}`, data })
}

function covers(actor: Actor, action: Action, purpose: PurposeId): boolean {
  const { verb } = action
  if (verb === 'read') return actor.reads.has(purpose) || actor.writes.has(purpose)
  if (verb === 'write') return actor.writes.has(purpose)
  if (!actor.may.has(verb)) return false
  if (OF_THE_HOUSE.has(verb)) return true
  // What changes records needs the right to write them; an export only to read.
  return actor.writes.has(purpose) || (verb === 'export' && actor.reads.has(purpose))
}

/**
 * Verbs about the house and not about anybody's records: the level's word is enough. So it is for the second
 * approver, who decides on grounds and reasons and is shown nobody's record.
 */
const OF_THE_HOUSE: ReadonlySet<Verb> = new Set<Verb>(['users', 'operate', 'ledger', 'register', 'approve'])

function parse(action: Action, input: unknown): any {
  const result = action.input.safeParse(input ?? {})
  if (result.success) return result.data
  const issue = result.error.issues[0]!
  return refuse('INPUT_INVALID', { field: issue.path.join('.') || undefined, detail: issue.message } as any)
}

// Keyed: an input may hold a password, and a plain hash of one could be guessed.
const requestOf = (house: House, action: Action, input: unknown): string =>
  createHmac('sha256', house.connection.key).update(action.name).update(JSON.stringify(input)).digest('hex')

/** Answers the record that came of this request before, if it did. */
async function claim(tx: Transaction<any>, key: string, request: string): Promise<string | null> {
  const { rows } = await sql<{
    fresh: boolean
    same: boolean
    record_id: string | null
  }>`select * from door.claim(${key}, ${request})`.execute(tx)
  const claimed = rows[0]!
  if (claimed.fresh) return null
  if (!claimed.same) refuse('IDEMPOTENCY_KEY_REUSED')
  return claimed.record_id ?? refuse('BUSY')
}

async function replay(house: House, action: Action, actor: Actor, call: Call, id: string): Promise<any> {
  const noun = action.name.split('.')[0]
  const get = house.actions?.find((one) => one.name === `${noun}.get`)
  return get ? carryOut(house, get, actor, { ...call, idempotencyKey: undefined, input: { id } } as Call) : { id }
}

/** A deadlock is nobody's fault: the work is done again, at most three times. */
async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      const code = (error as { code?: string }).code
      if (attempt >= 3 || (code !== '40P01' && code !== '40001')) throw toRefusalOrSelf(error)
    }
  }
}

const toRefusalOrSelf = (error: unknown): unknown => {
  const refusal = toRefusal(error)
  // The cause is for the operator's log, by code alone; the reader gets the refusal.
  if (refusal.code === 'UNEXPECTED') refusal.cause = error
  return refusal
}

import { createHmac } from 'node:crypto'
import type { PoolClient } from 'pg'
import { clock } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { inTransaction } from './transaction.ts'

type Kind = 'account' | 'address'
type State = { count: number; locks: number; lastAt: number; notBefore: number }
export type Verdict = { outcome: 'try' | 'wait' | 'locked'; seconds: number }

/** Attempts that cost no waiting, and the attempt that locks. An office shares one network address. */
const LIMITS = {
  account: { free: 3, lock: 10 },
  address: { free: 30, lock: 100 },
} as const
const LONGEST_WAIT = 60
const FIRST_LOCK = 15 * 60
const LONGEST_LOCK = 24 * 60 * 60
const FORGOTTEN_AFTER = 24 * 60 * 60

/**
 * Counts an attempt *before* the password is looked at, so that a thousand at once get no more guesses
 * than one after another. Refuses with SIGN_IN_WAIT or LOCKED_OUT, and then the password is not looked at.
 */
export async function reserveAttempt(house: House, email: string, ip: string): Promise<void> {
  const now = clock.now().getTime()
  const verdicts = await inTransaction(house, async (client) => [
    await count(client, 'account', keyOf(house, email), now),
    await count(client, 'address', keyOf(house, ip), now),
  ])
  const worst = verdicts.find((v) => v.outcome === 'locked') ?? verdicts.find((v) => v.outcome === 'wait')
  if (!worst) return
  refuse(worst.outcome === 'locked' ? 'LOCKED_OUT' : 'SIGN_IN_WAIT', { data: { retryAfter: worst.seconds } })
}

/** The password was right: the account's row of failures ends, the address gets its one attempt back. */
export async function forgetFailures(house: House, email: string, ip?: string): Promise<void> {
  await house.auth.query(`delete from auth.failures where kind = 'account' and key = $1`, [keyOf(house, email)])
  if (!ip) return
  await house.auth.query(
    `update auth.failures set count = greatest(count - 1, 0) where kind = 'address' and key = $1`,
    [keyOf(house, ip)],
  )
}

/**
 * What an attempt at `now` (ms) leads to, and what is remembered if it fails. Pure, so that any history can
 * be tried. Waits 0 s after the first failures, then 1, 2, 4, 8 …; then locks of 15 minutes, 30, 60 …,
 * after each of which one attempt is let in.
 */
export function afterAttempt(kind: Kind, remembered: State, now: number): { state: State; verdict: Verdict } {
  const { free, lock } = LIMITS[kind]
  const stale = now - Math.max(remembered.lastAt, remembered.notBefore) > FORGOTTEN_AFTER * 1000
  const before = stale ? { count: 0, locks: 0, lastAt: now, notBefore: 0 } : remembered
  const early = now < before.notBefore
  const left = Math.max(1, Math.ceil((before.notBefore - now) / 1000))
  if (early && before.count >= lock) return { state: before, verdict: { outcome: 'locked', seconds: left } }
  // Knocking during the wait counts on an account, else a script loses nothing by it; but colleagues who
  // share an address did not knock, so there it only waits.
  if (early && kind === 'address') return { state: before, verdict: { outcome: 'wait', seconds: left } }

  const count = before.count + 1
  const locking = count >= lock
  const seconds = locking ? Math.min(FIRST_LOCK * 2 ** before.locks, LONGEST_LOCK) : waitAfter(count - free)
  const notBefore = seconds > 0 ? now + seconds * 1000 : before.notBefore
  const state = { count, locks: before.locks + (locking ? 1 : 0), lastAt: now, notBefore }
  if (!early) return { state, verdict: { outcome: 'try', seconds: 0 } }
  return { state, verdict: { outcome: locking ? 'locked' : 'wait', seconds } }
}

const waitAfter = (paid: number): number => (paid < 1 ? 0 : Math.min(2 ** (paid - 1), LONGEST_WAIT))

/** Rows nobody has touched for a day, and whose lock is over. */
export async function sweepFailures(house: House): Promise<void> {
  const old = new Date(clock.now().getTime() - FORGOTTEN_AFTER * 1000)
  await house.auth.query(`delete from auth.failures where last_at < $1 and not_before < $1`, [old])
}

// Keyed: what is typed into the wrong box is often a password, and an address is personal data.
function keyOf(house: House, value: string): Buffer {
  return createHmac('sha256', house.connection.key).update(`failures ${value.trim().toLowerCase()}`).digest()
}

async function count(client: PoolClient, kind: Kind, key: Buffer, now: number): Promise<Verdict> {
  await client.query(`insert into auth.failures (kind, key) values ($1, $2) on conflict do nothing`, [kind, key])
  const { rows } = await client.query(
    `select count, locks, extract(epoch from last_at) * 1000 as "lastAt",
            case when isfinite(not_before) then extract(epoch from not_before) * 1000 else 0 end as "notBefore"
     from auth.failures where kind = $1 and key = $2 for update`,
    [kind, key],
  )
  const row = rows[0]
  const before = { count: row.count, locks: row.locks, lastAt: Number(row.lastAt), notBefore: Number(row.notBefore) }
  const { state, verdict } = afterAttempt(kind, before, now)
  await client.query(
    `update auth.failures set count = $3, locks = $4, last_at = to_timestamp($5 / 1000.0), not_before = to_timestamp($6 / 1000.0)
     where kind = $1 and key = $2`,
    [kind, key, state.count, state.locks, state.lastAt, state.notBefore],
  )
  return verdict
}

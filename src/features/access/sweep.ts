import { clock } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { IDLE_SECONDS } from './actor.ts'
import { sweepFailures } from './failures.ts'

/** Nightly: what opens nothing any more is not kept — ended sessions at once, spent links after a month. */
export async function sweepAccess(house: House): Promise<void> {
  const now = clock.now()
  await house.auth.query(
    `delete from auth.sessions where expires_at < $1 or updated_at < $1::timestamptz - $2 * interval '1 second'`,
    [now, IDLE_SECONDS],
  )
  await house.auth.query(
    `delete from auth.links where greatest(expires_at, created_at) < $1::timestamptz - interval '30 days'`,
    [now],
  )
  await sweepFailures(house)
}

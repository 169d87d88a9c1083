import { createHmac } from 'node:crypto'
import type { House } from './database.ts'
import { refuse } from './errors.ts'
import { suppressionKey } from './instance.ts'

const KEPT = 10_000

type Kept = { at: number; hashes: Set<string> }
const kept = new WeakMap<House, Kept>()

/**
 * Marketing on its way to a made-up person who has objected proves that a gate is broken. Asked of the address, at
 * the last moment and by nothing that decided before; a hit stops all marketing (CANARY_HIT).
 */
export async function refuseCanary(house: House, address: string, message: string): Promise<void> {
  const { hashes } = await canariesOf(house)
  if (!hashes.has(hashOf(house, address))) return
  await house.jobs.query(
    `insert into register.settings (name, value, by, at) values ('sending_stopped', $1, 'guard', clock_timestamp()) on conflict do nothing`,
    [JSON.stringify({ stopped: true, why: 'CANARY_HIT', message })],
  )
  refuse('CANARY_HIT')
}

async function canariesOf(house: House): Promise<Kept> {
  const known = kept.get(house)
  if (known && performance.now() - known.at < KEPT) return known
  const { rows } = await house
    .pool('rights')
    .query<{ address: string }>('select e.address from canaries c join emails e on e.person_id = c.person_id')
  // Hashes: an address is not kept in memory beyond the moment it is used in.
  const fresh = { at: performance.now(), hashes: new Set(rows.map((row) => hashOf(house, row.address))) }
  kept.set(house, fresh)
  return fresh
}

const hashOf = (house: House, address: string): string =>
  createHmac('sha256', suppressionKey(house.connection.key)).update(address.trim().toLowerCase()).digest('hex')

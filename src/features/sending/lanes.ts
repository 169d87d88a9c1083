import type pg from 'pg'
import type { House } from '#kernel/database.ts'
import type { PurposeId } from '#register/index.ts'

/** How many of a purpose are sent at once in a process: each takes two of the four connections a purpose has. */
const WIDE = 2

type Lane = { busy: number; readonly waiting: (() => void)[] }
const lanes = new WeakMap<House, Map<PurposeId, Lane>>()

export type Entered = {
  lock: pg.PoolClient
  claim: pg.PoolClient
  /** Gives both back; broken: they are closed, and whatever was open in them ends. */
  leave(broken: boolean): void
}

/** Waits for a turn, then takes both connections before anything is locked: nobody waits for one holding a lock. */
export async function enter(house: House, purpose: PurposeId): Promise<Entered> {
  const lane = laneOf(house, purpose)
  if (lane.busy >= WIDE) await new Promise<void>((resolve) => lane.waiting.push(resolve))
  else lane.busy += 1
  const next = () => {
    const first = lane.waiting.shift()
    if (first) first()
    else lane.busy -= 1
  }
  try {
    const pool = house.pool(purpose)
    const lock = await pool.connect()
    const claim = await pool.connect().catch((error) => {
      lock.release()
      throw error
    })
    return {
      lock,
      claim,
      leave(broken) {
        lock.release(broken)
        claim.release(broken)
        next()
      },
    }
  } catch (error) {
    next()
    throw error
  }
}

function laneOf(house: House, purpose: PurposeId): Lane {
  const ofHouse = lanes.get(house) ?? new Map<PurposeId, Lane>()
  lanes.set(house, ofHouse)
  const lane = ofHouse.get(purpose) ?? { busy: 0, waiting: [] }
  ofHouse.set(purpose, lane)
  return lane
}

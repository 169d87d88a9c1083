import { sql } from 'kysely'
import { today } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import type { Job } from '#kernel/jobs.ts'

/** Masks equal the ledger of grounds, and evidence equals its seals: looked at anew each night, over everybody. */
export const assertMasks: Job = {
  name: 'grounds.assert',
  cron: '20 1 * * *',
  async run(house) {
    const rights = house.under('rights')
    const masks = await sql<{ number: number }>`select number from door.examine('masks')`.execute(rights)
    const stale = masks.rows.reduce((sum, row) => sum + row.number, 0)
    if (stale > 0) throw Object.assign(new Error('stale masks'), { code: `STALE_MASKS_${stale}` })
    const seals = await sql`select number from door.examine('seals')`.execute(rights)
    const broken = seals.rows.length
    if (broken > 0) throw Object.assign(new Error('broken seals'), { code: `BROKEN_SEALS_${broken}` })
    return { stale, broken }
  },
}

type Ticked = Record<'expired' | 'upheld' | 'locked' | 'swept' | 'emptied' | 'stuck' | 'merged', number>

/** Time ends grounds: consents and pauses run out, undecided objections stand, who was not informed is locked; what was deleted is emptied. */
export const tick: Job = {
  name: 'grounds.tick',
  cron: '7 * * * *',
  async run(house) {
    const total: Ticked = { expired: 0, upheld: 0, locked: 0, swept: 0, emptied: 0, stuck: 0, merged: 0 }
    // A call takes 2,000 of each at most, so that nobody waits long for a lock.
    for (let round = 0; round < 50; round++) {
      const done = await tickOnce(house)
      for (const each of Object.keys(total) as (keyof Ticked)[]) total[each] += done[each]
      if (Math.max(done.expired, done.upheld, done.locked, done.emptied) < 2000) break
    }
    return total
  },
}

async function tickOnce(house: House): Promise<Ticked> {
  const { rows } = await house.jobs.query<{ done: Ticked }>('select door.tick($1::date) as done', [today()])
  return rows[0]!.done
}

export const jobs: readonly Job[] = [assertMasks, tick]

import { sql } from 'kysely'
import type { Job } from '#kernel/jobs.ts'

/** Masks equal the ledger of grounds: counted anew each night, over everybody. */
const assertMasks: Job = {
  name: 'grounds.assert',
  cron: '20 1 * * *',
  async run(house) {
    const { rows } = await sql<{ noun: string; stale: number }>`select * from door.stale_masks()`.execute(
      house.under('rights'),
    )
    const stale = rows.reduce((sum, row) => sum + row.stale, 0)
    if (stale > 0) throw Object.assign(new Error('stale masks'), { code: `STALE_MASKS_${stale}` })
    return { stale }
  },
}

export const jobs: readonly Job[] = [assertMasks]

import type { House } from '#kernel/database.ts'
import type { Job } from '#kernel/jobs.ts'
import { asChild } from './child.ts'
import type { Tried } from './keep.ts'
import type { Made } from './make.ts'

/** Entries of the ledger looked through so far: while nothing was changed, no child is started. */
let seen = 0

export const jobs: readonly Job[] = [
  {
    name: 'backups.make',
    cron: '40 1 * * *',
    async run(house) {
      const { rows, bytes, tables, objects, dropped, took_ms } = await asChild<Made & { dropped: number }>(
        house,
        'make',
      )
      return { rows, tables, objects, bytes, dropped, took_ms }
    },
  },
  {
    name: 'backups.test',
    cron: '20 3 1 * *',
    async run(house) {
      const { rows, masks, took_ms } = await asChild<Tried>(house, 'test')
      return { rows, masks, took_ms }
    },
  },
  {
    name: 'backups.follow',
    cron: '* * * * *',
    momentary: true,
    async run(house) {
      const last = await lastChange(house)
      if (last <= seen) return { written: 0 }
      const { written } = await asChild<{ written: number }>(house, 'follow')
      seen = last
      return { written }
    },
  },
]

/** Whatever was done and not only read. */
async function lastChange({ ledger }: House): Promise<number> {
  const { rows } = await ledger.query(
    `select coalesce(extract(epoch from max(at)), 0)::bigint as last from ledger.entries
     where at > now() - interval '1 hour' and action !~ '[.](list|get|search|summary|names)$'`,
  )
  return Number(rows[0].last)
}

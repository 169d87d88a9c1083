import type { House } from '#kernel/database.ts'
import type { Job } from '#kernel/jobs.ts'
import { asChild } from './child.ts'
import type { Tried } from './keep.ts'
import type { Made } from './make.ts'

/** The last leaf of the ledger looked at: while nothing was changed after it, no child is started. */
let seen: number | null = null

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
      const { last, changed } = await changesAfter(house, seen)
      if (!changed) {
        seen = last
        return { written: 0 }
      }
      const { written } = await asChild<{ written: number }>(house, 'follow')
      seen = last
      return { written }
    },
  },
]

/** Whether anything was done and not only read. Leaves are numbered as they are committed: none comes in between later. */
async function changesAfter({ ledger }: House, after: number | null): Promise<{ last: number; changed: boolean }> {
  const { rows } = await ledger.query<{ last: number; changed: boolean }>(
    `select (select coalesce(max(number), 0) from ledger.leaves) as last,
       $1::bigint is null or exists (select from ledger.leaves l join ledger.entries e on e.id = l.entry_id
         where l.number > $1 and e.action !~ '[.](list|get|search|summary|names)$') as changed`,
    [after],
  )
  return rows[0]!
}

import { actorWith } from '#features/access/actor.ts'
import { listUsers } from '#features/access/users.ts'
import { today } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import type { Job } from '#kernel/jobs.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import { daysLeft, markOf } from './clock.ts'
import { type Asked, move, stepsOf } from './requests.row.ts'

/** Told at 14, 7 and 2 days left and when late: each mark once, to whoever has the request, else to all who serve rights. */
export async function tellOfClocks(house: House): Promise<{ open: number; told: number; late: number }> {
  const rows = (await house
    .under('rights')
    .selectFrom('requests')
    .selectAll()
    .where('state', '!=', 'closed')
    .execute()) as Asked[]
  const serving = (await listUsers(house)).filter(
    (user) => user.state === 'active' && actorWith(user, house.register.levels).writes.has('rights'),
  )
  let [told, late] = [0, 0]
  for (const row of rows) {
    const left = daysLeft(row, today())
    const mark = left === null ? null : markOf(left)
    if (left !== null && left < 0) late += 1
    if (mark === null) continue
    const heard = (await stepsOf(house.under('rights') as any, row.id)).some((step) => step.detail?.mark === mark)
    if (heard) continue
    const to = serving.filter(({ id }) => !row.owner_id || id === row.owner_id || mark < 0)
    await inOwnTransaction(house, 'rights', 'clock', async (db) => {
      await move(db, 'step', row.id, { kind: 'note', detail: { what: 'clock', mark } })
      if (to.length > 0)
        await db
          .insertInto('notifications')
          .values(to.map(({ id }) => ({ user_id: id, kind: 'reminder', noun: 'requests', record_id: row.id })))
          .execute()
    })
    told += 1
  }
  return { open: rows.length, told, late }
}

export const jobs: readonly Job[] = [{ name: 'requests.clocks', cron: '7 * * * *', run: tellOfClocks }]

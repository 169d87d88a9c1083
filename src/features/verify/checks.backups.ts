import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { listBucket } from '#kernel/bucket.ts'
import { config } from '#kernel/config.ts'
import { hoursUp, uptime } from './checks.page.ts'
import { broken, type Check, kept, open, plural } from './verdict.ts'

/** Days in which a restore must have been tried. */
const TRIED_WITHIN = 90
const HOUR = 3_600_000

/** P97: what is lost comes back: there are backups, young enough, and one of them was restored and held. */
export const backupsHold: Check = async (scene) => {
  const { house, now } = scene
  const { rows } = await house.jobs.query(
    `select (select value from register.settings where name = 'backup_targets' order by at desc limit 1) as aims,
       (select row_to_json(t) from (select at, taken, remaining, took_ms from register.receipts
          where kind = 'restore_test' order by at desc limit 1) t) as test`,
  )
  const aims = { rpo: 24, rto: 60, ...rows[0].aims }
  const { test } = rows[0]
  const times = await timesOfBackups()
  if (times.length === 0)
    return open(
      'no backup has been made yet: the first comes minutes after the first start, or now with npm run seloste -- backup.',
    )
  const age = (now.getTime() - Math.max(...times)) / HOUR
  if (age > aims.rpo)
    return broken(
      `The newest backup is ${Math.round(age)} hours old; at most ${aims.rpo} may be lost.`,
      'See under Settings → Runs why the nightly backup failed.',
    )
  const about = `${plural(times.length, 'backup')}, the newest ${Math.round(age)} h old (at most ${aims.rpo})`
  if (!test) return open(`${about}; no restore has been tried yet: Settings → Backups → Try a restore.`)
  const days = (now.getTime() - Date.parse(test.at)) / (24 * HOUR)
  if (days > TRIED_WITHIN)
    return broken(
      `RESTORE_TEST_OVERDUE: a restore was last tried ${Math.round(days)} days ago.`,
      'Try one: Settings → Backups.',
    )
  if (test.remaining > 0)
    return broken(
      `In the last restore that was tried ${test.remaining} masks were not what their grounds say.`,
      'Report it as a defect; keep the backup before it.',
    )
  if (test.took_ms > aims.rto * 60_000)
    return broken(
      `The last restore took ${Math.round(test.took_ms / 60_000)} minutes; at most ${aims.rto} are aimed at.`,
      'Give the server a faster disk, or set another target.',
    )
  return kept(
    `${about}; restored ${plural(Math.round(days), 'day')} ago: ${test.taken} rows in ${(test.took_ms / 1000).toFixed(1)} s, each table counted, every mask equal to its grounds; ${uptime(await hoursUp(scene))}.`,
  )
}

/** In the folder, and in the bucket where backups have one. */
async function timesOfBackups(): Promise<number[]> {
  const { backups: folder, backupBucket: bucket } = config
  const times = new Map<string, number>()
  for (const name of await readdir(folder).catch(() => []))
    if (name.endsWith('.backup')) times.set(name, (await stat(join(folder, name))).mtimeMs)
  if (bucket)
    for await (const { name, at } of listBucket(bucket, 'seloste-')) if (name.endsWith('.backup')) times.set(name, at)
  return [...times.values()]
}

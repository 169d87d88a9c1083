import { config } from '#kernel/config.ts'
import type { Job } from '#kernel/jobs.ts'
import { announceRound } from './announcing.ts'

/** Announcements that were begun and cut off go on. */
export const announcing: Job = {
  name: 'notice.announcing',
  cron: '*/10 * * * *',
  async run(house) {
    const { rows } = await house.jobs.query<{ version: number }>(
      'select version from register.announcements where material and begun_at is not null and ended_at is null order by 1',
    )
    if (!config.mailUrl) return { ended: 0, waiting: rows.length }
    let ended = 0
    for (const { version } of rows) if ((await announceRound(house, version)) === 'ended') ended += 1
    return { ended, waiting: rows.length - ended }
  },
}

export const jobs: readonly Job[] = [announcing]

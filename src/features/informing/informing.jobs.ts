import { config } from '#kernel/config.ts'
import type { Job } from '#kernel/jobs.ts'
import { announceRound } from './announcing.ts'
import { informRound } from './run.ts'

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

/** Letters that were being sent when their process ended go on. */
export const sending: Job = {
  name: 'informing.sending',
  cron: '*/2 * * * *',
  run: async (house) => ({ ended: (await informRound(house)) === 'ended' }),
}

export const jobs: readonly Job[] = [announcing, sending]

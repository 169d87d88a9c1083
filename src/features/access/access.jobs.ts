import type { Job } from '#kernel/jobs.ts'
import { sweepAccess } from './sweep.ts'

const sweep: Job = {
  name: 'access.sweep',
  cron: '40 1 * * *',
  async run(house) {
    await sweepAccess(house)
    return { swept: true }
  },
}

export const jobs: readonly Job[] = [sweep]

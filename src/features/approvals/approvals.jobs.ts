import type { Job } from '#kernel/jobs.ts'
import { expire } from './asked.ts'

/** Links that nobody answered end, and with them the addresses they were sent to. */
export const jobs: readonly Job[] = [
  {
    name: 'approvals.expire',
    cron: '41 * * * *',
    run: async (house) => ({ expired: await expire(house) }),
  },
]

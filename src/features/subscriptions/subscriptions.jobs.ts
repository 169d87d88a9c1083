import type { Job } from '#kernel/jobs.ts'
import { sweep } from './subscriptions.row.ts'
import { tellRound } from './telling.ts'

/** Whoever asked is told of a new version within minutes; who never confirmed is kept no longer than was said. */
export const telling: Job = {
  name: 'subscriptions.telling',
  cron: '*/5 * * * *',
  run: async (house) => ({ ...(await tellRound(house)), swept: await sweep(house) }),
}

export const jobs: readonly Job[] = [telling]

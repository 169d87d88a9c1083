import type { Job } from '#kernel/jobs.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import { step } from './send.ts'

export const jobs: readonly Job[] = [
  {
    name: 'quotes.expire',
    // After midnight in Helsinki, summer and winter; until then the link refuses by the day itself.
    cron: '7 22,23 * * *',
    async run(house) {
      await inOwnTransaction(house, 'sales', 'quotes.expire', (tx) => step(tx, 'expire', NOBODY))
      return { done: true }
    },
  },
]

const NOBODY = '00000000-0000-0000-0000-000000000000'

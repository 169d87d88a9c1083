import type { Job } from '#kernel/jobs.ts'
import { isFetching, takeRates } from './ecb.ts'

export const jobs: readonly Job[] = [
  {
    name: 'rates.fetch',
    // The day's rates are out by about 16:00 in Frankfurt; at night they are whole.
    cron: '20 1 * * *',
    run: async (house) => ((await isFetching(house)) ? takeRates(house) : { off: true }),
  },
]

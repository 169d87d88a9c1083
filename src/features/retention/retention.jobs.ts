import type { Job } from '#kernel/jobs.ts'
import { endOverdue } from './run.ts'

export const jobs: readonly Job[] = [
  {
    name: 'retention.end',
    cron: '10 2 * * *',
    async run(house) {
      const ended = await endOverdue(house)
      const sum = (of: 'due' | 'taken' | 'remaining') => ended.reduce((n, one) => n + one[of], 0)
      return { rules: ended.length, due: sum('due'), taken: sum('taken'), remaining: sum('remaining') }
    },
  },
]

import type { Job } from '#kernel/jobs.ts'
import { lapse, sweep } from './sweep.ts'

export const jobs: readonly Job[] = [
  {
    name: 'sensitive.sweep',
    cron: '25 3 * * *',
    async run(house) {
      const { taken, remaining } = await lapse(house)
      const swept = await sweep(house)
      const sum = (of: 'read' | 'found' | 'masked' | 'left' | 'unread') => swept.reduce((n, one) => n + one[of], 0)
      const told = { nouns: swept.length, read: sum('read'), found: sum('found'), masked: sum('masked') }
      return { ...told, left: sum('left'), unread: sum('unread'), taken, remaining }
    },
  },
]

import { today } from '#kernel/clock.ts'
import type { Job } from '#kernel/jobs.ts'
import { endReports } from './keep.ts'

export const jobs: readonly Job[] = [
  { name: 'report.end', cron: '40 1 * * *', run: async (house) => ({ ended: await endReports(house, today()) }) },
]

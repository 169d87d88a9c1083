import type { Job } from '#kernel/jobs.ts'
import { digestRound } from './digest.ts'
import { remind } from './reminders.ts'

export const jobs: readonly Job[] = [
  { name: 'reminders.tell', cron: '* * * * *', momentary: true, run: remind },
  { name: 'day.digest', cron: '0 * * * *', momentary: true, run: digestRound },
]

import { examine, sentenceOf } from './audit.ts'
import type { Job } from './jobs.ts'

export const auditJobs: readonly Job[] = [
  {
    name: 'audit.examine',
    cron: '17 * * * *',
    // By the worker's own login, which sees the catalogue but no table: what was opened since the start shows here.
    async run(house) {
      await house.renew()
      const { findings, checks } = await examine(house.jobs, house.register, { owner: false })
      const open = findings.filter((finding) => finding.severity === 'refuse')
      for (const finding of open) console.error(sentenceOf(finding))
      if (open.length > 0) throw Object.assign(new Error('an open fence'), { code: `FENCE_OPEN_${open.length}` })
      return { checks: checks.length, open: 0, server: findings.length }
    },
  },
]

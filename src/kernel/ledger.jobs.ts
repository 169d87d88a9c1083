import type { Job } from './jobs.ts'
import { verifyLedger } from './ledger.ts'

/** Months are opened ahead, the chain is re-computed, and spent idempotency keys go. */
export const ledgerJobs: readonly Job[] = [
  {
    name: 'ledger.months',
    cron: '10 0 * * *',
    async run(house) {
      await house.ledger.query('select ledger.open_months(3)')
      return { ahead: 3 }
    },
  },
  {
    name: 'ledger.verify',
    cron: '30 2 * * *',
    async run(house) {
      const { intact, leaves, problems } = await verifyLedger(house)
      if (!intact) throw Object.assign(new Error('ledger'), { code: `LEDGER_BROKEN_${problems.length}` })
      return { leaves }
    },
  },
  {
    name: 'replies.sweep',
    cron: '5 * * * *',
    async run(house) {
      const { rowCount } = await house.jobs.query(`delete from register.replies where at < now() - interval '24 hours'`)
      return { gone: rowCount ?? 0 }
    },
  },
]

import type { Job } from '#kernel/jobs.ts'
import { endOverdue } from './ends.jobs.ts'
import { count, KINDS } from './flags.ts'
import { limitsOf } from './limits.ts'
import { FINDERS, findTwins } from './twins.jobs.ts'

/** How much is to be checked, over everybody: the receipts are the plot. P58, P59. */
const counted: Job = {
  name: 'quality.count',
  cron: '40 3 * * *',
  async run(house) {
    const asked = {
      db: house.under('rights'),
      register: house.register,
      purpose: 'rights',
      limits: await limitsOf(house),
    }
    const told: Record<string, number> = {}
    for (const kind of KINDS) {
      const { count: all, overdue } = await count(asked, kind)
      told[kind] = all
      told[`${kind}_overdue`] = overdue
    }
    return told
  },
}

const paired: Job = {
  name: 'quality.pairs',
  cron: '10 3 * * *',
  async run(house) {
    const told: Record<string, number> = {}
    for (const purpose of FINDERS.filter((one) => !house.register.purposes[one]?.asleep)) {
      const { people, companies } = await findTwins(house, purpose)
      told[`${purpose}_people`] = people
      told[`${purpose}_companies`] = companies
    }
    return told
  },
}

export const jobs: readonly Job[] = [counted, paired, endOverdue]

import { effective, readAdditions, readBalances } from '#kernel/additions.ts'
import { applyAsOwner } from '#kernel/apply.child.ts'
import { compile } from '#kernel/compile.ts'
import type { House } from '#kernel/database.ts'
import { isUnbalanced } from '#kernel/extend.ts'
import type { Job } from '#kernel/jobs.ts'
import { append } from '#kernel/ledger.ts'

/** The day comes on which a test runs out, with nobody there to press anything: the views follow by the hour. */
export const followTests: Job = {
  name: 'balancing.follow',
  cron: '1 * * * *',
  async run(house) {
    const balances = await readBalances(house.jobs)
    const off = balances.filter(isUnbalanced).map(({ purpose }) => purpose)
    const due = balances.filter(({ state }) => state === 'review_due').length
    const changed = (await isBuilt(house)) ? 0 : (await applyAsOwner(house, null, ACTOR)).changed.length
    if (changed > 0)
      await append(house, [
        { actor: ACTOR, purpose: 'rights', action: 'balancing.follow', detail: { off: off.join(' '), changed } },
      ])
    return { off: off.length, due, changed }
  },
}

const ACTOR = 'job:balancing'

/** Whether the database holds asleep what the register of today does: one text of the compiler says. */
async function isBuilt(house: House): Promise<boolean> {
  const register = effective(await readAdditions(house.jobs))
  const wanted = compile(register).find(({ name }) => name === 'data.masks')!.sql
  const { rows } = await house.jobs.query(`select sql from register.built where name = 'data.masks'`)
  return rows[0]?.sql === wanted
}

export const jobs: readonly Job[] = [followTests]

import { applyAsOwner } from '#kernel/apply.child.ts'
import { today } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import type { Job } from '#kernel/jobs.ts'
import { append } from '#kernel/ledger.ts'
import type { NounId } from '#register/index.ts'

/** Days that a field taken out of use waits, with its values, in case it was a mistake: as long as anything deleted. */
const WAITS = 30
const ACTOR = 'job:register'

/** Fields of the company's own whose month is over: the column goes, and with it every value. P57. */
const eraseWithdrawn: Job = {
  name: 'register.erase',
  cron: '25 2 * * *',
  async run(house) {
    const due = withdrawn(house).filter(({ on }) => daysSince(on) >= WAITS)
    for (const { noun, name } of due) {
      await applyAsOwner(house, { kind: 'erasure', body: { noun, name } }, ACTOR)
      await append(house, [
        { actor: ACTOR, purpose: 'rights', action: 'register.erase', fields: [`${noun}.${name}`], detail: {} },
      ])
    }
    return { erased: due.length, waiting: withdrawn(house).length }
  },
}

function withdrawn({ register }: House): { noun: NounId; name: `x_${string}`; on: string }[] {
  return Object.entries(register.nouns).flatMap(([noun, { fields }]) =>
    Object.entries(fields).flatMap(([name, { withdrawn: on }]) =>
      on ? [{ noun: noun as NounId, name: name as `x_${string}`, on }] : [],
    ),
  )
}

const daysSince = (day: string): number => Math.round((Date.parse(today()) - Date.parse(day)) / 86_400_000)

export const jobs: readonly Job[] = [eraseWithdrawn]

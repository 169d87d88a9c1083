import { sql, type Transaction } from 'kysely'
import { telling, wordsOf } from '#features/activities/told.ts'
import type { House } from '#kernel/database.ts'
import { toRefusal } from '#kernel/errors.ts'
import type { Job } from '#kernel/jobs.ts'
import { append } from '#kernel/ledger.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import type { PurposeId } from '#register/index.ts'
import { type Flag, flags, KINDS, type Kind } from './flags.ts'
import { type End, type Limits, limitsOf } from './limits.ts'

/** Purposes that write people's addresses: each ends what it sees; a flag that one has ended, the next does not meet. */
const ENDERS = ['relationship', 'sales', 'prospecting', 'support', 'suppliers'] as const satisfies readonly PurposeId[]
/** Flags of a kind that are ended in one night and purpose: a mistake in a limit is seen before it has gone far. */
const MOST = 200
const ACTOR = 'job:quality'

/** What nobody dealt with in its days ends as the company has chosen, and the receipt says how often. P58, P59. */
export const endOverdue: Job = {
  name: 'quality.end',
  cron: '10 4 * * *',
  async run(house) {
    const limits = await limitsOf(house)
    const told: Record<string, number> = {}
    const add = (what: string, n: number) => {
      if (n > 0) told[what] = (told[what] ?? 0) + n
    }
    for (const kind of KINDS) {
      const { end } = limits.flags[kind]
      if (end === 'none') continue
      const awake = ENDERS.filter((one) => !house.register.purposes[one]?.asleep)
      for (const [i, purpose] of awake.entries()) {
        const { ended, stuck } = await endAll({ house, purpose, before: awake.slice(0, i), limits }, kind, end)
        add(`${kind}_${end}`, ended)
        add('stuck', stuck)
      }
    }
    return told
  },
}

type Night = { house: House; purpose: PurposeId; before: readonly PurposeId[]; limits: Limits }

async function endAll({ house, purpose, before, limits }: Night, kind: Kind, end: End) {
  const asked = { db: house.under(purpose) as any, register: house.register, purpose, limits }
  const seen = await flags(asked, kind, MOST, { overdue: true, ...(end === 'task' && { unasked: kind }) })
  // Tasks are of one purpose and unseen by the others: the first that sees the person asks, and nobody again.
  const found = end === 'task' ? await unseenBy(house, before, seen) : seen
  let stuck = 0
  const done: string[] = []
  for (const flag of found) {
    try {
      await inOwnTransaction(house, purpose, ACTOR, (tx) => ENDING[end](tx, flag, kind))
      done.push(flag.id)
    } catch (error) {
      // A contract may need the person: the flag stays on its list, and the receipt says that it did.
      if (toRefusal(error).code === 'UNEXPECTED') throw error
      stuck += 1
    }
  }
  if (done.length > 0)
    await append(house, [
      { actor: ACTOR, purpose, action: 'quality.end', noun: found[0]!.noun, ids: done, detail: { kind, end } },
    ])
  return { ended: done.length, stuck }
}

async function unseenBy(house: House, purposes: readonly PurposeId[], found: Flag[]): Promise<Flag[]> {
  let left = found
  for (const purpose of purposes) {
    if (left.length === 0) return left
    const ids = left.map(({ id }) => id)
    const rows = await (house.under(purpose) as any).selectFrom('people').select('id').where('id', 'in', ids).execute()
    const met = new Set(rows.map(({ id }: { id: string }) => id))
    left = left.filter(({ id }) => !met.has(id))
  }
  return left
}

type Ending = (tx: Transaction<any>, flag: Flag, kind: Kind) => Promise<unknown>

const ENDING: Record<End, Ending> = {
  none: async () => {},
  drop: (tx, { part_id }, kind) =>
    tx
      .deleteFrom(kind === 'bad_phone' ? 'phones' : 'emails')
      .where('id', '=', part_id)
      .execute(),
  generic: (tx, { part_id }) => tx.updateTable('emails').set({ kind: 'generic' }).where('id', '=', part_id).execute(),
  end: (tx, { part_id }) => sql`select door.employment(${part_id}::uuid, '{}')`.execute(tx),
  remove: (tx, { id }) => sql`select door.remove(${id}::uuid)`.execute(tx),
  async task(tx, { id }, kind) {
    const person = await tx.selectFrom('people').select(['owner_id']).where('id', '=', id).executeTakeFirst()
    await telling({ key: kind }).execute(tx)
    await tx
      .insertInto('tasks')
      .values({
        title: wordsOf({ key: kind }, 'fi'),
        person_id: id,
        owner_id: person?.owner_id ?? null,
        due_at: sql`now() + interval '7 days'`,
      })
      .execute()
  },
}

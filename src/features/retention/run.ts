import { sql } from 'kysely'
import { type Clock, clocksOf } from '#kernel/clocks.ts'
import type { House } from '#kernel/database.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import { adoptionOf, isAdopted } from './adoption.ts'

export type Due = {
  total: number
  due: number
  /** In thirty days, and in a year from now. */
  soon: number
  year: number
  /** Their clock does not run. */
  waiting: number
  /** By month of the coming year, `2027-03`. */
  months: Record<string, number>
}
export type Ended = Clock & { due: number; taken: number; remaining: number; took_ms: number }

/** Rows in one transaction, as the eraser has it. */
const BATCH = 500
/** People whose clocks are read in one transaction, each a few dozen look-ups. */
const PEOPLE = 1000

export async function countOf(
  house: House,
  { noun, rule }: Pick<Clock, 'noun' | 'rule'>,
  length: string,
): Promise<Due> {
  const sum: Due = { total: 0, due: 0, soon: 0, year: 0, waiting: 0, months: {} }
  for (let after: string | null = null; ; ) {
    const asked: object = { do: 'count', noun, rule, length, most: PEOPLE, after }
    const { next, months, ...counts } = await ask<Due & { next: string | null }>(house, asked)
    for (const [key, n] of Object.entries(counts)) sum[key as keyof typeof counts] += n
    for (const [month, n] of Object.entries(months)) sum.months[month] = (sum.months[month] ?? 0) + n
    if (!next) return sum
    after = next
  }
}

/**
 * Takes what has been kept long enough, rule by rule, of those that are adopted as they stand. What is left is counted
 * afterwards, and both are in the receipt. `only`: one rule. Rules that end in a review take nothing: a human is asked.
 */
export async function endOverdue(house: House, only?: string): Promise<Ended[]> {
  const adoption = await adoptionOf(house)
  const done: Ended[] = []
  for (const clock of clocksOf(house.register)) {
    const rule = house.register.retention[clock.rule]
    if (!rule?.length || (only && clock.rule !== only) || !isAdopted(adoption, clock.rule, rule.length)) continue
    const begun = performance.now()
    const { due } = await countOf(house, clock, rule.length)
    const { taken, remaining } = await (rule.end === 'review' ? review : end)(house, clock, rule.length, due)
    const ended = { ...clock, due, taken, remaining, took_ms: Math.round(performance.now() - begun) }
    await receipt(house, ended, rule.length)
    done.push(ended)
  }
  return done
}

type Outcome = { taken: number; remaining: number }

async function end(house: House, clock: Clock, length: string, due: number): Promise<Outcome> {
  const taken = await take(house, clock, length)
  return { taken, remaining: taken > 0 ? (await countOf(house, clock, length)).due : due }
}

/** What remains is what a human has not decided yet. */
async function review(house: House, { noun, rule, self }: Clock, length: string): Promise<Outcome> {
  if (self) return { taken: 0, remaining: 0 }
  const { waiting } = await ask<{ waiting: number }>(house, { do: 'ask', noun, rule, length })
  return { taken: 0, remaining: waiting }
}

async function take(house: House, clock: Clock, length: string): Promise<number> {
  // Whole months of the ledger go at once: what was signed stays, and says that it was there.
  if (clock.schema === 'ledger') {
    const { rows } = await house.ledger.query<{ n: number }>('select ledger.end_months($1::interval) as n', [length])
    return rows[0]!.n
  }
  const { noun, rule, self } = clock
  let taken = 0
  for (let after: string | null = null; ; ) {
    const step: { taken: number; more: boolean; next?: string | null } = await ask(house, {
      do: 'take',
      noun,
      rule,
      length,
      most: self ? PEOPLE : BATCH,
      after,
    })
    taken += step.taken
    if (!step.more) return taken
    after = step.next ?? null
  }
}

function receipt({ jobs }: House, { noun, rule, due, taken, remaining, took_ms }: Ended, length: string) {
  return jobs.query(
    `insert into register.receipts (kind, rule, noun, due, taken, remaining, took_ms, detail) values ('retention', $1, $2, $3, $4, $5, $6, $7)`,
    [rule, noun, due, taken, remaining, took_ms, JSON.stringify({ length })],
  )
}

/** One step of the door, in a transaction of its own. */
function ask<T>(house: House, step: object): Promise<T> {
  return inOwnTransaction(house, 'rights', 'retention', async (tx) => {
    const { rows } = await sql<{ said: T }>`select door.retire(${JSON.stringify(step)}::jsonb) as said`.execute(tx)
    return rows[0]!.said
  })
}

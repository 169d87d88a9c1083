import { clock } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { DAYS_TO_CONFIRM } from './answer.ts'

export type Counts = { asked: number; confirmed: number; declined: number; lapsed: number }

const MINUTE = 60_000
const kept = new WeakMap<House, { at: number; counts: Promise<Map<string, Counts>> }>()

/**
 * How a form's consents fared, by form: numbers, from the ledger, which names no person here. Counted at most once
 * a minute, since the whole ledger is looked through.
 */
export function countsOf(house: House, fresh = false): Promise<Map<string, Counts>> {
  const last = kept.get(house)
  const now = clock.now().getTime()
  if (last && !fresh && now - last.at < MINUTE) return last.counts
  const counts = count(house)
  kept.set(house, { at: now, counts })
  counts.catch(() => kept.delete(house))
  return counts
}

async function count(house: House): Promise<Map<string, Counts>> {
  const { rows } = await house.ledger.query(
    `select a.detail->>'form' as form, count(*)::int as asked,
       (count(*) filter (where (c.detail->>'consents')::int > 0))::int as confirmed,
       (count(*) filter (where (c.detail->>'consents')::int = 0))::int as declined,
       (count(*) filter (where c.id is null and a.at < $1::timestamptz - make_interval(days => $2)))::int as lapsed
     from ledger.entries a
     left join ledger.entries c on c.action = 'forms.confirm' and c.detail->>'confirmation' = a.detail->>'confirmation'
     where a.action = 'forms.answer'
     group by 1`,
    [clock.now().toISOString(), DAYS_TO_CONFIRM],
  )
  return new Map(rows.map(({ form, ...counts }) => [form, counts]))
}

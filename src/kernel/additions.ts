import type pg from 'pg'
import { base, type Register, textGateway } from '#register/index.ts'
import { TODAY } from './clock.ts'
import { config } from './config.ts'
import { type Addition, compileAdditions } from './extend.ts'
import type { Balance, BalanceState } from './vocabulary.ts'

type Client = Pick<pg.Client, 'query'>

/** What the company has declared, in its order, and after it what its balancing tests come to today: nothing declared wakes past them. */
export async function readAdditions(client: Client): Promise<Addition[]> {
  const { rows } = await client.query('select kind, body from register.additions order by number')
  const balances = await readBalances(client)
  return [...(rows as Addition[]), ...balances.map((body) => ({ kind: 'balance', body }) as const)]
}

/** Whoever sends our text messages gets telephone numbers, and so is a recipient as long as the settings name one. */
export function effective(additions: readonly Addition[], { texts } = config): Register {
  if (!texts) return compileAdditions(base, additions)
  const { name, country } = texts
  const recipients = { ...base.recipients, text_gateway: { ...textGateway, name, country } }
  return compileAdditions({ ...base, recipients }, additions)
}

/** Purposes that rest on legitimate interest, alone or beside another basis: each needs a balancing test. */
export const BALANCED: readonly string[] = Object.entries(base.purposes)
  .filter(([, { bases }]) => bases.includes('legitimate_interest'))
  .map(([id]) => id)

/**
 * Where each of those tests stands, by the date in Finland. `days`: until its purpose falls asleep.
 * The same answer as register.balance_of, which doors ask and no login may call.
 */
export async function readBalances(client: Client): Promise<(Balance & { purpose: string })[]> {
  const { rows } = await client.query(
    `select p.purpose, t.outcome, t.review_on::text as review_on, (t.review_on - d.day)::int as left,
       ((select s.value #>> '{}' from register.settings s where s.name = 'balancing_grace' order by s.at desc limit 1)::date - d.day)::int as grace
     from unnest($1::text[]) with ordinality as p (purpose, place)
     cross join (select ${TODAY} as day) d
     left join lateral (select b.outcome, b.review_on from register.balancing_tests b
       where b.purpose = p.purpose and b.signed_at is not null order by b.signed_at desc limit 1) t on true
     order by p.place`,
    [BALANCED],
  )
  return rows.map(({ purpose, outcome, review_on, left, grace }) => {
    // An installation older than the tests: they are overdue, and not yet missing.
    if (outcome === null && grace !== null && grace >= 0)
      return { purpose, state: 'review_due', review_on, days: grace }
    const state = stateOf(outcome, left)
    return { purpose, state, review_on, days: outcome === 'positive' ? left + GRACE : null }
  })
}

/** Days of inward use after the review date of a test. */
const GRACE = 90

function stateOf(outcome: string | null, left: number): BalanceState {
  if (outcome === null) return 'unsigned'
  if (outcome === 'negative') return 'negative'
  return left >= 0 ? 'in_force' : left + GRACE >= 0 ? 'review_due' : 'lapsed'
}

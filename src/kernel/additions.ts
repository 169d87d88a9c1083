import type pg from 'pg'
import { backupStore, base, fileStore, type Register, textGateway } from '#register/index.ts'
import { TODAY } from './clock.ts'
import { config, type Keeper } from './config.ts'
import { type Addition, compileAdditions } from './extend.ts'
import type { Balance, BalanceState, Recipient } from './vocabulary.ts'

type Client = Pick<pg.Client, 'query'>

/**
 * What the company has declared, in its order; who sends its text messages, where a screen names them; and last what its
 * balancing tests come to today: nothing declared wakes past them.
 */
export async function readAdditions(client: Client): Promise<Addition[]> {
  const { rows } = await client.query('select kind, body from register.additions order by number')
  const balances = await readBalances(client)
  const gateway = config.texts ? null : await keptGateway(client)
  const texts = gateway
    ? [{ kind: 'recipient', body: { id: 'text_gateway', ...textGateway, ...gateway } } as const]
    : []
  return [...(rows as Addition[]), ...texts, ...balances.map((body) => ({ kind: 'balance', body }) as const)]
}

/** Whoever the settings of the installation name is a recipient as long as they do. */
export function effective(additions: readonly Addition[], settings = config): Register {
  return compileAdditions({ ...base, recipients: { ...base.recipients, ...namedIn(settings) } }, additions)
}

function namedIn({ texts, backupBucket, files }: typeof config): Record<string, Recipient> {
  const said: [string, Omit<Recipient, 'name' | 'country'>, Keeper | undefined][] = [
    ['text_gateway', textGateway, texts],
    ['backup_store', backupStore, backupBucket?.keeper],
    ['file_store', fileStore, files?.s3?.keeper],
  ]
  return Object.fromEntries(
    said.flatMap(([id, about, keeper]) =>
      keeper ? [[id, { ...about, name: keeper.name, country: keeper.country }]] : [],
    ),
  )
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

/** By name and country, as the latest setting says; null where it was taken back, or never given. */
async function keptGateway(client: Client): Promise<Keeper | null> {
  const { rows } = await client.query(
    `select value->>'name' as name, value->>'country' as country from register.settings where name = 'text_gateway' order by at desc limit 1`,
  )
  return rows[0]?.name ? { name: rows[0].name, country: rows[0].country } : null
}

/** Days of inward use after the review date of a test. */
const GRACE = 90

function stateOf(outcome: string | null, left: number): BalanceState {
  if (outcome === null) return 'unsigned'
  if (outcome === 'negative') return 'negative'
  return left >= 0 ? 'in_force' : left + GRACE >= 0 ? 'review_due' : 'lapsed'
}

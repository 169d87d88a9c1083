import { listUsers } from '#features/access/users.ts'
import type { House } from '#kernel/database.ts'

/** One who looked, or did something, on one day for one purpose. Never a name: at most a team of five or more. */
export type Look = {
  readonly day: string
  readonly purpose: string
  readonly who: 'company' | 'system' | string
  readonly times: number
}

/** A team smaller than this would point at somebody. */
const FEWEST = 5
const MOST = 400
/** Reads for these have a rule of their own: to tell of them could defeat what they are for. */
const UNTOLD = ['security', 'claims', 'statutory']

/** From the log of use, by day: C-579/21. The person's own looks are not told back to them. */
export async function looksOf(house: House, person: string): Promise<Look[]> {
  const users = await listUsers(house)
  const sizes = new Map<string, number>()
  for (const { team, state } of users) if (team && state !== 'left') sizes.set(team, (sizes.get(team) ?? 0) + 1)
  const teams = new Map(users.map(({ id, team }) => [id, team && sizes.get(team)! >= FEWEST ? team : 'company']))
  const { rows: keys } = await house.auth.query<{ id: string; recipient: string }>(
    'select id, recipient from auth.keys',
  )
  const outside = new Map(keys.map(({ id, recipient }) => [id, recipient]))
  const { rows } = await house.ledger.query<{ day: string; purpose: string; actor: string; times: number }>(
    `select to_char(at at time zone 'Europe/Helsinki', 'YYYY-MM-DD') as day, purpose, actor, count(*)::int as times
     from ledger.entries
     where $1 = any (ids) and outcome = 'done' and actor not in ('person', 'nobody') and purpose is not null and purpose <> all ($2)
     group by 1, 2, 3 order by 1 desc limit ${MOST}`,
    [person, UNTOLD],
  )
  const looks = new Map<string, Look>()
  for (const { day, purpose, actor, times } of rows) {
    const who = outside.get(actor) ?? teams.get(actor) ?? 'system'
    const key = `${day} ${purpose} ${who}`
    looks.set(key, { day, purpose, who, times: times + (looks.get(key)?.times ?? 0) })
  }
  return [...looks.values()]
}

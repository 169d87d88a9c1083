import { sql } from 'kysely'
import { listUsers } from '#features/access/users.ts'
import { wordsOf } from '#features/activities/told.ts'
import { today } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import type { Job } from '#kernel/jobs.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import { addDays, addMonths } from './dates.ts'

export const jobs: readonly Job[] = [
  {
    name: 'contracts.night',
    cron: '10 22 * * *',
    async run(house) {
      const day = today()
      return { ...(await turn(house, day)), ...(await warn(house, day)), closed: await close(house) }
    },
  },
]

/** Where nothing was agreed with somebody within half a year, the purpose of contracts closes; answers to how many. P12. */
async function close(house: House): Promise<number> {
  const open = async () =>
    Number((await house.jobs.query(`select door.count_permitted('contract') as n`)).rows[0].n as string)
  const shut = async () =>
    inOwnTransaction(house, 'contract', 'contracts.night', async (tx) => {
      const { rows } = await sql<{ more: boolean }>`select door.fulfil('shut', null, '{}') as more`.execute(tx)
      return rows[0]!.more
    })
  const before = await open()
  if (!(await shut())) return 0
  // 500 at a time, so that nobody waits long for a lock; the rest is for the next night.
  for (let round = 1; round < 40 && (await shut()); round++);
  return Math.max(0, before - (await open()))
}

type Ending = {
  noun: 'contracts' | 'services'
  id: string
  name: string
  end_on: string
  owner_id: string | null
  team: string | null
  contract_id: string | null
  company_id: string | null
  kind: string | null
}

/** What begins, ends or goes on by itself on this day: each in a transaction of its own, so that one that is refused stops no other. */
async function turn(house: House, day: string) {
  const db = house.under('contract')
  const counts = { begun: 0, ended: 0, renewed: 0, refused: 0 }
  const { rows: contracts } = await sql<Ending & { state: string; renewal: string; renewal_months: number | null }>`
    select 'contracts' as noun, id, number || ' ' || name as name, end_on, owner_id, team, id as contract_id, company_id, kind, state, renewal, renewal_months
    from contracts where end_on < ${day}::date and state in ('active', 'notice') order by end_on limit 2000`.execute(db)
  for (const one of contracts) {
    const goesOn = one.state === 'active' && one.renewal === 'automatic' && one.renewal_months
    let end = one.end_on
    while (goesOn && end < day) end = addMonths(end, one.renewal_months!)
    const done = await alone(house, async (tx) => {
      if (goesOn) await sql`update contracts set end_on = ${end}::date where id = ${one.id}::uuid`.execute(tx)
      else await sql`update contracts set state = 'ended' where id = ${one.id}::uuid`.execute(tx)
    })
    if (!done) counts.refused += 1
    else if (!goesOn) counts.ended += 1
    else {
      counts.renewed += 1
      await tell(house, day, { ...one, end_on: end }, 'renewed')
    }
  }
  const { rows: services } = await sql<{ id: string; over: boolean }>`
    select id, end_on < ${day}::date as over from services
    where state <> 'ended' and (end_on < ${day}::date or (state = 'planned' and start_on <= ${day}::date)) limit 5000`.execute(
    db,
  )
  for (const { id, over } of services) {
    const state = over ? 'ended' : 'active'
    const done = await alone(house, (tx) =>
      sql`update services set state = ${state} where id = ${id}::uuid`.execute(tx),
    )
    if (!done) counts.refused += 1
    else counts[over ? 'ended' : 'begun'] += 1
  }
  return counts
}

const AHEAD = [30, 90] as const

/** A task for whoever answers for it, ninety and thirty days before, each once for each last day. */
async function warn(house: House, day: string) {
  const { rows } = await sql<Ending>`
    select 'contracts' as noun, id, number || ' ' || name as name, end_on, owner_id, team, id as contract_id, company_id, kind
    from contracts where end_on between ${day}::date and ${addDays(day, 90)}::date and state in ('active', 'notice')
    union all
    select 'services', s.id, s.name, s.end_on, coalesce(s.owner_id, c.owner_id), coalesce(s.team, c.team), s.contract_id, s.company_id, c.kind
    from services s left join contracts c on c.id = s.contract_id
    where s.end_on between ${day}::date and ${addDays(day, 90)}::date and s.state <> 'ended'
    order by 4 limit 5000`.execute(house.under('contract'))
  let warned = 0
  for (const one of rows) {
    const step = AHEAD.find((days) => one.end_on <= addDays(day, days))!
    if (one.owner_id && (await tell(house, day, one, step === 30 ? 'ends_soon' : 'ends'))) warned += 1
  }
  return { warned }
}

/** A task and a line in the inbox of whoever answers for it; false when they have it already, or nobody does. */
async function tell(house: House, day: string, one: Ending, what: 'ends' | 'ends_soon' | 'renewed'): Promise<boolean> {
  if (!one.owner_id) return false
  const user = (await listUsers(house)).find(({ id }) => id === one.owner_id)
  if (!user || user.state === 'left') return false
  const told = { key: what, name: one.name, day: one.end_on }
  const title = wordsOf(told, user.language)
  const facts = { ...one, origin: `${what}:${one.noun}:${one.id}:${one.end_on}`, title, told, due: addDays(day, 7) }
  return inOwnTransaction(house, 'contract', 'clock', async (tx) => {
    const { rows } = await sql<{ told: boolean }>`
      select door.fulfil('remind', ${one.id}::uuid, ${JSON.stringify(facts)}::jsonb) as told`.execute(tx)
    return rows[0]!.told
  })
}

async function alone(house: House, work: (tx: any) => Promise<unknown>): Promise<boolean> {
  try {
    await inOwnTransaction(house, 'contract', 'clock', work)
    return true
  } catch (error) {
    // Refused by a rule of the database: counted in the receipt, and looked at again tomorrow.
    if ((error as { code?: string }).code === 'SEL01') return false
    throw error
  }
}

import { type Kysely, sql } from 'kysely'
import { listUsers } from '#features/access/users.ts'
import { telling, wordsOf } from '#features/activities/told.ts'
import { config } from '#kernel/config.ts'
import type { House } from '#kernel/database.ts'
import { Refusal } from '#kernel/errors.ts'
import type { Job } from '#kernel/jobs.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import { businessId } from '#kernel/values.ts'
import type { PurposeId } from '#register/index.ts'
import { ask, isAsking } from './ask.ts'
import { keep } from './keep.ts'
import type { Situation } from './said.ts'

/** Half an hour at four questions a second: a larger house comes round in some nights. */
const A_NIGHT = 5000
const BATCH = 50
/** After so many that were not answered in a row the register is left alone until the next night. */
const GIVE_UP = 5

const WARNED: readonly string[] = ['bankruptcy', 'ceased']
type Due = { id: string; business_id: string; owner_id: string | null }
type Receipt = { changed: number; unchanged: number; new: number; gone: number; alerts: number; left: number }

/** Asks again about the companies that were asked longest ago: customers and prospects, and under their own purpose suppliers. */
export async function refresh(house: House, most = A_NIGHT): Promise<Receipt | { off: true }> {
  if (!(await isAsking(house))) return { off: true }
  const receipt: Receipt = { changed: 0, unchanged: 0, new: 0, gone: 0, alerts: 0, left: 0 }
  let asked = 0
  let unanswered = 0
  for (const purpose of ['relationship', 'suppliers'] as const) {
    const passed = new Set<string>()
    while (asked < most) {
      const due = (await dueOf(house, purpose, BATCH + passed.size)).filter(({ id }) => !passed.has(id))
      if (due.length === 0) break
      for (const company of due) {
        if (asked >= most) break
        asked += 1
        passed.add(company.id)
        const outcome = await refreshOne(house, purpose, company).catch((error) => {
          if (error instanceof Refusal && error.code.startsWith('TRADE_')) return 'left' as const
          throw error
        })
        unanswered = outcome === 'left' ? unanswered + 1 : 0
        receipt[outcome === 'alert' ? 'changed' : outcome] += 1
        if (outcome === 'alert') receipt.alerts += 1
        if (unanswered >= GIVE_UP) return receipt
      }
    }
  }
  return receipt
}

/** Not yet asked, or not for a day; of a sole trader, who is a person, nothing is asked by machine. */
async function dueOf(house: House, purpose: PurposeId, limit: number): Promise<Due[]> {
  const roles =
    purpose === 'suppliers'
      ? sql`not (c.roles && '{customer,prospect,reseller}')`
      : sql`c.roles && '{customer,prospect,reseller}'`
  const { rows } = await sql<Due>`select c.id, c.business_id, c.owner_id from companies c
    left join trade_records t on t.company_id = c.id
    where c.business_id is not null and c.person_id is null and ${roles} and (t.id is null or t.fetched_at < now() - interval '20 hours')
    order by t.fetched_at nulls first, c.id limit ${limit}`.execute(house.under(purpose) as any)
  return rows
}

async function refreshOne(
  house: House,
  purpose: PurposeId,
  company: Due,
): Promise<'changed' | 'unchanged' | 'new' | 'gone' | 'alert'> {
  const id = businessId(company.business_id)
  const [entry] = id ? await ask(house, { businessId: id }, true) : []
  return inOwnTransaction(house, purpose, 'trade.refresh', async (tx) => {
    if (!entry) {
      // Not there now: looked at, so that the next night begins with others.
      await sql`update trade_records set fetched_at = now() where company_id = ${company.id}`.execute(tx)
      return 'gone'
    }
    const { was, changed, row } = await keep(tx, company, entry)
    const before: Situation | undefined = was?.situation
    if (WARNED.includes(entry.situation) && before !== entry.situation) {
      await warn(house, tx, company, entry.situation)
      await audit(tx, row.id)
      return 'alert'
    }
    if (changed) await audit(tx, row.id)
    return was === null ? 'new' : changed ? 'changed' : 'unchanged'
  })
}

/** Whoever looks after the company is told, and has a task for tomorrow; its author is this job. */
async function warn(house: House, tx: Kysely<any>, { id, owner_id }: Due, situation: Situation): Promise<void> {
  const owner = owner_id ? (await listUsers(house)).find((one) => one.id === owner_id) : undefined
  const told = { key: situation as string }
  await telling(told).execute(tx)
  await sql`insert into tasks (title, company_id, owner_id, due_at, priority)
    values (${wordsOf(told, owner?.language ?? 'fi')}, ${id}, ${owner_id}, now() + interval '1 day', 'high')`.execute(
    tx,
  )
  if (owner_id)
    await sql`insert into notifications (user_id, kind, noun, record_id) values (${owner_id}, 'register', 'companies', ${id})`.execute(
      tx,
    )
}

const audit = (tx: Kysely<any>, id: string) =>
  sql`select door.audit('trade.refresh', 'trade_records', ${[id]}::uuid[], '{said}'::text[], 'done', '{}'::jsonb)`.execute(
    tx,
  )

export const jobs: readonly Job[] = [
  {
    name: 'trade.refresh',
    cron: '10 2 * * *',
    // Made-up Business IDs are nobody's to ask the real register about, night after night.
    async run(house): Promise<Record<string, number | boolean>> {
      return config.demo ? { off: true, demo: true } : { ...(await refresh(house)) }
    },
  },
]

import { config } from '#kernel/config.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { informOne, type Result } from './mailed.ts'

export type Counts = Record<Result, number>
export type Run = Counts & { total: number; done: number; begun_at: string; ended_at: string | null }

const BATCH = 500
const NOTHING: Counts = { sent: 0, no_address: 0, failed: 0, unclear: 0 }

/** The sending under way, whichever process does it, or the last one: whoever left the page comes back to it. */
export async function runOf(house: House): Promise<Run | null> {
  const { rows } = await house.jobs.query(
    'select id, total, counts, begun_at, ended_at from register.informing_runs order by ended_at is null desc, begun_at desc limit 1',
  )
  const [row] = rows
  if (!row) return null
  const { id, total, begun_at, ended_at } = row
  const counts: Counts = { ...NOTHING, ...(ended_at ? row.counts : await countsOf(house, id)) }
  return { total, done: Object.values(counts).reduce((sum, n) => sum + n, 0), ...counts, begun_at, ended_at }
}

/** Writes down whom to send to, then sends, and answers at once. Refuses a second sending while one is under way (BUSY). */
export async function begin(house: House, actor: string, people: readonly string[]): Promise<Run | null> {
  if (!config.mailUrl) refuse('MAIL_NOT_SET')
  const { rows } = await house.jobs.query(
    `with run as (
       insert into register.informing_runs (by, total) values ($1, $2) on conflict do nothing returning id
     ), rest as (
       insert into register.informing_rest (run_id, person_id) select run.id, unnest($3::uuid[]) from run)
     select id from run`,
    [actor, people.length, people],
  )
  if (!rows[0]) refuse('BUSY')
  // Goes on by itself; when this process ends, the job takes it up.
  void informRound(house).catch(() => {})
  return runOf(house)
}

/** Takes up the sending that was begun, if there is one and no other process is at it: nobody is sent to twice, nobody is left out. */
export async function informRound(house: House): Promise<'ended' | 'waiting'> {
  const client = await house.jobs.connect()
  try {
    const { rows } = await client.query(`select pg_try_advisory_lock(hashtext('informing.send')) as mine`)
    if (!rows[0].mine) return 'waiting'
    try {
      return await round(house)
    } finally {
      await client.query(`select pg_advisory_unlock(hashtext('informing.send'))`)
    }
  } finally {
    client.release()
  }
}

async function round(house: House): Promise<'ended' | 'waiting'> {
  const { rows } = await house.jobs.query<{ id: string; by: string }>(
    'select id, by from register.informing_runs where ended_at is null',
  )
  const [run] = rows
  if (!run || !config.mailUrl) return 'waiting'
  for (;;) {
    const { rows: rest } = await house.jobs.query<{ person_id: string }>(
      'select person_id from register.informing_rest where run_id = $1 and result is null order by person_id limit $2',
      [run.id, BATCH],
    )
    if (rest.length === 0) break
    const lane = async () => {
      for (let next = rest.shift(); next; next = rest.shift()) {
        // One that fails is counted, stays on the list, and keeps nobody else waiting.
        const result = await informOne(house, run.by, next.person_id).catch((): Result => 'failed')
        await house.jobs.query('update register.informing_rest set result = $3 where run_id = $1 and person_id = $2', [
          run.id,
          next.person_id,
          result,
        ])
      }
    }
    await Promise.all([lane(), lane()])
  }
  await house.jobs.query(
    `with gone as (delete from register.informing_rest where run_id = $1)
     update register.informing_runs set ended_at = clock_timestamp(), counts = $2 where id = $1 and ended_at is null`,
    [run.id, JSON.stringify(await countsOf(house, run.id))],
  )
  return 'ended'
}

async function countsOf(house: House, run: string): Promise<Counts> {
  const { rows } = await house.jobs.query<{ result: Result; n: number }>(
    'select result, count(*)::int as n from register.informing_rest where run_id = $1 and result is not null group by 1',
    [run],
  )
  return { ...NOTHING, ...Object.fromEntries(rows.map(({ result, n }) => [result, n])) }
}

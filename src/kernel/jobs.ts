import { readFileSync } from 'node:fs'
import { Logger, parseCronItems, type Runner, run, runMigrations } from 'graphile-worker'
import pg from 'pg'
import type { House } from './database.ts'

/** Work that repeats. Its receipt says how many and whether all is well: numbers, never personal data. */
export type Job = {
  readonly name: `${string}.${string}`
  /** Five fields, UTC. */
  readonly cron: string
  /** What was missed while nothing ran is not made up for: the next run does all there is, and leaves a receipt when it did some. */
  readonly momentary?: true
  readonly run: (house: House) => Promise<Record<string, string | number | boolean>>
}

const SCHEMA = 'jobs'

/** The queue's own tables, made by the owner; the `jobs` login works in them and makes nothing. */
export async function installQueue(client: pg.Client, ownerUrl: string, owner: string): Promise<void> {
  const { dependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  const version: string = dependencies['graphile-worker']
  const { rows: built } = await client.query(`select sql from register.built where name = 'jobs.sql'`)
  if (built[0]?.sql === version) return
  const pool = new pg.Pool({ connectionString: ownerUrl, options: `-c role=${owner}`, max: 1 })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  try {
    await runMigrations({ pgPool: pool, schema: SCHEMA, logger: quiet })
    const { rows } = await pool.query(
      `select relname as name from pg_class where relnamespace = $1::regnamespace and relkind = 'r' and relrowsecurity`,
      [SCHEMA],
    )
    for (const { name } of rows) {
      await pool.query(`drop policy if exists jobs_all on ${SCHEMA}.${name}`)
      await pool.query(`create policy jobs_all on ${SCHEMA}.${name} to jobs using (true) with check (true)`)
    }
    await pool.query(`grant usage on schema ${SCHEMA} to jobs`)
    await pool.query(`grant select, insert, update, delete on all tables in schema ${SCHEMA} to jobs`)
    await pool.query(`grant usage, select on all sequences in schema ${SCHEMA} to jobs`)
    await pool.query(`revoke execute on all functions in schema ${SCHEMA} from public`)
    await pool.query(`grant execute on all functions in schema ${SCHEMA} to jobs`)
    await pool.query(
      `insert into register.built (name, sql) values ('jobs.sql', $1) on conflict (name) do update set sql = $1, at = now()`,
      [version],
    )
  } finally {
    await pool.end()
  }
}

/** The worker: any number of processes may run one; a job is taken by one of them. */
export function startWorker(house: House, jobs: readonly Job[]): Promise<Runner> {
  return run({
    pgPool: house.jobs,
    schema: SCHEMA,
    noHandleSignals: true,
    concurrency: 2,
    pollInterval: 5000,
    logger: quiet,
    taskList: Object.fromEntries(jobs.map((job) => [job.name, () => receipted(house, job)])),
    // backfilled: a job that was due while nothing ran is run at the next start
    parsedCronItems: parseCronItems(
      jobs.map((job) => ({
        task: job.name,
        match: job.cron,
        options: { backfillPeriod: job.momentary ? 0 : 36 * 3_600_000, maxAttempts: 3 },
      })),
    ),
  })
}

/** Minutes after a start before what has never run is made up for: long enough to sign in and look around first. */
const SETTLING = 5

/**
 * What comes round once a day or more seldom and has never run on this installation runs for the first time soon
 * after the start, one after the other: nobody waits a night for the first backup, or to see that a clock goes.
 */
export async function runFirst({ jobs: pool }: Pick<House, 'jobs'>, jobs: readonly Job[]): Promise<void> {
  const seldom = jobs.filter(({ cron, momentary }) => !momentary && !cron.split(' ')[1]!.startsWith('*'))
  await pool.query(
    `select jobs.add_job(w.name, '{}'::json, queue_name => 'first', run_at => now() + make_interval(mins => $2, secs => w.place::int),
       max_attempts => 1, job_key => 'first ' || w.name)
     from unnest($1::text[]) with ordinality w (name, place)
     where not exists (select from register.runs r where r.job = w.name)`,
    [seldom.map(({ name }) => name), SETTLING],
  )
}

/** Runs a job now and keeps its receipt, good or bad. */
export async function receipted(house: House, job: Job): Promise<void> {
  const begun = new Date()
  try {
    const outcome = await job.run(house)
    const idle = job.momentary && begun.getUTCMinutes() !== 0 && Object.values(outcome).every((one) => !one)
    if (!idle) await keep(house, job, begun, true, outcome)
  } catch (error) {
    const { code, name } = error as { code?: string; name?: string }
    await keep(house, job, begun, false, { error: code ?? name ?? 'error' })
    throw error
  }
}

function keep(house: House, job: Job, begun: Date, well: boolean, outcome: object): Promise<unknown> {
  return house.jobs.query('insert into register.runs (job, begun, well, outcome) values ($1, $2, $3, $4)', [
    job.name,
    begun,
    well,
    JSON.stringify(outcome),
  ])
}

// Its messages can quote payloads; ours are receipts.
const quiet = new Logger(() => () => {})

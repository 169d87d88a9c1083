import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import type { Job } from '#kernel/jobs.ts'
import { nextOf } from './next.ts'

const Run = z.object({
  begun: z.string(),
  ended: z.string(),
  well: z.boolean(),
  outcome: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
const Line = z.object({
  job: z.string(),
  cron: z.string(),
  next: z.string().nullable(),
  last: Run.nullable(),
  /** It waits for its turn, or is at it. */
  waiting: z.boolean(),
})

/** All that repeats by itself: when, how it went the last time, what it said, when it comes again. */
export const runsOf = (jobs: readonly Job[]): Action[] => [
  action({
    name: 'runs.list',
    purposes: ['security'],
    verb: 'operate',
    // Receipts are numbers: nobody is in them.
    unlogged: true,
    says: { fi: 'Lue ajot', sv: 'Läs körningarna', en: 'Read the runs' },
    input: z.object({}),
    output: z.object({ items: z.array(Line), trade: z.boolean() }),
    http: { method: 'GET', path: '/runs' },
    run: (ctx) => board(ctx, jobs),
  }),
  action({
    name: 'runs.past',
    purposes: ['security'],
    verb: 'operate',
    unlogged: true,
    says: { fi: 'Lue ajon kuitit', sv: 'Läs körningens kvitton', en: 'Read the receipts of a run' },
    input: z.object({ job: z.string().max(100) }),
    output: z.object({ items: z.array(Run) }),
    http: { method: 'GET', path: '/runs/past' },
    async run({ house }, { job }) {
      if (!jobs.some(({ name }) => name === job)) refuse('NOT_FOUND', { field: 'job' })
      const { rows } = await house.jobs.query(
        'select begun, ended, well, outcome from register.runs where job = $1 order by number desc limit 30',
        [job],
      )
      return { items: rows }
    },
  }),
  action({
    name: 'runs.start',
    purposes: ['security'],
    verb: 'operate',
    says: { fi: 'Aja toistuva työ nyt', sv: 'Kör ett återkommande arbete nu', en: 'Run a repeating job now' },
    input: z.object({ job: z.string().max(100) }),
    output: z.object({ job: z.string(), waiting: z.boolean() }),
    http: { method: 'POST', path: '/runs/start' },
    async run({ house, note }, { job }) {
      if (!jobs.some(({ name }) => name === job)) refuse('NOT_FOUND', { field: 'job' })
      // The key: pressed twice, it is one that waits.
      await house.jobs.query(`select jobs.add_job($1, '{}'::json, job_key => $2, max_attempts => 1)`, [
        job,
        `now ${job}`,
      ])
      note({ job })
      return { job, waiting: true }
    },
  }),
]

async function board({ house }: Context, jobs: readonly Job[]) {
  const [last, waiting, setting] = await Promise.all([
    house.jobs.query(
      `select distinct on (job) job, begun, ended, well, outcome from register.runs order by job, number desc`,
    ),
    house.jobs.query(
      `select distinct t.identifier as job from jobs._private_jobs j join jobs._private_tasks t on t.id = j.task_id
       where j.run_at <= now() and j.attempts < j.max_attempts`,
    ),
    house.jobs.query(`select value from register.settings where name = 'trade_asked' order by at desc limit 1`),
  ])
  const now = new Date()
  const runs = new Map(last.rows.map(({ job, ...run }) => [job, run]))
  const underway = new Set(waiting.rows.map(({ job }) => job))
  const items = jobs.map(({ name, cron }) => ({
    job: name,
    cron,
    next: nextOf(cron, now),
    last: runs.get(name) ?? null,
    waiting: underway.has(name),
  }))
  return {
    items: items.sort(
      (a, b) =>
        Number(a.last?.well ?? true) - Number(b.last?.well ?? true) || (a.next ?? '').localeCompare(b.next ?? ''),
    ),
    trade: setting.rows[0]?.value !== false,
  }
}

import { perform } from '#kernel/perform.ts'
import { OPERATOR } from './operator.ts'
import { broken, type Check, kept, open, plural, type Scene } from './verdict.ts'

const HOUR = 3_600_000
/** Hours within which what runs every night must have run. */
const RUN_WITHIN = 48

type Run = { job: string; at: string; well: boolean; outcome: Record<string, number | string | boolean> }

/** The last receipt of each of these jobs, with its age in hours. */
async function lastOf({ house, now }: Scene, jobs: readonly string[]): Promise<Map<string, Run & { hours: number }>> {
  const { rows } = await house.jobs.query<Run>(
    `select distinct on (job) job, ended as at, well, outcome from register.runs where job = any ($1) order by job, number desc`,
    [jobs],
  )
  return new Map(rows.map((row) => [row.job, { ...row, hours: (now.getTime() - Date.parse(row.at)) / HOUR }]))
}

const WRONG = ['bounced', 'bad_phone', 'role_address', 'left', 'stale'] as const
const figures = (outcome: Run['outcome']) =>
  WRONG.map((kind) => `${kind} ${outcome[kind] ?? 0}, past its days ${outcome[`${kind}_overdue`] ?? 0}`).join('; ')

/** P58: what is out of date or wrong is counted every night; what of it stands past its days is told. */
export const wrongCounted: Check = async (scene) => {
  const run = (await lastOf(scene, ['quality.count'])).get('quality.count')
  if (!run) return open('outdated and wrong data is counted every night; the first count has not been yet.')
  if (!run.well || run.hours > RUN_WITHIN)
    return broken(
      `Doubtful data was last counted ${Math.round(run.hours)} hours ago.`,
      'See under Settings → Runs why.',
    )
  const said = `counted ${Math.round(run.hours)} h ago, doubtful by kind: ${figures(run.outcome)}`
  const overdue = WRONG.filter((kind) => Number(run.outcome[`${kind}_overdue`] ?? 0) > 0)
  const held = overdue.length > 0 ? ' What is past its days is still held: deal with it under Data quality.' : ''
  return overdue.length > 0
    ? open(`${said}.${held}`)
    : kept(
        `${said}; past their days 0. Signals: mail that bounces, a call that reached somebody else, an ended representation, a mailbox of a task, a value nobody confirmed.`,
      )
}

/** P59: a doubt about data has its days and its end, and the end comes by itself. */
export const wrongEnds: Check = async (scene) => {
  const policy = scene.house.actions?.find(({ name }) => name === 'quality.policy')
  if (!policy) return open('the rules could not be asked: this run knows no actions.')
  const { limits } = (await perform(scene.house, policy, OPERATOR, { input: {} })) as {
    limits: { days: number; flags: Record<string, { days?: number; end: string }> }
  }
  const endless = WRONG.filter((kind) => limits.flags[kind]!.end === 'none')
  const said = WRONG.map(
    (kind) => `${kind} ${limits.flags[kind]!.days ?? limits.days} d → ${limits.flags[kind]!.end}`,
  ).join(', ')
  const run = (await lastOf(scene, ['quality.end'])).get('quality.end')
  if (!run) return open(`days and end of each doubt: ${said}; the nightly run has not been yet.`)
  if (!run.well || run.hours > RUN_WITHIN)
    return broken(
      `What is past its days was last ended ${Math.round(run.hours)} hours ago.`,
      'See under Settings → Runs why.',
    )
  const did = `last run ${Math.round(run.hours)} h ago: ${
    Object.entries(run.outcome)
      .map(([what, n]) => `${what} ${n}`)
      .join(', ') || 'nothing was past its days'
  }`
  return endless.length > 0
    ? open(
        `days and end of each doubt: ${said}; ${did}. No end is chosen for ${endless.join(', ')}: Data quality → Limits.`,
      )
    : kept(`days and end of each doubt: ${said}; ${did}.`)
}

/** P53: the end of a relationship is reckoned, and storage ends by it. */
export const relationEnds: Check = async (scene) => {
  const { rows } = await scene.house.jobs.query<{
    rule: string
    at: string
    due: number
    taken: number
    remaining: number
  }>(
    `select rule, max(at) as at, sum(due)::int as due, sum(taken)::int as taken, sum(remaining)::int as remaining from (
       select distinct on (rule, noun) rule, noun, at, due, taken, remaining from register.receipts
       where kind = 'retention' and rule = any ($1) order by rule, noun, at desc) r group by 1 order by 1`,
    [['contact', 'prospect', 'correspondence']],
  )
  const missing = ['contact', 'prospect', 'correspondence'].filter((rule) => !rows.some((row) => row.rule === rule))
  if (missing.length > 0)
    return open(
      `the end is reckoned for people of customers, suppliers and partners (contact) and for prospects (prospect), and what was written is thinned inside the relationship (correspondence); not run or not adopted yet: ${missing.join(', ')}.`,
    )
  const old = rows.filter(({ at }) => scene.now.getTime() - Date.parse(at) > RUN_WITHIN * HOUR)
  if (old.length > 0)
    return broken(
      `${old.map(({ rule }) => rule).join(', ')} were last run over two days ago.`,
      'See under Settings → Runs why.',
    )
  const left = rows.filter(({ remaining }) => remaining > 0)
  if (left.length > 0)
    return broken(
      `Past the end of their relationship and still here: ${left.map(({ rule, remaining }) => `${rule} ${remaining}`).join(', ')}.`,
      'Run it again: Privacy → Retention; what stays is needed by something, and its record says by what.',
    )
  return kept(
    `clocks by the end of each relationship ran: ${rows.map(({ rule, due, taken }) => `${rule} due ${due}, taken ${taken}`).join('; ')}; overdue afterwards 0. People of customers, suppliers and partners: contact; prospects: prospect; what was written is thinned inside the relationship: correspondence.`,
  )
}

type Line = {
  job: string
  cron: string
  next: string | null
  last: { ended: string; well: boolean; outcome: Record<string, unknown> } | null
}

/** P107: what brings data up to date has its set time, and has kept it. */
export const updatedAtSetTimes: Check = async (scene) => {
  const list = scene.house.actions?.find(({ name }) => name === 'runs.list')
  if (!list) return open('the intervals could not be asked: this run knows no actions.')
  const { items } = (await perform(scene.house, list, OPERATOR, { input: {} })) as { items: Line[] }
  const updating = items.filter(({ job }) => /^(trade|quality)\./.test(job))
  if (updating.length === 0) return open('nothing here brings data up to date by itself.')
  const hours = (line: Line) => (scene.now.getTime() - Date.parse(line.last!.ended)) / HOUR
  const ill = updating.filter((line) => line.last && (!line.last.well || hours(line) > RUN_WITHIN))
  if (ill.length > 0)
    return broken(
      `${ill.map(({ job }) => job).join(', ')} failed or did not run in time.`,
      'See under Settings → Runs why.',
    )
  const said = updating.map(({ job, cron, next, last }) =>
    last
      ? `${job} (${cron} UTC) ${Math.round(hours({ job, cron, next, last }))} h ago, next ${next?.slice(0, 16)}`
      : `${job} (${cron} UTC) not yet`,
  )
  const never = updating.filter(({ last }) => !last)
  if (never.length > 0) return open(`${said.join('; ')}. ${plural(never.length, 'interval')} not run yet.`)
  const off = updating.filter(({ last }) => last!.outcome.off === true)
  return off.length > 0
    ? open(
        `${said.join('; ')}. Switched off, so that it runs and asks nothing: ${off.map(({ job }) => job).join(', ')}.`,
      )
    : kept(`${said.join('; ')}; all on time.`)
}

import { clocksOf, endless } from '#kernel/clocks.ts'
import { adoptionOf, isAdopted, REVIEW_EVERY, reviewedAt } from '../retention/adoption.ts'
import { broken, type Check, kept, open, organisational, plural, type Scene } from './verdict.ts'

const HOUR = 3_600_000
/** Hours within which the nightly run must have been. */
const RUN_WITHIN = 48
const ended = async ({ house }: Scene) => {
  const { rows } = await house.jobs.query(
    `select distinct on (rule, noun) rule, noun, at, due, taken, remaining from register.receipts
     where kind = 'retention' order by rule, noun, at desc`,
  )
  return rows as { rule: string; noun: string; at: string; due: number; taken: number; remaining: number }[]
}

/** P52: nothing is kept without a rule, every rule in force is run, and nothing overdue was left. */
export const keptAsLongAsNeeded: Check = async (scene) => {
  const { register, now } = scene
  const without = endless(register)
  if (without.length > 0)
    return broken(`No end in sight for ${without.join(', ')}.`, 'Declare when the rule of each begins to run.')
  const adoption = await adoptionOf(scene.house)
  const clocks = clocksOf(register)
  const timed = Object.entries(register.retention).filter(([, { length }]) => length)
  const stated = `${clocks.length} clocks over ${Object.keys(register.nouns).length} nouns, without an end: 0`
  if (!adoption.at) return open(`${stated}; no rule has been adopted yet, so nothing is taken.`)
  const idle = timed.filter(([id, { length }]) => !isAdopted(adoption, id, length)).map(([id]) => id)
  if (idle.length > 0)
    return broken(
      `${idle.join(', ')} stand otherwise than they were adopted, and take nothing.`,
      'Adopt them: Privacy → Retention.',
    )
  const receipts = await ended(scene)
  if (receipts.length === 0) return open(`${stated}; the nightly run has not been yet.`)
  const last = Math.max(...receipts.map((one) => Date.parse(one.at)))
  if (now.getTime() - last > RUN_WITHIN * HOUR)
    return broken(
      `The last run was ${Math.round((now.getTime() - last) / HOUR)} hours ago.`,
      'See under Settings → Runs why it failed.',
    )
  const left = receipts.filter((one) => one.remaining > 0 && register.retention[one.rule]?.end !== 'review')
  if (left.length > 0)
    return broken(
      `${left.map((one) => `${one.remaining} of ${one.noun} (${one.rule})`).join(', ')} are overdue.`,
      'Run it again: Privacy → Retention; what stays is needed by something, and its record says by what.',
    )
  const taken = receipts.reduce((n, one) => n + one.taken, 0)
  const asked = receipts
    .filter((one) => register.retention[one.rule]?.end === 'review')
    .reduce((n, one) => n + one.remaining, 0)
  return kept(
    `${stated}; last run ${new Date(last).toISOString().slice(0, 16).replace('T', ' ')}: ${plural(taken, 'record')} taken, overdue afterwards: 0; under rules that end in a review, waiting for a human: ${asked}.`,
  )
}

/** P56: whether data is still needed is looked at again, by name and with a reason. */
export const needReviewed: Check = async (scene) => {
  const adoption = await adoptionOf(scene.house)
  if (!adoption.at) return open('no retention rule has been adopted yet.')
  const days = (since: string) => Math.floor((scene.now.getTime() - Date.parse(since)) / (24 * HOUR))
  const old = Object.keys(adoption.rules).filter((rule) => days(reviewedAt(adoption, rule)!) > REVIEW_EVERY)
  if (old.length > 0)
    return broken(
      `${old.join(', ')} were last looked at over a year ago.`,
      'Confirm or shorten each: Privacy → Retention.',
    )
  const again = Object.values(adoption.reviewed)
  const next = Math.min(...Object.keys(adoption.rules).map((rule) => REVIEW_EVERY - days(reviewedAt(adoption, rule)!)))
  return organisational(
    `${plural(Object.keys(adoption.rules).length, 'rule')} adopted ${adoption.at.slice(0, 10)} by ${adoption.by ?? 'the operator'}${adoption.reason ? ` (“${shortened(adoption.reason)}”)` : ''}, looked at again since ${again.length}${again[0] ? `, last by ${again.map(({ by }) => by).at(-1)}` : ''}; over a year ago 0, the next within ${next} days.`,
  )
}

/** P108: deletion runs at its set times, fails loudly, and shows that what was due is gone. */
export const deletedAtSetTimes: Check = async (scene) => {
  const { rows } = await scene.house.jobs.query<{ runs: number; ill: number; last: string | null; gap: number | null }>(
    `select count(*)::int as runs, count(*) filter (where not well)::int as ill, max(begun) as last,
       extract(epoch from max(begun - before))::int / 3600 as gap
     from (select begun, well, lag(begun) over (order by begun) as before from register.runs
       where job = 'retention.end' and begun > now() - interval '35 days') r`,
  )
  const { runs, ill, last, gap } = rows[0]!
  if (runs === 0 || !last) return open('the nightly run has not been yet.')
  if (scene.now.getTime() - Date.parse(last) > RUN_WITHIN * HOUR)
    return broken(`The last run was on ${last.slice(0, 10)}.`, 'See under Settings → Runs.')
  if ((gap ?? 0) > RUN_WITHIN) return broken(`There was no run for ${gap} hours.`, 'See under Settings → Runs why.')
  const receipts = await ended(scene)
  const due = receipts.reduce((n, one) => n + one.due, 0)
  const remaining = receipts
    .filter((one) => scene.register.retention[one.rule]?.end !== 'review')
    .reduce((n, one) => n + one.remaining, 0)
  if (remaining > 0) return broken(`${remaining} records were due and are still there.`, 'See Privacy → Retention.')
  return kept(
    `${plural(runs, 'run')} in 35 days, failed: ${ill}, longest pause ${gap ?? 0} h; in the last of each rule ${due} were due, found afterwards: 0.`,
  )
}

const shortened = (text: string): string => (text.length > 160 ? `${text.slice(0, 159).trimEnd()}…` : text)

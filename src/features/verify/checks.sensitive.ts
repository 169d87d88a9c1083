import { textsOf } from '#features/erasure/look.ts'
import { count, viewWith } from './proofs.ts'
import { broken, type Check, kept, open, plural } from './verdict.ts'

const HOUR = 3_600_000
/** Hours within which the nightly search must have been, and within which all must have been searched. */
const RUN_WITHIN = 48
const ROUND_WITHIN = 8 * 24

type Searched = { noun: string; at: string; remaining: number; unread: number; round: string | null }

/** P55: what may not be kept is looked for everywhere every night, and nothing found stands past its day. */
export const sensitiveGone: Check = async (scene) => {
  const { house, register, now } = scene
  const { rows } = await house.jobs.query<Searched>(
    `select distinct on (noun) noun, at, remaining, (detail->>'unread')::int as unread,
       (select max(w.at) from register.receipts w where w.kind = 'sensitive' and w.noun = r.noun and (w.detail->>'whole')::boolean) as round
     from register.receipts r where kind = 'sensitive' and noun is not null order by noun, at desc`,
  )
  if (rows.length === 0)
    return open(
      'nothing has been searched yet: the first search comes minutes after the first start, then every night.',
    )
  const hoursSince = (at: string | null) => (at ? (now.getTime() - Date.parse(at)) / HOUR : Number.POSITIVE_INFINITY)
  const wanted = [
    ...textsOf(register).map(({ noun }) => noun),
    ...Object.keys(register.nouns).flatMap((noun) => (register.nouns[noun]!.stored ? [`${noun} (content)`] : [])),
  ]
  const late = wanted.filter((noun) => {
    const one = rows.find((each) => each.noun === noun)
    return !one || hoursSince(one.at) > RUN_WITHIN || hoursSince(one.round) > ROUND_WITHIN
  })
  if (late.length > 0)
    return broken(
      `Not searched within ${RUN_WITHIN} hours, or not as a whole within ${ROUND_WITHIN / 24} days: ${late.join(', ')}.`,
      'See under Settings → Runs why sensitive.sweep failed, and run it.',
    )
  const findings = viewWith(scene, ['kind', 'found_at', 'ends_on', 'decided_at'])
  const overdue = await count(
    scene,
    `${findings} where state = 'open' and ends_on < (now() at time zone 'Europe/Helsinki')::date`,
  )
  if (overdue > 0)
    return broken(
      `${plural(overdue, 'finding')} ${overdue === 1 ? 'stands' : 'stand'} past the day of destruction.`,
      'Decide them: Privacy → Findings.',
    )
  const left = rows.filter(({ noun, remaining }) => wanted.includes(noun) && remaining > 0)
  if (left.length > 0)
    return broken(
      `Identity codes that could not be masked stand in ${left.map(({ noun }) => noun).join(', ')}.`,
      'Open the records and take the codes out.',
    )
  const waiting = await count(scene, `${findings} where state = 'open' and ends_on is not null`)
  const unread = rows.reduce((n, one) => n + one.unread, 0)
  const blind =
    unread > 0
      ? ` ${plural(unread, 'file')} could not be read, such as pictures: a human looks under Privacy → Findings.`
      : ''
  return kept(
    `${wanted.length} places searched, the last ${Math.round(Math.min(...rows.map(({ at }) => hoursSince(at))))} h ago; waiting for a human: ${waiting}, past their day: 0; codes left: 0.${blind}`,
  )
}

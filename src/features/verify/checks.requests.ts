import { TODAY } from '#kernel/clock.ts'
import { count, viewWith } from './proofs.ts'
import { broken, type Check, kept, plural, type Scene, type Verdict } from './verdict.ts'

/** What people ask by the law, and what happened to it: by their columns, whatever they are called. */
const askedIn = (scene: Scene): string => viewWith(scene, ['kinds', 'due_on', 'extended_to', 'delivered_at'])

/**
 * Requests that ask for one thing: none late, none closed without an answer that arrived, no refusal without its
 * article and reasons. Half of a promise: whether the answer was whole is seen by another check.
 */
async function answered(scene: Scene, kind: string): Promise<Verdict> {
  const of = `${askedIn(scene)} where '${kind}' = any (kinds)`
  const late = await count(
    scene,
    `${of} and state in ('open', 'answered') and delivered_at is null and greatest(due_on, extended_to) < ${TODAY}`,
  )
  if (late > 0)
    return broken(
      `${plural(late, 'request')} unanswered past the day it was due.`,
      'Answer now under Privacy → Requests, and say why it took so long.',
    )
  const silent = await count(scene, `${of} and state = 'closed' and (answered_at is null or delivered_at is null)`)
  if (silent > 0) return broken(`${plural(silent, 'request')} closed without an answer.`, 'Answer it now.')
  const bare = await count(
    scene,
    `${of} and outcome in ('refused', 'partly') and (ground is null or coalesce(length(reasons), 0) < 10)`,
  )
  if (bare > 0)
    return broken(`${plural(bare, 'refusal')} without its article or reasons.`, 'Decide it anew, with both.')
  const all = await count(scene, of)
  const waiting = await count(scene, `${of} and state <> 'closed'`)
  return kept(
    `Requests: ${all === 0 ? 'none yet' : `${all}, waiting ${waiting}`}; late 0, closed unanswered 0, refused without article and reasons 0.`,
  )
}

/** P60: who asks to see their data is answered in time. */
export const reportsAnswered: Check = (scene) => answered(scene, 'access')

/** P61: who asks for a correction is answered in time. */
export const correctionsAnswered: Check = (scene) => answered(scene, 'rectify')

/** P62: who asks to be erased is answered in time. */
export const erasuresAnswered: Check = (scene) => answered(scene, 'erase')

/** P66: who asks for their data to be moved is answered in time. */
export const movesAnswered: Check = (scene) => answered(scene, 'port')

import { TODAY } from '#kernel/clock.ts'
import { count, viewWith } from './proofs.ts'
import { broken, type Check, open, plural, type Scene, type Verdict } from './verdict.ts'

/** What people ask by the law, and what happened to it: by their columns, whatever they are called. */
const askedIn = (scene: Scene): string => viewWith(scene, ['kinds', 'due_on', 'extended_to', 'delivered_at'])

/**
 * Requests that ask for one thing: none late, none closed without an answer that arrived, no refusal without its
 * article and reasons. It breaks a promise and keeps none: whether the answer was whole is for others to see.
 */
async function answered(scene: Scene, kind: string, rest: string): Promise<Verdict> {
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
  return open(
    `${all === 0 ? 'nobody has asked yet' : `asked ${plural(all, 'time')}, waiting ${waiting}`}; late 0, closed unanswered 0, refused without article and reasons 0; ${rest}.`,
  )
}

/** P60: who asks to see their data is answered in time. */
export const reportsAnswered: Check = (scene) =>
  answered(scene, 'access', 'that the report is whole is seen by its own check')

/** P61: who asks for a correction is answered in time. */
export const correctionsAnswered: Check = (scene) =>
  answered(scene, 'rectify', 'that a correction stays is seen by its own check')

/** P62: who asks to be erased is answered in time. */
export const erasuresAnswered: Check = (scene) =>
  answered(scene, 'erase', 'that nothing is left is seen by its own check')

/** P66: who asks for their data to be moved is answered in time. */
export const movesAnswered: Check = (scene) =>
  answered(scene, 'port', 'that the file is read elsewhere is seen by its own check')

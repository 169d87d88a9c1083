import type { House } from '#kernel/database.ts'
import { suppressionKey } from '#kernel/instance.ts'
import type { Waiting } from './erase.ts'
import { businessNouns } from './identity.ts'
import { NOBODY, step } from './step.ts'

/** People in one transaction, and rows of one of them above which they go alone: locks are held for a second at most. */
const PEOPLE = 300
const ROWS = 300

/**
 * Takes people whom nothing needs and no law keeps, hundreds in a transaction; all of a group is done, or none. `alone`:
 * who must be erased one by one. Whom somebody else has locked is in neither, and waits for the next run.
 */
export async function takeGroups(
  house: House,
  waiting: readonly Waiting[],
): Promise<{ taken: Waiting[]; alone: Waiting[] }> {
  const key = suppressionKey(house.connection.key)
  const nouns = businessNouns(house.register)
  const [taken, alone]: [Waiting[], Waiting[]] = [[], []]
  // Those who came together lie together.
  const sorted = waiting.toSorted((a, b) => (a.subject < b.subject ? -1 : 1))
  for (let from = 0; from < sorted.length; from += PEOPLE) {
    const group = sorted.slice(from, from + PEOPLE)
    const asked = { do: 'many', ids: group.map(({ id }) => id), alone: nouns, most: ROWS }
    const told = await step(house, NOBODY, asked, 'eraser', key)
    for (const one of group) {
      if (told.alone.includes(one.id)) alone.push(one)
      else if (told.taken.includes(one.id)) taken.push(one)
    }
  }
  return { taken, alone }
}

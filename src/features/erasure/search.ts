import type { House } from '#kernel/database.ts'
import { finderOf } from './finder.ts'
import { type Looking, lookAside, lookThrough, type Mention, type Place, tell } from './look.ts'
import { spoolLeft } from './spool.ts'
import { NOBODY, step } from './step.ts'
import { CONTENT, lookInside, storedNouns, tellUnread } from './stored.ts'
import { type Identity, type Marks, marksOf, patternOf } from './words.ts'

/** Mentions told in one transaction. */
const MOST = 200

/** Looking for the words of some people in what others have written; who they are is held here, and nowhere else. */
export type Search = {
  /** Reads every text, and every file once: the next time those that came since. `own`: people whose own rows are no one else's. */
  mentions(own: ReadonlySet<string>): Promise<void>
  /** Files whose words could not be read, or not all of them. */
  unread(): Unread[]
  /** What the machine keeps and what lies about in files: what was found there, by erasure. */
  aside(): Promise<Map<string, Place[]>>
  /** Whether there was anything safe to look for. */
  knows(id: string): boolean
}

/** A file that could not be searched. */
export type Unread = { readonly noun: string; readonly id: string }

/** `together`: with many others, whose time is over. */
export function searchFor(
  house: House,
  sought: readonly { id: string; identity: Identity; together?: boolean }[],
): Search {
  const many = new Set(sought.flatMap(({ id, together }) => (together ? [id] : [])))
  const marks = new Map<string, Marks>(
    sought.flatMap(({ id, identity }) => {
      const found = marksOf(identity)
      return patternOf(found) ? [[id, found]] : []
    }),
  )
  const find = finderOf([...marks].map(([key, marks]) => ({ key, marks })))
  const exact = (ids: readonly string[]) =>
    ids.flatMap((id) => patternOf({ ...marks.get(id)!, names: [] }) ?? []).join('|') || null
  const looking: Looking = { find, exact, own: new Set(), since: null }
  const ask = (asked: object) => step(house, NOBODY, asked)
  const files = { since: null as string | null, skipped: [] as string[], unread: new Map<string, Unread>() }
  /** What is inside a file never changes, so that it is read once; of whose it was not read before, now. */
  async function* insideFiles(own: ReadonlySet<string>): AsyncIterable<Mention> {
    const { since, skipped } = files
    const { rows } = await house.jobs.query<{ now: string }>('select clock_timestamp() as now')
    Object.assign(files, { since: rows[0]!.now, skipped: [] })
    const passes = (owners: readonly string[]) => owners.some((person) => own.has(person))
    for (const noun of storedNouns(house.register)) {
      const unread: string[] = []
      for await (const one of lookInside(house, noun, find, { since, also: skipped, passes })) {
        const { id, owners, found, read, lost } = one
        if (passes(owners)) files.skipped.push(id)
        if (!read) files.unread.set(id, { noun, id })
        if (!read && !lost) unread.push(id)
        if (found.size > 0) yield { noun, record: id, field: CONTENT, ids: [...found] }
      }
      if (unread.length > 0) await tellUnread(house, noun, unread)
    }
  }
  return {
    knows: (id) => marks.has(id),
    async mentions(own) {
      if (marks.size === 0) return
      let found: Mention[] = []
      for (const places of [lookThrough(house.register, { ...looking, own }, ask), insideFiles(own)]) {
        for await (const mention of places) {
          found.push(mention)
          if (found.length < MOST) continue
          await ask({ do: 'find', found })
          found = []
        }
      }
      if (found.length > 0) await ask({ do: 'find', found })
    },
    unread: () => [...files.unread.values()],
    async aside() {
      if (marks.size === 0) return new Map()
      const { tables } = await ask({ do: 'aside' })
      const left = await lookAside(tables, looking, ask)
      for (const [id, places] of await spoolLeft(find, (id) => !many.has(id)))
        for (const { place, n } of places) for (let i = 0; i < n; i++) tell(left, id, place)
      return left
    },
  }
}

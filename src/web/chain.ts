import type { Page } from './record.ts'

/** The cursor a page is asked by, and how many rows it is asked for. */
export type Ask = { cursor: string | null; limit: number }

/**
 * Where the pages of a list begin, learnt while one goes down it: rows far away are let go of, and found again by the
 * cursor of their page.
 */
export type Chain = {
  marks: { cursor: string | null; start: number }[]
  places: Map<string, number>
  /** How many rows there are, once the last page has been seen. */
  end: number | undefined
}

export const newChain = (): Chain => ({
  marks: [{ cursor: null, start: 0 }],
  places: new Map([['', 0]]),
  end: undefined,
})

/** Takes note of pages that follow one another, from the one that `asks[0]` brought; tells which that was. */
export function learn(chain: Chain, pages: readonly Page[], asks: readonly Ask[]): number {
  const first = chain.places.get(asks[0]?.cursor ?? '') ?? 0
  for (const [i, page] of pages.entries()) {
    const place = first + i
    const after = (chain.marks[place]?.start ?? 0) + page.items.length
    const known = chain.marks[place + 1]
    if (page.next === null) {
      forget(chain, place + 1)
      chain.end = after
    } else if (known?.cursor !== page.next || known.start !== after) {
      // What came after stood elsewhere: rows have been added or taken away.
      forget(chain, place + 1)
      chain.marks.push({ cursor: page.next, start: after })
      chain.places.set(page.next, place + 1)
      chain.end = undefined
    }
  }
  return first
}

function forget(chain: Chain, from: number): void {
  for (const { cursor } of chain.marks.splice(from)) chain.places.delete(cursor ?? '')
}

/** How far down one has been: where the first page nobody has seen begins. */
export const reached = ({ marks, end }: Chain): number => end ?? marks.at(-1)?.start ?? 0

/** The page a row is on, or the first page nobody has seen. */
export function pageAt({ marks }: Chain, line: number): number {
  let [low, high] = [0, marks.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (marks[middle]!.start <= line) low = middle
    else high = middle - 1
  }
  return low
}

/** What a page is asked by: as many rows as it had, or so many where nobody has seen it. */
export function askOf({ marks }: Chain, place: number, fresh: number): Ask | undefined {
  const mark = marks[place]
  if (!mark) return undefined
  const next = marks[place + 1]
  return { cursor: mark.cursor, limit: next ? next.start - mark.start : fresh }
}

export type Step = 'next' | 'before' | { to: number } | undefined

/** What is to be fetched so that these lines are there: the page after, the one before, or another altogether. */
export function stepTo(chain: Chain, held: { first: number; last: number }, lines: { from: number; to: number }): Step {
  const top = pageAt(chain, Math.max(0, lines.from))
  const low = pageAt(chain, chain.end === undefined ? lines.to : Math.min(lines.to, Math.max(0, chain.end - 1)))
  if (top >= held.first && low <= held.last) return undefined
  if (top > held.last + 1 || low < held.first - 1) return { to: top }
  return low > held.last ? 'next' : 'before'
}

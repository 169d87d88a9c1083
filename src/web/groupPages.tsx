import { type ReactNode, useEffect, useReducer, useRef } from 'react'
import { groupLines } from './groupLines.ts'
import { type Group, type Line, within } from './lines.ts'
import type { Row } from './record.ts'
import type { NamedField } from './register.ts'
import type { TableState } from './tableState.ts'
import { type Pages, usePages } from './usePages.ts'

/** Up to so many rows come as one list, unless they have very many groups; of more, each group brings its own when it is opened. */
export const TOGETHER = 2000

/** So many lines before the last known one the next groups are asked for. */
const NEAR = 40

/** Lines of groups that each load their rows when they are opened, and only those near what is seen. */
export type Apart = {
  count: number
  /** There are groups that have not been told yet: they come when somebody is near. */
  isMore: boolean
  at: (line: number) => Line | undefined
  seek: (from: number, to: number) => void
  /** What has come of them all. */
  rows: Row[]
  error: Error | null
}

type Props = {
  noun: string
  state: TableState
  include: string
  field: NamedField
  groups: readonly Group[]
  opened: ReadonlySet<string | null>
  /** Brings the groups after these; undefined when these are all. */
  more: (() => void) | undefined
}

/** The lines, and what has to be drawn beside them for the open groups to bring their rows. */
export function useGroupPages(props: Props | undefined): { apart: Apart; feeds: ReactNode } | undefined {
  const found = useRef(new Map<string | null, Pages>())
  const [, draw] = useReducer((n: number) => n + 1, 0)
  if (!props) return undefined
  const { field, groups, opened, more, ...list } = props
  const pagesOf = (group: Group) => (opened.has(group.value) ? found.current.get(group.value) : undefined)
  const lines = groupLines(
    groups.map((group) => ({ rows: pagesOf(group)?.end ?? group.count ?? 0, isOpen: opened.has(group.value) })),
  )
  const here = groups.flatMap((group) => pagesOf(group) ?? [])
  const apart: Apart = {
    count: lines.count,
    isMore: more !== undefined,
    at(line) {
      const place = lines.at(line)
      const group = place && groups[place.group]
      if (!group) return undefined
      if (place.row < 0) return { group, folded: !opened.has(group.value) }
      const pages = pagesOf(group)
      const row = pages?.rows[place.row - pages.start]
      return row && { row }
    },
    seek(from, to) {
      if (to >= lines.count - NEAR) more?.()
      for (const [i, group] of groups.entries()) {
        const rows = lines.among(i, from, to)
        if (rows) pagesOf(group)?.seek(rows.from, rows.to)
      }
    },
    rows: here.flatMap((pages) => pages.rows),
    error: here.find((pages) => pages.query.error)?.query.error ?? null,
  }
  const feeds = groups
    .filter(({ value }) => opened.has(value))
    .map(({ value }) => (
      <Feed
        key={String(value)}
        {...list}
        only={within(field.id, field, value)}
        tell={(pages) => {
          found.current.set(value, pages)
          draw()
        }}
      />
    ))
  return { apart, feeds }
}

type FeedProps = Pick<Props, 'noun' | 'state' | 'include'> & { only: object; tell: (pages: Pages) => void }

/** The pages of one group. */
function Feed({ noun, state, include, only, tell }: FeedProps) {
  const pages = usePages(noun, state, include, only)
  const { rows, start, end, query } = pages
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when something of it is another
  useEffect(() => tell(pages), [rows, start, end, query.isFetching, query.error])
  return null
}

// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid has no table rows for what is out of view
import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { isEditable, useCellEdit } from './cellEdit.ts'
import type { Column } from './columns.tsx'
import { GroupLine } from './GroupLine.tsx'
import { type Group, type Line, linesOf } from './lines.ts'
import { ProblemNote } from './ProblemNote.tsx'
import { hueStyle } from './PurposeChip.tsx'
import type { Row, Total } from './record.ts'
import { type NamedField, purposeHue, useRegister } from './register.ts'
import { useScroll } from './scroll.ts'
import { TableFoot } from './TableFoot.tsx'
import { TableHead } from './TableHead.tsx'
import { NarrowRow, type RowDoors, TableRow } from './TableRow.tsx'
import { useTableKeys } from './tableKeys.ts'
import type { TableState } from './tableState.ts'
import type { Summary, usePages } from './usePages.ts'

/** By what the rows stand in groups, and which groups are closed. */
export type Grouping = {
  field: NamedField
  groups: Group[] | undefined
  folded: ReadonlySet<string | null>
  fold: (value: string | null) => void
}

type Props = {
  noun: string
  label: string
  state: TableState
  change: (next: Partial<TableState>) => void
  pages: ReturnType<typeof usePages>
  /** Known later than the first rows. */
  total: Total | undefined
  summary: Summary | undefined
  grouping: Grouping | undefined
  columns: Column[]
  narrow: boolean
  href: (row: Row) => string
  title: (row: Row) => string
  subtitle: (row: Row) => ReactNode
  empty: ReactNode
  selected: ReadonlySet<string>
  select: (ids: ReadonlySet<string>) => void
  /** Whether there is anything to do with chosen rows: on a phone a check takes room. */
  choosable: boolean
  mayEdit: boolean
}

const CHECK = 40
/** As wide as a finger. */
const TOUCH = 48
const AHEAD = 20
const NONE: Column[] = []

/** One fast table for every noun: virtual rows over cursor pages, whole by keyboard. */
export function RecordTable(props: Props) {
  const { noun, label, state, change, pages, total, summary, grouping, columns, narrow, empty } = props
  const { selected, select, choosable, mayEdit } = props
  const register = useRegister()
  const [, go] = useLocation()
  const scroller = useRef<HTMLDivElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data])
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the grouping only what it says
  const grouped = useMemo(
    () => grouping && linesOf(rows, { ...grouping, column: grouping.field.id, whole: !pages.hasNextPage }),
    [rows, grouping?.field.id, grouping?.groups, grouping?.folded, pages.hasNextPage],
  )
  // A line for each of a million rows would take longer to make than a page to come: without groups a row is its line.
  const lineCount = grouped?.length ?? rows.length
  const lineAt = (i: number): Line | undefined => (grouped ? grouped[i] : rows[i] && { row: rows[i] })
  const waiting = pages.isPending
  const count = waiting ? 24 : lineCount + (pages.hasNextPage ? 8 : 0)
  const rowHeight = useRowHeight(narrow)
  const scroll = useScroll(`${label}${location.search.replace(/[?&]open=[^&]*/, '')}`)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialOffset: scroll.start,
    scrollPaddingStart: rowHeight,
    scrollPaddingEnd: narrow ? 0 : rowHeight,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height of a row changes all the sizes at once
  useEffect(() => virtual.measure(), [rowHeight])
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= lineCount - AHEAD) void fetchNextPage()
  }, [last, lineCount, hasNextPage, isFetchingNextPage, fetchNextPage])

  const [at, setAt] = useState(-1)
  const [column, setColumn] = useState(-1)
  const [editing, setEditing] = useState(false)
  const from = useRef(-1)
  const save = useCellEdit(noun, state.purpose)
  const shown = narrow ? NONE : columns
  const open = (row: Row) => go(props.href(row))
  const beside = (row: Row | undefined) => change({ open: row?.id ?? '' })
  const row = lineAt(at)?.row
  const mayEditAt = (i: number) => mayEdit && i > 0 && isEditable(shown[i]?.field, state.purpose)
  const toggle = (line: number, range: boolean) => {
    const between =
      range && from.current >= 0 ? [Math.min(from.current, line), Math.max(from.current, line)] : [line, line]
    const chosen: string[] = []
    for (let i = between[0]!; i <= between[1]!; i++) chosen.push(...(lineAt(i)?.row ? [lineAt(i)!.row!.id] : []))
    const next = new Set(selected)
    const put = !next.has(lineAt(line)?.row?.id ?? '')
    for (const id of chosen) put ? next.add(id) : next.delete(id)
    from.current = line
    select(next)
  }
  const pointTo = (line: number) => {
    setAt(line)
    virtual.scrollToIndex(line, { align: 'auto' })
  }
  const editNext = (line: number, i: number, by: number) => {
    const editable = shown.map((_, place) => place).filter(mayEditAt)
    const next = by > 0 ? editable.find((place) => place > i) : editable.findLast((place) => place < i)
    if (next !== undefined) return setColumn(next)
    const found = by > 0 ? line + 1 : line - 1
    if (!lineAt(found)?.row) return setEditing(false)
    pointTo(found)
    setColumn((by > 0 ? editable[0] : editable.at(-1)) ?? -1)
  }
  const doors = useRef<RowDoors>(null as never)
  doors.current = {
    href: props.href,
    title: props.title,
    subtitle: props.subtitle,
    open,
    preview: narrow ? undefined : beside,
    toggle,
    point: (line, i) => {
      setAt(line)
      setColumn(i)
      setEditing(false)
    },
    edit: (line, i) => {
      setAt(line)
      setColumn(i)
      setEditing(true)
    },
    save: (row, field, value) => void save(row, field, value),
    leave: (line, i, to) => {
      if (to !== 'stay') return editNext(line, i, to === 'next' ? 1 : -1)
      setEditing(false)
      // Only what had the focus gives it back: a press elsewhere keeps what it went to.
      if (document.activeElement === document.body || scroller.current?.contains(document.activeElement))
        grid.current?.focus()
    },
  }
  const counted = total ?? summary?.count
  const latest = useRef({ change, chooseAll: () => {} })
  latest.current = {
    change,
    chooseAll: () => select(selected.size > 0 ? new Set() : new Set(rows.map((one) => one.id))),
  }
  // The same for as long as the table lives: head and foot are not drawn again with every row that scrolls by.
  const [steady] = useState(() => ({
    sort: (sort: string) => latest.current.change({ sort }),
    calc: (calc: string) => latest.current.change({ calc }),
    chooseAll: () => latest.current.chooseAll(),
  }))
  const closed = () => {
    if (state.open) beside(undefined)
    else if (selected.size > 0) select(new Set())
    else if (column >= 0) setColumn(-1)
    else setAt(-1)
  }
  useTableKeys({
    move: (by) => {
      const next = Math.max(0, Math.min(lineCount - 1, at + by))
      pointTo(next)
      const found = lineAt(next)?.row
      if (state.open && found) beside(found)
    },
    aside: (by) => setColumn(Math.max(-1, Math.min(shown.length - 1, column + by))),
    open: () => {
      const group = lineAt(at)?.group
      if (group) grouping?.fold(group.value)
      else if (row && mayEditAt(column)) setEditing(true)
      else if (row) open(row)
    },
    preview: () => row && !narrow && beside(state.open === row.id ? undefined : row),
    toggle: (range) => at >= 0 && toggle(at, range),
    clear: closed,
  })
  // A new question starts from the top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the question matters
  useEffect(() => setAt(-1), [state.q, state.sort, state.purpose, state.filter, state.group])

  if (pages.error) return <ProblemNote error={pages.error} retry={() => void pages.refetch()} />
  if (!waiting && lineCount === 0) return <>{empty}</>

  const width = CHECK + shown.reduce((sum, one) => sum + one.width, 0)
  const template = narrow
    ? choosable
      ? `${TOUCH}px minmax(0, 1fr)`
      : 'minmax(0, 1fr)'
    : `${CHECK}px ${shown.map((one, i) => (i === shown.length - 1 ? `minmax(${one.width}px, 1fr)` : `${one.width}px`)).join(' ')}`
  const active = row ? (column >= 0 ? `cell-${row.id}-${shown[column]?.id}` : `row-${row.id}`) : undefined
  return (
    <div
      ref={scroller}
      className={`table hued ${pages.isPlaceholderData ? 'table-stale' : ''}`}
      style={hueStyle(purposeHue(register, state.purpose))}
      onScroll={(event) => scroll.remember(event.currentTarget.scrollTop)}
    >
      <div
        ref={grid}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={total?.exact ? total.count + 1 : -1}
        aria-activedescendant={active}
        aria-busy={waiting}
        aria-multiselectable
        style={{ minWidth: narrow ? undefined : width }}
      >
        <div role="rowgroup">
          {!narrow && (
            <TableHead
              columns={shown}
              template={template}
              sort={state.sort}
              change={steady.sort}
              chosen={selected.size === 0 ? 'none' : rows.every((one) => selected.has(one.id)) ? 'all' : 'some'}
              chooseAll={steady.chooseAll}
            />
          )}
        </div>
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map((item) => {
            const line = lineAt(item.index)
            const place: CSSProperties = {
              gridTemplateColumns: template,
              height: rowHeight,
              transform: `translateY(${item.start}px)`,
            }
            if (!line) return <Waiting key={`waiting-${item.index}`} style={place} cells={shown.length} />
            const isAt = item.index === at
            if (line.group && grouping)
              return (
                <GroupLine
                  key={`group-${line.group.value}`}
                  group={line.group}
                  field={grouping.field}
                  isFolded={line.folded}
                  isAt={isAt}
                  line={item.index}
                  style={place}
                  columns={shown}
                  calc={state.calc}
                  fold={() => grouping.fold(line.group.value)}
                />
              )
            if (!line.row) return null
            const same = {
              row: line.row,
              line: item.index,
              start: item.start,
              height: rowHeight,
              template,
              isAt,
              isSelected: selected.has(line.row.id),
              doors,
            }
            return narrow ? (
              <NarrowRow key={line.row.id} {...same} choosable={choosable} />
            ) : (
              <TableRow
                key={line.row.id}
                {...same}
                columns={shown}
                purpose={state.purpose}
                atColumn={isAt ? column : -1}
                editing={isAt && editing}
                isOpen={state.open === line.row.id}
                mayEdit={mayEdit}
              />
            )
          })}
        </div>
      </div>
      {!narrow && (
        <TableFoot
          columns={shown}
          template={template}
          width={width}
          count={counted?.count}
          exact={counted?.exact ?? true}
          summary={summary}
          calc={state.calc}
          change={steady.calc}
        />
      )}
    </div>
  )
}

function Waiting({ style, cells }: { style: CSSProperties; cells: number }) {
  return (
    <div className="table-row table-waiting" style={style} aria-hidden>
      {Array.from({ length: Math.max(1, cells + 1) }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: empty cells have nothing else to tell them apart
        <span key={i} className="table-cell">
          {i > 0 || cells === 0 ? <i /> : null}
        </span>
      ))}
    </div>
  )
}

function useRowHeight(narrow: boolean): number {
  return useMemo(() => {
    const row = Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue('--row'), 10) || 34
    return narrow ? 60 : row
  }, [narrow])
}

// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid has no table rows for what is out of view
import { type CSSProperties, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { isEditable, useCellEdit } from './cellEdit.ts'
import { templateOf } from './columnState.ts'
import type { Column } from './columns.tsx'
import { GroupLine } from './GroupLine.tsx'
import type { Apart } from './groupPages.tsx'
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
import { type Pages, type Summary, useExact } from './usePages.ts'
import { useRows } from './useRows.ts'

/** By what the rows stand in groups, and which groups are closed. */
export type Grouping = {
  field: NamedField
  groups: Group[] | undefined
  folded: ReadonlySet<string | null>
  fold: (value: string | null) => void
  /** Where each group brings its own rows. */
  apart: Apart | undefined
}

type Props = {
  noun: string
  label: string
  state: TableState
  change: (next: Partial<TableState>) => void
  pages: Pages
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
  /** All that the filter finds are chosen, whether they are here or not. */
  whole: boolean
  move: (id: string, to: number) => void
  resize: (id: string, width: number | null) => void
  /** Whether there is anything to do with chosen rows: on a phone a check takes room. */
  choosable: boolean
  mayEdit: boolean
}

const CHECK = 40
/** As wide as a finger. */
const TOUCH = 48
const AHEAD = 20
const HEAD = 32
/** Drawn by the browser, so that a border being moved draws no row again. */
const TEMPLATE = 'var(--columns)'
const NONE: Column[] = []

/** One fast table for every noun: virtual rows over cursor pages, whole by keyboard. */
export function RecordTable(props: Props) {
  const { noun, label, state, change, pages, summary, grouping, columns, narrow, empty } = props
  const { selected, select, whole, choosable, mayEdit } = props
  const register = useRegister()
  const [, go] = useLocation()
  const scroller = useRef<HTMLDivElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  const { query, seek } = pages
  const apart = grouping?.apart
  const rows = apart?.rows ?? pages.rows
  const isFar = !grouping && props.total?.exact === false && pages.reached > props.total.count / 2
  const total = useExact(noun, state, register.nouns[noun]?.title[0] ?? 'id', isFar) ?? props.total
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the grouping only what it says
  const grouped = useMemo(
    () =>
      !grouping || apart
        ? undefined
        : linesOf(rows, { ...grouping, column: grouping.field.id, whole: pages.end !== undefined }),
    [rows, grouping?.field.id, grouping?.groups, grouping?.folded, pages.end, apart !== undefined],
  )
  // A line for each of a million rows would take longer to make than a page to come: without groups a row is its line.
  const lineAt = (i: number): Line | undefined => {
    if (apart) return apart.at(i)
    if (grouped) return grouped[i]
    const row = rows[i - pages.start]
    return row && { row }
  }
  const lineCount = apart?.count ?? grouped?.length ?? pages.end ?? Math.max(pages.reached, total?.count ?? 0)
  const waiting = !apart && query.isPending
  const isMore =
    apart?.isMore ?? (pages.end === undefined && !(total?.exact && !grouped && total.count >= pages.reached))
  const count = waiting ? 24 : lineCount + (isMore ? 8 : 0)
  const rowHeight = useRowHeight(narrow)
  const scroll = useScroll(`${label}${location.search.replace(/[?&]open=[^&]*/, '')}`)
  const view = useRows({
    scroller,
    count,
    row: rowHeight,
    covered: narrow ? 0 : HEAD + rowHeight,
    start: waiting ? false : scroll.start,
    left: scroll.remember,
  })
  const { first, last } = view
  useEffect(() => {
    if (apart) apart.seek(first, last)
    else if (!grouped) seek(first, Math.min(last, lineCount + AHEAD))
    else if (query.data && pages.end === undefined && !query.isFetching && last >= lineCount - AHEAD)
      void query.fetchNextPage()
  })

  const [at, setAt] = useState(-1)
  const [column, setColumn] = useState(-1)
  const [editing, setEditing] = useState(false)
  const [said, say] = useState('')
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
    const next = new Set(whole ? rows.map((one) => one.id) : selected)
    const put = !next.has(lineAt(line)?.row?.id ?? '')
    for (const id of chosen) put ? next.add(id) : next.delete(id)
    from.current = line
    select(next)
  }
  const pointTo = (line: number) => {
    setAt(line)
    view.reveal(line)
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
  const drawColumns = (list: readonly Column[]) => {
    const table = scroller.current
    table?.style.setProperty('--columns', templateOf(list, CHECK))
    table?.style.setProperty('--wide', `${widthOf(list)}px`)
  }
  const latest = useRef({ change, chooseAll: () => {}, move: props.move, resize: (_: Resized) => {} })
  latest.current = {
    change,
    chooseAll: () => select(selected.size > 0 ? new Set() : new Set(rows.map((one) => one.id))),
    move: props.move,
    resize: ([id, width, isDone]) => {
      if (isDone) props.resize(id, width)
      else drawColumns(shown.map((one) => (one.id === id ? { ...one, width: width ?? one.width } : one)))
    },
  }
  // The same for as long as the table lives: head and foot are not drawn again with every row that scrolls by.
  const [steady] = useState(() => ({
    sort: (sort: string) => latest.current.change({ sort }),
    calc: (calc: string) => latest.current.change({ calc }),
    chooseAll: () => latest.current.chooseAll(),
    move: (id: string, to: number) => latest.current.move(id, to),
    resize: (...of: Resized) => latest.current.resize(of),
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

  const error = query.error ?? apart?.error
  if (error) return <ProblemNote error={error} retry={() => void query.refetch()} />
  if (!waiting && lineCount === 0) return <>{empty}</>

  const columnsNow = narrow ? (choosable ? `${TOUCH}px minmax(0, 1fr)` : 'minmax(0, 1fr)') : templateOf(shown, CHECK)
  const style = {
    ...hueStyle(purposeHue(register, state.purpose)),
    '--columns': columnsNow,
    '--wide': `${widthOf(shown)}px`,
  }
  const active = row ? (column >= 0 ? `cell-${row.id}-${shown[column]?.id}` : `row-${row.id}`) : undefined
  return (
    <div
      ref={scroller}
      className={`table hued ${query.isPlaceholderData ? 'table-stale' : ''}`}
      style={style as CSSProperties}
      onScroll={(event) => view.scrolled(event.currentTarget.scrollTop)}
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
        style={{ minWidth: narrow ? undefined : 'var(--wide)' }}
      >
        <div role="rowgroup">
          {!narrow && (
            <TableHead
              columns={shown}
              template={TEMPLATE}
              sort={state.sort}
              change={steady.sort}
              chosen={
                whole
                  ? 'all'
                  : selected.size === 0
                    ? 'none'
                    : rows.every((one) => selected.has(one.id))
                      ? 'all'
                      : 'some'
              }
              chooseAll={steady.chooseAll}
              move={steady.move}
              resize={steady.resize}
              say={say}
            />
          )}
        </div>
        <div role="rowgroup" style={{ height: view.height, position: 'relative' }}>
          {Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
            const index = first + i
            const start = view.at(index)
            const line = lineAt(index)
            const place: CSSProperties = {
              gridTemplateColumns: TEMPLATE,
              height: rowHeight,
              transform: `translateY(${start}px)`,
            }
            if (!line) return <Waiting key={`waiting-${index}`} style={place} cells={shown.length} />
            const isAt = index === at
            if (line.group && grouping)
              return (
                <GroupLine
                  key={`group-${line.group.value}`}
                  group={line.group}
                  field={grouping.field}
                  isFolded={line.folded}
                  isAt={isAt}
                  line={index}
                  style={place}
                  columns={shown}
                  calc={state.calc}
                  fold={() => grouping.fold(line.group.value)}
                />
              )
            if (!line.row) return null
            const same = {
              row: line.row,
              line: index,
              start,
              height: rowHeight,
              template: TEMPLATE,
              isAt,
              isSelected: whole || selected.has(line.row.id),
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
      <span role="status" className="visually-hidden">
        {said}
      </span>
      {!narrow && (
        <TableFoot
          columns={shown}
          template={TEMPLATE}
          width="var(--wide)"
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

type Resized = [id: string, width: number | null, isDone: boolean]

const widthOf = (columns: readonly { width: number }[]): number =>
  CHECK + columns.reduce((sum, one) => sum + one.width, 0)

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

// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid has no table rows for what is out of view
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names the active row
// biome-ignore-all lint/a11y/useKeyWithClickEvents: Enter opens the active row, see tableKeys.ts
import { Checkbox } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { Column } from './columns.tsx'
import { t } from './language.ts'
import { ProblemNote } from './ProblemNote.tsx'
import { hueStyle } from './PurposeChip.tsx'
import type { Row, Total } from './record.ts'
import { purposeHue, useRegister } from './register.ts'
import { useScroll } from './scroll.ts'
import { useTableKeys } from './tableKeys.ts'
import type { TableState } from './tableState.ts'
import type { usePages } from './usePages.ts'

type Props = {
  label: string
  state: TableState
  change: (next: Partial<TableState>) => void
  pages: ReturnType<typeof usePages>
  /** Known later than the first rows. */
  total: Total | undefined
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
}

const CHECK = 40
/** As wide as a finger. */
const TOUCH = 48
const AHEAD = 20

/** One fast table for every noun: virtual rows over cursor pages, whole by keyboard. */
export function RecordTable({
  label,
  state,
  change,
  pages,
  total,
  columns,
  narrow,
  href,
  title,
  subtitle,
  empty,
  selected,
  select,
  choosable,
}: Props) {
  const register = useRegister()
  const [, go] = useLocation()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data])
  const waiting = pages.isPending
  const count = waiting ? 24 : rows.length + (pages.hasNextPage ? 8 : 0)
  const rowHeight = useRowHeight(narrow)
  const scroll = useScroll(`${label}${location.search}`)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialOffset: scroll.start,
    scrollPaddingStart: rowHeight,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height of a row changes all the sizes at once
  useEffect(() => virtual.measure(), [rowHeight])
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= rows.length - AHEAD) void fetchNextPage()
  }, [last, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage])

  const [at, setAt] = useState(-1)
  const toggle = (id: string) => {
    const next = new Set(selected)
    if (!next.delete(id)) next.add(id)
    select(next)
  }
  const open = (row: Row | undefined) => row && go(href(row))
  useTableKeys({
    move: (by) => {
      const next = Math.max(0, Math.min(rows.length - 1, at + by))
      setAt(next)
      virtual.scrollToIndex(next, { align: 'auto' })
    },
    open: () => open(rows[at]),
    toggle: () => rows[at] && toggle(rows[at].id),
    clear: () => (selected.size > 0 ? select(new Set()) : setAt(-1)),
  })
  // A new question starts from the top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the question matters
  useEffect(() => setAt(-1), [state.q, state.sort, state.purpose, state.filter])

  if (pages.error) return <ProblemNote error={pages.error} retry={() => void pages.refetch()} />
  if (!waiting && rows.length === 0) return <>{empty}</>

  const shown = narrow ? [] : columns
  const width = CHECK + shown.reduce((sum, column) => sum + column.width, 0)
  const cells = {
    gridTemplateColumns: narrow
      ? choosable
        ? `${TOUCH}px minmax(0, 1fr)`
        : 'minmax(0, 1fr)'
      : `${CHECK}px ${shown.map((column, i) => (i === shown.length - 1 ? `minmax(${column.width}px, 1fr)` : `${column.width}px`)).join(' ')}`,
  }
  const sorted = state.sort.replace(/^-/, '')
  return (
    <div
      ref={scroller}
      className={`table hued ${pages.isPlaceholderData ? 'table-stale' : ''}`}
      style={hueStyle(purposeHue(register, state.purpose))}
      onScroll={(event) => scroll.remember(event.currentTarget.scrollTop)}
    >
      <div
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={total?.exact ? total.count + 1 : -1}
        aria-activedescendant={at >= 0 && rows[at] ? `row-${rows[at].id}` : undefined}
        aria-busy={waiting}
        style={{ minWidth: narrow ? undefined : width }}
      >
        <div role="rowgroup">
          {!narrow && (
            <div role="row" className="table-head" style={cells} aria-rowindex={1}>
              <span role="columnheader" className="table-cell pinned-check">
                <span className="visually-hidden">{t('table.selection')}</span>
              </span>
              {shown.map((column, i) => (
                <span
                  key={column.id}
                  role="columnheader"
                  className={`table-cell ${i === 0 ? 'pinned' : ''}`}
                  aria-sort={
                    column.sort && column.sort === sorted
                      ? state.sort.startsWith('-')
                        ? 'descending'
                        : 'ascending'
                      : undefined
                  }
                >
                  {column.sort ? (
                    <button
                      type="button"
                      tabIndex={-1}
                      onClick={() =>
                        change({ sort: state.sort === column.sort ? `-${column.sort}` : (column.sort ?? '') })
                      }
                    >
                      {column.label}
                      {column.sort === sorted &&
                        (state.sort.startsWith('-') ? (
                          <IconArrowDown size={13} aria-hidden />
                        ) : (
                          <IconArrowUp size={13} aria-hidden />
                        ))}
                    </button>
                  ) : (
                    column.label
                  )}
                </span>
              ))}
            </div>
          )}
        </div>
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map((item) => {
            const row = rows[item.index]
            const place: CSSProperties = { ...cells, height: rowHeight, transform: `translateY(${item.start}px)` }
            if (!row) return <Waiting key={`waiting-${item.index}`} style={place} cells={shown.length} />
            return (
              <div
                key={row.id}
                id={`row-${row.id}`}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={selected.has(row.id)}
                className={`table-row ${item.index === at ? 'at' : ''}`}
                style={place}
                onClick={(event) => {
                  if ((event.target as HTMLElement).closest('a, button, input, label')) return
                  setAt(item.index)
                  open(row)
                }}
              >
                {narrow ? (
                  <>
                    {choosable && (
                      // The whole cell is the label: a finger need not meet the box itself.
                      <span role="gridcell">
                        {/* biome-ignore lint/a11y/noLabelWithoutControl: the box inside is the control */}
                        <label className="table-touch">
                          <Checkbox
                            checked={selected.has(row.id)}
                            onChange={() => toggle(row.id)}
                            aria-label={t('table.select', { name: title(row) })}
                          />
                        </label>
                      </span>
                    )}
                    <span role="gridcell" className={`table-two ${choosable ? 'table-beside' : ''}`}>
                      <a href={href(row)} onClick={soft(() => open(row))}>
                        {title(row)}
                      </a>
                      <span className="quiet">{subtitle(row)}</span>
                    </span>
                  </>
                ) : (
                  <>
                    <span role="gridcell" className="table-cell pinned-check">
                      <Checkbox
                        size="xs"
                        tabIndex={-1}
                        checked={selected.has(row.id)}
                        onChange={() => toggle(row.id)}
                        aria-label={t('table.select', { name: title(row) })}
                      />
                    </span>
                    {shown.map((column, i) => (
                      <span
                        key={column.id}
                        role="gridcell"
                        className={`table-cell ${i === 0 ? 'pinned' : ''} ${column.numeric ? 'number' : ''}`}
                      >
                        {i === 0 ? (
                          <a href={href(row)} tabIndex={-1} onClick={soft(() => open(row))}>
                            {column.render(row)}
                          </a>
                        ) : (
                          column.render(row)
                        )}
                      </span>
                    ))}
                  </>
                )}
              </div>
            )
          })}
        </div>
      </div>
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

/** Plain click stays in the app; with a modifier the browser opens a tab as for any link. */
const soft = (run: () => void) => (event: React.MouseEvent) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
  event.preventDefault()
  run()
}

function useRowHeight(narrow: boolean): number {
  return useMemo(() => {
    const row = Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue('--row'), 10) || 34
    return narrow ? 60 : row
  }, [narrow])
}

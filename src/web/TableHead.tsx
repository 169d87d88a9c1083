// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid has no table rows for what is out of view
// biome-ignore-all lint/a11y/useFocusableInteractive: a heading is focusable where it can be moved or sorted by
import { Checkbox } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { type KeyboardEvent, memo, type PointerEvent, useEffect, useId, useRef, useState } from 'react'
import { NARROWEST, placeOf, WIDER } from './columnState.ts'
import type { Column } from './columns.tsx'
import { t } from './language.ts'

type Props = {
  columns: Column[]
  template: string
  sort: string
  change: (sort: string) => void
  /** Whether all rows in sight are chosen; some of them is neither. */
  chosen: 'none' | 'some' | 'all'
  chooseAll: () => void
  /** The first column stays where it is; `to` is the place among those shown. */
  move: (id: string, to: number) => void
  /** Tells those who do not see it what has become of a column. */
  say: (words: string) => void
  /** While a border is being drawn, then once it has been let go of; null is the usual width. */
  resize: (id: string, width: number | null, isDone: boolean) => void
}

/**
 * Names of the columns; pressing one puts the rows in its order, pressing again turns it. Dragged, a name moves its
 * column and the border behind it makes it wider. On a name that has the focus, Alt with an arrow makes the column
 * narrower or wider, and with Shift moves it. Drawn again only when they change.
 */
export const TableHead = memo(function TableHead(props: Props) {
  const { columns, template, sort, change, chosen, chooseAll, move, resize, say } = props
  const hint = useId()
  const head = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(0)
  const follow = useRef('')
  const [drop, setDrop] = useState<number>()
  // A heading that has been moved keeps the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the columns stand in another order
  useEffect(() => {
    if (follow.current) head.current?.querySelector<HTMLElement>(`[data-column="${follow.current}"]`)?.focus()
    follow.current = ''
  }, [columns])
  const sorted = sort.replace(/^-/, '')
  const isDown = sort.startsWith('-')
  const order = (column: Column) => column.sort && change(sort === column.sort ? `-${column.sort}` : column.sort)
  const cells = () => [...(head.current?.querySelectorAll<HTMLElement>('[data-column]') ?? [])]

  const pressed = (event: KeyboardEvent, column: Column, i: number) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (by && event.altKey && event.shiftKey) {
      const to = i + by
      if (i > 0 && to > 0 && to < columns.length) {
        move(column.id, to)
        setAt(to)
        say(t('columns.moved', { column: column.label, place: to + 1, of: columns.length }))
        follow.current = column.id
      }
    } else if (by && event.altKey) {
      const width = Math.max(NARROWEST, column.width + by * WIDER)
      resize(column.id, width, true)
      say(t('columns.width', { column: column.label, width }))
    } else if (by) {
      const to = Math.max(0, Math.min(columns.length - 1, i + by))
      setAt(to)
      cells()[to]?.focus()
    } else if ((event.key === 'Enter' || event.key === ' ') && event.target === event.currentTarget) order(column)
    else return
    event.preventDefault()
    event.nativeEvent.stopPropagation()
  }

  /** A border drawn: shown as it goes, kept when it is let go of. */
  const drawn = (event: PointerEvent<HTMLElement>, column: Column) => {
    event.preventDefault()
    event.stopPropagation()
    const handle = event.currentTarget
    const from = event.clientX
    const was = handle.parentElement!.getBoundingClientRect().width
    const widthAt = (x: number) => Math.max(NARROWEST, Math.round(was + x - from))
    handle.setPointerCapture(event.pointerId)
    handle.onpointermove = ({ clientX }) => resize(column.id, widthAt(clientX), false)
    handle.onpointerup = ({ clientX }) => {
      handle.onpointermove = handle.onpointerup = null
      if (Math.abs(clientX - from) > 1) resize(column.id, widthAt(clientX), true)
    }
  }

  /** A name carried to another place. A finger scrolls instead. */
  const carried = (event: PointerEvent<HTMLElement>, column: Column, i: number) => {
    if (i === 0 || event.button !== 0 || event.pointerType === 'touch') return
    const cell = event.currentTarget
    const from = event.clientX
    let to: number | undefined
    const moved = ({ clientX, pointerId }: globalThis.PointerEvent) => {
      if (to === undefined && Math.abs(clientX - from) < 6) return
      if (to === undefined) cell.setPointerCapture(pointerId)
      to = placeOf(
        cells().map((one) => one.getBoundingClientRect()),
        clientX,
      )
      setDrop(to)
    }
    const over = () => {
      removeEventListener('pointermove', moved)
      removeEventListener('pointerup', over)
      setDrop(undefined)
      if (to === undefined) return
      // Where it was let go of, a press would sort.
      addEventListener('click', swallow, { capture: true, once: true })
      setTimeout(() => removeEventListener('click', swallow, { capture: true }))
      if (to !== i) move(column.id, to)
    }
    addEventListener('pointermove', moved)
    addEventListener('pointerup', over)
  }

  return (
    <div ref={head} role="row" className="table-head" style={{ gridTemplateColumns: template }} aria-rowindex={1}>
      <span role="columnheader" className="table-cell pinned-check">
        <Checkbox
          size="xs"
          tabIndex={-1}
          checked={chosen === 'all'}
          indeterminate={chosen === 'some'}
          onChange={chooseAll}
          aria-label={t('table.all')}
        />
      </span>
      {columns.map((column, i) => (
        <span
          key={column.id}
          role="columnheader"
          data-column={column.id}
          tabIndex={i === at ? 0 : -1}
          aria-describedby={i === at ? hint : undefined}
          className={`table-cell ${i === 0 ? 'pinned' : ''} ${column.amount ? 'amount' : ''} ${drop === i ? 'drop-here' : ''}`}
          aria-sort={column.sort && column.sort === sorted ? (isDown ? 'descending' : 'ascending') : undefined}
          onFocus={() => setAt(i)}
          onKeyDown={(event) => pressed(event, column, i)}
          onPointerDown={(event) => carried(event, column, i)}
        >
          {column.sort ? (
            <button type="button" tabIndex={-1} onClick={() => order(column)}>
              {column.label}
              {column.sort === sorted &&
                (isDown ? <IconArrowDown size={13} aria-hidden /> : <IconArrowUp size={13} aria-hidden />)}
            </button>
          ) : (
            column.label
          )}
          <i
            aria-hidden
            className="table-border"
            onPointerDown={(event) => drawn(event, column)}
            onDoubleClick={() => resize(column.id, null, true)}
          />
        </span>
      ))}
      <span id={hint} hidden>
        {t('columns.hint')}
      </span>
    </div>
  )
})

const swallow = (event: Event) => {
  event.stopPropagation()
  event.preventDefault()
}

// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid has no table rows for what is out of view
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names the active row
// biome-ignore-all lint/a11y/useKeyWithClickEvents: Enter opens the active row, see tableKeys.ts
import { Checkbox } from '@mantine/core'
import { IconLayoutSidebarRight } from '@tabler/icons-react'
import { type CSSProperties, memo, type ReactNode } from 'react'
import { CellInput } from './CellInput.tsx'
import { isEditable } from './cellEdit.ts'
import type { Column } from './columns.tsx'
import { t } from './language.ts'
import type { Row } from './record.ts'
import type { NamedField } from './register.ts'

/** What a row may ask of its table; one object for as long as the table lives, so that rows are drawn once. */
export type RowDoors = {
  href: (row: Row) => string
  title: (row: Row) => string
  subtitle: (row: Row) => ReactNode
  open: (row: Row) => void
  preview: ((row: Row) => void) | undefined
  toggle: (line: number, range: boolean) => void
  point: (line: number, column: number) => void
  edit: (line: number, column: number) => void
  save: (row: Row, field: NamedField, value: unknown) => void
  leave: (line: number, column: number, to: 'stay' | 'next' | 'before') => void
}

type Props = {
  row: Row
  line: number
  /** Where it stands, in pixels, and the widths of its cells. */
  start: number
  height: number
  template: string
  columns: Column[]
  purpose: string
  isAt: boolean
  /** The column the keyboard is in, or the one being edited; -1 for the row as a whole. */
  atColumn: number
  editing: boolean
  isSelected: boolean
  isOpen: boolean
  mayEdit: boolean
  doors: { current: RowDoors }
}

/** One row of a table on a wide screen, its cells edited where they stand. */
export const TableRow = memo(function TableRow(props: Props) {
  const { row, line, columns, purpose, isAt, atColumn, editing, isSelected, isOpen, mayEdit, doors } = props
  const { title, href } = doors.current
  return (
    <div
      id={`row-${row.id}`}
      role="row"
      aria-rowindex={line + 2}
      aria-selected={isSelected}
      className={`table-row ${isAt ? 'at' : ''} ${isOpen ? 'beside' : ''} ${editing ? 'editing' : ''}`}
      style={styleOf(props)}
      onClick={(event) => {
        if ((event.target as HTMLElement).closest('a, button, input, label, select, form')) return
        doors.current.point(line, -1)
        if (doors.current.preview) doors.current.preview(row)
        else doors.current.open(row)
      }}
    >
      <span role="gridcell" className="table-cell pinned-check">
        <Checkbox
          size="xs"
          tabIndex={-1}
          checked={isSelected}
          onChange={(event) => doors.current.toggle(line, (event.nativeEvent as MouseEvent).shiftKey === true)}
          aria-label={t('table.select', { name: title(row) })}
        />
      </span>
      {columns.map((column, i) => {
        const isEditing = editing && i === atColumn
        const mine = mayEdit && i > 0 && isEditable(column.field, purpose)
        return (
          <span
            key={column.id}
            id={`cell-${row.id}-${column.id}`}
            role="gridcell"
            aria-readonly={mine ? undefined : true}
            className={`table-cell ${i === 0 ? 'pinned' : ''} ${column.numeric ? 'number' : ''} ${column.amount ? 'amount' : ''} ${mine ? 'can-edit' : ''} ${isAt && i === atColumn ? 'cell-at' : ''}`}
            onClick={
              mine
                ? (event) => {
                    event.stopPropagation()
                    if (!isEditing) doors.current.edit(line, i)
                  }
                : undefined
            }
          >
            {isEditing && column.field ? (
              <CellInput
                field={column.field}
                value={row[column.field.id]}
                save={(value) => doors.current.save(row, column.field!, value)}
                leave={(to) => doors.current.leave(line, i, to)}
              />
            ) : i === 0 ? (
              <>
                <a href={href(row)} tabIndex={-1} onClick={soft(() => doors.current.open(row))}>
                  {column.render(row)}
                </a>
                {doors.current.preview && (
                  <button
                    type="button"
                    tabIndex={-1}
                    className="table-preview"
                    aria-label={t('table.preview', { name: title(row) })}
                    onClick={() => {
                      doors.current.point(line, -1)
                      doors.current.preview?.(row)
                    }}
                  >
                    <IconLayoutSidebarRight size={15} aria-hidden />
                  </button>
                )}
              </>
            ) : (
              column.render(row)
            )}
          </span>
        )
      })}
    </div>
  )
})

type NarrowProps = Pick<Props, 'row' | 'line' | 'start' | 'height' | 'template' | 'isAt' | 'isSelected' | 'doors'> & {
  choosable: boolean
}

/** The same on a phone: two lines, and a box as wide as a finger where rows can be chosen. */
export const NarrowRow = memo(function NarrowRow(props: NarrowProps) {
  const { row, line, isAt, isSelected, choosable, doors } = props
  const { title, subtitle, href } = doors.current
  return (
    <div
      id={`row-${row.id}`}
      role="row"
      aria-rowindex={line + 2}
      aria-selected={isSelected}
      className={`table-row ${isAt ? 'at' : ''}`}
      style={styleOf(props)}
      onClick={(event) => {
        if ((event.target as HTMLElement).closest('a, button, input, label')) return
        doors.current.point(line, -1)
        doors.current.open(row)
      }}
    >
      {choosable && (
        // The whole cell is the label: a finger need not meet the box itself.
        <span role="gridcell">
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the box inside is the control */}
          <label className="table-touch">
            <Checkbox
              checked={isSelected}
              onChange={() => doors.current.toggle(line, false)}
              aria-label={t('table.select', { name: title(row) })}
            />
          </label>
        </span>
      )}
      <span role="gridcell" className={`table-two ${choosable ? 'table-beside' : ''}`}>
        <a href={href(row)} onClick={soft(() => doors.current.open(row))}>
          {title(row)}
        </a>
        <span className="quiet">{subtitle(row)}</span>
      </span>
    </div>
  )
})

const styleOf = ({ start, height, template }: Pick<Props, 'start' | 'height' | 'template'>): CSSProperties => ({
  gridTemplateColumns: template,
  height,
  transform: `translateY(${start}px)`,
})

/** Plain click stays in the app; with a modifier the browser opens a tab as for any link. */
const soft = (run: () => void) => (event: React.MouseEvent) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
  event.preventDefault()
  run()
}

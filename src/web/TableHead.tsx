// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid has no table rows for what is out of view
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names the active row
import { Checkbox } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { memo } from 'react'
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
}

/** Names of the columns; pressing one puts the rows in its order, pressing again turns it. Drawn again only when they change. */
export const TableHead = memo(function TableHead({ columns, template, sort, change, chosen, chooseAll }: Props) {
  const sorted = sort.replace(/^-/, '')
  const isDown = sort.startsWith('-')
  return (
    <div role="row" className="table-head" style={{ gridTemplateColumns: template }} aria-rowindex={1}>
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
          className={`table-cell ${i === 0 ? 'pinned' : ''} ${column.amount ? 'amount' : ''}`}
          aria-sort={column.sort && column.sort === sorted ? (isDown ? 'descending' : 'ascending') : undefined}
        >
          {column.sort ? (
            <button
              type="button"
              tabIndex={-1}
              onClick={() => change(sort === column.sort ? `-${column.sort}` : (column.sort ?? ''))}
            >
              {column.label}
              {column.sort === sorted &&
                (isDown ? <IconArrowDown size={13} aria-hidden /> : <IconArrowUp size={13} aria-hidden />)}
            </button>
          ) : (
            column.label
          )}
        </span>
      ))}
    </div>
  )
})

import { ActionIcon, Button, Checkbox, Popover, Tooltip } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { shownOf } from './columnState.ts'
import type { Column } from './columns.tsx'
import { t } from './language.ts'
import { useLayout } from './layouts.ts'
import type { TableState } from './tableState.ts'
import { toastProblem } from './toast.tsx'

type Put = { columns?: string[]; widths?: string }

/**
 * Which columns a list shows, in which order and how wide: as its address says, or as this user has arranged the
 * list. A list that began as a view, or whose address says it, changes its address.
 */
export function useColumns(
  noun: string,
  { purpose, view, columns: asked, widths }: TableState,
  columns: Column[],
  change: (next: Put) => void,
) {
  const { own = {}, keep, reset } = useLayout(`table:${noun}.${purpose}`)
  const isSaid = view !== '' || asked.length > 0 || widths !== ''
  const ids = isSaid ? asked : (own.columns ?? [])
  const wide = isSaid ? widths : (own.widths ?? '')
  const put = (next: Put) => {
    if (isSaid) change(next)
    else void keep({ ...own, ...next }).catch(toastProblem)
  }
  return {
    shown: shownOf(columns, ids, wide),
    widths: wide,
    put,
    reset: () => {
      if (isSaid) change({ columns: [], widths: '' })
      else if (own.columns || own.widths) void reset().catch(toastProblem)
    },
  }
}

type Props = {
  columns: Column[]
  shown: Column[]
  choose: (ids: string[]) => void
  reset: () => void
}

export function ColumnChoice({ columns, shown, choose, reset }: Props) {
  const ids = shown.map((column) => column.id)
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <Tooltip label={t('columns.choose')}>
          <ActionIcon aria-label={t('columns.choose')}>
            <IconColumns3 size={17} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('columns.choose')}>
        <div className="stack columns-list">
          {columns.slice(1).map((column) => (
            <Checkbox
              key={column.id}
              size="xs"
              label={column.label}
              checked={ids.includes(column.id)}
              onChange={(event) =>
                choose(event.currentTarget.checked ? [...ids, column.id] : ids.filter((id) => id !== column.id))
              }
            />
          ))}
        </div>
        <p className="quiet small columns-hint">{t('columns.hint')}</p>
        <Button size="compact-sm" onClick={reset}>
          {t('columns.reset')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}

import { ActionIcon, Checkbox, Popover, Tooltip } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { useState } from 'react'
import type { Column } from './columns.tsx'
import { t } from './language.ts'

/** Which columns this device shows of a list under a purpose. */
export function useColumnChoice(key: string, columns: Column[]) {
  const name = `seloste.columns.${key}`
  const [chosen, setChosen] = useState<{ name: string; ids: string[] }>(() => ({ name, ids: read(name) }))
  const ids = chosen.name === name ? chosen.ids : read(name)
  const isShown = (column: Column, i: number) =>
    i === 0 || (ids.length ? ids.includes(column.id) : column.usual === true)
  const shown = columns.filter(isShown)
  const choose = (next: string[]) => {
    setChosen({ name, ids: next })
    try {
      localStorage.setItem(name, JSON.stringify(next))
    } catch {
      // Storage may be closed; the choice then lasts for this visit.
    }
  }
  return { shown, choose }
}

type Props = { columns: Column[]; shown: Column[]; choose: (ids: string[]) => void }

export function ColumnChoice({ columns, shown, choose }: Props) {
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
      </Popover.Dropdown>
    </Popover>
  )
}

function read(name: string): string[] {
  try {
    return JSON.parse(localStorage.getItem(name) ?? '[]')
  } catch {
    return []
  }
}

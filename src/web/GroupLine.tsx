// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid has no table rows for what is out of view
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names the active row
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import { colleagueOf, useColleagues } from './colleagues.ts'
import type { Column } from './columns.tsx'
import { formatMonth, formatNumber, formatValue } from './format.ts'
import { t } from './language.ts'
import type { Group } from './lines.ts'
import type { NamedField } from './register.ts'
import { GroupSums } from './TableFoot.tsx'

type Props = {
  group: Group
  field: NamedField
  isFolded: boolean
  isAt: boolean
  line: number
  style: CSSProperties
  columns: Column[]
  calc: string
  fold: () => void
}

/** The heading of a group: what its rows have in common, how many they are and what they come to. */
export function GroupLine({ group, field, isFolded, isAt, line, style, columns, calc, fold }: Props) {
  const { colleagues } = useColleagues(field.id === 'owner_id')
  const owner = colleagueOf(colleagues, group.value)
  const name = group.name ?? (owner || (group.value === null ? t('group.without') : wordsOf(field, group.value)))
  const Icon = isFolded ? IconChevronRight : IconChevronDown
  return (
    <div
      role="row"
      aria-rowindex={line + 2}
      className={`table-row table-group ${isAt ? 'at' : ''}`}
      style={{ ...style, gridTemplateColumns: 'minmax(0, 1fr)' }}
    >
      <span role="gridcell">
        <button
          type="button"
          tabIndex={-1}
          aria-expanded={!isFolded}
          aria-label={t(isFolded ? 'group.unfold' : 'group.fold', { name })}
          onClick={fold}
        >
          <Icon size={15} aria-hidden />
        </button>
        <strong>{name}</strong>
        {group.count !== undefined && <span className="quiet"> {formatNumber(group.count)}</span>}
        {group.values && <GroupSums columns={columns} calc={calc} values={group.values} />}
      </span>
    </div>
  )
}

const wordsOf = (field: NamedField, value: string): string =>
  field.type === 'date' ? formatMonth(value) : formatValue(field, field.type === 'boolean' ? value === 'true' : value)

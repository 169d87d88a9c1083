import { Button, CloseButton } from '@mantine/core'
import { IconFilter, IconPlus } from '@tabler/icons-react'
import { FilterForm } from './FilterForm.tsx'
import { useFilterFields } from './filterFields.ts'
import { formatValue } from './format.ts'
import { type Key, t } from './language.ts'
import { inWords, type NamedField } from './register.ts'
import { type Condition, type Filter, isGroup } from './tableState.ts'

type Props = { noun: string; purpose: string; filter: Filter; change: (filter: Filter) => void }

/** Filters as chips, in groups where one wants "this and (that or that)"; pressing one opens it again. */
export function FilterBar({ noun, purpose, filter, change }: Props) {
  const fields = useFilterFields(noun, purpose)
  return (
    <div className="filters">
      <Parts fields={fields} filter={filter} change={change} />
      <FilterForm
        fields={fields}
        done={(next) => change({ ...filter, conditions: [...filter.conditions, next] })}
        target={(open) => (
          <Button size="compact-sm" variant="subtle" leftSection={<IconFilter size={15} aria-hidden />} onClick={open}>
            {t('filter.add')}
          </Button>
        )}
      />
      {filter.conditions.length > 0 && (
        <FilterForm
          fields={fields}
          done={(next) =>
            change({
              ...filter,
              conditions: [...filter.conditions, { join: filter.join === 'and' ? 'or' : 'and', conditions: [next] }],
            })
          }
          target={(open) => (
            <Button size="compact-sm" variant="subtle" onClick={open}>
              {t('filter.group')}
            </Button>
          )}
        />
      )}
    </div>
  )
}

type PartsProps = { fields: NamedField[]; filter: Filter; change: (filter: Filter) => void }

function Parts({ fields, filter, change }: PartsProps) {
  const { conditions } = filter
  const replace = (place: number, next: Condition | Filter) =>
    change({ ...filter, conditions: conditions.map((old, i) => (i === place ? next : old)) })
  const drop = (place: number) => change({ ...filter, conditions: conditions.filter((_, i) => i !== place) })
  const join = (i: number) =>
    i > 0 && (
      <button
        type="button"
        className="filter-join"
        onClick={() => change({ ...filter, join: filter.join === 'and' ? 'or' : 'and' })}
      >
        {t(filter.join === 'and' ? 'filter.and' : 'filter.or')}
      </button>
    )
  return conditions.map((part, i) =>
    isGroup(part) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the place is what identifies a condition
      <fieldset key={i} className="filter-group">
        <legend className="visually-hidden">{t('filter.group.name')}</legend>
        {join(i)}
        <Parts
          fields={fields}
          filter={part}
          change={(next) => (next.conditions.length > 0 ? replace(i, next) : drop(i))}
        />
        <FilterForm
          fields={fields}
          done={(next) => replace(i, { ...part, conditions: [...part.conditions, next] })}
          target={(open) => (
            <button type="button" className="filter-more" aria-label={t('filter.group.add')} onClick={open}>
              <IconPlus size={14} aria-hidden />
            </button>
          )}
        />
      </fieldset>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the place is what identifies a condition
      <span key={i} className="filter-chip">
        {join(i)}
        <FilterForm
          fields={fields}
          start={part}
          done={(next) => replace(i, next)}
          target={(open) => (
            <button type="button" className="filter-words" onClick={open}>
              <span className="quiet">{inWords(fieldOf(fields, part)?.label, part.field)}</span>{' '}
              {t(`op.${part.op}` as Key)} <strong>{valueWords(fields, part)}</strong>
            </button>
          )}
        />
        <CloseButton size="xs" aria-label={t('filter.remove')} onClick={() => drop(i)} />
      </span>
    ),
  )
}

const fieldOf = (fields: NamedField[], { field }: Condition) => fields.find((one) => one.id === field)

function valueWords(fields: NamedField[], condition: Condition): string {
  const found = fieldOf(fields, condition)
  if (found?.type === 'choice' && Array.isArray(condition.value))
    return formatValue({ ...found, type: 'choices' }, condition.value)
  return formatValue(found, condition.value)
}

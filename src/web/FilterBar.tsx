import { Button, CloseButton, NativeSelect, Popover } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useState } from 'react'
import { FieldInput } from './FieldInput.tsx'
import { formatValue } from './format.ts'
import { type Key, t } from './language.ts'
import { fieldLabel, fieldsSeen, inWords, isReadable, type NamedField, useRegister } from './register.ts'
import type { Condition, Filter, Op } from './tableState.ts'

type Props = { noun: string; purpose: string; filter: Filter; change: (filter: Filter) => void }

/** Filters as chips; pressing one opens it again. */
export function FilterBar({ noun, purpose, filter, change }: Props) {
  const register = useRegister()
  const fields = fieldsSeen(register, noun, purpose).filter(isReadable)
  const set = (conditions: Condition[], join = filter.join) => change({ join, conditions })
  return (
    <div className="filters">
      {filter.conditions.map((condition, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is what identifies a condition
        <span key={i} className="filter-chip">
          {i > 0 && (
            <button
              type="button"
              className="filter-join"
              onClick={() => set(filter.conditions, filter.join === 'and' ? 'or' : 'and')}
            >
              {t(filter.join === 'and' ? 'filter.and' : 'filter.or')}
            </button>
          )}
          <Builder
            fields={fields}
            start={condition}
            done={(next) => set(filter.conditions.map((old, place) => (place === i ? next : old)))}
            target={(open) => (
              <button type="button" className="filter-words" onClick={open}>
                <span className="quiet">{fieldLabel(register, noun, condition.field)}</span>{' '}
                {t(`op.${condition.op}` as Key)} <strong>{valueWords(fields, condition)}</strong>
              </button>
            )}
          />
          <CloseButton
            size="xs"
            aria-label={t('filter.remove')}
            onClick={() => set(filter.conditions.filter((_, place) => place !== i))}
          />
        </span>
      ))}
      <Builder
        fields={fields}
        done={(next) => set([...filter.conditions, next])}
        target={(open) => (
          <Button size="compact-sm" variant="subtle" leftSection={<IconFilter size={15} aria-hidden />} onClick={open}>
            {t('filter.add')}
          </Button>
        )}
      />
    </div>
  )
}

type BuilderProps = {
  fields: NamedField[]
  start?: Condition
  done: (condition: Condition) => void
  target: (open: () => void) => React.ReactElement
}

function Builder({ fields, start, done, target }: BuilderProps) {
  const [opened, setOpened] = useState(false)
  const [condition, setCondition] = useState<Condition>(start ?? fresh(fields[0]))
  const field = fields.find((one) => one.id === condition.field)
  const open = () => {
    setCondition(start ?? fresh(fields[0]))
    setOpened(true)
  }
  const needsValue = condition.op !== 'empty' && condition.op !== 'not_empty'
  const ready =
    !needsValue ||
    (condition.value !== undefined &&
      condition.value !== null &&
      condition.value !== '' &&
      String(condition.value) !== '')
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>{target(open)}</Popover.Target>
      <Popover.Dropdown aria-label={t('filter.add')}>
        <form
          className="stack filter-form"
          onSubmit={(event) => {
            event.preventDefault()
            event.stopPropagation()
            if (!ready) return
            done(condition)
            setOpened(false)
          }}
        >
          <NativeSelect
            label={t('filter.field')}
            data={fields.map((one) => ({ value: one.id, label: inWords(one.label, one.id) }))}
            value={condition.field}
            onChange={(event) => setCondition(fresh(fields.find((one) => one.id === event.currentTarget.value)))}
          />
          <NativeSelect
            label={t('filter.op')}
            data={opsFor(field).map((op) => ({ value: op, label: t(`op.${op}` as Key) }))}
            value={condition.op}
            onChange={(event) => setCondition({ ...condition, op: event.currentTarget.value as Op })}
          />
          {needsValue && field && (
            <FieldInput
              field={
                condition.op === 'any_of'
                  ? { ...field, type: 'choices' }
                  : field.type === 'longtext'
                    ? { ...field, type: 'text' }
                    : { ...field, required: false }
              }
              label={t('filter.value')}
              value={condition.value}
              change={(value) => setCondition({ ...condition, value })}
            />
          )}
          <Button type="submit" variant="filled" disabled={!ready}>
            {t('filter.apply')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}

const fresh = (field: NamedField | undefined): Condition => ({ field: field?.id ?? '', op: opsFor(field)[0] ?? 'is' })

function opsFor(field: NamedField | undefined): Op[] {
  switch (field?.type) {
    case 'choice':
      return ['is', 'is_not', 'any_of', 'empty', 'not_empty']
    case 'choices':
      return ['any_of', 'empty', 'not_empty']
    case 'date':
    case 'timestamp':
      return ['before', 'after', 'empty', 'not_empty']
    case 'decimal':
      return ['is', 'after', 'before', 'empty', 'not_empty']
    case 'boolean':
    case 'integer':
      return ['is', 'is_not', 'empty', 'not_empty']
    default:
      return ['contains', 'is', 'starts', 'is_not', 'empty', 'not_empty']
  }
}

function valueWords(fields: NamedField[], { field, value }: Condition): string {
  const found = fields.find((one) => one.id === field)
  if (found?.type === 'choice' && Array.isArray(value)) return formatValue({ ...found, type: 'choices' }, value)
  return formatValue(found, value)
}

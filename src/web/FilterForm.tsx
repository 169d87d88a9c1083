import { Button, NativeSelect, Popover } from '@mantine/core'
import { useState } from 'react'
import { FieldInput } from './FieldInput.tsx'
import { type Key, t } from './language.ts'
import { inWords, type NamedField } from './register.ts'
import type { Condition, Op } from './tableState.ts'

type Props = {
  fields: NamedField[]
  start?: Condition
  done: (condition: Condition) => void
  target: (open: () => void) => React.ReactElement
}

/** One condition being put together: field, comparison, value. */
export function FilterForm({ fields, start, done, target }: Props) {
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

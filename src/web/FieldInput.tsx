import { Checkbox, MultiSelect, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { t } from './language.ts'
import { type Field, inWords } from './register.ts'

type Props = {
  field: Field
  label?: string
  value: any
  change: (value: any) => void
  error?: string | undefined
  autoFocus?: boolean
  hideLabel?: boolean
}

/** The input a field's type calls for, labelled from the register. */
export function FieldInput({ field, value, change, error, autoFocus, hideLabel, label }: Props) {
  const name = label ?? inWords(field.label)
  const common = {
    ...(hideLabel ? { 'aria-label': name } : { label: name }),
    ...(error && { error }),
    ...(autoFocus && { 'data-autofocus': true, autoFocus: true }),
    ...(field.required && field.default === undefined && !hideLabel && { withAsterisk: true }),
  }
  const options = Object.entries(field.options ?? {}).map(([id, words]) => ({ value: id, label: inWords(words, id) }))
  switch (field.type) {
    case 'choice':
      return (
        <NativeSelect
          {...common}
          data={field.required ? options : [{ value: '', label: '–' }, ...options]}
          value={value ?? ''}
          onChange={(event) => change(event.currentTarget.value || null)}
        />
      )
    case 'choices':
      return (
        <MultiSelect
          {...common}
          data={options}
          value={value ?? []}
          onChange={change}
          placeholder={value?.length ? '' : t('choose')}
        />
      )
    case 'boolean':
      return <Checkbox {...common} checked={Boolean(value)} onChange={(event) => change(event.currentTarget.checked)} />
    case 'integer':
      return (
        <NumberInput
          {...common}
          value={value ?? ''}
          onChange={(next) => change(next === '' ? null : Number(next))}
          allowDecimal={false}
        />
      )
    case 'decimal':
      return (
        <TextInput
          {...common}
          inputMode="decimal"
          value={value ?? ''}
          onChange={(event) => change(event.currentTarget.value.replace(',', '.') || null)}
        />
      )
    case 'longtext':
      return (
        <Textarea
          {...common}
          autosize
          minRows={3}
          value={value ?? ''}
          onChange={(event) => change(event.currentTarget.value)}
        />
      )
    case 'date':
    case 'timestamp':
      return (
        <TextInput
          {...common}
          type="date"
          value={(value ?? '').slice(0, 10)}
          onChange={(event) => change(event.currentTarget.value || null)}
        />
      )
    default:
      return (
        <TextInput
          {...common}
          value={value ?? ''}
          {...(field.maxLength && { maxLength: field.maxLength })}
          onChange={(event) => change(event.currentTarget.value)}
        />
      )
  }
}

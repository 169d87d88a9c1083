import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { get } from './api.ts'
import type { Page, Row } from './record.ts'

type Props = {
  purpose: string
  label: string
  value: string
  change: (name: string) => void
  pick: (product: Row) => void
  error?: string | undefined
}

const ON_SALE = { field: 'active', op: 'is', value: true }

/** What is sold, found by typing; what is none of our products stays as it was written. */
export function ProductPicker({ purpose, label, value, change, pick, error }: Props) {
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const [q] = useDebouncedValue(value.trim(), 150)
  const found = useQuery({
    queryKey: ['pick', 'products', purpose, q],
    queryFn: ({ signal }) =>
      get<Page>('/products', { purpose, q, filter: ON_SALE, sort: 'name', limit: 8, total: 'without' }, signal),
    enabled: combobox.dropdownOpened,
    placeholderData: keepPreviousData,
  })
  const rows = found.data?.items ?? []
  return (
    <Combobox
      store={combobox}
      width={320}
      position="bottom-start"
      onOptionSubmit={(id) => {
        const row = rows.find((one) => one.id === id)
        if (row) pick(row)
        combobox.closeDropdown()
      }}
    >
      <Combobox.Target>
        <TextInput
          aria-label={label}
          value={value}
          {...(error && { error })}
          onChange={(event) => {
            change(event.currentTarget.value)
            combobox.openDropdown()
          }}
          onFocus={() => combobox.openDropdown()}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={rows.length === 0}>
        <Combobox.Options aria-label={label}>
          {rows.map((row) => (
            <Combobox.Option key={row.id} value={row.id}>
              {row.name} <span className="quiet small">{[row.code, row.unit].filter(Boolean).join(' · ')}</span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

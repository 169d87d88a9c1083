import { Combobox, Loader, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get } from './api.ts'
import { t } from './language.ts'
import { type Page, personName, type Row } from './record.ts'

export type Picked = { id: string; name: string }

type Props = {
  noun: 'people' | 'companies'
  purpose: string
  label: string
  value: Picked | null
  change: (picked: Picked | null) => void
  /** Offers what was typed as a new record. */
  fresh?: (name: string) => void
  without?: string
  error?: string | undefined
}

/** Finds a record by typing, among those the purpose sees. */
export function RecordPicker({ noun, purpose, label, value, change, fresh, without, error }: Props) {
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const [typed, setTyped] = useState(value?.name ?? '')
  const [q] = useDebouncedValue(typed.trim(), 150)
  const found = useQuery({
    queryKey: ['pick', noun, purpose, q],
    queryFn: ({ signal }) => get<Page>(`/${noun}`, { purpose, q, limit: 8 }, signal),
    enabled: combobox.dropdownOpened,
    placeholderData: keepPreviousData,
  })
  const rows = (found.data?.items ?? []).filter((row) => row.id !== without)
  const name = (row: Row) => (noun === 'people' ? personName(row) : row.name)
  // Not before the answer for these very letters is here: an Enter too early would make what exists a second time.
  const offersNew = fresh && typed.trim().length > 1 && q === typed.trim() && !found.isFetching
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        if (id === '+') fresh?.(typed.trim())
        else {
          const row = rows.find((one) => one.id === id)
          if (row) {
            change({ id, name: name(row) })
            setTyped(name(row))
          }
        }
        combobox.closeDropdown()
      }}
    >
      <Combobox.Target>
        <TextInput
          label={label}
          value={typed}
          {...(error && { error })}
          rightSection={found.isFetching ? <Loader size={14} /> : null}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            if (value) change(null)
            combobox.openDropdown()
            combobox.selectFirstOption()
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={label}>
          {rows.map((row) => (
            <Combobox.Option key={row.id} value={row.id}>
              {name(row)}{' '}
              <span className="quiet small">
                {noun === 'people' ? row.job_title : [row.business_id, row.city].filter(Boolean).join(' · ')}
              </span>
            </Combobox.Option>
          ))}
          {offersNew && <Combobox.Option value="+">{t('picker.new', { name: typed.trim() })}</Combobox.Option>}
          {rows.length === 0 && !offersNew && <Combobox.Empty>{t('picker.nothing')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

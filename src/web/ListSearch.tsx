import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { Keycap } from './Keycap.tsx'

type Props = {
  value: string
  change: (q: string) => void
  field: React.RefObject<HTMLInputElement | null>
  label: string
}

export function ListSearch({ value, change, field, label }: Props) {
  const [typed, setTyped] = useState(value)
  const ask = useDebouncedCallback(change, 140)
  useEffect(() => setTyped(value), [value])
  return (
    <TextInput
      ref={field}
      className="list-search"
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={typed ? null : <Keycap keys="/" />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        ask(event.currentTarget.value)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}

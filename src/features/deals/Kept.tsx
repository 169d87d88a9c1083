import { TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'

type Props = { label: string; value: string; save: (value: string) => unknown; number?: boolean; bare?: boolean }

/** A value that is kept when it is left or Enter is pressed; Escape puts back what stood there. */
export function Kept({ label, value, save, number, bare }: Props) {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  const keep = () => {
    const text = typed.trim()
    if (text === '' || (number && !/^\d+$/.test(text))) return setTyped(value)
    if (text !== value) save(text)
  }
  return (
    <TextInput
      {...(bare ? { 'aria-label': label } : { label })}
      {...(number && { inputMode: 'numeric' as const })}
      value={typed}
      maxLength={100}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep()
        if (event.key === 'Escape') setTyped(value)
      }}
    />
  )
}

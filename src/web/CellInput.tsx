import { useEffect, useRef, useState } from 'react'
import { FieldInput } from './FieldInput.tsx'
import type { NamedField } from './register.ts'

type Props = {
  field: NamedField
  value: unknown
  save: (value: unknown) => void
  /** After Enter or Escape nothing, after Tab the next cell that can be edited. */
  leave: (to: 'stay' | 'next' | 'before') => void
}

/** A value being changed in its cell: Enter and Tab save, Escape lets it be, and so does leaving it unchanged. */
export function CellInput({ field, value, save, leave }: Props) {
  const [draft, setDraft] = useState(value)
  const form = useRef<HTMLFormElement>(null)
  const done = useRef(false)
  const end = (to: 'stay' | 'next' | 'before', next?: { value: unknown }) => {
    if (done.current) return
    done.current = true
    if (next) save(next.value)
    leave(to)
  }
  useEffect(() => {
    const input = form.current?.querySelector<HTMLInputElement>('input, select')
    input?.focus()
    if (input?.type === 'text') input.select()
  }, [])
  return (
    <form
      ref={form}
      className="cell-input"
      onSubmit={(event) => {
        event.preventDefault()
        end('stay', { value: draft })
      }}
      onKeyDown={(event) => {
        if (event.key === 'Tab') {
          event.preventDefault()
          end(event.shiftKey ? 'before' : 'next', { value: draft })
        } else if (event.key === 'Escape') {
          event.stopPropagation()
          event.preventDefault()
          end('stay')
        } else if (event.key === 'Enter' && field.type === 'choice') {
          event.preventDefault()
          end('stay', { value: draft })
        }
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) end('stay', { value: draft })
      }}
    >
      <FieldInput field={field} value={draft} hideLabel change={setDraft} />
    </form>
  )
}

import type { ReactNode } from 'react'
import { formatAgo, formatPhone, formatTime, formatValue } from './format.ts'
import type { Row } from './record.ts'
import { fieldsSeen, inWords, isReadable, type NamedField, type Register } from './register.ts'

export type Column = {
  id: string
  label: string
  width: number
  sort?: string
  /** Shown until the user chooses otherwise. */
  usual?: boolean
  /** Digits under digits. */
  numeric?: boolean
  /** Quantities and money end where the column does. */
  amount?: boolean
  /** The field it shows, where it is one: what can be edited in its cells, and reckoned below them. */
  field?: NamedField
  render: (row: Row) => ReactNode
}

const WIDTHS: Record<string, number> = {
  text: 180,
  longtext: 240,
  choice: 130,
  choices: 180,
  date: 130,
  timestamp: 150,
  boolean: 90,
  integer: 90,
  decimal: 110,
}

/** A column for every field the purpose sees, in the register's order; the caller adds those of related nouns. */
export function fieldColumns(register: Register, noun: string, purpose: string, usual: readonly string[]): Column[] {
  return fieldsSeen(register, noun, purpose)
    .filter(isReadable)
    .map((field) => ({
      id: field.id,
      label: inWords(field.label, field.id),
      width: WIDTHS[field.type] ?? 140,
      sort: field.id,
      usual: usual.includes(field.id),
      field,
      amount: field.type === 'integer' || field.type === 'decimal',
      numeric: ['date', 'timestamp', 'integer', 'decimal'].includes(field.type) || field.id === 'phone',
      render: (row: Row) =>
        field.type === 'timestamp' && row[field.id] ? (
          <time dateTime={row[field.id]} title={formatTime(row[field.id])}>
            {formatAgo(row[field.id])}
          </time>
        ) : (
          formatValue(field, row[field.id])
        ),
    }))
}

/** The first of a record's e-mails or phones, its main one before others, with how many more there are. */
export function mainOf(parts: unknown, value: 'address' | 'number'): ReactNode {
  const list = Array.isArray(parts) ? parts : []
  const main = list.find((part) => part.main) ?? list[0]
  if (!main) return ''
  return (
    <>
      {value === 'number' ? formatPhone(main.number) : main.address}
      {list.length > 1 && <span className="quiet"> +{list.length - 1}</span>}
    </>
  )
}

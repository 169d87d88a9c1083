import type { Row } from './record.ts'
import type { Field } from './register.ts'

/** What one line of a table is: a row, or the heading of a group of them. */
export type Line = { row: Row; group?: undefined } | { row?: undefined; group: Group; folded: boolean }
export type Group = { value: string | null; name?: string; count?: number; values?: Record<string, Result[]> }
export type Result = { value: string | null; currency?: string }

/** Under which heading a row stands; a date stands under its month. */
export function groupOf(row: Row, column: string, field: Field): string | null {
  const value = row[column]
  if (value === null || value === undefined || value === '') return null
  return field.type === 'date' ? String(value).slice(0, 7) : String(value)
}

type By = {
  column: string
  field: Field
  groups: Group[] | undefined
  folded: ReadonlySet<string | null>
  /** All rows have come, whatever the counts said a moment ago. */
  whole?: boolean
}

/**
 * Rows in the order of their groups, with a heading before each. A group whose rows have not all come ends what is
 * shown; one that is folded has a heading alone.
 */
export function linesOf(rows: readonly Row[], by: By): Line[] {
  const { column, field, groups = [], folded, whole = false } = by
  const own = Map.groupBy(rows, (row) => groupOf(row, column, field))
  const lines: Line[] = []
  const told = new Set<string | null>()
  for (const group of groups) {
    const value = group.value === '' ? null : group.value
    if (told.has(value)) continue
    told.add(value)
    const isFolded = folded.has(value)
    const found = own.get(value) ?? []
    lines.push({ group: { ...group, value }, folded: isFolded })
    if (isFolded) continue
    for (const row of found) lines.push({ row })
    if (!whole && found.length < (group.count ?? 0)) return lines
  }
  for (const [value, found] of own) {
    if (told.has(value)) continue
    lines.push({ group: { value }, folded: false }, ...found.map((row) => ({ row })))
  }
  return lines
}

/** The rows of folded groups are not asked for. */
export function unfolded(column: string, field: Field, folded: ReadonlySet<string | null>): object | undefined {
  if (folded.size === 0) return undefined
  const parts = [...folded].map((value) => {
    if (value === null) return { field: column, op: 'not_empty' }
    if (field.type !== 'date') return { field: column, op: 'is_not', value }
    return {
      or: [
        { field: column, op: 'before', value: `${value}-01` },
        { field: column, op: 'after', value: lastOf(value) },
        { field: column, op: 'empty' },
      ],
    }
  })
  return { and: parts }
}

/** The rows of one group, as the API is asked for them. */
export function within(column: string, field: Field, value: string | null): object {
  if (value === null) return { field: column, op: 'empty' }
  if (field.type !== 'date') return { field: column, op: 'is', value }
  const [year = 0, place = 1] = value.split('-').map(Number)
  const before = new Date(Date.UTC(year, place - 1, 0)).toISOString().slice(0, 10)
  const after = new Date(Date.UTC(year, place, 1)).toISOString().slice(0, 10)
  return {
    and: [
      { field: column, op: 'after', value: before },
      { field: column, op: 'before', value: after },
    ],
  }
}

const lastOf = (month: string): string => {
  const [year = 0, place = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, place, 0)).toISOString().slice(0, 10)
}

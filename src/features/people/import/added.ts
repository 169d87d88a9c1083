import { checkedValue } from '#kernel/check.ts'
import { writableOf } from '#kernel/compile.ts'
import type { Field } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'
import { dateOf, saysNo, saysYes } from './answers.ts'
import type { Column } from './columns.ts'
import { keyOf } from './headers.ts'

/** A company's own fields of people, by name: those the purpose may write. */
export type Added = Readonly<Record<string, Field>>

export function addedTo({ nouns }: Register, purpose: string): Added {
  const noun = nouns.people!
  const names = writableOf(noun, purpose).filter((name) => name.startsWith('x_'))
  return Object.fromEntries(names.map((name) => [name, noun.fields[name]!]))
}

/** A header that says the field's name, in any language or as the database calls it, is that field's column. */
export function recogniseAdded(columns: readonly Column[], added: Added): void {
  const named = new Map(
    Object.entries(added).flatMap(([name, { label }]) =>
      [name, label.fi, label.sv, label.en].map((one) => [keyOf(one), name] as const),
    ),
  )
  for (const column of columns) {
    const name = column.why === 'given' ? column.field : named.get(keyOf(column.header))
    if (!name || !Object.hasOwn(added, name)) continue
    if (column.why !== 'given' && columns.some((other) => other.added && other.field === name)) continue
    Object.assign(column, { field: name, added: added[name] })
    if (column.why !== 'given') Object.assign(column, { confidence: 1, why: 'header' })
  }
}

/** What the cell says, as the field keeps it; undefined where it cannot be read as that. */
export function addedValue(name: string, field: Field, cell: string): unknown {
  try {
    return checkedValue(name, field, read(field, cell)) ?? undefined
  } catch {
    return undefined
  }
}

function read(field: Field, cell: string): unknown {
  switch (field.type) {
    case 'integer':
      return /^[-+]?\d[\d\s.]*$/.test(cell) ? Number(cell.replace(/[\s.]/g, '')) : undefined
    case 'boolean':
      return saysYes(cell) ? true : saysNo(cell) ? false : undefined
    case 'date':
      return dateOf(cell)?.slice(0, 10)
    case 'timestamp':
      return dateOf(cell)
    case 'choice':
      return optionOf(field, cell)
    case 'choices': {
      const found = cell.split(/[;,|]/).map((one) => optionOf(field, one))
      return found.includes(undefined) ? undefined : found
    }
    default:
      return cell
  }
}

/** An option by its name or its label, in whichever language the file is. */
function optionOf({ options = {} }: Field, cell: string): string | undefined {
  const key = keyOf(cell)
  return Object.entries(options).find(([id, { fi, sv, en }]) => [id, fi, sv, en].some((one) => keyOf(one) === key))?.[0]
}

import type { Layout } from './layouts.ts'

/** Stands in an order between the columns of a page. */
export const BETWEEN = '|'

/**
 * The panels of a page in their columns, as somebody has arranged them. What has come to the page since stands where
 * it usually does, after what it usually follows; what has gone is left out.
 */
export function arranged(usual: readonly (readonly string[])[], layout: Layout | undefined): string[][] {
  const order = layout?.order
  if (!order) return usual.map((column) => [...column])
  const known = new Set(usual.flat())
  const columns: string[][] = usual.map(() => [])
  let at = 0
  for (const id of order) {
    if (id === BETWEEN) at = Math.min(at + 1, columns.length - 1)
    else if (known.delete(id)) columns[at]!.push(id)
  }
  for (const [place, column] of usual.entries())
    for (const [i, id] of column.entries()) {
      if (!known.has(id)) continue
      const before = i > 0 ? columns.findIndex((one) => one.includes(column[i - 1]!)) : -1
      const into = columns[before < 0 ? place : before]!
      into.splice(before < 0 ? 0 : into.indexOf(column[i - 1]!) + 1, 0, id)
    }
  return columns
}

export const orderOf = (columns: readonly (readonly string[])[]): string[] =>
  columns.flatMap((column, i) => (i === 0 ? column : [BETWEEN, ...column]))

export type Way = 'up' | 'down' | 'left' | 'right'

/** The panels with one of them a place further; undefined where there is no such place. */
export function shifted(columns: readonly (readonly string[])[], id: string, way: Way): string[][] | undefined {
  const next = columns.map((column) => [...column])
  const at = next.findIndex((column) => column.includes(id))
  const own = next[at]
  if (!own) return undefined
  const i = own.indexOf(id)
  if (way === 'up' || way === 'down') {
    const to = way === 'up' ? i - 1 : i + 1
    if (to < 0 || to >= own.length) return undefined
    own.splice(i, 1)
    own.splice(to, 0, id)
    return next
  }
  const other = next[way === 'left' ? at - 1 : at + 1]
  if (!other) return undefined
  own.splice(i, 1)
  other.splice(Math.min(i, other.length), 0, id)
  return next
}

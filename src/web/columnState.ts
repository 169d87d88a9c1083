import type { Column } from './columns.tsx'

/** So narrow that a name can still be told, and by how much the keyboard makes a column wider; px. */
export const NARROWEST = 56
export const WIDER = 16
const WIDEST = 900

/** Widths as the address has them: `name:240,city:90`. */
export function widthsOf(text: string): Map<string, number> {
  const pairs = text.split(',').flatMap((one): [string, number][] => {
    const [id = '', width = ''] = one.split(':')
    const px = Number(width)
    return id && px >= NARROWEST ? [[id, Math.min(px, WIDEST)]] : []
  })
  return new Map(pairs)
}

export function withWidth(text: string, id: string, width: number | null): string {
  const widths = widthsOf(text)
  if (width === null) widths.delete(id)
  else widths.set(id, width)
  return [...widths].map(([one, px]) => `${one}:${px}`).join(',')
}

/** The first column, then those named in the order they are named; those of usual where none is. */
export function shownOf(columns: Column[], ids: readonly string[], widths: string): Column[] {
  const [first, ...others] = columns
  if (!first) return []
  const known = new Map(others.map((one) => [one.id, one]))
  const chosen = ids.flatMap((id) => known.get(id) ?? [])
  const shown = [first, ...(ids.length > 0 ? chosen : others.filter((one) => one.usual))]
  const own = widthsOf(widths)
  return own.size === 0 ? shown : shown.map((one) => ({ ...one, width: own.get(one.id) ?? one.width }))
}

/** The ids with one of them at another place. */
export function moved(ids: readonly string[], id: string, to: number): string[] {
  const others = ids.filter((one) => one !== id)
  others.splice(to, 0, id)
  return others
}

/** Over which heading a name is being carried; never the first, which stays. */
export function placeOf(cells: readonly { left: number; right: number }[], x: number): number {
  const found = cells.findIndex(({ right }, i) => i > 0 && x < right)
  return Math.max(1, found < 0 ? cells.length - 1 : found)
}

/** How the grid of a table is drawn: the box for choosing, the columns, the last of them as wide as there is room. */
export const templateOf = (columns: readonly { width: number }[], check: number): string =>
  `${check}px ${columns.map(({ width }, i) => (i === columns.length - 1 ? `minmax(${width}px, 1fr)` : `${width}px`)).join(' ')}`

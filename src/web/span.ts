/** Firefox draws nothing below 17.9 million px of an element, Chromium nothing below 33.5: a million rows are higher. */
export const HIGHEST = 15_000_000
/** How far the bar may stand from where it should, before it is put right. */
const DRIFT = HIGHEST / 100

/** How many rows, how high each, and how many px of them are in view. */
export type Sheet = { rows: number; row: number; view: number }
/** y: px from the first row to what is in view. top: where the scroll bar stands. They differ only in a sheet too high. */
export type Place = { y: number; top: number }

export const heightOf = ({ rows, row }: Sheet): number => Math.min(rows * row, HIGHEST)
const furthest = ({ rows, row, view }: Sheet): number => Math.max(0, rows * row - view)
const endOf = (sheet: Sheet): number => Math.max(0, heightOf(sheet) - sheet.view)

/** Where the bar stands when these px of rows have been passed. */
export function placeAt(sheet: Sheet, wanted: number): Place {
  const most = furthest(sheet)
  const y = Math.max(0, Math.min(most, wanted))
  return sheet.rows * sheet.row <= HIGHEST ? { y, top: y } : { y, top: (y / most) * endOf(sheet) }
}

/**
 * Where one is when the bar has been moved. In a sheet too high a small move is that many px of rows, a long one (the
 * bar dragged, a press beside it) the same share of all rows; the bar is put where it should stand when the small
 * moves have taken it too far from there, or to an edge. `top` of the answer is where it has to stand.
 */
export function follow(sheet: Sheet, was: Place, top: number): Place {
  if (sheet.rows * sheet.row <= HIGHEST) return { y: top, top }
  const [most, end] = [furthest(sheet), endOf(sheet)]
  if (top <= 0) return { y: 0, top: 0 }
  if (top >= end - 1) return { y: most, top: end }
  const by = top - was.top
  const y = Math.abs(by) > 3 * sheet.view ? (top / end) * most : Math.max(0, Math.min(most, was.y + by))
  const fair = placeAt(sheet, y)
  const nearEdge = Math.min(top, end - top) < 3 * sheet.view
  return Math.abs(fair.top - top) > (nearEdge ? 1 : DRIFT) ? fair : { y, top }
}

/** The rows to be drawn, a few more than are seen. */
export function spanOf({ rows, row, view }: Sheet, y: number, over = 8): { first: number; last: number } {
  const first = Math.max(0, Math.floor(y / row) - over)
  return { first, last: Math.min(rows - 1, Math.ceil((y + view) / row) + over) }
}

/** Where the sheet has to be so that a row is in view, with one more before and after it. */
export function reveal(sheet: Sheet, y: number, line: number): number {
  const { row, view } = sheet
  if (line * row - row < y) return Math.max(0, line * row - row)
  return Math.max(y, (line + 2) * row - view)
}

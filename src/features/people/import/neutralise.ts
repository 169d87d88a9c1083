const STARTS_FORMULA = /^[=+\-@\t\r\n＝＋－＠]/
/** A number or a telephone number: nothing a spreadsheet could run, and a mark before it would spoil it. */
const HARMLESS = /^[+-]?\d[\d ().,-]*%?$/

/** Would a spreadsheet run this cell? (CWE-1236) */
export function isFormula(cell: string): boolean {
  return STARTS_FORMULA.test(cell) && !HARMLESS.test(cell)
}

/** For export: an apostrophe before what would run; one more before what already had one, so that it can be undone. */
export function neutralise(cell: string): string {
  // Most begin with a letter or a digit, which no mark stands before.
  const first = cell.charCodeAt(0)
  if ((first > 0x40 && first < 0xff00) || (first >= 0x30 && first <= 0x39)) return cell
  return isFormula(cell.replace(/^'+/, '')) ? `'${cell}` : cell
}

/** For import: the cell as it was before `neutralise`. */
export function plainText(cell: string): string {
  return cell[0] === "'" && isFormula(cell.replace(/^'+/, '')) ? cell.slice(1) : cell
}

import { neutralise } from './neutralise.ts'

/** One record of a CSV export (RFC 4180), with CR LF; cells a spreadsheet would run are neutralised unless `raw`. */
export function csvLine(cells: readonly string[], { delimiter = ';', raw = false } = {}): string {
  let line = ''
  for (let i = 0; i < cells.length; i++) {
    const cell = raw ? cells[i]! : neutralise(cells[i]!)
    if (i > 0) line += delimiter
    line +=
      needsQuotes(cell, delimiter) || (cells.length === 1 && cell === '') ? `"${cell.replaceAll('"', '""')}"` : cell
  }
  return `${line}\r\n`
}

function needsQuotes(cell: string, delimiter: string): boolean {
  return cell.includes(delimiter) || cell.includes('"') || cell.includes('\n') || cell.includes('\r')
}

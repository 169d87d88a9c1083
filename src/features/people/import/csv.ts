import { type CsvError, Parser } from 'csv-parse'
import type { Delimiter } from './delimiter.ts'
import { refuseFile } from './refusals.ts'

/** Rows as they stand in the file, with the line each begins on. */
export type RawRows = {
  cells: string[][]
  lines: number[] /** Bytes of the file (or of its text) read so far. */
  bytes: number
}

export const MAX_COLUMNS = 500
/** A record longer than this is a quote that was never closed, or no contact. Also the bound on memory. */
export const MAX_RECORD = 1024 * 1024

/** Reads UTF-8 bytes as CSV (RFC 4180). Blank lines are skipped; cells are given as they stand. */
export async function* csvRows(
  chunks: AsyncIterable<Buffer>,
  { delimiter, skip = 0 }: { delimiter: Delimiter; skip?: number },
): AsyncGenerator<RawRows> {
  let cells: string[][] = []
  let lines: number[] = []
  let line = 1
  let width = 0
  let bytes = 0

  const parser = new Parser({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: MAX_RECORD,
    // Collected here and never pushed: an object stream costs more per row than the parsing.
    on_record: (record: string[]) => {
      const begins = line
      line += 1 + breaksIn(record)
      if (begins <= skip || (record.length === 1 && record[0] === '')) return null
      if (record.length > MAX_COLUMNS && !record.slice(MAX_COLUMNS).every((cell) => cell === '')) {
        refuseFile('TOO_MANY_COLUMNS', { line: begins, detail: String(record.length) })
      }
      width ||= record.length
      const swallowed = swallowedAt(record, width, delimiter)
      if (swallowed !== -1) refuseFile('QUOTE_NEVER_CLOSED', { line: begins + breaksIn(record.slice(0, swallowed)) })
      cells.push(record)
      lines.push(begins)
      return null
    },
  })
  // Every failure also reaches the callback below.
  parser.on('error', () => {})
  parser.resume()

  const feed = async (chunk?: Buffer) => {
    const failure = await new Promise<Error | null | undefined>((resolve) => {
      if (chunk) parser.write(chunk, resolve)
      else parser.end(resolve)
    })
    if (failure) refuseFailure(failure)
  }
  const refuseFailure = (failure: Error): never => {
    const { state } = parser as unknown as { state: { quoting: boolean; record: string[] } }
    const code = (failure as CsvError).code
    const opened = { line: line + breaksIn(state.record) }
    if (code === 'CSV_QUOTE_NOT_CLOSED') refuseFile('QUOTE_NEVER_CLOSED', opened)
    if (code === 'CSV_MAX_RECORD_SIZE') refuseFile(state.quoting ? 'QUOTE_NEVER_CLOSED' : 'RECORD_TOO_LONG', opened)
    throw failure
  }

  for await (const chunk of chunks) {
    bytes += chunk.length
    await feed(chunk)
    if (cells.length) {
      yield { cells, lines, bytes }
      cells = []
      lines = []
    }
  }
  await feed()
  if (cells.length) yield { cells, lines, bytes }
}

/** Line breaks inside the cells of one record; CR LF is one. */
function breaksIn(record: readonly string[]): number {
  let breaks = 0
  for (const cell of record) {
    if (cell.indexOf('\n') === -1 && cell.indexOf('\r') === -1) continue
    breaks += cell.match(/\r\n|\n|\r/g)!.length
  }
  return breaks
}

/**
 * The cell that swallowed following rows, or -1. A quote never closed runs on to the opening quote
 * of some later cell; the reader then keeps both quotes as text, and the record has a wrong width.
 */
function swallowedAt(record: readonly string[], width: number, delimiter: string): number {
  if (record.length === width) return -1
  return record.findIndex((cell) => cell[0] === '"' && cell.includes('\n') && cell.includes(delimiter))
}

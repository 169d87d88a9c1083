import { withoutIdentityCodes } from '#kernel/values.ts'
import { fits, type ImportFile, rawRows } from './read.ts'

export type RawRecord = {
  /** Line of the file where the row begins; for a sheet, its row number. */
  line: number
  /** As they stand, identity codes masked. */
  cells: string[]
  masked: boolean
  /** False: another number of cells than the header row has. */
  fits: boolean
}

export type RecordBatch = { records: RawRecord[]; row: number; bytes: number }

/** Rows of a file as they stand, about `batch` at a time, blank ones skipped; `after` rows are passed over. */
export async function* readRecords(
  file: ImportFile,
  { after = 0, batch: wanted = 500 }: { after?: number; batch?: number } = {},
): AsyncGenerator<RecordBatch> {
  const width = file.columns.length
  let header = file.headed
  let row = 0
  let records: RawRecord[] = []
  let read = 0
  for await (const { cells, lines, bytes } of rawRows(file)) {
    read = Math.min(file.encoding?.startsWith('utf-16') ? bytes * 2 : bytes, file.size)
    for (let i = 0; i < cells.length; i++) {
      if (header) {
        header = false
        continue
      }
      const raw = cells[i]!
      if (!raw.some((cell) => cell.trim() !== '')) continue
      row++
      if (row <= after) continue
      const clean = raw.map(withoutIdentityCodes)
      records.push({
        line: lines[i]!,
        cells: clean,
        masked: clean.some((cell, at) => cell !== raw[at]),
        fits: file.kind !== 'csv' || fits(raw, width),
      })
      if (records.length >= wanted) {
        yield { records, row, bytes: read }
        records = []
      }
    }
  }
  if (records.length) yield { records, row, bytes: read }
}

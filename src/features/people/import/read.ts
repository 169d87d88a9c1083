import { stat } from 'node:fs/promises'
import { MAX_FILE } from '#kernel/spool.ts'
import { oneLine, withoutIdentityCodes } from '#kernel/values.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { type Added, recogniseAdded } from './added.ts'
import { type Cleaned, cleaner } from './clean.ts'
import { type Column, type FieldId, recognise } from './columns.ts'
import { csvRows, type RawRows } from './csv.ts'
import { type Delimiter, findDelimiter } from './delimiter.ts'
import { decoded, type Encoding, findEncoding, headOf } from './encoding.ts'
import { SeenAddresses } from './match.ts'
import { type Problem, problem } from './problems.ts'
import { refuseFile } from './refusals.ts'
import type { CleanRow, Counts, RejectedRow } from './rows.ts'
import { xlsxRows } from './xlsx.ts'

/** Column overrides: header, or index as a string, to a field; null = keep under its own header. */
export type Mapping = Readonly<Record<string, FieldId | null>>

export type ImportFile = {
  path: string
  name: string
  /** Bytes, for progress. */
  size: number
  kind: 'csv' | 'xlsx'
  encoding: Encoding | null
  /** Bytes of the byte order mark. */
  mark: number
  delimiter: Delimiter | null
  /** Lines above the header row. */
  skip: number
  sheet: string | null
  /** False when the first row holds data already. */
  headed: boolean
  columns: Column[]
  /** First data rows as they stand, identity codes masked. */
  sample: string[][]
}

export type OpenOptions = {
  name?: string
  mapping?: Mapping
  added?: Added
  sheet?: string /** Bytes. */
  limit?: number
}
export type ReadOptions = {
  /** Skip this many data rows: where a stopped run goes on. */ after?: number
  batch?: number
  language?: Language
}

export type Batch = {
  rows: CleanRow[]
  rejected: RejectedRow[]
  /** Notes and dropped values of accepted rows. */
  problems: Problem[]
  /** Data rows read from the beginning of the file up to the end of this batch: pass as `after` to go on. */
  row: number
  line: number
  bytes: number
  /** Of this batch alone. */
  counts: Counts
}

const SAMPLE = 200

/** Looks at a file: what it is, how it is written, which column is what. Throws a Refusal if it cannot be used. */
export async function openImport(path: string, options: OpenOptions = {}): Promise<ImportFile> {
  const { size } = await stat(path)
  if (size === 0) refuseFile('FILE_EMPTY')
  if (size > (options.limit ?? MAX_FILE)) refuseFile('TOO_LARGE')
  const head = await headOf(path, 64 * 1024)
  const kind = kindOf(head)
  const written = kind === 'csv' ? await findEncoding(path) : null
  const text = written ? new TextDecoder(written.encoding).decode(head.subarray(written.mark)) : ''
  const cut = written ? findDelimiter(text) : null

  const file: ImportFile = {
    path,
    name: options.name ?? path.split('/').pop()!,
    size,
    kind,
    encoding: written?.encoding ?? null,
    mark: written?.mark ?? 0,
    delimiter: cut?.delimiter ?? null,
    skip: cut?.skip ?? 0,
    sheet: options.sheet ?? null,
    headed: true,
    columns: [],
    sample: [],
  }
  const first: string[][] = []
  const places: number[] = []
  for await (const { cells, lines } of rawRows(file)) {
    first.push(...cells.slice(0, SAMPLE + 1 - first.length))
    places.push(...lines)
    if (first.length > SAMPLE) break
  }
  if (!first.length) refuseFile('FILE_EMPTY')
  const top = titleRows(first)
  if (top > 0) {
    file.skip = places[top]! - 1
    first.splice(0, top)
  }
  file.headed = !first[0]!.some((cell) => cell.includes('@') && !cell.includes(' '))
  const width = first[0]!.length
  const headers = unique(file.headed ? first[0]! : Array.from({ length: width }, () => ''))
  const rows = file.headed ? first.slice(1) : first
  file.columns = recognise(headers, rows, options.mapping)
  if (options.added) recogniseAdded(file.columns, options.added)
  file.sample = rows.slice(0, 5).map((row) => row.map(withoutIdentityCodes))
  return file
}

/** Reads an opened file as clean rows, about `batch` at a time; memory does not grow with the file. */
export async function* readRows(file: ImportFile, options: ReadOptions = {}): AsyncGenerator<Batch> {
  const { after = 0, batch: wanted = 2000, language = 'fi' } = options
  const clean = cleaner(file.columns, language)
  const seen = new SeenAddresses()
  const width = file.columns.length
  let header = file.headed
  let row = 0
  let batch = emptyBatch(row)

  for await (const { cells, lines, bytes } of rawRows(file)) {
    for (let i = 0; i < cells.length; i++) {
      if (header) {
        header = false
        continue
      }
      const raw = cells[i]!
      const line = lines[i]!
      if (row < after) {
        if (raw.some((cell) => cell.trim() !== '')) row++
        continue
      }
      const { counts } = batch
      if (file.kind === 'csv' && !fits(raw, width)) {
        row++
        counts.rows++
        counts.rejected++
        const masked = raw.map(withoutIdentityCodes)
        if (masked.some((cell, at) => cell !== raw[at])) counts.identityCodesRefused++
        batch.rejected.push({
          line,
          cells: masked,
          problems: [problem('ROW_CELLS_WRONG', line, null, `${raw.length} / ${width}`, language)],
        })
      } else {
        const cleaned = clean(raw, line)
        if (cleaned.as === 'blank') continue
        row++
        tally(counts, cleaned, seen)
        if (cleaned.as === 'accepted') {
          batch.rows.push(cleaned.row)
          for (const found of cleaned.problems) batch.problems.push(found)
        } else {
          batch.rejected.push({ line, cells: cleaned.cells, problems: cleaned.problems })
        }
      }
      batch.row = row
      batch.line = line
      // Text is counted as UTF-8, of which UTF-16 takes about twice as much on disk.
      batch.bytes = Math.min(file.encoding?.startsWith('utf-16') ? bytes * 2 : bytes, file.size)
      if (batch.counts.rows >= wanted) {
        yield batch
        batch = emptyBatch(row)
      }
    }
  }
  if (batch.counts.rows) yield batch
}

export function emptyCounts(): Counts {
  return {
    rows: 0,
    accepted: 0,
    rejected: 0,
    identityCodesRefused: 0,
    objections: 0,
    objectionsRejected: 0,
    badEmails: 0,
    badPhones: 0,
    badBusinessIds: 0,
    formulas: 0,
    multilineNotes: 0,
    duplicates: 0,
  }
}

function emptyBatch(row: number): Batch {
  return { rows: [], rejected: [], problems: [], row, line: 0, bytes: 0, counts: emptyCounts() }
}

function tally(counts: Counts, { row, as, problems }: Cleaned, seen: SeenAddresses): void {
  counts.rows++
  if (as === 'accepted') counts.accepted++
  else counts.rejected++
  if (problems.length) {
    const codes = new Set(problems.map((found) => found.code))
    if (codes.has('IDENTITY_CODE_REMOVED')) counts.identityCodesRefused++
    if (codes.has('EMAIL_INVALID')) counts.badEmails++
    if (codes.has('PHONE_INVALID')) counts.badPhones++
    if (codes.has('BUSINESS_ID_INVALID')) counts.badBusinessIds++
    if (codes.has('FORMULA_AS_TEXT')) counts.formulas++
  }
  if (row.objection) counts.objections++
  if (row.objection && as === 'rejected') counts.objectionsRejected++
  if (row.notes?.includes('\n')) counts.multilineNotes++
  if (row.emails[0] && seen.meet(row.emails[0].address)) counts.duplicates++
}

export function rawRows(file: ImportFile): AsyncGenerator<RawRows> {
  if (file.kind === 'xlsx') return xlsxRows(file.path, { sheet: file.sheet, skip: file.skip })
  return csvRows(decoded(file.path, { encoding: file.encoding!, mark: file.mark }), {
    delimiter: file.delimiter!,
    skip: file.skip,
  })
}

/** Rows above the header: a report's title, its date. They fill a cell or two where the rows below fill many. */
function titleRows(rows: readonly string[][]): number {
  const filled = rows.slice(0, 50).map((cells) => cells.filter((cell) => cell.trim() !== '').length)
  const most = Math.max(...filled)
  if (most < 4 || filled[0]! > 2) return 0
  const header = filled.findIndex((count) => count >= most * 0.6)
  return header <= 10 ? header : 0
}

/** Some programs leave off or add empty cells at the end of a row; only a value out of place is wrong. */
export function fits(cells: readonly string[], width: number): boolean {
  if (cells.length === width) return true
  if (cells.length < width) return false
  for (let i = width; i < cells.length; i++) if (cells[i] !== '') return false
  return true
}

function kindOf(head: Buffer): 'csv' | 'xlsx' {
  const start = head.toString('latin1', 0, 8)
  if (start.startsWith('PK\x03\x04')) return 'xlsx'
  for (const [magic, what] of OTHERS) if (start.startsWith(magic)) refuseFile('FILE_NOT_READABLE', { detail: what })
  return 'csv'
}

const OTHERS: readonly [string, string][] = [
  ['\xd0\xcf\x11\xe0', 'an old .xls or a protected workbook'],
  ['%PDF', 'PDF'],
  ['{\\rtf', 'RTF'],
  ['\x1f\x8b', 'gzip'],
  ['\x89PNG', 'PNG'],
  ['\xff\xd8\xff', 'JPEG'],
]

/** Every column needs a name of its own: `extra` is kept by header. */
function unique(headers: readonly string[]): string[] {
  const seen = new Set<string>()
  return headers.map((header, i) => {
    const name = oneLine(withoutIdentityCodes(header)) || `#${i + 1}`
    let free = name
    for (let n = 2; seen.has(free); n++) free = `${name} (${n})`
    seen.add(free)
    return free
  })
}

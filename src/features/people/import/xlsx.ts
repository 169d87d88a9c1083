import { cellText, readStyles, type Styles } from './cells.ts'
import { MAX_COLUMNS, MAX_RECORD, type RawRows } from './csv.ts'
import { refuseFile } from './refusals.ts'
import { type Limits, openWorkbook, parsed, readWhole, type Workbook } from './workbook.ts'

/** Reads one sheet of an .xlsx file (ECMA-376), the first unless named, as the CSV reader gives rows. */
export async function* xlsxRows(
  path: string,
  { sheet = null, skip = 0, limits }: { sheet?: string | null; skip?: number; limits?: Limits } = {},
): AsyncGenerator<RawRows> {
  const book = await openWorkbook(path, limits)
  try {
    const { part, date1904 } = await findSheet(book, sheet)
    const styles = await readStyles(book, date1904)
    const strings = await readStrings(book)
    yield* sheetRows(book, part, { styles, strings, skip })
  } finally {
    book.zip.close()
  }
}

async function* sheetRows(
  book: Workbook,
  part: string,
  { styles, strings, skip }: { styles: Styles; strings: readonly string[]; skip: number },
): AsyncGenerator<RawRows> {
  const entry = book.parts.get(part) ?? refuseFile('FILE_NOT_READABLE', { detail: part })
  let rows: RawRows = { cells: [], lines: [], bytes: 0 }
  let cells: string[] = []
  let size = 0
  let line = 0
  let column = -1
  let type = ''
  let style = -1
  let text = ''
  let depth: 'v' | 't' | null = null
  let phonetic = false
  let filled = false

  const handlers = {
    open(name: string, attributes: Record<string, string>) {
      if (name === 'c') {
        const place = attributes.r ? columnOf(attributes.r) : -1
        column = place === -1 ? column + 1 : place
        type = attributes.t ?? 'n'
        style = attributes.s === undefined ? -1 : Number(attributes.s)
        text = ''
      } else if (name === 'v' || (name === 't' && !phonetic)) {
        depth = name
      } else if (name === 'rPh') {
        phonetic = true
      } else if (name === 'row') {
        line = Number(attributes.r) || line + 1
        cells = []
        size = 0
        column = -1
        filled = false
      }
    },
    text(part: string) {
      if (depth === null) return
      text += part
      size += part.length
      if (size > MAX_RECORD) refuseFile('RECORD_TOO_LONG', { line })
    },
    close(name: string) {
      if (name === 'v' || name === 't') {
        depth = null
      } else if (name === 'rPh') {
        phonetic = false
      } else if (name === 'c') {
        const value = cellText(text, type, style, styles, strings)
        if (value === '') return
        // A shared string may stand in a million cells: what it adds up to is counted, not only what the XML holds.
        size += value.length
        if (size > MAX_RECORD * 2) refuseFile('RECORD_TOO_LONG', { line })
        if (column >= MAX_COLUMNS) refuseFile('TOO_MANY_COLUMNS', { line, detail: String(column + 1) })
        while (cells.length < column) cells.push('')
        cells[column] = value
        filled = true
      } else if (name === 'row' && filled && line > skip) {
        rows.cells.push(cells)
        rows.lines.push(line)
      }
    },
  }
  for await (const read of parsed(book, entry, handlers)) {
    if (!rows.cells.length) continue
    rows.bytes = Math.round((read / (entry.uncompressedSize || 1)) * entry.compressedSize)
    yield rows
    rows = { cells: [], lines: [], bytes: 0 }
  }
  if (rows.cells.length) yield { ...rows, bytes: entry.compressedSize }
}

async function findSheet(book: Workbook, wanted: string | null): Promise<{ part: string; date1904: boolean }> {
  const workbook = [...book.parts.keys()].find((name) => /^xl\/workbook\d*\.xml$/.test(name))
  const relations = workbook && book.parts.get(workbook.replace(/([^/]+)$/, '_rels/$1.rels'))
  if (!workbook || !relations) refuseFile('FILE_NOT_READABLE', { detail: 'not an .xlsx workbook' })
  const sheets: { name: string; id: string }[] = []
  let date1904 = false
  await readWhole(book, book.parts.get(workbook)!, {
    open(name, attributes) {
      if (name === 'sheet') sheets.push({ name: attributes.name ?? '', id: relationOf(attributes) })
      if (name === 'workbookPr') date1904 = attributes.date1904 === '1' || attributes.date1904 === 'true'
    },
  })
  const targets = new Map<string, string>()
  await readWhole(book, relations, {
    open(name, attributes) {
      if (name === 'Relationship') targets.set(attributes.Id ?? '', attributes.Target ?? '')
    },
  })
  const found = wanted === null ? sheets[0] : sheets.find((one) => one.name === wanted)
  if (!found)
    refuseFile('SHEET_NOT_FOUND', {
      detail: sheets
        .map((one) => one.name)
        .join(', ')
        .slice(0, 200),
    })
  const target = targets.get(found.id) ?? ''
  return { part: target.startsWith('/') ? target.slice(1) : `xl/${target}`, date1904 }
}

async function readStrings(book: Workbook): Promise<string[]> {
  const strings: string[] = []
  const entry = book.parts.get('xl/sharedStrings.xml')
  if (!entry) return strings
  let held = 0
  let text = ''
  let inText = false
  let phonetic = false
  const handlers = {
    open(name: string) {
      if (name === 'si') text = ''
      else if (name === 'rPh') phonetic = true
      else if (name === 't') inText = !phonetic
    },
    text(part: string) {
      if (inText) text += part
    },
    close(name: string) {
      if (name === 't') inText = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'si') {
        held += text.length + 16
        if (held > book.limits.strings) refuseFile('FILE_IS_BOMB', { detail: 'shared strings' })
        strings.push(text)
      }
    },
  }
  for await (const _ of parsed(book, entry, handlers)) {
    if (text.length > book.limits.strings) refuseFile('FILE_IS_BOMB', { detail: 'shared strings' })
  }
  return strings
}

const relationOf = (attributes: Record<string, string>) => {
  const key = Object.keys(attributes).find((name) => name === 'r:id' || name.endsWith(':id')) ?? 'id'
  return attributes[key] ?? ''
}

/** "AB12" → 27. */
function columnOf(reference: string): number {
  let column = 0
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i)
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  return column - 1
}

import { crc32, createDeflateRaw } from 'node:zlib'
import { isFormula } from './neutralise.ts'
import { refuseFile } from './refusals.ts'

const MAX_ROWS = 1_048_576
const MAX_CELL = 32_767

/**
 * One sheet as an .xlsx file (ECMA-376), in pieces, so that a million rows take no memory. Every cell is
 * text: nothing in it can run. What looks like a formula is also marked to stay text when edited.
 */
export async function* xlsxFile(
  rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>,
  { sheet = 'Seloste', widths = [] as readonly number[] } = {},
): AsyncGenerator<Buffer> {
  const zip = new ZipPieces()
  for (const [name, xml] of parts(sheet)) yield* zip.add(name, [Buffer.from(xml)])
  yield* zip.add('xl/worksheets/sheet1.xml', sheetXml(rows, widths))
  yield zip.end()
}

async function* sheetXml(
  rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>,
  widths: readonly number[],
): AsyncGenerator<Buffer> {
  const columns = widths
    .map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
    .join('')
  let xml =
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `${columns && `<cols>${columns}</cols>`}<sheetData>`
  let line = 0
  for await (const cells of rows) {
    line++
    if (line > MAX_ROWS) refuseFile('TOO_LARGE', { detail: `${MAX_ROWS} rows` })
    xml += `<row r="${line}">`
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i]!
      if (cell === '') continue
      const style = line === 1 ? ' s="1"' : isFormula(cell) ? ' s="2"' : ''
      xml += `<c r="${columnName(i)}${line}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
    }
    xml += '</row>'
    if (xml.length > 64 * 1024) {
      yield Buffer.from(xml)
      xml = ''
    }
  }
  yield Buffer.from(`${xml}</sheetData></worksheet>`)
}

/** A zip written forwards only: sizes and sums follow each part (APPNOTE 4.3.9). */
class ZipPieces {
  #directory: Buffer[] = []
  #offset = 0

  async *add(name: string, pieces: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Buffer> {
    const start = this.#offset
    yield this.#count(header(0x04034b50, [20, 0x0808, 8, 0, 0x21], [0, 0, 0], [name.length, 0], name))
    const deflate = createDeflateRaw({ level: 6 })
    let sum = 0
    let size = 0
    let packed = 0
    const fed = (async () => {
      for await (const piece of pieces) {
        sum = crc32(piece, sum)
        size += piece.length
        if (!deflate.write(piece)) await new Promise((resolve) => deflate.once('drain', resolve))
      }
      deflate.end()
    })()
    fed.catch((error) => deflate.destroy(error))
    for await (const piece of deflate as AsyncIterable<Buffer>) {
      packed += piece.length
      yield this.#count(piece)
    }
    await fed
    if (size > 0xfffffff0) refuseFile('TOO_LARGE', { detail: '4 GB' })
    yield this.#count(header(0x08074b50, [], [sum, packed, size], [], ''))
    const entry = header(0x02014b50, [20, 20, 0x0808, 8, 0, 0x21], [sum, packed, size], [name.length, 0, 0, 0, 0], '')
    const place = Buffer.alloc(8)
    place.writeUInt32LE(start, 4)
    this.#directory.push(entry, place, Buffer.from(name))
  }

  end(): Buffer {
    const directory = Buffer.concat(this.#directory)
    const count = this.#directory.length / 3
    return Buffer.concat([
      directory,
      header(0x06054b50, [0, 0, count, count], [directory.length, this.#offset], [0], ''),
    ])
  }

  #count(piece: Buffer): Buffer {
    this.#offset += piece.length
    return piece
  }
}

function header(magic: number, first: number[], longs: number[], last: number[], name: string): Buffer {
  const bytes = Buffer.alloc(4 + first.length * 2 + longs.length * 4 + last.length * 2)
  let at = bytes.writeUInt32LE(magic)
  for (const value of first) at = bytes.writeUInt16LE(value, at)
  for (const value of longs) at = bytes.writeUInt32LE(value >>> 0, at)
  for (const value of last) at = bytes.writeUInt16LE(value, at)
  return name ? Buffer.concat([bytes, Buffer.from(name)]) : bytes
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

function parts(sheet: string): [string, string][] {
  const name = escaped(sheet.replace(/[[\]*?:/\\]/g, ' ').slice(0, 31))
  return [
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>` +
        `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>` +
        `<Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
    // Styles: 0 plain, 1 heading, 2 text that must stay text. 49 is the text format.
    [
      'xl/styles.xml',
      `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3">' +
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
        '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    ],
  ]
}

const UNWRITABLE = /(?![\t\n])[\p{Cc}\ufffe\uffff]/u
const UNWRITABLE_ALL = new RegExp(UNWRITABLE, 'gu')

/** XML text; what XML cannot hold is written _xHHHH_, and so is a text that looks like that already. */
function escaped(text: string): string {
  const cut = text.length > MAX_CELL ? text.slice(0, MAX_CELL).replace(/[\ud800-\udbff]$/, '') : text
  if (!/[&<>"_]/.test(cut) && !UNWRITABLE.test(cut)) return cut
  return cut
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(UNWRITABLE_ALL, (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}

const NAMES: string[] = []

function columnName(index: number): string {
  let name = NAMES[index]
  if (name === undefined) {
    name = ''
    for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
      name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
    NAMES[index] = name
  }
  return name
}

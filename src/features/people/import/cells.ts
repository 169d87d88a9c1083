import { readWhole, type Workbook } from './workbook.ts'

/** Which cell styles show a number as a date, by style index. */
export type Styles = { dates: boolean[]; date1904: boolean }

export async function readStyles(book: Workbook, date1904: boolean): Promise<Styles> {
  const dates: boolean[] = []
  const entry = book.parts.get('xl/styles.xml')
  if (!entry) return { dates, date1904 }
  const custom = new Map<number, boolean>()
  let inCells = false
  await readWhole(book, entry, {
    open(name, attributes) {
      if (name === 'numFmt') custom.set(Number(attributes.numFmtId), isDateFormat(attributes.formatCode ?? ''))
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) {
        const format = Number(attributes.numFmtId)
        dates.push(custom.get(format) ?? isBuiltInDate(format))
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return { dates, date1904 }
}

/** What a cell shows, as plain text: dates in ISO form, truth as TRUE or FALSE, an error as nothing. */
export function cellText(raw: string, type: string, style: number, styles: Styles, strings: readonly string[]): string {
  switch (type) {
    case 's':
      return unescaped(strings[Number(raw)] ?? '')
    case 'inlineStr':
    case 'str':
      return unescaped(raw)
    case 'b':
      return raw === '1' || raw === 'true' ? 'TRUE' : raw === '' ? '' : 'FALSE'
    case 'e':
      return ''
    case 'd':
      return raw
    default: {
      if (raw === '') return ''
      const number = Number(raw)
      if (!Number.isFinite(number)) return raw
      if (styles.dates[style]) return dateText(number, styles.date1904)
      // 15 digits is all a spreadsheet keeps; 3.0E+8 is how some write a telephone number.
      return Number.isInteger(number) && Math.abs(number) < 1e15
        ? String(number)
        : String(Number(number.toPrecision(15)))
    }
  }
}

/** A serial day number. Excel believes that 1900 was a leap year, so its day 60 never was. */
export function dateText(serial: number, date1904: boolean): string {
  const day = date1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial
  const made = new Date(Date.UTC(1899, 11, 30) + Math.round(day * 86_400) * 1000)
  if (serial < 0 || Number.isNaN(made.getTime()) || made.getUTCFullYear() > 9999) return String(serial)
  const text = made.toISOString().slice(0, 19)
  return text.endsWith('T00:00:00') ? text.slice(0, 10) : text
}

function isBuiltInDate(format: number): boolean {
  return (
    (format >= 14 && format <= 22) ||
    (format >= 27 && format <= 36) ||
    (format >= 45 && format <= 47) ||
    (format >= 50 && format <= 58)
  )
}

/** Letters of days and years outside quotes, brackets and escapes. */
function isDateFormat(code: string): boolean {
  return /[dmyhs]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*.|General/gi, ''))
}

/** Characters XML cannot hold are written _x000D_. */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) =>
    hex === '0000' ? '' : String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

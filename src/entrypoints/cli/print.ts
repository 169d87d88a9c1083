import { base } from '#register/index.ts'

type Row = Record<string, unknown>
const WIDEST_CELL = 44

/** Any answer for human eyes: lists as tables, records as lines. */
export function readable(output: unknown, noun: string): string {
  if (output === undefined || output === null) return 'Done.'
  if (Array.isArray(output)) return rowsOf(output, noun)
  if (typeof output !== 'object') return String(output)
  const entries = Object.entries(output)
  const lists = entries.filter(([, value]) => isRows(value))
  const rest = Object.fromEntries(entries.filter(([name, value]) => !isRows(value) && name !== 'next'))
  if (lists.length === 1 && 'items' in output) return page(output as Page, noun)
  return [
    record(rest),
    ...lists.map(
      ([name, rows]) => `${lists.length > 1 || record(rest) ? `${name}:\n` : ''}${rowsOf(rows as Row[], name)}`,
    ),
  ]
    .filter(Boolean)
    .join('\n')
}

type Page = { items: Row[]; next?: string | null; total?: { count: number; exact: boolean }; purpose?: string }

function page({ items, next, total, purpose }: Page, noun: string): string {
  const of = total && total.count >= 0 ? ` of ${total.count}${total.exact ? '' : '+'}` : ''
  const under = purpose ? `, as ${purpose} sees them` : ''
  const more = next ? `\nMore: --cursor ${next}` : ''
  return `${rowsOf(items, noun)}\n${items.length}${of}${under}${more}`.trim()
}

function rowsOf(rows: readonly unknown[], noun: string): string {
  if (rows.length === 0) return '(none)'
  if (!isRows(rows)) return rows.map(cell).join('\n')
  return table(rows as Row[], columnsFor(rows as Row[], noun))
}

/** What names a record first, then what people filled in, then its id and the house's own columns while there is room. */
function columnsFor(rows: readonly Row[], noun: string): string[] {
  const declared = base.nouns[noun as keyof typeof base.nouns]
  const names = [...new Set(rows.slice(0, 100).flatMap((row) => Object.keys(row)))].filter((name) =>
    rows.some((row) => cell(row[name]) !== ''),
  )
  const rank = (name: string): number => {
    const title = declared?.title.indexOf(name) ?? -1
    if (title >= 0) return title
    if (name === 'id') return 50
    return declared?.fields[name]?.system ? 60 : 40
  }
  const ordered = names.map((name, i) => ({ name, rank: rank(name), i })).sort((a, b) => a.rank - b.rank || a.i - b.i)
  let room = process.stdout.columns ?? 160
  return ordered
    .map(({ name }) => name)
    .filter((name, i) => {
      room -= widthOf(rows, name) + 2
      return i === 0 || room >= 0
    })
}

export function table(rows: readonly Row[], columns: readonly string[]): string {
  const widths = columns.map((name) => widthOf(rows, name))
  const line = (cells: string[]) =>
    cells
      .map((text, i) => (i === cells.length - 1 ? text : text.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd()
  return [line([...columns]), ...rows.map((row) => line(columns.map((name) => short(cell(row[name])))))].join('\n')
}

const widthOf = (rows: readonly Row[], name: string): number =>
  Math.max(name.length, ...rows.map((row) => short(cell(row[name])).length))

function record(values: Row): string {
  const shown = Object.entries(values).filter(([, value]) => cell(value) !== '')
  const wide = Math.max(0, ...shown.map(([name]) => name.length))
  return shown.map(([name, value]) => `${name.padEnd(wide)}  ${cell(value)}`).join('\n')
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'object') return plain(String(value))
  if (Array.isArray(value)) return value.map(cell).filter(Boolean).join(', ')
  return Object.entries(value)
    .filter(([name, one]) => cell(one) !== '' && name !== 'version' && !/(_at|(^|_)id)$/.test(name))
    .map(([name, one]) => `${name} ${cell(one)}`)
    .join(' ')
}

/** A stored value must not steer the terminal it is shown on. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it takes away
const plain = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')

const short = (text: string): string => (text.length > WIDEST_CELL ? `${text.slice(0, WIDEST_CELL - 1)}…` : text)

const isRows = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((one) => one !== null && typeof one === 'object' && !Array.isArray(one))

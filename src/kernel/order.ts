import { type AliasedRawBuilder, type RawBuilder, sql } from 'kysely'
import { refuse } from './errors.ts'
import type { Lens } from './records.ts'

/** One column of an order. Nulls stand last going up and first going down, as an index has them. */
export type By = { column: string; down: boolean; nullable: boolean; text: boolean; written: boolean }

/** Names in the order people here write them: Å, Ä and Ö at the end. */
const COLLATION = 'fi-x-icu'

/**
 * `family_name,-created_at` as an order; the rest of a title follows its first part, and the id ends every
 * tie, so that a cursor names exactly one place.
 */
export function orderOf(lens: Lens, sort: string | undefined): By[] {
  const title = titleOf(lens)
  const asked = sort
    ? sort.split(',').filter(Boolean).slice(0, 4)
    : title.filter((column) => lens.columns.includes(column))
  const [first] = asked
  if (first && asked.length === 1 && first.replace('-', '') === title[0]) {
    for (const column of title.slice(1))
      if (lens.columns.includes(column)) asked.push(first.startsWith('-') ? `-${column}` : column)
  }
  const order = asked.map((one) => byOf(lens, one))
  const down = order.length > 0 && order.every((by) => by.down)
  return order.some((by) => by.column === 'id')
    ? order
    : [...order, { column: 'id', down, nullable: false, text: false, written: false }]
}

const titleOf = (lens: Lens): readonly string[] =>
  lens.noun.title.includes('family_name') ? ['family_name', 'given_name'] : lens.noun.title

/** The column a list is usually in the order of: it has an index, by the letters of the language. */
export const isUsual = (lens: Lens, column: string): boolean => titleOf(lens)[0] === column

export const lettered = (column: string): RawBuilder<unknown> => sql`${sql.ref(column)} collate ${sql.id(COLLATION)}`

/**
 * Where in that index everything begins that begins with `text`, in whichever case; null for letters of which
 * it cannot be said. U+FFFF comes after every letter (CLDR root collation), small letters before capitals.
 */
export function startOf(column: string, text: string): RawBuilder<boolean> | null {
  if (!/^[\p{Script=Latin}\p{Nd} '.,&/()-]+$/u.test(text)) return null
  const first = text.toLowerCase()
  return sql<boolean>`${lettered(column)} between ${first} and ${`${first}\uffff`}`
}

function byOf(lens: Lens, asked: string): By {
  const down = asked.startsWith('-')
  const column = down ? asked.slice(1) : asked
  const field = lens.columns.includes(column) ? lens.noun.fields[column] : undefined
  if (!field || field.type === 'vector' || field.type === 'json') refuse('FIELD_UNKNOWN', { field: `sort: ${column}` })
  const text = field.type === 'text' || field.type === 'longtext'
  return {
    column,
    down,
    nullable: !field.required,
    text,
    written: field.type === 'timestamp' || field.type === 'choices',
  }
}

/**
 * The rows after a cursor, in order. Rows with and without a value in the first column are two ranges of
 * its index, so they are two queries, and the second is made only when the first did not fill the page.
 */
export async function rowsOf(
  query: () => any,
  order: By[],
  cursor: unknown[] | null,
  limit: number,
): Promise<Record<string, any>[]> {
  const [first] = order
  const ranges: ('values' | 'nulls' | 'all')[] = !first!.nullable
    ? ['all']
    : first!.down
      ? ['nulls', 'values']
      : ['values', 'nulls']
  const from = cursor === null || ranges[0] === 'all' ? 0 : ranges.indexOf(cursor[0] === null ? 'nulls' : 'values')
  const rows: Record<string, any>[] = []
  for (const [i, range] of ranges.entries()) {
    if (i < from) continue
    let part = query()
    if (range === 'values') part = part.where(first!.column, 'is not', null)
    if (range === 'nulls') part = part.where(first!.column, 'is', null)
    if (cursor && i === from) part = part.where(after(order, cursor))
    for (const by of range === 'nulls' ? order.slice(1) : order)
      part = part.orderBy(sql`${refOf(by)} ${sql.raw(by.down ? 'desc' : 'asc')}`)
    rows.push(...(await part.limit(limit - rows.length).execute()))
    if (rows.length >= limit) break
  }
  return rows
}

const refOf = (by: By): RawBuilder<unknown> => (by.text ? lettered(by.column) : sql`${sql.ref(by.column)}`)

/** Strictly after the row the cursor names. The first condition alone bounds the index. */
function after(order: By[], values: unknown[]): RawBuilder<boolean> {
  const choices = order.map((by, depth) => {
    const same = order.slice(0, depth).map((one, i) => sql`${refOf(one)} is not distinct from ${values[i]}`)
    const beyond = beyondOf(by, values[depth])
    return beyond ? sql`(${sql.join([...same, beyond], sql` and `)})` : null
  })
  const real = choices.filter((choice) => choice !== null)
  const any = real.length ? sql`(${sql.join(real, sql` or `)})` : sql`false`
  const [first] = order
  if (values[0] === null) return sql<boolean>`${any}`
  const bound = first!.down ? sql`${refOf(first!)} <= ${values[0]}` : sql`${refOf(first!)} >= ${values[0]}`
  return sql<boolean>`(${bound} and ${any})`
}

function beyondOf(by: By, value: unknown): RawBuilder<unknown> | null {
  const ref = refOf(by)
  if (value === null) return by.down ? sql`${ref} is not null` : null
  if (by.down) return sql`${ref} < ${value}`
  return by.nullable ? sql`(${ref} > ${value} or ${ref} is null)` : sql`${ref} > ${value}`
}

/** Moments to the microsecond and lists, as the database writes them: what JavaScript makes of them would repeat rows or skip them. */
export const exactly = (order: By[]): Expression[] =>
  order.filter((by) => by.written).map((by) => sql`${sql.ref(by.column)}::text`.as(`${EXACT}${by.column}`))

type Expression = AliasedRawBuilder<unknown, string>
const EXACT = 'exactly '

/** The place of the last row, and the rows without what only the place needed. */
export function placeOf(order: By[], rows: Record<string, any>[], more: boolean): string | null {
  const last = rows.at(-1)
  const place =
    more && last
      ? encode(order.map(({ column, written }) => last[written ? `${EXACT}${column}` : column] ?? null))
      : null
  for (const { column } of order.filter((by) => by.written)) for (const row of rows) delete row[`${EXACT}${column}`]
  return place
}

export const encode = (values: unknown[]): string => Buffer.from(JSON.stringify(values)).toString('base64url')

export function decode(cursor: string, length: number): unknown[] {
  try {
    const values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const plain = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value)
    if (Array.isArray(values) && values.length === length && values.every(plain)) return values
  } catch {
    // falls through to the refusal
  }
  return refuse('INPUT_INVALID', { field: 'cursor' })
}

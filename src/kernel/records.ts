import { type Kysely, type RawBuilder, sql } from 'kysely'
import { columnsOf } from './compile.ts'
import { refuse } from './errors.ts'
import { decode, exactly, isUsual, lettered, orderOf, placeOf, rowsOf, startOf } from './order.ts'
import { type Owned, ownedOf, type Reach, within } from './reach.ts'
import type { Field, Noun } from './vocabulary.ts'
import { areLong, beginnings, likeSafe, parts, type Word, wordsOf } from './words.ts'

/** A tree of conditions, as it travels in a URL. */
export type Filter = { field: string; op: Op; value?: unknown } | { and: Filter[] } | { or: Filter[] }
export type Op = 'is' | 'is_not' | 'contains' | 'starts' | 'any_of' | 'before' | 'after' | 'empty' | 'not_empty'

export type Query = {
  filter?: Filter
  q?: string
  /** `family_name,-created_at` */
  sort?: string
  limit: number
  cursor?: string
  fields?: readonly string[]
  /** With the rows, without, or alone; with a cursor it is known already, and never counted again. */
  total?: 'with' | 'without' | 'only'
}

export type Total = { count: number; exact: boolean }
export type Page = { items: Record<string, any>[]; next: string | null; total: Total }

/** Above this a total is "10,000+": counting a million rows exactly costs a second and tells nobody more. */
export const COUNTED = 10_000
const MAX_CONDITIONS = 50

/** What a noun looks like to one purpose: the only columns that can be asked for, sorted or filtered by. */
export type Lens = {
  name: string
  noun: Noun
  columns: readonly string[]
  purpose: string
  owned: Owned | undefined
  /** The register's: what refers to a row is a question about the row too. */
  nouns: Readonly<Record<string, Noun>>
}

/** Made once for a register: what is learnt of a lens is kept by it. */
const lenses = new WeakMap<object, Map<string, Lens>>()

export function lensOf(nouns: Readonly<Record<string, Noun>>, name: string, purpose: string): Lens {
  return keptBy(lenses, nouns, `${purpose}.${name}`, () => lensFor(nouns, name, purpose))
}

/** What was made for this owner under this key; the keys must be few. */
export function keptBy<T>(kept: WeakMap<object, Map<string, T>>, owner: object, key: string, make: () => T): T {
  const known = kept.get(owner) ?? new Map<string, T>()
  kept.set(owner, known)
  let found = known.get(key)
  if (found === undefined) {
    found = make()
    known.set(key, found)
  }
  return found
}

function lensFor(nouns: Readonly<Record<string, Noun>>, name: string, purpose: string): Lens {
  const noun = nouns[name]
  if (noun?.schema !== 'data') refuse('NOUN_UNKNOWN')
  const columns = columnsOf(noun, purpose)
  if (columns.length === 0) refuse('NOUN_UNKNOWN')
  return { name, noun, columns, purpose, owned: ownedOf(nouns, name, purpose), nouns }
}

/** Columns of an answer: search columns are for searching. */
export function shown(lens: Lens): string[] {
  return lens.columns.filter((column) => lens.noun.fields[column]!.type !== 'vector' && column !== 'folded')
}

export async function page(db: Kysely<any>, lens: Lens, query: Query, reach?: Reach): Promise<Page> {
  const order = orderOf(lens, query.sort)
  const cursor = query.cursor ? decode(query.cursor, order.length) : null
  if (query.total === 'only') return { items: [], next: null, total: await total(db, lens, query, reach) }
  const columns = [...new Set([...wanted(lens, query.fields), 'id', ...order.map((one) => one.column)])]
  const [items, counted] = await Promise.all([
    rowsOf(
      () => conditions(db, lens, query, reach, true).select([...columns, ...exactly(order)]),
      order,
      cursor,
      query.limit + 1,
    ),
    cursor || query.total === 'without' ? UNCOUNTED : total(db, lens, query, reach),
  ])
  const more = items.length > query.limit
  if (more) items.length = query.limit
  return { items, next: placeOf(order, items, more), total: counted }
}

function wanted(lens: Lens, fields: readonly string[] | undefined): string[] {
  const all = shown(lens)
  return fields?.length ? fields.filter((field) => all.includes(field)) : all
}

const UNCOUNTED: Total = { count: -1, exact: false }

async function total(db: Kysely<any>, lens: Lens, query: Query, reach?: Reach): Promise<Total> {
  const some = conditions(db, lens, query, reach)
    .select('id')
    .limit(COUNTED + 1)
    .as('some')
  const { count } = await db.selectFrom(some).select(sql<number>`count(*)::int`.as('count')).executeTakeFirstOrThrow()
  return { count: Math.min(count, COUNTED), exact: count <= COUNTED }
}

/** One record by its id; nothing where it is hidden, out of reach or not there. */
export const recordOf = (db: Kysely<any>, lens: Lens, id: string, reach?: Reach) => {
  const found = db.selectFrom(lens.name).select(shown(lens)).where('id', '=', id)
  const mine = within(lens, reach)
  return mine ? found.where(mine) : found
}

export function conditions(
  db: Kysely<any>,
  lens: Lens,
  query: Pick<Query, 'filter' | 'q'>,
  reach?: Reach,
  ordered = false,
): any {
  const q = query.q?.trim()
  let rows: any = q && ordered ? found(db, lens, q, findable(lens)) : db.selectFrom(lens.name)
  if (query.filter) rows = rows.where(treeOf(lens, query.filter, { left: MAX_CONDITIONS }))
  if (q && !ordered) rows = rows.where(wordsFind(lens, q))
  const mine = within(lens, reach)
  if (mine) rows = rows.where(mine)
  return rows
}

const findable = (lens: Lens): string[] => lens.columns.filter((column) => lens.noun.fields[column]!.type !== 'vector')

/**
 * All the words as beginnings of words, in the form they stand in or that of the name they bend (Virtasen, of Virtanen),
 * or, from three letters on, all of them as parts of the name. The other forms are asked of the same index in the same
 * look: beginnings where there is an index of words, parts where there is none of these.
 */
function wordsFind(lens: Lens, q: string) {
  const words = wordsOf(q)
  if (words.length === 0) return sql<boolean>`true`
  const choices = []
  const isSearched = lens.columns.includes('search')
  const terms = words.map(beginnings).filter(Boolean)
  if (isSearched && terms.length > 0) choices.push(sql`search @@ to_tsquery('simple', ${terms.join(' & ')})`)
  // Shorter than a trigram, no index would help.
  if (lens.columns.includes('folded') && areLong(words)) {
    const inName = (part: string) => sql`folded like ${`%${likeSafe(part)}%`}`
    const each = words.map((word) => either((isSearched ? [word.typed] : parts(word)).map(inName)))
    choices.push(sql`(${sql.join(each, sql` and `)})`)
  }
  if (choices.length === 0) {
    const inTitle = ({ raw }: Word) =>
      either(lens.noun.title.map((column) => sql`${sql.ref(column)} ilike ${`%${likeSafe(raw)}%`}`))
    choices.push(sql`${sql.join(words.map(inTitle), sql` and `)}`)
  }
  return either(choices)
}

const either = (choices: readonly RawBuilder<unknown>[]) => sql<boolean>`(${sql.join(choices, sql` or `)})`

/**
 * Those whom the words find, before anything is put in order or cut short. Left to itself the
 * planner walks an index or the table in the hope of soon meeting enough of them (tried on 1,000,000 people:
 * 1.6 s against 0.04 s for a name late in the alphabet, 25 ms against 0.3 ms for a word nobody has).
 */
function found(db: Kysely<any>, lens: Lens, q: string, columns: readonly string[]): any {
  return db
    .with(
      (cte) => cte('found').materialized(),
      (inner: any) => inner.selectFrom(lens.name).select(columns).where(wordsFind(lens, q)),
    )
    .selectFrom(`found as ${lens.name}`)
}

function treeOf(lens: Lens, filter: Filter, budget: { left: number }): any {
  budget.left -= 1
  if (budget.left < 0) refuse('INPUT_INVALID', { field: 'filter', detail: `at most ${MAX_CONDITIONS} conditions` })
  if (filter === null || typeof filter !== 'object') refuse('INPUT_INVALID', { field: 'filter' })
  if ('and' in filter || 'or' in filter) {
    const list = 'and' in filter ? filter.and : filter.or
    if (!Array.isArray(list)) refuse('INPUT_INVALID', { field: 'filter' })
    if (list.length === 0) return sql<boolean>`true`
    return sql<boolean>`(${sql.join(
      list.map((one) => treeOf(lens, one, budget)),
      'and' in filter ? sql` and ` : sql` or `,
    )})`
  }
  const { field, op, value } = filter
  if (String(field).includes('.')) return relatedOf(lens, String(field), op, value)
  if (!lens.columns.includes(field)) refuse('FIELD_UNKNOWN', { field: String(field) })
  return condition(field, lens.noun.fields[field]!, op, value, isUsual(lens, field))
}

/** `emails.address`: whether any of the rows that refer to this one, as the purpose sees them, answers the condition. */
function relatedOf(lens: Lens, path: string, op: Op, value: unknown): any {
  const [name = '', column = ''] = path.split('.')
  const noun = Object.hasOwn(lens.nouns, name) ? lens.nouns[name] : undefined
  const columns = noun?.schema === 'data' ? columnsOf(noun, lens.purpose) : []
  const back = columns.find((one) => noun!.fields[one]!.refers === lens.name)
  if (!back || !columns.includes(column)) refuse('FIELD_UNKNOWN', { field: path })
  const none = op === 'is_not' || op === 'empty'
  const asked = op === 'is_not' ? 'is' : op === 'empty' ? 'not_empty' : op
  const found = sql`exists (select from ${sql.table(`${lens.purpose}.${name}`)} part
    where ${sql.ref(`part.${back}`)} = ${sql.ref(`${lens.name}.id`)}
    and ${condition(`part.${column}`, noun!.fields[column]!, asked, value, false)})`
  return none ? sql`not ${found}` : found
}

/** `usual`: the column whose index is by letters, and answers only what is asked by them. */
function condition(name: string, field: Field, op: Op, value: unknown, usual: boolean): any {
  const column = sql.ref(name)
  const indexed = usual && field.type === 'text' ? lettered(name) : column
  const many = field.type === 'choices'
  const text = () => String(value ?? '')
  switch (op) {
    case 'is':
      return many
        ? sql`${column} @> array[${text()}]::text[]`
        : value === null
          ? sql`${column} is null`
          : sql`${indexed} = ${cast(field, value)}`
    case 'is_not':
      return many
        ? sql`not ${column} @> array[${text()}]::text[]`
        : sql`${column} is distinct from ${cast(field, value)}`
    case 'contains':
      return sql`${column}::text ilike ${`%${likeSafe(text())}%`}`
    case 'starts': {
      const like = sql`${column}::text ilike ${`${likeSafe(text())}%`}`
      const range = indexed === column ? null : startOf(name, text())
      return range ? sql`(${range} and ${like})` : like
    }
    case 'any_of': {
      const list = Array.isArray(value) ? value.map(String).slice(0, 1000) : [text()]
      return many ? sql`${column} && ${list}::text[]` : sql`${indexed} = any(${list}::${sql.raw(castOf(field))}[])`
    }
    case 'before':
      if (many) refuse('INPUT_INVALID', { field: 'filter', detail: `${name} has no order` })
      return sql`${column} < ${cast(field, value)}`
    case 'after':
      if (many) refuse('INPUT_INVALID', { field: 'filter', detail: `${name} has no order` })
      return sql`${column} > ${cast(field, value)}`
    case 'empty':
      return many ? sql`cardinality(${column}) = 0` : sql`(${column} is null or ${column}::text = '')`
    case 'not_empty':
      return many ? sql`cardinality(${column}) > 0` : sql`(${column} is not null and ${column}::text <> '')`
    default:
      return refuse('INPUT_INVALID', { field: 'filter', detail: `no such comparison: ${String(op)}` })
  }
}

const castOf = (field: Field): string =>
  ({ integer: 'bigint', decimal: 'numeric', boolean: 'boolean', date: 'date', timestamp: 'timestamptz', uuid: 'uuid' })[
    field.type as string
  ] ?? 'text'

const cast = (field: Field, value: unknown) => sql`${value as any}::${sql.raw(castOf(field))}`

import { type AliasedRawBuilder, type CompiledQuery, type RawBuilder, sql } from 'kysely'
import type { Context } from './action.ts'
import { columnsOf } from './compile.ts'
import { isoOf, standing } from './database.ts'
import { type Reach, reachOf, within } from './reach.ts'
import { keptBy, type Lens, lensOf, recordOf, shown } from './records.ts'
import type { Noun } from './vocabulary.ts'

type Row = Record<string, any>

/** The ids a ledger entry names for these rows: the people they are or speak of, else the rows themselves. */
export function personIdsOf(lens: Lens, rows: readonly Row[]): string[] {
  const { noun } = lens
  const column = noun.mask === 'self' ? 'id' : noun.person && lens.columns.includes(noun.person) ? noun.person : 'id'
  return [...new Set(rows.map((row) => (row[column] ?? row.id) as string))]
}

/** Parts brought along in one answer. */
const MOST = 10_000

/**
 * One record with its parts, `emails,employments`, in one statement under the one purpose; undefined where it is
 * hidden, out of reach or not there, and then no part is looked for. References get the title of what they name,
 * as far as the purpose sees it, so that it reads without a second request.
 */
export async function whole(ctx: Context, lens: Lens, id: string, wanted?: string): Promise<Row | undefined> {
  const parts = partsOf(ctx, lens, wanted)
  const own = ownOf(ctx, lens)
  const [found] = await kept(ctx, lens, 'one', parts, [id], (reach) => {
    const brought = parts.map((part) => selected(part, sql`= ${ID}`, reach))
    return recordOf(ctx.db, lens, ID as never, reach).select([...own.map((one) => nameOf(lens, one)), ...brought])
  })
  if (!found) return undefined
  const [row] = plain(shown(lens), own, [found])
  attach(ctx, lens, [row!], wanted, parts, found)
  return row
}

/** The same for the rows of a list: their parts come in one statement. */
export async function include(ctx: Context, lens: Lens, rows: Row[], wanted: string | undefined): Promise<void> {
  await nameReferences(ctx, lens, rows)
  if (!wanted || rows.length === 0) return
  const parts = partsOf(ctx, lens, wanted)
  const ids = rows.map((row) => row.id as string)
  const [found] = parts.length
    ? await kept(ctx, lens, 'list', parts, ids, (reach) => {
        const brought = parts.map((part) => selected(part, sql`= any(${IDS}::uuid[])`, reach))
        return ctx.db.selectNoFrom(brought)
      })
    : []
  attach(ctx, lens, rows, wanted, parts, found)
}

type Reference = { column: string; target: string; titles: readonly string[] }
type Part = { lens: Lens; back: string; columns: readonly string[]; references: readonly Reference[] }

/** Each once and in one order, whatever order they are asked in: the statements that stand must stay few. */
function partsOf(ctx: Context, lens: Lens, wanted: string | undefined): Part[] {
  if (!wanted) return []
  const { nouns } = ctx.register
  return [...new Set(asked(wanted))]
    .sort()
    .filter((name) => Object.hasOwn(nouns, name))
    .map((name) => keptBy(known, lens, name, () => partOf(ctx, lens, name)))
    .filter((part) => part !== null)
}

const known = new WeakMap<object, Map<string, Part | null>>()

function partOf(ctx: Context, lens: Lens, name: string): Part | null {
  const noun = ctx.register.nouns[name]!
  const columns = columnsOf(noun, ctx.purpose).filter((c) => noun.fields[c]!.type !== 'vector' && c !== 'folded')
  const back = columns.find((column) => noun.fields[column]!.refers === lens.name)
  if (!back) return null
  const others = columns.filter((column) => column !== back)
  const references = referencesOf(ctx, noun, others)
  return { lens: lensOf(ctx.register.nouns, name, ctx.purpose), back, columns, references }
}

const asked = (wanted: string | undefined): string[] => (wanted ? wanted.split(',').slice(0, 8) : [])

/** company_id → company: "Konehuolto Oy". */
function referencesOf(ctx: Context, noun: Noun, columns: readonly string[]): Reference[] {
  return columns.flatMap((column) => {
    const target = noun.fields[column]?.refers
    const other = target && column.endsWith('_id') ? ctx.register.nouns[target] : undefined
    if (!target || !other) return []
    const held = columnsOf(other, ctx.purpose)
    const titles = other.title.filter((title) => held.includes(title))
    return titles.length ? [{ column, target, titles }] : []
  })
}

const owns = new WeakMap<object, Map<string, Reference[]>>()
const ownOf = (ctx: Context, lens: Lens): Reference[] =>
  keptBy(owns, lens, '', () => referencesOf(ctx, lens.noun, lens.columns))

const NAMED = ' named'
const PART = 'part '

function nameOf(lens: Lens, { column, target, titles }: Reference): AliasedRawBuilder<unknown, string> {
  const words = titles.map((title) => sql`nullif(${sql.ref(`named.${title}`)}::text, '')`)
  const name = sql`(select concat_ws(' ', ${sql.join(words)}) from ${viewOf(lens.purpose, target)} named
    where named.id = ${sql.ref(`${lens.name}.${column}`)})`
  return name.as(column + NAMED)
}

/** All rows of a part in one value. */
function selected({ lens, back, columns, references }: Part, whose: RawBuilder<unknown>, reach: Reach) {
  const values = columns.map((column) => {
    const value = sql.ref(`${lens.name}.${column}`)
    // What JSON would write otherwise: a moment, and an amount, of which it would make a float.
    return ['timestamp', 'decimal'].includes(lens.noun.fields[column]!.type)
      ? sql`${value}::text as ${sql.id(column)}`
      : sql`${value} as ${sql.id(column)}`
  })
  for (const one of references) values.push(sql`${nameOf(lens, one)}`)
  const mine = within(lens, reach)
  return sql`(select json_agg(part) from (
    select ${sql.join(values)} from ${viewOf(lens.purpose, lens.name)}
    where ${sql.ref(`${lens.name}.${back}`)} ${whose}${mine ? sql` and ${mine}` : sql``}
    order by ${sql.ref(`${lens.name}.created_at`)} limit ${sql.lit(MOST)}) part)`.as(PART + lens.name)
}

const viewOf = (purpose: string, noun: string) => sql.table(`${purpose}.${noun}`)

/** Puts each part on its row, in the order asked; what is no part of it is empty. */
function attach(
  ctx: Context,
  lens: Lens,
  rows: Row[],
  wanted: string | undefined,
  parts: readonly Part[],
  found: Row | undefined,
) {
  for (const name of asked(wanted)) {
    const part = parts.find((one) => one.lens.name === name)
    if (!part) {
      for (const row of rows) row[name] = []
      continue
    }
    const { noun } = part.lens
    const list = plain(part.columns, part.references, found?.[PART + name] ?? [], noun)
    // Of a single row they are all its own.
    const grouped = rows.length > 1 ? Map.groupBy(list, (one) => one[part.back] as string) : null
    for (const row of rows) row[name] = grouped ? (grouped.get(row.id) ?? []) : list
    const { person } = noun
    if (person && part.columns.includes(person)) ctx.seen(lens.name, list.map((one) => one[person]).filter(Boolean))
  }
}

/** Rows as they are answered; `written` when they came as JSON. */
function plain(
  columns: readonly string[],
  references: readonly Reference[],
  found: readonly Row[],
  written?: Noun,
): Row[] {
  const moments = columns.map((column) => written?.fields[column]?.type === 'timestamp')
  // A name stands where at least one row refers to something.
  const named = references.filter(({ column }) => found.some((row) => row[column]))
  return found.map((one) => {
    const row: Row = {}
    columns.forEach((column, i) => {
      const value = one[column]
      row[column] = moments[i] && value !== null ? isoOf(value) : value
    })
    for (const { column } of named) row[column.slice(0, -3)] = one[column + NAMED]
    return row
  })
}

/** Where a value will stand in a text that is kept. */
const [ID, IDS, USER, TEAM] = [Symbol('id'), Symbol('ids'), Symbol('user'), Symbol('team')]
const texts = new WeakMap<object, Map<string, CompiledQuery<Row>>>()

/** Runs a statement whose text depends on the register, the purpose, the parts and the kind of reach: composed once for each. */
function kept(
  ctx: Context,
  lens: Lens,
  what: 'one' | 'list',
  parts: readonly Part[],
  ids: readonly string[],
  compose: (reach: Reach) => { compile(): CompiledQuery<any> },
): Promise<Row[]> {
  const { scope, user, team } = reachOf(ctx)
  const key = `${what} ${parts.map((part) => part.lens.name)} ${scope} ${Boolean(team)}`
  const text = keptBy(texts, lens, key, () =>
    compose({ scope, user: USER as never, team: team ? (TEAM as never) : null }).compile(),
  )
  const values = new Map<unknown, unknown>([
    [ID, ids[0]],
    [IDS, ids],
    [USER, user],
    [TEAM, team],
  ])
  return standing(ctx.db, {
    ...text,
    parameters: text.parameters.map((one) => (values.has(one) ? values.get(one) : one)),
  })
}

/** For rows of a list that refer to something themselves. */
async function nameReferences(ctx: Context, lens: Lens, rows: Row[]): Promise<void> {
  for (const { column, target, titles } of ownOf(ctx, lens)) {
    const ids = [...new Set(rows.map((row) => row[column]).filter(Boolean))] as string[]
    if (ids.length === 0) continue
    // One value for all of the ids: the text is the same however many there are.
    const query = ctx.db
      .selectFrom(target)
      .select(['id', ...titles])
      .where(sql<boolean>`id = any(${ids}::uuid[])`)
    const found = await standing(ctx.db, query)
    const titleOf = (one: Row) =>
      titles
        .map((title) => one[title])
        .filter(Boolean)
        .join(' ')
    const named = new Map(found.map((one) => [one.id, titleOf(one)]))
    for (const row of rows) row[column.slice(0, -3)] = named.get(row[column]) ?? null
  }
}

import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from './action.ts'
import { refuse } from './errors.ts'
import { lettered } from './order.ts'
import { reachOf } from './reach.ts'
import { conditions, type Filter, type Lens, lensOf, page } from './records.ts'
import type { Field } from './vocabulary.ts'

export const summaryInput = z.object({
  q: z.string().max(200).optional(),
  filter: z.union([z.string().max(8000), z.record(z.string(), z.any())]).optional(),
  group: z.string().max(60).optional().describe('a field; a date is grouped by its month'),
  after: z
    .string()
    .max(300)
    .optional()
    .describe('the value of the last group told: those after it, and no sums of all'),
  calc: z.string().max(1000).optional().describe('value:sum,close_on:min; of sum, average, min, max, filled'),
})

const result = z.object({ value: z.string().nullable(), currency: z.string().optional() })
const values = z.record(z.string(), z.array(result))
export const summaryOutput = z.object({
  count: z.object({ count: z.number(), exact: z.boolean() }),
  values,
  groups: z
    .array(z.object({ value: z.string().nullable(), name: z.string().optional(), count: z.number(), values }))
    .optional(),
  /** More groups than are told. */
  more: z.boolean(),
})

type Asked = {
  q?: string | undefined
  filter?: Filter | undefined
  group?: string | undefined
  after?: string | undefined
  calc?: string
}
type Calc = { key: string; column: string; how: How; field: Field }
type How = 'sum' | 'average' | 'min' | 'max' | 'filled'
type Result = z.infer<typeof result>
type Values = Record<string, Result[]>

const HOWS: readonly string[] = ['sum', 'average', 'min', 'max', 'filled']
/** Told at a time; a field of names has as many as there are rows. */
const MOST_GROUPS = 200

/**
 * What a list comes to, over all of its rows: sums of decimals exact, and as text; of money one result for each
 * currency, for euros and kronor have no sum. Each group has the same, in the order of a list sorted by its field; of
 * many the first, and with `after` those that come next, without what all comes to.
 */
export async function summary(ctx: Context, noun: string, asked: Asked): Promise<z.infer<typeof summaryOutput>> {
  const lens = lensOf(ctx.register.nouns, noun, ctx.purpose)
  const calcs = calcsOf(lens, asked.calc)
  const group = asked.group ? groupOf(lens, asked.group) : undefined
  if (!group && calcs.length === 0) {
    const { total } = await page(ctx.db, lens, { ...plainly(asked), limit: 1, total: 'only' }, reachOf(ctx))
    return { count: total, values: {}, more: false }
  }
  const [all, groups] = await Promise.all([
    asked.after === undefined ? aggregated(ctx, lens, asked, calcs) : [],
    group ? aggregated(ctx, lens, asked, calcs, group) : undefined,
  ])
  const more = (groups?.length ?? 0) > MOST_GROUPS
  const told = groups?.slice(0, MOST_GROUPS).map((one) => ({ value: null, ...one }))
  if (told && group) await nameGroups(ctx, group.field, told)
  const { count = 0, values = {} } = all[0] ?? {}
  return { count: { count, exact: true }, values, ...(told ? { groups: told } : {}), more }
}

type Group = { column: string; field: Field }
type Part = { value?: string | null; name?: string; count: number; values: Values }

async function aggregated(ctx: Context, lens: Lens, asked: Asked, calcs: Calc[], group?: Group): Promise<Part[]> {
  const hasCurrency = lens.columns.includes('currency')
  const isMoney = ({ field, how }: Calc) => hasCurrency && field.type === 'decimal' && how !== 'filled'
  const money = calcs.filter(isMoney)
  const [plain, split] = await Promise.all([
    rowsOf(
      ctx,
      lens,
      asked,
      calcs.filter((one) => !isMoney(one)),
      group,
    ),
    money.length > 0 ? rowsOf(ctx, lens, asked, money, group, true) : [],
  ])
  const parts = plain.map(
    (row): Part => ({
      ...(group ? { value: row.value } : {}),
      count: row.count,
      values: Object.fromEntries(
        calcs.filter((one) => !isMoney(one)).map((one) => [one.key, [{ value: row[one.key] }]]),
      ),
    }),
  )
  for (const part of parts) for (const { key } of money) part.values[key] = []
  const byValue = new Map(parts.map((part) => [part.value ?? null, part]))
  for (const row of split)
    for (const { key } of money)
      if (row[key] !== null)
        byValue.get(row.value ?? null)?.values[key]?.push({ value: row[key], currency: row.currency ?? '' })
  return parts
}

async function rowsOf(ctx: Context, lens: Lens, asked: Asked, calcs: Calc[], group?: Group, byCurrency = false) {
  const by = group ? keyOf(group) : null
  let rows = conditions(ctx.db, lens, plainly(asked), reachOf(ctx)).select([
    sql<number>`count(*)::int`.as('count'),
    ...calcs.map((one) => resultOf(one).as(one.key)),
  ])
  if (by) {
    rows = rows.select(sql<string | null>`${by}::text`.as('value')).groupBy(by)
    if (asked.after !== undefined) rows = rows.where(beyond(group!, asked.after))
    // A little beyond what is told, so that it is known that there is more; with currencies, several rows a group.
    rows = rows
      .orderBy(group!.field.type === 'text' ? lettered(group!.column) : by)
      .limit((MOST_GROUPS + 1) * (byCurrency ? 8 : 1))
  }
  if (byCurrency) rows = rows.select('currency').groupBy('currency').orderBy('currency')
  return rows.execute() as Promise<Record<string, any>[]>
}

function keyOf({ column, field }: Group) {
  const ref = sql.ref(column)
  if (field.type === 'date') return sql`to_char(${ref}, 'YYYY-MM')`
  return field.type === 'choices' ? sql`unnest(${ref})` : ref
}

/** What stands after a group of this value; who has none stands last. */
function beyond({ column, field }: Group, after: string) {
  const ref = sql.ref(column)
  if (field.type === 'choices')
    refuse('INPUT_INVALID', { field: 'after', detail: 'all groups of choices are told at once' })
  if (field.type === 'date') return sql<boolean>`(to_char(${ref}, 'YYYY-MM') > ${after} or ${ref} is null)`
  if (field.type === 'text') return sql<boolean>`(${lettered(column)} > ${after} or ${ref} is null)`
  const as = { uuid: 'uuid', boolean: 'boolean', integer: 'bigint' }[field.type as string] ?? 'text'
  if (as === 'uuid' && !z.guid().safeParse(after).success) refuse('INPUT_INVALID', { field: 'after' })
  if (as === 'bigint' && !/^-?\d{1,18}$/.test(after)) refuse('INPUT_INVALID', { field: 'after' })
  if (as === 'boolean' && !/^(true|false)$/.test(after)) refuse('INPUT_INVALID', { field: 'after' })
  return sql<boolean>`(${ref} > ${after}::${sql.raw(as)} or ${ref} is null)`
}

function resultOf({ column, how, field }: Calc) {
  const ref = sql.ref(column)
  const places = sql.lit(field.type === 'decimal' ? (field.decimals ?? 2) : 2)
  if (how === 'filled')
    return field.type === 'choices'
      ? sql`count(*) filter (where cardinality(${ref}) > 0)::text`
      : sql`count(nullif(${ref}::text, ''))::text`
  if (how === 'sum') return sql`sum(${ref})::text`
  if (how === 'average') return sql`round(avg(${ref}), ${places})::text`
  const moment = field.type === 'timestamp'
  const edge = how === 'min' ? sql`min(${ref})` : sql`max(${ref})`
  return moment ? sql`to_char(${edge} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')` : sql`${edge}::text`
}

function calcsOf(lens: Lens, calc: string | undefined): Calc[] {
  return [...new Set((calc ?? '').split(',').filter(Boolean))].slice(0, 40).map((key) => {
    const [column = '', how = ''] = key.split(':')
    const field = lens.columns.includes(column) ? lens.noun.fields[column] : undefined
    if (!field || ['vector', 'json'].includes(field.type)) refuse('FIELD_UNKNOWN', { field: `calc: ${column}` })
    if (!HOWS.includes(how) || !calculable(field).includes(how as How))
      refuse('INPUT_INVALID', { field: 'calc', detail: `${key}: no such calculation of this field` })
    return { key, column, how: how as How, field }
  })
}

function calculable(field: Field): How[] {
  if (field.type === 'decimal' || field.type === 'integer') return ['sum', 'average', 'min', 'max', 'filled']
  return field.type === 'date' || field.type === 'timestamp' ? ['min', 'max', 'filled'] : ['filled']
}

function groupOf(lens: Lens, column: string): Group {
  const field = lens.columns.includes(column) ? lens.noun.fields[column] : undefined
  if (!field || ['vector', 'json', 'longtext', 'timestamp', 'decimal'].includes(field.type))
    refuse('FIELD_UNKNOWN', { field: `group: ${column}` })
  return { column, field }
}

/** A group by reference is read by the name of what it refers to, as far as the purpose sees it. */
async function nameGroups(ctx: Context, field: Field, groups: Part[]): Promise<void> {
  if (!field.refers || !Object.hasOwn(ctx.register.nouns, field.refers)) return
  const ids = groups.map(({ value }) => value).filter(Boolean)
  const target = ctx.register.nouns[field.refers]!
  if (target.schema !== 'data' || ids.length === 0) return
  const lens = lensOf(ctx.register.nouns, field.refers, ctx.purpose)
  const titles = target.title.filter((one) => lens.columns.includes(one))
  if (titles.length === 0) return
  const found = await ctx.db
    .selectFrom(field.refers)
    .select(['id', ...titles])
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
  const names = new Map(
    found.map((row: any) => [
      row.id,
      titles
        .map((one) => row[one])
        .filter(Boolean)
        .join(' '),
    ]),
  )
  for (const group of groups) {
    const name = names.get(group.value)
    if (name) group.name = name
  }
}

const plainly = ({ q, filter }: Asked): { q?: string; filter?: Filter } => ({
  ...(q ? { q } : {}),
  ...(filter ? { filter } : {}),
})

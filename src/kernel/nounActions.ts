import { sql } from 'kysely'
import { z } from 'zod'
import type { NounId, PurposeId } from '#register/index.ts'
import { base } from '#register/index.ts'
import { type Action, action, type Context } from './action.ts'
import { change, changeInput, changeOutput } from './change.ts'
import { checked } from './check.ts'
import { columnsOf, writableOf } from './compile.ts'
import { refuse } from './errors.ts'
import { include, personIdsOf, whole } from './include.ts'
import { nounSays } from './nounSays.ts'
import { meet, reachOf } from './reach.ts'
import { type Filter, lensOf, page, shown } from './records.ts'
import { summary, summaryInput, summaryOutput } from './summary.ts'

/** What a list may be asked for, the same for every noun. */
export const listInput = z.object({
  q: z.string().max(200).optional(),
  filter: z
    .union([z.string().max(8000), z.record(z.string(), z.any())])
    .optional()
    .describe('JSON: {field, op, value} | {and: […]} | {or: […]}'),
  sort: z.string().max(200).optional().describe('family_name,-created_at'),
  limit: z.coerce.number().int().min(1).max(500).default(60),
  cursor: z.string().max(2000).optional(),
  total: z
    .enum(['with', 'without', 'only'])
    .default('with')
    .describe('how many there are: told with the rows, without them sooner, or only that; -1 is not counted'),
  include: z.string().max(200).optional().describe('parts to bring along: emails,phones,employments'),
  fields: z.string().max(1000).optional(),
})

export const recordOutput = z.looseObject({ id: z.string(), version: z.number() })
export const pageOutput = z.object({
  items: z.array(z.looseObject({})),
  next: z.string().nullable(),
  total: z.object({ count: z.number(), exact: z.boolean() }),
  purpose: z.string(),
})

const byId = z.object({ id: z.uuid(), include: z.string().max(200).optional() })
const loose = z.looseObject({})

type Which = 'list' | 'summary' | 'get' | 'create' | 'update' | 'change' | 'delete' | 'restore'

/**
 * The verbs of a noun, derived from its declaration. A feature leaves out what it does in its own way. What can be
 * listed can be summed up, unless its rows are somebody's own.
 */
export function nounActions(noun: NounId, which: readonly Which[]): Action[] {
  const declared = base.nouns[noun]!
  const readers = Object.keys(base.purposes).filter((p) => columnsOf(declared, p).length > 0) as PurposeId[]
  const writers = readers.filter((p) => writableOf(declared, p).length > 0)
  const open = (declared.open ?? []) as PurposeId[]
  const says = nounSays(declared)
  const all: Record<Which, () => Action> = {
    list: () =>
      action({
        name: `${noun}.list`,
        purposes: readers,
        verb: 'read',
        says: says.list,
        input: listInput,
        output: pageOutput,
        run: (ctx, input) => list(ctx, noun, input),
      }),
    summary: () =>
      action({
        name: `${noun}.summary`,
        purposes: readers,
        verb: 'read',
        says: says.summary,
        input: summaryInput,
        output: summaryOutput,
        run(ctx, { filter, ...asked }) {
          const tree = filterOf(filter)
          ctx.note({ counted: true, ...(tree ? { filtered: fieldsIn(tree).join(',') } : {}) })
          return summary(ctx, noun, { ...asked, ...(tree ? { filter: tree } : {}) } as any)
        },
      }),
    get: () =>
      action({
        name: `${noun}.get`,
        purposes: readers,
        verb: 'read',
        says: says.get,
        input: byId,
        output: recordOutput,
        run: (ctx, input) => get(ctx, noun, input.id, input.include),
      }),
    create: () =>
      action({
        name: `${noun}.create`,
        purposes: open,
        verb: 'write',
        says: says.create,
        input: loose,
        output: recordOutput,
        run: (ctx, input) => create(ctx, noun, input),
      }),
    update: () =>
      action({
        name: `${noun}.update`,
        purposes: writers,
        verb: 'write',
        says: says.update,
        input: z.looseObject({ id: z.uuid() }),
        output: recordOutput,
        run: (ctx, { id, ...values }) => update(ctx, noun, id, values),
      }),
    change: () =>
      action({
        name: `${noun}.change`,
        purposes: writers,
        verb: 'write',
        says: says.change,
        input: changeInput,
        output: changeOutput,
        run: (ctx, input) => change(ctx, noun, input as any),
      }),
    delete: () =>
      action({
        name: `${noun}.delete`,
        purposes: open,
        verb: 'write',
        says: says.delete,
        input: z.object({ id: z.uuid() }),
        output: z.any(),
        run: (ctx, input) => remove(ctx, noun, input.id),
      }),
    restore: () =>
      action({
        name: `${noun}.restore`,
        purposes: open,
        verb: 'write',
        says: says.restore,
        input: z.object({ id: z.uuid() }),
        output: recordOutput,
        async run(ctx, { id }) {
          await sql`select door.discard(${noun}, ${id}::uuid, true)`.execute(ctx.db)
          return get(ctx, noun, id)
        },
      }),
  }
  const whole: Which[] = [...which]
  if (which.includes('list') && !declared.fields.user_id) whole.push('summary')
  return [...new Set(whole)].map((one) => all[one]())
}

export function filterOf(filter: unknown): Filter | undefined {
  if (filter === undefined || filter === '') return undefined
  if (typeof filter !== 'string') return filter as Filter
  try {
    return JSON.parse(filter) as Filter
  } catch {
    return refuse('INPUT_INVALID', { field: 'filter', detail: 'not JSON' })
  }
}

export async function list(ctx: Context, noun: NounId, input: z.infer<typeof listInput>) {
  const lens = lensOf(ctx.register.nouns, noun, ctx.purpose)
  const { filter, fields, include: parts, ...query } = input
  const found = await page(
    ctx.db,
    lens,
    { ...query, filter: filterOf(filter), ...(fields ? { fields: fields.split(',') } : {}) },
    reachOf(ctx),
  )
  await include(ctx, lens, found.items, parts)
  ctx.seen(noun, personIdsOf(lens, found.items), input.fields ? input.fields.split(',') : [])
  if (input.q) ctx.note({ searched: lens.columns.includes('search') ? 'search' : lens.noun.title.join(',') })
  if (input.filter) ctx.note({ filtered: fieldsIn(filterOf(input.filter)).join(',') })
  if (input.total === 'only') ctx.note({ counted: true })
  return { ...found, purpose: ctx.purpose }
}

export async function get(ctx: Context, noun: NounId, id: string, parts?: string) {
  const lens = lensOf(ctx.register.nouns, noun, ctx.purpose)
  const row = await whole(ctx, lens, id, parts)
  if (!row) refuse(noun === 'people' ? 'PERSON_NOT_FOUND' : 'NOT_FOUND')
  ctx.seen(noun, personIdsOf(lens, [row]))
  return row as { id: string; version: number } & Record<string, any>
}

export async function create(ctx: Context, noun: NounId, values: Record<string, unknown>) {
  const lens = lensOf(ctx.register.nouns, noun, ctx.purpose)
  const writable = [...writableOf(lens.noun, ctx.purpose), ...(lens.noun.partOf ? [lens.noun.partOf.column] : [])]
  const row = checked(lens.noun, writable, values, true)
  // What a row is put on must be within reach itself; answered as not there where it is not.
  const { partOf, linked = [] } = lens.noun
  for (const { noun: whole, column } of [...(partOf && lens.owned ? [partOf] : []), ...linked])
    if (row[column]) await meet(ctx, lensOf(ctx.register.nouns, whole, ctx.purpose), [row[column]])
  const made = await ctx.db.insertInto(noun).values(row).returning(shown(lens)).executeTakeFirstOrThrow()
  ctx.seen(noun, personIdsOf(lens, [made]), Object.keys(row))
  return made as { id: string; version: number }
}

/** Refuses to write over what the caller has not seen: If-Match carries the version. */
export async function update(ctx: Context, noun: NounId, id: string, values: Record<string, unknown>) {
  const lens = lensOf(ctx.register.nouns, noun, ctx.purpose)
  if (ctx.version === null) refuse('IF_MATCH_NEEDED')
  const row = checked(lens.noun, writableOf(lens.noun, ctx.purpose), values, false)
  if (Object.keys(row).length === 0) refuse('NOTHING_TO_CHANGE')
  await meet(ctx, lens, [id])
  const changed = await ctx.db
    .updateTable(noun)
    .set(row)
    .where('id', '=', id)
    .where('version', '=', ctx.version)
    .returning(shown(lens))
    .executeTakeFirst()
  if (!changed) {
    const there = await ctx.db.selectFrom(noun).select('version').where('id', '=', id).executeTakeFirst()
    if (!there) refuse(noun === 'people' ? 'PERSON_NOT_FOUND' : 'NOT_FOUND')
    refuse('EDIT_CONFLICT', { data: { version: there.version } })
  }
  ctx.seen(noun, personIdsOf(lens, [changed]), Object.keys(row))
  return changed as { id: string; version: number }
}

async function remove(ctx: Context, noun: NounId, id: string) {
  const lens = lensOf(ctx.register.nouns, noun, ctx.purpose)
  await meet(ctx, lens, [id])
  if (lens.noun.trash) {
    await sql`select door.discard(${noun}, ${id}::uuid, false)`.execute(ctx.db)
    ctx.seen(noun, [id])
    return { id }
  }
  const columns = ['id', ...(lens.noun.person && lens.columns.includes(lens.noun.person) ? [lens.noun.person] : [])]
  const gone = await ctx.db.deleteFrom(noun).where('id', '=', id).returning(columns).executeTakeFirst()
  if (!gone) refuse('NOT_FOUND')
  ctx.seen(noun, personIdsOf(lens, [gone]))
  return { id }
}

function fieldsIn(filter: Filter | undefined): string[] {
  if (!filter) return []
  if ('and' in filter) return filter.and.flatMap(fieldsIn)
  if ('or' in filter) return filter.or.flatMap(fieldsIn)
  return [filter.field]
}

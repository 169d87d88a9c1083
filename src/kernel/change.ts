import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor, Context } from './action.ts'
import { checked } from './check.ts'
import { writableOf } from './compile.ts'
import { refuse } from './errors.ts'
import { personIdsOf } from './include.ts'
import { meet, reachOf } from './reach.ts'
import { conditions, type Filter, type Lens, lensOf } from './records.ts'

/** What anybody who writes may change at once: as many as one can look through. */
const AT_ONCE = 200
/** What those may who arrange the work of others; more in one transaction would keep everybody waiting. */
export const AT_MOST = 2000

export const mostOf = (actor: Pick<Actor, 'may'>): number => (actor.may.has('arrange') ? AT_MOST : AT_ONCE)

const rows = z.array(z.object({ id: z.uuid(), version: z.number().int() })).min(1)
const share = z.object({ values: z.record(z.string(), z.unknown()), rows })

export const changeInput = z.object({
  to: z.array(share).min(1).max(AT_MOST).optional(),
  values: z.record(z.string(), z.unknown()).optional(),
  filter: z.record(z.string(), z.any()).optional(),
  q: z.string().max(200).optional(),
  count: z.number().int().optional().describe('with a filter: how many rows it was seen to find'),
})
export const changeOutput = z.object({ changed: z.number(), before: z.array(share) })

type Share = z.infer<typeof share>
type Row = Share['rows'][number]
type Input = z.infer<typeof changeInput>

/**
 * Many records of a noun changed, all or none: those named with the versions seen, or all that a filter finds. The
 * answer tells what they said before, in the shape of the question: sent back, it undoes the whole.
 */
export async function change(ctx: Context, noun: string, input: Input & { filter?: Filter | undefined }) {
  const lens = lensOf(ctx.register.nouns, noun, ctx.purpose)
  const to = input.to ?? [await found(ctx, lens, input)]
  const asked: Row[] = to.flatMap((one) => one.rows)
  refusePast(ctx, lens, to, asked.length)
  const ids = asked.map((row) => row.id)
  if (new Set(ids).size < ids.length) refuse('INPUT_INVALID', { field: 'to', detail: 'a record is named twice' })
  const writable = writableOf(lens.noun, ctx.purpose)
  const sets = to.map(({ values, rows }) => ({ row: checked(lens.noun, writable, values, false), rows }))
  const columns = [...new Set(sets.flatMap(({ row }) => Object.keys(row)))]
  if (sets.some(({ row }) => Object.keys(row).length === 0)) refuse('NOTHING_TO_CHANGE')
  await meet(ctx, lens, ids)

  // In one order, so that two who do this at once wait for each other and never for good.
  const old = await ctx.db
    .selectFrom(noun)
    .select(['id', 'version', ...columns])
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  const was = new Map<string, Record<string, any>>(old.map((row: any) => [row.id, row]))
  if (was.size < ids.length) refuse(noun === 'people' ? 'PERSON_NOT_FOUND' : 'NOT_FOUND')
  const moved = asked.filter(({ id, version }) => was.get(id)!.version !== version)
  if (moved.length > 0) refuse('EDIT_CONFLICT', { data: { ids: moved.map(({ id }) => id) } })

  const before = new Map<string, Share>()
  const seen: Record<string, any>[] = []
  for (const { row, rows } of sets) {
    const own = rows.map(({ id }) => id)
    const changed: any[] = await ctx.db
      .updateTable(noun)
      .set(row)
      .where(sql<boolean>`id = any(${own}::uuid[])`)
      .returning(['id', 'version', ...(named(lens) ? [named(lens)!] : [])])
      .execute()
    // A row that the change itself would hide from the purpose is refused by its view; fewer cannot come back.
    if (changed.length < own.length) refuse('NOT_FOUND')
    for (const one of changed) {
      seen.push(one)
      const values = Object.fromEntries(Object.keys(row).map((column) => [column, was.get(one.id)![column]]))
      const key = JSON.stringify(values)
      const same: Share = before.get(key) ?? { values, rows: [] }
      same.rows.push({ id: one.id, version: one.version })
      before.set(key, same)
    }
  }
  ctx.seen(noun, personIdsOf(lens, seen), columns)
  ctx.note({ changed: ids.length })
  return { changed: ids.length, before: [...before.values()] }
}

/** Whose the records have become, where that is what was changed: for a noun that tells its new owners. */
export function newOwners(input: Input, { before }: { before: Share[] }): { id: string; owner: unknown }[] {
  const asked = input.to ?? [{ values: input.values ?? {}, rows: before.flatMap(({ rows }) => rows) }]
  return asked.flatMap(({ values, rows }) =>
    'owner_id' in values ? rows.map(({ id }) => ({ id, owner: values.owner_id })) : [],
  )
}

function refusePast({ actor }: Context, lens: Lens, to: Share[], count: number): void {
  const most = mostOf(actor)
  if (count > most) refuse('BULK_PAST_LEVEL', { data: { most, asked: count } })
  // Whose a record is, is not changed in bulk by those who may not reassign.
  const owns = ['owner_id', 'team'].find((field) => lens.noun.fields[field] && to.some(({ values }) => field in values))
  if (owns && !actor.may.has('reassign')) refuse('BULK_PAST_LEVEL', { field: owns })
}

/** Those a filter finds, when they are as many as the caller saw. */
async function found(ctx: Context, lens: Lens, { values, filter, q, count }: Input): Promise<Share> {
  if (!values || count === undefined || (!filter && !q))
    refuse('INPUT_INVALID', { field: 'to', detail: 'rows, or values with a filter and the count seen' })
  const rows = await conditions(
    ctx.db,
    lens,
    { ...(filter ? { filter: filter as Filter } : {}), ...(q ? { q } : {}) },
    reachOf(ctx),
  )
    .select(['id', 'version'])
    .limit(AT_MOST + 1)
    .execute()
  if (rows.length === 0) refuse('NOTHING_TO_CHANGE')
  if (rows.length <= AT_MOST && rows.length !== count) refuse('EDIT_CONFLICT', { data: { count: rows.length } })
  return { values, rows }
}

const named = ({ noun, columns }: Lens): string | undefined =>
  noun.person && columns.includes(noun.person) ? noun.person : undefined

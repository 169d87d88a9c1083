import { sql } from 'kysely'
import type { Context } from './action.ts'
import { columnsOf } from './compile.ts'
import { standing } from './database.ts'
import { reachOf, within } from './reach.ts'
import { type Lens, lensOf } from './records.ts'
import type { Noun } from './vocabulary.ts'

/** The ids a ledger entry names for these rows: the people they are or speak of, else the rows themselves. */
export function personIdsOf(lens: Lens, rows: readonly Record<string, any>[]): string[] {
  const { noun } = lens
  const column = noun.mask === 'self' ? 'id' : noun.person && lens.columns.includes(noun.person) ? noun.person : 'id'
  return [...new Set(rows.map((row) => (row[column] ?? row.id) as string))]
}

/** Parts brought along in one answer. */
const MOST = 10_000

/**
 * Brings along the parts of these rows that refer to them, under the same purpose: `emails,employments`.
 * A part's own references get the title of what they name, so that a list reads without a second request.
 */
export async function include(
  ctx: Context,
  lens: Lens,
  rows: Record<string, any>[],
  wanted: string | undefined,
): Promise<void> {
  await nameReferences(ctx, lens.noun, lens.columns, rows)
  if (!wanted || rows.length === 0) return
  const ids = rows.map((row) => row.id as string)
  for (const name of wanted.split(',').slice(0, 8)) {
    const noun = Object.hasOwn(ctx.register.nouns, name) ? ctx.register.nouns[name] : undefined
    const columns = noun
      ? columnsOf(noun, ctx.purpose).filter((c) => noun.fields[c]!.type !== 'vector' && c !== 'folded')
      : []
    const back =
      noun &&
      Object.entries(noun.fields).find(([column, field]) => field.refers === lens.name && columns.includes(column))?.[0]
    if (!noun || !back) {
      for (const row of rows) row[name] = []
      continue
    }
    const mine = within(lensOf(ctx.register.nouns, name, ctx.purpose), reachOf(ctx))
    let found = ctx.db.selectFrom(name).select(columns).where(amongst(back, ids)).orderBy('created_at').limit(MOST)
    if (mine) found = found.where(mine)
    const parts = await standing(ctx.db, found)
    await nameReferences(
      ctx,
      noun,
      columns.filter((column) => column !== back),
      parts,
    )
    const grouped = Map.groupBy(parts, (part) => part[back] as string)
    for (const row of rows) row[name] = grouped.get(row.id) ?? []
    if (noun.person && columns.includes(noun.person))
      ctx.seen(lens.name, parts.map((part) => part[noun.person!]).filter(Boolean))
  }
}

/** One value for all of the ids: the text is the same however many there are. */
const amongst = (column: string, ids: readonly string[]) => sql<boolean>`${sql.ref(column)} = any(${ids}::uuid[])`

/** company_id → company: "Konehuolto Oy", as far as the purpose sees it. */
async function nameReferences(
  ctx: Context,
  noun: Noun,
  columns: readonly string[],
  rows: Record<string, any>[],
): Promise<void> {
  for (const column of columns) {
    const target = noun.fields[column]?.refers
    if (!target || !column.endsWith('_id')) continue
    const ids = [...new Set(rows.map((row) => row[column]).filter(Boolean))] as string[]
    if (ids.length === 0) continue
    const other = ctx.register.nouns[target]
    const titles = other ? other.title.filter((title) => columnsOf(other, ctx.purpose).includes(title)) : []
    if (titles.length === 0) continue
    const found = await standing(
      ctx.db,
      ctx.db
        .selectFrom(target)
        .select(['id', ...titles])
        .where(amongst('id', ids)),
    )
    const named = new Map(
      found.map((one) => [
        one.id,
        titles
          .map((title) => one[title])
          .filter(Boolean)
          .join(' '),
      ]),
    )
    for (const row of rows) row[column.slice(0, -3)] = named.get(row[column]) ?? null
  }
}

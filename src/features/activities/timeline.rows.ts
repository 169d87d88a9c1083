import { sql } from 'kysely'
import type { Context } from '#kernel/action.ts'
import { columnsOf } from '#kernel/compile.ts'
import { include } from '#kernel/include.ts'
import { lensOf, shown } from '#kernel/records.ts'
import { type Keyed, KINDS } from './timeline.sql.ts'
import type { Item } from './timeline.ts'

/** The whole rows of these keys, in their order: a query a noun, and one a noun they name. */
export async function rowsOf(ctx: Context, keys: readonly Keyed[]): Promise<Item[]> {
  const found = new Map<string, Record<string, any>>()
  const wanted = Map.groupBy(
    keys.filter(({ kind }) => KINDS[kind].noun),
    ({ kind }) => KINDS[kind].noun!,
  )
  await Promise.all(
    [...wanted].map(async ([noun, some]) => {
      const lens = lensOf(ctx.register.nouns, noun, ctx.purpose)
      const rows = await ctx.db
        .selectFrom(noun)
        .select(shown(lens))
        .where(
          'id',
          'in',
          some.map(({ id }) => id),
        )
        .execute()
      if (noun === 'changes') await nameChanged(ctx, rows)
      else await include(ctx, lens, rows, undefined)
      for (const row of rows) found.set(row.id, row)
    }),
  )
  return keys.flatMap(({ kind, id, at, ground }) => {
    const row = ground ?? found.get(id)
    const { by } = KINDS[kind]
    return row ? [{ kind, id, at, by: (row[by] as string | undefined) ?? null, row }] : []
  })
}

/** A stage and a company are told by name, not by id: as far as this purpose sees them. */
async function nameChanged(ctx: Context, rows: Record<string, any>[]): Promise<void> {
  const { nouns } = ctx.register
  const named = new Map<string, Record<string, any>[]>()
  for (const row of rows) {
    const [noun, field] = String(row.of).split('.') as [string, string]
    const target = nouns[noun]?.fields[field]?.refers
    if (target) named.set(target, [...(named.get(target) ?? []), row])
  }
  for (const [noun, some] of named) {
    const titles = nouns[noun]!.title.filter((title) => columnsOf(nouns[noun]!, ctx.purpose).includes(title))
    const ids = [...new Set(some.flatMap(({ was, became }) => [was, became]).filter(Boolean))]
    if (ids.length === 0) continue
    const { rows: names } = titles.length
      ? await sql<{
          id: string
          name: string
        }>`select id, concat_ws(' ', ${sql.join(titles.map((title) => sql.ref(title)))}) as name
          from ${sql.table(`${ctx.purpose}.${noun}`)} where id = any(${ids}::uuid[])`.execute(ctx.db)
      : { rows: [] }
    const known = new Map(names.map(({ id, name }) => [id, name]))
    for (const row of some) {
      row.was = row.was ? (known.get(row.was) ?? '…') : null
      row.became = row.became ? (known.get(row.became) ?? '…') : null
    }
  }
}

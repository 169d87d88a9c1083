import { sql } from 'kysely'
import type { Context } from '#kernel/action.ts'
import { columnsOf } from '#kernel/compile.ts'
import { standing } from '#kernel/database.ts'
import { lensOf, shown } from '#kernel/records.ts'
import { footing } from '#register/standing.ts'
import { type Keyed, KINDS } from './timeline.sql.ts'
import type { Item } from './timeline.ts'

type Row = Record<string, any>

/** The whole rows of these keys, in their order: a query a noun, then one for each noun whose records they name. */
export async function rowsOf(ctx: Context, keys: readonly Keyed[]): Promise<Item[]> {
  const wanted = Map.groupBy(
    keys.filter(({ kind }) => KINDS[kind].noun),
    ({ kind }) => KINDS[kind].noun!,
  )
  const found = await Promise.all(
    [...wanted].map(async ([noun, some]) => {
      const ids = some.map(({ id }) => id)
      const columns = shown(lensOf(ctx.register.nouns, noun, ctx.purpose))
      const rows = await standing(ctx.db, ctx.db.selectFrom(noun).select(columns).where(isOneOf(ids)))
      return { noun, rows }
    }),
  )
  const changes = found.flatMap(({ noun, rows }) => (noun === 'changes' ? rows : []))
  const others = found.flatMap(({ noun, rows }) => (noun === 'changes' ? [] : rows))
  await nameAll(ctx, [...changes.flatMap((row) => valuesOf(ctx, row)), ...others.flatMap(footsOf)])
  const rows = new Map(found.flatMap(({ rows }) => rows.map((row) => [row.id, row])))
  return keys.flatMap(({ kind, id, at, ground }) => {
    const row = ground ?? rows.get(id)
    const { by } = KINDS[kind]
    return row ? [{ kind, id, at, by: (row[by] as string | undefined) ?? null, row }] : []
  })
}

/** A record that is named somewhere, and where its name goes; null where this purpose does not see it. */
type Naming = { noun: string; id: string; put: (name: string | null) => void }

const footsOf = (row: Row): Naming[] =>
  footing.flatMap(({ noun, column }) =>
    row[column] ? [{ noun, id: row[column], put: (name) => (row[column.slice(0, -3)] = name) }] : [],
  )

/** A stage and a company are told by name, not by id. */
function valuesOf(ctx: Context, row: Row): Naming[] {
  const [noun = '', field = ''] = String(row.of).split('.')
  const target = ctx.register.nouns[noun]?.fields[field]?.refers
  if (!target) return []
  return (['was', 'became'] as const).flatMap((side) =>
    row[side] ? [{ noun: target, id: row[side], put: (name) => (row[side] = name ?? '…') }] : [],
  )
}

async function nameAll(ctx: Context, namings: readonly Naming[]): Promise<void> {
  await Promise.all(
    [...Map.groupBy(namings, ({ noun }) => noun)].map(async ([noun, some]) => {
      const declared = ctx.register.nouns[noun]!
      const titles = declared.title.filter((title) => columnsOf(declared, ctx.purpose).includes(title))
      const ids = [...new Set(some.map(({ id }) => id))]
      const rows = titles.length
        ? await standing(
            ctx.db,
            ctx.db
              .selectFrom(noun)
              .select(['id', ...titles])
              .where(isOneOf(ids)),
          )
        : []
      const names = new Map(
        rows.map((row) => [
          row.id,
          titles
            .map((title) => row[title])
            .filter(Boolean)
            .join(' '),
        ]),
      )
      for (const { id, put } of some) put(names.get(id) ?? null)
    }),
  )
}

/** One value for all of the ids: the text is the same however many there are. */
const isOneOf = (ids: readonly string[]) => sql<boolean>`id = any(${ids}::uuid[])`

import { sql } from 'kysely'
import type { Action, Context } from '#kernel/action.ts'
import { nounActions } from '#kernel/nounActions.ts'

type Row = { id: string; [field: string]: unknown }

export const benefitActions: Action[] = [
  ...nounActions('benefits', ['list']).map(
    (one): Action =>
      one.name === 'benefits.list'
        ? {
            ...one,
            async run(ctx, input) {
              const page = await one.run(ctx, input)
              return { ...page, items: await balanced(ctx, page.items) }
            },
          }
        : one,
  ),
  ...nounActions('benefits', ['get', 'create', 'update']).map(
    (one): Action => ({
      ...one,
      run: async (ctx, input) => (await balanced(ctx, [await one.run(ctx, input)]))[0],
    }),
  ),
  ...nounActions('benefits', ['delete', 'restore']),
  ...nounActions('benefit_uses', ['list', 'create', 'delete']),
]

/** Each with what has been used of it and what is left, exact decimals as text. */
async function balanced(ctx: Context, rows: Row[]): Promise<Row[]> {
  if (rows.length === 0) return rows
  const ids = rows.map((row) => row.id)
  const { rows: sums } = await sql<{ id: string; used: string; left: string }>`
    select b.id, trim_scale(coalesce(sum(u.quantity), 0))::text as used, trim_scale(b.granted - coalesce(sum(u.quantity), 0))::text as left
    from benefits b left join benefit_uses u on u.benefit_id = b.id
    where b.id = any(${ids}::uuid[]) group by b.id, b.granted`.execute(ctx.db)
  const found = new Map(sums.map(({ id, ...sum }) => [id, sum]))
  return rows.map((row) => ({ ...row, ...found.get(row.id) }))
}

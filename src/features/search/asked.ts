import { type Kysely, sql } from 'kysely'
import type { Context } from '#kernel/action.ts'
import { standing } from '#kernel/database.ts'
import type { PurposeId } from '#register/index.ts'
import type { FOOTING } from './nouns.ts'
import { type Branch, statementOf, type Values, type Way } from './statements.ts'

export type Found = { noun: string; id: string; title: string; subtitle: string; way: Way } & Record<
  (typeof FOOTING)[number],
  string | null
>

/**
 * For the one statement: what has an index is asked through it, whatever the planner guesses of a word that it has
 * never met (of ten forms of it a twentieth of a table, and then it reads that); planned once; by one process.
 */
export const SETTINGS = `set local enable_seqscan = off; set local plan_cache_mode = force_generic_plan; set local max_parallel_workers_per_gather = 0`

/**
 * The rows of all branches, in one statement under one purpose.
 * @param budget ms after which it is given up, and nothing found
 */
export async function asked(
  ctx: Context,
  purpose: PurposeId,
  branches: readonly Branch[],
  { values, budget }: { values: Values; budget?: number },
): Promise<Found[]> {
  const db = ctx.house.under(purpose) as unknown as Kysely<any>
  const { scope, team } = ctx.actor
  const reach = scope === 'team' && !team ? 'own' : scope
  const statement = statementOf(db, ctx.register, { purpose, scope: reach, branches })
  if (!statement) return []
  const run = () =>
    db.connection().execute(async (one) => {
      await sql
        .raw(`begin read only; ${SETTINGS}${budget ? `; set local statement_timeout = ${budget}` : ''}`)
        .execute(one)
      try {
        const parameters = statement.slots.map((slot) => values[slot])
        return (await standing(one, { ...sql``.compile(db), sql: statement.sql, parameters })) as Found[]
      } finally {
        await sql`commit`.execute(one)
      }
    })
  try {
    return await run()
  } catch (error) {
    const { code } = error as { code?: string }
    if (budget && code === '57014') return []
    // A view has changed since it was prepared: its new name could not be tried within the same transaction.
    if (code !== '25P02') throw error
    return run()
  }
}

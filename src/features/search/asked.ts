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
 * The rows of all branches, in one statement under one purpose.
 * @param budget ms after which it is given up, and nothing found
 */
export async function asked(
  ctx: Context,
  purpose: PurposeId,
  branches: readonly Branch[],
  { values, budget }: { values: Values; budget?: number },
): Promise<Found[]> {
  const db = ctx.house.seeking(purpose)
  const { scope, team } = ctx.actor
  const reach = scope === 'team' && !team ? 'own' : scope
  const statement = statementOf(db, ctx.register, { purpose, scope: reach, branches })
  if (!statement) return []
  const parameters = statement.slots.map((slot) => values[slot])
  const ask = (on: Kysely<any>) =>
    standing(on, { ...sql``.compile(db), sql: statement.sql, parameters }) as Promise<Found[]>
  return budget ? within(db, budget, ask) : ask(db)
}

async function within(db: Kysely<any>, budget: number, ask: (on: Kysely<any>) => Promise<Found[]>): Promise<Found[]> {
  const run = () =>
    db.connection().execute(async (one) => {
      await sql.raw(`begin; set local statement_timeout = ${budget}`).execute(one)
      try {
        return await ask(one)
      } finally {
        await sql`commit`.execute(one)
      }
    })
  try {
    return await run()
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === '57014') return []
    // A view has changed since it was prepared: its new name could not be tried within the same transaction.
    if (code !== '25P02') throw error
    return run()
  }
}

import type { Context } from '#kernel/action.ts'
import { columnsOf } from '#kernel/compile.ts'
import { refuse } from '#kernel/errors.ts'
import { reachOf } from '#kernel/reach.ts'
import { lensOf, recordOf } from '#kernel/records.ts'
import { footing } from '#register/standing.ts'

/** What is written about a record by hand. */
export type Kept = 'notes' | 'tasks' | 'calls'

export type Foot = { noun: (typeof footing)[number]['noun']; column: string; id: string }

/** The records a row stands on, the nearest to people first. */
export const footings = (row: Record<string, any>): Foot[] =>
  footing.flatMap(({ noun, column }) => (row[column] ? [{ noun, column, id: row[column] as string }] : []))

/** What a row is put on must be seen under this purpose and within reach: hidden and unknown get one answer. */
export async function stand(ctx: Context, values: Record<string, unknown>): Promise<void> {
  for (const foot of footings(values)) await meetRecord(ctx, foot.noun, String(foot.id))
}

/** Refuses a record that this purpose does not see or this user does not reach. */
export async function meetRecord(ctx: Context, noun: string, id: string): Promise<void> {
  const unknown = noun === 'people' ? 'PERSON_NOT_FOUND' : 'NOT_FOUND'
  if (!footing.some((one) => one.noun === noun) || columnsOf(ctx.register.nouns[noun]!, ctx.purpose).length === 0)
    refuse(unknown)
  const lens = lensOf(ctx.register.nouns, noun, ctx.purpose)
  if (!(await recordOf(ctx.db, lens, id, reachOf(ctx)).executeTakeFirst())) refuse(unknown)
}

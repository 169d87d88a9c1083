import { sql } from 'kysely'
import type { Context } from '#kernel/action.ts'
import { suppressionKey } from '#kernel/instance.ts'
import type { PurposeId } from '#register/index.ts'

export const INTAKE = [
  'relationship',
  'sales',
  'prospecting',
  'contract',
  'support',
  'suppliers',
] as const satisfies readonly PurposeId[]

export type Intake = {
  people: object[]
  emails: object[]
  phones: object[]
  companies: object[]
  notes: object[]
  plan: object
}

/** The one way in, for one person or two thousand: see people.sql. */
export async function intake(ctx: Pick<Context, 'db' | 'house'>, batch: Intake) {
  const { rows } = await sql<{ line: number; outcome: 'created' | 'matched'; id: string }>`select * from door.intake(
    ${JSON.stringify(batch.people)}::json, ${JSON.stringify(batch.emails)}::json, ${JSON.stringify(batch.phones)}::json,
    ${JSON.stringify(batch.companies)}::json, ${JSON.stringify(batch.notes)}::json, ${JSON.stringify(batch.plan)}::json,
    ${suppressionKey(ctx.house.connection.key)}::bytea)`.execute(ctx.db)
  return rows
}

export function monthsFromNow(months: number, now = new Date()): string {
  const then = new Date(now)
  then.setUTCMonth(then.getUTCMonth() + months)
  // 31 January + 1 month is the last day of February, not 3 March
  if (then.getUTCDate() !== now.getUTCDate()) then.setUTCDate(0)
  return then.toISOString()
}

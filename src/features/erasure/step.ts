import { sql } from 'kysely'
import type { House } from '#kernel/database.ts'
import { inOwnTransaction } from '#kernel/own.ts'

/** One step of the door, in a transaction of its own. */
export function step(
  house: House,
  subject: string,
  asked: object,
  actor = 'eraser',
  key: Buffer | null = null,
): Promise<any> {
  return inOwnTransaction(house, 'rights', actor, async (tx) => {
    const { rows } = await sql<{
      said: any
    }>`select door.erase(${subject}::uuid, ${JSON.stringify(asked)}::jsonb, ${key}) as said`.execute(tx)
    return rows[0]!.said
  })
}

/** Whom a step that concerns nobody by themselves is asked about. */
export const NOBODY = '00000000-0000-0000-0000-000000000000'

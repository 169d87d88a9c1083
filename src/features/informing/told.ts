import { sql } from 'kysely'
import type { House } from '#kernel/database.ts'
import { inOwnTransaction } from '#kernel/own.ts'

export type Kind = 'collected' | 'obtained' | 'changed' | 'exemption_proposed' | 'exempt' | 'exemption_ended'
export type Told = {
  kind: Kind
  channel: string
  edition?: number | null
  language?: string
  at?: string
  proof?: Record<string, unknown>
}

/** That people were told, each by the door, and one entry in the ledger: all of them or none. Sorted, so that two never wait for each other crosswise. */
export async function tell(
  house: House,
  actor: string,
  action: string,
  people: readonly string[],
  told: Told,
): Promise<void> {
  const ids = [...new Set(people)].sort()
  await inOwnTransaction(house, 'rights', actor, async (tx) => {
    for (const id of ids) await sql`select door.inform(${id}::uuid, ${JSON.stringify(told)}::jsonb)`.execute(tx)
    await sql`select door.audit(${action}, 'people', ${ids}::uuid[], '{informings}', 'done', ${JSON.stringify({ kind: told.kind, channel: told.channel })}::jsonb)`.execute(
      tx,
    )
  })
}

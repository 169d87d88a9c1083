import type { House } from './database.ts'
import type { Recipient } from './vocabulary.ts'

/** The recipients of the register that have this person's data: some get it only by what was done, which the ledger tells. */
export async function recipientsWith(
  { ledger }: House,
  register: { readonly recipients: Readonly<Record<string, Recipient>> },
  person: string,
): Promise<[string, Recipient][]> {
  const all = Object.entries(register.recipients)
  const upon = all.flatMap(([, one]) => one.upon ?? [])
  if (upon.length === 0) return all
  const { rows } = await ledger.query<{ action: string }>(
    `select distinct action from ledger.entries where ids @> array[$1::uuid] and outcome = 'done' and action = any ($2)`,
    [person, upon],
  )
  const done = new Set(rows.map(({ action }) => action))
  return all.filter(([, one]) => !one.upon || done.has(one.upon))
}

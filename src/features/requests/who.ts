import type { Kysely } from 'kysely'
import type { Asked } from './requests.row.ts'

/** Everybody who holds the address the answer goes to. A shared mailbox is nobody's own. */
export type Candidate = { id: string; name: string; address: string | null; kind: string | null }

export async function candidatesOf(db: Kysely<any>, address: string | null): Promise<Candidate[]> {
  if (!address) return []
  const rows = await db
    .selectFrom('people as p')
    .innerJoin('emails as e', 'e.person_id', 'p.id')
    .select(['p.id', 'p.given_name', 'p.family_name', 'e.address', 'e.kind'])
    .where('e.address', '=', address.trim().toLowerCase())
    .orderBy('p.id')
    .limit(10)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: [row.given_name, row.family_name].filter(Boolean).join(' '),
    address: row.address,
    kind: row.kind,
  }))
}

/** It came by mail from an address that is this person's and nobody else's: nothing is left to doubt. One that was typed on a page is anybody's word. */
export async function isConfirmedAddress(
  db: Kysely<any>,
  { identity, person_id, address, channel }: Asked,
): Promise<boolean> {
  if (identity === 'confirmed') return true
  if (!person_id || !address || channel !== 'mail') return false
  const holders = (await candidatesOf(db, address)).filter(({ kind }) => kind !== 'generic')
  return holders.length === 1 && holders[0]!.id === person_id
}

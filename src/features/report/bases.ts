import { type Kysely, sql } from 'kysely'
import type { Basis } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'

/** Purposes that may use the person's data now, each with what that rests on. */
export type Bases = ReadonlyMap<string, readonly Basis[]>

type Event = { kind: string; effect: 'allow' | 'block' | 'end'; purposes: number; until: string | null }

/** From the latest event of every slot, by the rule of the masks: what is allowed and not blocked. */
export async function basesOf(db: Kysely<any>, register: Register, person: string): Promise<Bases> {
  const { rows } = await sql<Event>`select kind, effect, purposes, until from door.grounds_of(${person}::uuid)`.execute(
    db,
  )
  const found = new Map<string, Basis[]>()
  for (const [purpose, { bit, asleep }] of Object.entries(register.purposes)) {
    const about = rows.filter((event) => (BigInt(event.purposes) >> BigInt(bit)) & 1n)
    const bases = about.flatMap((event) =>
      event.effect === 'allow' ? (BASIS[event.kind] ?? 'legitimate_interest') : [],
    )
    if ((register.masks.always as readonly string[]).includes(purpose)) found.set(purpose, ['legal_obligation'])
    else if (bases.length > 0 && !asleep && !about.some(({ effect }) => effect === 'block'))
      found.set(purpose, [...new Set(bases)])
  }
  return found
}

/** An employment, a position or a sale opens by legitimate interest. */
const BASIS: Readonly<Record<string, Basis>> = {
  consent: 'consent',
  contract: 'contract',
  hold: 'legal_obligation',
}

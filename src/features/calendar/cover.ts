import { columnsOf } from '#kernel/compile.ts'
import type { PurposeId, Register } from '#register/index.ts'

/** Purposes that work with customers; serving people's rights is no errand of a day's work. */
export const WORKING = ['relationship', 'sales', 'prospecting', 'contract', 'delivery', 'support', 'suppliers'] as const

/** Those of them that see a noun, in the register's order. */
export const readersOf = (register: Register, noun: string): PurposeId[] =>
  WORKING.filter((purpose) => columnsOf(register.nouns[noun]!, purpose).length > 0)

/**
 * The fewest purposes, of those held, under which all that may be read of a noun is read: who made a row decides which
 * purposes read it, and one question each is enough. Those that are asleep see nothing and are not asked.
 */
export function cover(register: Register, noun: string, held: ReadonlySet<PurposeId>): PurposeId[] {
  const readers = readersOf(register, noun).filter(
    (purpose) => held.has(purpose) && !register.purposes[purpose]?.asleep,
  )
  const only = register.nouns[noun]!.rows?.only
  if (!only) return readers.slice(0, 1)
  const left = new Set(Object.keys(only).filter((made) => readers.some((purpose) => only[made]!.includes(purpose))))
  const chosen: PurposeId[] = []
  while (left.size > 0) {
    const gained = (purpose: PurposeId) => [...left].filter((made) => only[made]!.includes(purpose)).length
    const best = readers.reduce((one, other) => (gained(other) > gained(one) ? other : one))
    chosen.push(best)
    for (const made of left) if (only[made]!.includes(best)) left.delete(made)
  }
  return chosen
}

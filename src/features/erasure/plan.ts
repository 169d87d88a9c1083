import { columnsOf } from '#kernel/compile.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import type { Register } from '#register/index.ts'
import { step } from './erase.ts'

/** What happens to the rows of one noun. kept: how many of those that go a law keeps apart, by which section, until when. */
export type Fate = {
  noun: string
  does: 'erase' | 'blank' | 'clear'
  n: number
  kept?: number
  act?: string
  section?: string
  until?: string
  /** Of what is emptied: how many wait until they are answered. */
  later?: number
}
export type Law = { act: string; section: string; until?: string; ref?: string; reason?: string; found: boolean }
export type Plan = {
  subjects: string[]
  nouns: Fate[]
  needed: { noun: string; id: string; name: string }[]
  holds: Law[]
  broad: Law[]
}
export type Planned = Plan & { purposes: { purpose: string; nouns: string[] }[] }

/** What erasing a person would do, noun by noun and purpose by purpose; nothing is done. */
export async function planOf(house: House, subject: string): Promise<Planned> {
  const plan: Plan = await step(house, subject, { do: 'plan' })
  return { ...plan, nouns: summed(plan.nouns), purposes: byPurpose(house.register, plan) }
}

/**
 * Whether an erasure may be refused at all, Art. 17(3): only where something in force needs the data or a law keeps a
 * part of it. Refuses ERASE_GROUND_PRESENT otherwise.
 */
export async function mayRefuse(house: House, subject: string): Promise<Planned> {
  const plan = await planOf(house, subject)
  const kept = plan.nouns.some((one) => one.kept)
  if (plan.needed.length === 0 && plan.holds.length === 0 && !kept) refuse('ERASE_GROUND_PRESENT')
  return plan
}

/** Before a request is closed: refuses ERASURE_INCOMPLETE while an erasure it asked for is under way or has left traces. */
export async function mustBeErased(house: House, request: string): Promise<void> {
  const { rows } = await house
    .pool('rights')
    .query<{ found: { traces?: { place: string }[] } | null }>(
      `select found from rights.erasures where request_id = $1 and state in ('queued', 'running', 'incomplete') limit 1`,
      [request],
    )
  if (!rows[0]) return
  const places = (rows[0].found?.traces ?? []).map(({ place }) => place)
  refuse('ERASURE_INCOMPLETE', places.length > 0 ? { detail: places.join(', ') } : {})
}

/** A noun that names people in two of its columns is told once. */
function summed(nouns: readonly Fate[]): Fate[] {
  const found = new Map<string, Fate>()
  for (const one of nouns) {
    const known = found.get(`${one.noun} ${one.does}`)
    if (known) known.n += one.n
    else found.set(`${one.noun} ${one.does}`, { ...one })
  }
  return [...found.values()]
}

function byPurpose(register: Register, plan: Plan): Planned['purposes'] {
  const touched = [...new Set(plan.nouns.map(({ noun }) => noun))]
  return Object.keys(register.purposes).flatMap((purpose) => {
    const nouns = touched.filter((noun) => columnsOf(register.nouns[noun]!, purpose).length > 0)
    return nouns.length > 0 ? [{ purpose, nouns }] : []
  })
}

import { mayRefuse, mustBeErased, type Planned, planOf } from '#features/erasure/plan.ts'
import type { Context } from '#kernel/action.ts'
import type { House } from '#kernel/database.ts'
import { Refusal, refuse } from '#kernel/errors.ts'
import { GROUNDS, type Ground, TWO_APPROVE } from './letters.words.ts'
import type { Asked, RightKind } from './requests.row.ts'

/** Articles by what is asked: what a no to that alone may stand on. Whatever is asked may be excessive, Art. 12(5). */
const BY_KIND: Readonly<Record<RightKind, readonly Ground[]>> = {
  access: ['others_rights', 'secrecy'],
  rectify: ['accurate'],
  erase: ['legal_duty', 'legal_claims', 'no_erasure_ground'],
  restrict: ['no_restriction_ground'],
  object: ['compelling', 'legal_claims'],
  port: ['not_portable', 'others_rights'],
  other: GROUNDS,
}

/**
 * The articles a no to this request may stand on today, in the order of the law file. Of an erasure only those that its
 * plan bears out: a law that keeps something, a claim on record, something in force that needs the data. Art. 17(3).
 */
export async function groundsFor(house: House, request: Asked): Promise<Ground[]> {
  const { kinds } = request
  const borne = kinds.includes('erase') ? await borneOut(house, request) : []
  const found = new Set<string>([...TWO_APPROVE, ...borne])
  for (const kind of kinds) if (kind !== 'erase') for (const ground of BY_KIND[kind]) found.add(ground)
  return GROUNDS.filter((ground) => found.has(ground))
}

/** Refuses ERASE_GROUND_PRESENT where the plan of the erasure knows of no such reason, VALUE_NOT_ALLOWED for an article about something else. */
export async function refuseUngrounded(house: House, request: Asked, ground: Ground): Promise<void> {
  if ((await groundsFor(house, request)).includes(ground)) return
  if (request.kinds.includes('erase') && BY_KIND.erase.includes(ground))
    refuse('ERASE_GROUND_PRESENT', { field: 'ground' })
  refuse('VALUE_NOT_ALLOWED', { field: 'ground' })
}

/**
 * Of an erasure that was promised: refuses REQUEST_NOT_CARRIED_OUT while it has not begun, ERASURE_INCOMPLETE while it is
 * under way, has left traces, or would find something that must go.
 */
export async function refuseUnerased(
  { house, language }: Context,
  { id, kinds, outcome, person_id }: Asked,
): Promise<void> {
  if (!kinds.includes('erase') || (outcome !== 'done' && outcome !== 'partly')) return
  await mustBeErased(house, id)
  if (!person_id) return
  const { nouns } = await planOf(house, person_id)
  const left = nouns.filter(({ does, n, kept = 0 }) => does === 'erase' && n > kept)
  if (left.length === 0) return
  const labelOf = (noun: string) => house.register.nouns[noun]?.plural[language] ?? noun
  refuse((await isErased(house, id)) ? 'ERASURE_INCOMPLETE' : 'REQUEST_NOT_CARRIED_OUT', {
    detail: left.map(({ noun, n }) => `${labelOf(noun)} ${n}`).join(', '),
  })
}

async function borneOut(house: House, { id, person_id }: Asked): Promise<Ground[]> {
  // They are gone already: what was kept of them is on record.
  if (!person_id) return (await isErased(house, id, ['held'])) ? ['legal_duty', 'legal_claims'] : []
  const plan = await mayRefuse(house, person_id).catch((error): Planned | null => {
    if (error instanceof Refusal && error.code === 'ERASE_GROUND_PRESENT') return null
    throw error
  })
  if (!plan) return []
  const isKept = plan.nouns.some(({ kept }) => kept)
  return [
    ...(isKept || plan.holds.length > 0 ? (['legal_duty'] as const) : []),
    ...(plan.holds.length > 0 ? (['legal_claims'] as const) : []),
    ...(plan.needed.length > 0 ? (['no_erasure_ground'] as const) : []),
  ]
}

async function isErased(house: House, request: string, states = ['held', 'done']): Promise<boolean> {
  const { rowCount } = await house
    .pool('rights')
    .query('select from rights.erasures where request_id = $1 and state = any ($2) limit 1', [request, states])
  return Boolean(rowCount)
}

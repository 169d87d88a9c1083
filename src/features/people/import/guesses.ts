import { businessId, emailAddress, phoneNumber } from '#kernel/values.ts'
import { saysDoNotContact } from './answers.ts'
import type { FieldId } from './columns.ts'

/** What the values of a column look like, when its header tells nothing. */
export function byValues(values: readonly string[]): { field: FieldId; confidence: number } | null {
  const seen = values.slice(0, 200)
  if (!seen.length) return null
  for (const [field, least, fits] of LOOKS) {
    const share = seen.filter(fits).length / seen.length
    if (share >= least) return { field, confidence: Math.round(Math.min(0.9, share) * 100) / 100 }
  }
  return null
}

const LOOKS: readonly [FieldId, number, (value: string) => boolean][] = [
  ['email', 0.5, (value) => emailAddress(value) !== null],
  // Looks only: a file may be full of wrong check digits and still hold Business IDs.
  [
    'business_id',
    0.6,
    (value) => /^(?:FI)?\d{6,7}-?\d$/.test(value.trim()) && (value.includes('-') || businessId(value) !== null),
  ],
  ['website', 0.7, (value) => /^(?:https?:\/\/|www\.)\S+$/i.test(value.trim())],
  ['phone', 0.5, (value) => /^(?:\+|00?[1-9]|\(0)/.test(value.trim()) && phoneNumber(value)?.known === true],
  ['labels', 0.01, saysDoNotContact],
]

import type { Field } from '#kernel/vocabulary.ts'
import { byValues } from './guesses.ts'
import { byHeader } from './headers.ts'

/** What a column can be. A column that is none of these is kept under its own header as `extra`. */
export const FIELDS = [
  'given_name',
  'family_name',
  'full_name',
  'family_first_name',
  'language',
  'job_title',
  'employed_from',
  'email',
  'phone',
  'phone_mobile',
  'phone_switchboard',
  'calling_code',
  'company',
  'business_id',
  'website',
  'street',
  'postcode',
  'city',
  'country',
  'notes',
  'objection',
  'phone_objection',
  'labels',
  'consent',
  'consent_at',
  'consent_text',
  'legal_basis',
  'bounced',
  'owner',
  'lifecycle',
  /** Recognised and left out: what a register of business contacts has no purpose for. */
  'left_out',
] as const
export type FieldId = (typeof FIELDS)[number] | `x_${string}`

export type Column = {
  index: number
  header: string
  field: FieldId | null
  /** 1 = the header says so; below 0.8 ask the person. */
  confidence: number
  why: 'header' | 'values' | 'given' | 'unknown'
  /** Of a company's own field: what it takes. */
  added?: Field
}

/** Fields that hold one value: the surest column takes it. The others add up. */
const SINGLE: ReadonlySet<FieldId> = new Set([
  'given_name',
  'family_name',
  'full_name',
  'family_first_name',
  'language',
  'job_title',
  'employed_from',
  'company',
  'business_id',
  'website',
  'postcode',
  'city',
  'country',
  'consent_at',
  'legal_basis',
  'owner',
  'lifecycle',
])

/** Recognises every column by its header, else by its values. `given` (header or index → field) overrides. */
export function recognise(
  headers: readonly string[],
  sample: readonly (readonly string[])[],
  given: Readonly<Record<string, FieldId | null>> = {},
): Column[] {
  const columns = headers.map((header, index): Column => {
    const place = Object.hasOwn(given, String(index)) ? String(index) : header
    if (Object.hasOwn(given, place)) return { index, header, field: given[place]!, confidence: 1, why: 'given' }
    const values = sample.map((row) => row[index] ?? '').filter((value) => value.trim() !== '')
    const named = byHeader(header)
    const seen = byValues(values)
    // "E-mail 1 - Type" and a "Phone" column full of words are not what their headers say.
    if (
      named &&
      !(named.field === 'email' && values.length > 3 && seen?.field !== 'email' && !values.some((v) => v.includes('@')))
    ) {
      return { index, header, ...named, why: 'header' }
    }
    if (seen) return { index, header, ...seen, why: 'values' }
    return { index, header, field: null, confidence: 0, why: 'unknown' }
  })
  for (const field of SINGLE) settle(columns, field)
  settleNames(columns)
  return columns
}

function settle(columns: Column[], field: FieldId): void {
  const rivals = columns.filter((column) => column.field === field)
  if (rivals.length < 2) return
  const best = rivals.reduce((a, b) => (rank(b) > rank(a) ? b : a))
  for (const column of rivals) {
    if (column !== best && column.why !== 'given') Object.assign(column, { field: null, confidence: 0, why: 'unknown' })
  }
}

function settleNames(columns: Column[]): void {
  const parts = columns.some((c) => c.field === 'family_name') && columns.some((c) => c.field === 'given_name')
  for (const column of columns) {
    // Old Google files carry the whole name beside its parts.
    if (parts && column.why !== 'given' && (column.field === 'full_name' || column.field === 'family_first_name')) {
      Object.assign(column, { field: 'left_out', confidence: 0.9 })
    }
  }
}

const rank = (column: Column) => (column.why === 'given' ? 2 : column.confidence)

import type { Words } from './vocabulary.ts'

export type Entry = { status: number; says: Words; next: Words }

/** A status, and for each language what is wrong and what to do next. */
export const e = (status: number, fi: [string, string], sv: [string, string], en: [string, string]): Entry => ({
  status,
  says: { fi: fi[0], sv: sv[0], en: en[0] },
  next: { fi: fi[1], sv: sv[1], en: en[1] },
})

import type { Basis, Language } from '#kernel/vocabulary.ts'
import type { EmailKind, PhoneKind } from './channels.ts'
import type { Problem } from './problems.ts'

/**
 * How far a consent found in a file can be shown. full: when, and how or in which words; legacy: when;
 * none: a mark and nothing more, on which nothing is ever sent.
 */
export type Evidence = 'full' | 'legacy' | 'none'

/** One person as the file tells of them, ready to be matched and kept. Empty is null, never ''. */
export type CleanRow = {
  /** Line of the file where the row begins; for a sheet, its row number. */
  line: number
  given_name: string | null
  family_name: string | null
  language: Language | null
  job_title: string | null
  /** Since when they represent the company: a day. */
  employed_from?: string | null
  emails: { address: string; kind: EmailKind }[]
  /** number is E.164; raw is what stood in the cell. */
  phones: { number: string; kind: PhoneKind; raw: string }[]
  company: CleanCompany | null
  notes: string | null
  /** The person asked not to be contacted or marketed to. */
  objection: boolean
  /** Column and value that say so. */
  objectionText?: string
  phoneObjection?: boolean
  consent: { grade: Evidence; at?: string; text?: string } | null
  legal_basis: Basis | null
  /** Mail to the address came back. */
  bounced: boolean
  owner: string | null
  lifecycle: string | null
  /** A company's own fields, read as they are kept. */
  added?: Record<string, unknown>
  /** Columns that are no field of ours, by header. */
  extra: Record<string, string>
}

export type CleanCompany = {
  /** The Business ID stands here when the file has no name. */
  name: string
  business_id: string | null
  sole_trader: boolean
  city: string | null
  street: string | null
  postcode: string | null
  /** ISO 3166-1 alpha-2 where recognised, else as written. */
  country: string | null
  website: string | null
}

/** A row left out, for the error file; identity codes are masked in its cells. */
export type RejectedRow = { line: number; cells: string[]; problems: Problem[] }

/** What a file held, counted by row unless the name says otherwise. */
export type Counts = {
  rows: number
  accepted: number
  rejected: number
  /** Rows whose cell (any) held a personal identity code. */
  identityCodesRefused: number
  /** Rows that ask not to be contacted, and those of them that name nobody it could be kept for. */
  objections: number
  objectionsRejected: number
  /** Rows with an address that is none. */
  badEmails: number
  badPhones: number
  badBusinessIds: number
  formulas: number
  multilineNotes: number
  /** Rows whose first address stood on an earlier row already. */
  duplicates: number
}

import { errorTable } from './errors.table.ts'
import type { Language, Words } from './vocabulary.ts'

export type Code = keyof typeof errorTable

export type More = { field?: string; line?: number; detail?: string; data?: Record<string, unknown> }

/** A refusal that a person can act on: a code of errors.table.ts, and which field or line it speaks of. */
export class Refusal extends Error {
  readonly code: Code
  readonly status: number
  readonly more: More

  constructor(code: Code, more: More = {}) {
    super(more.detail ? `${code}: ${more.detail}` : code)
    this.code = code
    this.status = errorTable[code].status
    this.more = more
  }
}

export function refuse(code: Code, more: More = {}): never {
  throw new Refusal(code, more)
}

/** RFC 9457 problem details, with our code and the next step in the reader's language. */
export type Problem = {
  type: string
  title: string
  status: number
  code: Code
  detail?: string
  next: string
  field?: string
  line?: number
  data?: Record<string, unknown>
}

export function problemOf(error: unknown, language: Language): Problem {
  const refusal = toRefusal(error)
  const entry: { status: number; says: Words; next: Words } = errorTable[refusal.code]
  return {
    type: `urn:seloste:error:${refusal.code}`,
    title: entry.says[language],
    status: entry.status,
    code: refusal.code,
    next: entry.next[language],
    ...refusal.more,
  }
}

/** SQLSTATE our SQL raises with; the message is then one of our codes, DETAIL the field, HINT what it is about. */
export const OUR_SQLSTATE = 'SEL01'

/**
 * Any error as a refusal. What PostgreSQL says never reaches a reader: its texts quote values and
 * betray rows the purpose may not see.
 */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const { code, message, detail, hint } = (error ?? {}) as Partial<
    Record<'code' | 'message' | 'detail' | 'hint', string>
  >
  if (code === OUR_SQLSTATE && message && message in errorTable) {
    return new Refusal(message as Code, {
      ...(detail && { field: detail }),
      ...(hint && { detail: hint, data: { what: hint } }),
    })
  }
  // what pg says when every connection of a pool is taken; it has no code
  if (message?.startsWith('timeout exceeded when trying to connect')) return new Refusal('BUSY')
  const known = code ? SQLSTATES[code] : undefined
  return new Refusal(known ?? 'UNEXPECTED')
}

const SQLSTATES: Record<string, Code> = {
  '42501': 'PURPOSE_MISMATCH',
  '42703': 'FIELD_UNKNOWN',
  '42P01': 'NOUN_UNKNOWN',
  '44000': 'PERSON_NOT_FOUND',
  '23503': 'REFERENCE_UNKNOWN',
  '23514': 'VALUE_NOT_ALLOWED',
  '23502': 'VALUE_MISSING',
  '22P02': 'VALUE_NOT_ALLOWED',
  '22001': 'VALUE_TOO_LONG',
  '22007': 'VALUE_NOT_ALLOWED',
  '22008': 'VALUE_NOT_ALLOWED',
  '22021': 'VALUE_NOT_ALLOWED',
  '57014': 'TOOK_TOO_LONG',
  '55P03': 'BUSY',
  '53100': 'DISK_FULL',
  '53300': 'BUSY',
  '40P01': 'BUSY',
  '40001': 'BUSY',
  ECONNREFUSED: 'DATABASE_UNREACHABLE',
}

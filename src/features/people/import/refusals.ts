import { errorTable } from '#kernel/errors.table.ts'
import { type Code, type More, Refusal, refuse } from '#kernel/errors.ts'

/** Why a whole file is turned away. */
export type FileCode =
  | 'FILE_EMPTY'
  | 'FILE_HAS_NUL'
  | 'FILE_IS_BOMB'
  | 'FILE_NOT_READABLE'
  | 'QUOTE_NEVER_CLOSED'
  | 'RECORD_TOO_LONG'
  | 'SHEET_NOT_FOUND'
  | 'TOO_LARGE'
  | 'TOO_MANY_COLUMNS'

export function refuseFile(code: FileCode, more: More = {}): never {
  if (code in errorTable) refuse(code as Code, more)
  refuse('INPUT_INVALID', { ...more, data: { ...more.data, code } })
}

/** Which of these an error is, if any. */
export function fileCodeOf(error: unknown): FileCode | null {
  if (!(error instanceof Refusal)) return null
  return ((error.more.data?.code as string | undefined) ?? error.code) as FileCode
}

import { type Code, type More, Refusal, refuse } from '#kernel/errors.ts'

/** Why a whole file is turned away. */
export type FileCode = Extract<
  Code,
  | 'FILE_EMPTY'
  | 'FILE_HAS_NUL'
  | 'FILE_IS_BOMB'
  | 'FILE_NOT_READABLE'
  | 'QUOTE_NEVER_CLOSED'
  | 'RECORD_TOO_LONG'
  | 'SHEET_NOT_FOUND'
  | 'TOO_LARGE'
  | 'TOO_MANY_COLUMNS'
>

export function refuseFile(code: FileCode, more: More = {}): never {
  refuse(code, more)
}

/** Which of these an error is, if any. */
export const fileCodeOf = (error: unknown): Code | null => (error instanceof Refusal ? error.code : null)

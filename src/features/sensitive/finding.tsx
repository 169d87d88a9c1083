import { MATTERS, sensitiveIn } from '#kernel/sensitive.ts'

/** A place a human decides about. `text` null: gone, or inside a file. */
export type Finding = {
  id: string
  kind: string
  noun: string
  record_id: string
  field: string
  person_id: string | null
  found_at: string
  ends_on: string | null
  text: string | null
  editable: boolean
}

/** A text in pieces, those that were found told apart. */
export function piecesOf(text: string, kind: string): { said: string; found: boolean; at: number }[] {
  const pieces: { said: string; found: boolean; at: number }[] = []
  let at = 0
  for (const one of sensitiveIn(text)) {
    if (MATTERS[one.kind] !== kind) continue
    pieces.push({ said: text.slice(at, one.from), found: false, at }, { said: one.word, found: true, at: one.from })
    at = one.to
  }
  return [...pieces, { said: text.slice(at), found: false, at }].filter(({ said }) => said !== '')
}

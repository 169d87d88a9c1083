import { MATTERS, sensitiveIn } from '#kernel/sensitive.ts'
import type { Register } from '#web/register.ts'
import { isOpen, screens } from '#web/screens.ts'
import type { Session } from '#web/session.ts'

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

/** The page of the record, or of whom it is about; none where one’s level does not open it. */
export function pageOf(
  { noun, record_id, person_id }: Pick<Finding, 'noun' | 'record_id' | 'person_id'>,
  session: Session,
  register: Register,
): string | null {
  const open = (of: string) => screens.some((one) => one.path === `/${of}/:id` && isOpen(one, session, register))
  const self = Object.keys(register.nouns).find((one) => register.nouns[one]?.mask === 'self') ?? ''
  if (noun !== self && open(noun)) return `/${noun}/${record_id}`
  if (noun === self && open(self)) return `/${self}/${record_id}?purpose=rights`
  return person_id && open(self) ? `/${self}/${person_id}?purpose=rights` : null
}

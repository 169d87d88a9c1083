import type { Language } from '#kernel/vocabulary.ts'
import { words as en } from './letters.en.ts'
import { words as fi } from './letters.fi.ts'
import { words as sv } from './letters.sv.ts'
import type { RightKind } from './requests.row.ts'

export const LETTERS = [
  'received',
  'identity',
  'extension',
  'report',
  'erased',
  'done',
  'refused',
  'no_data',
  'not_identified',
] as const
export type LetterKind = (typeof LETTERS)[number]

/** Articles a no may stand on. */
export const GROUNDS = [
  'excessive',
  'unfounded',
  'others_rights',
  'secrecy',
  'accurate',
  'no_erasure_ground',
  'legal_duty',
  'legal_claims',
  'not_portable',
  'no_restriction_ground',
  'compelling',
] as const
export type Ground = (typeof GROUNDS)[number]
/** Art. 12(5): read narrowly, and never one person's word alone. */
export const TWO_APPROVE: readonly string[] = ['excessive', 'unfounded']

/** What a letter speaks of; dates and labels are already in its language. */
export type Facts = {
  name: string
  number: string
  kinds: string
  received: string
  due: string
  controller: string
  mailbox: string
  late: boolean
  reasons: string
  ground: string
  /** What stays, why, and until when: one line each. */
  kept: string
  /** Of us who have looked, those whom two have decided to name: one line each. */
  named: string
  /** Whether those who have the data from us know of the change, Art. 19; null where nothing was changed. */
  others: 'none' | 'some' | 'all' | null
  /** Part of what was asked was refused. */
  partly: boolean
  address: string
}

export type Wording = {
  greeting: (name: string) => string
  closing: (controller: string, mailbox: string, own: string) => string
  late: string
  remedies: (mailbox: string) => string
  court: string
  post: string
  phone: string
  /** What was asked, as it is said to who asked it. */
  kinds: Readonly<Record<RightKind, string>>
  grounds: Readonly<Record<Ground, string>>
  partly: (facts: Facts) => string[]
  letters: Readonly<Record<LetterKind, { subject: (facts: Facts) => string; body: (facts: Facts) => string[] }>>
}

export const letterWords: Record<Language, Wording> = { fi, sv, en }

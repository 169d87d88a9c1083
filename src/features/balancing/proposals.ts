import type { Language } from '#kernel/vocabulary.ts'
import type { PurposeId } from '#register/index.ts'

/** The parts of a balancing test, each a paragraph; `conclusion` is left to whoever signs. */
export const PARTS = ['interest', 'necessity', 'impact', 'expectations', 'safeguards', 'conclusion'] as const
export type Part = (typeof PARTS)[number]
export type Proposal = Readonly<Record<Part, string>> & { readonly language: Language }

export function proposalOf(_purpose: PurposeId, language: Language): Proposal {
  return { language, interest: 'x', necessity: 'x', impact: 'x', expectations: 'x', safeguards: 'x', conclusion: '' }
}

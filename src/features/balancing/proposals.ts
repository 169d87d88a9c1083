import type { Language } from '#kernel/vocabulary.ts'
import { base, type PurposeId } from '#register/index.ts'
import { en } from './proposals.en.ts'
import { fi } from './proposals.fi.ts'
import { sv } from './proposals.sv.ts'

/** The parts of a balancing test, each a paragraph or two. Source: Art. 6(1)(f), recital 47. */
export const PARTS = ['interest', 'necessity', 'impact', 'expectations', 'safeguards', 'conclusion'] as const
export type Part = (typeof PARTS)[number]
export type Body = Readonly<Record<Part, string>> & { readonly language: Language }

/** What is particular to a purpose; `guard` stands before the safeguards that all share. */
export type Particular = {
  readonly necessity: string
  readonly impact: string
  readonly expectations: string
  readonly guard: string
}
export type Tested =
  | 'contract'
  | 'delivery'
  | 'relationship'
  | 'sales'
  | 'prospecting'
  | 'marketing'
  | 'support'
  | 'incidents'
  | 'development'
  | 'suppliers'
  | 'staff'
  | 'security'
  | 'claims'

export type Proposals = Readonly<Record<Tested, Particular>> & {
  /** Safeguards of the product that every purpose has. */
  readonly shared: string
  /** What an objection does, by its kind. */
  readonly objections: Readonly<Record<'absolute' | 'reasoned' | 'none', string>>
}

const texts: Readonly<Record<Language, Proposals>> = { fi, sv, en }

/**
 * A one-page text to begin from, in one language. The interest is the notice's own sentence, so that what is weighed
 * is what people are told; the conclusion is left empty: it belongs to whoever signs.
 */
export function proposalOf(purpose: PurposeId, language: Language): Body {
  const { interest, objection } = base.purposes[purpose]!
  const { [purpose as Tested]: own, objections, shared } = texts[language]
  return {
    language,
    interest: interest?.[language] ?? '',
    necessity: own.necessity,
    impact: own.impact,
    expectations: own.expectations,
    safeguards: [own.guard, objections[objection as keyof typeof objections], shared].join(' '),
    conclusion: '',
  }
}

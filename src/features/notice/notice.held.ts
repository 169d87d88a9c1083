import type { Field, Language, Noun } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'
import { capital, uncapital } from './notice.text.ts'
import type { Wording } from './wording.ts'

/** Purposes that hold what sign-in and the ledger keep themselves, outside the nouns. */
export const BESIDE: Readonly<Record<string, readonly string[]>> = {
  sign_in: ['security'],
  use_log: ['security', 'staff'],
}
/** Rules at work without a field that names them; `prospect` is `contact` for another position. */
export const KEPT_BESIDE = ['prospect', 'account', 'sign_in_log', 'access_ledger', 'suppression', 'consent_proof']
/** What sign-in and the ledger keep of our own users, as long as no noun declares it. */
export function keptBeside({ categories: { beside } }: Wording, register: Register, category: string): string[] {
  const undeclared = (schema: Noun['schema']) => Object.values(register.nouns).every((noun) => noun.schema !== schema)
  if (category === 'sign_in') return [beside.sign_in]
  if (category !== 'use_log') return []
  return [...(undeclared('auth') ? [beside.users] : []), ...(undeclared('ledger') ? [beside.ledger] : [])]
}

export type Held = { readonly noun: Noun; readonly field: Field }

/**
 * Every field that can speak of a person. Not search forms, which repeat others and which the category of technical
 * data names; not the working state of records that are about nobody.
 */
export function fieldsOf(register: Register): Held[] {
  return Object.values(register.nouns).flatMap((noun) => {
    const aboutNobody = noun.mask === 'none' && !noun.person
    return Object.values(noun.fields).flatMap((field) =>
      field.generated || (aboutNobody && !field.personal) ? [] : [{ noun, field }],
    )
  })
}

/** "Person: first name, last name." Nouns that hold the same fields share a line. */
export function byNoun(held: readonly Held[], language: Language): string[] {
  const labels = ([, list]: [Noun, Held[]]) =>
    [...new Set(list.map(({ field }) => uncapital(field.label[language])))].join(', ')
  const groups = Map.groupBy(
    Map.groupBy(held, ({ noun }) => noun),
    labels,
  )
  return [...groups].map(([fields, nouns]) => {
    const names = nouns.map(([noun]) => uncapital(noun.label[language]))
    return `${capital(names.join(', '))}: ${fields}.`
  })
}

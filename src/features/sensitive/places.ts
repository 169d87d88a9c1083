import { textsOf } from '#features/erasure/look.ts'
import type { Field, Noun } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'

/** Of a noun: every column of words, where codes are masked; and those of free words, where matter is looked for. */
export type Place = { noun: string; codes: readonly string[]; words: readonly string[] }

export function placesOf(register: Register): Place[] {
  return textsOf(register).map(({ noun, seen, unseen }) => ({
    noun,
    codes: [...seen, ...unseen],
    words: seen.filter((column) => isFree(register, register.nouns[noun]!, column)),
  }))
}

/** What people fill with a name, an address or a title: „Syöpäsäätiö“ is a customer, and nobody’s illness. */
const NAMED: readonly string[] = ['name', 'title', 'company', 'email', 'phone', 'system', 'representation', 'targeting']

/** Characters: what is shorter than the shortest sentence holds a unit or a language. */
const SENTENCE = 40

/** Where somebody writes sentences. What is kept as evidence, and what people wrote to us by the law, is not taken away. */
function isFree({ nouns }: Register, noun: Noun, column: string): boolean {
  const field: Field = noun.fields[column]!
  const evidence = noun.erase === 'blank' || (noun.partOf && nouns[noun.partOf.noun]?.erase === 'blank')
  if (evidence || field.format || field.options || NAMED.includes(field.category)) return false
  if (field.provenance !== 'provided' || (field.maxLength ?? SENTENCE) < SENTENCE) return false
  // What a record about no person is called is the name of a thing.
  return field.type !== 'text' || noun.person !== undefined || !noun.title.includes(column)
}

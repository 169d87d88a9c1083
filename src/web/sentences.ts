import type { Language } from '#kernel/vocabulary.ts'
import { awaiting, destroyed, inAll } from '#register/sentences.ts'

const SENTENCES = [awaiting, destroyed]

/** What records say in all our languages at once, in the reader's alone. `text`: what the server sent. */
export const ownOf = (text: string, language: string): string =>
  SENTENCES.reduce((said, one) => said.replaceAll(inAll(one), one[language as Language]), text)

/** The same the other way: what is written back says it to everybody again, and is known by it. */
export const allOf = (text: string, language: string): string =>
  SENTENCES.reduce((said, one) => said.replaceAll(one[language as Language], inAll(one)), ownOf(text, language))

import { formsOf } from './forms.ts'

/** One word of a search: as typed, and the other forms it may stand for; all folded. */
export type Word = { typed: string; raw: string; forms: readonly string[] }

const MOST = 6
const MOST_FORMS = 10

/** The words of what was typed, at most six; signs between them are none of theirs, but @ . - + stay inside. */
export function wordsOf(q: string): Word[] {
  return q
    .toLowerCase()
    .normalize('NFC')
    .split(/[^\p{L}\p{N}@.+_-]+/u)
    .map((raw) => raw.replace(/^[.+_-]+|[.+_-]+$/g, ''))
    .filter(Boolean)
    .slice(0, MOST)
    .map((raw) => {
      const typed = fold(raw)
      return { raw, typed, forms: formsOf(typed).slice(0, MOST_FORMS) }
    })
}

/** Beginnings of words, for a tsquery: what was typed as a beginning, a short guess only as it stands. */
export function beginnings(word: Word): string {
  const own = beginning(word.typed)
  const guesses = guessesAt(word)
  return guesses ? `(${own} | ${guesses})` : own
}

/** The same of the guesses alone; empty where there are none. */
export function guessesAt(word: Word): string {
  if (termsIn(word.typed).length !== 1) return ''
  return word.forms
    .filter((form) => !form.startsWith(word.typed))
    .flatMap((form) => (termsIn(form).length === 1 ? [form.length < 5 ? form : `${form}:*`] : []))
    .join(' | ')
}

/** The word and its forms as they stand, for a tsquery: each whole. */
export const wholes = (word: Word): string =>
  termsIn(word.typed).length === 1
    ? `(${[word.typed, ...word.forms.filter((form) => termsIn(form).length === 1)].join(' | ')})`
    : termsIn(word.typed).join(' & ')

/** The same of what was typed alone. */
export const beginning = (typed: string): string =>
  termsIn(typed)
    .map((term) => `${term}:*`)
    .join(' & ')

/** The same where letters stand as they were written: a for a, and a for ä. */
export function spellings(word: Word): string {
  const all = [...new Set([word.raw, word.typed, ...word.forms].flatMap(unfolded))]
  const terms = all.flatMap((one) => (termsIn(one).length === 1 ? [`${termsIn(one)[0]}:*`] : []))
  return terms.length > 0
    ? `(${terms.join(' | ')})`
    : termsIn(word.typed)
        .map((term) => `${term}:*`)
        .join(' & ')
}

/** Parts of words: the word, and those forms that are not within it or it in them. */
export function parts(word: Word, folded = true): string[] {
  const forms = word.forms.filter((form) => form.length > 3 && !form.includes(word.typed))
  const kept = forms.filter((form) => !forms.some((other) => other !== form && form.includes(other)))
  const all = [word.typed, ...kept]
  return folded ? all : [...new Set([word.raw, ...all.flatMap(unfolded)])]
}

/** Where any of the parts stands, as a regular expression. */
export const expressionOf = (list: readonly string[]): string =>
  list.map((part) => part.replace(/[^\p{L}\p{N}\s]/gu, (sign) => `\\${sign}`)).join('|')

/** All words long enough for an index of three letters to help. */
export const areLong = (words: readonly Word[]): boolean => words.every((word) => word.typed.length >= 3)

export const likeSafe = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

const termsIn = (text: string): string[] => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
const unfolded = (text: string): string[] => [text, text.replaceAll('a', 'ä').replaceAll('o', 'ö')]

/** How well a title answers: 0 each word begins one of it, 1 a form of each does, 2 a part, 3 it was found otherwise. */
export function rankOf(words: readonly Word[], title: string): number {
  const said = ` ${fold(title).replace(/[^\p{L}\p{N}]+/gu, ' ')}`
  const begins = (text: string) => said.includes(` ${text}`)
  if (words.every((word) => begins(word.typed))) return 0
  if (words.every((word) => [word.typed, ...word.forms].some(begins))) return 1
  return words.every((word) => parts(word).some((part) => said.includes(part))) ? 2 : 3
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/**
 * All words one slip from this one: a letter more, fewer or other, or two that changed places. Some hundreds, each of
 * them one look into the index of words: cheaper than anything that is nearly so (tried: trigrams take the whole table).
 */
export function slipsOf({ typed }: Word): string[] {
  if (!/^[a-z]{4,20}$/.test(typed)) return []
  const found = new Set<string>()
  for (let i = 0; i <= typed.length; i++) {
    const [head, tail] = [typed.slice(0, i), typed.slice(i)]
    for (const letter of LETTERS) {
      found.add(head + letter + tail)
      if (tail) found.add(head + letter + tail.slice(1))
    }
    if (tail) found.add(head + tail.slice(1))
    if (tail.length > 1) found.add(head + tail[1] + tail[0] + tail.slice(2))
  }
  found.delete(typed)
  return [...found]
}

/** The same and the word's own beginnings, as an expression to look through names with. */
export function slipExpression(word: Word): string {
  const typed = word.typed
  const own = [typed, ...word.forms].map((form) => `\\m${expressionOf([form])}`)
  if (!/^[a-z]{4,20}$/.test(typed)) return own.join('|')
  const slips = [...typed].flatMap((letter, i) => {
    const [head, next, tail] = [typed.slice(0, i), typed[i + 1] ?? '', typed.slice(i + 2)]
    return [`${head}[a-z]?${next}${tail}`, `${head}[a-z]${letter}${next}${tail}`, `${head}${next}${letter}${tail}`]
  })
  return [...own, `\\m(?:${[...slips, `${typed}[a-z]`].join('|')})\\M`].join('|')
}

const MARKED = 'åäàáâãæçčćèéêëěìíîïłñńòóôõöøőřšśùúûüůűýÿžźżđðþ'
const PLAIN = 'aaaaaaaccceeeeeiiiilnnooooooorssuuuuuuyyzzzddt'

/** As data.fold does in the database, sign for sign: what one of them folds and the other leaves is never found. */
export function fold(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[à-ž]/g, (letter) => PLAIN[MARKED.indexOf(letter)] ?? letter)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]+/g, '')
}

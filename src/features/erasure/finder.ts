import { fold } from '#kernel/words.ts'
import { expressionOf, type Marks, namePattern, stemsOf } from './words.ts'

/** Somebody who is looked for: whom a hit is told of, and by what they are known. */
export type Sought = { readonly key: string; readonly marks: Marks }

/** Of whom a text speaks. `exact`: by addresses and numbers alone. */
export type Finder = (text: string, exact?: boolean) => Set<string>

type Name = { readonly first: string; readonly last: string; readonly keys: string[]; expression?: RegExp }
/** A letter of what names begin with: what follows, and the names whose beginning ends here. */
type Letter = { readonly next: Map<number, Letter>; readonly firsts: Set<string>; readonly lasts: Set<string> }
type Begun = 'firsts' | 'lasts'
type Phrase = { readonly words: string; readonly keys: string[] }
type Word = { readonly from: number; readonly to: number; readonly firsts: string[]; readonly lasts: string[] }

/** Words that may stand between the parts of a name, and the parts a double name has more than one of. */
const NEAR = 3

/**
 * Looks for all of them at once: a text is read letter by letter, and of each word it is known at once whether a name,
 * an address or a number of anybody begins with it. What a text costs does not grow with how many are looked for.
 */
export function finderOf(sought: readonly Sought[]): Finder {
  const { names, root } = namesOf(sought)
  const phrases = phrasesOf(sought)
  const digits = digitsOf(sought)
  const lengths = [...new Set([...digits.keys()].map((one) => one.length))]
  return (text, exact = false) => {
    const found = new Set<string>()
    const folded = foldedOf(text)
    const words: Word[] = []
    let [given, family, figures] = [false, false, 0]
    for (let from = 0; from < folded.length; from++) {
      if (!isLetter(folded, from)) continue
      let to = from
      let letter: Letter | undefined = exact ? undefined : root
      let [firsts, lasts] = [NONE, NONE]
      for (; to < folded.length && isLetter(folded, to); to++) {
        const code = folded.charCodeAt(to)
        if (code < 58) figures += 1
        letter = letter?.next.get(code)
        if (!letter) continue
        if (letter.firsts.size > 0) firsts = [...firsts, ...letter.firsts]
        if (letter.lasts.size > 0) lasts = [...lasts, ...letter.lasts]
      }
      words.push({ from, to, firsts, lasts })
      given ||= firsts.length > 0
      family ||= lasts.length > 0
      if (phrases.size > 0) {
        for (const { words: phrase, keys } of phrases.get(folded.slice(from, to)) ?? NOTHING)
          if (holds(folded, phrase)) for (const key of keys) found.add(key)
      }
      from = to
    }
    if (given && family) findNames(folded, words, found)
    if (figures >= 6 && lengths.length > 0) findDigits(folded, found)
    return found
  }

  function findNames(folded: string, words: readonly Word[], found: Set<string>): void {
    for (const [at, { lasts }] of words.entries()) {
      for (const last of lasts) {
        for (let near = Math.max(0, at - NEAR); near <= Math.min(words.length - 1, at + NEAR); near++) {
          for (const first of near === at ? NONE : words[near]!.firsts) {
            const name = names.get(`${first} ${last}`)
            if (!name || name.keys.every((key) => found.has(key))) continue
            const from = words[Math.max(0, Math.min(at, near) - NEAR)]!.from
            const piece = folded.slice(from, words[Math.max(at, near) + NEAR]?.to)
            name.expression ??= expressionOf(namePattern(name))
            if (name.expression.test(piece)) for (const key of name.keys) found.add(key)
          }
        }
      }
    }
  }

  function findDigits(folded: string, found: Set<string>): void {
    for (const [run] of folded.matchAll(/\d(?:[^\p{L}\p{N}]{0,2}\d){5,}/gu)) {
      const plain = run.replace(/\D/g, '')
      for (const length of lengths)
        for (let from = 0; from + length <= plain.length; from++)
          for (const key of digits.get(plain.slice(from, from + length)) ?? NONE) found.add(key)
    }
  }
}

const NONE: string[] = []
const NOTHING: Phrase[] = []
const parts = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? []
const foldedOf = (text: string): string => (/^[ -~\s]*$/.test(text) ? text.toLowerCase() : fold(text))

function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code < 128) return (code > 96 && code < 123) || (code > 47 && code < 58)
  return /[\p{L}\p{N}]/u.test(text[at]!) || (code > 0xd7ff && code < 0xe000)
}

function namesOf(sought: readonly Sought[]) {
  const names = new Map<string, Name>()
  const root = letterOf()
  const known = (word: string, begun: Begun) => {
    for (const stem of stemsOf(word)) {
      // of a double name the longest part tells it best
      const [best] = parts(stem ?? '').sort((a, b) => b.length - a.length)
      let letter = root
      for (let at = 0; best && at < best.length; at++) {
        const code = best.charCodeAt(at)
        const next = letter.next.get(code) ?? letterOf()
        letter.next.set(code, next)
        letter = next
      }
      if (best) letter[begun].add(word)
    }
  }
  for (const { key, marks } of sought) {
    for (const { first, last } of marks.names) {
      const name = names.get(`${first} ${last}`)
      if (name) name.keys.push(key)
      else {
        names.set(`${first} ${last}`, { first, last, keys: [key] })
        known(first, 'firsts')
        known(last, 'lasts')
      }
    }
  }
  return { names, root }
}

const letterOf = (): Letter => ({ next: new Map(), firsts: new Set(), lasts: new Set() })

/** Each phrase by that word of it which the fewest others have. */
function phrasesOf(sought: readonly Sought[]): Map<string, Phrase[]> {
  const all = new Map<string, Phrase>()
  for (const { key, marks } of sought) {
    for (const words of marks.phrases) {
      const known = all.get(words)
      if (known) known.keys.push(key)
      else all.set(words, { words, keys: [key] })
    }
  }
  const counts = new Map<string, number>()
  for (const { words } of all.values()) for (const part of parts(words)) counts.set(part, (counts.get(part) ?? 0) + 1)
  const found = new Map<string, Phrase[]>()
  for (const phrase of all.values()) {
    const [rarest] = parts(phrase.words).sort((a, b) => counts.get(a)! - counts.get(b)! || b.length - a.length)
    if (rarest) found.set(rarest, [...(found.get(rarest) ?? []), phrase])
  }
  return found
}

function digitsOf(sought: readonly Sought[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { key, marks } of sought) {
    for (const digits of marks.digits) {
      const known = found.get(digits)
      if (known) known.push(key)
      else found.set(digits, [key])
    }
  }
  return found
}

/** Whether a phrase stands in a text by itself, and not within longer words. */
function holds(text: string, phrase: string): boolean {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + phrase.length] ?? ' ']
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true
  }
  return false
}

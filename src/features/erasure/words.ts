import { fold } from '#kernel/words.ts'

/** What tells who somebody is, as it stood; held in memory while they are looked for, and nowhere else. */
export type Identity = {
  readonly names: readonly { readonly given: string; readonly family: string }[]
  readonly addresses: readonly string[]
  readonly numbers: readonly string[]
  /** Of a sole trader: what the business is called and its id. */
  readonly others: readonly string[]
}

/** Of names: what a text must hold side by side, in either order. Phrases and digits: what it must hold as it stands. */
export type Marks = {
  readonly names: readonly { readonly first: string; readonly last: string }[]
  readonly phrases: readonly string[]
  readonly digits: readonly string[]
}

/** What of an identity is safe to look for: folded, and long enough to be told from other words. */
export function marksOf({ names, addresses, numbers, others }: Identity): Marks {
  return {
    names: names.flatMap(({ given, family }) => {
      const [first, last] = [fold(given).trim().split(/\s+/)[0] ?? '', fold(family).trim()]
      return formsOf(first) && formsOf(last) ? [{ first, last }] : []
    }),
    phrases: [...addresses, ...others].map((one) => fold(one).trim()).filter((one) => one.length >= 5),
    digits: numbers.map((one) => one.replace(/\D/g, '').slice(-9)).filter((one) => one.length >= 6),
  }
}

/**
 * A regular expression for folded text, as both PostgreSQL and expressionOf read it, that finds a name in any of its
 * Finnish forms, both ways round, an address, and a number however it is spaced; null where there is nothing safe to
 * look for. Its answers are for a human to judge: it finds Matti Virtanen in „Virtasen Matille“, and another too.
 */
export function patternOf({ names, phrases, digits }: Marks): string | null {
  const all = [
    ...names.map(namePattern),
    ...phrases.map((one) => `(?:^|[^[:alnum:]])${escaped(one)}(?![[:alnum:]])`),
    ...digits.map((one) => [...one].join('[^[:alnum:]]{0,2}')),
  ]
  return all.length > 0 ? all.join('|') : null
}

export function namePattern({ first, last }: Marks['names'][number]): string {
  const [given, family] = [formsOf(first), formsOf(last)]
  const between = '[^[:alnum:]]+(?:[[:alnum:].]+[^[:alnum:]]+)?'
  return `\\m${given}${between}${family}\\M|\\m${family}${between}${given}\\M`
}

/** The same expression in this program. */
export const expressionOf = (pattern: string): RegExp =>
  new RegExp(
    pattern
      .replaceAll('[:alnum:]', '\\p{L}\\p{N}')
      .replaceAll('\\m', '(?<![\\p{L}\\p{N}_])')
      .replaceAll('\\M', '(?![\\p{L}\\p{N}_])')
      .replace(/\\([^\w])/g, (sign, plain) => ('^$\\.*+?()[]{}|/'.includes(plain) ? sign : plain)),
    'u',
  )

/** Strong and weak grade of the sound before the ending: Matti, Matin; Mäki, Mäen; Lampi, Lammen. */
const GRADES: readonly (readonly [RegExp, string])[] = [
  [/(kk|pp|tt)$/, '$1'],
  [/nk$/, 'ng'],
  [/mp$/, 'mm'],
  [/nt$/, 'nn'],
  [/lt$/, 'll'],
  [/rt$/, 'rr'],
  [/k$/, ''],
  [/p$/, 'v'],
  [/t$/, 'd'],
]

/** One folded name in its cases: Virtanen, Virtasen, Virtaselle. Empty where the name is too short to look for. */
export function formsOf(name: string): string {
  const word = name.replace(/[^a-z0-9' -]/g, '')
  if (word.length < 3) return name.length >= 3 && word.length === 0 ? escaped(name) : ''
  const [stem, weak] = stemsOf(word)
  if (word.endsWith('nen')) return `${spaced(stem)}(?:nen|s[a-z]{0,6})`
  if (!/[aeiouy]$/.test(word)) return `${spaced(stem)}[a-z]{0,6}`
  if (weak === undefined) return `${spaced(stem)}[a-z]{1,6}`
  return `(?:${spaced(stem)}|${spaced(weak)}(?=[aeiouy]))[a-z]{1,6}`
}

/** What every form of a folded name begins with: one stem, or its strong and its weak grade. */
export function stemsOf(name: string): [string, string?] {
  const word = name.replace(/[^a-z0-9' -]/g, '')
  if (word.length === 0) return [name]
  if (word.endsWith('nen')) return [word.slice(0, -3)]
  if (!/[aeiouy]$/.test(word)) return [word]
  const stem = word.slice(0, -1)
  const grade = GRADES.find(([sound]) => sound.test(stem))
  if (!grade) return [stem]
  return [stem, /(kk|pp|tt)$/.test(stem) ? stem.slice(0, -1) : stem.replace(...grade)]
}

const spaced = (text: string): string => text.split(' ').filter(Boolean).map(escaped).join('[^[:alnum:]]+')
const escaped = (text: string): string => text.replace(/[^a-z0-9\s]/gi, (sign) => `\\${sign}`)

import { fold } from '#kernel/words.ts'

/** What tells who somebody is, as it stood; held in memory while they are looked for, and nowhere else. */
export type Identity = {
  readonly names: readonly { readonly given: string; readonly family: string }[]
  readonly addresses: readonly string[]
  readonly numbers: readonly string[]
  /** Of a sole trader: what the business is called and its id. */
  readonly others: readonly string[]
}

/**
 * A regular expression for folded text (PostgreSQL's dialect) that finds a name in any of its Finnish forms, both ways
 * round, an address, and a number however it is spaced; null where there is nothing safe to look for. Its answers are
 * for a human to judge: it finds Matti Virtanen in „Virtasen Matille“, and another Matti Virtanen too.
 */
export function patternOf({ names, addresses, numbers, others }: Identity): string | null {
  const named = names.flatMap(({ given, family }) => {
    const [first, last] = [formsOf(fold(given).split(/\s+/)[0] ?? ''), formsOf(fold(family))]
    if (!first || !last) return []
    const between = '[^[:alnum:]]+(?:[[:alnum:].]+[^[:alnum:]]+)?'
    return [`\\m${first}${between}${last}\\M`, `\\m${last}${between}${first}\\M`]
  })
  const whole = [...addresses, ...others].map((one) => fold(one).trim()).filter((one) => one.length >= 5)
  const dialled = numbers.flatMap((one) => {
    const digits = one.replace(/\D/g, '').slice(-9)
    return digits.length >= 6 ? [[...digits].join('[^[:alnum:]]{0,2}')] : []
  })
  const all = [...named, ...whole.map((one) => `(?:^|[^[:alnum:]])${escaped(one)}(?![[:alnum:]])`), ...dialled]
  return all.length > 0 ? all.join('|') : null
}

/** The same for what lies about in files, as text: what is exact alone. */
export function marksOf({ names, addresses, numbers }: Identity): string[] {
  const spelled = names
    .filter(({ given, family }) => given && family)
    .flatMap(({ given, family }) => [`${given} ${family}`, `${family} ${given}`])
  return [...spelled, ...addresses, ...numbers].map((one) => one.trim().toLowerCase()).filter((one) => one.length >= 6)
}

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
  const word = name.replace(/[^a-z0-9'-]/g, '')
  if (word.length < 3) return name.length >= 3 && word.length === 0 ? escaped(name) : ''
  if (word.endsWith('nen')) return `${escaped(word.slice(0, -3))}(?:nen|s[a-z]{0,6})`
  if (!/[aeiouy]$/.test(word)) return `${escaped(word)}[a-z]{0,6}`
  const stem = word.slice(0, -1)
  const grade = GRADES.find(([sound]) => sound.test(stem))
  if (!grade) return `${escaped(stem)}[a-z]{1,6}`
  const weak = /(kk|pp|tt)$/.test(stem) ? stem.slice(0, -1) : stem.replace(...grade)
  return `(?:${escaped(stem)}|${escaped(weak)}(?=[aeiouy]))[a-z]{1,6}`
}

const escaped = (text: string): string => text.replace(/[^a-z0-9\s]/gi, (sign) => `\\${sign}`)

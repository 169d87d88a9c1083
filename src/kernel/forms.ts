/**
 * Forms a name may stand in, of a word as somebody typed it: Virtasen is Virtanen, Mäen is Mäki, Konehuollon is
 * Konehuolto. Words come and go folded (no dots, no rings), so that a and ä are one and endings have no harmony.
 * It guesses freely: what it makes up is looked for as it stands, and nobody is called that.
 */
export function formsOf(word: string): string[] {
  if (word.length < 4 || !/^[a-z]+(-[a-z]+)*$/.test(word)) return []
  const found = new Set<string>()
  for (const stem of stemsOf(word)) for (const form of nominativesOf(stem)) found.add(form)
  for (const form of bentOf(word)) found.add(form)
  // Names of other languages: Lindströms, Lindströmin.
  if (/[^aeiouys]s$/.test(word)) found.add(word.slice(0, -1))
  found.delete(word)
  return [...found].filter((form) => form.length >= 3)
}

// After a vowel; the long ones first. Of the illative the vowel before n is the stem's own.
const ENDINGS =
  /(?:ssa|sta|lla|lta|lle|ksi|tta|seen|jen|ien|iden|issa|ista|illa|ilta|ille|iksi|ihin|ta|na|ja|ia|a|n|(?<=([aeiouy]))\1n|h[aeiouy]n)$/
const EACH = [
  'seen',
  'issa',
  'ista',
  'illa',
  'ilta',
  'ille',
  'iksi',
  'ihin',
  'iden',
  'iin',
  'ssa',
  'sta',
  'lla',
  'lta',
  'lle',
  'ksi',
  'tta',
  'jen',
  'ien',
  'ten',
  'ta',
  'na',
  'ja',
  'ia',
  'a',
  'n',
  '',
] as const

/** What may be left of a word when its case is taken away: Virtase-, Virtas-, mäe-, huollo-. */
function stemsOf(word: string): Set<string> {
  const stems = new Set<string>()
  if (!ENDINGS.test(word) && !/[aeiouy]$/.test(word)) return stems
  for (const ending of EACH) {
    if (!word.endsWith(ending)) continue
    const stem = word.slice(0, word.length - ending.length)
    if (stem.length < 3) continue
    if (/[aeiouy]$/.test(stem)) {
      stems.add(stem)
      // Oulu-un, Espoo-seen: the vowel is doubled before n.
      if (ending === 'n' && /(aa|ee|ii|oo|uu|yy)$/.test(stem)) stems.add(stem.slice(0, -1))
    } else if (/s$/.test(stem) && ending && ending !== 'n') stems.add(stem)
    // A plural: Mäkeläisille; what is before its i.
  }
  const into = /^(.{2,})h([aeiouy])n$/.exec(word)
  if (into?.[1]?.endsWith(into[2]!)) stems.add(into[1])
  return stems
}

/** Words in their basic form that bend to this stem. */
function nominativesOf(stem: string): Set<string> {
  const found = new Set<string>([stem])
  const add = (...forms: string[]) => {
    for (const form of forms) found.add(form)
  }
  const but = (n: number) => stem.slice(0, -n)
  if (stem.endsWith('se')) add(`${but(2)}nen`)
  if (/[aeiouy]s$/.test(stem)) add(`${but(1)}nen`)
  if (stem.endsWith('kse')) add(`${but(3)}s`)
  if (/[uy]de$/.test(stem)) add(`${but(2)}s`)
  if (stem.endsWith('ime')) add(`${but(2)}n`)
  const strong = strongOf(stem)
  add(...strong)
  if (stem.endsWith('e')) {
    add(...[stem, ...strong].map((one) => `${one.slice(0, -1)}i`))
    if (/[aeiouy][lnr]e$/.test(stem)) add(but(1))
  }
  // Nordströmi-n, Lindqvisti-lle: the i is only lent.
  if (/[^aeiouy]i$/.test(stem)) add(but(1))
  if (/(aa|ii|uu)$/.test(stem)) {
    const short = but(1)
    add(`${short}s`, ...[short, ...weakOf(short)].map((one) => `${one}s`))
  }
  if (stem.endsWith('ee')) add(but(1), ...weakOf(but(1)))
  return found
}

/** The other way: of a basic form the beginnings under which it stands bent, in the name of a company or a note. */
function bentOf(word: string): string[] {
  if (word.endsWith('nen')) return [`${word.slice(0, -3)}se`]
  const weak = weakOf(word)
  if (word.endsWith('i')) return [...weak, word].map((one) => `${one.slice(0, -1)}en`)
  return /[aeiouy]$/.test(word) ? weak : []
}

const WEAK: readonly [string, string][] = [
  ['kk', 'k'],
  ['pp', 'p'],
  ['tt', 't'],
  ['nk', 'ng'],
  ['nt', 'nn'],
  ['lt', 'll'],
  ['rt', 'rr'],
  ['mp', 'mm'],
  ['ht', 'hd'],
  ['lp', 'lv'],
  ['rp', 'rv'],
  ['lk', 'l'],
  ['rk', 'r'],
]
const LAST = /^(.*?)([^aeiouy]*)([aeiouy]+)$/

/** Consonants as an open syllable has them: huollo → huolto, mati → matti, mae → make. */
function strongOf(stem: string): string[] {
  const [, head = '', consonants = '', vowels = ''] = LAST.exec(stem) ?? []
  if (!head && !consonants) return []
  if (vowels.length === 2 && vowels[0] !== vowels[1]) return [`${head}${consonants}${vowels[0]}k${vowels[1]}`]
  if (vowels.length === 2) return [`${head}${consonants}${vowels[0]}k${vowels[1]}`]
  const found = WEAK.filter(([, weak]) => consonants.endsWith(weak)).map(
    ([strong, weak]) => head + consonants.slice(0, consonants.length - weak.length) + strong + vowels,
  )
  if (/^d$|[^h]d$/.test(consonants)) found.push(`${head}${consonants.slice(0, -1)}t${vowels}`)
  if (/^v$/.test(consonants)) found.push(`${head}p${vowels}`)
  return found
}

/** And as a closed one has them: huolto → huollo, maki → mai, matti → mati. */
function weakOf(word: string): string[] {
  const [, head = '', consonants = '', vowel = ''] = LAST.exec(word) ?? []
  if (vowel.length !== 1 || !head) return []
  const [pair] = WEAK.filter(([strong]) => consonants.endsWith(strong))
  if (pair) return [head + consonants.slice(0, consonants.length - pair[0].length) + pair[1] + vowel]
  if (consonants === 't') return [`${head}d${vowel}`]
  if (consonants === 'p') return [`${head}v${vowel}`]
  return consonants === 'k' ? [`${head}${vowel}`] : []
}

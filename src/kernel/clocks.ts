import type { Noun } from './vocabulary.ts'

/** When a rule begins to run for a record: SQL over the row `t`, null while it does not. */
export type Clock = {
  readonly noun: string
  readonly schema: Noun['schema']
  readonly rule: string
  readonly starts: string
  /** The function that answers of many at once. */
  readonly many: string | null
  /** The row is a person: whoever is due is erased whole, and not as a row. */
  readonly self: boolean
  /** The column that names its person. */
  readonly person: string | null
}

type Nouns = Readonly<Record<string, Noun>>

/** Every clock of the register; what can be deleted with a way back has one more, of the way back itself. */
export function clocksOf({ nouns }: { readonly nouns: Nouns }): Clock[] {
  return Object.entries(nouns).flatMap(([name, noun]) => {
    const at = { noun: name, schema: noun.schema, self: noun.mask === 'self', person: noun.person ?? null }
    const own = Object.entries(noun.clocks ?? {}).map(([rule, said]) => {
      const { one, many } = typeof said === 'string' ? { one: said, many: null } : said
      return { ...at, rule, starts: one, many }
    })
    return noun.trash ? [...own, { ...at, rule: 'trash', starts: 't.removed_at', many: null }] : own
  })
}

/**
 * Nouns with personal data whose rows would stay for ever: no clock of their own, and nothing they stand on that has
 * one or is a person. None, or something is kept without an end.
 */
export function endless({ nouns }: { readonly nouns: Nouns }): string[] {
  const ending = new Set(Object.keys(nouns).filter((name) => nouns[name]!.clocks || nouns[name]!.mask === 'self'))
  for (let more = true; more; ) {
    more = false
    for (const [name, noun] of Object.entries(nouns)) {
      if (ending.has(name)) continue
      const whole =
        noun.partOf?.noun ??
        (noun.person && noun.fields[noun.person]?.required ? noun.fields[noun.person]!.refers : undefined)
      if (![whole, noun.endsWith].some((of) => of && ending.has(of))) continue
      ending.add(name)
      more = true
    }
  }
  return Object.keys(nouns).filter(
    (name) => !ending.has(name) && Object.values(nouns[name]!.fields).some(({ personal }) => personal),
  )
}

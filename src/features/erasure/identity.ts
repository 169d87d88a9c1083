import type { House } from '#kernel/database.ts'
import type { Field, Noun } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'
import { NOBODY, step } from './step.ts'
import type { Identity } from './words.ts'

/** People whose identities are read in one statement. */
const MOST = 2000

/** The noun that people are, and the nouns that tell who one is: they go last, so that a crash forgets nobody. */
export function tellers({ nouns }: Register): { self: string; last: string[] } {
  const self = Object.keys(nouns).find((name) => nouns[name]!.mask === 'self')!
  const last = Object.keys(nouns).filter(
    (name) => nouns[name]!.partOf?.noun === self && reaches(nouns[name]!).length > 0,
  )
  return { self, last }
}

/** Nouns whose rows are a business of somebody’s own: what stands on one is not known by the person alone. */
export const businessNouns = ({ nouns }: Register): string[] => businesses(nouns).map(([name]) => name)

/** Who each of these people is, as the register tells: names, addresses, numbers, and what a sole trader's business is called. */
export async function identitiesOf(house: House, people: readonly string[]): Promise<Map<string, Identity>> {
  const { nouns } = house.register
  const { self, last } = tellers(house.register)
  const [given, family] = namesOf(nouns[self]!)
  const told = new Map<string, string[]>([
    [self, [given!, family!]],
    ...last.map((noun): [string, string[]] => [noun, reaches(nouns[noun]!).map(([column]) => column)]),
    ...businesses(nouns),
  ])
  const found = new Map(people.map((person) => [person, nobody()]))
  for (let from = 0; from < people.length; from += MOST) {
    const asked = { do: 'tell', subjects: people.slice(from, from + MOST), nouns: Object.fromEntries(told) }
    const rows: { who: string; noun: string; said: Record<string, string | null> }[] = await step(house, NOBODY, asked)
    for (const { who, noun, said } of rows) {
      const identity = found.get(who)!
      if (noun === self) identity.names.push({ given: said[given!] ?? '', family: said[family!] ?? '' })
      for (const [column, value] of noun === self ? [] : Object.entries(said)) {
        if (!value) continue
        const { format } = nouns[noun]!.fields[column]!
        const { addresses, numbers, others } = identity
        ;(last.includes(noun) ? (format === 'email' ? addresses : numbers) : others).push(value)
      }
    }
  }
  return found
}

/** Of people who are erased as one: everything by which any of them is known. */
export async function identityOf(house: House, people: readonly string[]): Promise<Identity> {
  const all = [...(await identitiesOf(house, people)).values()]
  return {
    names: all.flatMap(({ names }) => names),
    addresses: all.flatMap(({ addresses }) => addresses),
    numbers: all.flatMap(({ numbers }) => numbers),
    others: all.flatMap(({ others }) => others),
  }
}

const nobody = (): { -readonly [K in keyof Identity]: Identity[K][number][] } => ({
  names: [],
  addresses: [],
  numbers: [],
  others: [],
})

const reaches = (noun: Noun): [string, Field][] =>
  Object.entries(noun.fields).filter(([, { format }]) => format === 'email' || format === 'phone')

/** The first two words of a record's title that are names: first name, family name. */
const namesOf = (noun: Noun): string[] => noun.title.filter((one) => noun.fields[one]?.category === 'name')

/** What has a business id is a business: its name and its id. */
function businesses(nouns: Register['nouns']): [string, string[]][] {
  return Object.entries(nouns).flatMap(([name, noun]): [string, string[]][] => {
    const ids = Object.keys(noun.fields).filter((one) => noun.fields[one]!.format === 'business_id')
    return noun.person && ids.length > 0 ? [[name, [...noun.title, ...ids]]] : []
  })
}

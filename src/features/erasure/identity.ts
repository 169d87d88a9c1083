import { sql } from 'kysely'
import type { House } from '#kernel/database.ts'
import type { Field, Noun } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'
import type { Identity } from './words.ts'

/** The noun that people are, and the nouns that tell who one is: they go last, so that a crash forgets nobody. */
export function tellers({ nouns }: Register): { self: string; last: string[] } {
  const self = Object.keys(nouns).find((name) => nouns[name]!.mask === 'self')!
  const last = Object.keys(nouns).filter(
    (name) => nouns[name]!.partOf?.noun === self && reaches(nouns[name]!).length > 0,
  )
  return { self, last }
}

/** Who these people are, as the register tells: names, addresses, numbers, and what a sole trader's business is called. */
export async function identityOf(house: House, people: readonly string[]): Promise<Identity> {
  const { nouns } = house.register
  const { self, last } = tellers(house.register)
  const [given, family] = namesOf(nouns[self]!)
  const found = { names: [], addresses: [], numbers: [], others: [] } as {
    -readonly [K in keyof Identity]: Identity[K][number][]
  }
  for (const person of people) {
    for (const row of await held(house, person, self)) {
      found.names.push({ given: row[given!] ?? '', family: row[family!] ?? '' })
    }
    for (const noun of last) {
      for (const row of await held(house, person, noun)) {
        for (const [column, field] of reaches(nouns[noun]!)) {
          if (row[column]) (field.format === 'email' ? found.addresses : found.numbers).push(row[column])
        }
      }
    }
    for (const [noun, columns] of businesses(nouns)) {
      for (const row of await held(house, person, noun)) {
        if (row._how === 'own') found.others.push(...columns.flatMap((column) => row[column] ?? []))
      }
    }
  }
  return found
}

async function held(house: House, person: string, noun: string): Promise<Record<string, any>[]> {
  const { rows } = await sql<{
    held: Record<string, any>
  }>`select held from door.held(${person}::uuid, ${noun}, null, 5000)`.execute(house.under('rights'))
  return rows.map((row) => row.held)
}

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

import type { Kysely } from 'kysely'
import { clock } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import type { Basis, Field, Language, Noun } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'
import { untilOf } from '../notice/notice.ts'
import { asOf } from './asOf.ts'
import { type Bases, basesOf } from './bases.ts'
import { decoded, type Reading, type Row, selfOf } from './decode.ts'
import { namesOf, titleOf } from './names.ts'
import { isBare, keyOf, nounsHeld, rowsOf, saidOf } from './rows.ts'
import { type Said, saidBeside } from './said.ts'
import { type Ending, endingOf, type Until } from './until.ts'
import { said } from './words.ts'

export type { Until } from './until.ts'

/** One value: `value` as its person reads it, `raw` as it is kept. `free`: words in which others may be named. */
export type Fact = {
  readonly field: string
  readonly label: string
  readonly value: string
  readonly raw: unknown
  readonly provenance: Field['provenance']
  readonly free: boolean
  /** What the person says of it: that it is disputed, or was corrected. */
  readonly said: readonly Said[]
}
/** `since`: when it came to be kept, ISO. */
export type HeldRecord = {
  readonly id: string
  readonly title: string | null
  readonly since: string | null
  readonly until: Until
  readonly facts: readonly Fact[]
}
/** `bases`: what the use of this person rests on now; none: it is not used for that now. */
export type Why = {
  readonly purpose: string
  readonly label: string
  readonly wording: string
  readonly bases: readonly Basis[]
}
/** Facts of one category that one kind of record holds, with why, from where and until when. */
export type Block = {
  readonly noun: string
  readonly label: string
  readonly why: readonly Why[]
  readonly sources: readonly string[]
  readonly until: readonly Until[]
  readonly records: readonly HeldRecord[]
}
export type HeldCategory = {
  readonly id: string
  readonly label: string
  readonly wording: string
  readonly blocks: readonly Block[]
}
export type Found = { readonly noun: string; readonly label: string; readonly count: number }
export type Held = {
  readonly person: string
  readonly name: string | null
  readonly language: Language
  /** As of when it was read, ISO. */
  readonly at: string
  readonly since: string | null
  /** Where the person themselves came from. */
  readonly source: string | null
  readonly categories: readonly HeldCategory[]
  /** Every kind of record that was searched, and how many there were. */
  readonly found: readonly Found[]
  /** Rows as they stand, for those who need more than words. */
  readonly rows: ReadonlyMap<string, readonly Row[]>
}

/**
 * All that is held of a person, by category of the register, in words: labels, decoded values, why, from where, since
 * when, until when; as it stood at `frozen`, else now. Reads under `rights`, whoever asks. Refuses PERSON_NOT_FOUND, REPORT_UNREADABLE_VALUE. Art. 15(1).
 */
export async function heldOf(
  { house, db = house.under('rights') as Kysely<any> }: { house: House; db?: Kysely<any> },
  person: string,
  language: Language,
  frozen: Date | null = null,
): Promise<Held> {
  const { register } = house
  const now = await readAll(house, db, person)
  const rows = frozen ? asOf(register, now, frozen) : now
  const self = selfOf(register)
  const me = rows.get(self)?.find((row) => row.id === person) ?? refuse('PERSON_NOT_FOUND')
  const reading: Reading = { register, language, person, names: await namesOf(house, register, language, rows) }
  const source = sourceOf(reading, self, me)
  const told: Told = {
    reading,
    bases: await basesOf(db, register, person),
    source,
    ending: await endingOf(house, register, language, rows, me),
    beside: saidBeside(register, rows),
  }
  const sorted = new Map<string, Block[]>()
  for (const [noun, list] of rows) {
    if (list.length === 0) continue
    for (const [category, block] of blocksOf(told, noun, list))
      sorted.set(category, [...(sorted.get(category) ?? []), block])
  }
  return {
    person,
    name: titleOf(register, self, me, language),
    language,
    at: clock.now().toISOString(),
    since: sinceOf(register.nouns[self]!, me),
    source,
    categories: Object.entries(register.categories).flatMap(([id, { label, wording }]) => {
      const blocks = sorted.get(id)
      return blocks ? [{ id, label: label[language], wording: wording[language], blocks }] : []
    }),
    found: [...rows].map(([noun, list]) => ({
      noun,
      label: register.nouns[noun]!.plural[language],
      count: list.length,
    })),
    rows,
  }
}

type Told = {
  reading: Reading
  bases: Bases
  source: string | null
  ending: Ending
  beside: ReturnType<typeof saidBeside>
}

/** Noun by noun, in the order of the register; what is found by an address alone is read when the addresses are. */
async function readAll(house: House, db: Kysely<any>, person: string): Promise<Map<string, Row[]>> {
  const { register } = house
  const found = new Map<string, Row[]>()
  const [bare, nouns] = [isBare(register), nounsHeld(register).map(([noun]) => noun)]
  for (const noun of nouns) if (!bare(noun)) found.set(noun, await gathered(rowsOf(db, noun, person)))
  const said = await saidOf(house, found)
  for (const noun of nouns) if (bare(noun)) found.set(noun, await gathered(rowsOf(db, noun, person, said)))
  return new Map(nouns.map((noun) => [noun, found.get(noun)!]))
}

function* blocksOf(told: Told, name: string, rows: readonly Row[]): Generator<[string, Block]> {
  const { register, language } = told.reading
  const noun = register.nouns[name]!
  const groups = Map.groupBy(Object.entries(noun.fields), ([, field]) => categoryOf(field))
  for (const [category, fields] of groups) {
    const records = rows.flatMap((row) => {
      const facts = fields.flatMap(([column, field]) => factOf(told, name, column, field, row) ?? [])
      if (facts.length === 0) return []
      const until = told.ending(name, row, noun.fields[facts[0]!.field]!.retention)
      return [
        { id: keyOf(row), title: titleOf(register, name, row, language), since: sinceOf(noun, row), until, facts },
      ]
    })
    if (records.length === 0) continue
    const shown = new Set(records.flatMap(({ facts }) => facts.map(({ field }) => field)))
    const held = fields.filter(([column]) => shown.has(column)).map(([, field]) => field)
    yield [
      category,
      {
        noun: name,
        label: noun.plural[language],
        why: whyOf(told, held),
        sources: sourcesOf(told, held),
        until: untilsOf(register, records, language),
        records,
      },
    ]
  }
}

/** A search form repeats another value: it stands among the technical data. */
const categoryOf = (field: Field): string => (field.generated ? 'system' : field.category)

function factOf({ reading, beside }: Told, noun: string, column: string, field: Field, row: Row): Fact | null {
  const value = decoded(reading, noun, column, row[column], row)
  if (value === null) return null
  const { label, provenance, type, options, system, personal, format } = field
  const typed = type === 'text' && personal && !options && !system && !format
  // A line of a file, or what a record said before it was merged, may speak of others as well.
  const free = type === 'longtext' || typed || (type === 'json' && personal && row._how === 'record')
  return {
    field: column,
    label: label[reading.language],
    value,
    raw: row[column],
    provenance,
    free,
    said: beside(row, column),
  }
}

/** Purposes that read any of the fields; not those asleep. What none reads is kept to carry out the person's own word. */
function whyOf({ reading: { register, language }, bases }: Told, fields: readonly Field[]): Why[] {
  const all = Object.entries(register.purposes)
  const read = all.filter(
    ([id, { asleep }]) => !asleep && fields.some(({ purposes }) => purposes[id] === 'read' || purposes[id] === 'write'),
  )
  const why = read.length > 0 ? read : all.filter(([id]) => (register.masks.always as readonly string[]).includes(id))
  return why.map(([purpose, { label, wording }]) => ({
    purpose,
    label: label[language],
    wording: wording[language],
    bases: bases.get(purpose) ?? [],
  }))
}

function sourcesOf({ reading: { language }, source }: Told, fields: readonly Field[]): string[] {
  const kinds = [...new Set(fields.map(({ provenance }) => provenance))]
  return kinds.map((kind) => {
    const words = said[language].sources[kind]
    return kind === 'provided' && source ? `${words} (${source})` : words
  })
}

/** Each rule that ends one of the records, once; with its day, where they all end on the same. */
function untilsOf({ retention }: Register, records: readonly HeldRecord[], language: Language): Until[] {
  const groups = Map.groupBy(records, ({ until }) => `${until.rule} ${until.on === null ? until.words : ''}`)
  return [...groups.values()].map((list) => {
    const { rule, words, on } = list[0]!.until
    const same = list.every(({ until }) => until.on === on)
    const { what } = retention[rule]!
    return {
      rule,
      words: `${what[language]}: ${on === null || same ? lowered(words) : untilOf(retention[rule]!, language)}`,
      on: same ? on : null,
    }
  })
}

const lowered = (words: string): string => `${words[0]!.toLowerCase()}${words.slice(1)}`

/** `from the person: fair in Tampere`: what the row itself says of where it came from. */
function sourceOf(reading: Reading, noun: string, row: Row): string | null {
  const parts = ['source', 'source_name'].map((column) => decoded(reading, noun, column, row[column], row))
  return parts.filter(Boolean).join(': ') || null
}

/** The first moment that the row keeps of itself. */
function sinceOf({ fields }: Noun, row: Row): string | null {
  const columns = [
    'created_at',
    ...Object.keys(fields).filter((column) => /now\(\)|clock_timestamp\(\)/.test(fields[column]!.default ?? '')),
  ]
  const found = columns.find((column) => row[column])
  return found ? String(row[found]) : null
}

async function gathered(rows: AsyncIterable<Row>): Promise<Row[]> {
  const list: Row[] = []
  for await (const row of rows) list.push(row)
  return list
}

import { type Kysely, type RawBuilder, sql } from 'kysely'
import { columnsOf } from '#kernel/compile.ts'
import { type Reach, within } from '#kernel/reach.ts'
import { keptBy, type Lens, lensOf } from '#kernel/records.ts'
import type { Noun } from '#kernel/vocabulary.ts'
import { FOOTING, SOUGHT, type Sought } from './nouns.ts'

/**
 * How a branch looks: by beginnings of words, by whole words, by parts of them, by parts of guesses at them, by parts of
 * two together, by one slip, by a piece of a number, or, where a word is in so many rows that its list in the index is longer than the way to the
 * first of them, from the newest on.
 */
export type Way =
  | 'words'
  | 'whole'
  | 'parts'
  | 'guesses'
  | 'together'
  | 'slip'
  | 'number'
  | 'phone'
  | 'email'
  | 'newest'
export type Branch = readonly [noun: string, way: Way]

/** What is put into the texts: made of what was typed, once for all purposes. */
export type Values = {
  /** One word's beginnings for the index, as typed and as guessed, and all words' likewise; folded. */
  one: string
  guessed: string
  said: string
  all: string
  /** All words as they stand, none of them a beginning. */
  whole: string
  /** The same as letters may be spelt. */
  spelledOne: string
  spelledAll: string
  /** Patterns of one word's parts, and an expression for each other word. */
  parts: string[]
  others: string[]
  spelledParts: string[]
  spelledOthers: string[]
  /** Of names in parts: one word's beginnings and patterns, as typed and as guessed, and those of the others. */
  begin: string
  guessedBegin: string
  begins: string
  /** Expressions for two words, and for each. */
  first: string
  second: string
  every: string[]
  spelledFirst: string
  spelledSecond: string
  spelledEvery: string[]
  longParts: string[]
  guessedParts: string[]
  longOthers: string[]
  /** Words one slip from one word, in handfuls; and an expression for those of each other word. */
  near: string[]
  nearOthers: string[]
  businessIds: string[]
  /** From where to where: two beginnings of telephone numbers, an address's, a domain's. */
  phone: string
  phoneEnd: string
  otherPhone: string
  otherPhoneEnd: string
  address: string
  addressEnd: string
  domain: string
  domainEnd: string
  user: string
  team: string | null
}

export type Statement = { sql: string; slots: readonly (keyof Values)[] }
type Register = { nouns: Readonly<Record<string, Noun>> }
type Condition = RawBuilder<boolean>
/** What was typed, and what it may stand for besides, which is looked for when few are found. */
type Conditions = readonly [typed: Condition, guessed?: Condition]

/** So many of a noun are read and put in order, and so many of them answered. */
const LOOKED_AT = 36
export const PER_NOUN = 12

/** The nouns that a purpose holds enough of to show them. */
export function soughtBy(register: Register, purpose: string): readonly Sought[] {
  return keptBy(sought, register.nouns, purpose, () =>
    SOUGHT.filter(({ noun, title }) => {
      const columns = register.nouns[noun] ? columnsOf(register.nouns[noun], purpose) : []
      return columns.includes('id') && title.every((column) => columns.includes(column))
    }),
  )
}

const sought = new WeakMap<object, Map<string, readonly Sought[]>>()
const kept = new WeakMap<object, Map<string, Statement | null>>()

/**
 * One text for all the branches, made once for a register; null where none of them can be asked. Its length and form
 * do not follow from what is typed: it is prepared and planned once a connection.
 */
export function statementOf(
  db: Kysely<any>,
  register: Register,
  { purpose, scope, branches }: { purpose: string; scope: Reach['scope']; branches: readonly Branch[] },
): Statement | null {
  return keptBy(kept, register.nouns, `${purpose} ${scope} ${branches.join(' ')}`, () => {
    const texts = branches.flatMap(([noun, way]) => {
      const one = SOUGHT.find((sought) => sought.noun === noun)!
      const lens = lensOf(register.nouns, noun, purpose)
      const conditions = CONDITIONS[way](lens, one)
      return conditions ? [branchOf(lens, one, way, conditions, scope)] : []
    })
    if (texts.length === 0) return null
    const { sql: text, parameters } = sql`${sql.join(texts, sql` union all `)}`.compile(db)
    return { sql: text, slots: parameters.map((one) => (one as Slot).slot) }
  })
}

/** Stands in a text where a value will be. */
type Slot = { slot: keyof Values }
const put = (slot: keyof Values) => sql`${{ slot } satisfies Slot}`
// Selected, it is read once; a bare call would be again for every row that is looked at.
const query = (slot: keyof Values) => sql`(select to_tsquery('simple', ${put(slot)}))`
const list = (slot: keyof Values) => sql`${put(slot)}::text[]`
const queries = (slot: keyof Values) => sql`${put(slot)}::tsquery[]`
// As a number it is dearer than a look at a mask, and so comes after it: of most rows that is enough.
const isSaid = sql<boolean>`(search @@ ${query('all')})::int = 1`

// Each condition is two: one that an index answers, and one that is said to be true, so that no index is asked for it.
const CONDITIONS: Readonly<Record<Way, (lens: Lens, one: Sought) => Conditions | null>> = {
  words(lens, one) {
    if (lens.columns.includes('search')) {
      // Companies are few enough for the index to put the words together.
      if (lens.name !== 'people')
        return [sql<boolean>`search @@ ${query('said')}`, sql<boolean>`search @@ ${query('all')}`]
      const by = (slot: 'one' | 'guessed') => sql<boolean>`search @@ ${query(slot)} and ${isSaid}`
      return [by('one'), by('guessed')]
    }
    if (one.words) {
      const vector = sql`to_tsvector('simple', ${sql.ref(one.words)})`
      return [
        sql<boolean>`${vector} @@ ${query('spelledOne')} and (${vector} @@ ${query('spelledAll')}) is true ${ofItsKinds(lens)}`,
      ]
    }
    const [text, parts, others] = textOf(lens, one)
    return (
      text && [
        sql<boolean>`${text} like any (${list(parts)}) and (${text} ~ all (${list(others)})) is true ${ofItsKinds(lens)}`,
      ]
    )
  },
  // Of whole words the index need not gather all beginnings before it compares them.
  whole: (lens) => (lens.columns.includes('search') ? [sql<boolean>`search @@ ${query('whole')}`] : null),
  newest(lens, one) {
    if (lens.columns.includes('search')) return [isSaid]
    if (one.words)
      return [sql<boolean>`(to_tsvector('simple', ${sql.ref(one.words)}) @@ ${query('spelledAll')}) is true`]
    const [text, parts, others] = textOf(lens, one)
    return (
      text && [sql<boolean>`(${text} like any (${list(parts)})) is true and (${text} ~ all (${list(others)})) is true`]
    )
  },
  parts: (lens) => inParts(lens, 'begin', 'longParts'),
  guesses: (lens) => inParts(lens, 'guessedBegin', 'guessedParts'),
  // The index of three letters puts two words together without reading a row; of names, no job titles are in it.
  together(lens, one) {
    const [text, parts] = isNamed(lens) ? [sql.ref('folded'), 'parts'] : textOf(lens, one)
    const [first, second, every] =
      parts === 'parts'
        ? (['first', 'second', 'every'] as const)
        : (['spelledFirst', 'spelledSecond', 'spelledEvery'] as const)
    return (
      text && [
        sql<boolean>`${text} ~ ${put(first)} and ${text} ~ ${put(second)} and (${text} ~ all (${list(every)})) is true ${ofItsKinds(lens)}`,
      ]
    )
  },
  slip: (lens) =>
    isNamed(lens)
      ? [
          sql<boolean>`search @@ any (${queries('near')})
          and (folded ~ all (${list('nearOthers')}) or search @@ ${query('begins')}) is true`,
        ]
      : null,
  number: (lens) =>
    lens.name === 'companies' && lens.columns.includes('business_id')
      ? [sql<boolean>`business_id like any (${list('businessIds')})`]
      : null,
  phone: (lens) => reached(lens, 'phones', 'number', [starts('number', 'phone'), starts('number', 'otherPhone')]),
  email: (lens) =>
    reached(lens, 'emails', 'address', [starts('address', 'address'), starts(`split_part(address, '@', 2)`, 'domain')]),
}

/**
 * What the view leaves out by `<>` is said once more so that the index knows it: else under a purpose that made few of
 * the rows all the others are read in vain. Of a person's mask no index knows.
 */
function ofItsKinds({ noun, columns, purpose }: Lens): RawBuilder<unknown> {
  const { rows } = noun
  if (rows?.column !== 'purpose' || !columns.includes('purpose')) return sql``
  const kinds = Object.keys(rows.only).filter((kind) => rows.only[kind]!.includes(purpose))
  // Whoever sees more kinds sees most of the rows, and to compare so many lists takes longer than to read.
  if (kinds.length > 2) return sql``
  return sql`and array[purpose] && array[${sql.join(kinds.map((kind) => sql.lit(kind)))}]::text[]`
}

const inParts = (lens: Lens, begin: keyof Values, parts: keyof Values): Conditions | null =>
  isNamed(lens)
    ? [
        sql<boolean>`(search @@ ${query(begin)} or folded like any (${list(parts)}))
          and (folded ~ all (${list('longOthers')}) or search @@ ${query('begins')}) is true`,
      ]
    : null

const isNamed = ({ columns }: Lens) => columns.includes('search') && columns.includes('folded')

function textOf(lens: Lens, one: Sought): [RawBuilder<unknown> | null, keyof Values, keyof Values] {
  if (one.text) return [sql.raw(one.text), 'spelledParts', 'spelledOthers']
  return [lens.columns.includes('folded') ? sql.ref('folded') : null, 'parts', 'others']
}

function reached(lens: Lens, noun: string, column: string, ways: readonly Condition[]): Conditions | null {
  if (lens.name !== 'people' || !columnsOf(lens.nouns[noun]!, lens.purpose).includes(column)) return null
  return [
    sql<boolean>`id in (with reached as materialized (
      select person_id from ${sql.table(`${lens.purpose}.${noun}`)} where ${sql.join(ways, sql` or `)})
    select person_id from reached limit 200)`,
  ]
}

/** Beginnings, as a range that a plain index walks. */
const starts = (expression: string, slot: 'phone' | 'otherPhone' | 'address' | 'domain'): Condition =>
  sql<boolean>`(${sql.raw(expression)} >= ${put(slot)} and ${sql.raw(expression)} < ${put(`${slot}End`)})`

function branchOf(
  lens: Lens,
  one: Sought,
  way: Way,
  [typed, guessed]: Conditions,
  scope: Reach['scope'],
): RawBuilder<any> {
  const mine = within(lens, { scope, user: { slot: 'user' } as never, team: { slot: 'team' } as never })
  const words = (columns: readonly string[]) => {
    const held = columns.filter((column) => lens.columns.includes(column))
    return held.length > 0
      ? sql`concat_ws(' ', ${sql.join(held.map((column) => sql`${sql.ref(column)}::text`))})`
      : sql`''`
  }
  const footing = FOOTING.map((column) =>
    lens.columns.includes(column) && one.noun !== 'people'
      ? sql`${sql.ref(column)} as ${sql.ref(column)}`
      : sql`null::uuid as ${sql.ref(column)}`,
  )
  const rowsOf = (condition: RawBuilder<unknown>) =>
    sql`select id, ${sql.join(footing)}, left(${words(one.title)}, 200) as title, ${words(one.subtitle)} as subtitle
      from ${sql.table(`${lens.purpose}.${one.noun}`)} ${sql.raw(`as ${one.noun}`)} where ${condition} ${mine ? sql`and ${mine}` : sql``}`
  // Planned as if all were wanted, and read no further than the few: asked for few, the planner would hope to meet them soon.
  const first = (name: string) => sql`select * from ${sql.raw(name)} limit ${sql.lit(LOOKED_AT)}`
  const few = () => {
    if (way === 'newest') return sql`${rowsOf(typed)} order by id desc limit ${sql.lit(LOOKED_AT)}`
    if (!guessed) return first('found')
    // What is not read is not looked for.
    const isEnough = sql`(select count(*) from (select from found limit ${sql.lit(PER_NOUN)}) enough) < ${sql.lit(PER_NOUN)}`
    return sql`select *, false as guess from (${first('found')}) f union all
      select *, true from (select * from others where ${isEnough} limit ${sql.lit(LOOKED_AT)}) o`
  }
  const lists =
    way === 'newest'
      ? sql``
      : sql`with found as materialized (${rowsOf(typed)})${guessed ? sql`, others as materialized (${rowsOf(sql`${guessed} and (${typed}) is not true`)})` : sql``}`
  const shown = sql.raw(['id', ...FOOTING, 'title', 'subtitle'].join(', '))
  return sql`select * from (${lists} select ${sql.lit(one.noun)} as noun, ${sql.lit(way)} as way, ${shown} from (${few()}) few
    order by ${guessed ? sql`guess, ` : sql``}length(title), title limit ${sql.lit(PER_NOUN)}) ${sql.raw('as b')}`
}

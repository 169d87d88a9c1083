import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Context } from '#kernel/action.ts'
import { columnsOf } from '#kernel/compile.ts'
import { reachOf, within } from '#kernel/reach.ts'
import { type Lens, lensOf } from '#kernel/records.ts'
import type { PurposeId } from '#register/index.ts'
import { FOOTING, SOUGHT, type Sought } from './nouns.ts'
import { type Numbers, numbersIn } from './numbers.ts'
import { areLong, beginnings, likeSafe, parts, slipsOf, spellings, type Word } from './words.ts'

export type Found = { noun: string; id: string; title: string; subtitle: string; way: string } & Record<
  (typeof FOOTING)[number],
  string | null
>

/** So many of a noun; found before they are cut: so many that the planner asks the index, so few that a common word is cheap. */
export const PER_NOUN = 12
const SEEN = 1000
/** Of those, so many are read and put in order. */
const LOOKED_AT = 36
/** So many words in one question to the index: it weighs each of them against all the others. */
const TOGETHER = 40

type Condition = RawBuilder<boolean>
const NOTHING = sql``

/**
 * One purpose's answer, as one statement over every noun it holds: beginnings of words first. Each branch stands on
 * an index: people_search, companies_search, the trigrams of …_folded, and those of 0032_search.sql.
 * @param rare the one word to ask the index for, where others are common
 * @param earlier purposes asked before this one: what they see of a noun, where it is all the same, is not asked twice
 */
export async function first(
  ctx: Context,
  purpose: PurposeId,
  words: readonly Word[],
  { q, rare, earlier }: { q: string; rare: string | undefined; earlier: readonly PurposeId[] },
): Promise<Found[]> {
  const numbers = numbersIn(q)
  const branches = sought(ctx, purpose)
    .filter(([{ noun }]) => !earlier.some((other) => isTheSame(ctx, noun, purpose, other)))
    .flatMap(([one, lens]) => [
      // A telephone number is nobody's name.
      one.noun === 'people' && numbers.phones.length > 0
        ? NOTHING
        : branch(ctx, lens, one, byWords(one, lens, words, rare), 'words'),
      ...byNumbers(ctx, lens, one, numbers),
    ])
  return run(ctx, purpose, branches)
}

/** Parts of words, for people and companies of whom beginnings found few. */
export function inParts(
  ctx: Context,
  purpose: PurposeId,
  words: readonly Word[],
  nouns: readonly string[],
): Promise<Found[]> {
  if (!areLong(words)) return Promise.resolve([])
  const branches = sought(ctx, purpose)
    .filter(([one]) => nouns.includes(one.noun))
    .map(([one, lens]) => branch(ctx, lens, one, all(words.map((word) => either(word))), 'parts'))
  return run(ctx, purpose, branches)
}

/** Names of which each word is one slip of the finger from what was typed, when nothing else was found. */
export function slipped(ctx: Context, purpose: PurposeId, words: readonly Word[]): Promise<Found[]> {
  if (!words.some((word) => slipsOf(word).length > 0)) return Promise.resolve([])
  const near = words.map((word) => {
    const each = [beginnings(word), ...slipsOf(word)]
    const some = Array.from({ length: Math.ceil(each.length / TOGETHER) }, (_, i) =>
      each.slice(i * TOGETHER, (i + 1) * TOGETHER),
    )
    return any(
      some.map((list) => sql<boolean>`search @@ to_tsquery('simple', ${list.map((one) => `(${one})`).join(' | ')})`),
    )
  })
  const condition = all(near)
  const branches = sought(ctx, purpose)
    .filter(([, lens]) => lens.columns.includes('search'))
    .map(([one, lens]) => branch(ctx, lens, one, condition, 'slip'))
  return run(ctx, purpose, branches)
}

/** Facts that carry nobody's mask, of which both purposes see the same rows. */
function isTheSame(ctx: Context, name: string, purpose: string, other: string): boolean {
  const noun = ctx.register.nouns[name]!
  if (noun.mask !== 'none' || noun.person || noun.linked || ctx.actor.scope !== 'all') return false
  if (!sought(ctx, other as PurposeId).some(([one]) => one.noun === name)) return false
  return Object.values(noun.rows?.only ?? {}).every((list) => list.includes(purpose) === list.includes(other))
}

function sought(ctx: Context, purpose: PurposeId): [Sought, Lens][] {
  const nouns = ctx.register.nouns
  return SOUGHT.filter(({ noun, title }) => {
    const columns = nouns[noun] ? columnsOf(nouns[noun], purpose) : []
    return columns.includes('id') && title.every((column) => columns.includes(column))
  }).map((one) => [one, lensOf(nouns, one.noun, purpose)])
}

function byWords(one: Sought, lens: Lens, words: readonly Word[], rare: string | undefined): Condition | null {
  if (words.length === 0) return null
  if (lens.columns.includes('search')) {
    const of = (list: readonly Word[]) =>
      sql<boolean>`search @@ to_tsquery('simple', ${list.map(beginnings).join(' & ')})`
    const [known, others] = [words.filter((word) => word.typed === rare), words.filter((word) => word.typed !== rare)]
    // No index answers what is said to be true.
    return known.length > 0 && others.length > 0 ? sql<boolean>`(${of(known)} and (${of(others)}) is true)` : of(words)
  }
  if (one.words)
    return sql<boolean>`to_tsvector('simple', ${sql.ref(one.words)}) @@ to_tsquery('simple', ${words.map(spellings).join(' & ')})`
  if (!areLong(words)) return null
  const column = one.text ? sql.raw(one.text) : lens.columns.includes('folded') ? sql.ref('folded') : null
  if (!column) return null
  return all(
    words.map((word) =>
      any(parts(word, !one.text).map((part) => sql<boolean>`${column} like ${`%${likeSafe(part)}%`}`)),
    ),
  )
}

/** A number's branches: a Business ID of companies, a telephone or an address of people. */
function byNumbers(ctx: Context, lens: Lens, one: Sought, numbers: Numbers): RawBuilder<any>[] {
  const holds = (noun: string, column: string) => columnsOf(ctx.register.nouns[noun]!, lens.purpose).includes(column)
  if (one.noun === 'companies' && holds('companies', 'business_id'))
    return numbers.businessIds.length > 0
      ? [
          branch(
            ctx,
            lens,
            one,
            any(numbers.businessIds.map((part) => sql<boolean>`business_id like ${`%${part}%`}`)),
            'number',
          ),
        ]
      : []
  if (one.noun !== 'people') return []
  const of = (noun: 'phones' | 'emails', condition: Condition | null, column: string) =>
    condition && holds(noun, column)
      ? [
          branch(
            ctx,
            lens,
            one,
            sql<boolean>`id in (select person_id from ${sql.table(`${lens.purpose}.${noun}`)} where ${condition} limit 200)`,
            'reach',
          ),
        ]
      : []
  return [
    ...of(
      'phones',
      numbers.phones.length > 0 ? any(numbers.phones.map((from) => between('number', from))) : null,
      'number',
    ),
    ...of(
      'emails',
      numbers.email
        ? numbers.email.startsWith('@')
          ? between(`split_part(address, '@', 2)`, numbers.email.slice(1))
          : any([between('address', numbers.email), between(`split_part(address, '@', 2)`, numbers.email)])
        : null,
      'address',
    ),
  ]
}

/** Beginnings, as a range that a plain index walks. */
const between = (expression: string, from: string): Condition =>
  sql<boolean>`(${sql.raw(expression)} >= ${from} and ${sql.raw(expression)} < ${`${from}\u{10ffff}`})`

const either = (word: Word): Condition =>
  any([
    sql<boolean>`search @@ to_tsquery('simple', ${beginnings(word)})`,
    ...parts(word).map((part) => sql<boolean>`folded like ${`%${likeSafe(part)}%`}`),
  ])

const any = (list: readonly Condition[]): Condition => sql<boolean>`(${sql.join(list, sql` or `)})`
const all = (list: readonly Condition[]): Condition => sql<boolean>`(${sql.join(list, sql` and `)})`

function branch(ctx: Context, lens: Lens, one: Sought, condition: Condition | null, way: string): RawBuilder<any> {
  if (!condition) return NOTHING
  const mine = within(lens, reachOf(ctx))
  const words = (columns: readonly string[]) =>
    columns.some((column) => lens.columns.includes(column))
      ? sql`concat_ws(' ', ${sql.join(columns.filter((column) => lens.columns.includes(column)).map((column) => sql`${sql.ref(column)}::text`))})`
      : sql`''`
  const footing = FOOTING.map((column) =>
    lens.columns.includes(column) && one.noun !== 'people'
      ? sql`${sql.ref(column)} as ${sql.ref(column)}`
      : sql`null::uuid as ${sql.ref(column)}`,
  )
  // Found before anything is put in order: left to itself the planner walks the table in the hope of soon meeting enough.
  return sql`select * from (with found as materialized (
      select id, ${sql.join(footing)}, left(${words(one.title)}, 200) as title, ${words(one.subtitle)} as subtitle
      from ${sql.table(`${lens.purpose}.${one.noun}`)} ${sql.raw(`as ${one.noun}`)} where ${condition} ${mine ? sql`and ${mine}` : sql``} limit ${sql.lit(SEEN)})
    select ${sql.lit(one.noun)} as noun, ${sql.lit(way)} as way, few.* from (select * from found limit ${sql.lit(LOOKED_AT)}) few
    order by length(title), title limit ${sql.lit(PER_NOUN)}) ${sql.raw(`as b`)}`
}

async function run(ctx: Context, purpose: PurposeId, branches: readonly RawBuilder<any>[]): Promise<Found[]> {
  const asked = branches.filter((one) => one !== NOTHING)
  if (asked.length === 0) return []
  const db = ctx.house.under(purpose) as unknown as Kysely<any>
  const { rows } = await sql<Found>`${sql.join(asked, sql` union all `)}`.execute(db)
  return rows
}

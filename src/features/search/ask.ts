import type { Context } from '#kernel/action.ts'
import {
  areLong,
  beginnings,
  expressionOf,
  likeSafe,
  parts,
  slipExpression,
  slipsOf,
  spellings,
  type Word,
} from '#kernel/words.ts'
import type { PurposeId } from '#register/index.ts'
import { asked, type Found } from './asked.ts'
import { numbersIn } from './numbers.ts'
import { type Branch, soughtBy, type Values } from './statements.ts'
import type { Weights } from './weigh.ts'

/** One search, as all its purposes ask it. */
export type Asked = {
  words: readonly Word[]
  values: Values
  numbers: ReturnType<typeof numbersIn>
  /** Nouns in very many rows of which what was typed stands. */
  common: ReadonlySet<string>
  /** Whether companies are looked for by parts of words too. */
  inParts: boolean
  /** Whether two words are long enough for the index of parts to put them together. */
  areApart: boolean
  /** And, all of them being long enough, few people are known by one. */
  areTwo: boolean
}

/** Letters that an index of three letters needs. */
const SHORTEST = 3
/** So many slips in one question to the index: it weighs each of them against all the others. */
const TOGETHER = 10
/** People with one of two names are so few that each can be looked at for the other. */
const FEW = 3000
/** A word in more rows than this is looked for from the newest row on: in 10,000 of 1,000,000 the way to 36 is 3,600. */
const COMMON = 10_000
/** ms that the newest rows are looked through: under a purpose that sees few of them the way may be long. */
const BUDGET = 25
/** A word that this many companies are known to begin one of theirs with needs no parts of words. */
const ENOUGH = 2000

export function askedOf(ctx: Context, q: string, words: readonly Word[], weights: Weights): Asked {
  const numbers = numbersIn(q)
  // Signs alone are no word, and shorter than three letters no index of parts helps.
  const said = words.filter((word) => beginnings(word))
  const long = words.filter((word) => word.typed.length >= SHORTEST)
  const named = rareOf(said, weights.get('people'))
  const noted = rareOf(said, weights.get('notes'))
  const other = rarest(long, weights.get('tasks'))
  const whole = rarest(words, weights.get('people'))
  const two = words.filter(({ typed }) => /[\p{L}\p{N}]{3}/u.test(typed))
  // Of several words few rows may hold all: it is for the index to put them together.
  const commonest = (noun: string): number => {
    if (noun === 'tasks') return two.length > 1 || !other ? 0 : (weights.get(noun)?.get(other.typed) ?? 0)
    return said.length > 1 ? 0 : (weights.get(noun)?.get(said[0]?.typed ?? '') ?? 0)
  }
  const all = (list: readonly Word[], text: (word: Word) => string) => list.map(text).join(' & ')
  const but = (one: Word | undefined) => words.filter((word) => word !== one)
  const patterns = (word: Word | undefined, folded: boolean) =>
    word ? parts(word, folded).map((part) => `%${likeSafe(part)}%`) : []
  const expressions = (one: Word | undefined, folded: boolean) =>
    but(one).map((word) => expressionOf(parts(word, folded)))
  const [phone = '', otherPhone = ''] = numbers.phones
  const domain = numbers.email?.replace(/^@/, '') ?? ''
  const address = numbers.email?.startsWith('@') ? '' : domain
  return {
    words,
    numbers,
    common: new Set([...weights.keys()].filter((noun) => commonest(noun) > COMMON)),
    areApart: two.length > 1,
    areTwo: areLong(words) && two.length > 1 && (weights.get('people')?.get(whole!.typed) ?? 0) <= FEW,
    inParts: areLong(words) && commonest('companies') < ENOUGH,
    values: {
      one: named ? beginnings(named) : all(said, beginnings),
      all: all(said, beginnings),
      spelledOne: noted ? spellings(noted) : all(said, spellings),
      spelledAll: all(said, spellings),
      parts: patterns(other, true),
      others: expressions(other, true),
      spelledParts: patterns(other, false),
      spelledOthers: expressions(other, false),
      first: all(two.slice(0, 1), (word) => expressionOf(parts(word))),
      second: all(two.slice(1, 2), (word) => expressionOf(parts(word))),
      every: expressions(undefined, true),
      spelledFirst: all(two.slice(0, 1), (word) => expressionOf(parts(word, false))),
      spelledSecond: all(two.slice(1, 2), (word) => expressionOf(parts(word, false))),
      spelledEvery: expressions(undefined, false),
      begin: whole ? beginnings(whole) : '',
      begins: all(but(whole), beginnings),
      longParts: patterns(whole, true),
      longOthers: expressions(whole, true),
      near: whole ? nearTo(whole) : [],
      nearOthers: but(whole).map((word) => slipExpression(word)),
      businessIds: numbers.businessIds.map((part) => `%${part}%`),
      ...from('phone', phone),
      ...from('otherPhone', otherPhone),
      ...from('address', address),
      ...from('domain', domain),
      user: ctx.actor.id,
      team: ctx.actor.team,
    },
  }
}

/** One purpose's answer, as one statement over every noun it holds: beginnings of words first, and numbers. */
export async function first(
  ctx: Context,
  purpose: PurposeId,
  { words, values, numbers, common, inParts, areApart, areTwo }: Asked,
  earlier: readonly PurposeId[],
): Promise<Found[]> {
  const isSaid = words.some((word) => beginnings(word))
  const isLong = words.some((word) => word.typed.length >= SHORTEST)
  const branches: Branch[] = []
  const newest: Branch[] = []
  for (const one of soughtBy(ctx.register, purpose)) {
    const { noun } = one
    if (earlier.some((other) => isTheSame(ctx, noun, purpose, other))) continue
    const isVector = Boolean(one.words || ctx.register.nouns[noun]!.fields.search)
    if (!(isVector ? isSaid : isLong)) continue
    // A telephone number is nobody's name.
    if (noun === 'people' && numbers.phones.length > 0) continue
    if (!common.has(noun))
      branches.push([noun, (noun === 'people' ? areTwo : areApart && !isVector) ? 'together' : 'words'])
    // Of so many rows nobody misses those that one purpose alone sees; but people.
    else if (noun === 'people' || !earlier.some((other) => seesAll(ctx, noun, purpose, other)))
      newest.push([noun, 'newest'])
    if (noun === 'companies' && inParts) branches.push([noun, 'parts'])
  }
  if (numbers.businessIds.length > 0) branches.push(['companies', 'number'])
  if (numbers.phones.length > 0) branches.push(['people', 'phone'])
  if (numbers.email) branches.push(['people', 'email'])
  const found = await Promise.all([
    asked(ctx, purpose, branches, { values }),
    ...newest.map((branch) => asked(ctx, purpose, [branch], { values, budget: BUDGET })),
  ])
  return found.flat()
}

/** People of whom the first question found few: by parts of the word, or of several words with job titles. */
export async function more(ctx: Context, purpose: PurposeId, { words, values, areTwo }: Asked): Promise<Found[]> {
  const isHeld = soughtBy(ctx.register, purpose).some(({ noun }) => noun === 'people')
  if (!areLong(words) || !isHeld) return []
  if (areTwo) return asked(ctx, purpose, [['people', 'words']], { values })
  return asked(ctx, purpose, [['people', 'parts']], { values, ...(words.length > 1 && { budget: BUDGET }) })
}

/** Names of which each word is one slip of the finger from what was typed, when nothing else was found. */
export async function slipped(ctx: Context, purpose: PurposeId, { words, values, areTwo }: Asked): Promise<Found[]> {
  if (!areTwo && !words.some((word) => slipsOf(word).length > 0)) return []
  const held = soughtBy(ctx.register, purpose).filter(({ noun }) => ['people', 'companies'].includes(noun))
  return asked(
    ctx,
    purpose,
    held.map(({ noun }) => [noun, 'slip']),
    { values },
  )
}

/** Facts that carry nobody's mask, of which both purposes see the same rows. */
function isTheSame(ctx: Context, name: string, purpose: string, other: string): boolean {
  const noun = ctx.register.nouns[name]!
  if (noun.mask !== 'none' || noun.person || noun.linked || ctx.actor.scope !== 'all') return false
  if (!soughtBy(ctx.register, other).some((one) => one.noun === name)) return false
  return Object.values(noun.rows?.only ?? {}).every((list) => list.includes(purpose) === list.includes(other))
}

/** Whether the other sees every kind of rows that this one does; whose masks stand on them aside. */
function seesAll(ctx: Context, name: string, purpose: string, other: string): boolean {
  if (!soughtBy(ctx.register, other).some((one) => one.noun === name)) return false
  return Object.values(ctx.register.nouns[name]!.rows?.only ?? {}).every(
    (list) => !list.includes(purpose) || list.includes(other),
  )
}

/** Of equals, and where nothing is known of any, the longest. */
function rarest(list: readonly Word[], weights: ReadonlyMap<string, number> | undefined): Word | undefined {
  const weight = (word: Word) => weights?.get(word.typed) ?? 0
  return [...list].sort((a, b) => weight(a) - weight(b) || b.typed.length - a.typed.length)[0]
}

/**
 * The word that few have, where another is common: of a given name and a family name mostly the latter. The index
 * gathers all beginnings of each word before it compares them (tried on 1,000,000 people, of whom 25,000 have the
 * one name and 950 the other: 10 ms, against 2 ms for looking through the 950).
 */
function rareOf(list: readonly Word[], weights: ReadonlyMap<string, number> | undefined): Word | undefined {
  const one = rarest(list, weights)
  if (!one || !weights) return undefined
  return weights.get(one.typed)! <= FEW && Math.max(...weights.values()) > FEW ? one : undefined
}

/** The word's beginnings and all that is one slip from it, some to a question. */
function nearTo(word: Word): string[] {
  const each = [beginnings(word), ...slipsOf(word)].filter(Boolean).map((one) => `(${one})`)
  return Array.from({ length: Math.ceil(each.length / TOGETHER) }, (_, i) =>
    each.slice(i * TOGETHER, (i + 1) * TOGETHER).join(' | '),
  )
}

/** To the end of all that begins so; of nothing, nothing. */
function from<S extends 'phone' | 'otherPhone' | 'address' | 'domain'>(slot: S, start: string) {
  return { [slot]: start, [`${slot}End`]: start && `${start}\u{10ffff}` } as Record<S | `${S}End`, string>
}

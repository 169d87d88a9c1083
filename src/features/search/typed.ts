import type { Context } from '#kernel/action.ts'
import {
  areLong,
  beginning,
  beginnings,
  expressionOf,
  guessesAt,
  likeSafe,
  parts,
  slipExpression,
  slipsOf,
  spellings,
  type Word,
  wholes,
} from '#kernel/words.ts'
import { numbersIn } from './numbers.ts'
import type { Values, Way } from './statements.ts'
import { type Weights, WHOLE } from './weigh.ts'

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
  /** How people are looked for: the first of these with all the rest, the next while few are found. */
  ways: readonly Way[]
  weights: Weights
}

/** Letters that an index of three letters needs. */
export const SHORTEST = 3
/** So many slips in one question to the index: it weighs each of them against all the others. */
const TOGETHER = 10
/** People with one of two names are so few that each can be looked at for the other. */
const FEW = 3000
/** A word in more rows than this is looked for from the newest row on: in 10,000 of 1,000,000 the way to 36 is 3,600. */
const COMMON = 10_000
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
  const weight = weights.get('people')?.get(whole?.typed ?? '') ?? 0
  return {
    words,
    numbers,
    common: new Set([...weights.keys()].filter((noun) => commonest(noun) > COMMON)),
    areApart: two.length > 1,
    ways: waysOf(words, two.length > 1, weight),
    weights,
    inParts: areLong(words) && commonest('companies') < ENOUGH,
    values: {
      one: named ? besides(named, but(named), weights) : all(said, (word) => beginning(word.typed)),
      // Of several long words the guesses at their beginnings come with their parts.
      guessed:
        two.length > 1 && areLong(words)
          ? all(said, wholes)
          : named || said.length === 1
            ? guessesAt(named ?? said[0]!)
            : all(said, beginnings),
      said: all(said, (word) => beginning(word.typed)),
      all: all(said, beginnings),
      whole: all(said, wholes),
      spelledOne: noted ? spellings(noted) : all(said, spellings),
      spelledAll: all(said, spellings),
      parts: patterns(other, true),
      others: expressions(other, true),
      spelledParts: patterns(other, false),
      spelledOthers: expressions(other, false),
      first: all(two.slice(0, 1), (word) => expressionOf(pieces(parts(word)))),
      second: all(two.slice(1, 2), (word) => expressionOf(pieces(parts(word)))),
      every: expressions(undefined, true),
      spelledFirst: all(two.slice(0, 1), (word) => expressionOf(pieces(parts(word, false)))),
      spelledSecond: all(two.slice(1, 2), (word) => expressionOf(pieces(parts(word, false)))),
      spelledEvery: expressions(undefined, false),
      begin: whole ? beginning(whole.typed) : '',
      guessedBegin: whole ? guessesAt(whole) : '',
      begins: all(but(whole), beginnings),
      longParts: patterns(whole, true).slice(0, 1),
      guessedParts: patterns(whole, true).slice(1),
      longOthers: expressions(whole, true),
      near: [],
      nearOthers: [],
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

/** The same search as it is asked when it has found nothing. */
export function withSlips(asked: Asked): Asked {
  const { words, weights } = asked
  const known = weights.get('people')
  const [whole, ...others] = [rarest(words, known)!, ...words].filter((word, i, list) => list.indexOf(word) === i)
  const near = words.some((word) => slipsOf(word).length > 0)
    ? nearTo(whole!, others, known?.get(whole!.typed) ?? 0)
    : []
  return { ...asked, values: { ...asked.values, near, nearOthers: others.map((word) => slipExpression(word)) } }
}

/**
 * Of several words an index tells quickly who has all of them whole, or who has the one that few have and the others;
 * of their parts and of two common beginnings only slowly.
 */
function waysOf(words: readonly Word[], areSeveral: boolean, weight: number): Way[] {
  if (!areLong(words)) return ['words']
  if (!areSeveral) return ['words', 'parts', 'guesses']
  return weight > FEW ? ['whole', 'together', 'words'] : ['words', 'together']
}

/**
 * The word that few have, as a beginning; and where the others are known to be whole words, they beside it: these the
 * index compares without gathering their beginnings, and of the few no row is read in vain.
 */
function besides(word: Word, others: readonly Word[], weights: Weights): string {
  const isWhole = ({ typed }: Word) => {
    const [begins, stands] = [weights.get('people')?.get(typed) ?? 0, weights.get(WHOLE)?.get(typed) ?? 0]
    return stands > begins * 0.9 && stands > 0
  }
  return [beginning(word.typed), ...(others.every(isWhole) ? others.map(wholes) : [])].join(' & ')
}

/** Letters of which the index is asked; each three more are one list more that it reads. */
const PIECE = 5

/** What all the parts have in common, if that is long: the middle of it, where of compounds the rare letters are. */
function pieces(list: readonly string[]): readonly string[] {
  const [shortest = ''] = [...list].sort((a, b) => a.length - b.length)
  for (let length = shortest.length; length > PIECE; length--)
    for (let i = 0; i + length <= shortest.length; i++) {
      const piece = shortest.slice(i, i + length)
      if (!list.every((part) => part.includes(piece))) continue
      const from = Math.floor((length - PIECE) / 2)
      const middle = piece.slice(from, from + PIECE)
      // Signs are not in the index.
      return /^[\p{L}\p{N}]+$/u.test(middle) ? [middle] : list
    }
  return list
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

/**
 * All that is one slip from the word, some to a question; and, of several words, itself, of which one of the others may
 * be a slip: its beginnings where few have it, and where many do, it whole beside the slips of the others, so that the
 * index compares them.
 */
function nearTo(word: Word, others: readonly Word[], weight: number): string[] {
  const own =
    others.length === 0
      ? []
      : weight > 0
        ? others.flatMap((one) => handfuls(slipsOf(one), wholes(word)))
        : [beginnings(word)]
  return [...own.filter(Boolean), ...handfuls(slipsOf(word))]
}

function handfuls(slips: readonly string[], and?: string): string[] {
  return Array.from({ length: Math.ceil(slips.length / TOGETHER) }, (_, i) => {
    const some = slips.slice(i * TOGETHER, (i + 1) * TOGETHER).join(' | ')
    return and ? `${and} & (${some})` : some
  })
}

/** To the end of all that begins so; of nothing, nothing. */
function from<S extends 'phone' | 'otherPhone' | 'address' | 'domain'>(slot: S, start: string) {
  return { [slot]: start, [`${slot}End`]: start && `${start}\u{10ffff}` } as Record<S | `${S}End`, string>
}

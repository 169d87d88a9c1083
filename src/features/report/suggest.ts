import { type Kysely, sql } from 'kysely'
import { fold } from '#kernel/words.ts'
import type { Register } from '#register/index.ts'
import { selfOf } from './decode.ts'
import type { Held } from './held.ts'

/** A text in which others may be named. */
export type Text = { noun: string; label: string; record_id: string; title: string | null; field: string; text: string }
export type Suggestion = {
  noun: string
  record_id: string
  field: string
  place: number
  length: number
  why: 'name' | 'address' | 'number'
}

/** Every free text of the report, in its order; not what the person is called, which is nobody else's. */
export const textsOf = (held: Held): Text[] =>
  held.categories.flatMap(({ id: category, blocks }) =>
    category === 'name' || category === 'title'
      ? []
      : blocks.flatMap(({ noun, label, records }) =>
          records.flatMap(({ id, title, facts }) =>
            facts.flatMap(({ field, value, free }) =>
              free && /\p{L}{3}/u.test(value) ? [{ noun, label, record_id: id, title, field, text: value }] : [],
            ),
          ),
        ),
  )

const PAIR = /\p{Lu}[\p{Ll}\p{L}-]+\s+\p{Lu}[\p{Ll}\p{L}-]+/gu
const ADDRESS = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu
const NUMBER = /(?<![\p{N}-])(?:\+\d{1,3}|0)[\d\s-]{6,14}\d/gu

/**
 * Passages that look like somebody else: an address or number that is not the person's own, and a name of somebody we
 * know, bent as the language bends it. A proposal: a human marks.
 */
export async function suggested(
  db: Kysely<any>,
  register: Register,
  held: Held,
  texts: readonly Text[],
): Promise<Suggestion[]> {
  const own = new Set(
    held.categories.flatMap(({ blocks }) =>
      blocks.flatMap(({ records }) =>
        records.flatMap(({ facts }) => facts.filter(({ free }) => !free).map(({ value }) => plain(value))),
      ),
    ),
  )
  const mine = fold(held.name ?? '')
    .split(/\s+/)
    .filter(Boolean)
  const pairs = texts.flatMap((text) => found(text, PAIR, 'name'))
  const known = await knownIn(
    db,
    register,
    held.person,
    pairs.map(({ words }) => words),
  )
  return [
    ...pairs.filter(({ words }) => known(words) && !isSame(words, mine)),
    ...texts.flatMap((text) => found(text, ADDRESS, 'address')).filter(({ words }) => !own.has(plain(words))),
    ...texts.flatMap((text) => found(text, NUMBER, 'number')).filter(({ words }) => !own.has(plain(words))),
  ].map(({ words: _, ...one }) => one)
}

const plain = (value: string): string => value.toLowerCase().replace(/[\s-]/g, '')

function found({ noun, record_id, field, text }: Text, pattern: RegExp, why: Suggestion['why']) {
  return [...text.matchAll(pattern)].map((match) => ({
    noun,
    record_id,
    field,
    place: match.index,
    length: match[0].length,
    why,
    words: match[0],
  }))
}

/** The stem that endings leave standing: Virtanen, Virtasen and Virtaselle begin alike. */
const stem = (word: string): string => fold(word).slice(0, Math.max(4, Math.min(5, word.length - 3)))
const isSame = (words: string, mine: readonly string[]): boolean =>
  words.split(/\s+/).every((word) => mine.some((one) => one.startsWith(stem(word).slice(0, 4))))

/** Those whose first and last name both begin as the words do; asked once for all texts. */
async function knownIn(db: Kysely<any>, register: Register, person: string, pairs: readonly string[]) {
  const stems = [...new Set(pairs.flatMap((pair) => pair.split(/\s+/).map((word) => `${stem(word).slice(0, 4)}%`)))]
  if (stems.length === 0) return () => false
  const self = selfOf(register)
  const { rows } = await sql<{ folded: string }>`
    select distinct folded from ${sql.table(`rights.${self}`)} p
    where p.id <> ${person}::uuid and exists (select from unnest(${stems.slice(0, 2000)}::text[]) s where p.folded like s) limit 20000`.execute(
    db,
  )
  const names = rows.map(({ folded }) => folded.split(/\s+/))
  return (pair: string): boolean => {
    const [given = '', family = ''] = pair.split(/\s+/).map((word) => stem(word).slice(0, 4))
    return names.some(([first = '', ...last]) => first.startsWith(given) && last.some((one) => one.startsWith(family)))
  }
}

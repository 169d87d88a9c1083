import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#kernel/action.ts'
import { type House, standing } from '#kernel/database.ts'
import { keptBy, lensOf } from '#kernel/records.ts'
import { beginning, likeSafe, parts, type Word } from '#kernel/words.ts'
import type { PurposeId } from '#register/index.ts'
import { soughtBy } from './statements.ts'

/** How many rows of a noun a word is expected in, and 0 where it is unknown: of each noun that may have very many, and each word. */
export type Weights = ReadonlyMap<string, ReadonlyMap<string, number>>

/** Not a noun: people of whom a word is said as it stands, and not as a beginning alone. */
export const WHOLE = 'people, whole'
const HEAVY = ['people', 'companies', 'notes', 'tasks']
/** Nobody's word: what is expected of it, the planner expects of every word that it has never met. */
const UNKNOWN: Word = { raw: 'qzxjwv', typed: 'qzxjwv', forms: [] }
/** ms for which that is believed: it follows from the size of a table. */
const BELIEVED = 60_000

type Question = {
  of: string
  from: RawBuilder<unknown>
  where(slot: RawBuilder<unknown>): RawBuilder<unknown>
  put(word: Word): unknown
}
type Floor = { until: number; rows: readonly number[] }
const questions = new WeakMap<object, Map<string, readonly Question[]>>()
const texts = new WeakMap<object, Map<string, string>>()
const floors = new WeakMap<House, Map<string, Floor>>()

/**
 * It is the planner who knows which words are common, by its statistics; nobody is looked at. One question for all,
 * under one purpose: they are the same tables that the others look at.
 */
export async function weigh(ctx: Context, purpose: PurposeId, words: readonly Word[]): Promise<Weights> {
  const { nouns } = ctx.register
  const asked = keptBy(questions, nouns, purpose, () => questionsOf(ctx, purpose))
  if (asked.length === 0 || words.length === 0) return new Map()
  const floor = floors.get(ctx.house)?.get(purpose)
  const isFresh = floor && floor.until > performance.now()
  const each = isFresh ? words : [UNKNOWN, ...words]
  const rows = await expected(ctx, purpose, asked, each)
  const lowest = isFresh ? floor.rows : asked.map((_, i) => rows[i * each.length]!)
  if (!isFresh) {
    const kept = floors.get(ctx.house) ?? new Map<string, Floor>()
    floors.set(ctx.house, kept.set(purpose, { until: performance.now() + BELIEVED, rows: lowest }))
  }
  return new Map(
    asked.map(({ of }, i) => {
      const known = each.map((word, j): [string, number] => {
        const found = rows[i * each.length + j]!
        return [word.typed, found > lowest[i]! * 1.2 ? found : 0]
      })
      return [of, new Map(known.slice(each.length - words.length))]
    }),
  )
}

/** Rows the planner expects, for each question and in it each word. */
async function expected(
  ctx: Context,
  purpose: PurposeId,
  asked: readonly Question[],
  words: readonly Word[],
): Promise<number[]> {
  const db = ctx.house.seeking(purpose)
  const parameters = asked.flatMap(({ put }) => words.map(put))
  const text = keptBy(texts, ctx.register.nouns, `${purpose} ${words.length}`, () => {
    // What is random is not shared out among processes, and so stays in order.
    const all = asked.flatMap(({ from, where }) =>
      words.map(() => sql`select random() from ${from} where ${where(sql`${''}`)}`),
    )
    return sql`explain (format json) ${sql.join(all, sql` union all `)}`.compile(db).sql
  })
  const [row] = await standing(db, { ...sql``.compile(db), sql: text, parameters })
  const { Plan } = row!['QUERY PLAN'][0]
  const plans: { 'Plan Rows': number }[] = parameters.length === 1 ? [Plan] : Plan.Plans
  return parameters.map((_, i) => Number(plans[i]?.['Plan Rows'] ?? 0))
}

function questionsOf(ctx: Context, purpose: PurposeId): Question[] {
  return soughtBy(ctx.register, purpose)
    .filter(({ noun }) => HEAVY.includes(noun))
    .flatMap((one): Question[] => {
      const from = sql`${sql.table(`${purpose}.${one.noun}`)} ${sql.raw(`as ${one.noun}`)}`
      const by = (where: Question['where'], put: Question['put'], of = one.noun): Question => ({ of, from, where, put })
      if (one.words)
        return [
          by(
            (slot) => sql`to_tsvector('simple', ${sql.ref(one.words!)}) @@ to_tsquery('simple', ${slot})`,
            (word) => beginning(word.raw) || UNKNOWN.raw,
          ),
        ]
      if (one.text)
        return [
          by(
            (slot) => sql`${sql.raw(one.text!)} like any (${slot}::text[])`,
            (word) => parts(word, false).map((part) => `%${likeSafe(part)}%`),
          ),
        ]
      if (!lensOf(ctx.register.nouns, one.noun, purpose).columns.includes('search')) return []
      const said: Question['where'] = (slot) => sql`search @@ to_tsquery('simple', ${slot})`
      const begins = by(said, (word) => beginning(word.typed) || UNKNOWN.typed)
      if (one.noun !== 'people') return [begins]
      return [begins, by(said, (word) => beginning(word.typed).replaceAll(':*', '') || UNKNOWN.typed, WHOLE)]
    })
}

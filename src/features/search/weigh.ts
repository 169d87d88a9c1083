import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Context } from '#kernel/action.ts'
import { lensOf } from '#kernel/records.ts'
import { beginning, likeSafe, parts, type Word } from '#kernel/words.ts'
import type { PurposeId } from '#register/index.ts'
import type { Sought } from './nouns.ts'
import { soughtBy } from './statements.ts'

/** How many rows of a noun a word is expected in, and 0 where it is unknown: of each noun that may have very many, and each word. */
export type Weights = ReadonlyMap<string, ReadonlyMap<string, number>>

const HEAVY = ['people', 'companies', 'notes', 'tasks']
/** Nobody's word: what is expected of it, the planner expects of every word that it has never met. */
const UNKNOWN: Word = { raw: 'qzxjwv', typed: 'qzxjwv', forms: [] }

/**
 * It is the planner who knows which words are common, by its statistics; nobody is looked at. One question for all,
 * under one purpose: they are the same tables that the others look at.
 */
export async function weigh(ctx: Context, purpose: PurposeId, words: readonly Word[]): Promise<Weights> {
  const asked = soughtBy(ctx.register, purpose)
    .filter(({ noun }) => HEAVY.includes(noun))
    .flatMap((one) =>
      [UNKNOWN, ...words].map((word) => ({ one, word, condition: conditionOf(ctx, purpose, one, word) })),
    )
    .filter(({ condition }) => condition)
  const weights = new Map<string, Map<string, number>>()
  if (asked.length < 2) return weights
  // What is random is not shared out among processes, and so stays in order.
  const text = asked.map(
    ({ one, condition }) =>
      sql`select random() from ${sql.table(`${purpose}.${one.noun}`)} ${sql.raw(`as ${one.noun}`)} where ${condition}`,
  )
  const { rows } = await sql<any>`explain (format json) ${sql.join(text, sql` union all `)}`.execute(
    ctx.house.under(purpose) as unknown as Kysely<any>,
  )
  const { Plan } = rows[0]['QUERY PLAN'][0]
  const plans: { 'Plan Rows': number }[] = Plan.Plans
  let floor = 0
  asked.forEach(({ one, word }, i) => {
    const expected = Number(plans[i]?.['Plan Rows'] ?? 0)
    if (word === UNKNOWN) floor = expected
    const of = weights.get(one.noun) ?? new Map<string, number>()
    if (word !== UNKNOWN) weights.set(one.noun, of.set(word.typed, expected > floor * 1.2 ? expected : 0))
  })
  return weights
}

function conditionOf(ctx: Context, purpose: PurposeId, one: Sought, word: Word): RawBuilder<unknown> | null {
  const begins = beginning(one.words ? word.raw : word.typed)
  if (one.words)
    return begins ? sql`to_tsvector('simple', ${sql.ref(one.words)}) @@ to_tsquery('simple', ${begins})` : null
  if (one.text)
    return sql`${sql.raw(one.text)} like any (${parts(word, false).map((part) => `%${likeSafe(part)}%`)}::text[])`
  if (!begins || !lensOf(ctx.register.nouns, one.noun, purpose).columns.includes('search')) return null
  return sql`search @@ to_tsquery('simple', ${begins})`
}

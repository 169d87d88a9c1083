import { z } from 'zod'
import { READERS } from '#features/grounds/grounds.ts'
import { type Action, action, type Context } from '#kernel/action.ts'
import { append } from '#kernel/ledger.ts'
import { rankOf, type Word, wordsOf } from '#kernel/words.ts'
import type { PurposeId } from '#register/index.ts'
import { first, more, slipped } from './ask.ts'
import type { Found } from './asked.ts'
import { FOOTING, SOUGHT } from './nouns.ts'
import { PER_NOUN } from './statements.ts'
import { askedOf, withSlips } from './typed.ts'
import { weigh } from './weigh.ts'

const Hit = z.object({
  noun: z.string(),
  id: z.string(),
  title: z.string(),
  subtitle: z.string(),
  purpose: z.string(),
  on: z.array(z.object({ noun: z.string(), id: z.string() })).describe('what it stands on, nearest first'),
})
type Hit = z.infer<typeof Hit>

const SHOWN = 40
/** With fewer than this many of beginnings, parts of words are looked for too. */
const FEW = 5
const PLACES = { person_id: 'people', company_id: 'companies', deal_id: 'deals', contract_id: 'contracts' } as const

/** Asks every purpose of the level side by side, each under its own login and with its own ledger entry. */
async function search(ctx: Context, q: string): Promise<{ hits: Hit[] }> {
  const words = wordsOf(q)
  const mine = READERS.filter(
    (purpose) =>
      (ctx.actor.reads.has(purpose) || ctx.actor.writes.has(purpose)) && !ctx.register.purposes[purpose]?.asleep,
  )
  const purposes = ctx.actor.purpose ? mine.filter((purpose) => purpose === ctx.actor.purpose) : mine
  const [head] = purposes
  if (!head) return { hits: [] }
  const asked = askedOf(ctx, q, words, await weigh(ctx, head, words))
  let found = await Promise.all(purposes.map((purpose, i) => first(ctx, purpose, asked, purposes.slice(0, i))))
  const people = () => new Set(found.flat().flatMap((row) => (row.noun === 'people' ? [row.id] : []))).size
  // Numbers and addresses have no parts that are words.
  for (const way of words.some(({ typed }) => /^[\p{L}-]+$/u.test(typed)) ? asked.ways.slice(1) : []) {
    if (people() >= FEW) break
    const others = await Promise.all(purposes.map((purpose) => more(ctx, purpose, way, asked)))
    found = found.map((rows, i) => [...rows, ...others[i]!])
  }
  if (found.every((rows) => rows.length === 0)) {
    const slips = withSlips(asked)
    found = await Promise.all(purposes.map((purpose) => slipped(ctx, purpose, slips)))
  }
  const hits = ranked(words, purposes, found)
  await Promise.all([record(ctx, purposes, found), nameCompanies(ctx, hits)])
  return { hits: hits.map(({ company: _, ...hit }) => hit) }
}

/** Ids and never the words: of whom something was shown, under which purpose. */
function record(ctx: Context, asked: readonly PurposeId[], found: readonly Found[][]): Promise<void> {
  const entries = found.flatMap((rows, i) =>
    rows.length === 0
      ? []
      : [
          {
            actor: ctx.actor.id,
            purpose: asked[i]!,
            action: 'search.list',
            noun: 'people',
            ids: [...new Set(rows.flatMap((row) => (row.person_id ? [row.id, row.person_id] : [row.id])))],
            fields: ['search'],
          },
        ],
  )
  return entries.length > 0 ? append(ctx.house, entries) : Promise.resolve()
}

type Ranked = Hit & { company: string | null }

const ORDER = new Map(SOUGHT.map(({ noun }, i) => [noun, i]))

function ranked(words: readonly Word[], asked: readonly PurposeId[], found: readonly Found[][]): Ranked[] {
  const merged = new Map<string, Ranked & { rank: number }>()
  found.forEach((rows, i) => {
    for (const row of rows) {
      const key = row.noun + row.id
      if (merged.has(key)) continue
      const title = row.title.replace(/\s+/g, ' ').trim()
      merged.set(key, {
        noun: row.noun,
        id: row.id,
        title: title || row.subtitle || '–',
        subtitle: row.subtitle,
        purpose: asked[i]!,
        on: FOOTING.flatMap((column) => (row[column] ? [{ noun: PLACES[column], id: row[column]! }] : [])),
        company: row.company_id,
        rank: ['number', 'phone', 'email'].includes(row.way) ? 0 : rankOf(words, title),
      })
    }
  })
  return [...merged.values()]
    .sort((a, b) => a.rank - b.rank || (ORDER.get(a.noun) ?? 99) - (ORDER.get(b.noun) ?? 99))
    .slice(0, SHOWN)
    .map(({ rank: _, ...hit }) => hit)
}

/** A deal or a case is told from another by whose it is: one look-up a purpose. */
async function nameCompanies(ctx: Context, hits: Ranked[]): Promise<void> {
  const bare = hits.filter((hit) => hit.company && !hit.subtitle)
  const purposes = [...new Set(bare.map((hit) => hit.purpose))] as PurposeId[]
  await Promise.all(
    purposes.map(async (purpose) => {
      const of = bare.filter((hit) => hit.purpose === purpose)
      const ids = [...new Set(of.map((hit) => hit.company!))]
      const rows: { id: string; name: string }[] = await (ctx.house.under(purpose) as any)
        .selectFrom('companies')
        .select(['id', 'name'])
        .where('id', 'in', ids.slice(0, PER_NOUN * SOUGHT.length))
        .execute()
      const names = new Map(rows.map(({ id, name }) => [id, name]))
      for (const hit of of) hit.subtitle = names.get(hit.company!) ?? ''
    }),
  )
}

export const actions: Action[] = [
  action({
    name: 'search.list',
    purposes: READERS,
    verb: 'read',
    // writes its own entries, one for each purpose asked
    unlogged: true,
    says: {
      fi: 'Hae nimillä, numeroilla ja osoitteilla',
      sv: 'Sök med namn, nummer och adresser',
      en: 'Search names, numbers and addresses',
    },
    input: z.object({ q: z.string().min(2).max(200) }),
    output: z.object({ hits: z.array(Hit) }),
    run: (ctx, { q }) => search(ctx, q),
  }),
]

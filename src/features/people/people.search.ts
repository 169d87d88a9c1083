import { sql } from 'kysely'
import { z } from 'zod'
import { READERS } from '#features/grounds/grounds.ts'
import { type Action, action, type Context } from '#kernel/action.ts'
import { columnsOf } from '#kernel/compile.ts'
import { append } from '#kernel/ledger.ts'
import { reachOf, within } from '#kernel/reach.ts'
import { fold, found, type Lens, lensOf, rareOf } from '#kernel/records.ts'
import { emailAddress, phoneNumber } from '#kernel/values.ts'
import type { PurposeId } from '#register/index.ts'

const Hit = z.object({ noun: z.string(), id: z.string(), title: z.string(), subtitle: z.string(), purpose: z.string() })
const PER_PURPOSE = 12
/** Found before the first dozen are taken; so many that the planner asks the index, so few that a common word is cheap. */
const FOUND = 1000

/** Asks every purpose of the level side by side, each under its own login and with its own ledger entry. */
async function search(ctx: Context, q: string) {
  const mine = READERS.filter(
    (purpose) =>
      (ctx.actor.reads.has(purpose) || ctx.actor.writes.has(purpose)) && !ctx.register.purposes[purpose]?.asleep,
  )
  const asked = ctx.actor.purpose ? mine.filter((purpose) => purpose === ctx.actor.purpose) : mine
  const [first] = asked
  // Asked once: it is the same table that they all look at.
  const rare = first && (await rareOf(ctx.house.under(first) as any, lensOf(ctx.register.nouns, 'people', first), q))
  const found = await Promise.all(asked.map((purpose) => searchUnder(ctx, purpose, q, rare)))
  await append(
    ctx.house,
    found
      .map((hits, i) => ({ hits, purpose: asked[i]! }))
      .filter(({ hits }) => hits.length > 0)
      .map(({ hits, purpose }) => ({
        actor: ctx.actor.id,
        purpose,
        action: 'search.list',
        noun: 'people',
        ids: hits.map((hit) => hit.id),
        fields: ['search'],
      })),
  )
  const merged = new Map<string, z.infer<typeof Hit>>()
  for (const hit of found.flat()) if (!merged.has(hit.noun + hit.id)) merged.set(hit.noun + hit.id, hit)
  return { hits: [...merged.values()].slice(0, 40) }
}

async function searchUnder(
  ctx: Context,
  purpose: PurposeId,
  q: string,
  rare: string | undefined,
): Promise<z.infer<typeof Hit>[]> {
  const db = ctx.house.under(purpose) as any
  const nouns = ctx.register.nouns
  const held = (noun: string, column: string) => columnsOf(nouns[noun]!, purpose).includes(column)
  const people = lensOf(nouns, 'people', purpose)
  const jobs: Promise<z.infer<typeof Hit>[]>[] = [
    some(ctx, db, people, ['id', 'given_name', 'family_name', 'job_title'], q, rare)
      .execute()
      .then((rows: any[]) => rows.map((row) => personHit(row, row.job_title, purpose))),
  ]
  if (held('companies', 'name')) {
    jobs.push(
      some(ctx, db, lensOf(nouns, 'companies', purpose), ['id', 'name', 'business_id', 'city'], q)
        .execute()
        .then((rows: any[]) =>
          rows.map((row) => ({
            noun: 'companies',
            id: row.id,
            title: row.name,
            subtitle: [row.business_id, row.city].filter(Boolean).join(' · '),
            purpose,
          })),
        ),
    )
  }
  const address = q.trim().toLowerCase()
  if (address.includes('@') && held('emails', 'address'))
    jobs.push(byPart(ctx, db, people, 'emails', 'address', `${address}%`, purpose))
  const digits = q.replace(/[^\d+]/g, '')
  const number = phoneNumber(q)?.number ?? (digits.length >= 5 ? digits.replace(/^0+/, '') : null)
  if (number && /^[\d+() -]{5,}$/.test(q.trim()) && held('phones', 'number')) {
    jobs.push(
      byPart(ctx, db, people, 'phones', 'number', number.startsWith('+') ? `${number}%` : `+358${number}%`, purpose),
    )
  }
  return (await Promise.all(jobs)).flat()
}

function some(ctx: Context, db: any, lens: Lens, columns: string[], q: string, rare?: string) {
  const mine = within(lens, reachOf(ctx))
  const rows = found(db, lens, q, mine ? [...columns, 'owner_id', 'team'] : columns, { most: FOUND, rare })
    .select(columns)
    .limit(PER_PURPOSE)
  return mine ? rows.where(mine) : rows
}

async function byPart(
  ctx: Context,
  db: any,
  people: Lens,
  noun: 'emails' | 'phones',
  column: string,
  like: string,
  purpose: PurposeId,
) {
  const mine = within(people, reachOf(ctx))
  const rows: any[] = await db
    .selectFrom(noun)
    .innerJoin('people', 'people.id', `${noun}.person_id`)
    .select(['people.id as id', 'given_name', 'family_name', `${noun}.${column} as reach`])
    .where(
      sql`${sql.ref(`${noun}.${column}`)} >= ${like.slice(0, -1)} and ${sql.ref(`${noun}.${column}`)} < ${`${like.slice(0, -1)}\u{10ffff}`}`,
    )
    .$if(mine !== null, (rows: any) => rows.where(mine))
    .limit(PER_PURPOSE)
    .execute()
  return rows.map((row) => personHit(row, row.reach, purpose))
}

const personHit = (row: any, subtitle: string | null, purpose: PurposeId) => ({
  noun: 'people',
  id: row.id,
  title: [row.given_name, row.family_name].filter(Boolean).join(' ') || (subtitle ?? '–'),
  subtitle: subtitle ?? '',
  purpose,
})

const Duplicates = z.object({
  given_name: z.string().max(200).optional(),
  family_name: z.string().max(200).optional(),
  email: z.string().max(254).optional(),
  phone: z.string().max(40).optional(),
})

/** While typing: who may this be already? Only people whom the purpose sees, so it tells nothing of others. */
async function duplicates(ctx: Context, input: z.infer<typeof Duplicates>) {
  const db = ctx.db as any
  const mine = within(lensOf(ctx.register.nouns, 'people', ctx.purpose), reachOf(ctx))
  const found = new Map<string, { id: string; title: string; subtitle: string; why: string }>()
  const add = (rows: any[], why: string) => {
    for (const row of rows)
      if (!found.has(row.id))
        found.set(row.id, {
          id: row.id,
          title: [row.given_name, row.family_name].filter(Boolean).join(' '),
          subtitle: row.job_title ?? '',
          why,
        })
  }
  const base = () =>
    db
      .selectFrom('people')
      .select(['people.id as id', 'given_name', 'family_name', 'job_title'])
      .$if(mine !== null, (rows: any) => rows.where(mine))
      .limit(8)
  const address = input.email && emailAddress(input.email)
  const number = input.phone && phoneNumber(input.phone)?.number
  if (address)
    add(
      await base().innerJoin('emails', 'emails.person_id', 'people.id').where('emails.address', '=', address).execute(),
      'email',
    )
  if (number)
    add(
      await base().innerJoin('phones', 'phones.person_id', 'people.id').where('phones.number', '=', number).execute(),
      'phone',
    )
  const name = fold(`${input.given_name ?? ''} ${input.family_name ?? ''}`.trim())
  if (input.given_name && input.family_name && name.length >= 5)
    add(await base().where('folded', '=', name).execute(), 'name')
  const items = [...found.values()].slice(0, 8)
  ctx.seen(
    'people',
    items.map((item) => item.id),
    Object.keys(input),
  )
  return { items }
}

export const actions: Action[] = [
  action({
    name: 'search.list',
    purposes: READERS,
    verb: 'read',
    // writes its own entries, one for each purpose asked
    unlogged: true,
    says: { fi: 'Hae', sv: 'Sök', en: 'Search' },
    input: z.object({ q: z.string().min(2).max(200) }),
    output: z.object({ hits: z.array(Hit) }),
    run: (ctx, { q }) => search(ctx, q),
  }),
  action({
    name: 'people.duplicates',
    purposes: ['relationship', 'sales', 'prospecting', 'contract', 'support', 'suppliers'],
    verb: 'read',
    says: { fi: 'Mahdolliset samat henkilöt', sv: 'Möjligen samma personer', en: 'People who may be the same' },
    input: Duplicates,
    output: z.object({ items: z.array(z.looseObject({})) }),
    run: duplicates,
  }),
]

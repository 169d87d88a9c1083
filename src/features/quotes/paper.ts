import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { clock, dayIn } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { sumsOf } from '#kernel/money.ts'
import type { Language } from '#kernel/vocabulary.ts'
import type { Paper, PaperLine } from './document.ts'
import { dateIn, quoteWords } from './quotes.text.ts'

export type Quote = Record<string, any> & {
  id: string
  version: number
  number: string
  language: Language
  currency: string
}

/** The quote as a PDF with the hash of its bytes, hex; the same quote of the same day is the same file. */
export async function documentOf(
  house: House,
  db: Kysely<any>,
  quote: Quote,
): Promise<{ body: Buffer; hash: string; name: string }> {
  // What draws weighs 20 MB: loaded when it is first needed.
  const { drawn } = await import('./document.ts')
  const body = await drawn(house.register.controller, await paperOf(house, db, quote))
  return { body, hash: hashOf(body), name: nameOf(quote) }
}

export const hashOf = (body: Buffer): string => createHash('sha256').update(body).digest('hex')
export const nameOf = (quote: Pick<Quote, 'number' | 'language'>): string =>
  `${quoteWords[quote.language].kind} ${quote.number.replace('/', '-')}.pdf`

/** What the document says, from the quote, its lines and the names it is made to. */
export async function paperOf(house: House, db: Kysely<any>, quote: Quote): Promise<Paper> {
  const text = quoteWords[quote.language]
  const lines = (await db
    .selectFrom('lines')
    .select(['name', 'quantity', 'unit', 'price', 'discount', 'vat', 'net'])
    .where('quote_id', '=', quote.id)
    .orderBy('place')
    .orderBy('created_at')
    .execute()) as PaperLine[]
  const to = await addressed(db, quote)
  const { rows } = await house.auth.query<{ name: string }>('select name from auth.users where id::text = $1', [
    quote.owner_id,
  ])
  const day = dayIn(quote.sent_at ? new Date(quote.sent_at) : clock.now())
  return {
    language: quote.language,
    kind: text.kind,
    number: quote.number,
    heading: quote.name,
    to: to.lines,
    facts: [
      [text.day, dateIn(quote.language, day)],
      ...(quote.valid_until ? [[text.until, dateIn(quote.language, quote.valid_until)] as const] : []),
      ...(rows[0] ? [[text.seller, rows[0].name] as const] : []),
      ...(to.businessId ? [[text.businessId, to.businessId] as const] : []),
    ],
    lines,
    currency: quote.currency,
    sums: sumsOf(lines),
    texts: quote.terms ? [{ heading: text.terms, body: quote.terms }] : [],
    at: new Date(`${day}T00:00:00Z`),
  }
}

async function addressed(db: Kysely<any>, quote: Quote): Promise<{ lines: string[]; businessId: string | null }> {
  const company = quote.company_id
    ? await db
        .selectFrom('companies')
        .select(['name', 'business_id'])
        .where('id', '=', quote.company_id)
        .executeTakeFirst()
    : undefined
  const contact = quote.contact_id
    ? await db
        .selectFrom('people')
        .select(['given_name', 'family_name'])
        .where('id', '=', quote.contact_id)
        .executeTakeFirst()
    : undefined
  const at = quote.company_id
    ? await db
        .selectFrom('addresses')
        .select(['street', 'postcode', 'city'])
        .where('company_id', '=', quote.company_id)
        .orderBy('kind')
        .orderBy('created_at')
        .executeTakeFirst()
    : undefined
  const lines = [
    company?.name,
    contact && [contact.given_name, contact.family_name].filter(Boolean).join(' '),
    at?.street,
    at && [at.postcode, at.city].filter(Boolean).join(' '),
  ].filter((line): line is string => Boolean(line))
  return { lines, businessId: company?.business_id ?? null }
}

import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { clock, dayIn } from '#kernel/clock.ts'
import { refuse } from '#kernel/errors.ts'
import { create, get, nounActions, recordOutput } from '#kernel/nounActions.ts'
import type { PurposeId } from '#register/index.ts'
import { sentDocument } from './kept.ts'
import { linesInput, withLines, writeLines } from './lines.ts'
import { linkHash, quoteUrl } from './links.ts'
import { documentOf, type Quote } from './paper.ts'
import { fixed, mark, resendQuote, sendQuote, step } from './send.ts'

const SALES: readonly PurposeId[] = ['sales']
const one = z.object({ id: z.uuid() })
const says = (fi: string, sv: string, en: string) => ({ fi, sv, en })

export const actions: Action[] = [
  ...nounActions('quotes', ['list', 'get', 'update', 'delete', 'restore']),
  ...nounActions('quotes', ['create']).map((declared): Action => ({ ...declared, run: open })),
  ...nounActions('lines', ['list', 'get', 'create', 'update', 'delete']),
  action({
    name: 'quotes.lines',
    purposes: SALES,
    verb: 'write',
    says: says('Kirjoita tarjouksen rivit', 'Skriv offertens rader', 'Write the lines of a quote'),
    http: { method: 'PUT', path: '/quotes/{id}/lines' },
    input: linesInput,
    output: recordOutput,
    run: (ctx, input) => writeLines(ctx, 'quotes', input),
  }),
  action({
    name: 'quotes.whole',
    purposes: ['sales', 'relationship'],
    verb: 'read',
    says: says('Avaa tarjous riveineen', 'Öppna offerten med rader', 'Read a quote with its lines'),
    input: one,
    output: recordOutput,
    run: (ctx, { id }) => withLines(ctx, 'quotes', id),
  }),
  action({
    name: 'quotes.document',
    purposes: ['sales', 'relationship'],
    verb: 'read',
    says: says('Avaa tarjous PDF-tiedostona', 'Öppna offerten som PDF', 'Read a quote as a PDF'),
    input: one.extend({ save: z.coerce.boolean().default(false) }),
    output: z.any(),
    run: document,
  }),
  action({
    name: 'quotes.send',
    purposes: SALES,
    verb: 'write',
    long: true,
    says: says('Lähetä tarjous', 'Sänd offerten', 'Send a quote'),
    input: one.extend({ message: z.string().trim().max(2000).optional() }),
    output: recordOutput,
    run: sendQuote,
  }),
  action({
    name: 'quotes.resend',
    purposes: SALES,
    verb: 'write',
    long: true,
    says: says('Lähetä tarjous uudelleen', 'Sänd offerten på nytt', 'Send a quote again'),
    input: one.extend({ message: z.string().trim().max(2000).optional() }),
    output: recordOutput,
    run: resendQuote,
  }),
  action({
    name: 'quotes.mark',
    purposes: SALES,
    verb: 'write',
    says: says('Merkitse tarjous lähetetyksi', 'Märk offerten som sänd', 'Mark a quote as sent'),
    input: one,
    output: recordOutput,
    run: async (ctx, { id }) => {
      await mark(ctx, id)
      return get(ctx, 'quotes', id)
    },
  }),
  action({
    name: 'quotes.link',
    purposes: SALES,
    verb: 'write',
    says: says(
      'Hae tarjouksen hyväksymislinkki',
      'Hämta länken för att godkänna offerten',
      'Fetch the link that accepts a quote',
    ),
    input: one,
    output: z.object({ id: z.string(), url: z.string() }),
    async run(ctx, { id }) {
      const quote = await fixed(ctx, (await get(ctx, 'quotes', id)) as unknown as Quote)
      const hash = linkHash(quote)
      if (quote.state === 'draft' || !hash) refuse('QUOTE_NOT_SENT')
      if (quote.state !== 'sent') refuse('QUOTE_ANSWERED')
      return { id, url: quoteUrl(ctx.house.connection.key, { id, hash }) }
    },
  }),
  action({
    name: 'quotes.answer',
    purposes: SALES,
    verb: 'write',
    says: says('Kirjaa vastaus tarjoukseen', 'Anteckna svaret på offerten', 'Record the answer to a quote'),
    input: one.extend({
      answer: z.enum(['accepted', 'declined']),
      /** Who said so to us. */
      name: z.string().trim().min(1).max(200),
      note: z.string().trim().max(1000).optional(),
    }),
    output: recordOutput,
    async run(ctx, { id, ...facts }) {
      await get(ctx, 'quotes', id)
      await step(ctx.db, 'answer', id, facts)
      return get(ctx, 'quotes', id)
    },
  }),
  action({
    name: 'quotes.withdraw',
    purposes: SALES,
    verb: 'write',
    says: says('Peru tarjous', 'Återkalla offerten', 'Withdraw a quote'),
    input: one,
    output: recordOutput,
    async run(ctx, { id }) {
      await get(ctx, 'quotes', id)
      await step(ctx.db, 'withdraw', id)
      return get(ctx, 'quotes', id)
    },
  }),
  action({
    name: 'quotes.revise',
    purposes: SALES,
    verb: 'write',
    says: says('Tee tarjouksesta uusi versio', 'Gör en ny version av offerten', 'Make a new version of a quote'),
    input: one,
    output: recordOutput,
    async run(ctx, { id }) {
      await get(ctx, 'quotes', id)
      return get(ctx, 'quotes', await step(ctx.db, 'revise', id))
    },
  }),
  action({
    name: 'quotes.duplicate',
    purposes: SALES,
    verb: 'write',
    says: says('Monista tarjous', 'Duplicera offerten', 'Duplicate a quote'),
    input: one,
    output: recordOutput,
    run: duplicate,
  }),
]

/** Days a quote is valid unless somebody says otherwise. */
const VALID = 30

/** From a deal its company, contact and currency; the usual price list of the currency; in the maker's hands. */
async function open(ctx: Context, values: Record<string, unknown>) {
  const deal = values.deal_id ? ((await get(ctx, 'deals', String(values.deal_id))) as Record<string, any>) : null
  const mine = ctx.actor.kind === 'user' ? { owner_id: ctx.actor.id, team: ctx.actor.team } : {}
  const taken = deal && {
    name: deal.name,
    company_id: deal.company_id,
    // Hidden from the purpose: not named again.
    contact_id: deal.contact ? deal.contact_id : null,
    currency: deal.currency,
  }
  const currency = String(values.currency ?? taken?.currency ?? 'EUR')
  const list = await ctx.db
    .selectFrom('price_lists')
    .select('id')
    .where('currency', '=', currency)
    .where('usual', '=', true)
    .where(sql<boolean>`coalesce(valid_from <= current_date, true) and coalesce(valid_to >= current_date, true)`)
    .executeTakeFirst()
  const until = dayIn(new Date(clock.now().getTime() + VALID * 24 * 3_600_000))
  const language = await languageOf(ctx, String(values.contact_id ?? taken?.contact_id ?? ''))
  return create(ctx, 'quotes', {
    ...mine,
    ...taken,
    valid_until: until,
    language,
    ...(list && { price_list_id: list.id }),
    ...values,
  })
}

/** The contact's own, where it is known. */
async function languageOf(ctx: Context, contact: string): Promise<string> {
  if (!contact) return ctx.language
  const found = await ctx.db.selectFrom('people').select('language').where('id', '=', contact).executeTakeFirst()
  return found?.language ?? ctx.language
}

async function duplicate(ctx: Context, { id }: { id: string }) {
  const from = (await withLines(ctx, 'quotes', id)) as unknown as Quote & { lines: Record<string, unknown>[] }
  const { name, deal_id, company_id, contact_id, contact, price_list_id, currency, language, terms, wins_deal } = from
  const made = await open(ctx, {
    ...{ name, deal_id, company_id, price_list_id, currency, language, terms, wins_deal },
    contact_id: contact ? contact_id : null,
  })
  const lines = from.lines.map(({ id: _, net: __, ...line }) => ({ ...line, quote_id: made.id }))
  if (lines.length > 0) await ctx.db.insertInto('lines').values(lines).execute()
  return get(ctx, 'quotes', made.id)
}

/** Of a draft what would be sent; of what was sent that very file. */
async function document(ctx: Context, { id, save }: { id: string; save: boolean }) {
  const quote = await fixed(ctx, (await get(ctx, 'quotes', id)) as unknown as Quote)
  const { name, body } = quote.document_hash
    ? await sentDocument(ctx.house, ctx.db, quote)
    : await documentOf(ctx.house, ctx.db, quote)
  ctx.request?.setHeader('x-content-type-options', 'nosniff')
  // Shown beside the quote, on our own pages alone.
  ctx.request?.setHeader(
    'content-security-policy',
    `default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'`,
  )
  ctx.request?.setHeader('x-frame-options', 'SAMEORIGIN')
  return { file: { name, type: 'application/pdf', inline: !save, body: whole(body) } }
}

async function* whole(body: Buffer) {
  yield body
}

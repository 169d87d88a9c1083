import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Kysely, sql } from 'kysely'
import { today } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { problemOf, type Refusal, refuse } from '#kernel/errors.ts'
import { languageOf, sayNo } from '#kernel/http.ts'
import { append } from '#kernel/ledger.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import { hasIdentityCode, oneLine } from '#kernel/values.ts'
import { LANGUAGES, type Language } from '#kernel/vocabulary.ts'
import { FORM_HEADERS } from '#portal/frame.ts'
import { acceptForms, postedOf } from '#portal/posted.ts'
import { sentDocument } from './kept.ts'
import { linkHash, openQuote } from './links.ts'
import { paperOf, type Quote } from './paper.ts'
import { answeredPage, type Place, quotePage, refusedPage, type Typed, type Wrong } from './quotes.page.ts'
import { step } from './send.ts'

/** Where a customer answers a quote: no account, no script, no cookie. To look changes nothing; to post answers. */
export default function quotesPortal(app: FastifyInstance, house: House): void {
  const spoken = new WeakMap<FastifyRequest, Language>()
  app.register(async (scope) => {
    acceptForms(scope)
    sayNo(scope, (refusal, request, reply) => refused(request, reply, refusal))
    // The first look of each link is on record; what looks again and again fills no ledger.
    const looked = new Set<string>()

    scope.get('/quote/:token', (request, reply) =>
      reading(request, async (db, quote) => {
        const place = placeOf(request, quote)
        await look(quote)
        if (quote.state !== 'sent') return () => page(reply.code(quote.answered_at ? 200 : 409), over(place, quote))
        if (isOver(quote)) refuse('QUOTE_RUN_OUT')
        const shown = quotePage(place, quote, await paperOf(house, db, { ...quote, language: place.language }))
        return () => page(reply, shown)
      }),
    )

    scope.get('/quote/:token/document', (request, reply) =>
      reading(request, async (db, quote) => {
        const { name, body } = await sentDocument(house, db, quote)
        return () =>
          reply
            .headers({
              'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
              'cache-control': 'no-store',
            })
            .type('application/pdf')
            .send(body)
      }),
    )

    scope.post('/quote/:token', async (request, reply) => {
      const posted = await postedOf(request)
      const typed: Typed = {
        act: posted.get('act') ?? '',
        name: oneLine(posted.get('name') ?? '').slice(0, 200),
        note: oneLine(posted.get('note') ?? '').slice(0, 1000),
      }
      return reading(request, async (db, quote) => {
        const place = placeOf(request, quote)
        if (quote.state === 'expired' || (quote.state === 'sent' && isOver(quote))) refuse('QUOTE_RUN_OUT')
        if (quote.state !== 'sent') refuse('QUOTE_ANSWERED')
        const wrong = wrongIn(typed)
        if (wrong) {
          const paper = await paperOf(house, db, { ...quote, language: place.language })
          return () => page(reply.code(422), quotePage(place, quote, paper, typed, wrong))
        }
        const answer = typed.act === 'accept' ? 'accepted' : 'declined'
        // The door looks again, and locked: of two answers at once only one is given.
        await step(db, 'answer', quote.id, { answer, name: typed.name, note: typed.note, hash: quote.document_hash })
        const detail = JSON.stringify({ answer, document: quote.document_hash, link: true })
        await sql`select door.audit('quotes.answer', 'quotes', array[${quote.id}::uuid], array['state', 'answered_by', 'answer_note'], 'done', ${detail}::jsonb)`.execute(
          db,
        )
        const now = await one(db, quote.id)
        return () => page(reply, answeredPage(place, now!))
      })
    })

    /**
     * One transaction under the purpose the quote stands under, in the name of who holds the link. It ends before
     * anything is said: what is acknowledged is kept.
     */
    async function reading(
      request: FastifyRequest,
      work: (db: Kysely<any>, quote: Quote) => Promise<() => FastifyReply>,
    ): Promise<FastifyReply> {
      const link = openQuote(house.connection.key, (request.params as { token: string }).token)
      if (!link) refuse('QUOTE_LINK_INVALID')
      const say = await inOwnTransaction(house, 'sales', visitorOf(link.id), async (tx) => {
        const quote = await one(tx, link.id)
        if (quote) spoken.set(request, quote.language)
        // Another document than the one the link was made for: sent again, or never.
        if (!quote || !linkHash(quote)?.startsWith(link.hash)) refuse('QUOTE_LINK_INVALID')
        return work(tx, quote)
      })
      return say()
    }

    async function look(quote: Quote): Promise<void> {
      const seen = createHash('sha256')
        .update(`${quote.id}${linkHash(quote)}`)
        .digest('hex')
      if (looked.has(seen)) return
      await append(house, [
        {
          actor: visitorOf(quote.id),
          purpose: 'sales',
          action: 'quotes.look',
          noun: 'quotes',
          ids: [quote.id],
          detail: { link: true },
        },
      ])
      looked.add(seen)
    }
  })

  const placeOf = (request: FastifyRequest, quote?: Quote): Place => ({
    language: chosen(request) ?? quote?.language ?? spoken.get(request) ?? languageOf(request, null),
    company: house.register.controller.name,
    path: request.url.split('?')[0]!,
  })

  const over = (place: Place, quote: Quote): string => {
    if (quote.answered_at) return answeredPage(place, quote)
    const { title, next, code } = problemOf({ code: 'SEL01', message: 'QUOTE_RUN_OUT' }, place.language)
    return refusedPage(place, title, next, code)
  }

  function refused(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
    const place = placeOf(request)
    const { title, next, code } = problemOf(refusal, place.language)
    return page(reply, refusedPage(place, title, next, code))
  }
}

const visitorOf = (quote: string): string => `quote:${quote}`
const isOver = (quote: Quote): boolean => !quote.valid_until || quote.valid_until < today()

const one = (db: Kysely<any>, id: string): Promise<Quote | undefined> =>
  db.selectFrom('quotes').selectAll().where('id', '=', id).executeTakeFirst() as Promise<Quote | undefined>

function wrongIn({ act, name, note }: Typed): Wrong | null {
  if (act !== 'accept' && act !== 'decline') return { act: true }
  if (hasIdentityCode(name) || hasIdentityCode(note)) return { code: true }
  if (!/\p{L}{2,}/u.test(name)) return { name: true }
  if (act === 'decline' && note.trim().length < 3) return { note: true }
  return null
}

const page = (reply: FastifyReply, text: string): FastifyReply =>
  reply.headers(FORM_HEADERS).type('text/html; charset=utf-8').send(text)

function chosen(request: FastifyRequest): Language | undefined {
  const { lang } = request.query as { lang?: unknown }
  return LANGUAGES.find((each) => each === lang)
}

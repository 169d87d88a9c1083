import { type Kysely, sql } from 'kysely'
import type { Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { get } from '#kernel/nounActions.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import { keepFile } from '../files/keep.ts'
import { frame } from '../sending/frame.ts'
import { type Outcome, send } from '../sending/send.ts'
import { sentDocument } from './kept.ts'
import { linkHash, quoteUrl } from './links.ts'
import { documentOf, type Quote } from './paper.ts'
import { dateIn, quoteWords } from './quotes.text.ts'

/** A step of a quote through its door; what it may not is refused there. Answers the quote it is about. */
export async function step(db: Kysely<any>, name: string, id: string, facts: object = {}): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`select door.quote(${name}, ${id}::uuid, ${JSON.stringify(facts)}::jsonb) as id`.execute(db)
  return rows[0]!.id
}

/** Fixes the quote as it stands: its document is kept, and its hash with it. */
export async function mark(ctx: Context, id: string) {
  if (ctx.version === null) refuse('IF_MATCH_NEEDED')
  const quote = (await get(ctx, 'quotes', id)) as unknown as Quote
  const { body, hash, name } = await documentOf(ctx.house, ctx.db, quote)
  await step(ctx.db, 'send', id, { version: ctx.version, hash })
  const { id: file } = await keepFile(ctx, { name, type: 'application/pdf', body, on: { quote_id: id } })
  ctx.seen('quotes', [id], ['state', 'document_hash'])
  return { quote, body, hash, name, file }
}

/**
 * Sends the quote to its contact as a service message, with the PDF and a link to answer by. It is fixed first: what
 * the relay then does not take is a draft again, and nobody has seen it.
 */
export async function sendQuote(ctx: Context, { id, message }: { id: string; message?: string | undefined }) {
  const { house, actor } = ctx
  const before = (await get(ctx, 'quotes', id)) as unknown as Quote
  if (!before.contact_id) refuse('VALUE_MISSING', { field: 'contact_id' })
  if (!before.contact) refuse('CONTACT_NOT_USABLE', { field: 'contact_id' })
  const fixed = await inOwnTransaction(house, 'sales', actor.id, (tx) => mark({ ...ctx, db: tx }, id))
  const back = () =>
    inOwnTransaction(house, 'sales', actor.id, async (tx) => {
      await step(tx, 'unsend', id)
      await sql`select door.discard('files', ${fixed.file}::uuid, false)`.execute(tx)
    })
  let outcome: Outcome
  try {
    outcome = await send(house, actor.id, outgoing(ctx, fixed, message))
  } catch (error) {
    await back()
    throw error
  }
  // Cut off when the relay may have had it: it stays sent.
  if (outcome.state === 'failed' || (outcome.state === 'refused' && outcome.code !== 'ALREADY_SENT')) {
    await back()
    refuse(outcome.code ?? 'MAIL_NOT_TAKEN')
  }
  ctx.note({ handed: outcome.state, sending: outcome.sending ?? '' })
  return get(ctx, 'quotes', id)
}

/**
 * Sends what was sent once more: the same document by a new link, and the links before are dead. What the relay does not
 * take leaves the earlier link as it was.
 */
export async function resendQuote(ctx: Context, { id, message }: { id: string; message?: string | undefined }) {
  const { house, actor } = ctx
  const before = await fixed(ctx, (await get(ctx, 'quotes', id)) as unknown as Quote)
  if (before.state === 'draft') refuse('QUOTE_NOT_SENT')
  if (!before.contact_id) refuse('VALUE_MISSING', { field: 'contact_id' })
  if (!before.contact) refuse('CONTACT_NOT_USABLE', { field: 'contact_id' })
  const { name, body } = await sentDocument(house, ctx.db, before)
  const move = (name: string, facts: object = {}) =>
    inOwnTransaction(house, 'sales', actor.id, (tx) => step(tx, name, id, facts))
  await move('resend')
  const quote = (await get(ctx, 'quotes', id)) as unknown as Quote
  const back = () => move('unresend', { resent_at: before.resent_at ?? null })
  let outcome: Outcome
  try {
    outcome = await send(house, actor.id, outgoing(ctx, { quote, body, name, hash: linkHash(quote)! }, message))
  } catch (error) {
    await back()
    throw error
  }
  if (outcome.state === 'failed' || outcome.state === 'refused') {
    await back()
    refuse(outcome.code ?? 'MAIL_NOT_TAKEN')
  }
  ctx.seen('quotes', [id], ['resent_at'])
  ctx.note({ handed: outcome.state, sending: outcome.sending ?? '', again: true })
  return get(ctx, 'quotes', id)
}

/** A quote that went out before its document was kept, as the demo company's did: kept the first time it is asked for. */
export async function fixed(ctx: Context, quote: Quote): Promise<Quote> {
  if (quote.state === 'draft' || quote.document_hash || !ctx.actor.writes.has('sales')) return quote
  await inOwnTransaction(ctx.house, 'sales', ctx.actor.id, async (tx) => {
    const { body, hash, name } = await documentOf(ctx.house, tx, quote)
    await step(tx, 'fix', quote.id, { hash })
    const own: Context = { ...ctx, purpose: 'sales', db: tx, seen: () => {} }
    await keepFile(own, { name, type: 'application/pdf', body, on: { quote_id: quote.id } })
  })
  return (await get(ctx, 'quotes', quote.id)) as unknown as Quote
}

function outgoing(
  { house, actor }: Context,
  { quote, body, hash, name }: Pick<Awaited<ReturnType<typeof mark>>, 'quote' | 'body' | 'hash' | 'name'>,
  message = '',
) {
  const text = quoteWords[quote.language]
  return {
    message: `quote:${quote.id}:${hash.slice(0, 16)}`,
    person: quote.contact_id as string,
    purpose: 'sales' as const,
    channel: 'email' as const,
    content: 'service' as const,
    compose: (allowed: Parameters<typeof frame>[0]) => ({
      ...frame(
        { ...allowed, language: quote.language },
        {
          subject: text.subject(quote.number, house.register.controller.name),
          body: [
            text.hello,
            ...(message ? [message] : []),
            text.body(quote.number, dateIn(quote.language, quote.valid_until)),
            quoteUrl(house.connection.key, { id: quote.id, hash }),
            `${text.regards}\n${actor.name}`,
          ].join('\n\n'),
        },
      ),
      attached: [{ filename: name, content: body, contentType: 'application/pdf' }],
    }),
  }
}

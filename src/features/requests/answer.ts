import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { clock, dayIn } from '#kernel/clock.ts'
import { config } from '#kernel/config.ts'
import { sendMail } from '#kernel/disclose.ts'
import { refuse } from '#kernel/errors.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import { audit, type Delivery, deliver } from '../wishes/deliver.ts'
import { ANSWERS, hashOf, type Letter, letterOf } from './letters.ts'
import { type Facts, LETTERS, type LetterKind } from './letters.words.ts'
import { namedIn } from './naming.ts'
import { recipientsOf, untold } from './recipients.ts'
import { type Asked, move, nameOf, requestOf, type Step, stepsOf } from './requests.row.ts'

const says = (fi: string, sv: string, en: string) => ({ fi, sv, en })
const about = {
  id: z.uuid(),
  kind: z.enum(LETTERS),
  kept: z.string().trim().max(8000).optional().describe('erased: what stays, why and until when, a line each'),
}

async function written(ctx: Context, request: Asked, kind: LetterKind, kept?: string): Promise<Letter> {
  const name = request.name ?? (await nameOf(ctx.db, request.person_id))
  const steps = await stepsOf(ctx.db, request.id)
  const named = kind === 'report' ? await namedIn(ctx.house, request, steps, request.language) : ''
  const others = kind === 'done' ? await othersOf(ctx, request, steps) : null
  return letterOf(ctx.register, kind, request, { ...(name && { name }), ...(kept && { kept }), named, others })
}

/** What a letter promises to go along, and nobody has made, or is open no more. */
async function missingFrom({ db }: Context, { id, kinds, person_id }: Asked, kind: LetterKind) {
  if (kind !== 'report' || !person_id) return []
  const made = await db
    .selectFrom('reports')
    .select('kind')
    .where('request_id', '=', id)
    .where('ends_on', '>', dayIn(clock.now()))
    .execute()
  const wanted = [
    { asked: 'access', kept: 'access', make: 'report' },
    { asked: 'port', kept: 'portable', make: 'portable' },
  ] as const
  return wanted.flatMap(({ asked, kept, make }) =>
    kinds.includes(asked) && !made.some((one) => one.kind === kept) ? [make] : [],
  )
}

/** Art. 19 is about what was corrected, erased or restricted. */
async function othersOf(ctx: Context, { kinds, person_id }: Asked, steps: readonly Step[]): Promise<Facts['others']> {
  if (!kinds.some((kind) => kind === 'rectify' || kind === 'erase' || kind === 'restrict')) return null
  const found = (await recipientsOf(ctx, person_id, steps)).filter(({ needless }) => !needless)
  if (found.length === 0) return 'none'
  return untold(found) > 0 ? 'some' : 'all'
}

/**
 * To the person's known address, through the gate; to somebody we know nothing of, to the address they wrote from.
 * Without a relay, or when it does not take it, the letter is paper.
 */
async function carry(ctx: Context, request: Asked, message: string, letter: Letter): Promise<Delivery> {
  const { house, actor } = ctx
  if (request.person_id) return deliver(house, actor.id, { person: request.person_id, message, letter })
  const paper = { sent: false, letter: `${letter.subject}\n\n${letter.text}` }
  if (!config.mailUrl || !request.address) return paper
  return sendMail({ to: request.address, subject: letter.subject, text: letter.text }).then(
    () => ({ sent: true }),
    () => paper,
  )
}

/** What a decision must say before its letter is written: an answer never says more than what was decided. */
const OUTCOME_OF: Partial<Record<LetterKind, readonly string[]>> = {
  report: ['done', 'partly'],
  erased: ['done', 'partly'],
  done: ['done', 'partly'],
  refused: ['refused'],
  no_data: ['no_data'],
  not_identified: ['not_identified'],
}

function refuseUnfit(request: Asked, kind: LetterKind): void {
  const fits = OUTCOME_OF[kind]
  if (fits && !fits.includes(request.outcome ?? '')) refuse('REQUEST_UNDECIDED', { field: 'kind' })
  if (kind === 'extension' && !request.extended_to) refuse('REQUEST_UNDECIDED', { field: 'kind' })
}

export const actions: Action[] = [
  action({
    name: 'requests.letter',
    purposes: ['rights'],
    verb: 'read',
    http: { method: 'GET', path: '/requests/{id}/letter' },
    says: says(
      'Lue pyynnön kirje ennen lähettämistä',
      'Läs brevet om begäran före utskicket',
      'Read the letter about a request before it is sent',
    ),
    input: z.object(about),
    output: z.object({
      language: z.string(),
      subject: z.string(),
      text: z.string(),
      missing: z.array(z.enum(['report', 'portable'])).describe('what goes along with it, and is not made yet'),
    }),
    async run(ctx, { id, kind, kept }) {
      const request = await requestOf(ctx.db, id)
      ctx.seen('requests', [request.person_id ?? id])
      return { ...(await written(ctx, request, kind, kept)), missing: await missingFrom(ctx, request, kind) }
    },
  }),
  action({
    name: 'requests.send',
    purposes: ['rights'],
    verb: 'write',
    long: true,
    http: { method: 'POST', path: '/requests/{id}/send' },
    says: says('Lähetä kirje pyynnöstä', 'Skicka ett brev om begäran', 'Send a letter about a request'),
    input: z.object(about),
    output: z.object({ sent: z.boolean(), letter: z.string().optional() }),
    async run(ctx, { id, kind, kept }) {
      const request = await requestOf(ctx.db, id)
      refuseUnfit(request, kind)
      const steps = await stepsOf(ctx.db, id)
      const earlier = steps.filter((step) => step.kind === 'letter' && step.detail?.kind === kind)
      const letter = await written(ctx, request, kind, kept)
      const answer = ANSWERS.includes(kind)
      const said = { kind, answer, hash: hashOf(letter), language: letter.language, ...(kept ? { kept } : {}) }
      // The door first: what may not be answered yet leaves nothing behind it, and nobody hears of it.
      await inOwnTransaction(ctx.house, 'rights', ctx.actor.id, async (db) => {
        await move(db, 'letter', id, { ...said, sent: false })
        await audit(db, 'requests.send', request.person_id ?? id, { letter: kind }, 'requests')
      })
      const delivery = await carry(ctx, request, `request:${id}:${kind}:${earlier.length}`, letter)
      if (delivery.sent)
        await inOwnTransaction(ctx.house, 'rights', ctx.actor.id, (db) =>
          answer
            ? move(db, 'delivered', id, { how: 'mail', letter: kind })
            : move(db, 'step', id, { kind: 'note', detail: { what: 'mailed', letter: kind } }),
        )
      return delivery
    },
  }),
]

import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { clock, dayIn, today } from '#kernel/clock.ts'
import { refuse } from '#kernel/errors.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import type { Words } from '#kernel/vocabulary.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { approversOf } from '../wishes/decisions.ts'
import { furthest, resumed, wasAtOnce } from './clock.ts'
import { GROUNDS, TWO_APPROVE } from './letters.words.ts'
import { namingsOf } from './naming.ts'
import { refuseUnerased, refuseUngrounded } from './plan.ts'
import { recipientsOf, untold } from './recipients.ts'
import { move, OUTCOMES, requestOf, stepsOf } from './requests.row.ts'
import { isConfirmedAddress } from './who.ts'

const says = (fi: string, sv: string, en: string): Words => ({ fi, sv, en })
const one = { id: z.uuid() }
const stood = z.object({ id: z.string(), number: z.string(), due_on: z.string() })

/** A step of somebody who serves rights: through the door, and on record about whom it is. */
function working<I extends z.ZodRawShape>(
  verb: string,
  words: Words,
  input: I,
  step: (ctx: Context, input: any) => Promise<[name: string, said: object]>,
  { long }: { long?: true } = {},
): Action {
  return action({
    name: `requests.${verb}`,
    purposes: ['rights'],
    verb: 'write',
    // What asks the plan of an erasure asks the house: it holds no connection meanwhile.
    ...(long && { long }),
    http: { method: 'POST', path: `/requests/{id}/${verb}` },
    says: words,
    // Loose, so that a fee somebody asks for is refused by its name: there is no field for one.
    input: z.looseObject({ ...one, ...input }),
    output: stood,
    async run(ctx, asked) {
      const { id } = asked as unknown as { id: string }
      const fee = Object.keys(asked).find((name) => FEES.test(name))
      if (fee) refuse('FEE_NOT_ALLOWED', { field: fee })
      const [name, said] = await step(ctx, asked)
      const moved = (db: Context['db']) => move(db, name, id, said)
      const after = await (long ? inOwnTransaction(ctx.house, 'rights', ctx.actor.id, moved as any) : moved(ctx.db))
      const { person_id } = await requestOf(ctx.db, id)
      ctx.seen('requests', [person_id ?? id], [name])
      return after as z.infer<typeof stood>
    },
  })
}

const FEES = /fee|price|payment|maksu|avgift/i
const text = (most: number) => z.string().trim().max(most)

export const actions: Action[] = [
  working('take', says('Ota pyyntö itselle', 'Ta hand om begäran', 'Take a rights request'), {}, async (ctx) => [
    'own',
    { owner: ctx.actor.id },
  ]),
  working(
    'link',
    says('Kirjaa, kuka pyytää', 'Anteckna vem som frågar', 'Record who asks'),
    {
      person: z.uuid().optional(),
      name: text(200).optional(),
      address: z.email().max(320).optional(),
      language: z.enum(LANGUAGES as ['fi', 'sv', 'en']).optional(),
    },
    async (_, { person, name, address, language }) => ['link', { person, name, address, language }],
  ),
  working(
    'identity',
    says('Kirjaa pyytäjän henkilöllisyys', 'Anteckna den sökandes identitet', 'Record how the asker was identified'),
    {
      state: z.enum(['asked', 'confirmed', 'failed']),
      how: text(200).optional().describe('how it was confirmed; the proof itself is not kept'),
    },
    async (ctx, { id, state, how }) => {
      const request = await requestOf(ctx.db, id)
      if (state === 'asked' && (await isConfirmedAddress(ctx.db, request))) refuse('IDENTITY_PROOF_EXCESSIVE')
      const { identity_asked_at: asked, due_on } = request
      const paused = request.state === 'waiting' && asked
      return [
        'identity',
        {
          state,
          how,
          at_once: wasAtOnce(request.received_at, clock.now()),
          ...(paused ? { due_on: resumed(due_on, asked, clock.now()) } : {}),
        },
      ]
    },
  ),
  working(
    'extend',
    says('Jatka pyynnön määräaikaa', 'Förläng tiden för begäran', 'Extend the time of a request'),
    { to: z.iso.date().optional(), reason: text(4000).default('') },
    async (ctx, { id, to, reason }) => {
      const request = await requestOf(ctx.db, id)
      if (today() > request.due_on || request.extended_to) refuse('EXTENSION_TOO_LATE')
      const most = furthest(request.received_at)
      if (to && to > most) refuse('VALUE_NOT_ALLOWED', { field: 'to' })
      return ['extend', { to: to ?? most, reason }]
    },
  ),
  working(
    'decide',
    says('Ratkaise pyyntö', 'Avgör begäran', 'Decide a rights request'),
    {
      outcome: z.enum(OUTCOMES),
      ground: z.enum(GROUNDS).optional(),
      reasons: text(8000).optional(),
      withheld: text(4000).optional().describe('what was left out, where only a part was refused'),
    },
    async (ctx, { id, outcome, ground, reasons, withheld }) => {
      const isNo = outcome === 'refused' || outcome === 'partly'
      if (isNo && !ground) refuse('REFUSAL_INCOMPLETE', { field: 'ground' })
      if (isNo) await refuseUngrounded(ctx.house, await requestOf(ctx.db, id), ground)
      const second = isNo && TWO_APPROVE.includes(ground ?? '')
      return ['propose', { outcome, ground, reasons, withheld, second }]
    },
    { long: true },
  ),
  action({
    name: 'requests.approve',
    purposes: ['rights'],
    verb: 'approve',
    http: { method: 'POST', path: '/requests/{id}/approve' },
    says: says(
      'Hyväksy pyynnön hylkäys toisena',
      'Godkänn avslaget på begäran som andra',
      'Approve the refusal of a request as the second',
    ),
    input: z.object({
      ...one,
      alone: z.boolean().default(false).describe('nobody else may approve: after 24 hours, with the reason'),
      reason: text(4000).optional(),
    }),
    output: stood,
    async run(ctx, { id, alone, reason }) {
      if (alone && (await approversOf(ctx, ctx.actor.id)) > 0) refuse('SECOND_APPROVER_NEEDED')
      const after = await move(ctx.db, 'approve', id, { alone, reason })
      ctx.seen('requests', [id], ['approved_by'])
      return after
    },
  }),
  action({
    name: 'requests.proposals',
    purposes: ['rights'],
    verb: 'approve',
    http: { method: 'GET', path: '/requests/proposals' },
    says: says(
      'Lue hyväksyttäväksi esitetyt pyyntöjen hylkäykset',
      'Läs de föreslagna avslagen på begäranden',
      'Read the refusals of requests to approve',
    ),
    input: z.object({}),
    // Ground and reasons: who asks, the second approver is not told.
    output: z.object({
      items: z.array(z.looseObject({ id: z.string() })),
      namings: z.array(z.looseObject({ id: z.string() })),
      approvers: z.number(),
    }),
    long: true,
    async run(ctx) {
      const rows = await ctx.db
        .selectFrom('requests as r')
        .innerJoin('request_steps as s', 's.request_id', 'r.id')
        .select([
          'r.id',
          'r.number',
          'r.kinds',
          'r.outcome',
          'r.ground',
          'r.reasons',
          'r.due_on',
          's.actor',
          's.created_at',
        ])
        .where('s.kind', '=', 'proposed')
        .where('r.approved_at', 'is', null)
        .where('r.answered_at', 'is', null)
        .where('r.ground', 'in', [...TWO_APPROVE])
        .where('r.state', '!=', 'closed')
        .orderBy('s.id', 'desc')
        .execute()
      const items = [...new Map(rows.toReversed().map((row) => [row.id, row])).values()]
      ctx.seen(
        'requests',
        items.map(({ id }) => id),
      )
      return {
        items: items.map(({ actor, ...item }) => ({ ...item, own: actor === ctx.actor.id })),
        namings: await namingsOf(ctx),
        approvers: await approversOf(ctx, ctx.actor.id),
      }
    },
  }),
  working(
    'delivered',
    says(
      'Kirjaa pyynnön vastaus toimitetuksi',
      'Anteckna att svaret på begäran levererats',
      'Record that the answer to a request was delivered',
    ),
    {
      how: z.enum(['post', 'hand', 'spoken', 'page', 'impossible']),
      on: z.iso.date().optional(),
      words: text(2000).optional(),
    },
    async (_, { how, on, words }) => ['delivered', { how, words, on: on ?? dayIn(clock.now()) }],
  ),
  working(
    'tell',
    says(
      'Kirjaa ilmoitus vastaanottajalle',
      'Anteckna underrättelsen till mottagaren',
      'Record that a recipient was told',
    ),
    {
      recipient: text(200).min(1),
      name: text(200).optional(),
      how: z.enum(['mail', 'phone', 'letter', 'system', 'impossible']),
      words: text(2000).optional(),
    },
    async (_, { recipient, name, how, words }) => ['told', { recipient, name, how, words }],
  ),
  working(
    'note',
    says('Lisää merkintä pyyntöön', 'Lägg till en anteckning till begäran', 'Add a note to a request'),
    { words: text(8000).min(1) },
    async (_, { words }) => ['step', { kind: 'note', words }],
  ),
  working(
    'close',
    says('Päätä pyyntö', 'Avsluta begäran', 'Close a rights request'),
    {},
    async (ctx, { id }) => {
      const request = await requestOf(ctx.db, id)
      await refuseUnerased(ctx, request)
      return ['close', { untold: untold(await recipientsOf(ctx, request.person_id, await stepsOf(ctx.db, id))) }]
    },
    { long: true },
  ),
]

import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import type { Verb } from '#kernel/vocabulary.ts'
import { listUsers } from '../access/users.ts'
import { deliver, posted, record } from './deliver.ts'
import { hashOf, type Letter, letterTo, type Told } from './letters.ts'
import { delivered } from './objections.ts'
import { decisionOf, messageOf, type Open, openObjection } from './wishes.open.ts'

export const REFUSAL_GROUNDS = ['compelling_grounds', 'legal_claims'] as const
const about = { id: z.uuid(), scope: z.string() }
const decided = z.object({ id: z.string(), number: z.number(), ...delivered })

/** How many users of levels with the verb there are besides the one: the proposer is never the second to approve. */
export async function approversOf(ctx: Context, but: string, verb: Verb = 'approve'): Promise<number> {
  const may = (level: string) =>
    (ctx.register.levels as Record<string, { may: readonly string[] }>)[level]?.may.includes(verb)
  const users = await listUsers(ctx.house)
  return users.filter((user) => user.state === 'active' && user.id !== but && user.levels.some(may)).length
}

/** Records the decision with the hash of its letter, then lets the letter leave: at most once for this decision. */
async function decide(
  ctx: Context,
  objection: Open,
  kind: 'objection_upheld' | 'objection_refused',
  event: Record<string, unknown>,
  told: Told,
) {
  const { person, scope } = objection
  const letter = await letterTo(ctx.house, person, kind, { scope, said: objection.said, ...told })
  const proof = { letter: hashOf(letter), letter_language: letter.language }
  const number = await record(ctx, ACTION[kind], person, { ...event, kind, scope, proof }, { scope })
  ctx.seen('people', [person], ['grounds'])
  const delivery = await deliver(ctx.house, ctx.actor.id, { person, message: messageOf(number), letter })
  // Who approves without serving rights does not read whom it is about: the letter then waits in the work list.
  return { id: person, number, ...(ctx.actor.writes.has('rights') ? delivery : { sent: delivery.sent }) }
}

/** The second approval, by whoever the context names; `event` carries what the door asks of them. */
export const refuseObjection = (ctx: Context, objection: Open, event: Record<string, unknown>, told: Told) =>
  decide(ctx, objection, 'objection_refused', event, told)

const ACTION = { objection_upheld: 'people.uphold_objection', objection_refused: 'people.refuse_objection' }

export const actions: Action[] = [
  action({
    name: 'people.propose_refusal',
    purposes: ['rights'],
    verb: 'write',
    says: {
      fi: 'Esitä vastustuksen hylkäämistä',
      sv: 'Föreslå avslag på en invändning',
      en: 'Propose to refuse an objection',
    },
    // Left out, ground and reasons are refused by what the law calls them, not as a slip of the form.
    input: z.object({ ...about, ground: z.string().max(40).default(''), reasons: z.string().max(8000).default('') }),
    output: z.object({ id: z.string(), approvers: z.number() }),
    long: true,
    async run(ctx, { id, scope, ground, reasons }) {
      const event = { kind: 'objection_refusal_proposed', scope, ground, reason: reasons }
      await record(ctx, 'people.propose_refusal', id, event, { scope })
      ctx.seen('people', [id], ['grounds'])
      return { id, approvers: await approversOf(ctx, ctx.actor.id) }
    },
  }),
  action({
    name: 'people.refuse_objection',
    purposes: ['rights'],
    verb: 'approve',
    says: { fi: 'Hylkää vastustus', sv: 'Avslå en invändning', en: 'Refuse an objection' },
    input: z.object({
      ...about,
      alone: z.boolean().default(false).describe('nobody else may approve: after 24 hours, with the reason'),
      reason: z.string().max(4000).optional(),
    }),
    output: decided,
    long: true,
    async run(ctx, { id, scope, alone, reason }) {
      const objection = await openObjection(ctx, id, scope)
      if (alone && (await approversOf(ctx, ctx.actor.id)) > 0) refuse('SECOND_APPROVER_NEEDED')
      const { ground, reasons } = objection
      const told = { ground: ground as (typeof REFUSAL_GROUNDS)[number], reasons: reasons ?? '' }
      return refuseObjection(ctx, objection, { alone, reason }, told)
    },
  }),
  action({
    name: 'people.uphold_objection',
    purposes: ['rights'],
    verb: 'write',
    says: { fi: 'Hyväksy vastustus', sv: 'Godkänn en invändning', en: 'Uphold an objection' },
    input: z.object({ ...about, reason: z.string().max(4000).optional() }),
    output: decided,
    long: true,
    run: async (ctx, { id, scope, reason }) =>
      decide(ctx, await openObjection(ctx, id, scope), 'objection_upheld', { reason }, {}),
  }),
  action({
    name: 'wishes.letter',
    purposes: ['rights'],
    verb: 'read',
    http: { method: 'GET', path: '/wishes/letter' },
    says: {
      fi: 'Lue päätöskirje ennen päätöstä',
      sv: 'Läs beslutsbrevet före beslutet',
      en: 'Read the letter before the decision',
    },
    input: z.object({
      ...about,
      decision: z.enum(['objection_upheld', 'objection_refused']),
      ground: z.enum(REFUSAL_GROUNDS).default('compelling_grounds'),
      reasons: z.string().max(8000).default('…'),
    }),
    output: z.object({ language: z.string(), subject: z.string(), text: z.string() }),
    async run(ctx, { id, scope, decision, ground, reasons }): Promise<Letter> {
      const objection = await openObjection(ctx, id, scope)
      ctx.seen('people', [id])
      const told = decision === 'objection_refused' ? { ground, reasons } : {}
      return letterTo(ctx.house, id, decision, { scope, said: objection.said, ...told })
    },
  }),
  action({
    name: 'wishes.paper',
    purposes: ['rights'],
    verb: 'read',
    http: { method: 'GET', path: '/wishes/paper' },
    says: {
      fi: 'Lue tehdyn päätöksen kirje',
      sv: 'Läs brevet om ett fattat beslut',
      en: 'Read the letter of a decision made',
    },
    input: z.object({ id: z.uuid(), number: z.coerce.number().int() }),
    output: z.object({ language: z.string(), subject: z.string(), text: z.string() }),
    async run(ctx, { id, number }): Promise<Letter> {
      ctx.seen('people', [id])
      const { kind, told } = await decisionOf(ctx.db, id, number)
      return letterTo(ctx.house, id, kind, told)
    },
  }),
  action({
    name: 'wishes.posted',
    purposes: ['rights'],
    verb: 'write',
    http: { method: 'POST', path: '/wishes/posted' },
    says: {
      fi: 'Merkitse päätöskirje postitetuksi',
      sv: 'Markera beslutsbrevet som postat',
      en: 'Mark the letter of a decision as posted',
    },
    input: z.object({ id: z.uuid(), number: z.number().int() }),
    output: z.object({ id: z.string() }),
    long: true,
    async run(ctx, { id, number }) {
      await posted(ctx, id, messageOf(number))
      ctx.seen('people', [id], ['sendings'])
      return { id }
    },
  }),
]

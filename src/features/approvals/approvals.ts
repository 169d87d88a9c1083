import { z } from 'zod'
import { type Action, action } from '#kernel/action.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { approversOf } from '../wishes/decisions.ts'
import { AskInput, ask, askAgain } from './ask.ts'
import { type Approval, approvalsOf, KINDS, ROLES, waiting } from './asked.ts'
import { approverOf } from './matters.ts'

const says = (fi: string, sv: string, en: string) => ({ fi, sv, en })
const Handed = z.object({ id: z.string(), mailed: z.boolean(), link: z.string().optional() })
const Item = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  email: z.string(),
  asked_name: z.string(),
  asked_at: z.string(),
  handed: z.enum(['mail', 'shown']),
  handed_at: z.string(),
  expires_at: z.string(),
  /** When the page was first looked at; a mail scanner looks too. */
  opened_at: z.string().nullable(),
  state: z.enum(['waiting', 'approved', 'rejected', 'withdrawn', 'expired']),
  decided_at: z.string().nullable(),
  reason: z.string().nullable(),
})

export const actions: Action[] = [
  action({
    name: 'approvals.list',
    purposes: ['rights'],
    verb: 'approve',
    unlogged: true,
    long: true,
    http: { method: 'GET', path: '/approvals' },
    says: says(
      'Lue ulkopuolisilta pyydetyt hyväksynnät',
      'Läs godkännandena som begärts av utomstående',
      'Read the approvals asked from outside',
    ),
    input: z.object({
      kind: z.enum(KINDS),
      about: z
        .string()
        .max(100)
        .describe('objection: person and purpose; balancing: purpose; exemption, request: its id'),
    }),
    output: z.object({ items: z.array(Item), others: z.int() }),
    async run(ctx, { kind, about }) {
      const found = await approvalsOf(ctx.house, kind, about)
      const opened = await openings(ctx.house, found)
      const items = found.map((one) => ({ ...shown(one), opened_at: opened.get(one.id) ?? null }))
      return { items, others: await approversOf(ctx, ctx.actor.id, kind === 'balancing' ? 'register' : 'approve') }
    },
  }),
  action({
    name: 'approvals.create',
    purposes: ['rights'],
    verb: 'approve',
    long: true,
    says: says('Pyydä ulkopuolista hyväksymään', 'Be en utomstående godkänna', 'Ask an outside approver'),
    input: AskInput,
    output: Handed,
    run: ask,
  }),
  action({
    name: 'approvals.resend',
    purposes: ['rights'],
    verb: 'approve',
    long: true,
    says: says(
      'Lähetä hyväksyntälinkki uudelleen',
      'Skicka länken för godkännande på nytt',
      'Send the approval link again',
    ),
    input: z.object({ id: z.uuid() }),
    output: Handed,
    run: async (ctx, { id }) => askAgain(ctx, await waiting(ctx.house, id)),
  }),
  action({
    name: 'approvals.withdraw',
    purposes: ['rights'],
    verb: 'approve',
    long: true,
    says: says('Peru hyväksyntäpyyntö', 'Återkalla en begäran om godkännande', 'Withdraw a request for approval'),
    input: z.object({ id: z.uuid() }),
    output: z.object({ id: z.string() }),
    async run(ctx, { id }) {
      await waiting(ctx.house, id)
      const { rowCount } = await ctx.house.jobs.query(
        `update register.approvals set decision = 'withdrawn' where id = $1 and decision is null`,
        [id],
      )
      if (!rowCount) refuse('APPROVAL_LINK_USED')
      ctx.note({ approval: id })
      return { id }
    },
  }),
]

const shown = ({ decision, expired, ...one }: Approval) => ({
  id: one.id,
  name: one.name,
  role: one.role,
  email: one.email,
  asked_name: one.asked_name,
  asked_at: one.asked_at,
  handed: one.handed,
  handed_at: one.handed_at,
  expires_at: one.expires_at,
  state: decision ?? (expired ? ('expired' as const) : ('waiting' as const)),
  decided_at: one.decided_at,
  reason: one.reason,
})

/** When each was first looked at: looking changes nothing but the ledger, so it is read there. */
async function openings(house: House, found: readonly Approval[]): Promise<Map<string, string>> {
  if (found.length === 0) return new Map()
  const { rows } = await house.ledger.query<{ actor: string; at: string }>(
    `select actor, min(at) as at from ledger.entries where action = 'approvals.look' and actor = any ($1) and at >= $2 group by actor`,
    [found.map(approverOf), found.at(-1)!.asked_at],
  )
  const byActor = new Map(rows.map(({ actor, at }) => [actor, at]))
  return new Map(
    found.flatMap((one) => (byActor.has(approverOf(one)) ? [[one.id, byActor.get(approverOf(one))!]] : [])),
  )
}

import { z } from 'zod'
import type { Context } from '#kernel/action.ts'
import { config } from '#kernel/config.ts'
import { sendMail } from '#kernel/disclose.ts'
import { refuse } from '#kernel/errors.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { PARTS } from '../balancing/proposals.ts'
import { reviewDay, SHORTEST, testsOf } from '../balancing/signing.ts'
import { approversOf } from '../wishes/decisions.ts'
import { openObjection } from '../wishes/wishes.open.ts'
import { words } from './approvals.text.ts'
import { type Approval, expire, KINDS, ROLES, type Subject } from './asked.ts'
import { momentIn } from './dates.ts'
import { approvalUrl } from './links.ts'
import { proposalOf } from './refusals.ts'

/** How long a link waits for its answer. */
const DAYS = 7

export const AskInput = z.object({
  kind: z.enum(KINDS),
  person: z.uuid().optional().describe('objection: whose'),
  scope: z.string().max(40).optional().describe('objection: against which purpose'),
  purpose: z.string().max(40).optional().describe('balancing: of which purpose'),
  outcome: z.enum(['positive', 'negative']).optional().describe('balancing'),
  review_on: z.iso.date().optional().describe('balancing'),
  exemption: z.uuid().optional().describe('exemption: its id'),
  request: z.uuid().optional().describe('request: its id'),
  name: z.string().trim().min(3).max(200).describe('the outside approver'),
  role: z.enum(ROLES),
  email: z.email().max(254),
  language: z.enum(LANGUAGES as ['fi', 'sv', 'en']).default('fi'),
})
export type Asking = z.infer<typeof AskInput>

/** mailed: a relay took the link. Else it stands here once, to be handed over, and that it was is on record. */
export type Handed = { id: string; mailed: boolean; link?: string }

/** Names the outside approver of one matter, and sends them its link. Only where nobody inside could approve. */
export async function ask(ctx: Context, input: Asking): Promise<Handed> {
  const { house, actor } = ctx
  const { kind, subject, others } = await subjectOf(ctx, input)
  if (others > 0) refuse('APPROVER_NOT_NEEDED')
  const own = await house.auth.query('select from auth.users where lower(email) = lower($1)', [input.email])
  if (own.rowCount) refuse('APPROVER_IS_USER', { field: 'email' })
  await expire(house)
  const { rows } = await house.jobs
    .query<Approval>(
      `insert into register.approvals (kind, subject, name, role, email, language, asked_by, asked_name, handed, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'shown', clock_timestamp() + make_interval(days => ${DAYS})) returning *`,
      [kind, JSON.stringify(subject), input.name, input.role, input.email, input.language, actor.id, actor.name],
    )
    .catch((error) => {
      throw error.constraint === 'approvals_waiting' ? refusal() : error
    })
  ctx.note({ kind, approval: rows[0]!.id })
  if ('person' in subject) ctx.seen('people', [subject.person], ['grounds'])
  return hand(ctx, rows[0]!)
}

/** A new link in place of the earlier one, with its full time. */
export async function askAgain(ctx: Context, { id }: Approval): Promise<Handed> {
  const { rows } = await ctx.house.jobs.query<Approval>(
    `update register.approvals set serial = serial + 1, handed = 'shown', handed_at = clock_timestamp(),
       expires_at = clock_timestamp() + make_interval(days => ${DAYS})
     where id = $1 and decision is null returning *`,
    [id],
  )
  if (!rows[0]) refuse('APPROVAL_LINK_USED')
  ctx.note({ approval: id, serial: rows[0].serial })
  return hand(ctx, rows[0])
}

function refusal(): unknown {
  try {
    return refuse('APPROVAL_WAITING')
  } catch (error) {
    return error
  }
}

/** The message says who asks and where; the matter itself is told only by the page. */
async function hand({ house }: Context, approval: Approval): Promise<Handed> {
  const { id, name, email, language, asked_name, expires_at } = approval
  const link = approvalUrl(house.connection.key, approval)
  if (!config.mailUrl) return { id, mailed: false, link }
  const company = house.register.controller.name
  const { subject, lines, until } = words[language].mail
  const text = [
    `${name},`,
    '',
    ...lines(asked_name, company),
    '',
    link,
    '',
    until(momentIn(language, expires_at)),
    '',
    company,
  ].join('\n')
  try {
    await sendMail({ to: email, subject: subject(company), text })
  } catch {
    // The relay did not take it: the link is handed over as where there is no relay.
    return { id, mailed: false, link }
  }
  await house.jobs.query(`update register.approvals set handed = 'mail' where id = $1 and decision is null`, [id])
  return { id, mailed: true }
}

/** What exactly is asked about, and how many others inside could be asked instead. */
async function subjectOf(ctx: Context, input: Asking): Promise<Subject & { others: number }> {
  switch (input.kind) {
    case 'objection': {
      if (!ctx.actor.writes.has('rights')) refuse('PURPOSE_MISMATCH')
      const person = input.person ?? refuse('VALUE_MISSING', { field: 'person' })
      const scope = input.scope ?? refuse('VALUE_MISSING', { field: 'scope' })
      const open = await openObjection(ctx, person, scope)
      if (open.kind !== 'objection_refusal_proposed') refuse('REFUSAL_INCOMPLETE', { field: 'ground' })
      await refuseRejected(ctx, { person, scope, number: open.number })
      const others = await approversOf(ctx, open.proposed_by!)
      return { kind: 'objection', subject: { person, scope, number: Number(open.number) }, others }
    }
    case 'balancing': {
      const purpose = input.purpose ?? refuse('VALUE_MISSING', { field: 'purpose' })
      const outcome = input.outcome ?? refuse('VALUE_MISSING', { field: 'outcome' })
      if (!ctx.actor.may.has('register')) refuse('PURPOSE_MISMATCH')
      const { draft } = await testsOf(ctx.house, purpose)
      if (!draft) refuse('NOT_FOUND', { field: 'purpose' })
      for (const part of PARTS)
        if ((draft.body[part]?.trim().length ?? 0) < SHORTEST) refuse('BALANCING_TEST_INCOMPLETE', { field: part })
      const subject = { purpose, test: draft.id, written_at: draft.written_at }
      await refuseRejected(ctx, subject)
      const review_on = await reviewDay(ctx.house, input.review_on)
      const others = await approversOf(ctx, ctx.actor.id, 'register')
      return { kind: 'balancing', subject: { ...subject, outcome, review_on }, others }
    }
    case 'exemption': {
      if (!ctx.actor.writes.has('rights')) refuse('PURPOSE_MISMATCH')
      const exemption = input.exemption ?? refuse('VALUE_MISSING', { field: 'exemption' })
      const { rows } = await ctx.house.jobs.query<{ proposed_by: string }>(
        'select proposed_by from register.exemptions where id = $1 and decided_at is null',
        [exemption],
      )
      if (!rows[0]) refuse('NOT_FOUND', { field: 'exemption' })
      return { kind: 'exemption', subject: { exemption }, others: await approversOf(ctx, rows[0].proposed_by) }
    }
    case 'request': {
      if (!ctx.actor.writes.has('rights')) refuse('PURPOSE_MISMATCH')
      const request = input.request ?? refuse('VALUE_MISSING', { field: 'request' })
      const found = (await proposalOf(ctx.house, request)) ?? refuse('REQUEST_UNDECIDED', { field: 'request' })
      const subject = { request, proposal: found.proposal }
      await refuseRejected(ctx, subject)
      return { kind: 'request', subject, others: await approversOf(ctx, found.proposed_by) }
    }
  }
}

/** One no is not asked away with another link: what was rejected is proposed anew first. */
async function refuseRejected({ house }: Context, subject: object): Promise<void> {
  const { rowCount } = await house.jobs.query(
    `select from register.approvals where decision = 'rejected' and subject @> $1`,
    [JSON.stringify(subject)],
  )
  if (rowCount) refuse('APPROVAL_REJECTED')
}

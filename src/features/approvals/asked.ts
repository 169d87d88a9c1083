import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { openApproval } from './links.ts'

export const KINDS = ['objection', 'balancing', 'exemption', 'request'] as const
export const ROLES = ['auditor', 'lawyer', 'privacy_officer', 'other'] as const

/** What is to be approved, as it was when it was asked: should any of it change, the link is about nothing. */
export type Subject =
  | { kind: 'objection'; subject: { person: string; scope: string; number: number } }
  | {
      kind: 'balancing'
      subject: {
        purpose: string
        test: string
        written_at: string
        outcome: 'positive' | 'negative'
        review_on: string
      }
    }
  | { kind: 'exemption'; subject: { exemption: string } }
  | { kind: 'request'; subject: { request: string; proposal: string } }

/** One request to one outside person. Times in ISO 8601. */
export type Approval = Subject & {
  id: string
  name: string
  role: (typeof ROLES)[number]
  email: string
  language: Language
  asked_by: string
  asked_name: string
  asked_at: string
  serial: number
  handed: 'mail' | 'shown'
  handed_at: string
  expires_at: string
  decision: 'approved' | 'rejected' | 'withdrawn' | 'expired' | null
  decided_at: string | null
  reason: string | null
  expired: boolean
}

const SELECT = `select *, expires_at <= clock_timestamp() as expired from register.approvals`

/** Of one matter, the newest first. */
export async function approvalsOf(house: House, kind: string, about: string): Promise<Approval[]> {
  const { rows } = await house.jobs.query<Approval>(
    `${SELECT} where kind = $1 and ${ABOUT} = $2 order by asked_at desc`,
    [kind, about],
  )
  return rows
}

/** What a matter is called from outside: a person and a purpose, a purpose, an exemption, a request by the law. */
const ABOUT = `case kind when 'objection' then (subject->>'person') || ' ' || (subject->>'scope')
  when 'balancing' then subject->>'purpose' when 'request' then subject->>'request' else subject->>'exemption' end`

/** One that waits; refused when it has ended. */
export async function waiting(house: House, id: string): Promise<Approval> {
  const { rows } = await house.jobs.query<Approval>(`${SELECT} where id = $1`, [id])
  const found = rows[0] ?? refuse('NOT_FOUND', { field: 'id' })
  if (found.decision) refuse(ENDED[found.decision])
  return found
}

/** The approval a link opens, or the code that says why it opens none. */
export async function approvalBy(house: House, token: string): Promise<Approval> {
  const link = openApproval(house.connection.key, token) ?? refuse('APPROVAL_LINK_INVALID')
  const { rows } = await house.jobs.query<Approval>(`${SELECT} where id = $1`, [link.id])
  const found = rows[0] ?? refuse('APPROVAL_LINK_INVALID')
  if (found.decision) refuse(ENDED[found.decision])
  if (found.serial !== link.serial) refuse('APPROVAL_LINK_REPLACED')
  if (found.expired) refuse('APPROVAL_LINK_EXPIRED')
  return found
}

const ENDED = {
  approved: 'APPROVAL_LINK_USED',
  rejected: 'APPROVAL_LINK_USED',
  withdrawn: 'APPROVAL_LINK_WITHDRAWN',
  expired: 'APPROVAL_LINK_EXPIRED',
} as const

/** Outside approvers by the id they have in every record, `approver:…`. */
export async function namesOf(house: House, actors: readonly string[]): Promise<Map<string, string>> {
  const ids = actors.flatMap((actor) => (actor.startsWith('approver:') ? [actor.slice('approver:'.length)] : []))
  if (ids.length === 0) return new Map()
  const { rows } = await house.jobs.query<{ id: string; name: string }>(
    'select id, name from register.approvals where id = any ($1::uuid[])',
    [ids],
  )
  return new Map(rows.map(({ id, name }) => [`approver:${id}`, name]))
}

/** Ends what nobody answered in time; their address goes with it. How many. */
export async function expire(house: House): Promise<number> {
  const { rowCount } = await house.jobs.query(
    `update register.approvals set decision = 'expired' where decision is null and expires_at <= clock_timestamp()`,
  )
  return rowCount ?? 0
}

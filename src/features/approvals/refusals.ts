import { sql } from 'kysely'
import type { House } from '#kernel/database.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import type { nouns } from '#register/index.ts'

/** A refusal of a request by the law that waits for its second; `proposal`: the step that proposed it. Days YYYY-MM-DD, moments ISO. */
export type Proposal = {
  proposal: string
  proposed_by: string
  proposed_at: string
  kinds: (keyof typeof nouns.requests.fields.kinds.options)[]
  outcome: string
  ground: string
  reasons: string | null
  received_at: string
  due_on: string
}

/** Null: none waits, or it has been approved or answered since. */
export async function proposalOf(house: House, request: string): Promise<Proposal | null> {
  const { rows } = await house.pool('rights').query<Proposal & { second: boolean | null }>(
    `select s.id as proposal, s.actor as proposed_by, s.created_at as proposed_at, (s.detail->>'second')::boolean as second, r.kinds, r.outcome, r.ground, r.reasons, r.received_at,
       coalesce(r.extended_to, r.due_on) as due_on
     from rights.requests r join rights.request_steps s on s.request_id = r.id and s.kind = 'proposed'
     where r.id = $1 and r.approved_at is null and r.answered_at is null and r.state <> 'closed' order by s.id desc limit 1`,
    [request],
  )
  return rows[0]?.second ? rows[0] : null
}

/** A step in the name of the outside approver; an approval is taken by the door together with the link that brought it. */
export async function moveRequest(
  house: House,
  approver: string,
  step: 'approve' | 'step',
  request: string,
  said: object,
): Promise<void> {
  await inOwnTransaction(house, 'rights', approver, (tx) =>
    sql`select door.ask_right(${step}, ${request}::uuid, ${JSON.stringify(said)}::jsonb)`.execute(tx),
  )
}

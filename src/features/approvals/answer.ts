import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { append } from '#kernel/ledger.ts'
import { type Approval, approvalBy } from './asked.ts'
import { approverOf, carryOut, giveUp, hashOfMatter, type Matter } from './matters.ts'

export type Answer = { decision: 'approved' | 'rejected'; name: string; reason: string }

/** Words below which a reason says nothing. */
export const SHORTEST_REASON = 10

/**
 * The one answer of a link, with what was on the page. Of two at once one gets through: the refusal of an objection or a
 * request spends the link in its own transaction; elsewhere the row is held while the rest is done.
 */
export async function answerBy(house: House, token: string, said: Answer, matter: Matter): Promise<Approval> {
  const approval = await approvalBy(house, token)
  if (plain(said.name) !== plain(approval.name)) refuse('APPROVER_NAME_DIFFERS', { field: 'name' })
  if (said.reason.trim().length < SHORTEST_REASON) refuse('VALUE_MISSING', { field: 'reason' })
  const word = { reason: said.reason.trim(), shown: hashOfMatter(matter) }
  const spends = approval.kind === 'objection' || approval.kind === 'request'
  if (spends && said.decision === 'approved')
    await carryOut(house, approval, word).catch(async (error) => {
      // The other of two got through first: what is refused now is that the link has done its work, whatever comes of it.
      const { rows } = await house.jobs.query<Approval>('select decision from register.approvals where id = $1', [
        approval.id,
      ])
      if (rows[0]?.decision) refuse('APPROVAL_LINK_USED')
      throw error
    })
  else
    await spent(house, approval, said.decision, word, () =>
      said.decision === 'approved' ? carryOut(house, approval, word) : giveUp(house, approval, word.reason),
    )
  await append(house, [
    {
      actor: approverOf(approval),
      purpose: 'rights',
      action: 'approvals.answer',
      ...(approval.kind === 'objection' ? { noun: 'people', ids: [approval.subject.person], fields: ['grounds'] } : {}),
      ...(approval.kind === 'request'
        ? { noun: 'requests', ids: [approval.subject.request], fields: ['approved_by'] }
        : {}),
      detail: {
        approval: approval.id,
        serial: approval.serial,
        kind: approval.kind,
        decision: said.decision,
        asked_by: approval.asked_by,
        handed: approval.handed,
        shown: word.shown,
      },
    },
  ])
  return (await house.jobs.query<Approval>('select * from register.approvals where id = $1', [approval.id])).rows[0]!
}

async function spent(
  house: House,
  { id, serial }: Approval,
  decision: Answer['decision'],
  { reason, shown }: { reason: string; shown: string },
  work: () => Promise<void>,
): Promise<void> {
  const client = await house.jobs.connect()
  try {
    await client.query('begin')
    const { rowCount } = await client.query(
      `update register.approvals set decision = $3, reason = $4, shown = $5
       where id = $1 and serial = $2 and decision is null and expires_at > clock_timestamp()`,
      [id, serial, decision, reason, shown],
    )
    if (!rowCount) refuse('APPROVAL_LINK_USED')
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

const plain = (name: string): string => name.trim().replace(/\s+/g, ' ').toLocaleLowerCase('fi')

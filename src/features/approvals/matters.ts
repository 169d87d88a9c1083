import { createHash } from 'node:crypto'
import type { Context } from '#kernel/action.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { nouns, type PurposeId, purposes } from '#register/index.ts'
import { PARTS } from '../balancing/proposals.ts'
import { signTest, testsOf } from '../balancing/signing.ts'
import { decideExemption } from '../informing/exemptions.ts'
import { type REFUSAL_GROUNDS, refuseObjection } from '../wishes/decisions.ts'
import { openObjections } from '../wishes/wishes.open.ts'
import { words } from './approvals.text.ts'
import type { Approval } from './asked.ts'
import { dateIn } from './dates.ts'
import { moveRequest, proposalOf } from './refusals.ts'

/** What the approver is shown, and no more: nobody's name but of those who propose. */
export type Matter = {
  asks: string
  facts: readonly (readonly [label: string, value: string])[]
  texts: readonly { heading: string; text: string }[]
  /** Of the texts, where they were written in one language. */
  language?: Language
  /** Something about a person was left out. */
  hidden: boolean
}

/** As it stands now; refuses APPROVAL_SUPERSEDED when it is no longer what was asked about. */
export async function matterOf(house: House, approval: Approval, language: Language): Promise<Matter> {
  const text = words[language]
  const label = (purpose: string) => purposes[purpose as PurposeId].label[language]
  switch (approval.kind) {
    case 'objection': {
      const { ground, reasons, said, due, proposed_by, proposed_at } = await objectionOf(house, approval.subject)
      return {
        asks: text.asks.objection(label(approval.subject.scope)),
        facts: [
          [text.facts.ground, text.grounds[ground!] ?? ground!],
          [text.facts.objected, dateIn(language, said)],
          [
            text.facts.proposed,
            proposed_by === approval.asked_by
              ? text.by(approval.asked_name, dateIn(language, proposed_at!))
              : dateIn(language, proposed_at!),
          ],
          [text.facts.due, dateIn(language, due)],
        ],
        texts: [{ heading: text.reasons, text: reasons ?? '' }],
        hidden: true,
      }
    }
    case 'balancing': {
      const { purpose, outcome, review_on } = approval.subject
      const { body } = await draftOf(house, approval.subject)
      return {
        asks: text.asks.balancing(label(purpose)),
        facts: [
          [text.facts.outcome, text.outcomes[outcome]],
          [text.facts.review, dateIn(language, review_on)],
        ],
        texts: PARTS.map((part) => ({ heading: text.parts[part], text: body[part] ?? '' })),
        ...(body.language && { language: body.language }),
        hidden: false,
      }
    }
    case 'exemption': {
      const found = await exemptionOf(house, approval.subject.exemption)
      return {
        asks: text.asks.exemption(found.people),
        facts: [
          [text.facts.ground, text.grounds[found.ground] ?? found.ground],
          [text.facts.proposed, text.by(found.proposed_name, dateIn(language, found.proposed_at))],
        ],
        texts: [
          { heading: text.reasons, text: found.reasoning },
          { heading: text.safeguards, text: found.safeguards },
        ],
        hidden: true,
      }
    }
    case 'request': {
      const found = await refusalOf(house, approval.subject)
      const asked = found.kinds.map((kind) => nouns.requests.fields.kinds.options[kind][language]).join(', ')
      return {
        asks: found.outcome === 'partly' ? text.asks.partly(asked) : text.asks.request(asked),
        facts: [
          [text.facts.ground, text.grounds[found.ground] ?? found.ground],
          [text.facts.received, dateIn(language, found.received_at)],
          [
            text.facts.proposed,
            found.proposed_by === approval.asked_by
              ? text.by(approval.asked_name, dateIn(language, found.proposed_at))
              : dateIn(language, found.proposed_at),
          ],
          [text.facts.answer, dateIn(language, found.due_on)],
        ],
        texts: [{ heading: text.reasons, text: found.reasons ?? '' }],
        hidden: true,
      }
    }
  }
}

export const hashOfMatter = (matter: Matter): string =>
  createHash('sha256').update(JSON.stringify(matter)).digest('hex')

/** What an approval brings about, in the name of the outside approver. An objection's and a request's spend the link themselves. */
export async function carryOut(
  house: House,
  approval: Approval,
  said: { reason: string; shown: string },
): Promise<void> {
  switch (approval.kind) {
    case 'objection': {
      const objection = await objectionOf(house, approval.subject)
      const word = { id: approval.id, serial: approval.serial, ...said }
      const told = { ground: objection.ground as (typeof REFUSAL_GROUNDS)[number], reasons: objection.reasons ?? '' }
      await refuseObjection(asApprover(house, approval), objection, { approval: word }, told)
      return
    }
    case 'balancing': {
      const { purpose, outcome, review_on } = approval.subject
      await draftOf(house, approval.subject)
      // The signature is of whoever asked; the second is the approval's.
      const signer = { ...asApprover(house, approval), language: approval.language }
      const actor = { ...signer.actor, id: approval.asked_by, name: approval.asked_name }
      await signTest({ ...signer, actor }, { purpose, outcome, review_on }, 'draft')
      return
    }
    case 'exemption':
      await exemptionOf(house, approval.subject.exemption)
      await decideExemption(asApprover(house, approval), {
        id: approval.subject.exemption,
        approve: true,
        reason: said.reason,
      })
      return
    case 'request':
      await refusalOf(house, approval.subject)
      await moveRequest(house, approverOf(approval), 'approve', approval.subject.request, {
        approval: { id: approval.id, serial: approval.serial, ...said },
      })
  }
}

/** What a rejection brings about besides being on record. */
export async function giveUp(house: House, approval: Approval, reason: string): Promise<void> {
  if (approval.kind === 'request') {
    const { id } = approval
    const note = { kind: 'note', words: reason, detail: { what: 'outside_rejected', approval: id } }
    await moveRequest(house, approverOf(approval), 'step', approval.subject.request, note)
  }
  if (approval.kind !== 'exemption') return
  await decideExemption(asApprover(house, approval), { id: approval.subject.exemption, approve: false, reason })
}

export const approverOf = ({ id }: Pick<Approval, 'id'>): string => `approver:${id}`

/** Somebody who may nothing but this: no level, no purpose to write under, and an id of their own in every record. */
function asApprover(house: House, approval: Approval): Context {
  return {
    house,
    actor: {
      kind: 'user',
      id: approverOf(approval),
      name: approval.name,
      language: approval.language,
      levels: [],
      writes: new Set(),
      reads: new Set(),
      may: new Set(),
      scope: 'own',
      team: null,
    },
    purpose: 'rights',
    language: approval.language,
    db: house.under('rights') as any,
    register: house.register,
    version: null,
    seen() {},
    note() {},
  }
}

type SubjectOf<K> = Extract<Approval, { kind: K }>['subject']

async function objectionOf(house: House, { person, scope, number }: SubjectOf<'objection'>) {
  const [found] = await openObjections(house.under('rights') as any, { person, scope })
  if (found?.kind !== 'objection_refusal_proposed' || Number(found.number) !== number) refuse('APPROVAL_SUPERSEDED')
  return found
}

async function refusalOf(house: House, { request, proposal }: SubjectOf<'request'>) {
  const found = await proposalOf(house, request)
  if (found?.proposal !== proposal) refuse('APPROVAL_SUPERSEDED')
  return found
}

async function draftOf(house: House, { purpose, test, written_at }: SubjectOf<'balancing'>) {
  const { draft } = await testsOf(house, purpose)
  if (draft?.id !== test || draft.written_at !== written_at) refuse('APPROVAL_SUPERSEDED')
  return draft
}

async function exemptionOf(house: House, id: string) {
  const { rows } = await house.jobs.query<{
    ground: string
    reasoning: string
    safeguards: string
    people: number
    proposed_by: string
    proposed_name: string
    proposed_at: string
  }>('select * from register.exemptions where id = $1 and decided_at is null', [id])
  return rows[0] ?? refuse('APPROVAL_SUPERSEDED')
}

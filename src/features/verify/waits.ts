import { LACKS } from './lacks.ts'
import type { Part, Promised, PromiseId } from './promises.ts'
import { open, type Verdict } from './verdict.ts'

/** What each part not built yet will bring; until then nothing of it is claimed. */
const PARTS: Readonly<Record<Exclude<Part, 'house'>, string>> = {
  grounds: 'consents with their proof, the gate that asks before each message, decisions on objections',
  work: 'contracts, deliveries, offers and services with their own periods',
  rights: 'access report, erasure that reaches every store, the retention run and its receipts',
  inbox: 'incoming requests as cases with an owner and a deadline, and the mailbox',
  marketing: 'campaigns, newsletters, subscriptions and targeting',
  openness: 'the records of recipients, agreements, transfers, assessments and reviews',
  services: 'use of services, signatures, disruptions and website statistics',
}

/** What people must have done, dated and signed; there is no place to keep it yet. */
const RECORDS: Readonly<Partial<Record<PromiseId, string>>> = {
  P02: 'the board of controls with its yearly review',
  P75: 'the yearly statement that data was not sold or exchanged',
  P79: 'what each processor has committed to, by version of the notice',
  P81: 'the arrangement with each group company',
  P86: 'the requests of authorities, each with its statute',
  P87: 'the assessment for claims and fraud, and who may look',
  P92: 'the risk assessment and what was done about it',
  P93: 'each subcontractor’s yearly assurance',
  P94: 'the measures agreed with each subcontractor',
}

/** The verdict on a promise that nothing here can look at yet. */
export function waitFor({ id, kind, needs }: Promised): Verdict {
  const lacks = LACKS[id]
  if (lacks) return open(lacks)
  const record = RECORDS[id]
  if (kind === 'organisational')
    return open(`rests on a record kept by people (${record}); none is on file, and the place for it is not built.`)
  const part = needs === 'house' ? 'a check of its own' : PARTS[needs]
  return open(`not built: ${part}.${kind === 'mixed' ? ' Part of it rests on people.' : ''}`)
}

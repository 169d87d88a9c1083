import type { RetentionRule } from '../src/kernel/vocabulary.ts'
import { says } from './retention.wordings.ts'

/**
 * How long each kind of data is kept: a clock that an event starts, and what happens when it has run. These are
 * proposals; an owner adopts each with a name and a date. `null`: a law sets the time.
 */
export const retention = {
  prospect: { ...says.prospect, length: 'P24M', end: 'erase' },
  contact: { ...says.contact, length: 'P12M', end: 'erase' },
  company: { ...says.company, length: 'P24M', end: 'review' },
  case: { ...says.case, length: 'P24M', end: 'erase' },
  correspondence: { ...says.correspondence, length: 'P36M', end: 'erase' },
  raw_use: { ...says.raw_use, length: 'P90D', end: 'anonymise' },
  use_rollup: { ...says.use_rollup, length: 'P25M', end: 'erase' },
  diet: { ...says.diet, length: 'P0D', end: 'erase' },
  signed_contract: { ...says.signed_contract, length: 'P3Y', end: 'erase' },
  consent_proof: { ...says.consent_proof, length: 'P3Y', end: 'erase' },
  pending_consent: { ...says.pending_consent, length: 'P7D', end: 'erase' },
  subscription: { ...says.subscription, length: 'P7D', end: 'erase' },
  suppression: { ...says.suppression, length: 'P5Y', end: 'review' },
  request: { ...says.request, length: 'P3Y', end: 'erase' },
  account: { ...says.account, length: 'P12M', end: 'erase' },
  sign_in_log: { ...says.sign_in_log, length: 'P12M', end: 'erase' },
  access_ledger: { ...says.access_ledger, length: 'P24M', end: 'erase' },
  trash: { ...says.trash, length: 'P30D', end: 'erase' },
  import: { ...says.import, length: 'P30D', end: 'erase' },
  vouchers: { ...says.vouchers, length: null, law: '1336/1997 2:10', end: 'erase' },
  rewrite: { ...says.rewrite, length: 'P30D', end: 'erase' },
  backups: { ...says.backups, length: 'P35D', end: 'erase' },
} as const satisfies Record<string, RetentionRule>

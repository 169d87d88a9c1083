import type { Position, Purpose } from '../src/kernel/vocabulary.ts'
import { says } from './purposes.wordings.ts'

const OUTSIDE = ['customer', 'prospect', 'supplier', 'partner', 'reseller', 'group_company'] as const
const BOUND = ['customer', 'supplier', 'partner', 'reseller', 'group_company'] as const
const EVERYONE = [...OUTSIDE, 'staff'] as const

/**
 * The closed catalogue of why we may hold anything about anyone. The bit is the purpose's place in every
 * permission mask ever stored: never change one, never give a retired one to another purpose.
 */
export const purposes = {
  contract: {
    ...says.contract,
    bit: 0,
    bases: ['contract', 'legitimate_interest'],
    objection: 'reasoned',
    audience: ['customer', 'reseller', 'group_company'],
    hue: 255,
  },
  delivery: {
    ...says.delivery,
    bit: 1,
    bases: ['contract', 'legitimate_interest'],
    objection: 'reasoned',
    audience: ['customer', 'reseller'],
    hue: 195,
  },
  relationship: {
    ...says.relationship,
    bit: 2,
    bases: ['legitimate_interest'],
    objection: 'reasoned',
    audience: ['customer', 'partner', 'reseller', 'group_company'],
    hue: 215,
  },
  sales: {
    ...says.sales,
    bit: 3,
    bases: ['contract', 'legitimate_interest'],
    objection: 'reasoned',
    audience: ['customer', 'prospect', 'reseller'],
    hue: 38,
  },
  prospecting: {
    ...says.prospecting,
    bit: 4,
    bases: ['legitimate_interest'],
    objection: 'absolute',
    audience: ['prospect'],
    hue: 58,
  },
  marketing: {
    ...says.marketing,
    bit: 5,
    bases: ['consent', 'legitimate_interest'],
    objection: 'absolute',
    audience: ['customer', 'prospect'],
    untested: true,
    hue: 325,
  },
  partner_offers: {
    ...says.partner_offers,
    bit: 6,
    bases: ['consent'],
    objection: 'withdrawal',
    audience: ['customer', 'prospect'],
    hue: 345,
  },
  targeting: {
    ...says.targeting,
    bit: 7,
    bases: ['consent'],
    objection: 'withdrawal',
    audience: ['customer', 'prospect'],
    // Advertising elsewhere needs a joint-controller arrangement and a consent naming the platform first.
    asleep: true,
    hue: 5,
  },
  support: {
    ...says.support,
    bit: 8,
    bases: ['contract', 'legitimate_interest'],
    objection: 'reasoned',
    audience: OUTSIDE,
    hue: 160,
  },
  incidents: {
    ...says.incidents,
    bit: 9,
    bases: ['contract', 'legitimate_interest'],
    objection: 'reasoned',
    audience: ['customer'],
    hue: 20,
  },
  development: {
    ...says.development,
    bit: 10,
    bases: ['legitimate_interest'],
    objection: 'reasoned',
    audience: ['customer'],
    hue: 300,
  },
  suppliers: {
    ...says.suppliers,
    bit: 11,
    bases: ['contract', 'legitimate_interest'],
    objection: 'reasoned',
    audience: ['supplier', 'partner', 'reseller'],
    hue: 85,
  },
  staff: {
    ...says.staff,
    bit: 12,
    bases: ['employment', 'legitimate_interest'],
    objection: 'none',
    audience: ['staff'],
    untested: true,
    hue: 235,
  },
  rights: {
    ...says.rights,
    bit: 13,
    bases: ['legal_obligation'],
    objection: 'none',
    audience: EVERYONE,
    hue: 275,
  },
  security: {
    ...says.security,
    bit: 14,
    bases: ['legitimate_interest'],
    objection: 'reasoned',
    audience: ['customer', 'staff'],
    untested: true,
    hue: 180,
  },
  statutory: {
    ...says.statutory,
    bit: 15,
    bases: ['legal_obligation'],
    objection: 'none',
    audience: [...BOUND, 'staff'],
    hue: 48,
  },
  claims: {
    ...says.claims,
    bit: 16,
    bases: ['legitimate_interest'],
    // Not lowered by an objection: Art. 21(1) itself lets what a legal claim needs stay. The notice says so.
    objection: 'none',
    audience: [...BOUND, 'staff'],
    untested: true,
    hue: 28,
  },
} as const satisfies Record<string, Purpose>

export type PurposeId = keyof typeof purposes

export const purposeIds = Object.keys(purposes) as PurposeId[]

export const bitOf = (purpose: PurposeId): bigint => 1n << BigInt(purposes[purpose].bit)

export const maskOf = (list: readonly PurposeId[]): bigint => list.reduce((mask, purpose) => mask | bitOf(purpose), 0n)

/** What "no direct marketing" closes, Art. 21(2)–(3); open deals, contracts and cases go on. */
export const MARKETING_PURPOSES = [
  'prospecting',
  'marketing',
  'partner_offers',
  'targeting',
] as const satisfies readonly PurposeId[]

/** What stays readable when processing is restricted, Art. 18(2): storage, and serving the person. */
export const STORAGE_PURPOSES = ['rights', 'security', 'statutory', 'claims'] as const satisfies readonly PurposeId[]

/** What we may do by legitimate interest with a person in this position, once the balancing test is signed. */
export const positions = {
  customer: ['relationship', 'sales', 'contract', 'delivery', 'support', 'incidents', 'marketing'],
  prospect: ['sales', 'prospecting', 'marketing'],
  supplier: ['suppliers'],
  partner: ['suppliers', 'relationship'],
  reseller: ['relationship', 'sales', 'contract', 'delivery', 'suppliers'],
  group_company: ['relationship', 'contract'],
  staff: ['staff'],
} as const satisfies Record<Position, readonly PurposeId[]>

/** What a person or a company is taken to be to us when nobody says: what the purpose is about. */
export const usualPosition = {
  relationship: 'customer',
  sales: 'prospect',
  prospecting: 'prospect',
  contract: 'customer',
  support: 'customer',
  suppliers: 'supplier',
} as const satisfies Partial<Record<PurposeId, Position>>

import { field } from './field.ts'
import type { Group } from './matrix.ts'

/** What the server sets, and what is no fact about anyone. */
export const system = { system: true, provenance: 'system' } as const
export const plain = { personal: false } as const
export const workings = { system: true, provenance: 'system', personal: false } as const

/** Names a record of another noun. */
export const names = <const G extends Group, const N extends string>(
  group: G,
  category: string,
  retention: string,
  refers: N,
  label: readonly [string, string, string],
) => field('uuid', group, category, retention, label, { refers, provenance: 'system', personal: false } as const)

/** What a note, a task, a meeting, a call or a file stands on: any of these, or several. */
export function standsOn<const G extends Group>(group: G, retention: string) {
  return {
    person_id: field('uuid', group, 'system', retention, ['Henkilö', 'Person', 'Person'], {
      refers: 'people',
      provenance: 'system',
    } as const),
    company_id: names(group, 'system', retention, 'companies', ['Yritys', 'Företag', 'Company']),
    deal_id: names(group, 'system', retention, 'deals', ['Kauppa', 'Affär', 'Deal']),
    contract_id: names(group, 'system', retention, 'contracts', ['Sopimus', 'Avtal', 'Contract']),
  }
}

/** Those four, with the columns that name them: who reaches one of them reaches what stands on it. */
export const footing = [
  { noun: 'people', column: 'person_id' },
  { noun: 'companies', column: 'company_id' },
  { noun: 'deals', column: 'deal_id' },
  { noun: 'contracts', column: 'contract_id' },
] as const

/** For which purpose a row was made: set by the login that makes it, which cannot say another. */
export const madeFor = <const G extends Group>(group: G, retention: string) =>
  field('text', group, 'system', retention, ['Käyttötarkoitus', 'Ändamål', 'Purpose'], {
    ...workings,
    required: true,
    default: 'substr(session_user::text, 9)',
  } as const)

/** Which purposes read what was made for one of them. */
export const readBy = {
  relationship: ['relationship', 'sales', 'rights'],
  sales: ['relationship', 'sales', 'rights'],
  prospecting: ['prospecting', 'relationship', 'sales', 'rights'],
  suppliers: ['suppliers', 'rights'],
  contract: ['contract', 'delivery', 'rights'],
  delivery: ['contract', 'delivery', 'rights'],
  support: ['support', 'rights'],
} as const

/** Who among us looks after a record. */
export const careOf = <const G extends Group>(group: G, retention: string) => ({
  owner_id: field('text', group, 'relationship', retention, ['Vastuuhenkilö', 'Ansvarig', 'Owner'], {
    provenance: 'system',
    maxLength: 100,
  } as const),
  team: field('text', group, 'relationship', retention, ['Tiimi', 'Team', 'Team'], {
    provenance: 'system',
    personal: false,
    maxLength: 100,
  } as const),
})

/** Accounting Act: a voucher is kept six years after the one in which its financial year ended, and nothing beside it. */
export const voucher = { act: '1336/1997', section: '2:10', years: 6 } as const

/** A record that can be brought back for a while. */
export const trashed = <const G extends Group>(group: G, retention: string) => ({
  removed_at: field('timestamp', group, 'system', retention, ['Poistettu', 'Borttaget', 'Deleted'], workings),
  removed_by: field('text', 'doors_only', 'system', retention, ['Poistaja', 'Borttaget av', 'Deleted by'], workings),
})

export const currencies = {
  EUR: { fi: 'EUR', sv: 'EUR', en: 'EUR' },
  SEK: { fi: 'SEK', sv: 'SEK', en: 'SEK' },
  NOK: { fi: 'NOK', sv: 'NOK', en: 'NOK' },
  DKK: { fi: 'DKK', sv: 'DKK', en: 'DKK' },
  USD: { fi: 'USD', sv: 'USD', en: 'USD' },
  GBP: { fi: 'GBP', sv: 'GBP', en: 'GBP' },
  CHF: { fi: 'CHF', sv: 'CHF', en: 'CHF' },
  PLN: { fi: 'PLN', sv: 'PLN', en: 'PLN' },
} as const

/** An amount of money: an exact decimal of two places, with its currency beside it. */
export const amount = <const G extends Group>(group: G, retention: string, label: readonly [string, string, string]) =>
  field('decimal', group, 'relationship', retention, label, { personal: false, decimals: 2 } as const)

export const currency = <const G extends Group>(group: G, retention: string) =>
  field('choice', group, 'relationship', retention, ['Valuutta', 'Valuta', 'Currency'], {
    personal: false,
    required: true,
    default: "'EUR'",
    options: currencies,
  } as const)

/** Sums are reckoned from the lines, never typed. */
export const sums = <const G extends Group, const R extends string>(group: G, retention: R) =>
  ({
    net: field('decimal', group, 'relationship', retention, ['Veroton', 'Netto', 'Net'], {
      ...workings,
      decimals: 2,
      required: true,
      default: '0',
    }),
    vat: field('decimal', group, 'relationship', retention, ['ALV', 'Moms', 'VAT'], {
      ...workings,
      decimals: 2,
      required: true,
      default: '0',
    }),
    gross: field('decimal', group, 'relationship', retention, ['Yhteensä', 'Totalt', 'Total'], {
      ...workings,
      decimals: 2,
      required: true,
      default: '0',
    }),
  }) as const

/** Runs without gaps within a year: given by the database when the row comes in. */
export const number = <const G extends Group, const R extends string>(group: G, retention: R) =>
  field('text', group, 'relationship', retention, ['Numero', 'Nummer', 'Number'], {
    ...workings,
    required: true,
    default: "''",
  } as const)

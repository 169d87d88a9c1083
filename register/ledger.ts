import type { Noun } from '../src/kernel/vocabulary.ts'
import { field } from './field.ts'

const system = { system: true, provenance: 'system', required: true } as const
const own = { system: true, provenance: 'system' } as const

/** Who used the register, when, for what and about whom. Ids and names of fields; never what was read. */
export const entries = {
  label: { fi: 'Lokimerkintä', sv: 'Loggpost', en: 'Log entry' },
  plural: { fi: 'Käyttöloki', sv: 'Användningslogg', en: 'Ledger of use' },
  schema: 'ledger',
  mask: 'none',
  clocks: { access_ledger: 't.at' },
  title: ['action'],
  fields: {
    id: field('uuid', 'users', 'system', 'access_ledger', ['Tunniste', 'Beteckning', 'Identifier'], {
      ...system,
      personal: false,
    }),
    at: field('timestamp', 'users', 'use_log', 'access_ledger', ['Aika', 'Tid', 'Time'], system),
    actor: field('text', 'users', 'use_log', 'access_ledger', ['Käyttäjä', 'Användare', 'User'], system),
    purpose: field('text', 'users', 'use_log', 'access_ledger', ['Käyttötarkoitus', 'Ändamål', 'Purpose'], {
      ...own,
      personal: false,
    }),
    action: field('text', 'users', 'use_log', 'access_ledger', ['Toiminto', 'Åtgärd', 'Action'], {
      ...system,
      personal: false,
    }),
    noun: field('text', 'users', 'use_log', 'access_ledger', ['Tietolaji', 'Uppgiftsslag', 'Kind of record'], {
      ...own,
      personal: false,
    }),
    ids: field(
      'json',
      'users',
      'use_log',
      'access_ledger',
      ['Keitä koski', 'Vilka det gällde', 'Whom it concerned'],
      system,
    ),
    fields: field('json', 'users', 'use_log', 'access_ledger', ['Kentät', 'Fält', 'Fields'], {
      ...system,
      personal: false,
    }),
    outcome: field('text', 'users', 'use_log', 'access_ledger', ['Tulos', 'Resultat', 'Outcome'], {
      ...system,
      personal: false,
    }),
    detail: field('json', 'users', 'use_log', 'access_ledger', ['Lisätieto', 'Tillägg', 'Detail'], {
      ...system,
      personal: false,
    }),
    salt: field('text', 'doors_only', 'system', 'access_ledger', ['Suola', 'Salt', 'Salt'], {
      ...system,
      personal: false,
    }),
  },
} as const satisfies Noun

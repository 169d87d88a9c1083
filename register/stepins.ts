import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'
import { names, plain, workings } from './standing.ts'

/** One of us looked into another purpose's matter: why, and about whom. */
export const stepins = {
  label: { fi: 'Astuminen sisään', sv: 'Insteg', en: 'Stepping in' },
  plural: { fi: 'Astumiset sisään', sv: 'Insteg', en: 'Steppings in' },
  schema: 'data',
  mask: 'none',
  person: 'person_id',
  open: ['relationship', 'sales', 'contract', 'delivery', 'support'],
  clocks: { access_ledger: 't.created_at' },
  title: ['reason'],
  fields: {
    ...record('stepins', 'access_ledger'),
    user_id: field('text', 'stepins', 'use_log', 'access_ledger', ['Kuka', 'Vem', 'Who'], {
      system: true,
      provenance: 'system',
      required: true,
      default: "coalesce(current_setting('seloste.actor', true), '')",
    }),
    entered: field('text', 'stepins', 'use_log', 'access_ledger', ['Mihin', 'I vad', 'Into'], {
      ...plain,
      required: true,
      maxLength: 40,
    }),
    person_id: field('uuid', 'stepins', 'system', 'access_ledger', ['Henkilö', 'Person', 'Person'], {
      refers: 'people',
      provenance: 'system',
    }),
    company_id: names('stepins', 'system', 'access_ledger', 'companies', ['Yritys', 'Företag', 'Company']),
    reason: field('choice', 'stepins', 'use_log', 'access_ledger', ['Syy', 'Orsak', 'Reason'], {
      ...plain,
      required: true,
      options: {
        asked: { fi: 'asiakas pyysi', sv: 'kunden bad', en: 'the customer asked' },
        meeting: {
          fi: 'tapaaminen tai puhelu tulossa',
          sv: 'möte eller samtal på kommande',
          en: 'a meeting or call ahead',
        },
        handling: { fi: 'hoidan asiaa', sv: 'jag sköter ärendet', en: 'I am handling the matter' },
        covering: { fi: 'sijaistan', sv: 'jag vikarierar', en: 'I am covering' },
      },
    }),
    why: field('text', 'stepins', 'use_log', 'access_ledger', ['Selitys', 'Förklaring', 'Explanation'], {
      required: true,
      maxLength: 300,
    }),
    purpose: field('text', 'stepins', 'system', 'access_ledger', ['Käyttötarkoitus', 'Ändamål', 'Purpose'], {
      ...workings,
      required: true,
      default: 'substr(session_user::text, 9)',
    }),
  },
} as const satisfies Noun

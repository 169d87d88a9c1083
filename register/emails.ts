import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'

export const emails = {
  label: { fi: 'Sähköpostiosoite', sv: 'E-postadress', en: 'E-mail address' },
  plural: { fi: 'Sähköpostiosoitteet', sv: 'E-postadresser', en: 'E-mail addresses' },
  schema: 'data',
  mask: 'copy',
  person: 'person_id',
  partOf: { noun: 'people', column: 'person_id' },
  // A private address was given for looking after the relationship and for support, not for selling.
  rows: { column: 'kind', only: { private: ['relationship', 'sales', 'contract', 'delivery', 'support', 'rights'] } },
  open: ['relationship', 'sales', 'prospecting', 'support', 'suppliers'],
  history: true,
  title: ['address'],
  fields: {
    ...record('work_email', 'contact'),
    person_id: field('uuid', 'work_email', 'system', 'contact', ['Henkilö', 'Person', 'Person'], {
      refers: 'people',
      required: true,
      provenance: 'system',
      system: true,
    }),
    address: field('text', 'work_email', 'email', 'contact', ['Osoite', 'Adress', 'Address'], {
      required: true,
      maxLength: 254,
      format: 'email',
    }),
    kind: field('choice', 'work_email', 'email', 'contact', ['Laji', 'Slag', 'Kind'], {
      required: true,
      options: {
        named_work: { fi: 'oma työosoite', sv: 'egen arbetsadress', en: 'named work address' },
        generic: { fi: 'yrityksen yleinen', sv: 'företagets allmänna', en: 'generic company address' },
        private: { fi: 'yksityinen', sv: 'privat', en: 'private' },
        sole_trader: { fi: 'toiminimen', sv: 'enskild näringsidkares', en: 'sole trader’s' },
      },
    }),
    main: field('boolean', 'work_email', 'email', 'contact', ['Ensisijainen', 'Primär', 'Main'], {
      required: true,
      default: 'false',
      personal: false,
    }),
    bounced_at: field('timestamp', 'work_email', 'email', 'contact', ['Palautunut', 'Studsade', 'Bounced'], {
      provenance: 'observed',
      system: true,
    }),
  },
} as const satisfies Noun

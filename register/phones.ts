import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'

export const phones = {
  label: { fi: 'Puhelinnumero', sv: 'Telefonnummer', en: 'Phone number' },
  plural: { fi: 'Puhelinnumerot', sv: 'Telefonnummer', en: 'Phone numbers' },
  schema: 'data',
  mask: 'copy',
  person: 'person_id',
  partOf: { noun: 'people', column: 'person_id' },
  rows: { column: 'kind', only: { private: ['relationship', 'sales', 'contract', 'delivery', 'support', 'rights'] } },
  open: ['relationship', 'sales', 'prospecting', 'support', 'suppliers'],
  history: true,
  title: ['number'],
  fields: {
    ...record('work_phone', 'contact'),
    person_id: field('uuid', 'work_phone', 'system', 'contact', ['Henkilö', 'Person', 'Person'], {
      refers: 'people',
      required: true,
      provenance: 'system',
      system: true,
    }),
    number: field('text', 'work_phone', 'phone', 'contact', ['Numero', 'Nummer', 'Number'], {
      required: true,
      maxLength: 32,
      format: 'phone',
    }),
    kind: field('choice', 'work_phone', 'phone', 'contact', ['Laji', 'Slag', 'Kind'], {
      required: true,
      options: {
        mobile: { fi: 'matkapuhelin', sv: 'mobil', en: 'mobile' },
        work: { fi: 'työ', sv: 'arbete', en: 'work' },
        switchboard: { fi: 'vaihde', sv: 'växel', en: 'switchboard' },
        private: { fi: 'yksityinen', sv: 'privat', en: 'private' },
      },
    }),
    main: field('boolean', 'work_phone', 'phone', 'contact', ['Ensisijainen', 'Primär', 'Main'], {
      required: true,
      default: 'false',
      personal: false,
    }),
    wrong_at: field(
      'timestamp',
      'work_phone',
      'phone',
      'contact',
      ['Todettu vääräksi', 'Konstaterats fel', 'Found to be wrong'],
      { provenance: 'observed', system: true },
    ),
    refused_at: field(
      'timestamp',
      'work_phone',
      'phone',
      'contact',
      ['Myyntipuhelut kielletty', 'Säljsamtal förbjudna', 'Sales calls refused'],
      { provenance: 'provided', system: true },
    ),
  },
} as const satisfies Noun

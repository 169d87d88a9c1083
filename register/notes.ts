import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'

/** What was written about looking after a relationship: short, about business, never an identity code. */
export const notes = {
  label: { fi: 'Muistiinpano', sv: 'Anteckning', en: 'Note' },
  plural: { fi: 'Muistiinpanot', sv: 'Anteckningar', en: 'Notes' },
  schema: 'data',
  mask: 'copy',
  person: 'person_id',
  partOf: { noun: 'people', column: 'person_id' },
  open: ['relationship', 'sales', 'prospecting', 'suppliers'],
  title: ['body'],
  fields: {
    ...record('notes', 'correspondence'),
    person_id: field('uuid', 'notes', 'system', 'correspondence', ['Henkilö', 'Person', 'Person'], {
      refers: 'people',
      required: true,
      provenance: 'system',
      system: true,
    }),
    body: field('longtext', 'notes', 'relationship', 'correspondence', ['Teksti', 'Text', 'Text'], {
      required: true,
      maxLength: 20_000,
    }),
  },
} as const satisfies Noun

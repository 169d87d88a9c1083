import type { Noun, Words } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'
import { footing, madeFor, readBy, standsOn, trashed, workings } from './standing.ts'

/** What was written about looking after a matter: short, about business, never an identity code. */
export const notes = {
  label: { fi: 'Muistiinpano', sv: 'Anteckning', en: 'Note' },
  plural: { fi: 'Muistiinpanot', sv: 'Anteckningar', en: 'Notes' },
  schema: 'data',
  mask: 'none',
  person: 'person_id',
  linked: footing,
  rows: { column: 'purpose', only: readBy },
  open: ['relationship', 'sales', 'prospecting', 'suppliers'],
  trash: true,
  clocks: { correspondence: 't.created_at' },
  title: ['body'],
  fields: {
    ...record('notes', 'correspondence'),
    ...standsOn('notes', 'correspondence'),
    body: field('longtext', 'notes', 'relationship', 'correspondence', ['Teksti', 'Text', 'Text'], {
      required: true,
      maxLength: 20_000,
    }),
    pinned: field('boolean', 'notes', 'system', 'correspondence', ['Kiinnitetty', 'Fäst', 'Pinned'], {
      required: true,
      default: 'false',
      personal: false,
    }),
    author_id: field('text', 'notes', 'use_log', 'correspondence', ['Kirjoittaja', 'Skribent', 'Author'], {
      ...workings,
      default: "nullif(current_setting('seloste.actor', true), '')",
    }),
    purpose: madeFor('notes', 'correspondence'),
    ...trashed('notes', 'correspondence'),
  },
} as const satisfies Noun

/** A note about business: what it was about, what was agreed, what comes next. Chosen while writing, and nobody's duty. */
export const noteTemplate: Words = {
  fi: '**Asia:** \n\n**Sovittu:** \n\n**Seuraavaksi, kuka ja milloin:** ',
  sv: '**Ärende:** \n\n**Avtalat:** \n\n**Härnäst, vem och när:** ',
  en: '**Matter:** \n\n**Agreed:** \n\n**Next, who and when:** ',
}

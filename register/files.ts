import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'
import { footing, madeFor, names, readBy, standsOn, trashed, workings } from './standing.ts'

/** A file somebody added: kept outside the database, enciphered with a key of its own. */
export const files = {
  label: { fi: 'Tiedosto', sv: 'Fil', en: 'File' },
  plural: { fi: 'Tiedostot', sv: 'Filer', en: 'Files' },
  schema: 'data',
  mask: 'none',
  person: 'person_id',
  linked: [...footing, { noun: 'orders', column: 'order_id' }],
  rows: {
    column: 'purpose',
    only: { ...readBy, contract: ['contract', 'delivery', 'relationship', 'sales', 'rights'] },
  },
  open: ['relationship', 'sales', 'prospecting', 'suppliers', 'contract', 'delivery', 'support'],
  trash: true,
  stored: true,
  clocks: {
    correspondence:
      'case when t.contract_id is null and t.quote_id is null and t.order_id is null then t.created_at end',
  },
  title: ['name'],
  fields: {
    ...record('files', 'correspondence'),
    ...standsOn('files', 'correspondence'),
    quote_id: names('files', 'system', 'correspondence', 'quotes', ['Tarjous', 'Offert', 'Quote']),
    order_id: names('files', 'system', 'correspondence', 'orders', ['Tilaus', 'Beställning', 'Order']),
    letter_id: names('files', 'system', 'correspondence', 'letters', ['Viesti', 'Meddelande', 'Message']),
    case_id: names('files', 'system', 'correspondence', 'cases', ['Tapaus', 'Ärende', 'Case']),
    name: field('text', 'files', 'relationship', 'correspondence', ['Nimi', 'Namn', 'Name'], {
      required: true,
      maxLength: 255,
    }),
    /** By its content, not by its name. */
    type: field('text', 'files', 'system', 'correspondence', ['Tyyppi', 'Typ', 'Type'], {
      personal: false,
      required: true,
      maxLength: 200,
    }),
    bytes: field('integer', 'files', 'system', 'correspondence', ['Koko', 'Storlek', 'Size'], {
      personal: false,
      required: true,
    }),
    hash: field('text', 'files', 'system', 'correspondence', ['Tiiviste', 'Hash', 'Hash'], {
      personal: false,
      required: true,
      maxLength: 64,
    }),
    author_id: field('text', 'files', 'use_log', 'correspondence', ['Lisääjä', 'Tillagd av', 'Added by'], {
      ...workings,
      default: "nullif(current_setting('seloste.actor', true), '')",
    }),
    purpose: madeFor('files', 'correspondence'),
    ...trashed('files', 'correspondence'),
  },
} as const satisfies Noun

/** The key of one file. Destroyed, it takes the file with it, in old backups too. */
export const file_keys = {
  label: { fi: 'Tiedoston avain', sv: 'Filnyckel', en: 'Key of a file' },
  plural: { fi: 'Tiedostojen avaimet', sv: 'Filnycklar', en: 'Keys of files' },
  schema: 'data',
  mask: 'none',
  partOf: { noun: 'files', column: 'file_id' },
  open: ['relationship', 'sales', 'prospecting', 'suppliers', 'contract', 'delivery', 'support'],
  title: ['file_id'],
  fields: {
    ...record('files', 'correspondence'),
    file_id: field('uuid', 'files', 'system', 'correspondence', ['Tiedosto', 'Fil', 'File'], {
      ...workings,
      refers: 'files',
      required: true,
    }),
    /** Enciphered with the key of the installation. */
    sealed: field('text', 'files', 'system', 'correspondence', ['Avain', 'Nyckel', 'Key'], {
      personal: false,
      required: true,
      maxLength: 200,
    }),
  },
} as const satisfies Noun

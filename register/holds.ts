import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'
import { workings } from './standing.ts'

/**
 * What a law keeps of records whose rest was erased: only the fields it names, taken out of every purpose's work and
 * read for nothing but rights, until a day.
 */
export const holds = {
  label: { fi: 'Lain säilyttämä tieto', sv: 'Uppgift som lagen bevarar', en: 'Data kept by a law' },
  plural: { fi: 'Lain säilyttämät tiedot', sv: 'Uppgifter som lagen bevarar', en: 'Data kept by a law' },
  schema: 'data',
  mask: 'none',
  erase: 'blank',
  endsWith: 'erasures',
  title: ['act', 'section'],
  fields: {
    ...record('erasures', 'vouchers'),
    erasure_id: field('uuid', 'erasures', 'system', 'vouchers', ['Poisto', 'Radering', 'Erasure'], {
      ...workings,
      refers: 'erasures',
      required: true,
    }),
    noun: field('text', 'erasures', 'system', 'vouchers', ['Laji tietoa', 'Slag av uppgift', 'Kind of record'], {
      ...workings,
      required: true,
      maxLength: 40,
    }),
    record_id: field('uuid', 'erasures', 'system', 'vouchers', ['Tietue', 'Post', 'Record'], {
      ...workings,
      required: true,
    }),
    said: field('json', 'erasures', 'relationship', 'vouchers', ['Sisältö', 'Innehåll', 'Content'], {
      system: true,
      provenance: 'system',
      required: true,
    }),
    act: field('text', 'erasures', 'ground', 'vouchers', ['Laki', 'Lag', 'Act'], {
      ...workings,
      required: true,
    }),
    section: field('text', 'erasures', 'ground', 'vouchers', ['Pykälä', 'Paragraf', 'Section'], {
      ...workings,
      required: true,
    }),
    until: field('date', 'erasures', 'ground', 'vouchers', ['Saakka', 'Till och med', 'Until'], workings),
  },
} as const satisfies Noun

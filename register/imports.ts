import type { Noun } from '../src/kernel/vocabulary.ts'
import { field } from './field.ts'

const system = { system: true, provenance: 'system', required: true } as const
const own = { system: true, provenance: 'system' } as const
const plain = { ...own, personal: false } as const

/** A file brought in: where it came from, how it was read, how far it has got. */
export const imports = {
  label: { fi: 'Tuonti', sv: 'Import', en: 'Import' },
  plural: { fi: 'Tuonnit', sv: 'Importer', en: 'Imports' },
  schema: 'data',
  mask: 'none',
  clocks: { import: 'coalesce(t.ended_at, t.created_at)' },
  title: ['file_name'],
  fields: {
    id: field('uuid', 'doors_only', 'system', 'import', ['Tunniste', 'Beteckning', 'Identifier'], {
      ...system,
      personal: false,
    }),
    file_name: field('text', 'doors_only', 'system', 'import', ['Tiedosto', 'Fil', 'File'], {
      ...system,
      personal: false,
    }),
    purpose: field('text', 'doors_only', 'system', 'import', ['Käyttötarkoitus', 'Ändamål', 'Purpose'], {
      ...system,
      personal: false,
    }),
    state: field('text', 'doors_only', 'system', 'import', ['Tila', 'Status', 'State'], {
      ...system,
      personal: false,
      default: "'draft'",
    }),
    plan: field('json', 'doors_only', 'system', 'import', ['Suunnitelma', 'Plan', 'Plan'], {
      ...plain,
      required: true,
      default: "'{}'",
    }),
    counts: field('json', 'doors_only', 'system', 'import', ['Määrät', 'Antal', 'Counts'], {
      ...plain,
      required: true,
      default: "'{}'",
    }),
    done: field('integer', 'doors_only', 'system', 'import', ['Rivejä tehty', 'Rader klara', 'Rows done'], {
      ...plain,
      required: true,
      default: '0',
    }),
    total: field('integer', 'doors_only', 'system', 'import', ['Rivejä', 'Rader', 'Rows'], plain),
    actor: field('text', 'doors_only', 'use_log', 'import', ['Tekijä', 'Gjord av', 'Done by'], system),
    created_at: field('timestamp', 'doors_only', 'system', 'import', ['Luotu', 'Skapad', 'Created'], {
      ...plain,
      required: true,
      default: 'now()',
    }),
    started_at: field('timestamp', 'doors_only', 'system', 'import', ['Aloitettu', 'Påbörjad', 'Started'], plain),
    ended_at: field('timestamp', 'doors_only', 'system', 'import', ['Päättynyt', 'Avslutad', 'Ended'], plain),
  },
} as const satisfies Noun

/** What became of each row: so that bad rows come back with their reason, and a whole import can be undone. */
export const import_rows = {
  label: { fi: 'Tuontirivi', sv: 'Importrad', en: 'Import row' },
  plural: { fi: 'Tuontirivit', sv: 'Importrader', en: 'Import rows' },
  schema: 'data',
  mask: 'none',
  partOf: { noun: 'imports', column: 'import_id' },
  title: ['line'],
  fields: {
    import_id: field('uuid', 'doors_only', 'system', 'import', ['Tuonti', 'Import', 'Import'], {
      ...system,
      personal: false,
    }),
    line: field('integer', 'doors_only', 'system', 'import', ['Rivi', 'Rad', 'Line'], { ...system, personal: false }),
    outcome: field('text', 'doors_only', 'system', 'import', ['Tulos', 'Resultat', 'Outcome'], {
      ...system,
      personal: false,
    }),
    record_id: field('uuid', 'doors_only', 'system', 'import', ['Henkilö', 'Person', 'Person'], own),
    code: field('text', 'doors_only', 'system', 'import', ['Syy', 'Orsak', 'Reason'], plain),
    cells: field('json', 'doors_only', 'name', 'import', ['Rivin sisältö', 'Radens innehåll', 'Cells'], own),
  },
} as const satisfies Noun

import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'
import { footing, madeFor, plain, readBy, standsOn, trashed, workings } from './standing.ts'

/** A telephone call that was made or taken, written down afterwards; never its sound. */
export const calls = {
  label: { fi: 'Puhelu', sv: 'Samtal', en: 'Call' },
  plural: { fi: 'Puhelut', sv: 'Samtal', en: 'Calls' },
  schema: 'data',
  mask: 'none',
  person: 'person_id',
  linked: footing,
  rows: { column: 'purpose', only: readBy },
  open: ['relationship', 'sales', 'prospecting', 'suppliers', 'contract', 'delivery', 'support'],
  trash: true,
  clocks: { correspondence: 't.at' },
  title: ['body'],
  fields: {
    ...record('tasks', 'correspondence'),
    ...standsOn('tasks', 'correspondence'),
    direction: field('choice', 'tasks', 'relationship', 'correspondence', ['Suunta', 'Riktning', 'Direction'], {
      ...plain,
      required: true,
      default: "'out'",
      options: {
        out: { fi: 'soitimme', sv: 'vi ringde', en: 'we called' },
        in: { fi: 'meille soitettiin', sv: 'vi blev uppringda', en: 'we were called' },
      },
    }),
    outcome: field('choice', 'tasks', 'relationship', 'correspondence', ['Tulos', 'Resultat', 'Outcome'], {
      ...plain,
      options: {
        reached: { fi: 'tavoitettiin', sv: 'nåddes', en: 'reached' },
        no_answer: { fi: 'ei vastannut', sv: 'inget svar', en: 'no answer' },
        message: { fi: 'jätettiin viesti', sv: 'lämnade meddelande', en: 'left a message' },
        wrong: { fi: 'väärä numero', sv: 'fel nummer', en: 'wrong number' },
      },
    }),
    /** Which of the person's numbers: a wrong one is then known to be wrong. */
    phone_id: field('uuid', 'tasks', 'system', 'correspondence', ['Numero', 'Nummer', 'Number'], plain),
    at: field('timestamp', 'tasks', 'relationship', 'correspondence', ['Aika', 'Tid', 'Time'], {
      ...plain,
      required: true,
      default: 'now()',
    }),
    minutes: field('integer', 'tasks', 'relationship', 'correspondence', ['Minuutteja', 'Minuter', 'Minutes'], plain),
    body: field('longtext', 'tasks', 'relationship', 'correspondence', ['Muistiinpano', 'Anteckning', 'Note'], {
      maxLength: 20_000,
    }),
    author_id: field('text', 'tasks', 'use_log', 'correspondence', ['Puhuja', 'Samtalare', 'Caller'], {
      ...workings,
      default: "nullif(current_setting('seloste.actor', true), '')",
    }),
    purpose: madeFor('tasks', 'correspondence'),
    ...trashed('tasks', 'correspondence'),
  },
} as const satisfies Noun

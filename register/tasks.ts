import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'
import { careOf, footing, madeFor, plain, readBy, standsOn, trashed, workings } from './standing.ts'

const OPEN = ['relationship', 'sales', 'prospecting', 'suppliers', 'contract', 'delivery', 'support'] as const

/** Something one of us is to do, by a day. */
export const tasks = {
  label: { fi: 'Tehtävä', sv: 'Uppgift', en: 'Task' },
  plural: { fi: 'Tehtävät', sv: 'Uppgifter', en: 'Tasks' },
  schema: 'data',
  mask: 'none',
  person: 'person_id',
  linked: footing,
  rows: { column: 'purpose', only: readBy },
  open: OPEN,
  trash: true,
  clocks: { correspondence: 'coalesce(t.done_at, t.due_at, t.created_at)' },
  title: ['title'],
  fields: {
    ...record('tasks', 'correspondence'),
    ...standsOn('tasks', 'correspondence'),
    ...careOf('tasks', 'correspondence'),
    title: field('text', 'tasks', 'relationship', 'correspondence', ['Tehtävä', 'Uppgift', 'Task'], {
      required: true,
      maxLength: 300,
    }),
    body: field('longtext', 'tasks', 'relationship', 'correspondence', ['Lisätiedot', 'Detaljer', 'Details'], {
      maxLength: 20_000,
    }),
    due_at: field('timestamp', 'tasks', 'relationship', 'correspondence', ['Määräaika', 'Senast', 'Due'], plain),
    remind_at: field('timestamp', 'tasks', 'system', 'correspondence', ['Muistutus', 'Påminnelse', 'Reminder'], plain),
    reminded_at: field(
      'timestamp',
      'tasks',
      'system',
      'correspondence',
      ['Muistutettu', 'Påmind', 'Reminded'],
      workings,
    ),
    priority: field('choice', 'tasks', 'system', 'correspondence', ['Kiireellisyys', 'Prioritet', 'Priority'], {
      ...plain,
      required: true,
      default: "'normal'",
      options: {
        low: { fi: 'matala', sv: 'låg', en: 'low' },
        normal: { fi: 'tavallinen', sv: 'normal', en: 'normal' },
        high: { fi: 'kiireellinen', sv: 'hög', en: 'high' },
      },
    }),
    done_at: field('timestamp', 'tasks', 'relationship', 'correspondence', ['Tehty', 'Gjord', 'Done'], plain),
    /** What made it, where nobody did: an ending service, a renewal, a number that bounced. */
    origin: field('text', 'tasks', 'system', 'correspondence', ['Aihe', 'Anledning', 'Made by'], workings),
    /** The title of such a task, as a key and values: the title itself says the same in one language. */
    told: field('json', 'tasks', 'system', 'correspondence', ['Otsikon sanat', 'Rubrikens ord', 'Words of the title'], {
      ...workings,
      default: "nullif(current_setting('seloste.told', true), '')::jsonb",
    }),
    author_id: field('text', 'tasks', 'use_log', 'correspondence', ['Antaja', 'Given av', 'Given by'], {
      ...workings,
      default: "nullif(current_setting('seloste.actor', true), '')",
    }),
    purpose: madeFor('tasks', 'correspondence'),
    ...trashed('tasks', 'correspondence'),
  },
} as const satisfies Noun

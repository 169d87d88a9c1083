import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'
import { careOf, footing, madeFor, plain, readBy, standsOn, trashed, workings } from './standing.ts'

const OPEN = ['relationship', 'sales', 'prospecting', 'suppliers', 'contract', 'delivery', 'support'] as const

/** A meeting, from a moment until another; who of ours has it is its owner. */
export const meetings = {
  label: { fi: 'Tapaaminen', sv: 'Möte', en: 'Meeting' },
  plural: { fi: 'Tapaamiset', sv: 'Möten', en: 'Meetings' },
  schema: 'data',
  mask: 'none',
  person: 'person_id',
  linked: footing,
  rows: { column: 'purpose', only: readBy },
  open: OPEN,
  trash: true,
  clocks: { correspondence: 't.starts_at' },
  title: ['title'],
  fields: {
    ...record('tasks', 'correspondence'),
    ...standsOn('tasks', 'correspondence'),
    ...careOf('tasks', 'correspondence'),
    title: field('text', 'tasks', 'relationship', 'correspondence', ['Aihe', 'Ämne', 'Subject'], {
      required: true,
      maxLength: 300,
    }),
    starts_at: field('timestamp', 'tasks', 'relationship', 'correspondence', ['Alkaa', 'Börjar', 'Starts'], {
      ...plain,
      required: true,
    }),
    ends_at: field('timestamp', 'tasks', 'relationship', 'correspondence', ['Päättyy', 'Slutar', 'Ends'], {
      ...plain,
      required: true,
    }),
    whole_day: field('boolean', 'tasks', 'system', 'correspondence', ['Koko päivän', 'Hela dagen', 'All day'], {
      ...plain,
      required: true,
      default: 'false',
    }),
    place: field('text', 'tasks', 'relationship', 'correspondence', ['Paikka', 'Plats', 'Place'], {
      ...plain,
      maxLength: 300,
    }),
    body: field('longtext', 'tasks', 'relationship', 'correspondence', ['Asialista', 'Agenda', 'Agenda'], {
      maxLength: 20_000,
    }),
    outcome: field('longtext', 'tasks', 'relationship', 'correspondence', ['Lopputulos', 'Resultat', 'Outcome'], {
      maxLength: 20_000,
    }),
    remind_at: field('timestamp', 'tasks', 'system', 'correspondence', ['Muistutus', 'Påminnelse', 'Reminder'], plain),
    reminded_at: field(
      'timestamp',
      'tasks',
      'system',
      'correspondence',
      ['Muistutettu', 'Påmind', 'Reminded'],
      workings,
    ),
    /** RFC 5545: a change of an invitation has a higher number. */
    sequence: field('integer', 'tasks', 'system', 'correspondence', ['Kutsun versio', 'Version', 'Sequence'], {
      ...workings,
      required: true,
      default: '0',
    }),
    invited_at: field('timestamp', 'tasks', 'system', 'correspondence', ['Kutsuttu', 'Inbjuden', 'Invited'], workings),
    cancelled_at: field(
      'timestamp',
      'tasks',
      'relationship',
      'correspondence',
      ['Peruttu', 'Inställt', 'Cancelled'],
      plain,
    ),
    author_id: field('text', 'tasks', 'use_log', 'correspondence', ['Kutsuja', 'Kallad av', 'Called by'], {
      ...workings,
      default: "nullif(current_setting('seloste.actor', true), '')",
    }),
    purpose: madeFor('tasks', 'correspondence'),
    ...trashed('tasks', 'correspondence'),
  },
} as const satisfies Noun

/** Somebody else's person in a meeting, beside the one it is with. */
export const attendances = {
  label: { fi: 'Osallistuja', sv: 'Deltagare', en: 'Attendance' },
  plural: { fi: 'Osallistujat', sv: 'Deltagare', en: 'Attendances' },
  schema: 'data',
  mask: 'copy',
  person: 'person_id',
  partOf: { noun: 'meetings', column: 'meeting_id' },
  open: OPEN,
  title: ['person_id'],
  fields: {
    ...record('tasks', 'correspondence'),
    meeting_id: field('uuid', 'tasks', 'system', 'correspondence', ['Tapaaminen', 'Möte', 'Meeting'], {
      refers: 'meetings',
      required: true,
      system: true,
      provenance: 'system',
      personal: false,
    }),
    person_id: field('uuid', 'tasks', 'system', 'correspondence', ['Henkilö', 'Person', 'Person'], {
      refers: 'people',
      required: true,
      provenance: 'system',
    }),
    answer: field('choice', 'tasks', 'relationship', 'correspondence', ['Vastaus', 'Svar', 'Answer'], {
      options: {
        accepted: { fi: 'tulee', sv: 'kommer', en: 'accepted' },
        declined: { fi: 'ei tule', sv: 'kommer inte', en: 'declined' },
        tentative: { fi: 'ehkä', sv: 'kanske', en: 'tentative' },
      },
    }),
  },
} as const satisfies Noun

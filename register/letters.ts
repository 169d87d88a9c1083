import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'
import { footing, madeFor, names, plain, readBy, workings } from './standing.ts'

/** What one of us has written to one person: drafted, and sent through the gate or not at all. */
export const letters = {
  label: { fi: 'Kirjoitettu viesti', sv: 'Skrivet meddelande', en: 'Written message' },
  plural: { fi: 'Kirjoitetut viestit', sv: 'Skrivna meddelanden', en: 'Written messages' },
  schema: 'data',
  mask: 'copy',
  person: 'person_id',
  linked: footing,
  rows: { column: 'purpose', only: readBy },
  open: ['relationship', 'sales', 'prospecting', 'suppliers', 'contract', 'delivery', 'support'],
  clocks: { correspondence: 'coalesce(t.sent_at, t.created_at)' },
  title: ['subject'],
  fields: {
    ...record('tasks', 'correspondence'),
    person_id: field('uuid', 'tasks', 'system', 'correspondence', ['Henkilö', 'Person', 'Person'], {
      refers: 'people',
      required: true,
      provenance: 'system',
    }),
    company_id: names('tasks', 'system', 'correspondence', 'companies', ['Yritys', 'Företag', 'Company']),
    deal_id: names('tasks', 'system', 'correspondence', 'deals', ['Kauppa', 'Affär', 'Deal']),
    contract_id: names('tasks', 'system', 'correspondence', 'contracts', ['Sopimus', 'Avtal', 'Contract']),
    subject: field('text', 'tasks', 'feedback', 'correspondence', ['Aihe', 'Ämne', 'Subject'], {
      required: true,
      maxLength: 300,
    }),
    body: field('longtext', 'tasks', 'feedback', 'correspondence', ['Teksti', 'Text', 'Text'], {
      required: true,
      maxLength: 20_000,
    }),
    content: field('choice', 'tasks', 'system', 'correspondence', ['Sisältö', 'Innehåll', 'Content'], {
      ...plain,
      required: true,
      default: "'service'",
      options: {
        service: { fi: 'palveluviesti', sv: 'servicemeddelande', en: 'service message' },
        marketing: { fi: 'suoramarkkinointi', sv: 'direktmarknadsföring', en: 'direct marketing' },
      },
    }),
    topic: field('choice', 'tasks', 'system', 'correspondence', ['Mistä', 'Om', 'Topic'], {
      ...plain,
      options: {
        products: { fi: 'tuotteet ja palvelut', sv: 'produkter och tjänster', en: 'products and services' },
        events: { fi: 'tapahtumat', sv: 'evenemang', en: 'events' },
        activities: { fi: 'aktiviteetit', sv: 'aktiviteter', en: 'activities' },
      },
    }),
    product_group: field('text', 'tasks', 'system', 'correspondence', ['Tuoteryhmä', 'Produktgrupp', 'Product group'], {
      ...plain,
      maxLength: 41,
    }),
    address_id: field('uuid', 'tasks', 'system', 'correspondence', ['Osoite', 'Adress', 'Address'], plain),
    /** Follows from the sending, and is nobody's to write. */
    state: field('choice', 'tasks', 'system', 'correspondence', ['Tila', 'Status', 'State'], {
      ...workings,
      required: true,
      default: "'draft'",
      options: {
        draft: { fi: 'luonnos', sv: 'utkast', en: 'draft' },
        handing: { fi: 'lähtemässä', sv: 'på väg', en: 'being handed over' },
        sent: { fi: 'lähetetty', sv: 'skickat', en: 'sent' },
        failed: { fi: 'ei mennyt perille', sv: 'misslyckades', en: 'failed' },
        unknown: { fi: 'katkesi kesken', sv: 'avbröts', en: 'interrupted' },
      },
    }),
    sent_at: field('timestamp', 'tasks', 'system', 'correspondence', ['Lähetetty', 'Skickat', 'Sent'], workings),
    sending_id: field('uuid', 'tasks', 'system', 'correspondence', ['Lähetys', 'Utskick', 'Sending'], workings),
    author_id: field('text', 'tasks', 'use_log', 'correspondence', ['Kirjoittaja', 'Skribent', 'Author'], {
      ...workings,
      default: "nullif(current_setting('seloste.actor', true), '')",
    }),
    purpose: madeFor('tasks', 'correspondence'),
  },
} as const satisfies Noun

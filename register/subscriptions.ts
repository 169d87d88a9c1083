import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'
import { plain, workings } from './standing.ts'

/**
 * Who asked on the notice's own page to be told of its changes: an address, of somebody we know or not. It is told
 * nothing before its holder has confirmed it, and is deleted when they leave.
 */
export const subscriptions = {
  label: { fi: 'Muutosilmoitusten tilaus', sv: 'Prenumeration på ändringar', en: 'Subscription to changes' },
  plural: { fi: 'Muutosilmoitusten tilaukset', sv: 'Prenumerationer på ändringar', en: 'Subscriptions to changes' },
  schema: 'data',
  mask: 'none',
  person: 'person_id',
  open: ['rights'],
  clocks: { subscription: 'case when t.confirmed_at is null then t.created_at end' },
  title: ['address'],
  fields: {
    ...record('requests', 'subscription'),
    /** Whose address it is, where it is one known person's alone; follows the addresses by trigger. */
    person_id: field('uuid', 'requests', 'system', 'subscription', ['Henkilö', 'Person', 'Person'], {
      refers: 'people',
      provenance: 'system',
      system: true,
    }),
    address: field('text', 'requests', 'email', 'subscription', ['Osoite', 'Adress', 'Address'], {
      required: true,
      maxLength: 254,
      format: 'email',
    }),
    language: field('choice', 'requests', 'ground', 'subscription', ['Kieli', 'Språk', 'Language'], {
      ...plain,
      required: true,
      options: {
        fi: { fi: 'suomi', sv: 'finska', en: 'Finnish' },
        sv: { fi: 'ruotsi', sv: 'svenska', en: 'Swedish' },
        en: { fi: 'englanti', sv: 'engelska', en: 'English' },
      },
    }),
    /** Of the link in the letter that asks for a confirmation; gone with its use. */
    token_hash: field('text', 'requests', 'system', 'subscription', ['Tiiviste', 'Hash', 'Hash'], {
      ...plain,
      maxLength: 64,
      provenance: 'system',
    }),
    confirmed_at: field('timestamp', 'requests', 'ground', 'subscription', ['Vahvistettu', 'Bekräftad', 'Confirmed'], {
      ...plain,
      provenance: 'system',
    }),
  },
} as const satisfies Noun

/** Each decision of the send gate about a subscription, and what became of it; it goes with the subscription. */
export const subscription_sendings = {
  label: { fi: 'Ilmoitus selosteen muutoksesta', sv: 'Meddelande om en ändring', en: 'Message of a change' },
  plural: { fi: 'Ilmoitukset selosteen muutoksista', sv: 'Meddelanden om ändringar', en: 'Messages of changes' },
  schema: 'data',
  mask: 'none',
  partOf: { noun: 'subscriptions', column: 'subscription_id' },
  endsWith: 'subscriptions',
  title: ['message'],
  fields: {
    id: field('uuid', 'wishes', 'system', 'subscription', ['Tunniste', 'Beteckning', 'Identifier'], {
      ...workings,
      required: true,
      default: 'data.new_id()',
    }),
    subscription_id: field('uuid', 'wishes', 'system', 'subscription', ['Tilaus', 'Prenumeration', 'Subscription'], {
      ...workings,
      refers: 'subscriptions',
      required: true,
    }),
    message: field('text', 'wishes', 'ground', 'subscription', ['Viesti', 'Meddelande', 'Message'], {
      ...workings,
      required: true,
    }),
    content: field('choice', 'wishes', 'ground', 'subscription', ['Sisältö', 'Innehåll', 'Content'], {
      ...workings,
      required: true,
      options: {
        service: { fi: 'pyydetty ilmoitus', sv: 'begärt meddelande', en: 'message asked for' },
        marketing: { fi: 'suoramarkkinointi', sv: 'direktmarknadsföring', en: 'direct marketing' },
      },
    }),
    allowed: field('boolean', 'wishes', 'ground', 'subscription', ['Sallittu', 'Tillåten', 'Allowed'], {
      ...workings,
      required: true,
    }),
    ground: field('text', 'wishes', 'ground', 'subscription', ['Peruste', 'Grund', 'Ground'], workings),
    code: field('text', 'wishes', 'ground', 'subscription', ['Miksi ei', 'Varför inte', 'Why not'], workings),
    state: field('choice', 'wishes', 'ground', 'subscription', ['Tila', 'Status', 'State'], {
      ...workings,
      required: true,
      options: {
        refused: { fi: 'ei lähetetty', sv: 'inte skickat', en: 'not sent' },
        handing: { fi: 'lähtemässä', sv: 'på väg', en: 'being handed over' },
        sent: { fi: 'lähetetty', sv: 'skickat', en: 'sent' },
        failed: { fi: 'ei mennyt perille', sv: 'misslyckades', en: 'failed' },
        unknown: { fi: 'katkesi kesken', sv: 'avbröts', en: 'interrupted' },
      },
    }),
    decided_at: field('timestamp', 'wishes', 'ground', 'subscription', ['Ratkaistu', 'Avgjort', 'Decided'], {
      ...workings,
      required: true,
      default: 'clock_timestamp()',
    }),
    lease: field('timestamp', 'wishes', 'system', 'subscription', ['Varaus', 'Reservation', 'Lease'], workings),
    sent_at: field('timestamp', 'wishes', 'ground', 'subscription', ['Lähetetty', 'Skickat', 'Sent'], workings),
    reply: field(
      'text',
      'wishes',
      'system',
      'subscription',
      ['Palvelimen vastaus', 'Serverns svar', 'Server’s reply'],
      workings,
    ),
  },
} as const satisfies Noun

import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'
import { careOf, names, plain, trashed, workings } from './standing.ts'

/** Somebody asked us for help, and until it is answered. Its text is support's; others read a digest of it. */
export const cases = {
  label: { fi: 'Tapaus', sv: 'Ärende', en: 'Case' },
  plural: { fi: 'Tapaukset', sv: 'Ärenden', en: 'Cases' },
  schema: 'data',
  mask: 'none',
  person: 'person_id',
  open: ['support'],
  trash: true,
  clocks: { case: 't.closed_at' },
  title: ['number', 'subject'],
  fields: {
    ...record('cases', 'case'),
    number: field('text', 'cases', 'feedback', 'case', ['Numero', 'Nummer', 'Number'], {
      ...workings,
      required: true,
      default: "''",
    }),
    subject: field('text', 'cases', 'feedback', 'case', ['Aihe', 'Ämne', 'Subject'], {
      required: true,
      maxLength: 300,
    }),
    body: field('longtext', 'cases', 'feedback', 'case', ['Kuvaus', 'Beskrivning', 'Description'], {
      maxLength: 20_000,
    }),
    person_id: field('uuid', 'cases', 'system', 'case', ['Henkilö', 'Person', 'Person'], {
      refers: 'people',
      provenance: 'system',
    }),
    company_id: names('cases', 'system', 'case', 'companies', ['Yritys', 'Företag', 'Company']),
    service_id: names('cases', 'system', 'case', 'services', ['Palvelu', 'Tjänst', 'Service']),
    topic: field('choice', 'cases', 'feedback', 'case', ['Aihepiiri', 'Ämnesområde', 'Topic'], {
      ...plain,
      required: true,
      default: "'other'",
      options: {
        fault: { fi: 'vika', sv: 'fel', en: 'fault' },
        invoicing: { fi: 'laskutus', sv: 'fakturering', en: 'invoicing' },
        delivery: { fi: 'toimitus', sv: 'leverans', en: 'delivery' },
        advice: { fi: 'neuvonta', sv: 'rådgivning', en: 'advice' },
        complaint: { fi: 'reklamaatio', sv: 'reklamation', en: 'complaint' },
        other: { fi: 'muu', sv: 'annat', en: 'other' },
      },
    }),
    severity: field('choice', 'cases', 'feedback', 'case', ['Vakavuus', 'Allvar', 'Severity'], {
      ...plain,
      required: true,
      default: "'normal'",
      options: {
        low: { fi: 'vähäinen', sv: 'ringa', en: 'minor' },
        normal: { fi: 'tavallinen', sv: 'normal', en: 'normal' },
        serious: { fi: 'vakava', sv: 'allvarlig', en: 'serious' },
      },
    }),
    state: field('choice', 'cases', 'feedback', 'case', ['Tila', 'Status', 'State'], {
      ...plain,
      required: true,
      default: "'open'",
      options: {
        open: { fi: 'avoin', sv: 'öppet', en: 'open' },
        waiting: { fi: 'odottaa asiakasta', sv: 'väntar på kunden', en: 'waiting for the customer' },
        closed: { fi: 'suljettu', sv: 'stängt', en: 'closed' },
      },
    }),
    channel: field('choice', 'cases', 'feedback', 'case', ['Kanava', 'Kanal', 'Channel'], {
      ...plain,
      required: true,
      default: "'phone'",
      options: {
        phone: { fi: 'puhelin', sv: 'telefon', en: 'phone' },
        mail: { fi: 'sähköposti', sv: 'e-post', en: 'e-mail' },
        form: { fi: 'lomake', sv: 'formulär', en: 'form' },
        visit: { fi: 'käynti', sv: 'besök', en: 'visit' },
        other: { fi: 'muu', sv: 'annat', en: 'other' },
      },
    }),
    closed_at: field('timestamp', 'cases', 'feedback', 'case', ['Suljettu', 'Stängt', 'Closed'], workings),
    outcome: field('longtext', 'cases', 'feedback', 'case', ['Ratkaisu', 'Lösning', 'Outcome'], { maxLength: 20_000 }),
    ...careOf('cases', 'case'),
    ...trashed('cases', 'case'),
    folded: field('text', 'cases', 'system', 'case', ['Haku', 'Sökning', 'For search'], {
      ...workings,
      provenance: 'derived',
      generated: "data.fold(number || ' ' || subject)",
    }),
  },
} as const satisfies Noun

/** What others may know of a case: that it is open, about what, how serious, since when and who has it. */
export const case_digests = {
  label: { fi: 'Tapauksen tiivistelmä', sv: 'Sammandrag av ärende', en: 'Digest of a case' },
  plural: { fi: 'Tapausten tiivistelmät', sv: 'Sammandrag av ärenden', en: 'Digests of cases' },
  schema: 'data',
  mask: 'none',
  person: 'person_id',
  endsWith: 'cases',
  title: ['topic'],
  fields: {
    ...record('case_digest', 'case'),
    case_id: names('case_digest', 'system', 'case', 'cases', ['Tapaus', 'Ärende', 'Case']),
    person_id: field('uuid', 'case_digest', 'system', 'case', ['Henkilö', 'Person', 'Person'], {
      refers: 'people',
      system: true,
      provenance: 'derived',
    }),
    company_id: names('case_digest', 'system', 'case', 'companies', ['Yritys', 'Företag', 'Company']),
    topic: field('text', 'case_digest', 'feedback', 'case', ['Aihepiiri', 'Ämnesområde', 'Topic'], {
      ...workings,
      required: true,
    }),
    severity: field('text', 'case_digest', 'feedback', 'case', ['Vakavuus', 'Allvar', 'Severity'], {
      ...workings,
      required: true,
    }),
    state: field('text', 'case_digest', 'feedback', 'case', ['Tila', 'Status', 'State'], {
      ...workings,
      required: true,
    }),
    opened_at: field('timestamp', 'case_digest', 'feedback', 'case', ['Avattu', 'Öppnat', 'Opened'], {
      ...workings,
      required: true,
    }),
    owner_id: field('text', 'case_digest', 'feedback', 'case', ['Käsittelijä', 'Handläggare', 'Handled by'], {
      system: true,
      provenance: 'derived',
    }),
  },
} as const satisfies Noun

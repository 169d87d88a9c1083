import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'
import { plain, workings } from './standing.ts'

const by = { provenance: 'system', system: true } as const

/** What somebody asks of us by the law, until it is answered: received anywhere, one clock, one register of requests. */
export const requests = {
  label: { fi: 'Tietosuojapyyntö', sv: 'Dataskyddsbegäran', en: 'Rights request' },
  plural: { fi: 'Tietosuojapyynnöt', sv: 'Dataskyddsbegäranden', en: 'Rights requests' },
  schema: 'data',
  mask: 'none',
  person: 'person_id',
  open: ['rights'],
  erase: 'blank',
  // It is answered before it is emptied.
  needed: `t.state in ('open', 'waiting')`,
  clocks: { request: 't.closed_at' },
  title: ['number'],
  fields: {
    ...record('requests', 'request'),
    number: field('text', 'requests', 'ground', 'request', ['Numero', 'Nummer', 'Number'], {
      ...workings,
      required: true,
      default: "''",
    }),
    kinds: field('choices', 'requests', 'ground', 'request', ['Mitä pyydetään', 'Vad begärs', 'What is asked'], {
      required: true,
      personal: false,
      options: {
        access: { fi: 'nähdä tiedot', sv: 'få se uppgifterna', en: 'see the data' },
        rectify: { fi: 'oikaista', sv: 'rätta', en: 'correct' },
        erase: { fi: 'poistaa', sv: 'radera', en: 'erase' },
        restrict: { fi: 'rajoittaa', sv: 'begränsa', en: 'restrict' },
        object: { fi: 'vastustaa', sv: 'invända', en: 'object' },
        port: { fi: 'siirtää', sv: 'flytta', en: 'move the data' },
        other: { fi: 'muu asia', sv: 'annat', en: 'other' },
      },
    }),
    channel: field('choice', 'requests', 'ground', 'request', ['Kanava', 'Kanal', 'Channel'], {
      ...plain,
      required: true,
      options: {
        portal: { fi: 'Omat tiedot -sivu', sv: 'Sidan Mina uppgifter', en: 'My data page' },
        mail: { fi: 'sähköposti', sv: 'e-post', en: 'e-mail' },
        phone: { fi: 'puhelin', sv: 'telefon', en: 'phone' },
        letter: { fi: 'kirje', sv: 'brev', en: 'letter' },
        visit: { fi: 'käynti', sv: 'besök', en: 'visit' },
        other: { fi: 'muu', sv: 'annat', en: 'other' },
      },
    }),
    language: field('choice', 'requests', 'ground', 'request', ['Kieli', 'Språk', 'Language'], {
      ...plain,
      required: true,
      default: "'fi'",
      options: {
        fi: { fi: 'suomi', sv: 'finska', en: 'Finnish' },
        sv: { fi: 'ruotsi', sv: 'svenska', en: 'Swedish' },
        en: { fi: 'englanti', sv: 'engelska', en: 'English' },
      },
    }),
    person_id: field('uuid', 'requests', 'system', 'request', ['Henkilö', 'Person', 'Person'], {
      refers: 'people',
      provenance: 'system',
    }),
    name: field('text', 'requests', 'name', 'request', ['Pyytäjän nimi', 'Begärandens avsändare', 'Who asks'], {
      maxLength: 200,
    }),
    address: field('text', 'requests', 'email', 'request', ['Vastausosoite', 'Svarsadress', 'Reply address'], {
      maxLength: 320,
      format: 'email',
    }),
    said: field('longtext', 'requests', 'feedback', 'request', ['Pyyntö', 'Begäran', 'The request'], {
      maxLength: 20_000,
    }),
    received_at: field('timestamp', 'requests', 'ground', 'request', ['Saapui', 'Mottagen', 'Received'], {
      ...plain,
      required: true,
      default: 'now()',
    }),
    due_on: field('date', 'requests', 'ground', 'request', ['Vastattava viimeistään', 'Svar senast', 'Answer by'], {
      ...workings,
    }),
    extended_to: field('date', 'requests', 'ground', 'request', ['Jatkettu', 'Förlängd till', 'Extended to'], workings),
    extension_reason: field(
      'longtext',
      'requests',
      'ground',
      'request',
      ['Jatkoajan peruste', 'Skäl för förlängning', 'Reason for extension'],
      by,
    ),
    identity: field('choice', 'requests', 'ground', 'request', ['Henkilöllisyys', 'Identitet', 'Identity'], {
      ...workings,
      required: true,
      default: "'unclear'",
      options: {
        unclear: { fi: 'selvittämättä', sv: 'oklar', en: 'not settled' },
        asked: { fi: 'kysytty', sv: 'tillfrågad', en: 'asked' },
        confirmed: { fi: 'vahvistettu', sv: 'bekräftad', en: 'confirmed' },
        failed: { fi: 'ei tunnistettu', sv: 'kunde inte identifieras', en: 'not identified' },
      },
    }),
    identity_how: field(
      'text',
      'requests',
      'ground',
      'request',
      ['Miten vahvistettu', 'Hur bekräftad', 'How confirmed'],
      { ...workings, maxLength: 200 },
    ),
    identity_asked_at: field(
      'timestamp',
      'requests',
      'ground',
      'request',
      ['Henkilöllisyyttä kysytty', 'Identitet efterfrågad', 'Identity asked'],
      workings,
    ),
    identity_at: field(
      'timestamp',
      'requests',
      'ground',
      'request',
      ['Vahvistettu', 'Bekräftad', 'Confirmed'],
      workings,
    ),
    state: field('choice', 'requests', 'ground', 'request', ['Tila', 'Status', 'State'], {
      ...workings,
      required: true,
      default: "'open'",
      options: {
        open: { fi: 'avoin', sv: 'öppen', en: 'open' },
        waiting: { fi: 'odottaa pyytäjää', sv: 'väntar på avsändaren', en: 'waiting for who asked' },
        answered: { fi: 'vastattu', sv: 'besvarad', en: 'answered' },
        closed: { fi: 'päätetty', sv: 'avslutad', en: 'closed' },
      },
    }),
    outcome: field('choice', 'requests', 'ground', 'request', ['Ratkaisu', 'Beslut', 'Outcome'], {
      ...workings,
      options: {
        done: { fi: 'toteutettu', sv: 'uppfylld', en: 'carried out' },
        partly: { fi: 'toteutettu osittain', sv: 'delvis uppfylld', en: 'carried out in part' },
        refused: { fi: 'hylätty', sv: 'avslagen', en: 'refused' },
        no_data: { fi: 'tietoja ei ole', sv: 'inga uppgifter', en: 'no data held' },
        not_identified: { fi: 'pyytäjää ei tunnistettu', sv: 'ej identifierad', en: 'not identified' },
      },
    }),
    ground: field('text', 'requests', 'ground', 'request', ['Lainkohta', 'Lagrum', 'Article of law'], {
      ...workings,
      maxLength: 200,
    }),
    reasons: field('longtext', 'requests', 'ground', 'request', ['Perustelut', 'Motivering', 'Reasons'], by),
    approved_by: field(
      'text',
      'requests',
      'ground',
      'request',
      ['Toinen hyväksyjä', 'Andra godkännare', 'Approved by'],
      by,
    ),
    approved_at: field('timestamp', 'requests', 'ground', 'request', ['Hyväksytty', 'Godkänd', 'Approved'], workings),
    frozen_at: field(
      'timestamp',
      'requests',
      'ground',
      'request',
      ['Tiedot sellaisina kuin', 'Uppgifterna sådana de var', 'Data as of'],
      workings,
    ),
    answered_at: field('timestamp', 'requests', 'ground', 'request', ['Vastattu', 'Besvarad', 'Answered'], workings),
    delivered_at: field(
      'timestamp',
      'requests',
      'ground',
      'request',
      ['Vastaus perillä', 'Svaret framme', 'Delivered'],
      workings,
    ),
    closed_at: field('timestamp', 'requests', 'ground', 'request', ['Päätetty', 'Avslutad', 'Closed'], workings),
    owner_id: field('text', 'requests', 'relationship', 'request', ['Käsittelijä', 'Handläggare', 'Handled by'], {
      provenance: 'system',
      maxLength: 100,
    }),
  },
} as const satisfies Noun

/** All that others learn of a request: that one is open, since when, and whom of us to ask. Made by trigger, gone when it is answered. */
export const request_digests = {
  label: { fi: 'Tieto avoimesta pyynnöstä', sv: 'Uppgift om öppen begäran', en: 'Word of an open request' },
  plural: { fi: 'Tiedot avoimista pyynnöistä', sv: 'Uppgifter om öppna begäranden', en: 'Words of open requests' },
  schema: 'data',
  mask: 'none',
  person: 'person_id',
  endsWith: 'requests',
  title: ['received_at'],
  fields: {
    ...record('request_digest', 'request'),
    request_id: field('uuid', 'request_digest', 'system', 'request', ['Pyyntö', 'Begäran', 'Request'], {
      ...workings,
      refers: 'requests',
      required: true,
    }),
    person_id: field('uuid', 'request_digest', 'system', 'request', ['Henkilö', 'Person', 'Person'], {
      refers: 'people',
      required: true,
      system: true,
      provenance: 'derived',
    }),
    received_at: field('timestamp', 'request_digest', 'ground', 'request', ['Saapui', 'Mottagen', 'Received'], {
      ...workings,
      required: true,
    }),
    owner_id: field('text', 'request_digest', 'relationship', 'request', ['Käsittelijä', 'Handläggare', 'Handled by'], {
      system: true,
      provenance: 'derived',
    }),
  },
} as const satisfies Noun

/** What happened to a request, in order: its letters, decisions and receipts. */
export const request_steps = {
  label: { fi: 'Pyynnön vaihe', sv: 'Steg i begäran', en: 'Step of a request' },
  plural: { fi: 'Pyynnön vaiheet', sv: 'Steg i begäran', en: 'Steps of a request' },
  schema: 'data',
  mask: 'none',
  partOf: { noun: 'requests', column: 'request_id' },
  open: ['rights'],
  erase: 'blank',
  title: ['kind'],
  fields: {
    ...record('requests', 'request'),
    request_id: field('uuid', 'requests', 'system', 'request', ['Pyyntö', 'Begäran', 'Request'], {
      ...plain,
      refers: 'requests',
      required: true,
      provenance: 'system',
    }),
    kind: field('choice', 'requests', 'ground', 'request', ['Vaihe', 'Steg', 'Step'], {
      ...plain,
      required: true,
      options: {
        received: { fi: 'saapui', sv: 'mottagen', en: 'received' },
        identity_asked: { fi: 'henkilöllisyyttä kysytty', sv: 'identitet efterfrågad', en: 'identity asked' },
        identity_confirmed: { fi: 'henkilöllisyys vahvistettu', sv: 'identitet bekräftad', en: 'identity confirmed' },
        extended: { fi: 'määräaikaa jatkettu', sv: 'tiden förlängd', en: 'extended' },
        report: { fi: 'raportti koottu', sv: 'rapport sammanställd', en: 'report made' },
        corrected: { fi: 'oikaistu', sv: 'rättad', en: 'corrected' },
        planned: { fi: 'poistosuunnitelma', sv: 'raderingsplan', en: 'erasure planned' },
        erased: { fi: 'poistettu', sv: 'raderad', en: 'erased' },
        swept: { fi: 'jäljet tarkistettu', sv: 'spåren kontrollerade', en: 'traces looked for' },
        told: { fi: 'vastaanottajalle ilmoitettu', sv: 'mottagaren underrättad', en: 'recipient told' },
        proposed: { fi: 'ratkaisu kirjattu', sv: 'beslut antecknat', en: 'decision recorded' },
        approved: { fi: 'hyväksytty', sv: 'godkänd', en: 'approved' },
        letter: { fi: 'kirje lähetetty', sv: 'brev skickat', en: 'letter sent' },
        delivered: { fi: 'kirje perillä', sv: 'brevet framme', en: 'letter delivered' },
        note: { fi: 'merkintä', sv: 'anteckning', en: 'note' },
        closed: { fi: 'päätetty', sv: 'avslutad', en: 'closed' },
      },
    }),
    actor: field('text', 'requests', 'use_log', 'request', ['Kirjaaja', 'Antecknad av', 'Recorded by'], {
      ...by,
      required: true,
      default: "coalesce(current_setting('seloste.actor', true), '')",
    }),
    words: field('longtext', 'requests', 'feedback', 'request', ['Teksti', 'Text', 'Text'], { maxLength: 40_000 }),
    detail: field('json', 'requests', 'ground', 'request', ['Tarkemmin', 'Närmare', 'Detail'], by),
  },
} as const satisfies Noun

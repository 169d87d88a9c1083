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
        proposed: { fi: 'hylkäystä esitetty', sv: 'avslag föreslaget', en: 'refusal proposed' },
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

/** What a person says of a fact about them: kept beside it, and no file brings the old value back. */
export const statements = {
  label: { fi: 'Henkilön lausuma', sv: 'Personens utsaga', en: 'Person’s statement' },
  plural: { fi: 'Henkilöiden lausumat', sv: 'Personers utsagor', en: 'Persons’ statements' },
  schema: 'data',
  mask: 'copy',
  person: 'person_id',
  open: ['rights'],
  title: ['kind'],
  fields: {
    ...record('statements', 'contact'),
    person_id: field('uuid', 'statements', 'system', 'contact', ['Henkilö', 'Person', 'Person'], {
      refers: 'people',
      required: true,
      provenance: 'system',
    }),
    kind: field('choice', 'statements', 'ground', 'contact', ['Laji', 'Slag', 'Kind'], {
      ...plain,
      required: true,
      options: {
        corrected: { fi: 'oikaistu', sv: 'rättad', en: 'corrected' },
        disputed: { fi: 'kiistetty', sv: 'bestridd', en: 'disputed' },
      },
    }),
    noun: field('text', 'statements', 'system', 'contact', ['Laji tietoa', 'Slag av uppgift', 'Kind of record'], {
      ...plain,
      required: true,
      maxLength: 40,
    }),
    record_id: field('uuid', 'statements', 'system', 'contact', ['Tietue', 'Post', 'Record'], { ...workings }),
    field: field('text', 'statements', 'system', 'contact', ['Tieto', 'Uppgift', 'Field'], {
      ...plain,
      required: true,
      maxLength: 63,
    }),
    words: field('longtext', 'statements', 'feedback', 'contact', ['Lausuma', 'Utsaga', 'Statement'], {
      maxLength: 4000,
    }),
    refused: field(
      'text',
      'statements',
      'ground',
      'contact',
      ['Hylätyn arvon tiiviste', 'Hash av avvisat värde', 'Hash of the refused value'],
      {
        ...by,
      },
    ),
    request_id: field('uuid', 'statements', 'system', 'contact', ['Pyyntö', 'Begäran', 'Request'], {
      ...plain,
      refers: 'requests',
      provenance: 'system',
    }),
  },
} as const satisfies Noun

/** Places in texts and files that a human must look at: sensitive matter, or an erased person who is mentioned. No values. */
export const findings = {
  label: { fi: 'Löydös', sv: 'Fynd', en: 'Finding' },
  plural: { fi: 'Löydökset', sv: 'Fynd', en: 'Findings' },
  schema: 'data',
  mask: 'none',
  person: 'person_id',
  open: ['rights'],
  erase: 'blank',
  title: ['kind'],
  fields: {
    ...record('requests', 'request'),
    kind: field('choice', 'requests', 'ground', 'request', ['Laji', 'Slag', 'Kind'], {
      ...plain,
      required: true,
      options: {
        identity_code: { fi: 'henkilötunnus', sv: 'personbeteckning', en: 'personal identity code' },
        health: { fi: 'terveys', sv: 'hälsa', en: 'health' },
        union: { fi: 'ammattiliitto', sv: 'fackförening', en: 'trade union' },
        belief: { fi: 'vakaumus tai politiikka', sv: 'övertygelse eller politik', en: 'belief or politics' },
        origin: { fi: 'alkuperä', sv: 'ursprung', en: 'origin' },
        offence: { fi: 'rikosepäily', sv: 'brottsmisstanke', en: 'suspected offence' },
        mention: { fi: 'maininta poistetusta', sv: 'omnämnande av raderad', en: 'mention of somebody erased' },
      },
    }),
    noun: field('text', 'requests', 'system', 'request', ['Laji tietoa', 'Slag av uppgift', 'Kind of record'], {
      ...plain,
      required: true,
      maxLength: 40,
    }),
    record_id: field('uuid', 'requests', 'system', 'request', ['Tietue', 'Post', 'Record'], {
      ...workings,
      required: true,
    }),
    field: field('text', 'requests', 'system', 'request', ['Tieto', 'Uppgift', 'Field'], {
      ...plain,
      required: true,
      maxLength: 63,
    }),
    person_id: field('uuid', 'requests', 'system', 'request', ['Henkilö', 'Person', 'Person'], {
      refers: 'people',
      provenance: 'system',
    }),
    request_id: field('uuid', 'requests', 'system', 'request', ['Pyyntö', 'Begäran', 'Request'], {
      ...plain,
      refers: 'requests',
      provenance: 'system',
    }),
    found_at: field('timestamp', 'requests', 'ground', 'request', ['Löydetty', 'Hittad', 'Found'], {
      ...workings,
      required: true,
      default: 'now()',
    }),
    state: field('choice', 'requests', 'ground', 'request', ['Tila', 'Status', 'State'], {
      ...workings,
      required: true,
      default: "'open'",
      options: {
        open: { fi: 'katsomatta', sv: 'ogranskad', en: 'to look at' },
        harmless: { fi: 'aiheeton', sv: 'obefogad', en: 'harmless' },
        masked: { fi: 'peitetty', sv: 'maskerad', en: 'masked' },
        destroyed: { fi: 'hävitetty', sv: 'förstörd', en: 'destroyed' },
      },
    }),
    ends_on: field('date', 'requests', 'ground', 'request', ['Hävitetään', 'Förstörs', 'Destroyed on'], workings),
    decided_by: field('text', 'requests', 'use_log', 'request', ['Ratkaisija', 'Beslutad av', 'Decided by'], by),
    decided_at: field('timestamp', 'requests', 'ground', 'request', ['Ratkaistu', 'Beslutad', 'Decided'], workings),
  },
} as const satisfies Noun

/** Whose data was erased, by its bare identifier: what was taken, what a law keeps and until when, what was looked for afterwards. */
export const erasures = {
  label: { fi: 'Poisto', sv: 'Radering', en: 'Erasure' },
  plural: { fi: 'Poistot', sv: 'Raderingar', en: 'Erasures' },
  schema: 'data',
  mask: 'none',
  title: ['state'],
  fields: {
    ...record('erasures', 'request'),
    subject: field('uuid', 'erasures', 'system', 'request', ['Kenen', 'Vems', 'Whose'], { ...by, required: true }),
    reason: field('choice', 'erasures', 'ground', 'request', ['Syy', 'Orsak', 'Reason'], {
      ...workings,
      required: true,
      options: {
        request: { fi: 'pyyntö', sv: 'begäran', en: 'request' },
        retention: { fi: 'säilytysaika päättyi', sv: 'lagringstiden slut', en: 'retention ended' },
        emptied: { fi: 'ei käyttötarkoitusta', sv: 'inget ändamål kvar', en: 'no purpose left' },
        removed: { fi: 'poistettu käsin', sv: 'raderad för hand', en: 'deleted by hand' },
        undone: { fi: 'tuonti peruttiin', sv: 'importen ångrades', en: 'import undone' },
        restored: { fi: 'varmuuskopion palautus', sv: 'återläsning', en: 'restored backup' },
      },
    }),
    request_id: field('uuid', 'erasures', 'system', 'request', ['Pyyntö', 'Begäran', 'Request'], workings),
    state: field('choice', 'erasures', 'ground', 'request', ['Tila', 'Status', 'State'], {
      ...workings,
      required: true,
      default: "'queued'",
      options: {
        queued: { fi: 'jonossa', sv: 'i kö', en: 'queued' },
        running: { fi: 'käynnissä', sv: 'pågår', en: 'under way' },
        held: { fi: 'laki säilyttää osan', sv: 'lagen bevarar en del', en: 'a law keeps a part' },
        incomplete: { fi: 'jälkiä jäljellä', sv: 'spår kvar', en: 'traces left' },
        done: { fi: 'tehty', sv: 'klar', en: 'done' },
      },
    }),
    plan: field('json', 'erasures', 'ground', 'request', ['Suunnitelma', 'Plan', 'Plan'], workings),
    found: field('json', 'erasures', 'ground', 'request', ['Jäljet', 'Spår', 'Traces'], workings),
    actor: field('text', 'erasures', 'use_log', 'request', ['Käynnistäjä', 'Startad av', 'Started by'], {
      ...by,
      required: true,
      default: "coalesce(current_setting('seloste.actor', true), '')",
    }),
    started_at: field('timestamp', 'erasures', 'ground', 'request', ['Alkoi', 'Började', 'Began'], workings),
    done_at: field('timestamp', 'erasures', 'ground', 'request', ['Valmis', 'Klar', 'Done'], workings),
    swept_at: field(
      'timestamp',
      'erasures',
      'ground',
      'request',
      ['Jäljet tarkistettu', 'Spåren kontrollerade', 'Swept'],
      workings,
    ),
  },
} as const satisfies Noun

import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'
import { plain, workings } from './standing.ts'

const by = { provenance: 'system', system: true } as const

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
  clocks: { request: 't.decided_at' },
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
        sexuality: { fi: 'seksuaalisuus', sv: 'sexualitet', en: 'sexual life' },
        offence: { fi: 'rikosepäily', sv: 'brottsmisstanke', en: 'suspected offence' },
        mention: { fi: 'maininta poistetusta', sv: 'omnämnande av raderad', en: 'mention of somebody erased' },
        unread: { fi: 'tekstiä ei voitu lukea', sv: 'texten kunde inte läsas', en: 'words that could not be read' },
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
    /** Why a file that speaks of somebody erased is kept all the same. */
    reason: field('text', 'requests', 'feedback', 'request', ['Peruste', 'Motivering', 'Reason'], { maxLength: 500 }),
    decided_by: field('text', 'requests', 'use_log', 'request', ['Ratkaisija', 'Beslutad av', 'Decided by'], by),
    decided_at: field('timestamp', 'requests', 'ground', 'request', ['Ratkaistu', 'Beslutad', 'Decided'], workings),
    /** Until when the text is known to be as it was decided about: what is done to its row by the search itself is no change. */
    stands_at: field('timestamp', 'requests', 'system', 'request', ['Voimassa', 'Gäller', 'Stands as of'], workings),
  },
} as const satisfies Noun

/**
 * A text in which something was found, or the key of such a file, taken out until a human has decided: in its place
 * stands what says that it waits, for whoever reads the record by whatever way. It goes with the record, with the person, and when it is decided.
 */
export const withheld = {
  label: { fi: 'Tarkistusta odottava teksti', sv: 'Text som väntar på granskning', en: 'Text awaiting review' },
  plural: { fi: 'Tarkistusta odottavat tekstit', sv: 'Texter som väntar på granskning', en: 'Texts awaiting review' },
  schema: 'data',
  mask: 'none',
  person: 'person_id',
  clocks: { request: 't.created_at' },
  title: ['noun'],
  fields: {
    ...record('erasures', 'request'),
    noun: field('text', 'erasures', 'system', 'request', ['Laji tietoa', 'Slag av uppgift', 'Kind of record'], {
      ...workings,
      required: true,
      maxLength: 40,
    }),
    record_id: field('uuid', 'erasures', 'system', 'request', ['Tietue', 'Post', 'Record'], {
      ...workings,
      required: true,
    }),
    field: field('text', 'erasures', 'system', 'request', ['Tieto', 'Uppgift', 'Field'], {
      ...workings,
      required: true,
      maxLength: 63,
    }),
    person_id: field('uuid', 'erasures', 'system', 'request', ['Henkilö', 'Person', 'Person'], {
      refers: 'people',
      system: true,
      provenance: 'system',
    }),
    said: field('longtext', 'erasures', 'feedback', 'request', ['Teksti', 'Text', 'Text'], {
      system: true,
      provenance: 'system',
    }),
    /** Of a file no word is copied: its key is what was taken out. */
    sealed: field('text', 'erasures', 'system', 'request', ['Avain', 'Nyckel', 'Key'], { ...workings, maxLength: 200 }),
    /** What stands in its place meanwhile. */
    put: field('text', 'erasures', 'system', 'request', ['Tilalla', 'I stället', 'In its place'], {
      ...workings,
      required: true,
    }),
    /** Where the history of the record said the same: [{noun, id, column}] */
    past: field('json', 'erasures', 'system', 'request', ['Historiassa', 'I historiken', 'In the history'], {
      ...workings,
      required: true,
      default: "'[]'",
    }),
  },
} as const satisfies Noun

/** Whose data was erased, by its bare identifier: what was taken, what a law keeps and until when, what was looked for afterwards. */
export const erasures = {
  label: { fi: 'Poisto', sv: 'Radering', en: 'Erasure' },
  plural: { fi: 'Poistot', sv: 'Raderingar', en: 'Erasures' },
  schema: 'data',
  mask: 'none',
  erase: 'blank',
  clocks: { request: `case when t.state = 'done' then t.done_at end` },
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

import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'
import { names, plain, workings } from './standing.ts'

const request_id = field('uuid', 'requests', 'system', 'request', ['Pyyntö', 'Begäran', 'Request'], {
  ...plain,
  refers: 'requests',
  required: true,
  provenance: 'system',
})
const person_id = field('uuid', 'requests', 'system', 'request', ['Henkilö', 'Person', 'Person'], {
  refers: 'people',
  required: true,
  provenance: 'system',
})

/** What was put together for a person who asked: kept enciphered outside the database, and destroyed after ninety days. */
export const reports = {
  label: { fi: 'Tietoraportti', sv: 'Rapport om uppgifter', en: 'Data report' },
  plural: { fi: 'Tietoraportit', sv: 'Rapporter om uppgifter', en: 'Data reports' },
  schema: 'data',
  mask: 'copy',
  person: 'person_id',
  open: ['rights'],
  title: ['kind'],
  fields: {
    ...record('requests', 'request'),
    request_id,
    person_id,
    kind: field('choice', 'requests', 'ground', 'request', ['Laji', 'Slag', 'Kind'], {
      ...plain,
      required: true,
      options: {
        access: { fi: 'tietoraportti', sv: 'rapport om uppgifter', en: 'data report' },
        portable: { fi: 'siirrettävät tiedot', sv: 'uppgifter att flytta', en: 'data to move' },
      },
    }),
    language: field('text', 'requests', 'ground', 'request', ['Kieli', 'Språk', 'Language'], {
      ...plain,
      required: true,
      maxLength: 2,
    }),
    as_of: field('timestamp', 'requests', 'ground', 'request', ['Tiedot sellaisina kuin', 'Uppgifterna per', 'As of'], {
      ...plain,
      required: true,
    }),
    /** Which stores were searched, when, and how many were found in each. */
    coverage: field('json', 'requests', 'ground', 'request', ['Mistä etsittiin', 'Var söktes', 'Where searched'], {
      ...plain,
      required: true,
      default: "'[]'",
      provenance: 'system',
    }),
    bytes: field('integer', 'requests', 'system', 'request', ['Koko', 'Storlek', 'Size'], {
      ...plain,
      required: true,
      provenance: 'system',
    }),
    hash: field('text', 'requests', 'system', 'request', ['Tiiviste', 'Hash', 'Hash'], {
      ...plain,
      required: true,
      maxLength: 64,
      provenance: 'system',
    }),
    /** The key, enciphered with the key of the installation; destroyed, it takes the report with it. */
    sealed: field('text', 'requests', 'system', 'request', ['Avain', 'Nyckel', 'Key'], {
      ...plain,
      maxLength: 200,
      provenance: 'system',
    }),
    ends_on: field('date', 'requests', 'ground', 'request', ['Hävitetään', 'Förstörs', 'Destroyed on'], {
      ...plain,
      required: true,
      provenance: 'system',
    }),
  },
} as const satisfies Noun

/** A passage hidden from a report because it is about somebody else, with the reason; never the passage itself. */
export const redactions = {
  label: { fi: 'Peitetty kohta', sv: 'Maskerat ställe', en: 'Hidden passage' },
  plural: { fi: 'Peitetyt kohdat', sv: 'Maskerade ställen', en: 'Hidden passages' },
  schema: 'data',
  mask: 'copy',
  person: 'person_id',
  open: ['rights'],
  title: ['reason'],
  fields: {
    ...record('requests', 'request'),
    request_id,
    person_id,
    noun: field('text', 'requests', 'system', 'request', ['Laji tietoa', 'Slag av uppgift', 'Kind of record'], {
      ...plain,
      required: true,
      maxLength: 40,
    }),
    record_id: field('uuid', 'requests', 'system', 'request', ['Tietue', 'Post', 'Record'], {
      ...workings,
      system: false,
      required: true,
    }),
    field: field('text', 'requests', 'system', 'request', ['Tieto', 'Uppgift', 'Field'], {
      ...plain,
      required: true,
      maxLength: 63,
    }),
    /** Signs from the beginning of the text, and how many. */
    place: field('integer', 'requests', 'system', 'request', ['Kohta', 'Ställe', 'Place'], {
      ...plain,
      required: true,
    }),
    length: field('integer', 'requests', 'system', 'request', ['Pituus', 'Längd', 'Length'], {
      ...plain,
      required: true,
    }),
    reason: field('choice', 'requests', 'ground', 'request', ['Syy', 'Skäl', 'Reason'], {
      ...plain,
      required: true,
      options: {
        other_person: { fi: 'toisen ihmisen tieto', sv: 'en annan persons uppgift', en: 'somebody else’s data' },
        secret: { fi: 'liikesalaisuus', sv: 'företagshemlighet', en: 'trade secret' },
        danger: {
          fi: 'vaara terveydelle tai oikeuksille (tietosuojalaki 34 §)',
          sv: 'fara för hälsa eller rättigheter (dataskyddslagen 34 §)',
          en: 'danger to health or rights (Data Protection Act § 34)',
        },
        security: {
          fi: 'turvallisuus tai rikoksen selvittäminen (tietosuojalaki 34 §)',
          sv: 'säkerhet eller brottsutredning (dataskyddslagen 34 §)',
          en: 'security or investigation of crime (Data Protection Act § 34)',
        },
        supervision: {
          fi: 'valvontatehtävä (tietosuojalaki 34 §)',
          sv: 'tillsynsuppgift (dataskyddslagen 34 §)',
          en: 'supervisory task (Data Protection Act § 34)',
        },
      },
    }),
  },
} as const satisfies Noun

/** A person's data on its way to another controller: named by us, confirmed by the person, fetched once. */
export const transfers = {
  label: { fi: 'Tietojen siirto', sv: 'Flyttning av uppgifter', en: 'Transfer of data' },
  plural: { fi: 'Tietojen siirrot', sv: 'Flyttningar av uppgifter', en: 'Transfers of data' },
  schema: 'data',
  mask: 'copy',
  person: 'person_id',
  open: ['rights'],
  title: ['receiver'],
  fields: {
    ...record('requests', 'request'),
    request_id,
    person_id,
    receiver: field('text', 'requests', 'ground', 'request', ['Vastaanottaja', 'Mottagare', 'Receiver'], {
      required: true,
      maxLength: 200,
    }),
    until: field('timestamp', 'requests', 'ground', 'request', ['Voimassa', 'Giltig till', 'Until'], {
      ...plain,
      required: true,
    }),
    confirmed_at: field(
      'timestamp',
      'requests',
      'ground',
      'request',
      ['Henkilö vahvisti', 'Personen bekräftade', 'Confirmed by the person'],
      plain,
    ),
    fetched_at: field('timestamp', 'requests', 'ground', 'request', ['Haettu', 'Hämtad', 'Fetched'], plain),
  },
} as const satisfies Noun

/** A code read aloud to who asks, at a number that was on record before they asked: for minutes, for a few tries, once. */
export const call_codes = {
  label: { fi: 'Koodi puhelimeen', sv: 'Kod till telefon', en: 'Code for the telephone' },
  plural: { fi: 'Koodit puhelimeen', sv: 'Koder till telefon', en: 'Codes for the telephone' },
  schema: 'data',
  mask: 'copy',
  person: 'person_id',
  open: ['rights'],
  title: ['until'],
  fields: {
    ...record('requests', 'request'),
    /** Of a code sent to whoever wrote their number: none. */
    request_id: { ...request_id, required: false },
    person_id,
    phone_id: {
      ...names('requests', 'system', 'request', 'phones', ['Puhelinnumero', 'Telefonnummer', 'Phone number']),
      required: true,
    },
    /** Keyed, of the code and its request: the code itself is nowhere. */
    hash: field('text', 'requests', 'system', 'request', ['Tiiviste', 'Hash', 'Hash'], {
      ...plain,
      required: true,
      maxLength: 64,
      provenance: 'system',
    }),
    until: field('timestamp', 'requests', 'ground', 'request', ['Voimassa', 'Giltig till', 'Until'], {
      ...plain,
      required: true,
      provenance: 'system',
    }),
    tries: field('integer', 'requests', 'system', 'request', ['Yrityksiä', 'Försök', 'Tries'], {
      ...plain,
      required: true,
      default: '0',
      provenance: 'system',
    }),
  },
} as const satisfies Noun

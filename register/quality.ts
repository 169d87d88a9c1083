import type { Noun } from '../src/kernel/vocabulary.ts'
import { companies } from './companies.ts'
import { contracts } from './contracts.ts'
import { deals } from './deals.ts'
import { emails } from './emails.ts'
import { employments } from './employments.ts'
import { field, record } from './field.ts'
import { people } from './people.ts'
import { phones } from './phones.ts'
import { names, plain, system, workings } from './standing.ts'

const needed = { ...workings, required: true } as const

const KEPT = { people, emails, phones, employments, companies, deals, contracts }

/** `people.job_title` → the purposes that hold the field: what it was is read by those who read what it is. */
const seenBy: Record<string, readonly string[]> = Object.fromEntries(
  Object.entries(KEPT).flatMap(([noun, { fields }]) =>
    Object.entries(fields)
      .filter(([, one]) => !('system' in one && one.system))
      .map(([name, one]) => [
        `${noun}.${name}`,
        Object.entries(one.purposes).flatMap(([purpose, use]) => (use === 'read' || use === 'write' ? purpose : [])),
      ]),
  ),
)

/** What a field said before, who changed it, when and from where. */
export const changes = {
  label: { fi: 'Muutos', sv: 'Ändring', en: 'Change' },
  plural: { fi: 'Muutokset', sv: 'Ändringar', en: 'Changes' },
  schema: 'data',
  mask: 'none',
  person: 'person_id',
  rows: { column: 'of', only: seenBy, closed: true },
  clocks: { contact: 'case when t.person_id is null then t.created_at end' },
  title: ['of'],
  fields: {
    ...record('history', 'contact'),
    /** `people.job_title` */
    of: field('text', 'history', 'system', 'contact', ['Kenttä', 'Fält', 'Field'], { ...workings, required: true }),
    record_id: field('uuid', 'history', 'system', 'contact', ['Tietue', 'Post', 'Record'], {
      ...workings,
      required: true,
    }),
    person_id: field('uuid', 'history', 'system', 'contact', ['Henkilö', 'Person', 'Person'], {
      refers: 'people',
      system: true,
      provenance: 'system',
    }),
    was: field('longtext', 'history', 'relationship', 'contact', ['Ennen', 'Före', 'Before'], { system: true }),
    became: field('longtext', 'history', 'relationship', 'contact', ['Jälkeen', 'Efter', 'After'], { system: true }),
    actor: field('text', 'history', 'use_log', 'contact', ['Muuttaja', 'Ändrad av', 'Changed by'], {
      system: true,
      provenance: 'system',
    }),
    purpose: field('text', 'history', 'system', 'contact', ['Käyttötarkoitus', 'Ändamål', 'Purpose'], workings),
  },
} as const satisfies Noun

/** That somebody made sure of a value: it is as it stands, on that day. */
export const verifications = {
  label: { fi: 'Tarkistus', sv: 'Kontroll', en: 'Verification' },
  plural: { fi: 'Tarkistukset', sv: 'Kontroller', en: 'Verifications' },
  schema: 'data',
  mask: 'none',
  person: 'person_id',
  linked: [
    { noun: 'people', column: 'person_id' },
    { noun: 'companies', column: 'company_id' },
  ],
  rows: { column: 'of', only: seenBy, closed: true },
  open: ['relationship', 'sales', 'prospecting', 'support', 'suppliers'],
  endsWith: 'companies',
  title: ['of'],
  fields: {
    ...record('verification', 'contact'),
    of: field('text', 'verification', 'system', 'contact', ['Kenttä', 'Fält', 'Field'], {
      ...plain,
      required: true,
      maxLength: 100,
    }),
    record_id: field('uuid', 'verification', 'system', 'contact', ['Tietue', 'Post', 'Record'], {
      ...plain,
      required: true,
    }),
    person_id: field('uuid', 'verification', 'system', 'contact', ['Henkilö', 'Person', 'Person'], {
      refers: 'people',
      provenance: 'system',
    }),
    company_id: names('verification', 'system', 'contact', 'companies', ['Yritys', 'Företag', 'Company']),
    source: field('choice', 'verification', 'ground', 'contact', ['Lähde', 'Källa', 'Source'], {
      ...plain,
      required: true,
      default: "'person'",
      options: {
        person: { fi: 'henkilö itse', sv: 'personen själv', en: 'the person' },
        company: { fi: 'yritys', sv: 'företaget', en: 'the company' },
        register: { fi: 'kaupparekisteri', sv: 'handelsregistret', en: 'trade register' },
        delivery: { fi: 'viesti meni perille', sv: 'meddelandet kom fram', en: 'a message arrived' },
        colleague: { fi: 'meistä joku', sv: 'någon av oss', en: 'one of us' },
      },
    }),
    by_id: field('text', 'verification', 'use_log', 'contact', ['Kuka', 'Vem', 'By'], {
      ...workings,
      default: "nullif(current_setting('seloste.actor', true), '')",
    }),
  },
} as const satisfies Noun

/** A company as the trade register says it: each value with its date. A sole trader is a person. */
export const trade_records = {
  label: { fi: 'Kaupparekisterin tieto', sv: 'Uppgift i handelsregistret', en: 'Trade register record' },
  plural: { fi: 'Kaupparekisterin tiedot', sv: 'Uppgifter i handelsregistret', en: 'Trade register records' },
  schema: 'data',
  mask: 'none',
  person: 'person_id',
  open: ['relationship', 'sales', 'prospecting', 'contract', 'suppliers'],
  endsWith: 'companies',
  title: ['name'],
  fields: {
    ...record('company_basics', 'company'),
    company_id: names('company_basics', 'system', 'company', 'companies', ['Yritys', 'Företag', 'Company']),
    person_id: field(
      'uuid',
      'company_basics',
      'system',
      'company',
      ['Toiminimen haltija', 'Enskild näringsidkare', 'Sole trader'],
      {
        refers: 'people',
        provenance: 'system',
      },
    ),
    business_id: field('text', 'company_basics', 'company', 'company', ['Y-tunnus', 'FO-nummer', 'Business ID'], {
      ...plain,
      required: true,
      maxLength: 20,
    }),
    name: field('text', 'company_basics', 'company', 'company', ['Nimi', 'Namn', 'Name'], { ...plain, maxLength: 300 }),
    /** {field: {value, since}} in our own fields' names. */
    said: field(
      'json',
      'company_basics',
      'targeting',
      'company',
      ['Rekisterin tiedot', 'Registrets uppgifter', 'As registered'],
      { ...plain, required: true, default: "'{}'" },
    ),
    /** none, bankruptcy, liquidation, restructuring, ceased. */
    situation: field('choice', 'company_basics', 'targeting', 'company', ['Tilanne', 'Läge', 'Situation'], {
      ...plain,
      required: true,
      default: "'none'",
      options: {
        none: { fi: 'toiminnassa', sv: 'i verksamhet', en: 'in business' },
        bankruptcy: { fi: 'konkurssissa', sv: 'i konkurs', en: 'bankrupt' },
        liquidation: { fi: 'selvitystilassa', sv: 'i likvidation', en: 'in liquidation' },
        restructuring: { fi: 'saneerauksessa', sv: 'under sanering', en: 'in restructuring' },
        ceased: { fi: 'lakannut', sv: 'upphört', en: 'ceased' },
      },
    }),
    fetched_at: field('timestamp', 'company_basics', 'system', 'company', ['Haettu', 'Hämtat', 'Fetched'], {
      ...plain,
      required: true,
      default: 'now()',
    }),
    changed_on: field(
      'date',
      'company_basics',
      'system',
      'company',
      ['Rekisterissä muuttunut', 'Ändrat i registret', 'Changed in the register'],
      plain,
    ),
  },
} as const satisfies Noun

/** A merge, for the day it can be undone: what it moved, and what the kept record said before. */
export const merges = {
  label: { fi: 'Yhdistäminen', sv: 'Sammanslagning', en: 'Merge' },
  plural: { fi: 'Yhdistämiset', sv: 'Sammanslagningar', en: 'Merges' },
  schema: 'data',
  mask: 'none',
  clocks: { import: 't.at' },
  title: ['noun'],
  fields: {
    id: field('uuid', 'doors_only', 'system', 'import', ['Tunniste', 'Beteckning', 'Identifier'], needed),
    noun: field('text', 'doors_only', 'system', 'import', ['Mitä', 'Vad', 'What'], needed),
    kept: field('uuid', 'doors_only', 'system', 'import', ['Säilynyt', 'Behållen', 'Kept'], needed),
    others: field('json', 'doors_only', 'system', 'import', ['Muut', 'Övriga', 'Others'], {
      ...needed,
      refers: 'people',
    }),
    moved: field('json', 'doors_only', 'system', 'import', ['Siirretty', 'Flyttat', 'Moved'], needed),
    was: field('json', 'doors_only', 'name', 'import', ['Ennen', 'Före', 'Before'], { ...system, required: true }),
    last_ground: field(
      'integer',
      'doors_only',
      'system',
      'import',
      ['Viimeinen peruste', 'Sista grund', 'Last ground'],
      needed,
    ),
    actor: field('text', 'doors_only', 'use_log', 'import', ['Tekijä', 'Gjord av', 'By'], needed),
    at: field('timestamp', 'doors_only', 'system', 'import', ['Milloin', 'När', 'When'], needed),
  },
} as const satisfies Noun

/** Two records that may be one, found among what one purpose sees; "not the same" is remembered. */
export const twins = {
  label: { fi: 'Mahdollinen kaksoiskappale', sv: 'Möjlig dubblett', en: 'Possible duplicate' },
  plural: { fi: 'Mahdolliset kaksoiskappaleet', sv: 'Möjliga dubbletter', en: 'Possible duplicates' },
  schema: 'data',
  mask: 'none',
  person: 'person_id',
  linked: [
    { noun: 'people', column: 'person_id' },
    { noun: 'companies', column: 'company_id' },
  ],
  rows: {
    column: 'purpose',
    only: { relationship: ['relationship'], sales: ['sales'], suppliers: ['suppliers'] },
    closed: true,
  },
  open: ['relationship', 'sales', 'suppliers'],
  endsWith: 'companies',
  title: ['why'],
  fields: {
    ...record('verification', 'contact'),
    person_id: field('uuid', 'verification', 'system', 'contact', ['Henkilö', 'Person', 'Person'], {
      refers: 'people',
      provenance: 'system',
    }),
    other_id: names('verification', 'system', 'contact', 'people', ['Toinen', 'Den andra', 'The other']),
    company_id: names('verification', 'system', 'contact', 'companies', ['Yritys', 'Företag', 'Company']),
    other_company_id: names('verification', 'system', 'contact', 'companies', [
      'Toinen yritys',
      'Det andra företaget',
      'The other company',
    ]),
    score: field('integer', 'verification', 'system', 'contact', ['Varmuus', 'Säkerhet', 'Certainty'], {
      ...plain,
      required: true,
    }),
    why: field('text', 'verification', 'system', 'contact', ['Mistä', 'Varav', 'By what'], {
      ...plain,
      required: true,
      maxLength: 200,
    }),
    different_at: field(
      'timestamp',
      'verification',
      'system',
      'contact',
      ['Todettu eri', 'Olika', 'Told apart'],
      plain,
    ),
    purpose: field('text', 'verification', 'system', 'contact', ['Käyttötarkoitus', 'Ändamål', 'Purpose'], {
      ...workings,
      required: true,
      default: 'substr(session_user::text, 9)',
    }),
  },
} as const satisfies Noun

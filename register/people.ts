import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'

export const languages = {
  fi: { fi: 'suomi', sv: 'finska', en: 'Finnish' },
  sv: { fi: 'ruotsi', sv: 'svenska', en: 'Swedish' },
  en: { fi: 'englanti', sv: 'engelska', en: 'English' },
} as const

const system = { system: true, provenance: 'system' } as const

export const people = {
  label: { fi: 'Henkilö', sv: 'Person', en: 'Person' },
  plural: { fi: 'Henkilöt', sv: 'Personer', en: 'People' },
  schema: 'data',
  mask: 'self',
  history: true,
  clocks: {
    // Of many at once: a company is then asked once, however many of them are its people.
    contact: { one: 'data.contact_since(t.id)', many: 'data.contacts_since' },
    prospect: 'data.prospect_since(t.id)',
  },
  title: ['given_name', 'family_name'],
  fields: {
    ...record('record', 'contact'),
    given_name: field('text', 'identity', 'name', 'contact', ['Etunimi', 'Förnamn', 'First name'], { maxLength: 200 }),
    family_name: field('text', 'identity', 'name', 'contact', ['Sukunimi', 'Efternamn', 'Last name'], {
      maxLength: 200,
    }),
    job_title: field('text', 'identity', 'title', 'contact', ['Titteli', 'Titel', 'Job title'], { maxLength: 200 }),
    language: field('choice', 'identity', 'name', 'contact', ['Kieli', 'Språk', 'Language'], { options: languages }),
    owner_id: field('text', 'care', 'relationship', 'contact', ['Vastuuhenkilö', 'Ansvarig', 'Owner'], {
      provenance: 'system',
    }),
    team: field('text', 'care', 'relationship', 'contact', ['Tiimi', 'Team', 'Team'], {
      provenance: 'system',
      personal: false,
    }),
    source: field('choice', 'origin', 'ground', 'contact', ['Lähde', 'Källa', 'Source'], {
      ...system,
      required: true,
      options: {
        person: { fi: 'henkilöltä itseltään', sv: 'av personen själv', en: 'from the person' },
        company: { fi: 'hänen yritykseltään', sv: 'av personens företag', en: 'from their company' },
        register: { fi: 'aiemmasta rekisteristä', sv: 'från ett tidigare register', en: 'from an earlier register' },
        elsewhere: { fi: 'muualta', sv: 'från annat håll', en: 'from elsewhere' },
      },
    }),
    source_name: field('text', 'origin', 'ground', 'contact', ['Lähteen nimi', 'Källans namn', 'Name of the source'], {
      ...system,
      maxLength: 300,
    }),
    obtained_at: field('timestamp', 'origin', 'ground', 'contact', ['Saatu', 'Erhållen', 'Obtained'], {
      ...system,
      required: true,
      default: 'now()',
    }),
    informed_at: field('timestamp', 'origin', 'ground', 'contact', ['Informoitu', 'Informerad', 'Informed'], system),
    informed_how: field('text', 'origin', 'ground', 'contact', ['Informointitapa', 'Informerad hur', 'Informed how'], {
      ...system,
      maxLength: 300,
    }),
    inform_by: field(
      'timestamp',
      'origin',
      'ground',
      'contact',
      ['Informoitava viimeistään', 'Ska informeras senast', 'To be informed by'],
      system,
    ),
    folded: field('text', 'identity', 'name', 'contact', ['Nimi hakua varten', 'Namn för sökning', 'Name for search'], {
      ...system,
      provenance: 'derived',
      generated: "data.fold(coalesce(given_name, '') || ' ' || coalesce(family_name, ''))",
    }),
    search: field('vector', 'identity', 'name', 'contact', ['Hakusanat', 'Sökord', 'Search words'], {
      ...system,
      provenance: 'derived',
      generated:
        "to_tsvector('simple', data.fold(coalesce(given_name, '') || ' ' || coalesce(family_name, '') || ' ' || coalesce(job_title, '')))",
    }),
  },
} as const satisfies Noun

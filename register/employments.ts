import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'

/** A person represents a company: in which role, with which duties, from when until when. */
export const employments = {
  label: { fi: 'Edustus', sv: 'Representation', en: 'Employment' },
  plural: { fi: 'Edustukset', sv: 'Representationer', en: 'Employments' },
  schema: 'data',
  mask: 'copy',
  person: 'person_id',
  partOf: { noun: 'people', column: 'person_id' },
  history: true,
  title: ['title'],
  fields: {
    ...record('record', 'contact'),
    person_id: field('uuid', 'identity', 'system', 'contact', ['Henkilö', 'Person', 'Person'], {
      refers: 'people',
      required: true,
      provenance: 'system',
      system: true,
    }),
    company_id: field('uuid', 'identity', 'representation', 'contact', ['Yritys', 'Företag', 'Company'], {
      refers: 'companies',
      required: true,
      system: true,
    }),
    role: field('choice', 'identity', 'representation', 'contact', ['Rooli', 'Roll', 'Role'], {
      required: true,
      default: "'contact'",
      options: {
        contact: { fi: 'yhteyshenkilö', sv: 'kontaktperson', en: 'contact person' },
        decision_maker: { fi: 'päättäjä', sv: 'beslutsfattare', en: 'decision maker' },
        signatory: { fi: 'allekirjoittaja', sv: 'undertecknare', en: 'signatory' },
        technical: { fi: 'tekninen yhteyshenkilö', sv: 'teknisk kontakt', en: 'technical contact' },
        billing: { fi: 'laskutuksen yhteyshenkilö', sv: 'faktureringskontakt', en: 'billing contact' },
        owner: { fi: 'yrittäjä', sv: 'företagare', en: 'sole trader' },
      },
    }),
    title: field('text', 'identity', 'title', 'contact', ['Titteli yrityksessä', 'Titel i företaget', 'Title there'], {
      maxLength: 200,
    }),
    duty_areas: field('choices', 'duties', 'title', 'contact', ['Työtehtävät', 'Arbetsuppgifter', 'Duty areas'], {
      required: true,
      default: "'{}'",
      options: {
        management: { fi: 'johto', sv: 'ledning', en: 'management' },
        purchasing: { fi: 'hankinta', sv: 'inköp', en: 'purchasing' },
        workshop: { fi: 'korjaamo', sv: 'verkstad', en: 'workshop' },
        parts: { fi: 'varaosat', sv: 'reservdelar', en: 'parts' },
        finance: { fi: 'talous', sv: 'ekonomi', en: 'finance' },
        it: { fi: 'tietohallinto', sv: 'it', en: 'IT' },
        sales: { fi: 'myynti', sv: 'försäljning', en: 'sales' },
      },
    }),
    duty_source: field(
      'choice',
      'duties',
      'title',
      'contact',
      ['Tehtävien lähde', 'Uppgifternas källa', 'Source of duties'],
      {
        options: {
          person: { fi: 'henkilö kertoi', sv: 'personen berättade', en: 'the person told' },
          company: { fi: 'yritys kertoi', sv: 'företaget berättade', en: 'the company told' },
          public: {
            fi: 'yrityksen julkinen tieto',
            sv: 'företagets offentliga uppgift',
            en: 'published by the company',
          },
          title: { fi: 'päätelty tittelistä', sv: 'härledd ur titeln', en: 'inferred from the title' },
        },
      },
    ),
    start_on: field('date', 'identity', 'representation', 'contact', ['Alkaen', 'Från', 'From'], {}),
    evidence: field(
      'choice',
      'identity',
      'representation',
      'contact',
      ['Mistä tiedetään', 'Hur vi vet det', 'How we know'],
      {
        options: {
          person: { fi: 'henkilö kertoi', sv: 'personen berättade', en: 'the person told' },
          company: { fi: 'yritys kertoi', sv: 'företaget berättade', en: 'the company told' },
          register: { fi: 'kaupparekisteri', sv: 'handelsregistret', en: 'trade register' },
          contract: { fi: 'sopimus tai valtakirja', sv: 'avtal eller fullmakt', en: 'contract or power of attorney' },
          public: {
            fi: 'yrityksen julkinen tieto',
            sv: 'företagets offentliga uppgift',
            en: 'published by the company',
          },
        },
      },
    ),
    end_on: field('date', 'identity', 'representation', 'contact', ['Päättyi', 'Upphörde', 'Ended'], { system: true }),
  },
} as const satisfies Noun

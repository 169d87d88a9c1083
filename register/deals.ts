import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'
import { amount, careOf, currency, names, plain, trashed, workings } from './standing.ts'

/** Somebody asked for something: before it is known whether there is a deal in it. */
export const leads = {
  label: { fi: 'Liidi', sv: 'Lead', en: 'Lead' },
  plural: { fi: 'Liidit', sv: 'Leads', en: 'Leads' },
  schema: 'data',
  mask: 'none',
  person: 'person_id',
  open: ['sales', 'prospecting'],
  trash: true,
  clocks: { prospect: `case when t.status in ('converted', 'dropped') then t.updated_at end` },
  title: ['subject'],
  fields: {
    ...record('leads', 'prospect'),
    subject: field('text', 'leads', 'relationship', 'prospect', ['Aihe', 'Ämne', 'Subject'], {
      required: true,
      maxLength: 300,
    }),
    body: field('longtext', 'leads', 'feedback', 'prospect', ['Viesti', 'Meddelande', 'Message'], {
      maxLength: 20_000,
    }),
    person_id: field('uuid', 'leads', 'system', 'prospect', ['Henkilö', 'Person', 'Person'], {
      refers: 'people',
      provenance: 'system',
    }),
    company_id: names('leads', 'system', 'prospect', 'companies', ['Yritys', 'Företag', 'Company']),
    status: field('choice', 'leads', 'relationship', 'prospect', ['Tila', 'Status', 'Status'], {
      ...plain,
      required: true,
      default: "'new'",
      options: {
        new: { fi: 'uusi', sv: 'ny', en: 'new' },
        working: { fi: 'työn alla', sv: 'under arbete', en: 'working' },
        converted: { fi: 'kaupaksi', sv: 'blev affär', en: 'converted' },
        dropped: { fi: 'ei kauppaa', sv: 'avskriven', en: 'dropped' },
      },
    }),
    source: field('choice', 'leads', 'relationship', 'prospect', ['Mistä', 'Källa', 'Source'], {
      ...plain,
      required: true,
      default: "'other'",
      options: {
        form: { fi: 'verkkolomake', sv: 'webbformulär', en: 'web form' },
        mail: { fi: 'sähköposti', sv: 'e-post', en: 'e-mail' },
        phone: { fi: 'puhelu', sv: 'samtal', en: 'call' },
        fair: { fi: 'messut', sv: 'mässa', en: 'fair' },
        referral: { fi: 'suositus', sv: 'rekommendation', en: 'referral' },
        customer: { fi: 'nykyinen asiakas', sv: 'befintlig kund', en: 'existing customer' },
        other: { fi: 'muu', sv: 'annat', en: 'other' },
      },
    }),
    dropped_why: field('text', 'leads', 'relationship', 'prospect', ['Miksi ei', 'Varför inte', 'Why not'], {
      ...plain,
      maxLength: 300,
    }),
    deal_id: names('leads', 'system', 'prospect', 'deals', ['Kauppa', 'Affär', 'Deal']),
    ...careOf('leads', 'prospect'),
    ...trashed('leads', 'prospect'),
  },
} as const satisfies Noun

export const pipelines = {
  label: { fi: 'Myyntiputki', sv: 'Försäljningstratt', en: 'Pipeline' },
  plural: { fi: 'Myyntiputket', sv: 'Försäljningstrattar', en: 'Pipelines' },
  schema: 'data',
  mask: 'none',
  open: ['relationship', 'sales', 'contract'],
  title: ['name'],
  fields: {
    ...record('catalogue', 'company'),
    name: field('text', 'catalogue', 'system', 'company', ['Nimi', 'Namn', 'Name'], {
      ...plain,
      required: true,
      maxLength: 100,
    }),
    place: field('integer', 'catalogue', 'system', 'company', ['Järjestys', 'Ordning', 'Order'], {
      ...plain,
      required: true,
      default: '0',
    }),
    /** A deal nobody has touched for so many days is stale. */
    stale_days: field(
      'integer',
      'catalogue',
      'system',
      'company',
      ['Vanhenee (pv)', 'Åldras (dgr)', 'Stale after (days)'],
      {
        ...plain,
        required: true,
        default: '30',
      },
    ),
    archived: field('boolean', 'catalogue', 'system', 'company', ['Ei käytössä', 'Ur bruk', 'Archived'], {
      ...plain,
      required: true,
      default: 'false',
    }),
  },
} as const satisfies Noun

export const stages = {
  label: { fi: 'Vaihe', sv: 'Skede', en: 'Stage' },
  plural: { fi: 'Vaiheet', sv: 'Skeden', en: 'Stages' },
  schema: 'data',
  mask: 'none',
  partOf: { noun: 'pipelines', column: 'pipeline_id' },
  open: ['relationship', 'sales', 'contract'],
  title: ['name'],
  fields: {
    ...record('catalogue', 'company'),
    pipeline_id: field('uuid', 'catalogue', 'system', 'company', ['Myyntiputki', 'Tratt', 'Pipeline'], {
      ...workings,
      refers: 'pipelines',
      required: true,
    }),
    name: field('text', 'catalogue', 'system', 'company', ['Nimi', 'Namn', 'Name'], {
      ...plain,
      required: true,
      maxLength: 100,
    }),
    place: field('integer', 'catalogue', 'system', 'company', ['Järjestys', 'Ordning', 'Order'], {
      ...plain,
      required: true,
      default: '0',
    }),
    /** 0–100: what a deal in this stage usually comes to. */
    probability: field(
      'integer',
      'catalogue',
      'system',
      'company',
      ['Todennäköisyys %', 'Sannolikhet %', 'Probability %'],
      {
        ...plain,
        required: true,
        default: '0',
      },
    ),
    outcome: field('choice', 'catalogue', 'system', 'company', ['Lopputulos', 'Utfall', 'Outcome'], {
      ...plain,
      required: true,
      default: "'open'",
      options: {
        open: { fi: 'avoin', sv: 'öppen', en: 'open' },
        won: { fi: 'voitettu', sv: 'vunnen', en: 'won' },
        lost: { fi: 'hävitty', sv: 'förlorad', en: 'lost' },
      },
    }),
  },
} as const satisfies Noun

/** A sale under way. It stands on the company; a contact who may not be used leaves it as it is. */
export const deals = {
  label: { fi: 'Kauppa', sv: 'Affär', en: 'Deal' },
  plural: { fi: 'Kaupat', sv: 'Affärer', en: 'Deals' },
  schema: 'data',
  mask: 'none',
  rows: {
    column: 'state',
    only: { open: ['relationship', 'sales', 'rights'], lost: ['relationship', 'sales', 'rights'] },
  },
  open: ['sales'],
  trash: true,
  history: true,
  clocks: {
    prospect: `case when t.state = 'lost' then t.closed_at end`,
    signed_contract: `case when t.state = 'won' then t.closed_at end`,
  },
  title: ['name'],
  fields: {
    ...record('deals', 'prospect'),
    name: field('text', 'deals', 'relationship', 'prospect', ['Kauppa', 'Affär', 'Deal'], {
      required: true,
      maxLength: 300,
    }),
    company_id: names('deals', 'relationship', 'prospect', 'companies', ['Yritys', 'Företag', 'Company']),
    contact_id: names('deals', 'relationship', 'prospect', 'people', ['Yhteyshenkilö', 'Kontakt', 'Contact']),
    reseller_id: names('deals', 'relationship', 'prospect', 'companies', [
      'Jälleenmyyjä',
      'Återförsäljare',
      'Reseller',
    ]),
    pipeline_id: names('deals', 'system', 'prospect', 'pipelines', ['Myyntiputki', 'Tratt', 'Pipeline']),
    stage_id: names('deals', 'relationship', 'prospect', 'stages', ['Vaihe', 'Skede', 'Stage']),
    state: field('choice', 'deals', 'relationship', 'prospect', ['Tilanne', 'Läge', 'State'], {
      ...workings,
      required: true,
      default: "'open'",
      options: {
        open: { fi: 'avoin', sv: 'öppen', en: 'open' },
        won: { fi: 'voitettu', sv: 'vunnen', en: 'won' },
        lost: { fi: 'hävitty', sv: 'förlorad', en: 'lost' },
      },
    }),
    value: amount('deals', 'prospect', ['Arvo', 'Värde', 'Value']),
    currency: currency('deals', 'prospect'),
    /** 0–100; empty: what the stage says. */
    probability: field(
      'integer',
      'deals',
      'relationship',
      'prospect',
      ['Todennäköisyys %', 'Sannolikhet %', 'Probability %'],
      plain,
    ),
    close_on: field(
      'date',
      'deals',
      'relationship',
      'prospect',
      ['Odotettu päätös', 'Väntat avslut', 'Expected close'],
      plain,
    ),
    closed_at: field('timestamp', 'deals', 'relationship', 'prospect', ['Ratkesi', 'Avgjord', 'Closed'], workings),
    lost_why: field(
      'choice',
      'deals',
      'relationship',
      'prospect',
      ['Häviön syy', 'Orsak till förlust', 'Lost because'],
      {
        ...plain,
        options: {
          price: { fi: 'hinta', sv: 'pris', en: 'price' },
          competitor: { fi: 'kilpailija', sv: 'konkurrent', en: 'competitor' },
          timing: { fi: 'ajoitus', sv: 'tidpunkt', en: 'timing' },
          need: { fi: 'ei tarvetta', sv: 'inget behov', en: 'no need' },
          silence: { fi: 'ei vastausta', sv: 'inget svar', en: 'no answer' },
          other: { fi: 'muu', sv: 'annat', en: 'other' },
        },
      },
    ),
    stage_since: field(
      'timestamp',
      'deals',
      'system',
      'prospect',
      ['Vaiheessa alkaen', 'I skedet sedan', 'In stage since'],
      {
        ...workings,
        required: true,
        default: 'now()',
      },
    ),
    /** Among the cards of its stage, where somebody has put it there; no history is kept of it. */
    rank: field(
      'integer',
      'deals',
      'system',
      'prospect',
      ['Paikka taululla', 'Plats på tavlan', 'Place on the board'],
      workings,
    ),
    /** When something last happened: a note, a task, a meeting, a call, a change of stage. */
    active_at: field(
      'timestamp',
      'deals',
      'system',
      'prospect',
      ['Viimeksi tapahtunut', 'Senast hänt', 'Last activity'],
      {
        ...workings,
        required: true,
        default: 'now()',
      },
    ),
    next_step: field('text', 'deals', 'relationship', 'prospect', ['Seuraava askel', 'Nästa steg', 'Next step'], {
      maxLength: 300,
    }),
    ...careOf('deals', 'prospect'),
    ...trashed('deals', 'prospect'),
    folded: field('text', 'deals', 'system', 'prospect', ['Nimi hakua varten', 'Namn för sökning', 'Name for search'], {
      ...workings,
      provenance: 'derived',
      generated: 'data.fold(name)',
    }),
  },
} as const satisfies Noun

/** Whom a deal, a contract or an order has to do with, in which role, and with what authority. */
export const involvements = {
  label: { fi: 'Osallisuus', sv: 'Delaktighet', en: 'Involvement' },
  plural: { fi: 'Osalliset', sv: 'Delaktiga', en: 'Involvements' },
  schema: 'data',
  mask: 'copy',
  person: 'person_id',
  linked: [
    { noun: 'deals', column: 'deal_id' },
    { noun: 'contracts', column: 'contract_id' },
  ],
  open: ['sales', 'contract', 'suppliers'],
  // Everybody may leave; who is bound by what is in force does not go while it is.
  needed: `t.role in ('party', 'signatory') and exists (select from data.contracts c where c.id = t.contract_id and c.state in ('active', 'notice') and c.removed_at is null)`,
  title: ['role'],
  fields: {
    ...record('involvements', 'contact'),
    person_id: field('uuid', 'involvements', 'representation', 'contact', ['Henkilö', 'Person', 'Person'], {
      refers: 'people',
      required: true,
      provenance: 'system',
    }),
    deal_id: names('involvements', 'system', 'contact', 'deals', ['Kauppa', 'Affär', 'Deal']),
    contract_id: names('involvements', 'system', 'contact', 'contracts', ['Sopimus', 'Avtal', 'Contract']),
    role: field('choice', 'involvements', 'representation', 'contact', ['Rooli', 'Roll', 'Role'], {
      required: true,
      default: "'contact'",
      options: {
        contact: { fi: 'yhteyshenkilö', sv: 'kontaktperson', en: 'contact person' },
        decision_maker: { fi: 'päättäjä', sv: 'beslutsfattare', en: 'decision maker' },
        signatory: { fi: 'allekirjoittaja', sv: 'undertecknare', en: 'signatory' },
        technical: { fi: 'tekninen yhteyshenkilö', sv: 'teknisk kontakt', en: 'technical contact' },
        billing: { fi: 'laskutuksen yhteyshenkilö', sv: 'faktureringskontakt', en: 'billing contact' },
        party: { fi: 'sopimuksen osapuoli', sv: 'avtalspart', en: 'party' },
      },
    }),
    authority: field('text', 'involvements', 'representation', 'contact', ['Valtuus', 'Behörighet', 'Authority'], {
      maxLength: 300,
    }),
  },
} as const satisfies Noun

/** What a euro was worth on a day: units of the currency to one euro. */
export const rates = {
  label: { fi: 'Valuuttakurssi', sv: 'Valutakurs', en: 'Exchange rate' },
  plural: { fi: 'Valuuttakurssit', sv: 'Valutakurser', en: 'Exchange rates' },
  schema: 'data',
  mask: 'none',
  open: ['sales', 'contract'],
  title: ['currency'],
  fields: {
    ...record('catalogue', 'company'),
    currency: currency('catalogue', 'company'),
    rate_on: field('date', 'catalogue', 'system', 'company', ['Päivä', 'Dag', 'Day'], { ...plain, required: true }),
    rate: field('decimal', 'catalogue', 'system', 'company', ['Kurssi', 'Kurs', 'Rate'], {
      ...plain,
      required: true,
      decimals: 6,
    }),
    source: field('text', 'catalogue', 'system', 'company', ['Lähde', 'Källa', 'Source'], { ...plain, maxLength: 100 }),
  },
} as const satisfies Noun

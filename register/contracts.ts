import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'
import { languages } from './people.ts'
import { amount, careOf, currency, names, plain, system, trashed, workings } from './standing.ts'

/** Sums are reckoned from the lines, never typed. */
const sums = <const G extends 'deals' | 'contracts', const R extends string>(group: G, retention: R) =>
  ({
    net: field('decimal', group, 'relationship', retention, ['Veroton', 'Netto', 'Net'], {
      ...workings,
      decimals: 2,
      required: true,
      default: '0',
    }),
    vat: field('decimal', group, 'relationship', retention, ['ALV', 'Moms', 'VAT'], {
      ...workings,
      decimals: 2,
      required: true,
      default: '0',
    }),
    gross: field('decimal', group, 'relationship', retention, ['Yhteensä', 'Totalt', 'Total'], {
      ...workings,
      decimals: 2,
      required: true,
      default: '0',
    }),
  }) as const

/** Runs without gaps within a year: given by the database when the row comes in. */
const number = <const G extends 'deals' | 'contracts', const R extends string>(group: G, retention: R) =>
  field('text', group, 'relationship', retention, ['Numero', 'Nummer', 'Number'], {
    ...workings,
    required: true,
    default: "''",
  } as const)

export const quotes = {
  label: { fi: 'Tarjous', sv: 'Offert', en: 'Quote' },
  plural: { fi: 'Tarjoukset', sv: 'Offerter', en: 'Quotes' },
  schema: 'data',
  mask: 'none',
  open: ['sales'],
  trash: true,
  title: ['number'],
  fields: {
    ...record('deals', 'prospect'),
    number: number('deals', 'prospect'),
    name: field('text', 'deals', 'relationship', 'prospect', ['Otsikko', 'Rubrik', 'Heading'], { maxLength: 300 }),
    deal_id: names('deals', 'system', 'prospect', 'deals', ['Kauppa', 'Affär', 'Deal']),
    company_id: names('deals', 'relationship', 'prospect', 'companies', ['Yritys', 'Företag', 'Company']),
    contact_id: names('deals', 'relationship', 'prospect', 'people', ['Yhteyshenkilö', 'Kontakt', 'Contact']),
    price_list_id: names('deals', 'system', 'prospect', 'price_lists', ['Hinnasto', 'Prislista', 'Price list']),
    currency: currency('deals', 'prospect'),
    language: field('choice', 'deals', 'relationship', 'prospect', ['Kieli', 'Språk', 'Language'], {
      ...plain,
      required: true,
      default: "'fi'",
      options: languages,
    }),
    state: field('choice', 'deals', 'relationship', 'prospect', ['Tila', 'Status', 'State'], {
      ...workings,
      required: true,
      default: "'draft'",
      options: {
        draft: { fi: 'luonnos', sv: 'utkast', en: 'draft' },
        sent: { fi: 'lähetetty', sv: 'sänd', en: 'sent' },
        accepted: { fi: 'hyväksytty', sv: 'godkänd', en: 'accepted' },
        declined: { fi: 'hylätty', sv: 'avböjd', en: 'declined' },
        expired: { fi: 'vanhentunut', sv: 'utgången', en: 'expired' },
      },
    }),
    valid_until: field(
      'date',
      'deals',
      'relationship',
      'prospect',
      ['Voimassa asti', 'Gäller till', 'Valid until'],
      plain,
    ),
    terms: field('longtext', 'deals', 'relationship', 'prospect', ['Ehdot', 'Villkor', 'Terms'], {
      ...plain,
      maxLength: 20_000,
    }),
    ...sums('deals', 'prospect'),
    sent_at: field('timestamp', 'deals', 'relationship', 'prospect', ['Lähetetty', 'Sänd', 'Sent'], workings),
    answered_at: field(
      'timestamp',
      'deals',
      'relationship',
      'prospect',
      ['Vastattu', 'Besvarad', 'Answered'],
      workings,
    ),
    /** As the one who answered by the link wrote it. */
    answered_by: field('text', 'deals', 'signature', 'prospect', ['Vastaaja', 'Besvarad av', 'Answered by'], {
      ...system,
      maxLength: 200,
    }),
    /** Of the PDF that was sent, SHA-256: what was accepted is what was seen. */
    document_hash: field(
      'text',
      'deals',
      'signature',
      'prospect',
      ['Asiakirjan tiiviste', 'Dokumentets hash', 'Document hash'],
      workings,
    ),
    ...careOf('deals', 'prospect'),
    ...trashed('deals', 'prospect'),
  },
} as const satisfies Noun

export const contracts = {
  label: { fi: 'Sopimus', sv: 'Avtal', en: 'Contract' },
  plural: { fi: 'Sopimukset', sv: 'Avtal', en: 'Contracts' },
  schema: 'data',
  mask: 'none',
  rows: {
    column: 'kind',
    only: {
      customer: ['relationship', 'sales', 'contract', 'delivery', 'rights'],
      reseller: ['relationship', 'sales', 'contract', 'delivery', 'suppliers', 'rights'],
      partner: ['relationship', 'sales', 'contract', 'suppliers', 'rights'],
      supplier: ['suppliers', 'contract', 'rights'],
    },
  },
  open: ['contract', 'suppliers'],
  trash: true,
  history: true,
  title: ['number', 'name'],
  fields: {
    ...record('contracts', 'signed_contract'),
    number: number('contracts', 'signed_contract'),
    name: field('text', 'contracts', 'relationship', 'signed_contract', ['Sopimus', 'Avtal', 'Contract'], {
      required: true,
      maxLength: 300,
    }),
    kind: field('choice', 'contracts', 'relationship', 'signed_contract', ['Laji', 'Slag', 'Kind'], {
      ...plain,
      required: true,
      default: "'customer'",
      options: {
        customer: { fi: 'asiakas', sv: 'kund', en: 'customer' },
        reseller: { fi: 'jälleenmyyjä', sv: 'återförsäljare', en: 'reseller' },
        partner: { fi: 'kumppani', sv: 'partner', en: 'partner' },
        supplier: { fi: 'toimittaja', sv: 'leverantör', en: 'supplier' },
      },
    }),
    company_id: names('contracts', 'relationship', 'signed_contract', 'companies', ['Yritys', 'Företag', 'Company']),
    contact_id: names('contracts', 'relationship', 'signed_contract', 'people', [
      'Yhteyshenkilö',
      'Kontakt',
      'Contact',
    ]),
    deal_id: names('contracts', 'system', 'signed_contract', 'deals', ['Kauppa', 'Affär', 'Deal']),
    quote_id: names('contracts', 'system', 'signed_contract', 'quotes', ['Tarjous', 'Offert', 'Quote']),
    state: field('choice', 'contracts', 'relationship', 'signed_contract', ['Tila', 'Status', 'State'], {
      ...plain,
      required: true,
      default: "'draft'",
      options: {
        draft: { fi: 'luonnos', sv: 'utkast', en: 'draft' },
        active: { fi: 'voimassa', sv: 'i kraft', en: 'in force' },
        notice: { fi: 'irtisanottu', sv: 'uppsagt', en: 'under notice' },
        ended: { fi: 'päättynyt', sv: 'avslutat', en: 'ended' },
      },
    }),
    start_on: field('date', 'contracts', 'relationship', 'signed_contract', ['Alkaa', 'Börjar', 'Starts'], plain),
    end_on: field('date', 'contracts', 'relationship', 'signed_contract', ['Päättyy', 'Slutar', 'Ends'], plain),
    notice_months: field(
      'integer',
      'contracts',
      'relationship',
      'signed_contract',
      ['Irtisanomisaika (kk)', 'Uppsägningstid (mån)', 'Notice (months)'],
      plain,
    ),
    renewal: field('choice', 'contracts', 'relationship', 'signed_contract', ['Uusiutuminen', 'Förnyelse', 'Renewal'], {
      ...plain,
      required: true,
      default: "'none'",
      options: {
        none: { fi: 'päättyy', sv: 'upphör', en: 'ends' },
        automatic: { fi: 'jatkuu automaattisesti', sv: 'förnyas automatiskt', en: 'renews by itself' },
        negotiated: { fi: 'neuvotellaan', sv: 'förhandlas', en: 'is negotiated' },
      },
    }),
    renewal_months: field(
      'integer',
      'contracts',
      'relationship',
      'signed_contract',
      ['Jatkokausi (kk)', 'Förnyelseperiod (mån)', 'Renewal (months)'],
      plain,
    ),
    value: amount('contracts', 'signed_contract', ['Vuosiarvo', 'Årsvärde', 'Value a year']),
    currency: currency('contracts', 'signed_contract'),
    /** The responsible seller: who answers for this contract among us. */
    ...careOf('contracts', 'signed_contract'),
    signed_on: field(
      'date',
      'contracts',
      'signature',
      'signed_contract',
      ['Allekirjoitettu', 'Undertecknat', 'Signed'],
      plain,
    ),
    ended_why: field(
      'text',
      'contracts',
      'relationship',
      'signed_contract',
      ['Päättymisen syy', 'Orsak till slutet', 'Ended because'],
      { ...plain, maxLength: 300 },
    ),
    ...trashed('contracts', 'signed_contract'),
    folded: field(
      'text',
      'contracts',
      'system',
      'signed_contract',
      ['Nimi hakua varten', 'Namn för sökning', 'Name for search'],
      {
        ...workings,
        provenance: 'derived',
        generated: "data.fold(number || ' ' || name)",
      },
    ),
  },
} as const satisfies Noun

export const orders = {
  label: { fi: 'Tilaus', sv: 'Beställning', en: 'Order' },
  plural: { fi: 'Tilaukset', sv: 'Beställningar', en: 'Orders' },
  schema: 'data',
  mask: 'none',
  open: ['contract'],
  trash: true,
  title: ['number'],
  fields: {
    ...record('orders', 'signed_contract'),
    number: field('text', 'orders', 'relationship', 'signed_contract', ['Numero', 'Nummer', 'Number'], {
      ...workings,
      required: true,
      default: "''",
    }),
    company_id: names('orders', 'relationship', 'signed_contract', 'companies', ['Yritys', 'Företag', 'Company']),
    contact_id: names('orders', 'relationship', 'signed_contract', 'people', ['Tilaaja', 'Beställare', 'Ordered by']),
    contract_id: names('orders', 'system', 'signed_contract', 'contracts', ['Sopimus', 'Avtal', 'Contract']),
    quote_id: names('orders', 'system', 'signed_contract', 'quotes', ['Tarjous', 'Offert', 'Quote']),
    state: field('choice', 'orders', 'relationship', 'signed_contract', ['Tila', 'Status', 'State'], {
      ...workings,
      required: true,
      default: "'draft'",
      options: {
        draft: { fi: 'luonnos', sv: 'utkast', en: 'draft' },
        confirmed: { fi: 'vahvistettu', sv: 'bekräftad', en: 'confirmed' },
        delivering: { fi: 'toimituksessa', sv: 'under leverans', en: 'delivering' },
        delivered: { fi: 'toimitettu', sv: 'levererad', en: 'delivered' },
        invoiced: { fi: 'laskutukseen', sv: 'till fakturering', en: 'handed to invoicing' },
        cancelled: { fi: 'peruttu', sv: 'annullerad', en: 'cancelled' },
      },
    }),
    ordered_on: field('date', 'orders', 'relationship', 'signed_contract', ['Tilattu', 'Beställd', 'Ordered'], {
      ...plain,
      required: true,
      default: 'current_date',
    }),
    wanted_on: field(
      'date',
      'orders',
      'relationship',
      'signed_contract',
      ['Toivottu toimitus', 'Önskad leverans', 'Wanted on'],
      plain,
    ),
    reference: field(
      'text',
      'orders',
      'relationship',
      'signed_contract',
      ['Tilaajan viite', 'Beställarens referens', 'Their reference'],
      { maxLength: 100 },
    ),
    delivery_address: field(
      'longtext',
      'orders',
      'company',
      'signed_contract',
      ['Toimitusosoite', 'Leveransadress', 'Delivery address'],
      { ...plain, maxLength: 1000 },
    ),
    currency: currency('orders', 'signed_contract'),
    language: field('choice', 'orders', 'relationship', 'signed_contract', ['Kieli', 'Språk', 'Language'], {
      ...plain,
      required: true,
      default: "'fi'",
      options: languages,
    }),
    net: field('decimal', 'orders', 'relationship', 'signed_contract', ['Veroton', 'Netto', 'Net'], {
      ...workings,
      decimals: 2,
      required: true,
      default: '0',
    }),
    vat: field('decimal', 'orders', 'relationship', 'signed_contract', ['ALV', 'Moms', 'VAT'], {
      ...workings,
      decimals: 2,
      required: true,
      default: '0',
    }),
    gross: field('decimal', 'orders', 'relationship', 'signed_contract', ['Yhteensä', 'Totalt', 'Total'], {
      ...workings,
      decimals: 2,
      required: true,
      default: '0',
    }),
    confirmed_at: field(
      'timestamp',
      'orders',
      'relationship',
      'signed_contract',
      ['Vahvistettu', 'Bekräftad', 'Confirmed'],
      workings,
    ),
    invoiced_at: field(
      'timestamp',
      'orders',
      'relationship',
      'signed_contract',
      ['Laskutukseen', 'Till fakturering', 'To invoicing'],
      workings,
    ),
    ...careOf('orders', 'signed_contract'),
    ...trashed('orders', 'signed_contract'),
  },
} as const satisfies Noun

/** What is quoted or ordered: one row of either. */
export const lines = {
  label: { fi: 'Rivi', sv: 'Rad', en: 'Line' },
  plural: { fi: 'Rivit', sv: 'Rader', en: 'Lines' },
  schema: 'data',
  mask: 'none',
  linked: [
    { noun: 'quotes', column: 'quote_id' },
    { noun: 'orders', column: 'order_id' },
  ],
  open: ['sales', 'contract'],
  title: ['name'],
  fields: {
    ...record('lines', 'signed_contract'),
    quote_id: names('lines', 'system', 'signed_contract', 'quotes', ['Tarjous', 'Offert', 'Quote']),
    order_id: names('lines', 'system', 'signed_contract', 'orders', ['Tilaus', 'Beställning', 'Order']),
    place: field('integer', 'lines', 'system', 'signed_contract', ['Järjestys', 'Ordning', 'Order'], {
      ...plain,
      required: true,
      default: '0',
    }),
    product_id: names('lines', 'system', 'signed_contract', 'products', ['Tuote', 'Produkt', 'Product']),
    name: field('text', 'lines', 'relationship', 'signed_contract', ['Nimike', 'Benämning', 'Item'], {
      ...plain,
      required: true,
      maxLength: 300,
    }),
    quantity: field('decimal', 'lines', 'relationship', 'signed_contract', ['Määrä', 'Antal', 'Quantity'], {
      ...plain,
      required: true,
      default: '1',
      decimals: 3,
    }),
    unit: field('text', 'lines', 'relationship', 'signed_contract', ['Yksikkö', 'Enhet', 'Unit'], {
      ...plain,
      required: true,
      default: "'kpl'",
      maxLength: 20,
    }),
    price: field('decimal', 'lines', 'relationship', 'signed_contract', ['Hinta', 'Pris', 'Price'], {
      ...plain,
      required: true,
      default: '0',
      decimals: 4,
    }),
    /** Percent of the price. */
    discount: field('decimal', 'lines', 'relationship', 'signed_contract', ['Alennus %', 'Rabatt %', 'Discount %'], {
      ...plain,
      required: true,
      default: '0',
      decimals: 2,
    }),
    vat: field('decimal', 'lines', 'relationship', 'signed_contract', ['ALV %', 'Moms %', 'VAT %'], {
      ...plain,
      required: true,
      default: '25.5',
      decimals: 2,
    }),
    /** quantity × price − discount, rounded to cents. */
    net: field('decimal', 'lines', 'relationship', 'signed_contract', ['Veroton', 'Netto', 'Net'], {
      ...workings,
      decimals: 2,
      required: true,
      default: '0',
    }),
  },
} as const satisfies Noun

export const deliveries = {
  label: { fi: 'Toimitus', sv: 'Leverans', en: 'Delivery' },
  plural: { fi: 'Toimitukset', sv: 'Leveranser', en: 'Deliveries' },
  schema: 'data',
  mask: 'none',
  linked: [{ noun: 'orders', column: 'order_id' }],
  open: ['contract', 'delivery'],
  title: ['sent_on'],
  fields: {
    ...record('services', 'signed_contract'),
    order_id: names('services', 'system', 'signed_contract', 'orders', ['Tilaus', 'Beställning', 'Order']),
    state: field('choice', 'services', 'relationship', 'signed_contract', ['Tila', 'Status', 'State'], {
      ...plain,
      required: true,
      default: "'planned'",
      options: {
        planned: { fi: 'suunniteltu', sv: 'planerad', en: 'planned' },
        sent: { fi: 'lähetetty', sv: 'sänd', en: 'sent' },
        received: { fi: 'vastaanotettu', sv: 'mottagen', en: 'received' },
      },
    }),
    planned_on: field(
      'date',
      'services',
      'relationship',
      'signed_contract',
      ['Suunniteltu', 'Planerad', 'Planned'],
      plain,
    ),
    sent_on: field('date', 'services', 'relationship', 'signed_contract', ['Lähetetty', 'Sänd', 'Sent'], plain),
    received_on: field(
      'date',
      'services',
      'relationship',
      'signed_contract',
      ['Vastaanotettu', 'Mottagen', 'Received'],
      plain,
    ),
    received_by: field(
      'text',
      'services',
      'relationship',
      'signed_contract',
      ['Vastaanottaja', 'Mottagare', 'Received by'],
      { maxLength: 200 },
    ),
    note: field('text', 'services', 'relationship', 'signed_contract', ['Huomautus', 'Anmärkning', 'Note'], {
      maxLength: 500,
    }),
  },
} as const satisfies Noun

export const delivery_lines = {
  label: { fi: 'Toimitusrivi', sv: 'Leveransrad', en: 'Delivery line' },
  plural: { fi: 'Toimitusrivit', sv: 'Leveransrader', en: 'Delivery lines' },
  schema: 'data',
  mask: 'none',
  partOf: { noun: 'deliveries', column: 'delivery_id' },
  open: ['contract', 'delivery'],
  title: ['quantity'],
  fields: {
    ...record('services', 'signed_contract'),
    delivery_id: field('uuid', 'services', 'system', 'signed_contract', ['Toimitus', 'Leverans', 'Delivery'], {
      ...workings,
      refers: 'deliveries',
      required: true,
    }),
    line_id: field('uuid', 'services', 'system', 'signed_contract', ['Rivi', 'Rad', 'Line'], {
      ...plain,
      refers: 'lines',
      required: true,
    }),
    quantity: field('decimal', 'services', 'relationship', 'signed_contract', ['Määrä', 'Antal', 'Quantity'], {
      ...plain,
      required: true,
      decimals: 3,
    }),
  },
} as const satisfies Noun

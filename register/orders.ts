import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'
import type { Group } from './matrix.ts'
import { languages } from './people.ts'
import { careOf, currency, names, number, plain, sums, trashed, voucher, workings } from './standing.ts'

/** Sold to a customer, or bought from a supplier: a purpose sees the one or the other. */
const traded = {
  column: 'kind',
  only: {
    sale: ['relationship', 'sales', 'marketing', 'contract', 'delivery', 'support', 'incidents', 'rights'],
    purchase: ['suppliers', 'rights'],
  },
} as const

const kind = <const G extends Group>(group: G, preset = "'sale'") =>
  field('choice', group, 'relationship', 'signed_contract', ['Laji', 'Slag', 'Kind'], {
    ...workings,
    required: true,
    default: preset,
    options: {
      sale: { fi: 'myynti', sv: 'försäljning', en: 'sale' },
      purchase: { fi: 'osto', sv: 'inköp', en: 'purchase' },
    },
  } as const)

export const orders = {
  label: { fi: 'Tilaus', sv: 'Beställning', en: 'Order' },
  plural: { fi: 'Tilaukset', sv: 'Beställningar', en: 'Orders' },
  schema: 'data',
  mask: 'none',
  rows: traded,
  open: ['contract', 'suppliers'],
  trash: true,
  needed: `(t.state in ('confirmed', 'delivering') or t.state = 'delivered' and t.kind = 'sale') and t.removed_at is null`,
  kept: {
    ...voucher,
    when: 't.invoiced_at is not null',
    day: `(t.invoiced_at at time zone 'Europe/Helsinki')::date`,
    fields: ['number', 'company_id', 'ordered_on', 'invoiced_at', 'currency', 'net', 'vat', 'gross'],
  },
  clocks: {
    signed_contract: `case when t.state in ('invoiced', 'cancelled') or t.state = 'delivered' and t.kind = 'purchase' then coalesce((select c.end_on from data.contracts c where c.id = t.contract_id)::timestamptz, t.invoiced_at, t.updated_at) end`,
  },
  title: ['number'],
  fields: {
    ...record('orders', 'signed_contract'),
    number: number('orders', 'signed_contract'),
    kind: kind('orders', "case when session_user = 'purpose_suppliers' then 'purchase' else 'sale' end"),
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
    /** What whoever delivers has promised. */
    expected_on: field(
      'date',
      'orders',
      'relationship',
      'signed_contract',
      ['Luvattu toimitus', 'Utlovad leverans', 'Promised for'],
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
    ...sums('orders', 'signed_contract'),
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
    /** How many times it was handed to invoicing: once can be taken back. */
    exports: field('integer', 'orders', 'system', 'signed_contract', ['Luovutuksia', 'Överlämningar', 'Hand-overs'], {
      ...workings,
      required: true,
      default: '0',
    }),
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
  rows: traded,
  open: ['sales', 'contract', 'suppliers'],
  kept: {
    ...voucher,
    when: 'exists (select from data.orders o where o.id = t.order_id and o.invoiced_at is not null)',
    day: `(select (o.invoiced_at at time zone 'Europe/Helsinki')::date from data.orders o where o.id = t.order_id)`,
    fields: ['order_id', 'place', 'name', 'quantity', 'unit', 'price', 'discount', 'vat', 'net'],
  },
  endsWith: 'orders',
  title: ['name'],
  fields: {
    ...record('lines', 'signed_contract'),
    quote_id: names('lines', 'system', 'signed_contract', 'quotes', ['Tarjous', 'Offert', 'Quote']),
    order_id: names('lines', 'system', 'signed_contract', 'orders', ['Tilaus', 'Beställning', 'Order']),
    kind: kind('lines'),
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
  rows: traded,
  open: ['contract', 'delivery', 'suppliers'],
  endsWith: 'orders',
  title: ['sent_on'],
  fields: {
    ...record('deliveries', 'signed_contract'),
    kind: kind('deliveries'),
    order_id: names('deliveries', 'system', 'signed_contract', 'orders', ['Tilaus', 'Beställning', 'Order']),
    state: field('choice', 'deliveries', 'relationship', 'signed_contract', ['Tila', 'Status', 'State'], {
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
      'deliveries',
      'relationship',
      'signed_contract',
      ['Suunniteltu', 'Planerad', 'Planned'],
      plain,
    ),
    sent_on: field('date', 'deliveries', 'relationship', 'signed_contract', ['Lähetetty', 'Sänd', 'Sent'], plain),
    received_on: field(
      'date',
      'deliveries',
      'relationship',
      'signed_contract',
      ['Vastaanotettu', 'Mottagen', 'Received'],
      plain,
    ),
    received_by: field(
      'text',
      'deliveries',
      'relationship',
      'signed_contract',
      ['Vastaanottaja', 'Mottagare', 'Received by'],
      { maxLength: 200 },
    ),
    note: field('text', 'deliveries', 'relationship', 'signed_contract', ['Huomautus', 'Anmärkning', 'Note'], {
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
  rows: traded,
  open: ['contract', 'delivery', 'suppliers'],
  title: ['quantity'],
  fields: {
    ...record('deliveries', 'signed_contract'),
    kind: kind('deliveries'),
    delivery_id: field('uuid', 'deliveries', 'system', 'signed_contract', ['Toimitus', 'Leverans', 'Delivery'], {
      ...workings,
      refers: 'deliveries',
      required: true,
    }),
    line_id: field('uuid', 'deliveries', 'system', 'signed_contract', ['Rivi', 'Rad', 'Line'], {
      ...plain,
      refers: 'lines',
      required: true,
    }),
    quantity: field('decimal', 'deliveries', 'relationship', 'signed_contract', ['Määrä', 'Antal', 'Quantity'], {
      ...plain,
      required: true,
      decimals: 3,
    }),
  },
} as const satisfies Noun

import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'
import { currency, plain, trashed, workings } from './standing.ts'

const OPEN = ['relationship', 'sales', 'contract', 'suppliers'] as const

/** What we sell: a thing, an hour, or a service that runs. */
export const products = {
  label: { fi: 'Tuote', sv: 'Produkt', en: 'Product' },
  plural: { fi: 'Tuotteet', sv: 'Produkter', en: 'Products' },
  schema: 'data',
  mask: 'none',
  open: OPEN,
  trash: true,
  title: ['name'],
  fields: {
    ...record('catalogue', 'company'),
    code: field('text', 'catalogue', 'system', 'company', ['Tuotekoodi', 'Produktkod', 'Code'], {
      ...plain,
      maxLength: 60,
    }),
    name: field('text', 'catalogue', 'system', 'company', ['Nimi', 'Namn', 'Name'], {
      ...plain,
      required: true,
      maxLength: 200,
    }),
    description: field('longtext', 'catalogue', 'system', 'company', ['Kuvaus', 'Beskrivning', 'Description'], {
      ...plain,
      maxLength: 5000,
    }),
    kind: field('choice', 'catalogue', 'system', 'company', ['Laji', 'Slag', 'Kind'], {
      ...plain,
      required: true,
      default: "'goods'",
      options: {
        goods: { fi: 'tavara', sv: 'vara', en: 'goods' },
        work: { fi: 'työ', sv: 'arbete', en: 'work' },
        service: { fi: 'jatkuva palvelu', sv: 'löpande tjänst', en: 'running service' },
      },
    }),
    unit: field('text', 'catalogue', 'system', 'company', ['Yksikkö', 'Enhet', 'Unit'], {
      ...plain,
      required: true,
      default: "'kpl'",
      maxLength: 20,
    }),
    /** Percent. */
    vat: field('decimal', 'catalogue', 'system', 'company', ['ALV %', 'Moms %', 'VAT %'], {
      ...plain,
      required: true,
      default: '25.5',
      decimals: 2,
    }),
    product_group: field('text', 'catalogue', 'system', 'company', ['Tuoteryhmä', 'Produktgrupp', 'Product group'], {
      ...plain,
      maxLength: 100,
    }),
    active: field('boolean', 'catalogue', 'system', 'company', ['Myynnissä', 'Till salu', 'On sale'], {
      ...plain,
      required: true,
      default: 'true',
    }),
    ...trashed('catalogue', 'company'),
    folded: field(
      'text',
      'catalogue',
      'system',
      'company',
      ['Nimi hakua varten', 'Namn för sökning', 'Name for search'],
      {
        ...workings,
        provenance: 'derived',
        generated: "data.fold(name || ' ' || coalesce(code, ''))",
      },
    ),
  },
} as const satisfies Noun

export const price_lists = {
  label: { fi: 'Hinnasto', sv: 'Prislista', en: 'Price list' },
  plural: { fi: 'Hinnastot', sv: 'Prislistor', en: 'Price lists' },
  schema: 'data',
  mask: 'none',
  open: OPEN,
  title: ['name'],
  fields: {
    ...record('catalogue', 'company'),
    name: field('text', 'catalogue', 'system', 'company', ['Nimi', 'Namn', 'Name'], {
      ...plain,
      required: true,
      maxLength: 100,
    }),
    currency: currency('catalogue', 'company'),
    valid_from: field(
      'date',
      'catalogue',
      'system',
      'company',
      ['Voimassa alkaen', 'Gäller från', 'Valid from'],
      plain,
    ),
    valid_to: field('date', 'catalogue', 'system', 'company', ['Voimassa asti', 'Gäller till', 'Valid to'], plain),
    usual: field('boolean', 'catalogue', 'system', 'company', ['Oletus', 'Förval', 'Usual'], {
      ...plain,
      required: true,
      default: 'false',
    }),
  },
} as const satisfies Noun

export const prices = {
  label: { fi: 'Hinta', sv: 'Pris', en: 'Price' },
  plural: { fi: 'Hinnat', sv: 'Priser', en: 'Prices' },
  schema: 'data',
  mask: 'none',
  partOf: { noun: 'price_lists', column: 'price_list_id' },
  open: OPEN,
  title: ['amount'],
  fields: {
    ...record('catalogue', 'company'),
    price_list_id: field('uuid', 'catalogue', 'system', 'company', ['Hinnasto', 'Prislista', 'Price list'], {
      ...workings,
      refers: 'price_lists',
      required: true,
    }),
    product_id: field('uuid', 'catalogue', 'system', 'company', ['Tuote', 'Produkt', 'Product'], {
      ...plain,
      refers: 'products',
      required: true,
    }),
    amount: field('decimal', 'catalogue', 'system', 'company', ['Hinta', 'Pris', 'Price'], {
      ...plain,
      required: true,
      decimals: 4,
    }),
    /** From so many on. */
    from_quantity: field('decimal', 'catalogue', 'system', 'company', ['Vähintään', 'Minst', 'From quantity'], {
      ...plain,
      required: true,
      default: '1',
      decimals: 3,
    }),
  },
} as const satisfies Noun

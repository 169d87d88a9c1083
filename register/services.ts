import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'
import { careOf, names, plain, trashed } from './standing.ts'

/** What a customer has of us, from a day until a day. */
export const services = {
  label: { fi: 'Palvelu', sv: 'Tjänst', en: 'Service' },
  plural: { fi: 'Palvelut', sv: 'Tjänster', en: 'Services' },
  schema: 'data',
  mask: 'none',
  open: ['contract', 'delivery'],
  trash: true,
  needed: `t.state <> 'ended' and t.removed_at is null`,
  clocks: { signed_contract: 'case when t.end_on < current_date then t.end_on::timestamptz end' },
  title: ['name'],
  fields: {
    ...record('services', 'signed_contract'),
    name: field('text', 'services', 'relationship', 'signed_contract', ['Palvelu', 'Tjänst', 'Service'], {
      ...plain,
      required: true,
      maxLength: 300,
    }),
    company_id: names('services', 'relationship', 'signed_contract', 'companies', ['Yritys', 'Företag', 'Company']),
    /** Who sold it on to them: from the deal it came of, unless somebody says otherwise. */
    reseller_id: names('services', 'relationship', 'signed_contract', 'companies', [
      'Jälleenmyyjä',
      'Återförsäljare',
      'Reseller',
    ]),
    contract_id: names('services', 'system', 'signed_contract', 'contracts', ['Sopimus', 'Avtal', 'Contract']),
    order_id: names('services', 'system', 'signed_contract', 'orders', ['Tilaus', 'Beställning', 'Order']),
    product_id: names('services', 'system', 'signed_contract', 'products', ['Tuote', 'Produkt', 'Product']),
    technical_id: names('services', 'relationship', 'signed_contract', 'people', [
      'Tekninen yhteyshenkilö',
      'Teknisk kontakt',
      'Technical contact',
    ]),
    site_id: names('services', 'relationship', 'signed_contract', 'addresses', [
      'Toimipaikka',
      'Verksamhetsställe',
      'Site',
    ]),
    /** Two services of one licence never run at once. */
    licence: field('text', 'services', 'relationship', 'signed_contract', ['Lisenssi', 'Licens', 'Licence'], {
      ...plain,
      maxLength: 100,
    }),
    quantity: field('decimal', 'services', 'relationship', 'signed_contract', ['Määrä', 'Antal', 'Quantity'], {
      ...plain,
      required: true,
      default: '1',
      decimals: 3,
    }),
    start_on: field('date', 'services', 'relationship', 'signed_contract', ['Alkaa', 'Börjar', 'Starts'], {
      ...plain,
      required: true,
      default: 'current_date',
    }),
    end_on: field('date', 'services', 'relationship', 'signed_contract', ['Päättyy', 'Slutar', 'Ends'], plain),
    state: field('choice', 'services', 'relationship', 'signed_contract', ['Tila', 'Status', 'State'], {
      ...plain,
      required: true,
      default: "'active'",
      options: {
        planned: { fi: 'tulossa', sv: 'planerad', en: 'planned' },
        active: { fi: 'käytössä', sv: 'i bruk', en: 'in use' },
        suspended: { fi: 'keskeytetty', sv: 'pausad', en: 'suspended' },
        ended: { fi: 'päättynyt', sv: 'avslutad', en: 'ended' },
      },
    }),
    ...careOf('services', 'signed_contract'),
    ...trashed('services', 'signed_contract'),
    folded: field(
      'text',
      'services',
      'system',
      'signed_contract',
      ['Nimi hakua varten', 'Namn för sökning', 'Name for search'],
      {
        system: true,
        personal: false,
        provenance: 'derived',
        generated: "data.fold(name || ' ' || coalesce(licence, ''))",
      },
    ),
  },
} as const satisfies Noun

/** What a customer was granted besides: hours, tickets, a training day. */
export const benefits = {
  label: { fi: 'Etu', sv: 'Förmån', en: 'Benefit' },
  plural: { fi: 'Edut', sv: 'Förmåner', en: 'Benefits' },
  schema: 'data',
  mask: 'none',
  open: ['contract', 'delivery'],
  trash: true,
  clocks: {
    signed_contract: `coalesce(t.valid_until::timestamptz, (select c.end_on from data.contracts c where c.id = t.contract_id and c.state = 'ended')::timestamptz)`,
  },
  title: ['name'],
  fields: {
    ...record('services', 'signed_contract'),
    name: field('text', 'services', 'relationship', 'signed_contract', ['Etu', 'Förmån', 'Benefit'], {
      ...plain,
      required: true,
      maxLength: 300,
    }),
    company_id: names('services', 'relationship', 'signed_contract', 'companies', ['Yritys', 'Företag', 'Company']),
    contract_id: names('services', 'system', 'signed_contract', 'contracts', ['Sopimus', 'Avtal', 'Contract']),
    granted_on: field('date', 'services', 'relationship', 'signed_contract', ['Myönnetty', 'Beviljad', 'Granted'], {
      ...plain,
      required: true,
      default: 'current_date',
    }),
    valid_until: field(
      'date',
      'services',
      'relationship',
      'signed_contract',
      ['Voimassa asti', 'Gäller till', 'Valid until'],
      plain,
    ),
    granted: field(
      'decimal',
      'services',
      'relationship',
      'signed_contract',
      ['Myönnetty määrä', 'Beviljat antal', 'Granted quantity'],
      {
        ...plain,
        required: true,
        default: '1',
        decimals: 3,
      },
    ),
    unit: field('text', 'services', 'relationship', 'signed_contract', ['Yksikkö', 'Enhet', 'Unit'], {
      ...plain,
      required: true,
      default: "'kpl'",
      maxLength: 20,
    }),
    ...trashed('services', 'signed_contract'),
  },
} as const satisfies Noun

export const benefit_uses = {
  label: { fi: 'Edun käyttö', sv: 'Användning av förmån', en: 'Use of a benefit' },
  plural: { fi: 'Etujen käyttö', sv: 'Användning av förmåner', en: 'Uses of benefits' },
  schema: 'data',
  mask: 'none',
  partOf: { noun: 'benefits', column: 'benefit_id' },
  open: ['contract', 'delivery'],
  title: ['used_on'],
  fields: {
    ...record('services', 'signed_contract'),
    benefit_id: field('uuid', 'services', 'system', 'signed_contract', ['Etu', 'Förmån', 'Benefit'], {
      system: true,
      provenance: 'system',
      personal: false,
      refers: 'benefits',
      required: true,
    }),
    used_on: field('date', 'services', 'events', 'signed_contract', ['Käytetty', 'Använd', 'Used'], {
      ...plain,
      required: true,
      default: 'current_date',
    }),
    quantity: field('decimal', 'services', 'events', 'signed_contract', ['Määrä', 'Antal', 'Quantity'], {
      ...plain,
      required: true,
      default: '1',
      decimals: 3,
    }),
    note: field('text', 'services', 'events', 'signed_contract', ['Huomautus', 'Anmärkning', 'Note'], {
      maxLength: 300,
    }),
  },
} as const satisfies Noun

import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'
import { amount, careOf, currency, names, number, plain, trashed, workings } from './standing.ts'

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
  needed: `t.state in ('active', 'notice') and t.removed_at is null`,
  history: true,
  clocks: { signed_contract: `case when t.state = 'ended' or t.end_on < current_date then t.end_on::timestamptz end` },
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

import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'

const fact = { personal: false, maxLength: 200 } as const

export const addresses = {
  label: { fi: 'Osoite', sv: 'Adress', en: 'Address' },
  plural: { fi: 'Osoitteet', sv: 'Adresser', en: 'Addresses' },
  schema: 'data',
  mask: 'none',
  person: 'person_id',
  partOf: { noun: 'companies', column: 'company_id' },
  open: ['relationship', 'sales', 'prospecting', 'contract', 'suppliers'],
  title: ['street', 'city'],
  fields: {
    ...record('company_basics', 'company'),
    company_id: field('uuid', 'company_basics', 'company', 'company', ['Yritys', 'Företag', 'Company'], {
      refers: 'companies',
      required: true,
      provenance: 'system',
      personal: false,
      system: true,
    }),
    person_id: field(
      'uuid',
      'doors_only',
      'company',
      'company',
      ['Toiminimen haltija', 'Enskild näringsidkare', 'Sole trader'],
      {
        system: true,
        provenance: 'system',
      },
    ),
    kind: field('choice', 'company_basics', 'company', 'company', ['Laji', 'Slag', 'Kind'], {
      personal: false,
      required: true,
      options: {
        visiting: { fi: 'käyntiosoite', sv: 'besöksadress', en: 'visiting address' },
        postal: { fi: 'postiosoite', sv: 'postadress', en: 'postal address' },
        invoicing: { fi: 'laskutusosoite', sv: 'faktureringsadress', en: 'invoicing address' },
        delivery: { fi: 'toimitusosoite', sv: 'leveransadress', en: 'delivery address' },
        site: { fi: 'toimipaikka', sv: 'verksamhetsställe', en: 'site' },
      },
    }),
    name: field('text', 'company_basics', 'company', 'company', ['Nimi', 'Namn', 'Name'], fact),
    street: field('text', 'company_basics', 'company', 'company', ['Katuosoite', 'Gatuadress', 'Street address'], fact),
    postcode: field('text', 'company_basics', 'company', 'company', ['Postinumero', 'Postnummer', 'Postcode'], fact),
    city: field('text', 'company_basics', 'company', 'company', ['Postitoimipaikka', 'Postort', 'City'], fact),
    country: field('text', 'company_basics', 'company', 'company', ['Maa', 'Land', 'Country'], fact),
  },
} as const satisfies Noun

import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'
import { voucher } from './standing.ts'

export const companyRoles = {
  customer: { fi: 'asiakas', sv: 'kund', en: 'customer' },
  prospect: { fi: 'mahdollinen asiakas', sv: 'möjlig kund', en: 'prospect' },
  supplier: { fi: 'toimittaja', sv: 'leverantör', en: 'supplier' },
  partner: { fi: 'kumppani', sv: 'partner', en: 'partner' },
  reseller: { fi: 'jälleenmyyjä', sv: 'återförsäljare', en: 'reseller' },
  group_company: { fi: 'konserniyhtiö', sv: 'koncernbolag', en: 'group company' },
} as const

// Facts of a company are not personal data; of a sole trader they are, and then the row has a person.
const fact = { personal: false } as const
const system = { system: true, provenance: 'system', personal: false } as const

export const companies = {
  label: { fi: 'Yritys', sv: 'Företag', en: 'Company' },
  plural: { fi: 'Yritykset', sv: 'Företag', en: 'Companies' },
  schema: 'data',
  mask: 'none',
  person: 'person_id',
  open: ['relationship', 'sales', 'prospecting', 'contract', 'suppliers'],
  history: true,
  // Whose the voucher is: of a sole trader it says nothing without.
  kept: {
    ...voucher,
    when: 'exists (select from data.orders o where o.company_id = t.id and o.invoiced_at is not null)',
    day: `(select (max(o.invoiced_at) at time zone 'Europe/Helsinki')::date from data.orders o where o.company_id = t.id)`,
    fields: ['name', 'business_id'],
  },
  clocks: { company: 'data.relation_ended(t.id)' },
  title: ['name'],
  fields: {
    ...record('record', 'company'),
    name: field('text', 'company_basics', 'company', 'company', ['Nimi', 'Namn', 'Name'], {
      ...fact,
      required: true,
      maxLength: 300,
    }),
    business_id: field('text', 'company_basics', 'company', 'company', ['Y-tunnus', 'FO-nummer', 'Business ID'], {
      ...fact,
      format: 'business_id',
      maxLength: 20,
    }),
    roles: field('choices', 'company_basics', 'company', 'company', ['Roolit', 'Roller', 'Roles'], {
      ...fact,
      required: true,
      default: "'{}'",
      options: companyRoles,
    }),
    parent_id: field('uuid', 'company_basics', 'company', 'company', ['Emoyhtiö', 'Moderbolag', 'Parent company'], {
      ...fact,
      refers: 'companies',
    }),
    person_id: field(
      'uuid',
      'company_basics',
      'company',
      'company',
      ['Toiminimen haltija', 'Enskild näringsidkare', 'Sole trader'],
      { provenance: 'system', refers: 'people' },
    ),
    einvoice_address: field(
      'text',
      'company_basics',
      'company',
      'company',
      ['Verkkolaskuosoite', 'E-fakturaadress', 'E-invoice address'],
      { ...fact, maxLength: 35 },
    ),
    einvoice_operator: field(
      'text',
      'company_basics',
      'company',
      'company',
      ['Verkkolaskuoperaattori', 'E-fakturaoperatör', 'E-invoice operator'],
      { ...fact, maxLength: 35 },
    ),
    phone: field('text', 'company_basics', 'company', 'company', ['Vaihde', 'Växel', 'Switchboard'], {
      ...fact,
      format: 'phone',
      maxLength: 32,
    }),
    website: field('text', 'company_basics', 'company', 'company', ['Verkkosivut', 'Webbplats', 'Website'], {
      ...fact,
      maxLength: 300,
    }),
    city: field('text', 'company_basics', 'company', 'company', ['Kotipaikka', 'Hemort', 'Home town'], {
      ...fact,
      maxLength: 100,
    }),
    refused_at: field(
      'timestamp',
      'company_basics',
      'ground',
      'suppression',
      ['Kieltänyt markkinoinnin', 'Förbjudit marknadsföring', 'Refused marketing'],
      {
        system: true,
        personal: false,
      },
    ),
    customer_since: field(
      'date',
      'company_summary',
      'relationship',
      'company',
      ['Asiakas alkaen', 'Kund sedan', 'Customer since'],
      fact,
    ),
    class: field('choice', 'company_summary', 'relationship', 'company', ['Luokka', 'Klass', 'Class'], {
      ...fact,
      options: {
        a: { fi: 'A', sv: 'A', en: 'A' },
        b: { fi: 'B', sv: 'B', en: 'B' },
        c: { fi: 'C', sv: 'C', en: 'C' },
      },
    }),
    open_deal: field(
      'boolean',
      'company_flags',
      'relationship',
      'company',
      ['Kauppa kesken', 'Affär pågår', 'Deal open'],
      {
        ...system,
        required: true,
        default: 'false',
      },
    ),
    serious_case: field(
      'boolean',
      'company_flags',
      'feedback',
      'company',
      ['Vakava tapaus auki', 'Allvarligt ärende öppet', 'Serious case open'],
      { ...system, required: true, default: 'false' },
    ),
    owner_id: field('text', 'care', 'relationship', 'company', ['Vastuuhenkilö', 'Ansvarig', 'Owner'], {
      provenance: 'system',
    }),
    team: field('text', 'care', 'relationship', 'company', ['Tiimi', 'Team', 'Team'], {
      provenance: 'system',
      personal: false,
    }),
    source: field('text', 'record', 'system', 'company', ['Lähde', 'Källa', 'Source'], system),
    removed_at: field('timestamp', 'doors_only', 'system', 'company', ['Poistettu', 'Borttaget', 'Deleted'], system),
    removed_by: field('text', 'doors_only', 'system', 'company', ['Poistaja', 'Borttaget av', 'Deleted by'], system),
    folded: field(
      'text',
      'company_basics',
      'company',
      'company',
      ['Nimi hakua varten', 'Namn för sökning', 'Name for search'],
      {
        ...system,
        provenance: 'derived',
        generated: 'data.fold(name)',
      },
    ),
    search: field('vector', 'company_basics', 'company', 'company', ['Hakusanat', 'Sökord', 'Search words'], {
      ...system,
      provenance: 'derived',
      generated:
        "to_tsvector('simple', data.fold(name || ' ' || coalesce(business_id, '') || ' ' || coalesce(city, '')))",
    }),
  },
} as const satisfies Noun

import type { Noun } from '../src/kernel/vocabulary.ts'
import { field, record } from './field.ts'
import { languages } from './people.ts'
import { careOf, currency, names, number, plain, sums, system, trashed, workings } from './standing.ts'

export const quotes = {
  label: { fi: 'Tarjous', sv: 'Offert', en: 'Quote' },
  plural: { fi: 'Tarjoukset', sv: 'Offerter', en: 'Quotes' },
  schema: 'data',
  mask: 'none',
  open: ['sales'],
  trash: true,
  clocks: {
    prospect: `case when t.state in ('declined', 'expired') then coalesce(t.answered_at, t.valid_until::timestamptz) end`,
    signed_contract: `case when t.state = 'accepted' then t.answered_at end`,
  },
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
    /** Sent once more, by a new link: the earlier ones are dead. */
    resent_at: field(
      'timestamp',
      'deals',
      'relationship',
      'prospect',
      ['Lähetetty uudelleen', 'Sänd på nytt', 'Sent again'],
      workings,
    ),
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
    /** The customer's reference when it was accepted, the reason when it was declined. */
    answer_note: field(
      'text',
      'deals',
      'signature',
      'prospect',
      ['Viite tai syy', 'Referens eller orsak', 'Reference or reason'],
      {
        ...system,
        maxLength: 1000,
      },
    ),
    /** Whether the deal is won when the quote is accepted. */
    wins_deal: field(
      'boolean',
      'deals',
      'system',
      'prospect',
      ['Hyväksyntä voittaa kaupan', 'Godkännande vinner affären', 'Acceptance wins the deal'],
      {
        ...plain,
        required: true,
        default: 'true',
      },
    ),
    /** Of the PDF that was sent, SHA-256: what was accepted is what was seen. */
    document_hash: field(
      'text',
      'deals',
      'signature',
      'prospect',
      ['Asiakirjan tiiviste', 'Dokumentets hash', 'Document hash'],
      workings,
    ),
    /** Where the recipient’s data came from, on which basis it was used and which fields: as it was sent. */
    trail: field(
      'json',
      'deals',
      'ground',
      'prospect',
      ['Miten tehtiin', 'Hur den gjordes', 'How it was made'],
      workings,
    ),
    ...careOf('deals', 'prospect'),
    ...trashed('deals', 'prospect'),
  },
} as const satisfies Noun

import type { Noun, Words } from '../src/kernel/vocabulary.ts'
import { field } from './field.ts'

const system = { system: true, provenance: 'system', required: true } as const
const own = { system: true, provenance: 'system' } as const
const id = field('uuid', 'wishes', 'system', 'consent_proof', ['Tunniste', 'Beteckning', 'Identifier'], {
  ...system,
  default: 'data.new_id()',
})
const person_id = field('uuid', 'wishes', 'ground', 'consent_proof', ['Henkilö', 'Person', 'Person'], system)

/** The ways a message reaches a person. */
export const channels = {
  email: { fi: 'sähköposti', sv: 'e-post', en: 'e-mail' },
  text: { fi: 'tekstiviesti', sv: 'sms', en: 'text message' },
  phone: { fi: 'puhelu', sv: 'telefon', en: 'phone' },
  post: { fi: 'kirje', sv: 'brev', en: 'letter' },
} as const satisfies Record<string, Words>

/** What marketing may be about; each topic belongs to one purpose. A person chooses topic by channel. */
export const topics = {
  products: {
    purpose: 'marketing',
    label: { fi: 'Tuotteet ja palvelut', sv: 'Produkter och tjänster', en: 'Products and services' },
    wording: {
      fi: 'uutiskirjeet ja tarjoukset omista tuotteistamme ja palveluistamme',
      sv: 'nyhetsbrev och erbjudanden om våra egna produkter och tjänster',
      en: 'newsletters and offers about our own products and services',
    },
  },
  events: {
    purpose: 'marketing',
    label: { fi: 'Tapahtumat', sv: 'Evenemang', en: 'Events' },
    wording: {
      fi: 'kutsut tapahtumiin ja koulutuksiin',
      sv: 'inbjudningar till evenemang och utbildningar',
      en: 'invitations to events and trainings',
    },
  },
  activities: {
    purpose: 'marketing',
    label: { fi: 'Aktiviteetit', sv: 'Aktiviteter', en: 'Activities' },
    wording: {
      fi: 'kilpailut, kyselyt ja muut aktiviteetit',
      sv: 'tävlingar, enkäter och andra aktiviteter',
      en: 'contests, surveys and other activities',
    },
  },
  partners: {
    purpose: 'partner_offers',
    label: { fi: 'Kumppanien tarjoukset', sv: 'Partnererbjudanden', en: 'Partners’ offers' },
    wording: {
      fi: 'yhteistyökumppaniemme tarjoukset, jotka lähetämme itse; osoitettasi ei anneta kumppanille',
      sv: 'våra partners erbjudanden, som vi skickar själva; din adress lämnas inte till partnern',
      en: 'our partners’ offers, sent by us; your address is not given to the partner',
    },
  },
} as const satisfies Record<string, { purpose: 'marketing' | 'partner_offers'; label: Words; wording: Words }>

export type Topic = keyof typeof topics
export type Channel = keyof typeof channels

/** Each decision of the send gate, and what became of it. */
export const sendings = {
  label: { fi: 'Lähetys', sv: 'Utskick', en: 'Sending' },
  plural: { fi: 'Lähetykset', sv: 'Utskick', en: 'Sendings' },
  schema: 'data',
  mask: 'ask',
  person: 'person_id',
  partOf: { noun: 'people', column: 'person_id' },
  clocks: { consent_proof: `case when t.state in ('sent', 'refused', 'failed') then t.decided_at end` },
  title: ['message'],
  fields: {
    id,
    person_id,
    purpose: field('text', 'wishes', 'ground', 'consent_proof', ['Käyttötarkoitus', 'Ändamål', 'Purpose'], own),
    message: field('text', 'wishes', 'ground', 'consent_proof', ['Viesti', 'Meddelande', 'Message'], system),
    channel: field('choice', 'wishes', 'ground', 'consent_proof', ['Kanava', 'Kanal', 'Channel'], {
      ...system,
      options: channels,
    }),
    content: field('choice', 'wishes', 'ground', 'consent_proof', ['Sisältö', 'Innehåll', 'Content'], {
      ...system,
      options: {
        service: { fi: 'palveluviesti', sv: 'servicemeddelande', en: 'service message' },
        marketing: { fi: 'suoramarkkinointi', sv: 'direktmarknadsföring', en: 'direct marketing' },
        rights: { fi: 'tietosuoja-asia', sv: 'dataskyddsärende', en: 'data protection matter' },
      },
    }),
    topic: field('text', 'wishes', 'ground', 'consent_proof', ['Aihe', 'Ämne', 'Topic'], own),
    product_group: field(
      'text',
      'wishes',
      'ground',
      'consent_proof',
      ['Tuoteryhmä', 'Produktgrupp', 'Product group'],
      own,
    ),
    address_id: field('uuid', 'wishes', 'ground', 'consent_proof', ['Osoite', 'Adress', 'Address'], own),
    allowed: field('boolean', 'wishes', 'ground', 'consent_proof', ['Sallittu', 'Tillåten', 'Allowed'], system),
    ground: field('text', 'wishes', 'ground', 'consent_proof', ['Peruste', 'Grund', 'Ground'], own),
    code: field('text', 'wishes', 'ground', 'consent_proof', ['Miksi ei', 'Varför inte', 'Why not'], own),
    state: field('choice', 'wishes', 'ground', 'consent_proof', ['Tila', 'Status', 'State'], {
      ...system,
      options: {
        refused: { fi: 'ei lähetetty', sv: 'inte skickat', en: 'not sent' },
        handing: { fi: 'lähtemässä', sv: 'på väg', en: 'being handed over' },
        sent: { fi: 'lähetetty', sv: 'skickat', en: 'sent' },
        failed: { fi: 'ei mennyt perille', sv: 'misslyckades', en: 'failed' },
        unknown: { fi: 'katkesi kesken', sv: 'avbröts', en: 'interrupted' },
      },
    }),
    decided_at: field('timestamp', 'wishes', 'ground', 'consent_proof', ['Ratkaistu', 'Avgjort', 'Decided'], {
      ...system,
      default: 'clock_timestamp()',
    }),
    lease: field('timestamp', 'wishes', 'system', 'consent_proof', ['Varaus', 'Reservation', 'Lease'], own),
    sent_at: field('timestamp', 'wishes', 'ground', 'consent_proof', ['Lähetetty', 'Skickat', 'Sent'], own),
    reply: field(
      'text',
      'wishes',
      'system',
      'consent_proof',
      ['Palvelimen vastaus', 'Serverns svar', 'Server’s reply'],
      own,
    ),
  },
} as const satisfies Noun

/** Made-up people who have objected: reaching one proves a fault. */
export const canaries = {
  label: { fi: 'Varoituslintu', sv: 'Kanariefågel', en: 'Canary' },
  plural: { fi: 'Varoituslinnut', sv: 'Kanariefåglar', en: 'Canaries' },
  schema: 'data',
  mask: 'ask',
  person: 'person_id',
  partOf: { noun: 'people', column: 'person_id' },
  title: ['person_id'],
  fields: { person_id },
} as const satisfies Noun

/** Which version of the notice a person was shown or sent, by which channel and when. Not a consent. */
export const informings = {
  label: { fi: 'Informointi', sv: 'Information', en: 'Informing' },
  plural: { fi: 'Informoinnit', sv: 'Informationer', en: 'Informings' },
  schema: 'data',
  mask: 'ask',
  person: 'person_id',
  partOf: { noun: 'people', column: 'person_id' },
  title: ['kind'],
  fields: {
    id,
    person_id,
    kind: field('choice', 'wishes', 'ground', 'consent_proof', ['Laji', 'Slag', 'Kind'], {
      ...system,
      options: {
        collected: {
          fi: 'tietoja saataessa häneltä',
          sv: 'när uppgifterna samlades in',
          en: 'on collecting from them',
        },
        obtained: {
          fi: 'muualta saaduista tiedoista',
          sv: 'om uppgifter från annat håll',
          en: 'of data got elsewhere',
        },
        changed: { fi: 'selosteen muutoksesta', sv: 'om ändrad beskrivning', en: 'of a changed notice' },
        exemption_proposed: {
          fi: 'poikkeusta esitetty',
          sv: 'undantag föreslaget',
          en: 'exemption proposed',
        },
        exempt: { fi: 'ei tarvitse informoida', sv: 'behöver inte informeras', en: 'need not be informed' },
        exemption_ended: { fi: 'poikkeus päättyi', sv: 'undantaget upphörde', en: 'the exemption ended' },
      },
    }),
    edition: field(
      'integer',
      'wishes',
      'ground',
      'consent_proof',
      ['Selosteen versio', 'Version', 'Notice version'],
      own,
    ),
    language: field('text', 'wishes', 'ground', 'consent_proof', ['Kieli', 'Språk', 'Language'], own),
    channel: field('text', 'wishes', 'ground', 'consent_proof', ['Kanava', 'Kanal', 'Channel'], system),
    at: field('timestamp', 'wishes', 'ground', 'consent_proof', ['Aika', 'Tid', 'Time'], {
      ...system,
      default: 'now()',
    }),
    actor: field('text', 'wishes', 'use_log', 'consent_proof', ['Kirjaaja', 'Antecknad av', 'Recorded by'], system),
    proof: field('json', 'wishes', 'ground', 'consent_proof', ['Näyttö', 'Bevis', 'Proof'], own),
  },
} as const satisfies Noun

/** Consents asked for and not yet confirmed by the person: they open nothing. */
export const confirmations = {
  label: { fi: 'Vahvistusta odottava suostumus', sv: 'Samtycke som väntar', en: 'Consent awaiting confirmation' },
  plural: { fi: 'Vahvistusta odottavat', sv: 'Väntar på bekräftelse', en: 'Awaiting confirmation' },
  schema: 'data',
  mask: 'ask',
  person: 'person_id',
  clocks: { pending_consent: 't.created_at' },
  title: ['address'],
  fields: {
    id: field('uuid', 'doors_only', 'system', 'pending_consent', ['Tunniste', 'Beteckning', 'Identifier'], {
      ...system,
      default: 'data.new_id()',
    }),
    token_hash: field('text', 'doors_only', 'system', 'pending_consent', ['Tiiviste', 'Hash', 'Hash'], {
      ...system,
      personal: false,
    }),
    person_id: field('uuid', 'doors_only', 'ground', 'pending_consent', ['Henkilö', 'Person', 'Person'], {
      ...own,
      refers: 'people',
    }),
    address: field('text', 'doors_only', 'email', 'pending_consent', ['Osoite', 'Adress', 'Address'], {
      ...system,
      format: 'email',
    }),
    given_name: field('text', 'doors_only', 'name', 'pending_consent', ['Etunimi', 'Förnamn', 'First name'], own),
    family_name: field('text', 'doors_only', 'name', 'pending_consent', ['Sukunimi', 'Efternamn', 'Last name'], own),
    language: field('text', 'doors_only', 'name', 'pending_consent', ['Kieli', 'Språk', 'Language'], system),
    wishes: field('json', 'doors_only', 'ground', 'pending_consent', ['Toiveet', 'Önskemål', 'Wishes'], system),
    proof: field('json', 'doors_only', 'ground', 'pending_consent', ['Näyttö', 'Bevis', 'Proof'], system),
    actor: field(
      'text',
      'doors_only',
      'use_log',
      'pending_consent',
      ['Kirjaaja', 'Antecknad av', 'Recorded by'],
      system,
    ),
    created_at: field('timestamp', 'doors_only', 'ground', 'pending_consent', ['Luotu', 'Skapad', 'Created'], {
      ...system,
      default: 'now()',
    }),
    until: field('timestamp', 'doors_only', 'system', 'pending_consent', ['Voimassa', 'Giltig till', 'Until'], system),
  },
} as const satisfies Noun

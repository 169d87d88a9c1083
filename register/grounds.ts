import type { Noun } from '../src/kernel/vocabulary.ts'
import { field } from './field.ts'

const system = { system: true, provenance: 'system', required: true } as const
const own = { system: true, provenance: 'system' } as const

/**
 * The ledger of grounds: what people said and what their position opens, one row an event, never changed.
 * The latest event of a slot decides; a person's mask is what is allowed and not blocked.
 */
export const grounds = {
  label: { fi: 'Peruste', sv: 'Grund', en: 'Ground' },
  plural: { fi: 'Perusteet', sv: 'Grunder', en: 'Grounds' },
  schema: 'data',
  mask: 'ask',
  person: 'person_id',
  partOf: { noun: 'people', column: 'person_id' },
  title: ['kind'],
  fields: {
    number: field('integer', 'wishes', 'ground', 'consent_proof', ['Numero', 'Nummer', 'Number'], system),
    person_id: field('uuid', 'wishes', 'ground', 'consent_proof', ['Henkilö', 'Person', 'Person'], system),
    slot: field('text', 'wishes', 'ground', 'consent_proof', ['Kohta', 'Plats', 'Slot'], system),
    kind: field('choice', 'wishes', 'ground', 'consent_proof', ['Laji', 'Slag', 'Kind'], {
      ...system,
      options: {
        interest: {
          fi: 'asema ja oikeutettu etu',
          sv: 'ställning och berättigat intresse',
          en: 'position and legitimate interest',
        },
        employment: { fi: 'edustaa yritystä', sv: 'företräder ett företag', en: 'represents a company' },
        employment_ended: { fi: 'edustus päättyi', sv: 'representationen upphörde', en: 'no longer represents' },
        contract: { fi: 'sopimus', sv: 'avtal', en: 'contract' },
        contract_ended: { fi: 'sopimus päättyi', sv: 'avtalet upphörde', en: 'contract ended' },
        consent: { fi: 'suostumus', sv: 'samtycke', en: 'consent' },
        withdrawal: { fi: 'suostumuksen peruutus', sv: 'återkallat samtycke', en: 'consent withdrawn' },
        objection: { fi: 'vastustus', sv: 'invändning', en: 'objection' },
        objection_ended: { fi: 'vastustus päättyi', sv: 'invändningen upphörde', en: 'objection ended' },
        restriction: { fi: 'käsittelyn rajoitus', sv: 'begränsning', en: 'restriction' },
        restriction_ended: { fi: 'rajoitus päättyi', sv: 'begränsningen upphörde', en: 'restriction lifted' },
        suppression: { fi: 'osoitteen esto', sv: 'spärrad adress', en: 'suppressed address' },
        refusal: { fi: 'kielto aiheesta', sv: 'nej till ämnet', en: 'topic refused' },
        pause: { fi: 'tauko', sv: 'paus', en: 'pause' },
        objection_reason: {
          fi: 'vastustuksen perustelu',
          sv: 'motivering till invändningen',
          en: 'reason for the objection',
        },
        objection_refusal_proposed: {
          fi: 'vastustuksen hylkäämistä esitetty',
          sv: 'avslag på invändningen föreslaget',
          en: 'refusal of the objection proposed',
        },
        objection_refused: { fi: 'vastustus hylätty', sv: 'invändningen avslagen', en: 'objection refused' },
        objection_upheld: { fi: 'vastustus hyväksytty', sv: 'invändningen godkänd', en: 'objection upheld' },
        restriction_told: {
          fi: 'rajoituksen päättymisestä kerrottu',
          sv: 'underrättad om att begränsningen upphör',
          en: 'told that the restriction ends',
        },
        hold: { fi: 'lakisääteinen säilytys', sv: 'lagstadgad lagring', en: 'statutory hold' },
        hold_ended: { fi: 'säilytys päättyi', sv: 'lagringen upphörde', en: 'hold ended' },
        sale: { fi: 'osoite saatu myynnissä', sv: 'adress från köp', en: 'address from a sale' },
        sale_ended: { fi: 'asiakassuhde päättyi', sv: 'kundförhållandet upphörde', en: 'customer relation ended' },
        uninformed: { fi: 'informoimatta', sv: 'inte informerad', en: 'not informed' },
        informed: { fi: 'informoitu', sv: 'informerad', en: 'informed' },
        removal: { fi: 'poistettavaksi', sv: 'ska raderas', en: 'to be erased' },
        removal_undone: { fi: 'poisto peruttu', sv: 'raderingen ångrad', en: 'erasure undone' },
        erasure: { fi: 'poistetaan', sv: 'raderas', en: 'being erased' },
        ended: { fi: 'päättyi', sv: 'upphörde', en: 'ended' },
      },
    }),
    effect: field('choice', 'wishes', 'ground', 'consent_proof', ['Vaikutus', 'Verkan', 'Effect'], {
      ...system,
      options: {
        allow: { fi: 'sallii', sv: 'tillåter', en: 'allows' },
        block: { fi: 'estää', sv: 'hindrar', en: 'blocks' },
        end: { fi: 'päättää', sv: 'avslutar', en: 'ends' },
      },
    }),
    purposes: field(
      'integer',
      'wishes',
      'ground',
      'consent_proof',
      ['Käyttötarkoitukset', 'Ändamål', 'Purposes'],
      system,
    ),
    at: field('timestamp', 'wishes', 'ground', 'consent_proof', ['Aika', 'Tid', 'Time'], {
      ...system,
      default: 'now()',
    }),
    until: field('timestamp', 'wishes', 'ground', 'consent_proof', ['Asti', 'Till', 'Until'], own),
    actor: field('text', 'wishes', 'use_log', 'consent_proof', ['Kirjaaja', 'Antecknad av', 'Recorded by'], system),
    channel: field('text', 'wishes', 'ground', 'consent_proof', ['Kanava', 'Kanal', 'Channel'], own),
    ref: field('uuid', 'wishes', 'ground', 'consent_proof', ['Mihin nojaa', 'Bygger på', 'Rests on'], own),
    reason: field('longtext', 'wishes', 'ground', 'consent_proof', ['Syy', 'Orsak', 'Reason'], { system: true }),
    proof: field('json', 'wishes', 'ground', 'consent_proof', ['Näyttö', 'Bevis', 'Proof'], own),
  },
} as const satisfies Noun

/** Addresses never to be used again, as a keyed hash: they outlive the person's data. */
export const suppressions = {
  label: { fi: 'Estetty osoite', sv: 'Spärrad adress', en: 'Suppressed address' },
  plural: { fi: 'Estetyt osoitteet', sv: 'Spärrade adresser', en: 'Suppressed addresses' },
  schema: 'data',
  mask: 'none',
  clocks: { suppression: 't.created_at' },
  title: ['created_at'],
  fields: {
    hash: field(
      'text',
      'doors_only',
      'ground',
      'suppression',
      ['Avaimellinen tiiviste', 'Nyckelhash', 'Keyed hash'],
      system,
    ),
    purposes: field(
      'integer',
      'doors_only',
      'ground',
      'suppression',
      ['Käyttötarkoitukset', 'Ändamål', 'Purposes'],
      system,
    ),
    created_at: field('timestamp', 'doors_only', 'ground', 'suppression', ['Luotu', 'Skapad', 'Created'], {
      ...system,
      default: 'now()',
    }),
  },
} as const satisfies Noun

/** Two records that may be one person, for those who may see both. */
export const pairs = {
  label: { fi: 'Mahdollinen kaksoiskappale', sv: 'Möjlig dubblett', en: 'Possible duplicate' },
  plural: { fi: 'Mahdolliset kaksoiskappaleet', sv: 'Möjliga dubbletter', en: 'Possible duplicates' },
  schema: 'data',
  mask: 'ask',
  person: 'person_id',
  partOf: { noun: 'people', column: 'person_id' },
  title: ['why'],
  fields: {
    id: field('uuid', 'wishes', 'system', 'contact', ['Tunniste', 'Beteckning', 'Identifier'], {
      ...system,
      default: 'data.new_id()',
    }),
    person_id: field('uuid', 'wishes', 'system', 'contact', ['Henkilö', 'Person', 'Person'], system),
    other_id: field('uuid', 'wishes', 'system', 'contact', ['Toinen', 'Den andra', 'The other'], {
      ...system,
      refers: 'people',
    }),
    why: field('text', 'wishes', 'system', 'contact', ['Miksi', 'Varför', 'Why'], system),
    found_at: field('timestamp', 'wishes', 'system', 'contact', ['Löydetty', 'Hittad', 'Found'], {
      ...system,
      default: 'now()',
    }),
    different_at: field(
      'timestamp',
      'settling',
      'system',
      'contact',
      ['Todettu eri henkilöiksi', 'Konstaterats vara olika personer', 'Found to be two people'],
      { provenance: 'system' },
    ),
  },
} as const satisfies Noun

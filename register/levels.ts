import type { Level } from '../src/kernel/vocabulary.ts'
import { type PurposeId, purposeIds } from './purposes.ts'

type OfPurposes = Level & { readonly writes: readonly PurposeId[]; readonly reads: readonly PurposeId[] }

// Locked copies and pseudonymised sets are written by the engines that make them, never by a person.
const LOCKED: readonly PurposeId[] = ['development', 'statutory', 'claims']

/** What a user may do: purposes to write and read under, and verbs beyond that. Scope (own, team, all) is the user's. */
export const levels = {
  seller: {
    label: { fi: 'Myyjä', sv: 'Säljare', en: 'Seller' },
    wording: {
      fi: 'Hoitaa asiakkuuksia, tarjouksia ja uusasiakashankintaa.',
      sv: 'Sköter kundrelationer, offerter och nykundsförsäljning.',
      en: 'Looks after customers, offers and prospecting.',
    },
    writes: ['relationship', 'sales', 'prospecting'],
    reads: ['contract', 'delivery'],
    // Sellers come home with a fair's list and are the ones who know that two records are one person. The import
    // asks where the list came from, and is reverted whole. Taking lists out stays with the lead.
    may: ['import', 'merge'],
  },
  sales_lead: {
    label: { fi: 'Myynnin esihenkilö', sv: 'Försäljningsansvarig', en: 'Sales lead' },
    wording: {
      fi: 'Myyjän oikeudet, lisäksi vastuiden siirto ja vienti tiedostoon.',
      sv: 'Säljarens rättigheter, därtill överföring av ansvar och export till fil.',
      en: 'What a seller may, and also reassigning work and exporting to a file.',
    },
    writes: ['relationship', 'sales', 'prospecting'],
    reads: ['contract', 'delivery'],
    may: ['import', 'export', 'reassign', 'merge', 'arrange'],
  },
  marketing: {
    label: { fi: 'Markkinointi', sv: 'Marknadsföring', en: 'Marketing' },
    wording: {
      fi: 'Tekee uutiskirjeet, tapahtumat ja kumppanien tarjoukset.',
      sv: 'Gör nyhetsbrev, evenemang och partnererbjudanden.',
      en: 'Makes newsletters, events and partner offers.',
    },
    writes: ['marketing', 'partner_offers', 'targeting'],
    reads: [],
    // Address lists neither come in nor go out: people come to marketing through the purposes that met them.
    may: [],
  },
  support: {
    label: { fi: 'Asiakaspalvelu', sv: 'Kundtjänst', en: 'Support' },
    wording: {
      fi: 'Vastaa yhteydenottoihin ja näkee käytössä olevat palvelut.',
      sv: 'Svarar på kontakter och ser vilka tjänster som är i bruk.',
      en: 'Answers those who contact us and sees the services in use.',
    },
    writes: ['support'],
    reads: ['delivery', 'incidents'],
    may: [],
  },
  support_lead: {
    label: { fi: 'Asiakaspalvelun esihenkilö', sv: 'Kundtjänstansvarig', en: 'Support lead' },
    wording: {
      fi: 'Asiakaspalvelun oikeudet, lisäksi häiriötiedotteet, töiden siirto ja vienti.',
      sv: 'Kundtjänstens rättigheter, därtill störningsmeddelanden, överföring av arbete och export.',
      en: 'What support may, and also incident notices, reassigning work and exporting.',
    },
    writes: ['support', 'incidents'],
    reads: ['delivery'],
    may: ['export', 'reassign', 'merge', 'arrange'],
  },
  contracts: {
    label: { fi: 'Sopimukset ja toimitukset', sv: 'Avtal och leveranser', en: 'Contracts and delivery' },
    wording: {
      fi: 'Hoitaa sopimukset, tilaukset, toimitukset ja häiriötiedotteet.',
      sv: 'Sköter avtal, beställningar, leveranser och störningsmeddelanden.',
      en: 'Looks after contracts, orders, deliveries and incident notices.',
    },
    writes: ['contract', 'delivery', 'incidents'],
    reads: ['relationship'],
    may: ['import', 'arrange'],
  },
  purchasing: {
    label: { fi: 'Hankinta', sv: 'Inköp', en: 'Purchasing' },
    wording: {
      fi: 'Hoitaa toimittajat ja kumppanit.',
      sv: 'Sköter leverantörer och partner.',
      en: 'Looks after suppliers and partners.',
    },
    writes: ['suppliers'],
    reads: [],
    may: ['import', 'arrange'],
  },
  management: {
    label: { fi: 'Johto', sv: 'Ledning', en: 'Management' },
    wording: {
      fi: 'Näkee koko liiketoiminnan; hoitaa asiakkuuksia ja myyntiä.',
      sv: 'Ser hela verksamheten; sköter kundrelationer och försäljning.',
      en: 'Sees all of the business; looks after customers and sales.',
    },
    writes: ['relationship', 'sales'],
    reads: ['prospecting', 'marketing', 'partner_offers', 'contract', 'delivery', 'support', 'incidents', 'suppliers'],
    // Sees the most, so takes out the least: no export before a second person can be asked to approve it.
    may: ['import', 'reassign', 'merge', 'approve', 'arrange'],
  },
  privacy_owner: {
    label: { fi: 'Tietosuojasta vastaava', sv: 'Dataskyddsansvarig', en: 'Privacy owner' },
    wording: {
      fi: 'Toteuttaa ihmisten tietosuojaoikeudet, pitää rekisteriä ja valvoo käyttöä.',
      sv: 'Tillgodoser personers dataskyddsrättigheter, för registret och övervakar användningen.',
      en: 'Carries out people’s data protection rights, keeps the register and oversees its use.',
    },
    writes: ['rights'],
    reads: [],
    may: ['merge', 'approve', 'register', 'ledger'],
  },
  administrator: {
    label: { fi: 'Pääkäyttäjä', sv: 'Huvudanvändare', en: 'Administrator' },
    wording: {
      fi: 'Antaa käyttöoikeudet ja ylläpitää järjestelmää. Ei näe asiakkaita.',
      sv: 'Ger användarrättigheter och underhåller systemet. Ser inga kunder.',
      en: 'Grants access and runs the system. Sees no customers.',
    },
    writes: ['staff'],
    reads: ['security'],
    // No import: whoever runs the system handles no customer rows, not even on their way in.
    may: ['users', 'ledger', 'operate'],
  },
  owner_operator: {
    label: { fi: 'Yksinyrittäjä', sv: 'Ensamföretagare', en: 'Owner-operator' },
    wording: {
      fi: 'Tekee kaiken itse yhden hengen yrityksessä.',
      sv: 'Gör allt själv i ett enmansföretag.',
      en: 'Does everything alone in a one-person firm.',
    },
    writes: purposeIds.filter((purpose) => !LOCKED.includes(purpose)),
    reads: LOCKED,
    may: ['import', 'export', 'reassign', 'merge', 'approve', 'arrange', 'users', 'register', 'ledger', 'operate'],
  },
  reviewer: {
    label: { fi: 'Tarkastaja', sv: 'Granskare', en: 'Reviewer' },
    wording: {
      fi: 'Näkee todisteet siitä, että rekisteriä noudatetaan. Ei näe ihmisiä.',
      sv: 'Ser bevisen för att registret följs. Ser inga personer.',
      en: 'Sees the evidence that the register is followed. Sees no people.',
    },
    writes: [],
    reads: [],
    may: ['ledger'],
  },
} as const satisfies Record<string, OfPurposes>

export type LevelId = keyof typeof levels

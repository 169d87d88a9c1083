import type { Words } from '../src/kernel/vocabulary.ts'

/** Who answers for the data, and who supervises. A company's own values take the place of these. */
export type Controller = {
  readonly name: string
  readonly businessId: string
  readonly address: { readonly street: string; readonly postcode: string; readonly town: Words }
  readonly mailbox: string
  readonly contact: Words
  /** Who is the data protection officer, or why none is appointed. */
  readonly officer: Words
  readonly authority: {
    readonly name: Words
    readonly visit: Words
    readonly post: Words
    readonly email: string
    readonly phone: string
    readonly site: string
  }
}

export const controller: Controller = {
  name: 'Pohjolan Huoltotarvike Oy',
  businessId: '1234567-1',
  address: {
    street: 'Esimerkkikatu 1',
    postcode: '00100',
    town: { fi: 'Helsinki', sv: 'Helsingfors', en: 'Helsinki, Finland' },
  },
  mailbox: 'tietosuoja@pohjolan.example',
  contact: {
    fi: 'Paula Palo, tietosuojasta vastaava',
    sv: 'Paula Palo, dataskyddsansvarig',
    en: 'Paula Palo, responsible for data protection',
  },
  officer: {
    fi: 'Tietosuojavastaavaa ei ole nimitetty, koska ydintoimintaamme ei kuulu ihmisten laajamittaista seurantaa eikä arkaluonteisten tietojen laajamittaista käsittelyä.',
    sv: 'Inget dataskyddsombud har utsetts, eftersom vår kärnverksamhet inte omfattar storskalig övervakning av människor eller storskalig behandling av känsliga uppgifter.',
    en: 'No data protection officer has been appointed, because our core activities involve neither large-scale monitoring of people nor large-scale processing of sensitive data.',
  },
  authority: {
    name: {
      fi: 'Tietosuojavaltuutetun toimisto',
      sv: 'Dataombudsmannens byrå',
      en: 'Office of the Data Protection Ombudsman',
    },
    visit: {
      fi: 'Lintulahdenkuja 4, 00530 Helsinki',
      sv: 'Fågelviksgränden 4, 00530 Helsingfors',
      en: 'Lintulahdenkuja 4, 00530 Helsinki, Finland',
    },
    post: { fi: 'PL 800, 00531 Helsinki', sv: 'PB 800, 00531 Helsingfors', en: 'PO Box 800, 00531 Helsinki, Finland' },
    email: 'tietosuoja@om.fi',
    phone: '029 566 6700',
    site: 'https://tietosuoja.fi',
  },
}

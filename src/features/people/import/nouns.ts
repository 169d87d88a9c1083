import { writableOf } from '#kernel/compile.ts'
import { LANGUAGES, type Noun } from '#kernel/vocabulary.ts'
import { nouns, type PurposeId } from '#register/index.ts'
import { byHeader, keyOf } from './headers.ts'

/** What comes in by file beside people: each row is one record, with its links to what is here already. */
export const IMPORTED = ['deals', 'notes', 'tasks', 'products'] as const
export type Imported = (typeof IMPORTED)[number]

/** Purposes under which a noun may be brought in: those that make it by hand too. */
export const purposesOf = (noun: Imported): readonly PurposeId[] => nouns[noun].open

/** What a column of such a file can be. */
export type Target = {
  /** The field, or the field and what names its record: `company_id.business_id`. */
  id: string
  field: string
  /** Where the cell names another record: its noun, and the column that it is told by. */
  link?: { noun: string; by: string }
}

/** How a linked record is told: by what stands in other systems' files, exactly. The first is the plain one. */
const TOLD: Readonly<Record<string, readonly string[]>> = {
  companies: ['name', 'business_id'],
  people: ['email'],
  deals: ['name'],
  contracts: ['number'],
  pipelines: ['name'],
  stages: ['name'],
}

/** Set by the server or by nobody's file. */
const LEFT_OUT: ReadonlySet<string> = new Set(['team', 'pinned', 'remind_at', 'rank'])

/** Beside the fields: a product's price on the usual list, and the day a note was written. */
const BESIDE: Readonly<Record<Imported, readonly string[]>> = {
  deals: [],
  notes: ['written_on'],
  tasks: [],
  products: ['price'],
}

export function targetsOf(name: Imported, noun: Noun, purpose: string): Target[] {
  const targets = writableOf(noun, purpose)
    .filter((field) => !LEFT_OUT.has(field))
    .flatMap((field): Target[] => {
      if (field === 'owner_id') return [{ id: field, field, link: { noun: 'users', by: 'name' } }]
      const { refers } = noun.fields[field]!
      if (!refers) return [{ id: field, field }]
      return (TOLD[refers] ?? []).map((by, i) => ({
        id: i === 0 ? field : `${field}.${by}`,
        field,
        link: { noun: refers, by },
      }))
    })
  return [...targets, ...BESIDE[name].map((id) => ({ id, field: id }))]
}

export type NounColumn = { index: number; header: string; field: string | null; confidence: number }

/** Each column by its header, in the register's words or in those of other systems; a target is given once. */
export function recogniseFor(
  name: Imported,
  noun: Noun,
  targets: readonly Target[],
  headers: readonly string[],
  given: Readonly<Record<string, string | null>> = {},
): NounColumn[] {
  const words = wordsOf(name, noun, targets)
  const taken = new Set(Object.values(given))
  return headers.map((header, index) => {
    const place = Object.hasOwn(given, String(index)) ? String(index) : header
    if (Object.hasOwn(given, place)) return { index, header, field: given[place]!, confidence: 1 }
    const found = words.get(keyOf(header)) ?? alike(header, targets)
    if (!found || taken.has(found)) return { index, header, field: null, confidence: 0 }
    taken.add(found)
    return { index, header, field: found, confidence: 1 }
  })
}

function wordsOf(name: Imported, noun: Noun, targets: readonly Target[]): Map<string, string> {
  const words = new Map<string, string>()
  for (const { id, field } of targets) {
    for (const word of [id, ...(HEADERS[name][id] ?? '').split(', ')]) if (word) words.set(keyOf(word), id)
    const label = noun.fields[field]?.label
    if (label && id === field)
      for (const language of LANGUAGES) if (!words.has(keyOf(label[language]))) words.set(keyOf(label[language]), id)
  }
  return words
}

/** As the headers of a file of people are read: what names a company there names one here. */
function alike(header: string, targets: readonly Target[]): string | null {
  const named = byHeader(header)
  const wanted = named && LIKE[named.field ?? '']
  if (!wanted || named.confidence < 0.8) return null
  return targets.find(({ link }) => link?.noun === wanted[0] && link.by === wanted[1])?.id ?? null
}

const LIKE: Readonly<Record<string, readonly [string, string]>> = {
  company: ['companies', 'name'],
  business_id: ['companies', 'business_id'],
  email: ['people', 'email'],
  owner: ['users', 'name'],
}

const PERSON =
  'sähköposti, yhteyshenkilön sähköposti, kontaktin sähköposti, henkilön sähköposti, henkilö, yhteyshenkilö, kontakti, e post, kontaktens e post, kontaktpersonens e post, kontaktperson, kontakt, email, contact email, primary contact email, associated contact email, contact'
const DEAL =
  'kauppa, kaupan nimi, myyntimahdollisuus, affär, affärens namn, deal, deal name, associated deal, opportunity'
const OWNER =
  'vastuuhenkilö, omistaja, myyjä, vastuumyyjä, ansvarig, ägare, säljare, owner, deal owner, assigned to, task assigned to'

/** Headers as people and programs write them, beside the register's own words. */
const HEADERS: Readonly<Record<Imported, Readonly<Record<string, string>>>> = {
  deals: {
    name: 'nimi, kaupan nimi, kauppa, mahdollisuus, myyntimahdollisuus, otsikko, namn, affär, affärens namn, affärsmöjlighet, rubrik, name, deal, deal name, dealname, opportunity, opportunity name, title',
    contact_id: PERSON,
    reseller_id: 'jälleenmyyjä, återförsäljare, reseller, partner',
    'reseller_id.business_id':
      'jälleenmyyjän y tunnus, återförsäljarens fo nummer, reseller business id, resellers business id',
    value:
      'arvo, summa, kaupan arvo, euromäärä, värde, belopp, summa eur, affärens värde, value, amount, deal value, deal amount, estimated value',
    currency: 'valuutta, valuta, currency, deal currency code',
    close_on:
      'päätöspäivä, arvioitu päätöspäivä, odotettu päätös, sulkeutuu, avslutsdatum, slutdatum, väntat avslut, close date, closedate, closing date, expected close, expected close date',
    stage_id: 'vaihe, myyntivaihe, tila, skede, fas, status, stage, deal stage, dealstage, sales stage',
    pipeline_id: 'putki, myyntiputki, tratt, försäljningstratt, pipeline, sales pipeline',
    lost_why: 'häviön syy, miksi hävittiin, orsak till förlust, förlustorsak, lost reason, closed lost reason',
    next_step: 'seuraava askel, seuraavaksi, nästa steg, next step, next action',
    probability: 'todennäköisyys, sannolikhet, probability, deal probability, win probability',
    owner_id: OWNER,
  },
  notes: {
    body: 'muistiinpano, muistiinpanot, teksti, sisältö, kommentti, anteckning, text, innehåll, note, note body, notes, body, content, comment, description',
    person_id: PERSON,
    deal_id: DEAL,
    contract_id: 'sopimus, sopimusnumero, avtal, avtalsnummer, contract, contract number',
    written_on:
      'päivä, pvm, päivämäärä, kirjoitettu, luotu, datum, dag, skapad, date, created, created at, create date, activity date, note date',
  },
  tasks: {
    title:
      'tehtävä, otsikko, aihe, nimi, uppgift, rubrik, ämne, namn, task, title, subject, task title, task name, name, to do',
    body: 'kuvaus, lisätiedot, muistiinpano, beskrivning, detaljer, anteckning, description, details, notes, body, task notes',
    person_id: PERSON,
    deal_id: DEAL,
    contract_id: 'sopimus, sopimusnumero, avtal, avtalsnummer, contract, contract number',
    due_at: 'määräaika, eräpäivä, viimeistään, takaraja, förfallodatum, senast, deadline, due, due date, due at',
    done_at: 'tehty, valmis, valmistunut, klar, gjord, avslutad, done, completed, completed at, completed date',
    priority: 'kiireellisyys, prioriteetti, tärkeys, prioritet, priority',
    owner_id: OWNER,
  },
  products: {
    name: 'nimi, tuote, tuotteen nimi, tuotenimi, namn, produkt, produktnamn, benämning, name, product, product name, title',
    code: 'koodi, tuotekoodi, tuotenumero, nimike, nimikekoodi, kod, produktkod, artikelnummer, artikelnr, code, sku, product code, item number',
    description: 'kuvaus, beskrivning, description, product description',
    kind: 'laji, tyyppi, slag, typ, kind, type, product type',
    unit: 'yksikkö, enhet, unit, unit of measure',
    vat: 'alv, alv %, alv kanta, verokanta, moms, moms %, momssats, vat, vat %, tax, tax rate',
    product_group: 'tuoteryhmä, ryhmä, kategoria, produktgrupp, grupp, kategori, product group, category, group',
    active: 'myynnissä, käytössä, till salu, aktiv, on sale, active',
    price:
      'hinta, yksikköhinta, veroton hinta, à hinta, listahinta, pris, styckpris, à pris, listpris, price, unit price, list price, net price',
  },
}

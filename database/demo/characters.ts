/**
 * The demo company's contacts: made up, deterministic, recognisable by name in tests. Addresses end in
 * .example and can reach nobody; numbers are of the series reserved for fiction where one exists.
 */

type Batch = {
  people: object[]
  emails: object[]
  phones: object[]
  companies: object[]
  notes: object[]
  plan: object
}

const GIVEN = [
  'Aino',
  'Eero',
  'Helmi',
  'Onni',
  'Lilja',
  'Väinö',
  'Märta',
  'Åke',
  'Venla',
  'Oskari',
  'Ellen',
  'Leo',
  'Siiri',
  'Toivo',
  'Elsa',
  'Nils',
  'Hilla',
  'Arvo',
  'Saga',
  'Urho',
]
const FAMILY = [
  'Virtanen',
  'Korhonen',
  'Mäkinen',
  'Nieminen',
  'Hämäläinen',
  'Laine',
  'Koskinen',
  'Järvinen',
  'Lindström',
  'Åberg',
  'Salminen',
  'Heikkilä',
  'Tuominen',
  'Rantanen',
  'Öhman',
  'Karppinen',
  'Niskanen',
  'Forsman',
  'Lahtinen',
  'Sandberg',
]
const TITLES = [
  'Toimitusjohtaja',
  'Korjaamopäällikkö',
  'Varaosapäällikkö',
  'Hankintapäällikkö',
  'Talousjohtaja',
  'IT-asiantuntija',
  'Verkstadschef',
  'Inköpschef',
]
const TOWNS = ['Oulu', 'Turku', 'Vaasa', 'Jyväskylä', 'Espoo', 'Maarianhamina', 'Kuopio', 'Porvoo']
const STEMS = [
  'Pohjan Autohuolto',
  'Järvikone',
  'Rannikon Rengas',
  'Konepaja Sampo',
  'Österbottens Service',
  'Kuormahuolto Ruska',
  'Varaosa-Veikot',
  'Saariston Traktori',
  'Mäntymäen Huolto',
  'Kaskikone',
  'Norrkust Motor',
  'Teräsvirta',
  'Lumihiihto Huolto',
  'Suvanto Kone',
  'Kivikylän Auto',
  'Hamnverkstad',
]

/** Who they are to us, and how many companies; the last are customers who trade in their own name. */
const BATCHES = [
  { position: 'customer', count: 28 },
  { position: 'prospect', count: 14 },
  { position: 'supplier', count: 6 },
  { position: 'reseller', count: 2 },
  { position: 'customer', count: 3, traders: true },
] as const

export function batches(): Batch[] {
  const next = sequence(20261122)
  let number = 0
  return BATCHES.map(({ position, count, ...kind }) => {
    const batch: Batch = {
      people: [],
      emails: [],
      phones: [],
      companies: [],
      notes: [],
      plan: {
        position,
        source: 'person',
        informed_at: '2026-03-02T08:00:00Z',
        informed_how: 'tilauksen yhteydessä',
        match: false,
      },
    }
    for (let c = 0; c < count; c++) {
      number += 1
      const soleTrader = 'traders' in kind || (position === 'prospect' && c % 7 === 3)
      const name = `${STEMS[number % STEMS.length]} ${number} ${soleTrader ? 'Tmi' : number % 3 ? 'Oy' : 'Ab'}`
      const company = id('c', number)
      const domain = `yritys${number}.example`
      batch.companies.push({
        id: company,
        name,
        business_id: businessId(2_000_000 + number * 137),
        city: TOWNS[number % TOWNS.length],
        street: `Teollisuuskatu ${number}`,
        postcode: String(10000 + number * 31).slice(0, 5),
        country: 'FI',
        sole_trader: soleTrader,
      })
      const staff = soleTrader ? 1 : 2 + (next() % 3)
      for (let p = 0; p < staff; p++) {
        const key = number * 10 + p
        const person = id('p', key)
        const given = GIVEN[next() % GIVEN.length]!
        const family = FAMILY[next() % FAMILY.length]!
        const title = TITLES[next() % TITLES.length]!
        batch.people.push({
          id: person,
          line: key,
          given_name: given,
          family_name: family,
          job_title: title,
          title,
          language: /verkstad|inköp/i.test(title) ? 'sv' : 'fi',
          company,
          role: soleTrader ? 'owner' : p === 0 ? 'decision_maker' : 'contact',
          objection: next() % 12 === 0,
        })
        batch.emails.push({
          person,
          address: `${plain(given)}.${plain(family)}${p || ''}@${domain}`,
          kind: soleTrader ? 'sole_trader' : 'named_work',
          main: true,
        })
        if (next() % 4 !== 0)
          batch.phones.push({ person, number: `+35845700${String(key).padStart(4, '0')}`, kind: 'mobile', main: true })
        // Some have another number at work.
        if (p === 0 && number % 6 === 0)
          batch.phones.push({ person, number: `+35845701${String(key).padStart(4, '0')}`, kind: 'work', main: false })
      }
    }
    return batch
  })
}

/** Ids that sort by kind and number, valid UUIDs of version 7 shape. */
function id(kind: 'c' | 'p', n: number): string {
  return `019a0000-000${kind === 'c' ? 1 : 2}-7000-8000-${String(n).padStart(12, '0')}`
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z]/g, '')

/** The next number from n on whose check digit exists. */
function businessId(n: number): string {
  const weights = [7, 9, 10, 5, 8, 4, 2]
  for (let digits = String(n); ; digits = String(Number(digits) + 1)) {
    const rest = [...digits].reduce((sum, digit, i) => sum + Number(digit) * weights[i]!, 0) % 11
    if (rest !== 1) return `${digits}-${rest === 0 ? 0 : 11 - rest}`
  }
}

/** A small linear congruential generator: the same people for everybody. */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor(state / 65_536)
  }
}

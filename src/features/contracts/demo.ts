import type pg from 'pg'
import { addDays, addMonths } from './dates.ts'

/** Who answers for what in the demo company: users by id. */
export type Hands = { seller: string; lead: string; buyer: string; support: string }

const SUBJECTS = [
  'Nostimien huoltosopimus',
  'Varaosien vuosisopimus',
  'Kompressorien etävalvonta',
  'Korjaamon ylläpitosopimus',
  'Varastonhallinnan palvelusopimus',
] as const
const SERVICES = ['PAL-HUO', 'PAL-ETA', 'PAL-VAR'] as const
const GOODS = ['SUO-OLJ', 'SUO-MAA', 'REN-HYL', 'PES-AIN', 'KOM-LET', 'TYO-HUO', 'DIA-KAA'] as const
const BENEFITS = [
  ['Koulutuspäivä', '2', 'pv'],
  ['Tukitunteja', '10', 'h'],
  ['Kalibrointi', '4', 'kpl'],
  ['Messulippuja', '6', 'kpl'],
] as const
const ENDS = [75, 140, 33, 210, 365, 96, 480, 12, 260, 58, 300, 170, 410, 120] as const

/** Two contracts of sole traders in force, and one that has ended. */
const TRADERS = [30, 31, 38] as const

type Company = {
  id: string
  owner_id: string | null
  team: string | null
  contact: string | null
  /** The contact trades in their own name: the contract is theirs. */
  is_trader?: boolean
}
type Product = { id: string; code: string; name: string; unit: string; price: string }
type Agreed = { id: string; company: Company; state: string; start: string; end: string }

/** A year of contracts and of what is delivered under them, the same every time but for the day it is counted from. */
export async function contractsDemo(client: pg.Client, hands: Hands, now = new Date()): Promise<void> {
  const day = now.toISOString().slice(0, 10)
  const { rows: products } = await client.query<Product>(
    `select p.id, p.code, p.name, p.unit, (select r.amount::text from data.prices r join data.price_lists l on l.id = r.price_list_id
       where r.product_id = p.id and l.currency = 'EUR' order by r.from_quantity limit 1) as price
     from data.products p where p.removed_at is null order by p.code`,
  )
  const customers = await companiesOf(client, 'customer', 28)
  if (customers.length === 0 || products.length === 0) return
  const agreed: Agreed[] = []
  for (const [n, company] of (await storyFirst(client, customers, hands.support)).entries())
    agreed.push(await contractOf(client, company, n, day, hands))
  const priced = new Map(products.map((one) => [one.code, one]))
  for (const [n, company] of (await companiesOf(client, 'supplier', 6)).entries()) {
    const contract = await supplierOf(client, company, n, day, hands.buyer)
    await purchaseOf(client, company, contract, n, day, hands.buyer, priced)
  }
  for (const [n, one] of agreed.entries()) if (one.state !== 'draft') await workOf(client, one, n, day, priced)
  for (const [at, company] of (await tradersOf(client)).entries()) {
    const n = TRADERS[at]!
    await workOf(client, await contractOf(client, company, n, day, hands), n, day, priced)
  }
  await resold(client)
}

/** Every fifth customer was sold to through a reseller: their deals and what runs at them say so. */
async function resold(client: pg.Client): Promise<void> {
  const resellers = (await companiesOf(client, 'reseller', 2)).map((one) => one.id)
  if (resellers.length === 0) return
  const { rows } = await client.query<{ company_id: string }>(
    `select company_id from data.services where company_id is not null and removed_at is null group by 1 order by 1`,
  )
  for (const [n, { company_id }] of rows.entries()) {
    if (n % 5 !== 2) continue
    for (const noun of ['deals', 'services'])
      await client.query(`update data.${noun} set reseller_id = $2 where company_id = $1`, [
        company_id,
        resellers[n % resellers.length],
      ])
  }
}

const companiesOf = async (client: pg.Client, role: string, most: number): Promise<Company[]> => {
  const { rows } = await client.query<Company>(
    `select c.id, c.owner_id, c.team, (select e.person_id from data.employments e where e.company_id = c.id and e.end_on is null order by e.id limit 1) as contact
     from data.companies c where c.person_id is null and c.removed_at is null and c.roles && array[$1] order by c.id limit $2`,
    [role, most],
  )
  return rows
}

/** Customers who are the firm themselves. */
const tradersOf = async (client: pg.Client): Promise<Company[]> => {
  const { rows } = await client.query<Company>(
    `select c.id, c.owner_id, c.team, c.person_id as contact, true as is_trader
     from data.companies c where c.person_id is not null and c.removed_at is null and 'customer' = any (c.roles) order by c.id limit $1`,
    [TRADERS.length],
  )
  return rows
}

/** First the one whose renewal comes next and who has an open case that the support looks after. */
async function storyFirst(client: pg.Client, companies: Company[], support: string): Promise<Company[]> {
  const { rows } = await client.query<{ id: string }>(
    `select k.company_id as id from data.cases k where k.state <> 'closed' and k.removed_at is null and k.owner_id = $1 and k.company_id = any ($2)
     group by 1 having count(*) = 1 order by 1 limit 1`,
    [support, companies.map((one) => one.id)],
  )
  const first = companies.filter((one) => one.id === rows[0]?.id)
  return [...first, ...companies.filter((one) => !first.includes(one))]
}

async function contractOf(
  client: pg.Client,
  company: Company,
  n: number,
  day: string,
  { seller, lead }: Hands,
): Promise<Agreed> {
  const state = n === 9 ? 'notice' : n % 13 === 12 ? 'ended' : n % 11 === 10 ? 'draft' : 'active'
  const start = addDays(day, -(60 + ((n * 37) % 300)))
  const end = state === 'ended' ? addDays(day, -(5 + n)) : addDays(day, n === 0 ? 27 : (ENDS[n % ENDS.length] ?? 90))
  const row = {
    name: SUBJECTS[n % SUBJECTS.length],
    company_id: company.id,
    contact_id: company.contact,
    state,
    start_on: start,
    end_on: end,
    notice_months: [1, 3, 3, 6][n % 4],
    renewal: n === 0 ? 'negotiated' : (['automatic', 'negotiated', 'none'][n % 3] as string),
    renewal_months: 12,
    value: `${2400 + ((n * 1733) % 21_000)}.00`,
    owner_id: n === 0 ? seller : (company.owner_id ?? lead),
    team: company.team ?? 'myynti',
    signed_on: state === 'draft' ? null : addDays(start, -9),
    ended_why: state === 'notice' ? 'Kilpailutus' : state === 'ended' ? 'Määräaika päättyi' : null,
    created_at: start,
  }
  const id = await insert(client, 'contracts', row)
  if (company.contact)
    await insert(client, 'involvements', {
      person_id: company.contact,
      contract_id: id,
      // Who trades in their own name is the party, and answers for it themselves.
      role: company.is_trader ? 'party' : 'signatory',
      authority: company.is_trader ? null : n % 2 ? 'Nimenkirjoitusoikeus' : 'Toimitusjohtaja',
    })
  return { id, company, state, start, end }
}

async function supplierOf(client: pg.Client, company: Company, n: number, day: string, owner: string): Promise<string> {
  return insert(client, 'contracts', {
    name: ['Alihankinta, asennukset', 'Rahtisopimus', 'Varaosien osto', 'Kalibrointipalvelu'][n % 4],
    kind: 'supplier',
    company_id: company.id,
    contact_id: company.contact,
    state: 'active',
    start_on: addDays(day, -(100 + n * 40)),
    end_on: addMonths(day, 2 + n * 2),
    notice_months: 3,
    renewal: 'automatic',
    renewal_months: 12,
    value: `${6000 + n * 2350}.00`,
    owner_id: owner,
    team: 'hallinto',
  })
}

/** What we have ordered from a supplier: one late, one half here, one all here, one being written, two on their way. */
async function purchaseOf(
  client: pg.Client,
  company: Company,
  contract_id: string,
  n: number,
  day: string,
  owner: string,
  products: ReadonlyMap<string, Product>,
): Promise<void> {
  const ordered = addDays(day, -[24, 17, 40, 0, 6, 3][n % 6]!)
  const order = await insert(client, 'orders', {
    kind: 'purchase',
    company_id: company.id,
    contact_id: company.contact,
    contract_id,
    ordered_on: ordered,
    wanted_on: addDays(ordered, 14),
    expected_on: n % 6 === 3 ? null : addDays(ordered, 20),
    owner_id: owner,
    team: 'hallinto',
    created_at: ordered,
  })
  const lines: string[] = []
  for (const [place, code] of [0, 2].map((at) => GOODS[(n + at) % GOODS.length]!).entries()) {
    const product = products.get(code)
    if (!product) continue
    lines.push(
      await insert(client, 'lines', {
        order_id: order,
        place,
        product_id: product.id,
        name: product.name,
        quantity: String(20 + ((n * 7 + place * 15) % 60)),
        unit: product.unit,
        // what it costs us, of what it is sold for
        price: (Number(product.price ?? '10') * 0.62).toFixed(2),
      }),
    )
  }
  if (n % 6 === 3) return
  await client.query(`update data.orders set state = 'confirmed', confirmed_at = $2 where id = $1`, [
    order,
    `${ordered}T11:00:00Z`,
  ])
  if (n % 6 !== 1 && n % 6 !== 2) return
  const delivery = await insert(client, 'deliveries', {
    order_id: order,
    state: 'received',
    received_on: addDays(ordered, 15),
    received_by: 'Varasto',
  })
  await client.query(
    `insert into data.delivery_lines (delivery_id, line_id, quantity) select $1, l.id, l.quantity from data.lines l where l.id = any ($2)`,
    [delivery, n % 6 === 1 ? lines.slice(0, 1) : lines],
  )
}

/** What was ordered under a contract, how far it has come, what runs because of it, and what was granted besides. */
async function workOf(
  client: pg.Client,
  one: Agreed,
  n: number,
  day: string,
  products: ReadonlyMap<string, Product>,
): Promise<void> {
  const { company } = one
  const standing = { company_id: company.id, contract_id: one.id }
  for (let k = 0; k < 1 + (n % 3); k++) {
    const ordered = addDays(one.start, 3 + k * 55)
    if (ordered > day) break
    const service = k === 0 ? products.get(SERVICES[n % SERVICES.length]!) : undefined
    const order = await insert(client, 'orders', {
      ...standing,
      contact_id: company.contact,
      ordered_on: ordered,
      wanted_on: addDays(ordered, 21),
      reference: n % 2 ? `PO-${4100 + n * 3 + k}` : null,
      owner_id: company.owner_id,
      team: company.team,
      created_at: ordered,
    })
    const goods = [0, 1].flatMap((at) => products.get(GOODS[(n * 2 + k + at * 3) % GOODS.length]!) ?? [])
    const lines: string[] = []
    for (const [place, product] of [...(service ? [service] : []), ...goods].entries())
      lines.push(
        await insert(client, 'lines', {
          order_id: order,
          place,
          product_id: product.id,
          name: product.name,
          quantity: String(place === 0 ? 1 + (n % 5) : 2 + ((n + place * 4) % 12)),
          unit: product.unit,
          price: product.price ?? '10',
          discount: n % 6 === 5 ? '5' : '0',
        }),
      )
    const age = Math.round((Date.parse(day) - Date.parse(ordered)) / 86_400_000)
    if (age < 6) continue
    await client.query(`update data.orders set state = 'confirmed', confirmed_at = $2 where id = $1`, [
      order,
      `${addDays(ordered, 1)}T08:00:00Z`,
    ])
    if (age < 18) continue
    const part = age < 40 || (n + k) % 7 === 6
    const delivery = await insert(client, 'deliveries', {
      order_id: order,
      state: 'received',
      sent_on: addDays(ordered, 9),
      received_on: addDays(ordered, 12),
      received_by: 'Vastaanotto',
    })
    await client.query(
      `insert into data.delivery_lines (delivery_id, line_id, quantity) select $1, l.id, l.quantity from data.lines l where l.id = any ($2)`,
      [delivery, part ? lines.slice(0, -1) : lines],
    )
    if (!part && age > 90)
      await client.query(`update data.orders set state = 'invoiced', invoiced_at = $2, exports = 1 where id = $1`, [
        order,
        `${addDays(ordered, 20)}T09:00:00Z`,
      ])
    if (service)
      await insert(client, 'services', {
        ...standing,
        name: service.name,
        order_id: order,
        product_id: service.id,
        technical_id: company.contact,
        licence: `PHT-${String(7000 + n * 17)}`,
        quantity: String(1 + (n % 5)),
        start_on: addDays(ordered, 12),
        end_on: n % 4 === 3 ? null : one.end,
        owner_id: company.owner_id,
        team: company.team,
      })
  }
  if (n % 2 === 0 && one.state === 'active') {
    const [name, granted, unit] = BENEFITS[(n / 2) % BENEFITS.length]!
    const benefit = await insert(client, 'benefits', {
      ...standing,
      name,
      granted,
      unit,
      granted_on: one.start,
      valid_until: one.end,
    })
    if (n % 4 === 0)
      await insert(client, 'benefit_uses', {
        benefit_id: benefit,
        quantity: '1',
        used_on: addDays(one.start, 20),
        note: 'Sovittu puhelimessa',
      })
  }
}

async function insert(client: pg.Client, noun: string, row: Record<string, unknown>): Promise<string> {
  const names = Object.keys(row)
  const { rows } = await client.query(
    `insert into data.${noun} (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')}) returning id`,
    Object.values(row),
  )
  return rows[0].id
}

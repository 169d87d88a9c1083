import type pg from 'pg'

const DAY = 86_400_000

/** Code, name, kind, unit, VAT, group, price in euros. */
const PRODUCTS: readonly (readonly [string, string, 'goods' | 'work' | 'service', string, string, string])[] = [
  ['NOS-2P', 'Kaksipilarinostin 4 t', 'goods', 'kpl', 'Nostimet', '3890'],
  ['NOS-4P', 'Nelipilarinostin 5 t', 'goods', 'kpl', 'Nostimet', '6450'],
  ['NOS-SAK', 'Saksinostin, upotettava', 'goods', 'kpl', 'Nostimet', '8290'],
  ['DIA-PRO', 'Diagnostiikkalaite Pro', 'goods', 'kpl', 'Mittaus', '2190'],
  ['DIA-KAA', 'Diagnostiikkakaapeli OBD', 'goods', 'kpl', 'Mittaus', '79.90'],
  ['REN-KONE', 'Rengaskone 24"', 'goods', 'kpl', 'Renkaat', '2950'],
  ['REN-TAS', 'Tasapainotuskone', 'goods', 'kpl', 'Renkaat', '2480'],
  ['REN-HYL', 'Rengashylly, 4 tasoa', 'goods', 'kpl', 'Renkaat', '189'],
  ['PES-HAR', 'Pesulinjan harjasarja', 'goods', 'sarja', 'Pesu', '1340'],
  ['PES-AIN', 'Pesuaine, 200 l', 'goods', 'tynnyri', 'Pesu', '412.50'],
  ['SUO-MAA', 'Maalaamon suodatin', 'goods', 'kpl', 'Suodattimet', '24.35'],
  ['SUO-OLJ', 'Öljynsuodatin, raskas kalusto', 'goods', 'kpl', 'Suodattimet', '18.70'],
  ['KOM-10', 'Ruuvikompressori 10 kW', 'goods', 'kpl', 'Paineilma', '5120'],
  ['KOM-LET', 'Paineilmaletku 20 m', 'goods', 'kpl', 'Paineilma', '64'],
  ['TYO-ASE', 'Asennustyö', 'work', 'h', 'Työ', '86'],
  ['TYO-HUO', 'Huoltotyö', 'work', 'h', 'Työ', '92'],
  ['TYO-MAT', 'Matkakustannus', 'work', 'km', 'Työ', '0.965'],
  ['PAL-HUO', 'Huoltosopimus, nostimet', 'service', 'kk', 'Palvelut', '148'],
  ['PAL-ETA', 'Kompressorin etävalvonta', 'service', 'kk', 'Palvelut', '39.50'],
  ['PAL-VAR', 'Varastonhallinta, käyttäjä', 'service', 'kk', 'Palvelut', '22'],
]

const TERMS: Record<string, string> = {
  fi: 'Maksuehto 14 päivää netto. Viivästyskorko korkolain mukaan.\nToimitusaika 2–4 viikkoa tilauksesta. Toimitus vapaasti varastostamme.',
  sv: 'Betalningsvillkor 14 dagar netto. Dröjsmålsränta enligt räntelagen.\nLeveranstid 2–4 veckor från beställning. Leverans fritt vårt lager.',
  en: 'Payment 14 days net. Interest on late payment by law.\nDelivery 2–4 weeks from the order, ex our warehouse.',
}

const STATES = ['accepted', 'sent', 'draft', 'declined', 'sent', 'expired', 'accepted', 'draft'] as const
const REASONS = ['Budjetti siirtyi ensi vuoteen.', 'Valitsimme toisen toimittajan.', 'Hinta oli liian korkea.']

/** Twenty products, two price lists, and quotes on the deals there are; the same every time but for the day. */
export async function quotesDemo(client: pg.Client, now = new Date()): Promise<void> {
  const { rows: products } = await client.query(
    `insert into data.products (code, name, kind, unit, product_group)
     select code, name, kind, unit, product_group
     from jsonb_to_recordset($1) as p(code text, name text, kind text, unit text, product_group text) returning id, code`,
    [
      JSON.stringify(
        PRODUCTS.map(([code, name, kind, unit, product_group]) => ({ code, name, kind, unit, product_group })),
      ),
    ],
  )
  const idOf = new Map(products.map((row) => [row.code, row.id]))
  const { rows: lists } = await client.query(
    `insert into data.price_lists (name, currency, valid_from, usual)
     values ('Perushinnasto', 'EUR', $1, true), ('Prislista Sverige', 'SEK', $1, true) returning id, currency`,
    [`${now.getUTCFullYear()}-01-01`],
  )
  const listOf = new Map(lists.map((row) => [row.currency, row.id]))
  await client.query(
    `insert into data.prices (price_list_id, product_id, amount, from_quantity)
     select list, product, amount, from_quantity
     from jsonb_to_recordset($1) as p(list uuid, product uuid, amount numeric, from_quantity numeric)`,
    [
      JSON.stringify(
        PRODUCTS.flatMap(([code, , kind, , , price]) => pricesOf(listOf, idOf.get(code)!, kind, Number(price))),
      ),
    ],
  )
  const { rows: deals } = await client.query(
    `select d.id, d.name, d.company_id, coalesce(d.contact_id, (select e.person_id from data.employments e
         where e.company_id = d.company_id and e.end_on is null order by e.created_at, e.id limit 1)) as contact_id, d.currency, d.owner_id, d.team, coalesce(p.language, 'fi') as language
     from data.deals d left join data.people p on p.id = d.contact_id
     where d.removed_at is null and d.company_id is not null order by d.created_at, d.id limit 25`,
  )
  for (const [at, deal] of deals.entries()) await quoteOf(client, deal, at, { listOf, idOf, now })
}

const pricesOf = (lists: ReadonlyMap<string, string>, product: string, kind: string, euros: number) =>
  [
    { list: lists.get('EUR'), rate: 1 },
    { list: lists.get('SEK'), rate: 11.2 },
  ].flatMap(({ list, rate }) => {
    const step = (factor: number, from_quantity: number) => ({
      list,
      product,
      amount: (euros * rate * factor).toFixed(euros < 1 ? 3 : 2),
      from_quantity,
    })
    return kind === 'goods' ? [step(1, 1), step(0.94, 10), step(0.88, 50)] : [step(1, 1)]
  })

type World = { listOf: ReadonlyMap<string, string>; idOf: ReadonlyMap<string, string>; now: Date }

async function quoteOf(
  client: pg.Client,
  deal: Record<string, any>,
  at: number,
  { listOf, idOf, now }: World,
): Promise<void> {
  const state = STATES[at % STATES.length]!
  const made = new Date(now.getTime() - (3 + at * 9) * DAY)
  const open = state === 'sent' || state === 'draft'
  const until = new Date((open ? now : made).getTime() + 25 * DAY)
  const currency = listOf.has(deal.currency) ? deal.currency : 'EUR'
  const { rows } = await client.query(
    `insert into data.quotes (name, deal_id, company_id, contact_id, price_list_id, currency, language, valid_until, terms, wins_deal, owner_id, team, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, true, $10, $11, $12) returning id`,
    [
      deal.name,
      deal.id,
      deal.company_id,
      deal.contact_id,
      listOf.get(currency),
      currency,
      deal.language,
      until.toISOString().slice(0, 10),
      TERMS[deal.language] ?? TERMS.fi,
      deal.owner_id,
      deal.team,
      made,
    ],
  )
  const lines = Array.from({ length: 2 + (at % 4) }, (_, place) => {
    const [code, name, kind, unit, , price] = PRODUCTS[(at * 7 + place * 5) % PRODUCTS.length]!
    const rate = currency === 'SEK' ? 11.2 : 1
    const quantity = kind === 'goods' ? 1 + ((at + place) % 4) : kind === 'work' ? 4 + ((at * 3) % 20) : 12
    const amount = (Number(price) * rate).toFixed(Number(price) < 1 ? 3 : 2)
    return {
      place,
      product_id: idOf.get(code),
      name,
      unit,
      quantity,
      price: amount,
      discount: place === 1 && at % 3 === 0 ? 5 : 0,
    }
  })
  await client.query(
    `insert into data.lines (quote_id, place, product_id, name, unit, quantity, price, discount)
     select $1, place, product_id, name, unit, quantity, price, discount
     from jsonb_to_recordset($2) as l(place int, product_id uuid, name text, unit text, quantity numeric, price numeric, discount numeric)`,
    [rows[0].id, JSON.stringify(lines)],
  )
  // An offer goes to somebody.
  if (state === 'draft' || !deal.contact_id) return
  const answered = state === 'accepted' || state === 'declined'
  await client.query(
    `update data.quotes set state = $2, sent_at = $3, answered_at = $4, trail = data.quote_trail(contact_id),
       answered_by = case when $4::timestamptz is not null then coalesce(
         (select concat_ws(' ', given_name, family_name) from data.people where id = contact_id), 'Vastaanottaja') end,
       answer_note = $5
     where id = $1`,
    [
      rows[0].id,
      state,
      new Date(made.getTime() + DAY),
      // Nobody has answered tomorrow.
      answered ? new Date(Math.min(made.getTime() + 6 * DAY, now.getTime() - DAY / 8)) : null,
      state === 'accepted' ? `PO-${4100 + at}` : state === 'declined' ? REASONS[at % REASONS.length] : null,
    ],
  )
}

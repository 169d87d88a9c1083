import type pg from 'pg'

/** Whose the demo company's deals are: users by id; nobody's until the accounts are there. */
export type Sellers = { seller?: string; lead?: string }

const SUBJECTS = [
  'Korjaamon nosturit',
  'Varaosien vuosisopimus',
  'Diagnostiikkalaitteet',
  'Huoltosopimus, raskas kalusto',
  'Rengashotellin hyllyt',
  'Työkalupaketti uudelle hallille',
  'Pesulinjan uusinta',
  'Etävalvonta kompressoreille',
  'Maalaamon suodattimet',
  'Varastonhallinnan käyttöönotto',
] as const
const NEXT = [
  'Soita päätöksestä',
  'Lähetä päivitetty tarjous',
  'Sovi katselmus',
  'Odota johtoryhmän kokousta',
  null,
] as const
const WHY = ['price', 'competitor', 'timing', 'price', 'need', 'silence'] as const
const LEADS = [
  ['Tarvitsemme kaksi nosturia syksyksi', 'form', 'new'],
  ['Hinta huoltosopimukselle, 12 ajoneuvoa?', 'form', 'new'],
  ['Messuilla kysytty pesulinjasta', 'fair', 'working'],
  ['Soittopyyntö: varaosien toimitusajat', 'phone', 'working'],
  ['Naapurikorjaamo suositteli teitä', 'referral', 'new'],
  ['Etsimme halvinta rengaspainoa', 'mail', 'dropped'],
  ['Opinnäytetyön kysely', 'mail', 'dropped'],
  ['Lisää lisenssejä nykyiseen', 'customer', 'working'],
] as const

const DEALS = 80
const DAY = 86_400_000

/** Two pipelines and a year of sales, the same every time but for the day it is counted from. */
export async function dealsDemo(client: pg.Client, { seller, lead }: Sellers = {}, now = new Date()): Promise<void> {
  const { rows: usual } = await client.query('select id from data.pipelines order by place, created_at limit 1')
  const { rows: made } = await client.query(
    `insert into data.pipelines (name, place, stale_days) values ('Huoltosopimukset', 1, 45) returning id`,
  )
  await client.query(
    `insert into data.stages (pipeline_id, name, place, probability, outcome) values
      ($1, 'Kartoitus', 0, 20, 'open'), ($1, 'Tarjous', 1, 60, 'open'), ($1, 'Voitettu', 2, 100, 'won'), ($1, 'Hävitty', 3, 0, 'lost')`,
    [made[0].id],
  )
  const pipelines = [usual[0].id, made[0].id]
  const { rows: stages } = await client.query(
    'select id, pipeline_id, outcome from data.stages order by pipeline_id, place',
  )
  const { rows: companies } = await client.query(
    `select c.id, c.name, (select e.person_id from data.employments e where e.company_id = c.id and e.end_on is null order by e.id limit 1) as contact
     from data.companies c where c.person_id is null and c.removed_at is null and c.roles && '{customer,prospect}' order by c.id limit 40`,
  )
  if (companies.length === 0) return
  await seedRates(client, now)
  const ago = (days: number) => new Date(now.getTime() - days * DAY)
  const deals = Array.from({ length: DEALS }, (_, n) => {
    const company = companies[(n * 7) % companies.length]
    const pipeline = pipelines[n % 4 === 3 ? 1 : 0]
    const outcome = n % 5 === 1 ? 'won' : n % 5 === 3 ? 'lost' : 'open'
    const fitting = stages.filter((one) => one.pipeline_id === pipeline && one.outcome === outcome)
    // What is closed spreads over a year, what is open over the last four months.
    const born = outcome === 'open' ? 3 + ((n * 13) % 120) : 40 + ((n * 31) % 320)
    const closed = outcome === 'open' ? null : ago(Math.max(1, born - 30 - ((n * 11) % 60)))
    return {
      name: SUBJECTS[(n * 3 + Math.floor(n / 10)) % SUBJECTS.length],
      company_id: company.id,
      contact_id: n % 3 === 0 ? null : company.contact,
      pipeline_id: pipeline,
      stage_id: fitting[Math.floor(n / 2) % fitting.length].id,
      value: `${1200 + ((n * 1733) % 48_000)}.${n % 4 === 0 ? '50' : '00'}`,
      currency: n % 9 === 4 ? 'SEK' : 'EUR',
      probability: n % 11 === 0 ? 85 : null,
      close_on:
        outcome === 'open' && n % 8 !== 6
          ? ago(20 - ((n * 17) % 150))
              .toISOString()
              .slice(0, 10)
          : null,
      closed_at: closed,
      lost_why: outcome === 'lost' ? WHY[n % WHY.length] : null,
      next_step: outcome === 'open' ? NEXT[n % NEXT.length] : null,
      created_at: ago(born),
      stage_since: closed ?? ago(Math.floor(born / 2)),
      active_at: closed ?? ago(n % 6 === 0 ? Math.min(born, 60) : (n * 5) % 25),
      owner_id: (n % 3 === 2 ? lead : seller) ?? null,
    }
  })
  await client.query(
    `insert into data.deals (name, company_id, contact_id, pipeline_id, stage_id, value, currency, probability, close_on,
       closed_at, lost_why, next_step, created_at, stage_since, active_at, owner_id, team)
     select name, company_id, contact_id, pipeline_id, stage_id, value, currency, probability, close_on,
       closed_at, lost_why, next_step, created_at, stage_since, active_at, owner_id, 'myynti'
     from json_populate_recordset(null::data.deals, $1)`,
    [JSON.stringify(deals)],
  )
  await client.query(
    `insert into data.involvements (deal_id, person_id, role)
     select d.id, d.contact_id, 'decision_maker' from data.deals d where d.contact_id is not null and d.state <> 'lost' order by d.id limit 30`,
  )
  const leads = LEADS.map(([subject, source, status], n) => ({
    subject,
    body:
      source === 'form' ? 'Hei! Voisitteko ottaa yhteyttä tällä viikolla? Puhelin käy parhaiten aamupäivisin.' : null,
    source,
    status,
    dropped_why: status === 'dropped' ? 'Ei ole meidän asiakkaamme.' : null,
    person_id: companies[(n * 5 + 2) % companies.length].contact,
    company_id: n % 2 ? companies[(n * 5 + 2) % companies.length].id : null,
    created_at: ago(n * 3 + 0.2),
    owner_id: (n % 2 ? lead : seller) ?? null,
  }))
  await client.query(
    `insert into data.leads (subject, body, source, status, dropped_why, person_id, company_id, created_at, owner_id, team)
     select subject, body, source, status, dropped_why, person_id, company_id, created_at, owner_id, 'myynti'
     from json_populate_recordset(null::data.leads, $1)`,
    [JSON.stringify(leads)],
  )
}

/** The Swedish crown at the turn of each month, swaying as it does. */
async function seedRates(client: pg.Client, now: Date): Promise<void> {
  const rates = Array.from({ length: 14 }, (_, n) => ({
    currency: 'SEK',
    rate_on: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - n, 1)).toISOString().slice(0, 10),
    rate: (11.1 + ((n * 7) % 5) / 20).toFixed(4),
  }))
  await client.query(
    `insert into data.rates (currency, rate_on, rate, source)
     select r.currency, r.rate_on, r.rate, 'demo' from json_populate_recordset(null::data.rates, $1) r
     where not exists (select from data.rates h where h.currency = r.currency and h.rate_on = r.rate_on)`,
    [JSON.stringify(rates)],
  )
}

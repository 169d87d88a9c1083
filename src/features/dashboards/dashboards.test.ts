import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'

let served: Served
let owner: pg.Client
let seller: Visitor
before(async () => {
  served = await openServed()
  owner = await served.bed.owner()
  seller = await served.enter('seller')
})
after(() => served?.close())

const ask = (who: Visitor) => who('GET', '/api/v1/dashboards/overview')
const one = async (text: string) => Number((await owner.query(text)).rows[0].n)

test('marketing, whose work this is not, and strangers are refused', async () => {
  for (const level of ['marketing', 'administrator', 'reviewer'] as const)
    assert.equal((await ask(await served.enter(level))).status, 403, level)
  assert.equal((await ask(served.stranger)).status, 401)
})

test('the door is not open to other logins, and says nothing of anybody', async () => {
  const { rows } = await owner.query(
    `select rolname from pg_roles where has_function_privilege(oid, 'door.overview()', 'execute')
     and rolname in ('purpose_marketing', 'purpose_security', 'purpose_rights', 'auth', 'jobs', 'ledger')`,
  )
  assert.deepEqual(rows, [])
  const { text } = await ask(seller)
  const people = await owner.query(`select id, owner_id, family_name from data.people`)
  const words = people.rows.flatMap((row) => [row.id, row.owner_id, row.family_name]).filter(Boolean)
  assert.ok(words.length > 100)
  for (const word of words) assert.ok(!text.includes(`"${word}"`), word)
})

test('the sums are those of the tables, to the cent', async () => {
  const { json } = await ask(seller)
  const open = json.pipeline.reduce((all: number, row: any) => all + row.count, 0)
  assert.equal(
    open,
    await one(`select count(*) as n from data.deals d join data.pipelines p on p.id = d.pipeline_id
      where d.state = 'open' and d.removed_at is null and not p.archived`),
  )
  const euros = json.pipeline.reduce((all: number, row: any) => all + Math.round(Number(row.value) * 100), 0)
  const wanted =
    await one(`select coalesce(sum(data.in_euros(d.value, d.currency, (now() at time zone 'Europe/Helsinki')::date)), 0) as n
    from data.deals d join data.pipelines p on p.id = d.pipeline_id where d.state = 'open' and d.removed_at is null and not p.archived`)
  assert.equal(euros, Math.round(wanted * 100))
  assert.equal(json.won.length, 12)
  assert.equal(json.renewals.length, 12)
  assert.equal(json.open_cases, await one('select count(*) as n from data.case_digests'))
  assert.equal(
    json.activity.reduce((all: number, row: any) => all + row.calls, 0),
    await one(`select count(*) as n from data.calls where removed_at is null
      and at >= date_trunc('week', (now() at time zone 'Europe/Helsinki')::date) - interval '77 days'
      and at < date_trunc('week', (now() at time zone 'Europe/Helsinki')::date) + interval '7 days'`),
  )
})

test('amounts in another currency come at the rate of the day, or the last before it', async () => {
  await owner.query(
    `insert into data.rates (currency, rate_on, rate) values ('SEK', '2020-01-01', 10), ('SEK', '2020-02-01', 12.5)`,
  )
  const at = async (day: string) =>
    (await owner.query(`select data.in_euros(100, 'SEK', $1::date) as n`, [day])).rows[0].n
  assert.equal(await at('2019-12-31'), null)
  assert.equal(await at('2020-01-15'), '10.00')
  assert.equal(await at('2020-02-01'), '8.00')
})

test('of fewer than five colleagues no activity is counted, and a service named by hand is not named', async () => {
  const numbers = async () => (await owner.query('select door.overview() as n')).rows[0].n
  assert.equal((await numbers()).activity.length, 12)
  await owner.query('begin')
  try {
    await owner.query(`update data.services set product_id = null, name = 'Kaisa Kultin lisenssi'
      where id = (select id from data.services where state = 'active' order by id limit 1)`)
    await owner.query(
      `update auth.users set left_at = now(), left_by = 'test' where id not in (select id from auth.users order by id limit 4)`,
    )
    const { activity, services } = await numbers()
    assert.deepEqual(activity, [])
    assert.ok(!JSON.stringify(services).includes('Kaisa'))
  } finally {
    await owner.query('rollback')
  }
})

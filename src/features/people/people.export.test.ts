import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { openServed, type Served } from '../../../tests/served.ts'

// A file that leaves the house holds what the purpose sees, line by line, and the ledger names everybody in it.

let served: Served
let owner: pg.Client
before(async () => {
  served = await openServed()
  owner = await served.bed.owner()
  // Masks follow from grounds and are written by no hand; here they are, to see what is seen.
  await owner.query('reset role; set session_replication_role = replica')
})
after(() => served.close())

const PATH = '/api/v1/people/export?purpose=relationship'
const cellsOf = (text: string): string[][] =>
  text
    .replace(/^\ufeff/, '')
    .split('\r\n')
    .filter(Boolean)
    .map((line) => line.split(';'))

test('is refused to a level that may not take lists out, and with a filter that is none', async () => {
  const seller = await served.enter('seller')
  assert.equal((await seller('GET', PATH)).json.code, 'PURPOSE_MISMATCH')
  const lead = await served.enter('sales_lead')
  assert.equal((await lead('GET', `${PATH}&filter=%7B`)).json.code, 'INPUT_INVALID')
})

test('has whom the purpose sees and nobody else, with the main ways to reach them', async () => {
  const lead = await served.enter('sales_lead')
  await owner.query(`update data.people set given_name = '=1+1', job_title = null where id =
    (select id from relationship.people order by id limit 1)`)
  // More than are read at a time, and ways to reach them of which one is the main one, neither oldest nor newest.
  await owner.query(`
    insert into data.people (permitted, family_name, source) select 4, 'Erä ' || n, 'person' from generate_series(1, 5100) n;
    insert into data.emails (person_id, permitted, address, kind, created_at)
      select person_id, permitted, n || address, kind, at from data.emails, (values (1, '2000-01-01'::timestamptz), (2, '2100-01-01')) v (n, at)`)
  const { rows } = await owner.query<{ id: string; cells: string[] }>(`select p.id, array[p.given_name, p.family_name,
      (select address from data.emails x where person_id = p.id and permitted & 4 <> 0 order by main desc, created_at limit 1),
      (select number from data.phones x where person_id = p.id and permitted & 4 <> 0 order by main desc, created_at limit 1),
      w.name, w.business_id] as cells
    from data.people p left join lateral (select c.name, c.business_id from data.employments e join data.companies c on c.id = e.company_id
      where e.person_id = p.id and e.permitted & 4 <> 0 and c.permitted & 4 <> 0 order by end_on is not null, e.created_at limit 1) w on true
    where p.permitted & 4 <> 0 order by p.id`)
  const since = (await owner.query('select count(*)::int as n from ledger.entries')).rows[0].n
  const reply = await lead('GET', PATH, { headers: { 'accept-language': 'en' } })
  assert.equal(reply.status, 200)
  const [heads, ...lines] = cellsOf(reply.text)
  const places = ['First name', 'Last name', 'E-mail address', 'Phone number', 'Company', 'Business ID'].map((head) => {
    assert.ok(heads!.includes(head), `${head} in ${heads}`)
    return heads!.indexOf(head)
  })
  assert.ok(rows.length > 5100)
  assert.deepEqual(
    lines.map((line) => places.map((place) => line[place])),
    rows.map(({ cells }) => cells.map((cell) => (cell === '=1+1' ? "'=1+1" : (cell ?? '')))),
  )
  assert.ok(lines.every((line) => line.length === heads!.length))
  const told = await owner.query(
    `select ids::text[] as ids from ledger.entries where action = 'people.export' order by at limit 10`,
  )
  assert.deepEqual(told.rows.flatMap((row) => row.ids).sort(), rows.map((row) => row.id).sort())
  assert.ok((await owner.query('select count(*)::int as n from ledger.entries')).rows[0].n > since)
})

test('a word and a filter narrow it, and what is hidden meanwhile is not in it', async () => {
  const lead = await served.enter('sales_lead')
  const { rows } = await owner.query(
    `select id, family_name from relationship.people where family_name ~ '^[A-Za-z]{5,}$' order by id desc limit 1`,
  )
  const { id, family_name } = rows[0]
  const filter = encodeURIComponent(JSON.stringify({ field: 'id', op: 'is', value: id }))
  const lines = async () => cellsOf((await lead('GET', `${PATH}&q=${family_name}&filter=${filter}`)).text).length - 1
  assert.equal(await lines(), 1)
  await owner.query('update data.people set permitted = permitted & ~4::bigint where id = $1', [id])
  assert.equal(await lines(), 0)
})

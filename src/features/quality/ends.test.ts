import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { type House, openHouse } from '#kernel/database.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { endOverdue } from './ends.jobs.ts'
import { Limits } from './limits.ts'

// What is taken for wrong, the days it has, how it ends by itself, and the way back.

let served: Served
let house: House
let owner: pg.Client
let lead: Visitor
before(async () => {
  served = await openServed()
  house = openHouse(served.bed.connection)
  await house.renew()
  owner = await served.bed.owner()
  lead = await served.enter('sales_lead')
})
after(async () => {
  await house?.close()
  await served?.close()
})
const call = async (method: string, path: string, body?: object, headers = {}) =>
  lead(method, `/api/v1${path}${path.includes('?') ? '&' : '?'}purpose=sales`, { ...(body && { body }), headers })
const one = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows[0]

let n = 0
async function person(more: object = {}) {
  const number = `+35840777${String(++n).padStart(4, '0')}`
  const { status, json, text } = await call('POST', '/people', {
    given_name: 'Niilo',
    family_name: `Numero${n}`,
    source: 'person',
    position: 'customer',
    phones: [{ number }],
    ...more,
  })
  assert.equal(status, 201, text)
  return { id: json.id as string, number, phone: json.phones[0].id as string, row: json }
}
const listed = async (kind: string, id: string) =>
  (await call('GET', `/quality?kind=${kind}&limit=200`)).json.items.filter((each: any) => each.id === id)

test('every doubt about data has its days and an end that comes by itself', () => {
  const { flags, days } = Limits.parse({})
  for (const kind of ['bounced', 'left', 'role_address', 'bad_phone', 'stale', 'representation'] as const)
    assert.notEqual(flags[kind].end, 'none', kind)
  assert.equal(days, 14)
  assert.equal(Limits.safeParse({ flags: { bad_phone: { end: 'generic' } } }).success, false)
})

test('a call to a wrong number makes that number doubtful, and one that reaches the person clears it', async () => {
  const { id, phone } = await person()
  await call('POST', '/calls', { person_id: id, phone_id: phone, outcome: 'no_answer' })
  assert.equal((await listed('bad_phone', id)).length, 0)
  await call('POST', '/calls', { person_id: id, phone_id: phone, outcome: 'wrong' })
  assert.equal((await listed('bad_phone', id)).length, 1)
  await call('POST', '/calls', { person_id: id, phone_id: phone, outcome: 'reached' })
  assert.equal((await listed('bad_phone', id)).length, 0)
  // somebody else's number is not made doubtful by a call to this person
  const other = await person()
  await call('POST', '/calls', { person_id: id, phone_id: other.phone, outcome: 'wrong' })
  assert.equal((await listed('bad_phone', other.id)).length, 0)
})

test('past its days the number goes at night, comes back by one press, and after thirty days is nowhere', async () => {
  const { id, number, phone } = await person()
  await call('POST', '/calls', { person_id: id, outcome: 'wrong' })
  await endOverdue.run(house)
  assert.equal((await one('select count(*)::int as n from data.phones where id = $1', [phone])).n, 1)
  await owner.query(`update data.phones set wrong_at = now() - interval '15 days' where id = $1`, [phone])
  const told = await endOverdue.run(house)
  assert.ok(Number(told.bad_phone_drop) >= 1, JSON.stringify(told))
  assert.equal((await one('select count(*)::int as n from data.phones where id = $1', [phone])).n, 0)
  const find = async () =>
    (await call('GET', '/quality/dropped')).json.items.filter((each: any) => each.person_id === id)
  const [gone] = await find()
  assert.deepEqual([gone.value, gone.kind], [number, 'mobile'])
  assert.equal((await call('POST', `/quality/dropped/${gone.id}`, {})).status, 200)
  assert.deepEqual((await owner.query('select number, kind from data.phones where person_id = $1', [id])).rows, [
    { number, kind: 'mobile' },
  ])
  assert.equal((await find()).length, 0)
  assert.equal((await call('POST', `/quality/dropped/${gone.id}`, {})).status, 404)
  await owner.query(`update data.changes set created_at = now() - interval '31 days' where person_id = $1`, [id])
  await owner.query('select data.empty_trash()')
  assert.equal((await one('select count(*)::int as n from data.changes where was = $1', [number])).n, 0)
})

test('a shared mailbox that nobody looked at is marked as one', async () => {
  const { id } = await person({ emails: [{ address: `info@jaettu${n}.example`, kind: 'named_work', main: true }] })
  await owner.query(`update data.emails set created_at = now() - interval '15 days' where person_id = $1`, [id])
  await endOverdue.run(house)
  assert.equal((await one('select kind from data.emails where person_id = $1', [id])).kind, 'generic')
})

test('a representation is asked about within its year; confirmed, it is asked again a year later', async () => {
  const { json: company } = await call('POST', '/companies', { name: 'Edustettu Oy' })
  const { id } = await person({ employment: { company_id: company.id, start_on: '2020-02-01' } })
  const { id: work } = await one('select id from data.employments where person_id = $1', [id])
  const age = async (months: number) => {
    await owner.query(`update data.people set created_at = now() - make_interval(months => $2) where id = $1`, [
      id,
      months,
    ])
    await owner.query(`update data.employments set created_at = now() - make_interval(months => $2) where id = $1`, [
      work,
      months,
    ])
  }
  await age(10)
  assert.equal((await listed('representation', id)).length, 0)
  await age(12)
  const [asked] = await listed('representation', id)
  assert.equal(asked.part_id, work)
  await endOverdue.run(house)
  await endOverdue.run(house)
  const tasks = await owner.query(`select told from data.tasks where person_id = $1`, [id])
  assert.deepEqual(tasks.rows, [{ told: { key: 'representation' } }])
  const verified = { noun: 'employments', id: work, field: 'role', source: 'company' }
  assert.equal((await call('POST', '/verifications', verified)).status, 201)
  assert.equal((await listed('representation', id)).length, 0)
  await owner.query(`update data.verifications set created_at = now() - interval '12 months' where record_id = $1`, [
    work,
  ])
  assert.equal((await listed('representation', id)).length, 1)
})

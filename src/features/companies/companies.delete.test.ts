import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel/ledger.ts'
import { openServed, type Reply, type Served, type Visitor } from '../../../tests/served.ts'

// A company is deleted at once, for everybody, and comes back whole by the same hand within a day.

let served: Served
let seller: Visitor
let lead: Visitor
let buyer: Visitor
before(async () => {
  served = await openServed()
  seller = await served.enter('seller')
  lead = await served.enter('sales_lead')
  buyer = await served.enter('purchasing')
})
after(() => served.close())

const API = '/api/v1'
async function company(more: object = {}): Promise<string> {
  const body = { name: `Koetin ${newId()} Oy`, roles: ['customer', 'supplier'], ...more }
  const made = await lead('POST', `${API}/companies?purpose=sales`, { body })
  assert.equal(made.status, 201, made.text)
  return made.json.id
}
const drop = (who: Visitor, id: string, purpose = 'sales'): Promise<Reply> =>
  who('DELETE', `${API}/companies/${id}?purpose=${purpose}`)
const back = (who: Visitor, id: string, purpose = 'sales'): Promise<Reply> =>
  who('POST', `${API}/companies/${id}/restore?purpose=${purpose}`, { body: {} })
const seen = async (who: Visitor, id: string, purpose: string) =>
  (await who('GET', `${API}/companies/${id}?purpose=${purpose}`)).status === 200

test('a level that may not write companies deletes none, and of one that is not there nothing is told', async () => {
  const id = await company()
  for (const level of ['marketing', 'administrator', 'reviewer', 'privacy_owner', 'support'] as const)
    assert.equal((await drop(await served.enter(level), id)).status, 403, level)
  const never = await drop(seller, newId())
  assert.deepEqual([never.status, never.json.code], [404, 'NOT_FOUND'])
  assert.equal((await back(lead, id)).status, 404, 'what was not deleted does not come back')
  // The door is one for people and companies; the right to use it on companies is the register's.
  const other = await served.bed.login('purpose_support')
  for (const back of [false, true])
    await assert.rejects(other.query(`select door.remove($1, $2)`, [id, back]), { message: 'PURPOSE_MISMATCH' })
})

test('refused while somebody represents it, also somebody whom the asker does not see', async () => {
  const id = await company()
  const body = {
    family_name: `Toimittajan ${newId()}`,
    source: 'person',
    position: 'supplier',
    employment: { company_id: id },
  }
  const person = await buyer('POST', `${API}/people?purpose=suppliers`, { body })
  assert.equal(person.status, 201, person.text)
  const refused = await drop(lead, id)
  assert.deepEqual([refused.status, refused.json.code], [409, 'COMPANY_IN_USE'])
  assert.ok(await seen(lead, id, 'sales'))
  const job = person.json.employments[0].id
  await buyer('POST', `${API}/employments/${job}/end?purpose=suppliers`, { body: {} })
  assert.equal((await drop(lead, id)).status, 200)
})

test('refused while it has subsidiaries, and while it is a person', async () => {
  const parent = await company()
  const daughter = await company({ parent_id: parent })
  assert.equal((await drop(lead, parent)).json.code, 'COMPANY_IN_USE')
  assert.equal((await drop(lead, daughter)).status, 200)
  assert.equal((await drop(lead, parent)).status, 200)
  const owner = await served.bed.owner()
  const { rows } = await owner.query(
    `select id from data.companies where person_id is not null and (permitted & 8) <> 0 limit 1`,
  )
  const trader = rows[0]?.id
  if (trader) assert.notEqual((await drop(lead, trader)).status, 200)
})

test('gone at once for every purpose, with its addresses, from lists and search, and nobody is employed there', async () => {
  const id = await company()
  const { json } = await lead('GET', `${API}/companies/${id}?purpose=sales`)
  const address = await lead('POST', `${API}/addresses?purpose=sales`, {
    body: { company_id: id, kind: 'postal', city: 'Turku' },
  })
  assert.equal(address.status, 201, address.text)
  assert.ok(await seen(buyer, id, 'suppliers'))
  assert.equal((await drop(lead, id)).status, 200)
  for (const [who, purpose] of [
    [lead, 'sales'],
    [seller, 'relationship'],
    [buyer, 'suppliers'],
  ] as const) {
    assert.ok(!(await seen(who, id, purpose)), purpose)
    const list = await who('GET', `${API}/companies?purpose=${purpose}&q=${encodeURIComponent(json.name)}`)
    assert.equal(list.json.items.length, 0)
  }
  assert.equal((await lead('GET', `${API}/addresses/${address.json.id}?purpose=sales`)).status, 404)
  const search = await lead('GET', `${API}/search?q=${encodeURIComponent(json.name)}`)
  assert.ok(!search.text.includes(id))
  const employed = await lead('POST', `${API}/people?purpose=sales`, {
    body: { family_name: 'Myöhästynyt', source: 'person', employment: { company_id: id } },
  })
  assert.equal(employed.json.code, 'COMPANY_NOT_FOUND', employed.text)
  assert.equal((await drop(lead, id)).status, 404, 'twice')

  assert.equal((await back(seller, id)).status, 404, 'somebody else brings nothing back')
  const whole = await back(lead, id)
  assert.equal(whole.status, 200, whole.text)
  assert.deepEqual(whole.json, json)
  assert.ok(await seen(buyer, id, 'suppliers'))
  assert.equal((await lead('GET', `${API}/addresses/${address.json.id}?purpose=sales`)).status, 200)
  assert.equal((await back(lead, id)).status, 404, 'twice')
})

test('after a day it stays gone', async () => {
  const id = await company()
  await drop(lead, id)
  const owner = await served.bed.owner()
  await owner.query(`update data.companies set removed_at = now() - interval '25 hours' where id = $1`, [id])
  assert.equal((await back(lead, id)).status, 404)
  assert.ok(!(await seen(lead, id, 'sales')))
})

test('deleted while an employment there is being recorded: it waits, and is refused', async () => {
  const id = await company()
  const person = await buyer('POST', `${API}/people?purpose=suppliers`, {
    body: { family_name: `Samaan ${newId()}`, source: 'person', position: 'supplier' },
  })
  const colleague = await served.bed.login('purpose_suppliers')
  await colleague.query('begin')
  await colleague.query(`select from door.employment(null, $1)`, [{ person: person.json.id, company: id }])
  const dropping = drop(lead, id)
  await waiting(id)
  await colleague.query('commit')
  assert.equal((await dropping).json.code, 'COMPANY_IN_USE')
})

test('an employment recorded while the company is being deleted finds no company', async () => {
  const id = await company()
  const colleague = await served.bed.login('purpose_sales')
  await colleague.query('begin')
  await colleague.query(`select door.remove($1)`, [id])
  const employing = buyer('POST', `${API}/people?purpose=suppliers`, {
    body: { family_name: `Samaan ${newId()}`, source: 'person', employment: { company_id: id } },
  })
  await waiting(id)
  await colleague.query('commit')
  assert.equal((await employing).json.code, 'COMPANY_NOT_FOUND')
})

/** Until somebody waits for a lock of another. */
async function waiting(id: string): Promise<void> {
  const owner = await served.bed.owner()
  // The owner does not see what others wait for; the superuser behind it does.
  await owner.query('reset role')
  for (let i = 0; i < 200; i++) {
    const { rows } = await owner.query(
      `select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    )
    if (rows[0].n > 0) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`nobody waits for ${id}`)
}

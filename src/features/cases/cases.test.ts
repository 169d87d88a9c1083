import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'

let served: Served
let owner: pg.Client
let seller: Visitor
let support: Visitor
let privacy: Visitor
let company: string
let person: string
before(async () => {
  served = await openServed()
  owner = await served.bed.owner()
  ;[seller, support, privacy] = await Promise.all([
    served.enter('seller'),
    served.enter('support'),
    served.enter('privacy_owner'),
  ])
  company = (await post('/companies?purpose=relationship', { name: 'Tapaustesti Oy', roles: ['customer'] })).id
  person = (
    await post('/people?purpose=relationship', {
      given_name: 'Aatu',
      family_name: 'Asiakas',
      position: 'customer',
      employment: { company_id: company },
    })
  ).id
})
after(() => served?.close())

const api = '/api/v1'
const is = (field: string, value: unknown) => encodeURIComponent(JSON.stringify({ field, op: 'is', value }))
const post = async (path: string, body: object, who = seller) => (await who('POST', api + path, { body })).json
const code = async (who: Visitor, method: string, path: string, body?: object) =>
  (await who(method, api + path, body ? { body } : {})).json.code
const openCase = (more: object = {}) =>
  post('/cases', { subject: 'Laite ei käynnisty', body: 'Salainen kuvaus', company_id: company, ...more }, support)
const patch = (one: any, body: object) =>
  support('PATCH', `${api}/cases/${one.id}`, { body, headers: { 'if-match': `"${one.version}"` } })
const digests = async (who = seller, purpose = 'relationship') =>
  (await who('GET', `${api}/case_digests?purpose=${purpose}&filter=${is('company_id', company)}`)).json.items
const flag = async () =>
  (await owner.query('select serious_case from data.companies where id = $1', [company])).rows[0].serious_case

describe('a case is support’s', () => {
  test('about nobody, or written by a seller: refused', async () => {
    assert.equal(await code(support, 'POST', '/cases', { subject: 'x' }), 'CASE_ABOUT_NOBODY')
    for (const purpose of ['relationship', 'sales', 'support'])
      assert.notEqual(
        (await seller('POST', `${api}/cases?purpose=${purpose}`, { body: { subject: 'x', company_id: company } }))
          .status,
        201,
      )
    const { rows } = await owner.query('select count(*)::int as n from data.cases where subject = $1', ['x'])
    assert.equal(rows[0].n, 0)
  })

  test('its text reaches nobody else: a digest does, and goes when it is closed, and comes back', async () => {
    const one = await openCase({ severity: 'serious', topic: 'fault', person_id: person })
    assert.match(one.number, /^A-\d{4}-\d{4}$/)
    assert.equal((await seller('GET', `${api}/cases/${one.id}?purpose=relationship`)).status, 403)
    const [digest, ...more] = await digests()
    assert.deepEqual([digest.topic, digest.severity, digest.state, more.length], ['fault', 'serious', 'open', 0])
    assert.ok(!JSON.stringify(digest).includes('Salainen'))
    assert.equal(await flag(), true)
    const closed = (await patch(one, { state: 'closed', outcome: 'Vaihdettu osa' })).json
    assert.ok(closed.closed_at)
    assert.deepEqual(await digests(), [])
    assert.equal(await flag(), false)
    const again = (await patch(closed, { state: 'open' })).json
    assert.equal(again.closed_at, null)
    assert.equal((await digests()).length, 1)
    await support('DELETE', `${api}/cases/${one.id}`, {})
    assert.deepEqual([await digests(), await flag()], [[], false])
    assert.equal((await support('POST', `${api}/cases/${one.id}/restore`, { body: {} })).status, 200)
    assert.equal((await digests()).length, 1)
    await patch((await support('GET', `${api}/cases/${one.id}?purpose=support`)).json, { state: 'closed' })
  })

  test('numbers have no gaps, whoever writes at once and whatever was refused between', async () => {
    const { rows } = await owner.query("select last from register.counters where name = 'cases'")
    const made = await Promise.all(Array.from({ length: 8 }, (_, i) => openCase({ subject: `Rinnan ${i}` })))
    await code(support, 'POST', '/cases', { subject: 'y' })
    const numbers = made.map((one) => Number(one.number.split('-')[2])).sort((a, b) => a - b)
    assert.deepEqual(
      numbers,
      Array.from({ length: 8 }, (_, i) => Number(rows[0].last) + 1 + i),
    )
    for (const one of made) await patch(one, { state: 'closed' })
  })

  test('of two serious cases closed at once the flag goes, of one it stays', async () => {
    const two = await Promise.all([openCase({ severity: 'serious' }), openCase({ severity: 'serious' })])
    await patch(two[0], { state: 'closed' })
    assert.equal(await flag(), true)
    await patch(two[1], { state: 'closed' })
    assert.equal(await flag(), false)
    const more = await Promise.all([openCase({ severity: 'serious' }), openCase({ severity: 'serious' })])
    await Promise.all(more.map((one) => patch(one, { state: 'closed' })))
    assert.equal(await flag(), false)
  })
})

describe('from another purpose', () => {
  test('a question becomes support’s task and tells whoever has the case; the asker reads no text', async () => {
    const one = await openCase({ subject: 'Lasku väärin', topic: 'invoicing' })
    const asked = await seller('POST', `${api}/cases/${one.id}/ask?purpose=relationship`, {
      body: { question: 'Ehtiikö ennen tapaamista?' },
    })
    assert.equal(asked.status, 200)
    assert.ok(!asked.text.includes('Lasku väärin'))
    const tasks = (await support('GET', `${api}/tasks?purpose=support&filter=${is('company_id', company)}`)).json.items
    assert.equal(tasks.length, 1)
    assert.match(tasks[0].title, /Ehtiikö/)
    assert.equal(
      (await seller('GET', `${api}/tasks?purpose=relationship&filter=${is('company_id', company)}`)).json.items.length,
      0,
    )
    const { rows } = await owner.query('select user_id, kind from data.notifications where record_id = $1', [one.id])
    assert.deepEqual(
      rows.map((row) => row.kind),
      ['asked'],
    )
    assert.equal(
      await code(seller, 'POST', `/cases/${crypto.randomUUID()}/ask?purpose=relationship`, { question: 'x' }),
      'NOT_FOUND',
    )
    await patch(one, { state: 'closed' })
  })

  test('nothing without a reason; with one, for the day and this customer alone, and the privacy owner sees it', async () => {
    const one = await openCase({ subject: 'Huolto myöhässä' })
    const look = `/stepins/look?purpose=relationship&entered=support&company_id=${company}`
    assert.equal(await code(seller, 'GET', look), 'STEP_IN_FIRST')
    for (const body of [
      { entered: 'support', company_id: company, reason: 'curious', why: 'halusin' },
      { entered: 'support', company_id: company, reason: 'asked', why: '' },
      { entered: 'marketing', company_id: company, reason: 'asked', why: 'soitti' },
      { entered: 'relationship', company_id: company, reason: 'asked', why: 'soitti' },
      { entered: 'support', company_id: company, person_id: person, reason: 'asked', why: 'soitti' },
    ])
      assert.ok(await code(seller, 'POST', '/stepins?purpose=relationship', body), JSON.stringify(body))
    assert.equal(await code(seller, 'GET', look), 'STEP_IN_FIRST')
    const reason = { entered: 'support', company_id: company, reason: 'asked', why: 'Asiakas soitti huollosta' }
    assert.equal((await seller('POST', `${api}/stepins?purpose=relationship`, { body: reason })).status, 201)
    const seen = (await seller('GET', api + look)).json
    assert.ok(seen.items.some((row: any) => row.subject === 'Huolto myöhässä' && row.body === 'Salainen kuvaus'))
    assert.equal(await code(seller, 'GET', look.replace(company, crypto.randomUUID())), 'STEP_IN_FIRST')
    const told = await owner.query("select count(*)::int as n from data.notifications where kind = 'stepped_in'")
    assert.ok(told.rows[0].n >= 1)
    const list = (await privacy('GET', `${api}/stepins?purpose=rights`)).json.items
    assert.ok(list.some((row: any) => row.why === reason.why && row.company === 'Tapaustesti Oy'))
    await owner.query("update data.stepins set created_at = created_at - interval '1 day'")
    assert.equal(await code(seller, 'GET', look), 'STEP_IN_FIRST')
    await patch(one, { state: 'closed' })
  })
})

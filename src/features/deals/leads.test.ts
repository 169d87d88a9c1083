import assert from 'node:assert/strict'
import { after, before, describe, mock, test } from 'node:test'
import type pg from 'pg'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { readRates } from './ecb.ts'

let served: Served
let owner: pg.Client
let seller: Visitor
let lead: Visitor
before(async () => {
  served = await openServed()
  owner = await served.bed.owner()
  ;[seller, lead] = await Promise.all([served.enter('seller'), served.enter('sales_lead')])
})
after(() => served?.close())

const api = '/api/v1'
const post = (path: string, body: object = {}, who = seller) => who('POST', `${api}${path}?purpose=sales`, { body })
const make = async (more: object = {}) =>
  (await post('/leads', { subject: 'Hinta varaosista?', source: 'phone', ...more })).json
const count = async (what: string) => Number((await owner.query(`select count(*) from data.${what}`)).rows[0].count)

describe('leads', () => {
  test('refused: dropping without a reason, a deal out of nothing, one that does not exist', async () => {
    const one = await make()
    const change = (body: object) =>
      seller('PATCH', `${api}/leads/${one.id}?purpose=sales`, { body, headers: { 'if-match': `"${one.version}"` } })
    assert.equal((await post(`/leads/${one.id}/drop`, { why: ' ' })).json.code, 'INPUT_INVALID')
    assert.equal((await change({ status: 'dropped' })).json.code, 'VALUE_MISSING')
    assert.equal((await change({ status: 'converted' })).json.code, 'LEAD_WITHOUT_DEAL')
    assert.equal((await post(`/leads/${one.id}/convert`)).json.code, 'DEAL_OF_NOBODY')
    assert.equal((await post(`/leads/${crypto.randomUUID()}/convert`)).status, 404)
  })

  test('one lead, one deal: twice in a row, and five at once', async () => {
    const one = await make()
    const before = [await count('deals'), await count('companies')]
    const company = { name: 'Muunto Oy' }
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(`/leads/${one.id}/convert`, { company })))
    assert.deepEqual(answers.map((each) => each.status).toSorted(), [200, 409, 409, 409, 409])
    assert.equal((await post(`/leads/${one.id}/convert`, { company })).json.code, 'LEAD_CONVERTED')
    assert.equal((await post(`/leads/${one.id}/drop`, { why: 'ei' })).json.code, 'LEAD_CONVERTED')
    assert.deepEqual([await count('deals'), await count('companies')], [before[0]! + 1, before[1]! + 1])
  })

  test('company, person and deal in one; a fault in any of them leaves nothing', async () => {
    const one = await make({ subject: 'Uusi halli' })
    const before = [await count('deals'), await count('companies'), await count('people')]
    const given = {
      company: { name: 'Halli Oy' },
      person: { given_name: 'Heta', family_name: 'Halli', email: 'heta.halli@halli.example', title: 'Päällikkö' },
      deal: { value: '12000.00', close_on: '2027-03-01' },
    }
    assert.equal((await post(`/leads/${one.id}/convert`, { ...given, deal: { value: '1.001' } })).json.field, 'value')
    assert.equal(
      (await post(`/leads/${one.id}/convert`, { ...given, person: { ...given.person, email: 'x' } })).json.code,
      'EMAIL_INVALID',
    )
    assert.deepEqual([await count('deals'), await count('companies'), await count('people')], before)
    const { json } = await post(`/leads/${one.id}/convert`, given)
    assert.equal(json.status, 'converted')
    const deal = (await seller('GET', `${api}/deals/${json.deal_id}?purpose=sales`)).json
    assert.deepEqual(
      [deal.name, deal.company, deal.contact, deal.value, deal.state],
      ['Uusi halli', 'Halli Oy', 'Heta Halli', '12000.00', 'open'],
    )
    const person = (await seller('GET', `${api}/people/${json.contact_id}?purpose=sales&include=employments`)).json
    assert.equal(person.employments[0].company, 'Halli Oy')

    const back = (await post(`/leads/${one.id}/reopen`)).json
    assert.deepEqual([back.status, back.deal_id], ['working', null])
    assert.equal((await seller('GET', `${api}/deals/${json.deal_id}?purpose=sales`)).status, 404)
    assert.equal((await post(`/leads/${one.id}/drop`, { why: 'Ei budjettia' })).json.dropped_why, 'Ei budjettia')
    assert.equal((await post(`/leads/${one.id}/reopen`)).json.dropped_why, null)
    assert.equal((await post(`/leads/${one.id}/reopen`)).json.code, 'NOTHING_TO_CHANGE')
  })

  test('whoever is given a lead is told, and nobody of their own', async () => {
    const one = await make()
    const told = async () =>
      (await owner.query(`select user_id, kind from data.notifications where record_id = $1`, [one.id])).rows
    assert.deepEqual(await told(), [])
    await seller('PATCH', `${api}/leads/${one.id}?purpose=sales`, {
      body: { owner_id: 'toinen' },
      headers: { 'if-match': `"${one.version}"` },
    })
    assert.deepEqual(await told(), [{ user_id: 'toinen', kind: 'lead' }])
  })
})

describe('exchange rates', () => {
  const XML = `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
<gesmes:subject>Reference rates</gesmes:subject><gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
<Cube><Cube time='2026-11-20'><Cube currency='USD' rate='1.1234'/><Cube currency='JPY' rate='170.55'/><Cube currency='SEK' rate='10.9875'/></Cube></Cube></gesmes:Envelope>`

  test('what is not the daily rates is refused', () => {
    for (const text of [
      '',
      '<html></html>',
      'nonsense <',
      XML.replace('2026-11-20', 'tomorrow'),
      XML.replaceAll(/rate='[^']+'/g, "rate='-1'"),
    ])
      assert.throws(() => readRates(text), { code: 'RATES_NOT_READ' }, text.slice(0, 40))
    assert.deepEqual(readRates(XML), {
      day: '2026-11-20',
      rates: [
        { currency: 'USD', rate: '1.1234' },
        { currency: 'SEK', rate: '10.9875' },
      ],
    })
  })

  test('fetched only when switched on, each day once; what was typed by hand stands', async () => {
    const real = globalThis.fetch
    let asked = 0
    const faked = mock.method(globalThis, 'fetch', (address: any, ...rest: any[]) => {
      if (!String(address).includes('ecb.europa.eu')) return real(address, ...rest)
      asked += 1
      return Promise.resolve(new Response(XML))
    })
    try {
      assert.equal((await post('/rates/fetch', {}, lead)).json.code, 'RATES_NOT_READ')
      assert.equal((await post('/rates/fetching', { on: true })).status, 403)
      assert.equal(asked, 0)
      await post('/rates', { currency: 'USD', rate_on: '2026-11-20', rate: '2' }, lead)
      await post('/rates/fetching', { on: true }, lead)
      assert.deepEqual((await post('/rates/fetch', {}, lead)).json, { day: '2026-11-20', taken: 1 })
      assert.deepEqual((await post('/rates/fetch', {}, lead)).json, { day: '2026-11-20', taken: 0 })
      const { rows } = await owner.query(
        `select currency, rate::text, source from data.rates where rate_on = '2026-11-20' order by 1`,
      )
      assert.deepEqual(rows, [
        { currency: 'SEK', rate: '10.9875', source: 'EKP' },
        { currency: 'USD', rate: '2', source: null },
      ])
    } finally {
      faked.mock.restore()
    }
  })
})

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import { config } from '#kernel/config.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { openSink, type Sink } from '../../../tests/sink.ts'

let served: Served
let owner: pg.Client
let clerk: Visitor
let sink: Sink
let company: string
let product: string
before(async () => {
  served = await openServed()
  owner = await served.bed.owner()
  clerk = await served.enter('contracts')
  sink = await openSink()
  company = (await post('/companies?purpose=contract', { name: 'Tilaustesti Oy', roles: ['customer'] })).json.id
  product = (await owner.query(`insert into data.products (name, kind) values ('Etävalvonta', 'service') returning id`))
    .rows[0].id
  config.mailFrom = 'Pohjolan Huoltotarvike <tilaukset@pohjolan.example>'
})
after(async () => {
  for (const name of ['mailUrl', 'mailFrom'] as const) delete config[name]
  await sink?.close()
  await served?.close()
})

const api = '/api/v1'
const call = (method: string, path: string, body?: object, version?: number) =>
  clerk(method, api + path, { ...(body && { body }), headers: version ? { 'if-match': `"${version}"` } : {} })
const post = (path: string, body: object = {}) => call('POST', path, body)
const refusal = async (path: string, body: object = {}) => {
  const { status, json } = await post(path, body)
  return [status, json?.code, json?.data?.what ?? json?.field]
}
type Item = { name: string; quantity: string; price: string; product_id?: string }
const LINES: Item[] = [
  { name: 'Öljynsuodatin', quantity: '10', price: '12.50' },
  { name: 'Etävalvonta', quantity: '2', price: '99' },
]
async function orderOf(lines: Item[] = LINES, more: object = {}) {
  const made = await post('/orders?purpose=contract', { company_id: company, ...more })
  assert.equal(made.status, 201, made.text)
  for (const [place, line] of lines.entries())
    await owner.query(
      'insert into data.lines (order_id, place, name, quantity, price, product_id) values ($1, $2, $3, $4, $5, $6)',
      [made.json.id, place, line.name, line.quantity, line.price, line.product_id ?? null],
    )
  return (await call('GET', `/orders/${made.json.id}?purpose=contract&include=lines`)).json
}
const confirmed = async (lines?: Item[], more?: object) => {
  const one = await orderOf(lines, more)
  const { status, text } = await post(`/orders/${one.id}/confirm`, { mail: false })
  assert.equal(status, 200, text)
  return one
}
const stateOf = async (id: string) =>
  (await owner.query('select state from data.orders where id = $1', [id])).rows[0].state
async function customer(email?: string, more: object = {}): Promise<string> {
  const made = await post('/people?purpose=contract', {
    given_name: 'Taina',
    family_name: `Tilaaja${Math.random().toString(36).slice(2, 8)}`,
    source: 'person',
    position: 'customer',
    ...(email && { emails: [{ address: email, kind: 'named_work', main: true }] }),
    ...more,
  })
  assert.equal(made.status, 201, made.text)
  return made.json.id
}

describe('what an order may not be', () => {
  test('confirmed without lines, or twice, or changed afterwards', async () => {
    const empty = await orderOf([])
    assert.deepEqual(await refusal(`/orders/${empty.id}/confirm`, { mail: false }), [422, 'ORDER_EMPTY', 'lines'])
    const one = await confirmed()
    const now = (await call('GET', `/orders/${one.id}?purpose=contract`)).json
    const { json } = await call('PATCH', `/orders/${one.id}?purpose=contract`, { currency: 'SEK' }, now.version)
    assert.equal(json.code, 'ORDER_CONFIRMED')
    assert.equal((await call('DELETE', `/orders/${one.id}?purpose=contract`)).json.code, 'ORDER_CONFIRMED')
    assert.equal(
      (await call('PATCH', `/orders/${one.id}?purpose=contract`, { state: 'invoiced' }, now.version)).json.code,
      'FIELD_UNKNOWN',
    )
  })

  test('handed to invoicing before it is delivered, delivered before it is confirmed, cancelled when it is on its way', async () => {
    const one = await orderOf()
    assert.deepEqual((await refusal('/deliveries?purpose=contract', { order_id: one.id })).slice(0, 2), [
      409,
      'ORDER_NOT_OPEN',
    ])
    await post(`/orders/${one.id}/confirm`, { mail: false })
    assert.deepEqual((await refusal('/orders/invoice', { ids: [one.id], format: 'csv' })).slice(0, 2), [
      409,
      'ORDER_STATE',
    ])
    await post('/deliveries?purpose=contract', { order_id: one.id })
    assert.deepEqual((await refusal(`/orders/${one.id}/cancel`)).slice(0, 2), [409, 'ORDER_STATE'])
  })

  test('an order of nobody’s company, or under another’s purpose', async () => {
    const seller = await served.enter('seller')
    const { status } = await seller('POST', `${api}/orders`, { body: { company_id: company } })
    assert.equal(status, 403)
    const other = await post('/orders?purpose=contract', { company_id: crypto.randomUUID() })
    assert.equal(other.json.code, 'COMPANY_NOT_FOUND')
  })
})

describe('deliveries', () => {
  test('never more than was ordered, and it says of which line; two at once share what is left', async () => {
    const one = await confirmed()
    const [filter] = one.lines
    const some = (quantity: string) => ({ order_id: one.id, state: 'sent', lines: [{ line_id: filter.id, quantity }] })
    assert.deepEqual(await refusal('/deliveries?purpose=contract', some('10.5')), [
      409,
      'DELIVERY_TOO_MUCH',
      'Öljynsuodatin: 10.5 / 10 kpl',
    ])
    const both = await Promise.all([
      post('/deliveries?purpose=contract', some('6')),
      post('/deliveries?purpose=contract', some('6')),
    ])
    assert.deepEqual(both.map((each) => each.status).sort(), [201, 409])
    const { rows } = await owner.query(
      'select sum(quantity)::text as sum from data.delivery_lines where line_id = $1',
      [filter.id],
    )
    assert.equal(rows[0].sum, '6')
    assert.equal(
      (await owner.query('select count(*)::int as n from data.deliveries where order_id = $1', [one.id])).rows[0].n,
      1,
    )
    // a line of another order is not this one's to deliver
    const another = await confirmed()
    const stray = { order_id: one.id, lines: [{ line_id: another.lines[0].id, quantity: '1' }] }
    assert.deepEqual((await refusal('/deliveries?purpose=contract', stray)).slice(0, 2), [422, 'REFERENCE_UNKNOWN'])
  })

  test('the order follows: on its way, received whole, and back when a delivery is taken back', async () => {
    const one = await confirmed()
    const [filter] = one.lines
    const first = (
      await post('/deliveries?purpose=delivery', {
        order_id: one.id,
        state: 'received',
        received_by: 'Vastaanotto',
        lines: [{ line_id: filter.id, quantity: '4' }],
      })
    ).json
    assert.deepEqual([first.state, first.received_by, Boolean(first.received_on)], ['received', 'Vastaanotto', true])
    assert.equal(await stateOf(one.id), 'delivering')
    const rest = (await post('/deliveries?purpose=contract', { order_id: one.id, state: 'planned' })).json
    assert.deepEqual(rest.delivery_lines.map((line: any) => Number(line.quantity)).sort(), [2, 6])
    assert.equal(await stateOf(one.id), 'delivering')
    assert.deepEqual((await refusal('/deliveries?purpose=contract', { order_id: one.id })).slice(0, 2), [
      409,
      'DELIVERY_EMPTY',
    ])
    const got = await call('PATCH', `/deliveries/${rest.id}?purpose=contract`, { state: 'received' }, rest.version)
    assert.equal(got.status, 200, got.text)
    assert.equal(await stateOf(one.id), 'delivered')
    assert.equal((await call('DELETE', `/deliveries/${rest.id}?purpose=contract`)).status, 200)
    assert.equal(await stateOf(one.id), 'delivering')
  })
})

describe('the confirmation', () => {
  test('without a relay it says so, and the order stays a draft', async () => {
    const one = await orderOf(LINES, { contact_id: await customer('ei-rele@asiakas.example') })
    const { status, json } = await post(`/orders/${one.id}/confirm`)
    assert.deepEqual([status, json.code], [503, 'MAIL_NOT_SET'])
    assert.equal(await stateOf(one.id), 'draft')
  })

  test('a promotion in a confirmation is refused: nothing is sent, and nothing is agreed', async () => {
    config.mailUrl = sink.url
    const one = await orderOf(LINES, { contact_id: await customer('promo@asiakas.example') })
    const { status, json } = await post(`/orders/${one.id}/confirm`, {
      note: 'Tutustu uutuuksiimme ja tilaa uutiskirje!',
    })
    assert.deepEqual([status, json.code], [422, 'PROMOTION_IN_SERVICE'])
    assert.equal(await stateOf(one.id), 'draft')
    assert.ok(!sink.taken.some((each) => each.to === 'promo@asiakas.example'))
  })

  test('reaches whoever ordered with its PDF, also when they refused marketing; asked again, it goes again', async () => {
    config.mailUrl = sink.url
    const address = 'tilaaja@asiakas.example'
    const contact_id = await customer(address)
    await owner.query(`select door.object($1, 'marketing', 'phone', null, $2)`, [contact_id, Buffer.alloc(32)])
    const one = await orderOf(LINES, { contact_id, reference: 'PO-77' })
    const { status, json, text } = await post(`/orders/${one.id}/confirm`)
    assert.equal(status, 200, text)
    assert.deepEqual([json.state, json.outcome.state, Boolean(json.confirmed_at)], ['confirmed', 'sent', true])
    const { raw } = await sink.told('taken', address)
    assert.match(raw!, /Content-Type: application\/pdf/)
    assert.doesNotMatch(raw!, /List-Unsubscribe/i)
    const plain = raw!.replace(/=\r\n/g, '')
    assert.ok(plain.includes('PO-77'))
    const pdf = Buffer.from(/application\/pdf[\s\S]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(raw!)![1]!, 'base64')
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')
    await post(`/orders/${one.id}/confirm`)
    assert.equal(sink.taken.filter((each) => each.to === address).length, 2)
  })

  test('a contact who may not be used is not written to, and the order says which field', async () => {
    config.mailUrl = sink.url
    const contact_id = await customer('rajattu@asiakas.example')
    const one = await orderOf(LINES, { contact_id })
    await owner.query(
      `select door.ground($1, '{"kind": "restriction", "ground": "accuracy_contested", "via": "phone"}', $2)`,
      [contact_id, Buffer.alloc(32)],
    )
    assert.deepEqual(await refusal(`/orders/${one.id}/confirm`), [404, 'PERSON_NOT_FOUND', 'contact_id'])
    assert.equal(await stateOf(one.id), 'draft')
    assert.equal((await post(`/orders/${one.id}/confirm`, { mail: false })).status, 200)
  })
})

describe('services', () => {
  test('two of one licence never run at once, not even when both are given at the same moment', async () => {
    const give = (more: object) =>
      post('/services?purpose=delivery', { name: 'Kassa', company_id: company, licence: 'LIC-1', ...more })
    const first = await give({ start_on: '2026-01-01', end_on: '2027-06-30' })
    assert.equal(first.status, 201, first.text)
    for (const clash of [
      { start_on: '2027-06-30' },
      { start_on: '2025-01-01', end_on: '2026-01-01' },
      { start_on: '2026-02-01', end_on: '2026-03-01', licence: 'lic-1' },
    ])
      assert.deepEqual(
        await refusal('/services?purpose=delivery', { name: 'Kassa', company_id: company, licence: 'LIC-1', ...clash }),
        [409, 'SERVICE_OVERLAPS', 'Kassa 01.01.2026–30.06.2027'],
      )
    assert.equal((await give({ start_on: '2027-07-01' })).status, 201)
    const many = await Promise.all(
      Array.from({ length: 6 }, () =>
        post('/services?purpose=contract', { name: 'Yhtä aikaa', company_id: company, licence: 'LIC-2' }),
      ),
    )
    assert.deepEqual(many.map((each) => each.status).sort(), [201, 409, 409, 409, 409, 409])
    // out of the trash it does not come back over another
    assert.equal((await call('DELETE', `/services/${first.json.id}?purpose=delivery`)).status, 200)
    assert.equal((await give({ start_on: '2026-05-01', end_on: '2026-12-31' })).status, 201)
    assert.equal((await post(`/services/${first.json.id}/restore?purpose=delivery`)).json.code, 'SERVICE_OVERLAPS')
  })

  test('begin of what was received, once; what was not received begins nowhere', async () => {
    const one = await confirmed([
      { name: 'Öljy', quantity: '5', price: '8' },
      { name: 'Etävalvonta', quantity: '2', price: '99', product_id: product },
    ])
    assert.deepEqual((await refusal('/services/start', { order_id: one.id })).slice(0, 2), [
      409,
      'SERVICE_NOT_DELIVERED',
    ])
    await post('/deliveries?purpose=contract', { order_id: one.id, state: 'received' })
    const { json } = await post('/services/start', { order_id: one.id, start_on: '2026-11-01' })
    assert.equal(json.ids.length, 1)
    const service = (await call('GET', `/services/${json.ids[0]}?purpose=delivery`)).json
    assert.deepEqual([service.name, Number(service.quantity), service.company_id], ['Etävalvonta', 2, company])
    assert.deepEqual((await refusal('/services/start', { order_id: one.id })).slice(0, 2), [
      409,
      'SERVICE_NOT_DELIVERED',
    ])
  })
})

describe('benefits', () => {
  test('no more is used than was granted, nor outside its days; the balance is told', async () => {
    const made = await post('/benefits?purpose=contract', {
      name: 'Koulutuspäiviä',
      company_id: company,
      granted: '3',
      unit: 'pv',
      granted_on: '2026-01-01',
      valid_until: '2026-12-31',
    })
    assert.deepEqual([made.json.used, made.json.left], ['0', '3'])
    const use = (quantity: string, used_on = '2026-06-01') => ({ benefit_id: made.json.id, quantity, used_on })
    const both = await Promise.all([
      post('/benefit_uses?purpose=delivery', use('2')),
      post('/benefit_uses?purpose=delivery', use('2')),
    ])
    assert.deepEqual(both.map((each) => each.status).sort(), [201, 409])
    assert.deepEqual(await refusal('/benefit_uses?purpose=delivery', use('1.5')), [
      409,
      'BENEFIT_SPENT',
      'Koulutuspäiviä: 2 / 3 pv',
    ])
    assert.equal((await refusal('/benefit_uses?purpose=delivery', use('1', '2027-01-01')))[1], 'BENEFIT_NOT_VALID')
    const [row] = (
      await call(
        'GET',
        `/benefits?purpose=contract&filter=${encodeURIComponent(JSON.stringify({ field: 'company_id', op: 'is', value: company }))}`,
      )
    ).json.items
    assert.deepEqual([row.used, row.left], ['2', '1'])
    assert.equal(
      (await call('PATCH', `/benefits/${row.id}?purpose=contract`, { granted: '1' }, row.version)).json.code,
      'BENEFIT_SPENT',
    )
  })
})

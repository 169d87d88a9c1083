import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import { config } from '#kernel/config.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { openSink, type Sink } from '../../../tests/sink.ts'

let served: Served
let owner: pg.Client
let buyer: Visitor
let clerk: Visitor
let sink: Sink
let supplier: string
before(async () => {
  served = await openServed()
  owner = await served.bed.owner()
  buyer = await served.enter('purchasing')
  clerk = await served.enter('contracts')
  sink = await openSink()
  supplier = (await buys('POST', '/companies?purpose=suppliers', { name: 'Alihankkija Oy', roles: ['supplier'] })).json
    .id
  config.mailFrom = 'Pohjolan Huoltotarvike <ostot@pohjolan.example>'
})
after(async () => {
  for (const name of ['mailUrl', 'mailFrom'] as const) delete config[name]
  await sink?.close()
  await served?.close()
})

const ask = (who: Visitor, method: string, path: string, body?: object, version?: number) =>
  who(method, `/api/v1${path}`, { ...(body && { body }), headers: version ? { 'if-match': `"${version}"` } : {} })
const buys = (method: string, path: string, body?: object, version?: number) => ask(buyer, method, path, body, version)
const step = (id: string, verb: string, body: object = {}) =>
  buys('POST', `/orders/${id}/${verb}?purpose=suppliers`, body)
const LINES = [
  { name: 'Asennustyö', quantity: '3', unit: 'h', price: '61.3333', discount: '0', vat: '25.5' },
  { name: 'Letku', quantity: '10', unit: 'kpl', price: '4.15', discount: '2.5', vat: '25.5' },
]
async function purchase(more: object = {}, lines: object[] = LINES) {
  const made = await buys('POST', '/orders?purpose=suppliers', { company_id: supplier, ...more })
  assert.equal(made.status, 201, made.text)
  const told = await buys('PUT', `/orders/${made.json.id}/lines?purpose=suppliers`, { lines }, made.json.version)
  assert.equal(told.status, 200, told.text)
  return told.json
}
const confirmed = async () => {
  const one = await purchase()
  const { status, text } = await step(one.id, 'confirm', { mail: false })
  assert.equal(status, 200, text)
  return one
}
const receive = (order_id: string, lines?: object[]) =>
  buys('POST', '/deliveries?purpose=suppliers', { order_id, state: 'received', ...(lines && { lines }) })
const stateOf = async (id: string) =>
  (await owner.query('select state from data.orders where id = $1', [id])).rows[0].state

describe('what is bought stays apart from what is sold', () => {
  test('neither purpose sees the other’s orders, lines and deliveries, nor may write on them', async () => {
    const bought = await confirmed()
    await receive(bought.id)
    const theirs = (
      await ask(clerk, 'POST', '/companies?purpose=contract', { name: 'Asiakas Oy', roles: ['customer'] })
    ).json.id
    const sold = (await ask(clerk, 'POST', '/orders?purpose=contract', { company_id: theirs })).json
    const line = { lines: [{ ...LINES[0] }] }
    assert.equal((await ask(clerk, 'PUT', `/orders/${sold.id}/lines?purpose=contract`, line, sold.version)).status, 200)
    assert.equal((await buys('GET', `/orders/${sold.id}?purpose=suppliers`)).status, 404)
    assert.equal((await ask(clerk, 'GET', `/orders/${bought.id}?purpose=contract`)).status, 404)
    assert.equal((await buys('PUT', `/orders/${sold.id}/lines?purpose=suppliers`, line, sold.version + 1)).status, 404)
    const login = await served.bed.login('purpose_suppliers')
    for (const [table, kinds] of [
      ['orders', ['purchase']],
      ['lines', ['purchase']],
      ['deliveries', ['purchase']],
      ['delivery_lines', ['purchase']],
    ] as const) {
      const { rows } = await login.query(`select array_agg(distinct kind) as kinds from suppliers.${table}`)
      assert.deepEqual(rows[0].kinds, kinds, table)
      for (const purpose of ['contract', 'relationship', 'sales', 'delivery'] as const) {
        const other = await served.bed.login(`purpose_${purpose}`)
        const found = await other.query(`select count(*)::int as n from ${purpose}.${table} where kind = 'purchase'`)
        assert.equal(found.rows[0].n, 0, `${purpose}.${table}`)
      }
    }
    // past the API too: a line, a delivery on what is not one's own
    await assert.rejects(
      login.query('insert into suppliers.lines (order_id, name) values ($1, $2)', [sold.id, 'Vieras']),
      {
        message: 'PURPOSE_MISMATCH',
      },
    )
    await assert.rejects(login.query('insert into suppliers.deliveries (order_id) values ($1)', [sold.id]), {
      message: 'REFERENCE_UNKNOWN',
    })
    const contract = await served.bed.login('purpose_contract')
    await assert.rejects(
      contract.query('insert into contract.lines (order_id, name) values ($1, $2)', [bought.id, 'Vieras']),
      { message: 'PURPOSE_MISMATCH' },
    )
  })

  test('it is not handed to invoicing, and no seller makes one', async () => {
    const one = await confirmed()
    await receive(one.id)
    const { status, json } = await ask(clerk, 'POST', '/orders/invoice', { ids: [one.id], format: 'csv' })
    assert.deepEqual([status, json.code], [404, 'NOT_FOUND'])
    const seller = await served.enter('seller')
    assert.equal((await ask(seller, 'POST', '/orders?purpose=suppliers', { company_id: supplier })).status, 403)
    assert.equal((await ask(seller, 'GET', `/orders/${one.id}?purpose=suppliers`)).status, 403)
  })
})

describe('an order to a supplier', () => {
  test('numbers of its own without a gap, and exact sums', async () => {
    const [first, second] = [await purchase(), await purchase()]
    assert.match(first.number, /^OST-\d{4}-\d{4}$/)
    assert.equal(Number(second.number.slice(-4)), Number(first.number.slice(-4)) + 1)
    // 3 × 61.3333 = 183.9999 → 184.00; 41.50 − 2.5 % = 40.4625 → 40.46
    assert.deepEqual([first.kind, first.net, first.vat, first.gross], ['purchase', '224.46', '57.24', '281.70'])
  })

  test('confirmed it is not changed, and without lines not confirmed', async () => {
    const empty = (await buys('POST', '/orders?purpose=suppliers', { company_id: supplier })).json
    assert.equal((await step(empty.id, 'confirm', { mail: false })).json.code, 'ORDER_EMPTY')
    const one = await confirmed()
    const now = (await buys('GET', `/orders/${one.id}?purpose=suppliers`)).json
    const changed = await buys('PUT', `/orders/${one.id}/lines?purpose=suppliers`, { lines: [] }, now.version)
    assert.deepEqual([changed.status, changed.json.code], [409, 'ORDER_CONFIRMED'])
    assert.equal((await buys('GET', `/orders/${one.id}/whole?purpose=suppliers`)).json.lines.length, 2)
  })

  test('received in part, then whole; never more than was ordered; what does not come is closed, and opened again', async () => {
    const one = await confirmed()
    const [work, hose] = one.lines
    assert.equal((await step(one.id, 'close')).json.code, 'ORDER_STATE')
    const part = await receive(one.id, [{ line_id: hose.id, quantity: '4' }])
    assert.equal(part.status, 201, part.text)
    assert.equal(await stateOf(one.id), 'delivering')
    assert.equal((await receive(one.id, [{ line_id: hose.id, quantity: '6.5' }])).json.code, 'DELIVERY_TOO_MUCH')
    assert.equal((await step(one.id, 'close')).json.state, 'delivered')
    assert.equal((await step(one.id, 'reopen')).json.state, 'delivering')
    const rest = await receive(one.id)
    assert.deepEqual(
      rest.json.delivery_lines.map((line: any) => [line.line_id, Number(line.quantity)]).toSorted(),
      [
        [work.id, 3],
        [hose.id, 6],
      ].toSorted(),
    )
    assert.equal(await stateOf(one.id), 'delivered')
  })

  test('leaves by mail to the supplier’s contact with its PDF, in the purpose of suppliers', async () => {
    config.mailUrl = sink.url
    const address = 'myynti@alihankkija.example'
    const made = await buys('POST', '/people?purpose=suppliers', {
      given_name: 'Aulis',
      family_name: 'Alihankkija',
      source: 'person',
      position: 'supplier',
      emails: [{ address, kind: 'named_work', main: true }],
    })
    assert.equal(made.status, 201, made.text)
    const one = await purchase({ contact_id: made.json.id, expected_on: '2026-12-18' })
    const { status, json, text } = await step(one.id, 'confirm', { note: 'Toimitus lastauslaiturille 2.' })
    assert.equal(status, 200, text)
    assert.deepEqual([json.state, json.outcome.state, Boolean(json.confirmed_at)], ['confirmed', 'sent', true])
    const { raw } = await sink.told('taken', address)
    assert.match(raw!, /Content-Type: application\/pdf/)
    const plain = raw!.replace(/=\r\n/g, '')
    assert.ok(plain.includes(`Ostotilaus ${one.number}`) && plain.includes('lastauslaiturille'), plain.slice(0, 900))
    assert.ok(!plain.includes('vahvistamme'))
    const { rows } = await owner.query(
      'select purpose from data.sendings where person_id = $1 order by decided_at desc limit 1',
      [made.json.id],
    )
    assert.equal(rows[0].purpose, 'suppliers')
  })

  test('a file stays with it, and is nobody’s elsewhere', async () => {
    const one = await purchase()
    const sent = await buyer('POST', `/api/v1/files?purpose=suppliers&order_id=${one.id}`, {
      raw: '--raja\r\nContent-Disposition: form-data; name="file"; filename="tarjous.txt"\r\n\r\nTarjous 12/2026\r\n--raja--\r\n',
      headers: { 'content-type': 'multipart/form-data; boundary=raja' },
    })
    assert.equal(sent.status, 201, sent.text)
    const filter = encodeURIComponent(JSON.stringify({ field: 'order_id', op: 'is', value: one.id }))
    const found = await buys('GET', `/files?purpose=suppliers&filter=${filter}`)
    assert.deepEqual(
      found.json.items.map((file: any) => file.name),
      ['tarjous.txt'],
    )
    const elsewhere = await ask(clerk, 'GET', `/files?purpose=contract&filter=${filter}`)
    assert.deepEqual(elsewhere.json.items, [])
  })
})

describe('how long it is kept', () => {
  test('the clock begins when all has come; what is still to come holds the relation with the supplier open', async () => {
    const one = await confirmed()
    const ended = async () => (await owner.query('select data.relation_ended($1) as at', [supplier])).rows[0].at
    await owner.query(
      `update data.orders set state = 'cancelled' where company_id = $1 and id <> $2 and state in ('draft', 'confirmed', 'delivering')`,
      [supplier, one.id],
    )
    assert.equal(await ended(), null)
    await receive(one.id)
    assert.notEqual(await ended(), null)
  })
})

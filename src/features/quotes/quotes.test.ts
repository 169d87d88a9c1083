import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  api,
  call,
  company,
  crowns,
  draft,
  euros,
  LINES,
  lead,
  make,
  owner,
  product,
  refused,
  seller,
  sent,
  stateOf,
} from './quotes.cast.ts'

describe('what products and price lists may not be', () => {
  test('written without the verb; in an unknown currency; mixed; twice the same step; a code twice', async () => {
    assert.equal((await call('POST', '/products', { name: 'Oma' }))?.status, 403)
    assert.equal(
      (await call('POST', '/prices', { price_list_id: euros, product_id: product, amount: '1' })).status,
      403,
    )
    const bad = (path: string, body: object) => refused('POST', `${path}?purpose=sales`, body, undefined, lead)
    assert.deepEqual(await bad('/price_lists', { name: 'X', currency: 'XYZ' }), [422, 'VALUE_NOT_ALLOWED', 'currency'])
    assert.deepEqual(
      (await bad('/price_lists', { name: 'X', valid_from: '2026-02-01', valid_to: '2026-01-01' }))[1],
      'VALUE_NOT_ALLOWED',
    )
    assert.deepEqual(await bad('/products', { name: 'X', code: 'koe-1' }), [409, 'PRODUCT_CODE_TAKEN', 'code'])
    assert.deepEqual(await bad('/products', { name: 'X', vat: '25.555' }), [422, 'VALUE_NOT_ALLOWED', 'vat'])
    assert.deepEqual(await bad('/prices', { price_list_id: euros, product_id: product, amount: '1.00001' }), [
      422,
      'VALUE_NOT_ALLOWED',
      'amount',
    ])
    assert.equal(
      (await bad('/prices', { price_list_id: euros, product_id: product, amount: '-1' }))[1],
      'VALUE_NOT_ALLOWED',
    )
    await make('/prices?purpose=sales', { price_list_id: euros, product_id: product, amount: '12.50' }, lead)
    await make(
      '/prices?purpose=sales',
      { price_list_id: euros, product_id: product, amount: '9.9', from_quantity: '10' },
      lead,
    )
    assert.deepEqual(await bad('/prices', { price_list_id: euros, product_id: product, amount: '2' }), [
      409,
      'PRICE_TWICE',
      'from_quantity',
    ])
    const { version } = (await lead('GET', `${api}/price_lists/${euros}?purpose=sales`)).json
    assert.deepEqual(
      await refused('PATCH', `/price_lists/${euros}?purpose=sales`, { currency: 'SEK' }, version, lead),
      [422, 'PRICE_LIST_MIXED', 'currency'],
    )
    const at = async (quantity: string) =>
      (
        await seller(
          'GET',
          `${api}/products/${product}/price?purpose=sales&price_list_id=${euros}&quantity=${quantity}`,
        )
      ).json.amount
    assert.deepEqual([await at('0.5'), await at('9'), await at('10')], ['12.50', '12.50', '9.9'])
  })

  test('one list of a currency is the usual one', async () => {
    const first = await make('/price_lists?purpose=sales', { name: 'A', currency: 'NOK', usual: true }, lead)
    const second = await make('/price_lists?purpose=sales', { name: 'B', currency: 'NOK', usual: true }, lead)
    const { rows } = await owner.query('select id from data.price_lists where usual and id = any ($1)', [
      [first.id, second.id],
    ])
    assert.deepEqual(rows, [{ id: second.id }])
  })
})

describe('what a quote may not be', () => {
  test('nobody’s, of another currency than its list, of impossible cents; the line is named, and nothing is kept', async () => {
    assert.deepEqual(await refused('POST', '/quotes', { name: 'X' }), [422, 'QUOTE_OF_NOBODY', 'company_id'])
    assert.deepEqual(await refused('POST', '/quotes', { company_id: crypto.randomUUID() }), [
      404,
      'COMPANY_NOT_FOUND',
      'company_id',
    ])
    assert.deepEqual(
      await refused('POST', '/quotes', { company_id: company, currency: 'EUR', price_list_id: crowns }),
      [422, 'PRICE_LIST_MIXED', 'price_list_id'],
    )
    assert.deepEqual(await refused('POST', '/quotes', { company_id: company, currency: 'BTC' }), [
      422,
      'VALUE_NOT_ALLOWED',
      'currency',
    ])
    assert.deepEqual(await refused('POST', '/quotes', { company_id: company, state: 'accepted' }), [
      400,
      'FIELD_UNKNOWN',
      'state',
    ])
    const quote = await draft()
    const write = (lines: object[], version = quote.version) =>
      refused('PUT', `/quotes/${quote.id}/lines`, { lines }, version)
    const [good] = LINES
    assert.deepEqual(await write([good!, { ...good, price: '1.23456' }]), [422, 'VALUE_NOT_ALLOWED', 'price', 2])
    assert.deepEqual(await write([{ ...good, discount: '101' }]), [422, 'VALUE_NOT_ALLOWED', 'discount', 1])
    assert.deepEqual(await write([{ ...good, quantity: '-1' }]), [422, 'VALUE_NOT_ALLOWED', 'quantity', 1])
    assert.deepEqual(await write([{ ...good, name: '' }]), [422, 'VALUE_MISSING', 'name', 1])
    assert.deepEqual((await write(LINES, quote.version - 1)).slice(0, 2), [412, 'EDIT_CONFLICT'])
    assert.deepEqual(await refused('PUT', `/quotes/${quote.id}/lines`, { lines: [] }), [428, 'IF_MATCH_NEEDED'])
    assert.deepEqual(await refused('PATCH', `/quotes/${quote.id}`, { currency: 'SEK' }, quote.version), [
      409,
      'CURRENCY_OF_LINES',
      'currency',
    ])
    const now = (await seller('GET', `${api}/quotes/${quote.id}/whole?purpose=sales`)).json
    assert.deepEqual([now.net, now.vat, now.gross, now.lines.length], ['300.46', '62.82', '363.28', 2])
  })

  test('sent empty, run out, or in an older version than it is', async () => {
    const empty = await draft({}, [])
    assert.equal((await refused('POST', `/quotes/${empty.id}/mark`, {}, empty.version))[1], 'QUOTE_EMPTY')
    const old = await draft({ valid_until: '2020-01-01' })
    assert.deepEqual(await refused('POST', `/quotes/${old.id}/mark`, {}, old.version), [
      409,
      'QUOTE_RUN_OUT',
      'valid_until',
    ])
    assert.equal((await refused('POST', `/quotes/${old.id}/mark`, {}, old.version - 1))[1], 'EDIT_CONFLICT')
    const nobodys = await draft({ contact_id: null })
    assert.deepEqual(await refused('POST', `/quotes/${nobodys.id}/mark`, {}, nobodys.version), [
      422,
      'VALUE_MISSING',
      'contact_id',
    ])
    assert.deepEqual([await stateOf(empty.id), await stateOf(old.id)], ['draft', 'draft'])
    assert.equal((await refused('POST', `/quotes/${old.id}/link`))[1], 'QUOTE_NOT_SENT')
    assert.equal(
      (await refused('POST', `/quotes/${old.id}/answer`, { answer: 'accepted', name: 'X' }))[1],
      'QUOTE_NOT_SENT',
    )
  })

  test('changed, thrown away or given other lines once it is sent', async () => {
    const quote = await sent()
    assert.equal((await refused('PATCH', `/quotes/${quote.id}`, { name: 'Muu' }, quote.version))[1], 'DOCUMENT_FIXED')
    assert.equal((await refused('PUT', `/quotes/${quote.id}/lines`, { lines: [] }, quote.version))[1], 'DOCUMENT_FIXED')
    assert.equal(
      (await refused('POST', '/lines?purpose=sales', { quote_id: quote.id, name: 'Lisä' }))[1],
      'DOCUMENT_FIXED',
    )
    assert.equal((await refused('DELETE', `/quotes/${quote.id}?purpose=sales`))[1], 'QUOTE_IN_FORCE')
    assert.equal((await call('PATCH', `/quotes/${quote.id}`, { owner_id: 'joku-muu' }, quote.version)).status, 200)
    await assert.rejects(owner.query(`update data.quotes set terms = 'muut' where id = $1`, [quote.id]), {
      message: 'DOCUMENT_FIXED',
    })
  })
})

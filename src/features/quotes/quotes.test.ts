import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { inflateSync } from 'node:zlib'
import type pg from 'pg'
import { openHouse } from '#kernel/database.ts'
import { controller } from '#register/index.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { drawn } from './document.ts'
import { openQuote, sealQuote } from './links.ts'
import { jobs } from './quotes.jobs.ts'

let served: Served
let owner: pg.Client
let seller: Visitor
let lead: Visitor
let company: string
let euros: string
let crowns: string
let product: string
let contact: string
before(async () => {
  served = await openServed()
  owner = await served.bed.owner()
  ;[seller, lead] = await Promise.all([served.enter('seller'), served.enter('sales_lead')])
  company = (await make('/companies?purpose=sales', { name: 'Tarjoustesti Oy', roles: ['customer'] })).id
  contact = (
    await make('/people?purpose=sales', {
      given_name: 'Tarja',
      family_name: 'Tarjottu',
      source: 'company',
      position: 'customer',
    })
  ).id
  euros = (await make('/price_lists?purpose=sales', { name: 'Testieurot', currency: 'EUR' }, lead)).id
  crowns = (await make('/price_lists?purpose=sales', { name: 'Testikruunut', currency: 'SEK' }, lead)).id
  product = (await make('/products?purpose=sales', { name: 'Koenosturi', code: 'KOE-1', vat: '25.5' }, lead)).id
})
after(() => served?.close())

const api = '/api/v1'
const make = async (path: string, body: object, who = seller) => {
  const { status, json, text } = await who('POST', api + path, { body })
  assert.ok(status < 300, `${path}: ${text}`)
  return json
}
const call = (method: string, path: string, body: object = {}, version?: number, who = seller) =>
  who(method, api + path, { body, headers: version ? { 'if-match': `"${version}"` } : {} })
const refused = async (...asked: Parameters<typeof call>) => {
  const { status, json } = await call(...asked)
  return [status, json?.code, json?.field, json?.line].filter((one) => one !== undefined)
}
const LINES = [
  { name: 'Nosturi', quantity: '2', price: '100.255', discount: '10', vat: '25.5' },
  { name: 'Huolto', quantity: '1.5', unit: 'h', price: '80', discount: '0', vat: '14' },
]
const draft = async (more: object = {}, lines: object[] = LINES) => {
  const quote = await make('/quotes', {
    company_id: company,
    contact_id: contact,
    name: 'Nostureita',
    language: 'fi',
    ...more,
  })
  return (await call('PUT', `/quotes/${quote.id}/lines`, { lines }, quote.version)).json
}
const sent = async (more: object = {}) => {
  const quote = await draft(more)
  const { json } = await call('POST', `/quotes/${quote.id}/mark`, {}, quote.version)
  assert.equal(json.state, 'sent')
  const { url } = (await call('POST', `/quotes/${quote.id}/link`)).json
  return { ...json, path: new URL(url).pathname }
}
const answer = (path: string, fields: Record<string, string>) =>
  served.stranger('POST', path, {
    raw: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
const stateOf = async (id: string) =>
  (await owner.query('select state from data.quotes where id = $1', [id])).rows[0].state
const YES = { act: 'accept', name: 'Tilda Tilaaja', note: 'PO-77' }

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

describe('the link', () => {
  test('forged, cut, of another document, of a draft: the same answer for each, and nothing is told', async () => {
    const quote = await sent()
    const token = quote.path.split('/').at(-1)!
    const key = served.bed.connection.key
    const { hash } = openQuote(key, token)!
    for (const wrong of [
      token.slice(0, -1),
      `${token.slice(0, -2)}AA`,
      'x',
      sealQuote(Buffer.alloc(key.length, 7), { id: quote.id, hash }),
      sealQuote(key, { id: quote.id, hash: hash.replaceAll(/[0-9a-f]/g, '0') }),
      sealQuote(key, { id: crypto.randomUUID(), hash }),
    ])
      for (const method of ['GET', 'POST'] as const) {
        const reply =
          method === 'GET' ? await served.stranger('GET', `/quote/${wrong}`) : await answer(`/quote/${wrong}`, YES)
        assert.equal(reply.status, 404, wrong)
        assert.match(reply.text, /QUOTE_LINK_INVALID/)
        assert.doesNotMatch(reply.text, /Nosturi|T-20/)
      }
    assert.equal(await stateOf(quote.id), 'sent')
  })

  test('to look changes nothing, without script or cookie; a bad answer says what is wrong', async () => {
    const quote = await sent()
    const page = await served.stranger('GET', quote.path)
    assert.equal(page.status, 200)
    assert.match(page.text, /Nosturi/)
    assert.match(page.text, /363,28/)
    assert.doesNotMatch(page.text, /<script/)
    assert.equal(page.headers.get('set-cookie'), null)
    assert.match(page.headers.get('content-security-policy')!, /default-src 'none'/)
    for (const bad of [
      { ...YES, name: '' },
      { ...YES, act: '' },
      { ...YES, act: 'decline', note: '' },
      { ...YES, note: '131052-308T' },
    ])
      assert.equal((await answer(quote.path, bad)).status, 422, JSON.stringify(bad))
    assert.equal(await stateOf(quote.id), 'sent')
  })

  test('answered once, also by two at the same moment; the second is told politely', async () => {
    const quote = await sent()
    const replies = await Promise.all([
      answer(quote.path, YES),
      answer(quote.path, { ...YES, act: 'decline', note: 'Kallis' }),
    ])
    assert.deepEqual(replies.map((one) => one.status).toSorted(), [200, 409])
    const again = await answer(quote.path, YES)
    assert.deepEqual([again.status, /jo vastattu/.test(again.text)], [409, true])
    assert.match((await served.stranger('GET', quote.path)).text, /Tilda Tilaaja/)
  })

  test('not after its last day, nor once withdrawn or replaced by a new version', async () => {
    const late = await sent()
    await owner.query('alter table data.quotes disable trigger _150_guard')
    await owner.query(`update data.quotes set valid_until = current_date - 2 where id = $1`, [late.id])
    await owner.query('alter table data.quotes enable trigger _150_guard')
    assert.deepEqual([(await answer(late.path, YES)).status, await stateOf(late.id)], [409, 'sent'])
    const house = openHouse(served.bed.connection)
    await jobs[0]!.run(house)
    await house.close()
    assert.equal(await stateOf(late.id), 'expired')
    const gone = await sent()
    await call('POST', `/quotes/${gone.id}/withdraw`)
    assert.match((await answer(gone.path, YES)).text, /QUOTE_RUN_OUT/)
    const first = await sent()
    const second = (await call('POST', `/quotes/${first.id}/revise`)).json
    assert.equal(second.number, `${first.number}/2`)
    assert.equal((await answer(first.path, { ...YES, name: '' })).status, 422)
    await call('POST', `/quotes/${second.id}/mark`, {}, second.version)
    assert.deepEqual([await stateOf(first.id), (await answer(first.path, YES)).status], ['expired', 409])
  })

  test('accepting wins the deal if it was so wished, tells the owner, and stands in the ledger', async () => {
    const deal = await make('/deals', { name: 'Kauppa', company_id: company, currency: 'EUR' })
    const quote = await sent({ deal_id: deal.id })
    assert.equal(quote.company_id, company)
    assert.equal((await answer(quote.path, YES)).status, 200)
    const { rows } = await owner.query(
      'select q.*, d.state as deal from data.quotes q join data.deals d on d.id = q.deal_id where q.id = $1',
      [quote.id],
    )
    assert.deepEqual(
      [rows[0].state, rows[0].answered_by, rows[0].answer_note, rows[0].deal],
      ['accepted', 'Tilda Tilaaja', 'PO-77', 'won'],
    )
    const told = await owner.query(`select user_id, kind from data.notifications where record_id = $1`, [quote.id])
    assert.deepEqual(told.rows, [{ user_id: quote.owner_id, kind: 'accepted' }])
    const entries = await owner.query(
      `select actor, detail from ledger.entries where action = 'quotes.answer' and $1 = any (ids)`,
      [quote.id],
    )
    assert.equal(entries.rows[0].actor, `quote:${quote.id}`)
    const other = await make('/deals', { name: 'Toinen', company_id: company })
    const calm = await sent({ deal_id: other.id, wins_deal: false })
    await answer(calm.path, YES)
    assert.equal((await owner.query('select state from data.deals where id = $1', [other.id])).rows[0].state, 'open')
  })
})

describe('the document', () => {
  test('is the very file that was sent, whatever the company is called afterwards', async () => {
    const quote = await sent()
    const before = await served.stranger('GET', `${quote.path}/document`)
    assert.equal(before.headers.get('content-type'), 'application/pdf')
    await owner.query(`update data.companies set name = 'Uusi Nimi Oy' where id = $1`, [company])
    const bytes = Buffer.from(await (await fetch(`${served.server.url}${quote.path}/document`)).arrayBuffer())
    assert.equal(createHash('sha256').update(bytes).digest('hex'), quote.document_hash)
    await owner.query(`delete from data.files where quote_id = $1`, [quote.id])
    assert.equal((await served.stranger('GET', `${quote.path}/document`)).status, 409)
    await owner.query(`update data.companies set name = 'Tarjoustesti Oy' where id = $1`, [company])
    assert.equal((await served.stranger('GET', `${quote.path}/document`)).status, 200)
  })

  test('read back: every page numbered, every line there once, tagged, in its language, its fonts inside', async () => {
    const lines = Array.from({ length: 70 }, (_, i) => ({
      name: `Äänieriste ${i}`,
      unit: 'kpl',
      quantity: '1',
      price: '1',
      discount: '0',
      vat: '25.5',
      net: '1.00',
    }))
    const pdf = await drawn(controller, {
      language: 'fi',
      kind: 'Tarjous',
      number: 'T-2026-0001',
      to: ['Åström Oy', 'Šelanne'],
      facts: [],
      lines,
      currency: 'EUR',
      sums: { net: '70.00', vat: '17.85', gross: '87.85', rates: [{ rate: '25.5', net: '70.00', vat: '17.85' }] },
      texts: [{ heading: 'Ehdot', body: 'Maksuehto 14 pv.' }],
      at: new Date(0),
    })
    const { text, raw } = readBack(pdf)
    for (const line of lines) assert.equal(text.split(`${line.name}\n`).length, 2, line.name)
    assert.match(text, /Åström Oy/)
    assert.match(text, /Šelanne/)
    assert.match(text, /87,85/)
    const pages = raw.match(/\/Type \/Page\b/g)!.length
    assert.ok(pages > 1)
    for (let page = 1; page <= pages; page++) assert.ok(text.includes(`sivu ${page}/${pages}`), `page ${page}`)
    assert.match(raw, /\/Lang \(fi\)/)
    assert.match(raw, /\/S \/Table/)
    assert.match(raw, /\/FontFile2/)
    assert.doesNotMatch(raw, /\/BaseFont \/Helvetica/)
  })
})

/** What a PDF of ours says, a line for each piece of text, by the tables its fonts bring along. */
function readBack(pdf: Buffer): { text: string; raw: string } {
  const raw = pdf.toString('latin1')
  const objects = new Map<string, { head: string; body: string }>()
  for (const [, id, content] of raw.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const at = content!.indexOf('stream\n')
    const head = at < 0 ? content! : content!.slice(0, at)
    const stream = at < 0 ? '' : content!.slice(at + 7, content!.lastIndexOf('\nendstream'))
    const body = /FlateDecode/.test(head) ? inflateSync(Buffer.from(stream, 'latin1')).toString('latin1') : stream
    objects.set(id!, { head, body })
  }
  const fonts = new Map<string, Map<number, string>>()
  for (const { head } of objects.values())
    for (const [, name, id] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /ToUnicode (\d+) 0 R/.exec(objects.get(id!)!.head)?.[1]
      if (!unicode) continue
      const table = new Map<number, string>()
      let code = 0
      for (const [, range] of objects.get(unicode)!.body.matchAll(/\[([^\]]*)\]/g))
        for (const [, hex] of range!.matchAll(/<([0-9a-f]+)>/gi))
          table.set(code++, Buffer.from(hex!, 'hex').swap16().toString('utf16le'))
      fonts.set(name!, table)
    }
  let text = ''
  for (const { body } of objects.values()) {
    let font: Map<number, string> | undefined
    for (const [all, name, shown] of body.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (name) font = fonts.get(name)
      else if (all) {
        for (const [, hex] of shown!.matchAll(/<([0-9a-f]+)>/gi))
          for (let i = 0; i < hex!.length; i += 4) text += font?.get(Number.parseInt(hex!.slice(i, i + 4), 16)) ?? ''
        text += '\n'
      }
    }
  }
  return { text: text.replaceAll('\u00a0', ' '), raw }
}

test('what was sent keeps where its recipient’s data came from, on which basis, and no name; a new version has none yet', async () => {
  const quote = await sent()
  const { trail } = (await seller('GET', `${api}/quotes/${quote.id}?purpose=sales`)).json
  assert.deepEqual([trail.source, trail.basis], ['company', 'legitimate_interest'])
  assert.ok(trail.obtained_at && trail.fields.includes('people.family_name'))
  assert.equal(JSON.stringify(trail).includes('Tarjottu'), false)
  const next = (await call('POST', `/quotes/${quote.id}/revise`)).json
  assert.equal(next.trail, null)
  // nobody writes it but the sending
  assert.notEqual((await call('PATCH', `/quotes/${next.id}`, { trail: {} }, next.version)).status, 200)
})

test('at night what was sent before documents were kept is drawn, kept by its hash, and not drawn again', async () => {
  const house = openHouse(served.bed.connection)
  const keep = jobs.find(({ name }) => name === 'quotes.keep')!
  const bare =
    'select count(*)::int as n from data.quotes where sent_at is not null and document_hash is null and removed_at is null'
  const before = (await owner.query(bare)).rows[0].n
  assert.ok(before > 0)
  assert.deepEqual(await keep.run(house), { kept: before, stuck: 0 })
  assert.equal((await owner.query(bare)).rows[0].n, 0)
  assert.deepEqual(await keep.run(house), { kept: 0, stuck: 0 })
  await house.close()
})

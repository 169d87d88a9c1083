import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { XMLParser } from 'fast-xml-parser'
import type pg from 'pg'
import { departures } from '../../../tests/finvoice.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { finvoice, referenceOf } from './finvoice.ts'

const seller = {
  name: 'Pohjolan Huoltotarvike Oy',
  businessId: '1234567-1',
  street: 'Esimerkkikatu 1',
  postcode: '00100',
  town: 'Helsinki',
}
const buyer = {
  name: 'Åkerin Kone & Poika Oy',
  businessId: '2331972-7',
  street: 'Konekatu 5',
  postcode: '20100',
  town: 'Turku',
  address: '003723319727',
  operator: '003721291126',
}
const account = {
  iban: 'FI2112345600000785',
  bic: 'NDEAFIHH',
  days: 14,
  address: '003712345671',
  operator: '003721291126',
}
const line = {
  name: 'Öljynsuodatin',
  unit: 'kpl',
  code: 'OS-1',
  quantity: '10',
  price: '12.5',
  discount: '10',
  vat: '25.5',
}
const bill = {
  number: 'O-2026-0007',
  currency: 'EUR',
  language: 'fi',
  date: '2026-11-22',
  due: '2026-12-06',
  orderedOn: '2026-11-01',
  deliveredOn: '2026-11-20',
  reference: 'PO-77',
  contract: 'S-2026-0001',
  stamp: '2026-11-22T10:00:00.000Z',
  lines: [line, { ...line, name: 'Kirja', discount: '0', vat: '13.5', price: '20.1234', quantity: '1' }],
}

describe('Finvoice 3.0', () => {
  test('the check itself refuses what is out of order, missing, too many, unknown or of another shape', () => {
    const xml = finvoice(seller, buyer, bill, account)
    const first = (from: string | RegExp, to: string) => departures(xml.replace(from, to))[0]
    const pay = 'Finvoice/EpiDetails/EpiPaymentInstructionDetails'
    assert.equal(first(/<EpiCharge[^>]*>SHA<\/EpiCharge>/, ''), `${pay}/EpiCharge: 0 of them`)
    assert.equal(first('ChargeOption="SHA"', 'ChargeOption="ALL"'), `${pay}/EpiCharge@ChargeOption: ALL`)
    assert.match(first('>112,50<', '>112.5<')!, /Amount: 112\.5$/)
    assert.match(first('Format="CCYYMMDD"', '')!, /Date@Format: undefined$/)
    assert.match(first('<OriginCode>Original</OriginCode>', '')!, /OriginCode: 0 of them$/)
    assert.match(first('<OriginCode>', '<OriginCode/><OriginCode>')!, /OriginCode: 2 of them$/)
    assert.match(first('<InvoiceTypeText>', '<Gossip/><InvoiceTypeText>')!, /Gossip: unknown$/)
    assert.match(first('>Turku<', '>T<')!, /BuyerTownName: 1 characters$/)
    const [number] = /<InvoiceNumber>.*<\/InvoiceNumber>/.exec(xml)!
    assert.match(
      departures(xml.replace(number, '').replace('<InvoiceTypeCode>', `${number}<InvoiceTypeCode>`))[0]!,
      /InvoiceTypeCode: out of order$/,
    )
  })

  test('whatever is typed comes out as the schema takes it, and nothing is cut inside a letter', () => {
    const odd = [
      '',
      'x',
      '  ',
      'Ä',
      'a\u0001b\u000bc',
      '"<&>\'',
      `${'a'.repeat(34)}😀`,
      `${'€'.repeat(69)}🚚🚚`,
      'a '.repeat(200),
    ]
    for (const value of odd) {
      const name = value || 'Nimi'
      for (const operator of [null, value]) {
        const party = { ...buyer, name, street: value, postcode: value, town: value, address: value, operator }
        const rows = [{ ...line, name, unit: value || 'kpl', code: value }]
        const told = { ...bill, reference: value, contract: value, lines: rows }
        const own = { ...account, address: value || 'ab', operator: value || 'ab' }
        const xml = finvoice({ ...seller, name, street: value }, party, told, own)
        assert.deepEqual(departures(xml), [], JSON.stringify(value))
      }
    }
    const cut = finvoice({ ...seller, name: `${'a'.repeat(34)}😀` }, buyer, bill, account)
    assert.ok(cut.includes(`<EpiNameAddressDetails>${'a'.repeat(34)}😀<`))
    for (const [quantity, price] of [
      ['0.001', '999999999.9999'],
      ['999999999.999', '-3.5'],
      ['999999999.999', '0'],
      ['12', '0.0001'],
    ] as const)
      assert.deepEqual(
        departures(finvoice(seller, buyer, { ...bill, lines: [{ ...line, quantity, price }] }, account)),
        [],
      )
  })

  test('elements, order and values by the schema; amounts by the sums of the order', () => {
    const xml = finvoice(seller, buyer, bill, account)
    assert.deepEqual(departures(xml), [])
    const read = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false }).parse(
      xml,
    ).Finvoice
    assert.equal(read['@Version'], '3.0')
    assert.equal(read.BuyerPartyDetails.BuyerOrganisationName, 'Åkerin Kone & Poika Oy')
    assert.equal(read.BuyerPartyDetails.BuyerOrganisationTaxCode, 'FI23319727')
    assert.equal(read.InvoiceDetails.InvoiceTotalVatExcludedAmount['#text'], '132,62')
    assert.equal(read.InvoiceDetails.InvoiceTotalVatAmount['#text'], '31,41')
    assert.equal(read.EpiDetails.EpiPaymentInstructionDetails.EpiInstructedAmount['#text'], '164,03')
    assert.equal(read.InvoiceRow[1].UnitPriceAmount['#text'], '20,1234')
    assert.equal(read.InvoiceDetails.PaymentTermsDetails.InvoiceDueDate['#text'], '20261206')
  })

  test('without e-invoice addresses there is no half of a transmission; a reference number has its digit', () => {
    assert.doesNotMatch(finvoice(seller, { ...buyer, operator: null }, bill, account), /MessageTransmissionDetails/)
    // 1234561: the standard's own example of the 7-3-1 rule
    assert.equal(referenceOf('123456'), '1234561')
  })
})

describe('hand-over', () => {
  let served: Served
  let owner: pg.Client
  let clerk: Visitor
  let company: string
  before(async () => {
    served = await openServed()
    owner = await served.bed.owner()
    clerk = await served.enter('contracts')
    company = (await post('/companies?purpose=contract', { name: 'Laskutettava Oy', roles: ['customer'] })).json.id
  })
  after(() => served?.close())
  const post = (path: string, body: object = {}) => clerk('POST', `/api/v1${path}`, { body })

  async function delivered(name = 'Suodatin'): Promise<string> {
    const { id } = (await post('/orders?purpose=contract', { company_id: company })).json
    await owner.query('insert into data.lines (order_id, name, quantity, price) values ($1, $2, 2, 10)', [id, name])
    await post(`/orders/${id}/confirm`, { mail: false })
    await post('/deliveries?purpose=contract', { order_id: id, state: 'received' })
    return id
  }
  const stateOf = async (id: string) =>
    (await owner.query('select state, exports from data.orders where id = $1', [id])).rows[0]

  test('Finvoice asks for an account that is one; then the file comes and the order is marked', async () => {
    const id = await delivered()
    const refused = await post('/orders/invoice', { ids: [id], format: 'finvoice' })
    assert.deepEqual([refused.status, refused.json.code], [409, 'INVOICING_NOT_SET'])
    assert.equal((await stateOf(id)).state, 'delivered')
    const put = (iban: string) =>
      clerk('PATCH', '/api/v1/orders/account', { body: { iban, bic: 'NDEAFIHH', days: 14 } })
    assert.equal((await put('FI2112345600000786')).json.code, 'INPUT_INVALID')
    assert.equal((await put('FI21 1234 5600 0007 85')).status, 200)
    const taken = await post('/orders/invoice', { ids: [id], format: 'finvoice' })
    assert.equal(taken.status, 200, taken.text)
    assert.match(taken.headers.get('content-disposition')!, /\.xml"/)
    assert.deepEqual(departures(taken.text), [])
    assert.deepEqual(await stateOf(id), { state: 'invoiced', exports: 1 })
  })

  test('taken back while it was handed over once; handed over again it stays', async () => {
    const id = await delivered()
    await post('/orders/invoice', { ids: [id], format: 'csv' })
    assert.equal((await post(`/orders/${id}/uninvoice`)).json.state, 'delivered')
    await post('/orders/invoice', { ids: [id], format: 'csv' })
    await post('/orders/invoice', { ids: [id], format: 'csv' })
    const { status, json } = await post(`/orders/${id}/uninvoice`)
    assert.deepEqual([status, json.code], [409, 'ORDER_EXPORTED'])
  })

  test('CSV: a row a line, what a spreadsheet would run is text; one order that may not go stops all', async () => {
    const [one, other] = [await delivered('=HYPERLINK("https://paha.example")'), await delivered()]
    const draft = (await post('/orders?purpose=contract', { company_id: company })).json.id
    const refused = await post('/orders/invoice', { ids: [one, draft], format: 'csv' })
    assert.deepEqual([refused.status, refused.json.code], [409, 'ORDER_STATE'])
    assert.equal((await stateOf(one)).state, 'delivered')
    const { text } = await post('/orders/invoice', { ids: [one, other], format: 'csv' })
    assert.equal(text.trim().split('\r\n').length, 3)
    assert.ok(text.includes('HYPERLINK') && !/;"?=HYPERLINK/.test(text))
    assert.match(text, /;20\.00;EUR/)
  })
})

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type pg from 'pg'
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

/** Children of the document, of the invoice details, of a row and of the payment, in the order of Finvoice3.0.xsd. */
const ORDER: Record<string, string[]> = {
  Finvoice: [
    'MessageTransmissionDetails',
    'SellerPartyDetails',
    'InvoiceRecipientLanguageCode',
    'BuyerPartyDetails',
    'DeliveryDetails',
    'InvoiceDetails',
    'InvoiceRow',
    'EpiDetails',
  ],
  SellerPartyDetails: [
    'SellerPartyIdentifier',
    'SellerOrganisationName',
    'SellerOrganisationTaxCode',
    'SellerPostalAddressDetails',
  ],
  BuyerPartyDetails: [
    'BuyerPartyIdentifier',
    'BuyerOrganisationName',
    'BuyerOrganisationTaxCode',
    'BuyerPostalAddressDetails',
  ],
  InvoiceDetails: [
    'InvoiceTypeCode',
    'InvoiceTypeCodeUN',
    'InvoiceTypeText',
    'OriginCode',
    'InvoiceNumber',
    'InvoiceDate',
    'OrderIdentifier',
    'OrderDate',
    'AgreementIdentifier',
    'BuyerReferenceIdentifier',
    'InvoiceTotalVatExcludedAmount',
    'InvoiceTotalVatAmount',
    'InvoiceTotalVatIncludedAmount',
    'VatSpecificationDetails',
    'PaymentTermsDetails',
  ],
  VatSpecificationDetails: ['VatBaseAmount', 'VatRatePercent', 'VatCode', 'VatRateAmount'],
  InvoiceRow: [
    'ArticleIdentifier',
    'ArticleName',
    'DeliveredQuantity',
    'InvoicedQuantity',
    'UnitPriceAmount',
    'RowPositionIdentifier',
    'RowDiscountPercent',
    'RowVatRatePercent',
    'RowVatCode',
    'RowVatExcludedAmount',
  ],
  EpiDetails: ['EpiIdentificationDetails', 'EpiPartyDetails', 'EpiPaymentInstructionDetails'],
  EpiPaymentInstructionDetails: [
    'EpiRemittanceInfoIdentifier',
    'EpiInstructedAmount',
    'EpiCharge',
    'EpiDateOptionDate',
  ],
}
const REQUIRED = [
  'SellerOrganisationName',
  'BuyerOrganisationName',
  'InvoiceTypeCode',
  'InvoiceTypeText',
  'OriginCode',
  'InvoiceNumber',
  'InvoiceDate',
  'InvoiceTotalVatIncludedAmount',
  'EpiDate',
  'EpiReference',
  'EpiAccountID',
  'EpiInstructedAmount',
  'EpiCharge',
  'EpiDateOptionDate',
]

/** Where the document departs from the schema: elements unknown or out of order, values of another shape. */
function departures(xml: string): string[] {
  const found: string[] = []
  const seen = new Set<string>()
  const nodes = new XMLParser({ preserveOrder: true, ignoreAttributes: false, parseTagValue: false }).parse(xml)
  const walk = (name: string, children: any[]) => {
    seen.add(name)
    const names = children.map((one) => Object.keys(one).find((key) => key !== ':@')!)
    const order = ORDER[name]
    const places = order ? names.map((one) => order.indexOf(one)) : []
    places.forEach((place, at) => {
      if (place < 0 || place < (places[at - 1] ?? 0)) found.push(`${name}: ${names[at]}`)
    })
    children.forEach((one, at) => {
      const inner = one[names[at]!]
      const text = inner.length === 1 ? inner[0]['#text'] : undefined
      if (text !== undefined && /Amount$/.test(names[at]!) && !/^-?\d{1,15},\d{2,5}$/.test(text))
        found.push(`${names[at]}: ${text}`)
      if (text !== undefined && /Percent$/.test(names[at]!) && !/^[1-9]?\d{1,2}(,\d{1,3})?$/.test(text))
        found.push(`${names[at]}: ${text}`)
      if (text !== undefined && /Date$/.test(names[at]!) && !/^\d{8}$/.test(text)) found.push(`${names[at]}: ${text}`)
      if (Array.isArray(inner))
        walk(
          names[at]!,
          inner.filter((each: any) => !('#text' in each)),
        )
    })
  }
  walk('Finvoice', nodes.find((one: any) => one.Finvoice).Finvoice)
  return [...found, ...REQUIRED.filter((name) => !seen.has(name)).map((name) => `missing ${name}`)]
}

describe('Finvoice 3.0', () => {
  test('the check itself refuses what is out of order, missing or of another shape', () => {
    const xml = finvoice(seller, buyer, bill, account)
    assert.ok(departures(xml.replace(/<EpiCharge[^>]*>SHA<\/EpiCharge>/, '')).includes('missing EpiCharge'))
    assert.ok(departures(xml.replace('112,50', '112.5')).length > 0)
    assert.ok(
      departures(
        xml
          .replace(/<OriginCode>Original<\/OriginCode>/, '')
          .replace('<InvoiceTypeCode>', '<OriginCode>Original</OriginCode><InvoiceTypeCode>'),
      ).includes('InvoiceDetails: InvoiceTypeCode'),
    )
  })

  test('elements, order and values by the schema; amounts by the sums of the order', () => {
    const xml = finvoice(seller, buyer, bill, account)
    assert.equal(XMLValidator.validate(xml), true)
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

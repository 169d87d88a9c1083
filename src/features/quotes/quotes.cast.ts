import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import type pg from 'pg'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'

// For the tests of quotes: a company with two currencies, a product, and a quote that was sent.

export let served: Served
export let owner: pg.Client
export let seller: Visitor
export let lead: Visitor
export let company: string
export let euros: string
export let crowns: string
export let product: string
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

export const api = '/api/v1'
export const make = async (path: string, body: object, who = seller) => {
  const { status, json, text } = await who('POST', api + path, { body })
  assert.ok(status < 300, `${path}: ${text}`)
  return json
}
export const call = (method: string, path: string, body: object = {}, version?: number, who = seller) =>
  who(method, api + path, { body, headers: version ? { 'if-match': `"${version}"` } : {} })
export const refused = async (...asked: Parameters<typeof call>) => {
  const { status, json } = await call(...asked)
  return [status, json?.code, json?.field, json?.line].filter((one) => one !== undefined)
}
export const LINES = [
  { name: 'Nosturi', quantity: '2', price: '100.255', discount: '10', vat: '25.5' },
  { name: 'Huolto', quantity: '1.5', unit: 'h', price: '80', discount: '0', vat: '14' },
]
export const draft = async (more: object = {}, lines: object[] = LINES) => {
  const quote = await make('/quotes', {
    company_id: company,
    contact_id: contact,
    name: 'Nostureita',
    language: 'fi',
    ...more,
  })
  return (await call('PUT', `/quotes/${quote.id}/lines`, { lines }, quote.version)).json
}
export const sent = async (more: object = {}) => {
  const quote = await draft(more)
  const { json } = await call('POST', `/quotes/${quote.id}/mark`, {}, quote.version)
  assert.equal(json.state, 'sent')
  const { url } = (await call('POST', `/quotes/${quote.id}/link`)).json
  return { ...json, path: new URL(url).pathname }
}
export const answer = (path: string, fields: Record<string, string>) =>
  served.stranger('POST', path, {
    raw: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
export const stateOf = async (id: string) =>
  (await owner.query('select state from data.quotes where id = $1', [id])).rows[0].state
export const YES = { act: 'accept', name: 'Tilda Tilaaja', note: 'PO-77' }

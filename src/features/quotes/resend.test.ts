import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { config } from '#kernel/config.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { openSink, type Sink } from '../../../tests/sink.ts'

let served: Served
let sink: Sink
let owner: pg.Client
let seller: Visitor
let company: string
before(async () => {
  served = await openServed()
  sink = await openSink()
  config.mailUrl = sink.url
  config.mailFrom = 'Pohjolan Huoltotarvike <crm@pohjolan.example>'
  owner = await served.bed.owner()
  seller = await served.enter('sales_lead')
  company = (await call('POST', '/companies', { name: 'Uusintatesti Oy', roles: ['customer'] })).json.id
})
after(async () => {
  delete config.mailUrl
  delete config.mailFrom
  await sink?.close()
  await served?.close()
})

const call = (method: string, path: string, body?: object, version?: number) =>
  seller(method, `/api/v1${path}?purpose=sales`, {
    ...(body ? { body } : {}),
    headers: version ? { 'if-match': `"${version}"` } : {},
  })

async function quoteTo(address: string) {
  const person = await call('POST', '/people', {
    given_name: 'Uuno',
    family_name: 'Uusinta',
    source: 'person',
    position: 'customer',
    emails: [{ address }],
  })
  const made = (await call('POST', '/quotes', { company_id: company, contact_id: person.json.id, name: 'Uusinta' }))
    .json
  const { json } = await call(
    'PUT',
    `/quotes/${made.id}/lines`,
    { lines: [{ name: 'Työ', quantity: '1', price: '10' }] },
    made.version,
  )
  return { id: made.id as string, person: person.json.id as string, version: json.version as number }
}
const linkOf = async (id: string) => {
  const { json, text } = await call('POST', `/quotes/${id}/link`, {})
  assert.ok(json.url, text)
  return new URL(json.url).pathname
}
const opens = async (path: string) => (await served.stranger('GET', path)).status

test('a draft is not sent again, nor what is answered; what the relay refuses leaves the earlier link as it was', async () => {
  const { id, version } = await quoteTo('uuno@uusinta.example')
  assert.equal((await call('POST', `/quotes/${id}/resend`, {})).json.code, 'QUOTE_NOT_SENT')
  const bad = await quoteTo('refuse-me@uusinta.example')
  assert.equal((await call('POST', `/quotes/${bad.id}/mark`, {}, bad.version)).json.state, 'sent')
  const link = await linkOf(bad.id)
  assert.ok((await call('POST', `/quotes/${bad.id}/resend`, {})).status >= 400)
  assert.equal(await opens(link), 200)
  assert.equal((await call('GET', `/quotes/${bad.id}`)).json.resent_at, null)
  await call('POST', `/quotes/${id}/mark`, {}, version)
  await call('POST', `/quotes/${id}/answer`, { answer: 'declined', name: 'Uuno' })
  assert.equal((await call('POST', `/quotes/${id}/resend`, {})).json.code, 'QUOTE_ANSWERED')
})

test('sent again: the same document by a new link, the old one is dead, and the person’s timeline has both', async () => {
  const { id, person, version } = await quoteTo('ulla@uusinta.example')
  const first = await call('POST', `/quotes/${id}/send`, {}, version)
  assert.equal(first.json.state, 'sent', first.text)
  const old = await linkOf(id)
  const again = await call('POST', `/quotes/${id}/resend`, { message: 'Tässä uudelleen.' })
  assert.equal(again.status, 200, again.text)
  assert.equal(again.json.document_hash, first.json.document_hash)
  assert.ok(again.json.resent_at)
  const link = await linkOf(id)
  assert.notEqual(link, old)
  assert.deepEqual([await opens(old), await opens(link)], [404, 200])
  assert.equal(sink.taken.filter((one) => one.to === 'ulla@uusinta.example').length, 2)
  const { items } = (await seller('GET', `/api/v1/timeline?purpose=sales&noun=people&id=${person}&kinds=quote,requote`))
    .json
  assert.equal(items.length, 2)
  await call('POST', `/quotes/${id}/resend`, {})
  assert.equal(await opens(link), 404)
})

test('a quote of the demo company shows its document, kept the first time it is asked for, and has a link', async () => {
  const { rows } = await owner.query(
    `select id from data.quotes where state = 'sent' and document_hash is null and removed_at is null limit 1`,
  )
  const id = rows[0].id as string
  const path = `/api/v1/quotes/${id}/document?purpose=sales`
  const [one, two] = [await seller('GET', path), await seller('GET', path)]
  assert.equal(one.status, 200)
  assert.match(one.text, /^%PDF/)
  assert.equal(one.text, two.text)
  const kept = await owner.query('select hash from data.files where quote_id = $1', [id])
  const { document_hash } = (await call('GET', `/quotes/${id}`)).json
  assert.deepEqual(kept.rows, [{ hash: document_hash }])
  assert.equal(await opens(await linkOf(id)), 200)
})

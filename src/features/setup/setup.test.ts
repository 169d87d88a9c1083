import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type House, openHouse } from '#kernel/database.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { foundingUrl } from './founding.ts'

const api = '/api/v1'

describe('the first account', () => {
  let served: Served
  let house: House
  let token: string
  before(async () => {
    served = await openServed()
    house = openHouse(served.bed.connection)
    assert.equal(await foundingUrl(house), null, 'no link while there are users')
    await (await served.bed.owner()).query('truncate auth.users cascade')
    token = (await foundingUrl(house))!.split('#')[1]!
  })
  after(async () => {
    await house?.close()
    await served?.close()
  })

  const who = { name: 'Aino Alku', email: 'aino@alku.example', password: 'pitkä ja oma lause 12' }
  const found = (body: object) => served.stranger('POST', `${api}/setup/found`, { body })

  test('a forged link, a common password, no name: refused, and there is still nobody', async () => {
    assert.equal((await found({ ...who, token: 'x'.repeat(43) })).json.code, 'LINK_INVALID')
    assert.ok((await found({ ...who, token, password: 'salasana' })).status >= 400)
    assert.ok((await found({ ...who, token, name: '' })).status >= 400)
    assert.ok(await foundingUrl(house))
  })

  test('of two who open the link at once one founds and may do everything; then the link is worth nothing', async () => {
    const both = await Promise.all([found({ ...who, token }), found({ ...who, email: 'toinen@alku.example', token })])
    assert.equal(both.filter((one) => one.status === 201).length, 1)
    assert.equal(both.find((one) => one.status !== 201)!.json.code, 'LINK_INVALID')
    assert.equal(await foundingUrl(house), null)
    assert.equal((await found({ ...who, email: 'kolmas@alku.example', token })).json.code, 'LINK_INVALID')
    const { rows } = await (await served.bed.owner()).query('select level from auth.grants')
    assert.deepEqual(rows, [{ level: 'owner_operator' }])
  })
})

describe('the first ten minutes', () => {
  let served: Served
  let owner: Visitor
  let seller: Visitor
  before(async () => {
    served = await openServed()
    ;[owner, seller] = await Promise.all([served.enter('owner_operator'), served.enter('seller')])
  })
  after(() => served?.close())

  const stepOf = async (id: string) =>
    (await owner('GET', `${api}/setup`)).json.steps.find((one: { id: string }) => one.id === id)
  const facts = {
    name: 'Oma Yritys Oy',
    business_id: '0112038-9',
    street: 'Kotikatu 2',
    postcode: '33100',
    town: 'Tampere',
    mailbox: 'tietosuoja@oma.example',
    contact: 'Olli Oma',
    headcount: 12,
    year_end: '12-31',
    languages: ['fi'],
  }

  test('a seller founds nothing; a wrong Business ID, an impossible day, a reason of a word: refused, nothing kept', async () => {
    assert.equal((await seller('POST', `${api}/setup/company`, { body: facts })).status, 403)
    assert.equal((await seller('POST', `${api}/setup/adopt`, { body: { reason: 'Sopii meille hyvin' } })).status, 403)
    const change = (body: object) =>
      owner('POST', `${api}/setup/company?purpose=rights`, { body: { ...facts, ...body } })
    assert.equal((await change({ business_id: '1234567-8' })).json.code, 'BUSINESS_ID_INVALID')
    assert.ok((await change({ year_end: '13-40' })).status >= 400)
    assert.ok((await owner('POST', `${api}/setup/adopt?purpose=rights`, { body: { reason: 'ok' } })).status >= 400)
    const { rows } = await (await served.bed.owner()).query(
      "select count(*)::int as n from register.settings where name in ('company_facts', 'retention_adopted')",
    )
    assert.equal(rows[0].n, 0)
  })

  test('the company is who it says, in the notice too; the periods are adopted by name', async () => {
    assert.equal((await owner('POST', `${api}/setup/company?purpose=rights`, { body: facts })).status, 200)
    const step = await stepOf('company')
    assert.deepEqual([step.done, step.detail.name, step.detail.facts.headcount], [true, 'Oma Yritys Oy', 12])
    assert.equal((await stepOf('retention')).done, false)
    const reason = 'Ajat vastaavat sopimuksiamme ja takuuaikoja'
    assert.equal((await owner('POST', `${api}/setup/adopt?purpose=rights`, { body: { reason } })).status, 200)
    const adopted = await stepOf('retention')
    assert.deepEqual([adopted.done, adopted.detail.reason], [true, reason])
    assert.ok(adopted.detail.by_name)
  })

  test('without a relay no mail is tried, and it says how to set one', async () => {
    const { json } = await owner('POST', `${api}/setup/mail`, { body: {} })
    assert.equal(json.code, 'MAIL_NOT_SET')
    assert.equal((await stepOf('mail')).done, false)
  })

  test('one leaves as a customer does, and marketing reaches one fewer', async () => {
    const { json, status, text } = await owner('POST', `${api}/setup/leave?purpose=relationship`, { body: {} })
    assert.equal(status, 200, text)
    const count = async () => (await owner('GET', `${api}/setup/reachable?purpose=relationship`)).json.count
    assert.equal(await count(), json.count)
    const path = new URL(json.link).pathname
    const left = await served.stranger('POST', path, {
      raw: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    assert.equal(left.status, 200)
    assert.equal(await count(), json.count - 1)
    assert.equal((await stepOf('leaving')).done, true)
  })
})

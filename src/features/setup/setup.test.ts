import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type House, openHouse } from '#kernel/database.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { NOKIA, openOffice } from '../trade/trade.cast.ts'
import { foundingActions, foundingUrl } from './founding.ts'

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

  test('in two processes at once one founds; a founding that fails stands in nobody’s way', async () => {
    const owner = await served.bed.owner()
    await owner.query(`truncate auth.users cascade`)
    await owner.query(`delete from register.settings where name = 'founded'`)
    // Houses of their own share nothing but the database.
    const others = [openHouse(served.bed.connection), openHouse(served.bed.connection)]
    const run = (at: House, more: object) =>
      foundingActions[0]!.run({ house: at } as any, { ...who, language: 'fi', token, ...more } as any)
    try {
      await assert.rejects(run(others[0]!, { name: 'x'.repeat(100_000) }))
      const both = await Promise.allSettled(others.map((at, i) => run(at, { email: `aino${i}@alku.example` })))
      assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1)
      const { rows } = await owner.query('select count(*)::int as n from auth.users')
      assert.equal(rows[0].n, 1)
    } finally {
      await Promise.all(others.map((at) => at.close()))
    }
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
      "select count(*)::int as n from register.settings where name in ('company_facts', 'retention_adopted') and by <> 'demo'",
    )
    assert.equal(rows[0].n, 0)
  })

  test('the Business ID fills the form from the trade register; unknown, switched off and out of reach are said', async () => {
    const office = await openOffice()
    try {
      const look = async (id: string) =>
        (await owner('GET', `${api}/setup/lookup?purpose=rights&business_id=${id}`)).json
      assert.equal((await seller('GET', `${api}/setup/lookup?business_id=${NOKIA}`)).status, 403)
      assert.equal((await look('1234567-8')).code, 'BUSINESS_ID_INVALID')
      office.failing.push(400)
      assert.deepEqual(await look(NOKIA), { state: 'silent', facts: null })
      const { state, facts } = await look('01120389')
      assert.equal(state, 'found')
      assert.match(facts.name, /^Nokia/i)
      assert.ok(facts.street && facts.postcode && facts.town, JSON.stringify(facts))
      assert.deepEqual(await look('1234567-1'), { state: 'none', facts: null })
      assert.deepEqual(office.asked.at(-1), 'businessId=1234567-1')
    } finally {
      await office.close()
    }
  })

  test('the company is who it says, in the notice too; the periods are adopted by name', async () => {
    assert.equal((await owner('POST', `${api}/setup/company?purpose=rights`, { body: facts })).status, 200)
    const step = await stepOf('company')
    assert.deepEqual([step.done, step.detail.name, step.detail.facts.headcount], [true, 'Oma Yritys Oy', 12])
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
    const made = await stepOf('leaving')
    assert.deepEqual([made.done, made.detail.before, made.detail.after], [false, json.count, undefined])
    const path = new URL(json.link).pathname
    const left = await served.stranger('POST', path, {
      raw: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    assert.equal(left.status, 200)
    assert.equal(await count(), json.count - 1)
    const used = await stepOf('leaving')
    assert.deepEqual([used.done, used.detail.before, used.detail.after], [true, json.count, json.count - 1])
  })
})

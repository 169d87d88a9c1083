import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'

let served: Served
let owner: pg.Client
let clerk: Visitor
let seller: Visitor
let company: string
before(async () => {
  served = await openServed()
  owner = await served.bed.owner()
  ;[clerk, seller] = await Promise.all([served.enter('contracts'), served.enter('seller')])
  company = await companyOf('Sopimustesti Oy')
})
after(() => served?.close())

const api = '/api/v1'
const companyOf = async (name: string, more: object = {}) =>
  (await ask(clerk, 'POST', '/companies?purpose=contract', { name, roles: ['customer'], ...more })).json.id as string
async function ask(who: Visitor, method: string, path: string, body?: object, version?: number) {
  const headers: Record<string, string> = version ? { 'if-match': `"${version}"` } : {}
  return who(method, api + path, { ...(body && { body }), headers })
}
const refusal = async (method: string, path: string, body?: object, version?: number, who = clerk) => {
  const { status, json } = await ask(who, method, path, body, version)
  return [status, json?.code, json?.field]
}
const draft = async (more: object = {}) => {
  const made = await ask(clerk, 'POST', '/contracts?purpose=contract', {
    name: 'Huoltosopimus',
    company_id: company,
    start_on: '2026-01-01',
    end_on: '2026-12-31',
    notice_months: 3,
    value: '12000.00',
    ...more,
  })
  assert.equal(made.status, 201, made.text)
  return made.json
}
const change = (one: any, values: object) =>
  ask(clerk, 'PATCH', `/contracts/${one.id}?purpose=contract`, values, one.version)
const inForce = async (more: object = {}) => (await change(await draft(more), { state: 'active' })).json
const count = async (text: string, values: unknown[] = []) => Number((await owner.query(text, values)).rows[0].count)
const personOf = async (more: object = {}) => {
  const made = await ask(clerk, 'POST', '/people?purpose=contract', {
    given_name: 'Salla',
    family_name: `Sopija${Math.random().toString(36).slice(2, 8)}`,
    source: 'person',
    position: 'customer',
    ...more,
  })
  assert.equal(made.status, 201, made.text)
  return made.json.id as string
}
const involve = (contract: string, person: string, role: string, more: object = {}) =>
  ask(clerk, 'POST', '/involvements?purpose=contract', { contract_id: contract, person_id: person, role, ...more })

/** Somebody who trades in their own name and is a customer. */
async function traderOf(): Promise<{ id: string; person_id: string }> {
  const { rows } = await owner.query(
    `select id, person_id from data.companies where person_id is not null and not 'customer' = any (roles) limit 1`,
  )
  await owner.query(
    `insert into data.grounds (person_id, slot, kind, effect, purposes, actor)
     values ($1, 'position:customer', 'interest', 'allow', data.mask_of_positions('{customer}'), 'test')`,
    [rows[0].person_id],
  )
  return rows[0]
}

describe('what a contract may not be', () => {
  test('impossible values, unknown parties, another’s level: refused, and nothing is kept', async () => {
    const before = await count('select count(*) from data.contracts')
    const name = 'Ei synny'
    for (const [body, status, code, field] of [
      [{ value: '10.005' }, 422, 'VALUE_NOT_ALLOWED', 'value'],
      [{ currency: 'XYZ' }, 422, 'VALUE_NOT_ALLOWED', 'currency'],
      [{ kind: 'friend' }, 422, 'VALUE_NOT_ALLOWED', 'kind'],
      [{ start_on: '2026-02-01', end_on: '2026-01-31' }, 422, 'DATES_CROSSED', 'end_on'],
      [{ company_id: crypto.randomUUID() }, 404, 'COMPANY_NOT_FOUND', 'company_id'],
      [{ contact_id: crypto.randomUUID() }, 404, 'PERSON_NOT_FOUND', 'contact_id'],
      [{ quote_id: crypto.randomUUID() }, 422, 'REFERENCE_UNKNOWN', 'quote_id'],
      [{ renewal: 'automatic', end_on: '2026-12-31' }, 422, 'VALUE_MISSING', 'renewal_months'],
      [{ notice_months: -1 }, 422, 'VALUE_NOT_ALLOWED', undefined],
      [
        { state: 'active', owner_id: null, company_id: company, start_on: '2026-01-01' },
        422,
        'CONTRACT_OWNER_MISSING',
        'owner_id',
      ],
    ] as const)
      assert.deepEqual(
        await refusal('POST', '/contracts?purpose=contract', { name, ...body }),
        [status, code, field],
        JSON.stringify(body),
      )
    assert.equal((await refusal('POST', '/contracts', { name }, undefined, seller))[0], 403)
    assert.equal(await count('select count(*) from data.contracts'), before)
  })

  test('from a quote that was not accepted, or a deal that was not won: that one is not even seen', async () => {
    const { rows } = await owner.query(
      `insert into data.quotes (number, name, company_id, state) values ('T-testi-1', 'Tarjous', $1, 'sent') returning id`,
      [company],
    )
    const quote_id = rows[0].id
    assert.deepEqual(await refusal('POST', '/contracts?purpose=contract', { quote_id }), [
      409,
      'QUOTE_NOT_ACCEPTED',
      'quote_id',
    ])
    assert.deepEqual(await refusal('POST', '/orders?purpose=contract', { quote_id }), [
      409,
      'QUOTE_NOT_ACCEPTED',
      'quote_id',
    ])
    const lead = await served.enter('sales_lead')
    const pipeline = await ask(lead, 'POST', '/pipelines', { name: 'Sopimusputki' })
    const deal = await ask(seller, 'POST', '/deals?purpose=sales', {
      name: 'Avoin kauppa',
      company_id: company,
      pipeline_id: pipeline.json.id,
    })
    assert.deepEqual(await refusal('POST', '/contracts?purpose=contract', { deal_id: deal.json.id }), [
      422,
      'REFERENCE_UNKNOWN',
      'deal_id',
    ])
  })

  test('its states follow one another, and what has ended does not come back', async () => {
    const one = await draft()
    assert.deepEqual((await change(one, { state: 'notice' })).json.code, 'CONTRACT_STATE')
    const active = (await change(one, { state: 'active' })).json
    assert.equal(active.state, 'active')
    assert.equal((await change(active, { state: 'draft' })).json.code, 'CONTRACT_STATE')
    assert.equal((await change(active, { owner_id: null })).json.code, 'CONTRACT_OWNER_MISSING')
    const ended = (await change(active, { state: 'ended' })).json
    assert.equal(ended.state, 'ended')
    assert.equal((await change(ended, { state: 'active' })).json.code, 'CONTRACT_STATE')
    assert.deepEqual(await refusal('POST', `/contracts/${ended.id}/renew?purpose=contract`, {}), [
      409,
      'CONTRACT_NOT_RENEWABLE',
      'state',
    ])
  })
})

describe('who is named', () => {
  test('the contract is no basis for a mere representative; a trader in their own name is the party', async () => {
    const one = await inForce()
    const who = await personOf()
    const answer = await involve(one.id, who, 'party')
    assert.deepEqual([answer.status, answer.json.code, answer.json.field], [422, 'BASIS_NOT_PARTY', 'role'])
    // nor by the back door: a signatory who is made the party afterwards
    const signatory = (await involve(one.id, who, 'signatory', { authority: 'nimenkirjoitusoikeus' })).json
    assert.deepEqual(
      await refusal('PATCH', `/involvements/${signatory.id}?purpose=contract`, { role: 'party' }, signatory.version),
      [422, 'BASIS_NOT_PARTY', 'role'],
    )
    const trader = await traderOf()
    // the party is the trader whose contract it is, and not a trader who happens to be there
    assert.equal((await involve(one.id, trader.person_id, 'party')).json.code, 'BASIS_NOT_PARTY')
  })

  test('a party’s own ground begins when the contract is in force, and ends with it', async () => {
    const { id, person_id } = await traderOf()
    const one = await draft({ company_id: id })
    const ground = async () =>
      (await owner.query(`select (data.last_word($1, 'contract:' || $2)).effect`, [person_id, one.id])).rows[0].effect
    const made = await involve(one.id, person_id, 'party')
    assert.equal(made.status, 201, made.text)
    assert.equal(await ground(), null)
    const active = (await change(one, { state: 'active' })).json
    assert.equal(await ground(), 'allow')
    assert.equal((await change(active, { state: 'ended' })).status, 200)
    assert.equal(await ground(), 'end')
  })

  test('whom somebody else named is to be told within a month; whom we asked ourselves is not told twice', async () => {
    const one = await inForce()
    const due = async (id: string) =>
      (await owner.query('select inform_by from data.people where id = $1', [id])).rows[0].inform_by
    const named = await personOf({ source: 'company' })
    const asked = await personOf({ source: 'person' })
    assert.equal(await due(named), null)
    await involve(one.id, named, 'billing')
    await involve(one.id, asked, 'billing')
    assert.ok((await due(named)) > new Date(Date.now() + 27 * 86_400_000))
    assert.equal(await due(asked), null)
    const contact = await personOf({ source: 'register', source_name: 'Kaupparekisteri' })
    await draft({ contact_id: contact })
    assert.ok(await due(contact))
  })

  test('somebody whom the purpose does not see can be named by nobody', async () => {
    const one = await inForce()
    const { rows } = await owner.query(
      `select id from data.people where permitted & data.bit_of_login('purpose_contract') = 0 limit 1`,
    )
    assert.equal((await involve(one.id, rows[0].id, 'contact')).json.code, 'PERSON_NOT_FOUND')
    assert.equal((await involve(crypto.randomUUID(), await personOf(), 'contact')).json.code, 'REFERENCE_UNKNOWN')
  })
})

describe('notice and renewal', () => {
  test('notice is reckoned from its period, is taken back, and has its reason', async () => {
    const one = await inForce({ end_on: '2030-12-31' })
    const path = `/contracts/${one.id}`
    assert.equal((await refusal('POST', `${path}/terminate?purpose=contract`, {}))[1], 'INPUT_INVALID')
    const given = (
      await ask(clerk, 'POST', `${path}/terminate?purpose=contract`, {
        why: 'Toimintaa lopetetaan',
        noticed_on: '2026-11-30',
      })
    ).json
    assert.deepEqual([given.state, given.end_on, given.ended_why], ['notice', '2027-02-28', 'Toimintaa lopetetaan'])
    const kept = (await ask(clerk, 'POST', `${path}/keep?purpose=contract`, { end_on: '2030-12-31' })).json
    assert.deepEqual([kept.state, kept.end_on, kept.ended_why], ['active', '2030-12-31', null])
  })

  test('notice never moves the end further than the contract went anyway', async () => {
    const one = await inForce({ end_on: '2027-01-15', notice_months: 6 })
    const given = (
      await ask(clerk, 'POST', `/contracts/${one.id}/terminate?purpose=contract`, {
        why: 'Kilpailutus',
        noticed_on: '2026-11-01',
      })
    ).json
    assert.equal(given.end_on, '2027-01-15')
  })

  test('renewed in one action, and stands among the renewals until then', async () => {
    const soon = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10)
    const one = await inForce({ name: 'Pian päättyvä', end_on: soon, renewal: 'negotiated', renewal_months: 12 })
    const list = async () => (await ask(seller, 'GET', '/contracts/renewals?purpose=relationship&months=3')).json
    const mine = (await list()).items.find((item: any) => item.id === one.id)
    assert.deepEqual([mine.company, mine.value, mine.end_on], ['Sopimustesti Oy', '12000.00', soon])
    assert.ok(mine.decide_by < soon)
    const renewed = (await ask(clerk, 'POST', `/contracts/${one.id}/renew?purpose=contract`, {})).json
    assert.equal(renewed.end_on.slice(0, 4), String(Number(soon.slice(0, 4)) + 1))
    assert.ok(!(await list()).items.some((item: any) => item.id === one.id))
  })
})

describe('what is still needed stays, and the refusal says by which', () => {
  test('company, contract, product and the record of who signed', async () => {
    const firm = await companyOf('Tarvittu Oy')
    const one = await inForce({ company_id: firm, name: 'Tarvittu sopimus' })
    const who = await personOf()
    await involve(one.id, who, 'signatory')
    const needed = async (method: string, path: string) => {
      const { status, json } = await ask(clerk, method, path)
      return [status, json?.code, json?.data?.what]
    }
    const name = `${one.number} Tarvittu sopimus`
    assert.deepEqual(await needed('DELETE', `/companies/${firm}?purpose=contract`), [409, 'CONTRACT_NEEDS_IT', name])
    assert.deepEqual(await needed('DELETE', `/people/${who}?purpose=contract`), [409, 'CONTRACT_NEEDS_IT', name])
    const { rows } = await owner.query(
      `insert into data.products (name, kind) values ('Etävalvonta', 'service') returning id`,
    )
    const service = await ask(clerk, 'POST', '/services?purpose=contract', {
      name: 'Etävalvonta, Turku',
      contract_id: one.id,
      product_id: rows[0].id,
    })
    assert.equal(service.status, 201, service.text)
    assert.equal(service.json.company_id, firm)
    assert.deepEqual(await needed('DELETE', `/contracts/${one.id}?purpose=contract`), [
      409,
      'CONTRACT_NEEDS_IT',
      'Etävalvonta, Turku',
    ])
    await assert.rejects(
      owner.query('update data.products set removed_at = now() where id = $1', [rows[0].id]),
      /CONTRACT_NEEDS_IT/,
    )
    // over, all of it may go; and with the contract what ran under it
    const ended = await change(one, { state: 'ended' })
    assert.equal(ended.status, 200, ended.text)
    const after = await ask(clerk, 'GET', `/services/${service.json.id}?purpose=contract`)
    assert.equal(after.json.state, 'ended')
    for (const path of [`/contracts/${one.id}`, `/people/${who}`, `/companies/${firm}`])
      assert.equal((await ask(clerk, 'DELETE', `${path}?purpose=contract`)).status, 200, path)
  })
})

describe('kinds', () => {
  test('suppliers have their own workspace: customers’ contracts are not in it, nor theirs among customers’', async () => {
    const buyer = await served.enter('purchasing')
    const theirs = await ask(buyer, 'POST', '/contracts?purpose=suppliers', { name: 'Alihankinta', kind: 'supplier' })
    assert.equal(theirs.status, 201, theirs.text)
    const ours = await inForce()
    assert.equal((await ask(buyer, 'GET', `/contracts/${ours.id}?purpose=suppliers`)).status, 404)
    assert.equal((await ask(seller, 'GET', `/contracts/${theirs.json.id}?purpose=relationship`)).status, 404)
    assert.equal(
      (await ask(buyer, 'POST', '/contracts?purpose=suppliers', { name: 'Asiakkaan', kind: 'customer' })).status,
      404,
    )
  })
})

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import { config } from '#kernel/config.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { readCompanies } from './said.ts'
import { NOKIA, type Office, openOffice, registered } from './trade.cast.ts'
import { jobs, refresh } from './trade.jobs.ts'

let served: Served
let owner: pg.Client
let seller: Visitor
let administrator: Visitor
let office: Office
let house: House
before(async () => {
  office = await openOffice()
  served = await openServed()
  house = openHouse(served.bed.connection)
  await house.renew()
  owner = await served.bed.owner()
  ;[seller, administrator] = await Promise.all([served.enter('seller'), served.enter('administrator')])
  // The demo company has numbers of its own, which nobody asks about here.
  await owner.query(`update data.companies set business_id = null where person_id is null`)
})
after(async () => {
  await house?.close()
  await served?.close()
  await office?.close()
})

const api = '/api/v1'
const q = '?purpose=relationship'
const make = async (body: object) =>
  (await seller('POST', `${api}/companies${q}`, { body: { roles: ['customer'], ...body } })).json
const fetchOne = (id: string, who = seller) => who('POST', `${api}/trade/${id}/fetch${q}`, { body: {} })
const take = (id: string, fields: string[]) => seller('POST', `${api}/trade/${id}/take${q}`, { body: { fields } })
const count = async (what: string) => Number((await owner.query(`select count(*) from data.${what}`)).rows[0].count)
const IDS = ['1234567-1', '7654321-2', '2345678-0']

describe('reading the register', () => {
  test('refused: what is not its answer; passed over: what is no company', () => {
    for (const bad of ['', '<html>', '[]', '{"companies":7}', 'null'])
      assert.throws(() => readCompanies(bad), /TRADE_NOT_READ/)
    const odd = { companies: [null, {}, { businessId: { value: '1234567-9' }, names: [{ name: 'X', type: '1' }] }] }
    assert.deepEqual(readCompanies(JSON.stringify(odd)), [])
  })

  test('the situation is read from what has not ended, and a ceased company is ceased whatever else', () => {
    const of = (more: object) =>
      readCompanies(JSON.stringify({ companies: [registered('0112038-9', 'A', more as any)] }))[0]!.situation
    assert.equal(of({}), 'none')
    assert.equal(of({ companySituations: [{ type: 'KONK', endDate: '2020-01-01' }] }), 'none')
    assert.equal(of({ companySituations: [{ type: 'SELTILA' }] }), 'liquidation')
    assert.equal(of({ companySituations: [{ type: 'SELTILA' }, { type: 'SANE' }] }), 'restructuring')
    assert.equal(of({ companySituations: [{ type: 'SANE' }, { type: 'KONK' }] }), 'bankruptcy')
    assert.equal(of({ companySituations: [{ type: 'KONK' }], endDate: '2026-01-01' }), 'ceased')
    assert.equal(of({ tradeRegisterStatus: '4' }), 'ceased')
  })
})

describe('asking', () => {
  test('the demo company’s made-up Business IDs are asked about by nobody at night', async () => {
    const before = office.asked.length
    const demo = config.demo
    config.demo = true
    try {
      assert.deepEqual(await jobs[0]!.run(house), { off: true, demo: true })
    } finally {
      config.demo = demo
    }
    assert.equal(office.asked.length, before)
  })

  test('refused: switched off, and nothing leaves; switching needs the right', async () => {
    const before = office.asked.length
    assert.equal((await seller('POST', `${api}/trade/asking`, { body: { on: false } })).status, 403)
    const off = await administrator('POST', `${api}/trade/asking`, { body: { on: false } })
    assert.deepEqual([off.status, off.json], [200, { on: false }])
    const company = await make({ name: 'Pois Oy', business_id: NOKIA })
    assert.equal((await fetchOne(company.id)).json.code, 'TRADE_OFF')
    assert.deepEqual((await seller('GET', `${api}/trade/find${q}&q=Nokia`)).json, { on: false, items: [] })
    assert.deepEqual(await refresh(house), { off: true })
    assert.equal(office.asked.length, before)
    await administrator('POST', `${api}/trade/asking`, { body: { on: true } })
    await seller('DELETE', `${api}/companies/${company.id}${q}`, { headers: { 'if-match': '"1"' } })
  })

  test('two letters and half a number ask nothing; a name and a number ask that and no more, once', async () => {
    const before = office.asked.length
    for (const word of ['no', '0112', '01 12-0']) {
      assert.deepEqual((await seller('GET', `${api}/trade/find${q}&q=${word}`)).json.items, [])
    }
    assert.equal(office.asked.length, before)
    const found = await Promise.all([1, 2, 3].map(() => seller('GET', `${api}/trade/find${q}&q=nokia`)))
    assert.deepEqual(
      found.map(({ json }) => json.items.length),
      [1, 1, 1],
    )
    const one = found[0]!.json.items[0]
    assert.equal(one.name, 'Nokia Oyj')
    assert.deepEqual(one.said.visiting, {
      value: { street: 'Karakaari 7', postcode: '02610', city: 'Espoo' },
      since: '2019-07-01',
    })
    assert.deepEqual(one.said.postal.value, { street: 'PL 226', postcode: '00045', city: 'Nokia Group' })
    assert.deepEqual(
      [one.said.city.value, one.said.form.value.sv, one.said.line.value.code],
      ['Espoo', 'Publikt aktiebolag', '70100'],
    )
    assert.equal((await seller('GET', `${api}/trade/find${q}&q=FI01120389`)).json.items[0].business_id, NOKIA)
    assert.deepEqual(office.asked.slice(before), ['name=nokia', `businessId=${NOKIA}`])
  })

  test('too many requests are waited out once; a register that does not answer changes nothing', async () => {
    office.companies.set(IDS[0]!, registered(IDS[0]!, 'Sitkeä Oy'))
    const company = await make({ name: 'Sitkeä Oy', business_id: IDS[0] })
    office.failing.push(503, 429)
    const before = await count('trade_records')
    assert.equal((await fetchOne(company.id)).json.code, 'TRADE_UNREACHABLE')
    assert.equal(await count('trade_records'), before)
    office.failing.push(429)
    assert.equal((await fetchOne(company.id)).status, 200)
    assert.equal(await count('trade_records'), before + 1)
  })

  test('refused: a company without a number, one the register does not have, one that is not there', async () => {
    const [none, absent] = [await make({ name: 'Numeroton Oy' }), await make({ name: 'Outo Oy', business_id: IDS[1] })]
    assert.equal((await fetchOne(none.id)).json.code, 'TRADE_WITHOUT_ID')
    assert.equal((await fetchOne(absent.id)).json.code, 'TRADE_NOT_THERE')
    assert.equal((await fetchOne(crypto.randomUUID())).status, 404)
    assert.equal((await take(none.id, ['name'])).json.code, 'NOTHING_TO_CHANGE')
    assert.equal((await take(none.id, ['roles'])).json.code, 'INPUT_INVALID')
  })
})

describe('the register’s word and ours', () => {
  test('compared, taken over, put back; what agrees is verified', async () => {
    const company = await make({ name: 'Nokia Oyj', business_id: NOKIA, city: 'Helsinki' })
    const seen = (await fetchOne(company.id)).json
    const same = Object.fromEntries(seen.lines.map((line: any) => [line.field, line.same]))
    assert.deepEqual(same, { name: true, city: false, website: false, visiting: false, postal: false })
    assert.deepEqual(
      seen.facts.map(({ field }: any) => field),
      ['form', 'line', 'prepayment', 'vat', 'employer'],
    )
    const taken = (await take(company.id, ['city', 'visiting', 'postal'])).json
    assert.deepEqual([taken.was, taken.made.length], [{ city: 'Helsinki' }, 2])
    const now = (await seller('GET', `${api}/companies/${company.id}${q}&include=addresses`)).json
    assert.deepEqual([now.city, now.addresses.length], ['Espoo', 2])
    const verified = await owner.query(
      'select of from data.verifications where record_id = $1 and source = $2 order by of',
      [company.id, 'register'],
    )
    assert.deepEqual(
      verified.rows.map(({ of }) => of),
      ['companies.business_id', 'companies.city', 'companies.name'],
    )
    const again = (await seller('GET', `${api}/trade/${company.id}${q}`)).json
    assert.deepEqual(
      again.lines.filter((line: any) => !line.same).map(({ field }: any) => field),
      ['website'],
    )
    assert.equal((await take(company.id, ['city'])).json.code, 'NOTHING_TO_CHANGE')
    // Another number is another company's: its record says nothing about this one.
    const changed = await seller('PATCH', `${api}/companies/${company.id}${q}`, {
      body: { business_id: null },
      headers: { 'if-match': `"${now.version}"` },
    })
    assert.equal(changed.status, 200)
    assert.deepEqual((await seller('GET', `${api}/trade/${company.id}${q}`)).json.lines, [])
  })

  test('a sole trader’s record is as hidden as the trader', async () => {
    office.companies.set(IDS[2]!, registered(IDS[2]!, 'Tmi Paja'))
    const { id } = await make({ name: 'Tmi Paja', business_id: IDS[2] })
    assert.equal((await fetchOne(id)).status, 200)
    const { rows: people } = await owner.query('select id from data.people where permitted <> 0 order by id limit 1')
    await owner.query('update data.companies set person_id = $1 where id = $2', [people[0].id, id])
    const mask = async () =>
      (
        await owner.query(
          'select t.permitted = p.permitted & data.trade_records_bits() as copied, t.permitted <> -1 as masked from data.trade_records t join data.people p on p.id = t.person_id where t.company_id = $1',
          [id],
        )
      ).rows
    assert.deepEqual(await mask(), [{ copied: true, masked: true }])
    // Of one that is a trader's already the record is born so.
    await owner.query('delete from data.trade_records where company_id = $1', [id])
    await owner.query(`insert into data.trade_records (company_id, business_id) values ($1, $2)`, [id, IDS[2]])
    assert.deepEqual(await mask(), [{ copied: true, masked: true }])
    await owner.query('update data.companies set business_id = null where id = $1', [id])
  })
})

describe('every night', () => {
  test('what changed, is new or is gone is counted; bankruptcy and ceasing are told once', async () => {
    await owner.query(`update data.companies set business_id = null where business_id <> $1 and person_id is null`, [
      IDS[0],
    ])
    await owner.query(`update data.trade_records set fetched_at = now() - interval '2 days'`)
    const { rows: users } = await owner.query(
      `update auth.users set language = 'sv' where id = (select id from auth.users order by id limit 1) returning id::text`,
    )
    const whose = users[0].id
    office.companies.set(IDS[2]!, registered(IDS[2]!, 'Uusi Oy'))
    const fresh = await make({ name: 'Uusi Oy', business_id: IDS[2] })
    const gone = await make({ name: 'Poissa Oy', business_id: IDS[1] })
    await owner.query('update data.companies set owner_id = $1 where business_id = any($2)', [whose, [IDS[0], IDS[2]]])
    office.companies.set(
      IDS[0]!,
      registered(IDS[0]!, 'Sitkeä Oy', { companySituations: [{ type: 'KONK', registrationDate: '2026-11-01' }] }),
    )
    assert.deepEqual(await refresh(house), { changed: 1, unchanged: 0, new: 1, gone: 1, alerts: 1, left: 0 })
    const told = () =>
      owner.query(`select record_id from data.notifications where kind = 'register' and user_id = $1`, [whose])
    assert.equal((await told()).rows.length, 1)
    const { rows: tasks } = await owner.query(
      `select t.owner_id, t.priority, t.title, t.told->>'key' as told from data.tasks t where t.author_id = 'trade.refresh'`,
    )
    // in the language of whoever has it
    const title = 'Handelsregistret: företaget är i konkurs'
    assert.deepEqual(tasks, [{ owner_id: whose, priority: 'high', title, told: 'bankruptcy' }])
    // The next night: asked again, told no more.
    await owner.query(`update data.trade_records set fetched_at = now() - interval '2 days'`)
    assert.deepEqual(await refresh(house), { changed: 0, unchanged: 2, new: 0, gone: 1, alerts: 0, left: 0 })
    assert.equal((await told()).rows.length, 1)
    // A register that is silent is left alone.
    await owner.query(`update data.trade_records set fetched_at = now() - interval '2 days'`)
    office.failing.push(...Array.from({ length: 20 }, () => 503))
    assert.deepEqual(await refresh(house), { changed: 0, unchanged: 0, new: 0, gone: 0, alerts: 0, left: 3 })
    office.failing.length = 0
    assert.ok(fresh.id && gone.id)
  })
})

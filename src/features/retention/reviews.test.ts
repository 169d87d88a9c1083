import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import { type House, openHouse } from '#kernel/database.ts'
import { base } from '#register/index.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { endOverdue } from './run.ts'

// A rule that ends in a review asks a human about each record, and takes nothing by itself.

let served: Served
let house: House
let steward: Visitor
let seller: Visitor
let owner: pg.Client
let old: string
let kept: string
let young: string
before(async () => {
  served = await openServed()
  house = openHouse(served.bed.connection)
  await house.renew()
  owner = await served.bed.owner()
  steward = await served.enter('privacy_owner')
  seller = await served.enter('seller')
  await owner.query(
    `insert into register.settings (name, value, by, at) values ('retention_adopted', $1, 'test', clock_timestamp())`,
    [
      JSON.stringify({
        reason: 'kokeillaan',
        by_name: 'Testi',
        rules: Object.fromEntries(Object.entries(base.retention).map(([rule, { length }]) => [rule, length])),
      }),
    ],
  )
  old = await company('Vanha Suhde Oy', 60)
  kept = await company('Tarpeellinen Suhde Oy', 50)
  young = await company('Tuore Suhde Oy', 3)
})
after(async () => {
  await house?.close()
  await served?.close()
})

async function company(name: string, months: number): Promise<string> {
  const { rows } = await owner.query(
    `insert into data.companies (name, roles, source, created_at) values ($1, '{prospect}', 'company', now() - make_interval(months => $2)) returning id`,
    [name, months],
  )
  return rows[0].id
}
const there = async (id: string) => (await owner.query('select from data.companies where id = $1', [id])).rowCount === 1
const waiting = async () =>
  (await steward('GET', '/api/v1/retention/reviews')).json.items as { id: string; title: string }[]
const decide = (body: object) =>
  steward('POST', '/api/v1/retention/reviews/decide', { body: { noun: 'companies', rule: 'company', ...body } })

describe('refused', () => {
  test('a seller asks and decides nothing; a rule that ends by itself has no reviews; to keep needs a reason', async () => {
    const body = { noun: 'companies', rule: 'company', ids: [old], keep: false }
    assert.equal((await seller('GET', '/api/v1/retention/reviews')).status, 403)
    assert.equal((await seller('POST', '/api/v1/retention/reviews/decide', { body })).status, 403)
    const other = await decide({ rule: 'contact', ids: [old], keep: false })
    assert.deepEqual([other.status, other.json.code], [422, 'RETENTION_RULE_MISSING'])
    const bare = await decide({ ids: [old], keep: true })
    assert.deepEqual([bare.status, bare.json.code, bare.json.field], [422, 'VALUE_MISSING', 'reason'])
  })
  test('what nobody was asked about cannot be let go', async () => {
    assert.deepEqual((await decide({ ids: [old, young], keep: false })).json, { done: 0 })
    assert.equal(await there(old), true)
  })
})

describe('a record whose time is over', () => {
  test('whatever noun it is of: every rule that ends in a review can be asked about', async () => {
    for (const [rule, { end }] of Object.entries(base.retention)) if (end === 'review') await endOverdue(house, rule)
  })
  test('is put before a human by the nightly run, which takes nothing; the younger is not', async () => {
    const ended = (await endOverdue(house, 'company')).find((one) => one.noun === 'companies')!
    assert.equal(ended.taken, 0)
    const items = await waiting()
    assert.equal(ended.remaining, items.length)
    assert.deepEqual(
      [old, kept, young].map((id) => items.some((one) => one.id === id)),
      [true, true, false],
    )
    assert.equal(items.find((one) => one.id === old)!.title, 'Vanha Suhde Oy')
    assert.equal((await steward('GET', '/api/v1/retention/counts')).json.waiting, items.length)
  })
  test('kept with a reason, it is not asked about again before its day; then it is', async () => {
    const done = await decide({ ids: [kept], keep: true, reason: 'Neuvottelut jatkuvat ensi vuonna.' })
    assert.deepEqual(done.json, { done: 1 })
    await endOverdue(house, 'company')
    assert.equal(
      (await waiting()).some((one) => one.id === kept),
      false,
    )
    await owner.query('update register.reviews set kept_until = current_date where record_id = $1', [kept])
    await endOverdue(house, 'company')
    assert.equal(
      (await waiting()).some((one) => one.id === kept),
      true,
    )
  })
  test('let go, it is gone; and one with which something has begun again is asked about no more', async () => {
    assert.deepEqual((await decide({ ids: [old], keep: false })).json, { done: 1 })
    assert.equal(await there(old), false)
    await owner.query(
      `insert into data.contracts (company_id, name, state, start_on, owner_id) select $1, 'Uusi alku', 'active', current_date, u.id from auth.users u limit 1`,
      [kept],
    )
    assert.deepEqual((await decide({ ids: [kept], keep: false })).json, { done: 0 })
    assert.equal(await there(kept), true)
    await endOverdue(house, 'company')
    assert.equal(
      (await waiting()).some((one) => one.id === kept),
      false,
    )
  })
})

describe('whoever needs it for a claim', () => {
  /** A business of somebody's own, for which nothing has happened in so long. */
  async function business(name: string): Promise<{ id: string; person: string }> {
    const { rows: people } = await owner.query(
      `insert into data.people (given_name, family_name, source) values ('Tmi', $1, 'person') returning id`,
      [name],
    )
    const person = people[0].id as string
    await owner.query(
      `insert into data.grounds (person_id, slot, kind, effect, purposes, actor) values ($1, 'interest', 'interest', 'allow', data.mask_of_positions(array['customer']), 'test')`,
      [person],
    )
    const { rows } = await owner.query(
      `insert into data.companies (name, roles, source, person_id, created_at) values ($1, '{prospect}', 'company', $2, now() - interval '60 months') returning id, person_id as person`,
      [name, person],
    )
    return rows[0]
  }
  const says = (person: string, slot: string, kind: string, effect: string, proof = {}) =>
    owner.query(
      `insert into data.grounds (person_id, slot, kind, effect, purposes, actor, proof) values ($1, $2, $3, $4, 32768, 'test', $5)`,
      [person, slot, kind, effect, JSON.stringify(proof)],
    )
  const RESTRICTED = ['restriction', 'restriction', 'block'] as const
  const HELD = ['hold:Vahinko', 'hold', 'allow'] as const
  const LAW = { act: 'Vahingonkorvauslaki 412/1974', section: '2' }

  test('who was asked about before is spared when a human lets them go, until it ends; who was not is not asked about', async () => {
    const [restricted, claim, free] = [await business('Rajoitettu'), await business('Vaade'), await business('Vapaa')]
    await endOverdue(house, 'company')
    const asked = new Set((await waiting()).map(({ id }) => id))
    for (const { id } of [restricted, claim, free]) assert.ok(asked.has(id))
    await says(restricted.person, ...RESTRICTED)
    await says(claim.person, ...HELD, LAW)
    const ids = [restricted.id, claim.id, free.id]
    assert.deepEqual((await decide({ ids, keep: false })).json, { done: 1 })
    assert.deepEqual([await there(restricted.id), await there(claim.id), await there(free.id)], [true, true, false])
    await endOverdue(house, 'company')
    const again = (await waiting()).map(({ id }) => id)
    assert.ok(!again.includes(restricted.id) && !again.includes(claim.id))
    await says(restricted.person, 'restriction', 'restriction_ended', 'end')
    await says(claim.person, 'hold:Vahinko', 'hold_ended', 'end', LAW)
    await endOverdue(house, 'company')
    assert.deepEqual((await decide({ ids, keep: false })).json, { done: 2 })
    assert.deepEqual([await there(restricted.id), await there(claim.id)], [false, false])
  })
})

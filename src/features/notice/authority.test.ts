import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { type House, openHouse } from '#kernel/database.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { confirmedOf, isDue } from './authority.ts'

let served: Served
let house: House
let owner: pg.Client
let privacy: Visitor
before(async () => {
  served = await openServed()
  house = openHouse(served.bed.connection)
  await house.renew()
  owner = await served.bed.owner()
  privacy = await served.enter('privacy_owner')
})
after(async () => {
  await house?.close()
  await served?.close()
})
const waiting = async () => (await privacy('GET', '/api/v1/authority/counts')).json.waiting

test('only who keeps the register confirms it, and it holds for a year of this block and no other', async () => {
  const seller = await served.enter('seller')
  assert.equal((await seller('POST', '/api/v1/authority/confirm', { body: {} })).status, 403)
  await owner.query(`delete from register.settings where name = 'authority_checked'`)
  assert.deepEqual([await confirmedOf(house), await waiting()], [null, 1])
  const { status, json } = await privacy('POST', '/api/v1/authority/confirm', { body: {} })
  assert.equal(status, 200)
  assert.ok(Date.parse(json.until) > Date.now() + 364 * 86_400_000)
  assert.equal(await waiting(), 0)
  const confirmed = await confirmedOf(house)
  assert.ok(confirmed?.name)
  const soon = new Date(Date.parse(confirmed!.until) - 20 * 86_400_000)
  assert.deepEqual([isDue(confirmed), isDue(confirmed, soon)], [false, true])
  const controller = structuredClone(house.register.controller)
  const moved = { ...controller, authority: { ...controller.authority, phone: '029 000 0000' } }
  assert.equal(await confirmedOf({ jobs: house.jobs, register: { ...house.register, controller: moved } }), null)
})

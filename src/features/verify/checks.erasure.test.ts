import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { eraseNow } from '#features/erasure/erase.ts'
import { actions } from '#features/index.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'
import { erasuresHold, lawKept, nobodyLeftOver } from './checks.erasure.ts'
import type { Check, Scene } from './verdict.ts'
import { runVerify } from './verify.ts'

// Erasure, what a law keeps, and who is left over: each promise is kept by what is seen, and broken by what is planted.

let bed: Bed
let house: House
let owner: Awaited<ReturnType<Bed['owner']>>
before(async () => {
  bed = await openBed()
  house = openHouse(bed.connection)
  house.actions = actions
  await house.renew()
  owner = await bed.owner()
  // The demo company has erased two people, and keeps something of one: here nobody has been yet.
  await owner.query('delete from data.erasures')
})
after(async () => {
  await house?.close()
  await bed?.close()
})

const CHECKS: Record<string, Check> = { P54: lawKept, P57: nobodyLeftOver, P62: erasuresHold }
const line = (id: string) => CHECKS[id]!({ house, register: house.register } as Scene)
const one = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows[0]

test('P62: before somebody was erased it is rehearsed; then they are looked for, and found when they are back', async () => {
  const counted = `select (select count(*) from data.people) || ' ' || (select count(*) from data.erasures) as n`
  const before = await one(counted)
  assert.match((await line('P62')).evidence, /^nobody has been erased yet; an erasure was carried out and undone/)
  assert.deepEqual(await one(counted), before)
  await owner.query(
    `alter function data.take_rows(text, uuid[]) rename to set_aside; create function data.take_rows(text, uuid[]) returns int language sql volatile as $$ select 0 $$`,
  )
  const broken = await line('P62')
  assert.equal(broken.status, 'broken', broken.evidence)
  assert.match(broken.evidence, /An erasure leaves its person in \d+ kinds of record/)
  await owner.query(
    `drop function data.take_rows(text, uuid[]); alter function data.set_aside(text, uuid[]) rename to take_rows`,
  )
  const { id } = await one(`insert into data.people (family_name, source) values ('Lähtijä', 'person') returning id`)
  await eraseNow(house, id, 'retention')
  const kept = await line('P62')
  assert.equal(kept.status, 'kept', kept.evidence)
  await owner.query(`insert into data.people (id, family_name, source) values ($1, 'Palaaja', 'person')`, [id])
  assert.match((await line('P62')).evidence, /still held in people/)
  await owner.query('delete from data.people where id = $1', [id])
  await owner.query(`update register.receipts set detail = '{"waited_days": 40}' where kind = 'rewrite'`)
  await owner.query(`insert into register.receipts (kind, noun, detail) values ('rewrite', 'x', '{"waited_days": 40}')`)
  assert.match((await line('P62')).evidence, /waited 40 days/)
  await owner.query(`delete from register.receipts where noun = 'x'`)
  await owner.query(
    `insert into data.erasures (subject, reason, created_at) values ($1, 'removed', now() - interval '3 days')`,
    [id],
  )
  assert.equal((await line('P62')).status, 'broken')
  await owner.query(`delete from data.erasures where state = 'queued'`)
})

test('P54: what a law keeps has its act, its section and its day', async () => {
  assert.match((await line('P54')).evidence, /kept by a law now: 0 records.*LEGAL_HOLD_UNCITED/)
  const { id } = await one(
    `insert into data.erasures (subject, reason, state) values (data.new_id(), 'request', 'held') returning id`,
  )
  await owner.query(
    `insert into data.holds (erasure_id, noun, record_id, said, act, section, until) values ($1, 'orders', data.new_id(), '{}', '1336/1997', '2:10', current_date + 100)`,
    [id],
  )
  assert.equal((await line('P54')).status, 'kept')
  await owner.query(`update data.holds set section = ' '`)
  assert.match((await line('P54')).evidence, /without act and section/)
  await owner.query(`update data.holds set section = '2:10', until = current_date - 5`)
  assert.match((await line('P54')).evidence, /past its day/)
  await owner.query('delete from data.holds')
})

test('P57: whoever was deleted by hand is gone after the night', async () => {
  assert.equal((await line('P57')).status, 'open')
  await owner.query(
    `insert into register.runs (job, begun, ended, well, outcome) values ('erasure.nightly', now(), now(), true, '{}')`,
  )
  assert.equal((await line('P57')).status, 'kept')
  const { purposes, nouns } = house.register
  const asleep = Object.fromEntries(
    Object.entries(purposes).map(([id, one]) => [id, { ...one, asleep: id !== 'rights' }]),
  )
  const drowsy = await CHECKS.P57!({
    house,
    register: { ...house.register, purposes: asleep, nouns },
  } as unknown as Scene)
  assert.equal(drowsy.status, 'open')
  assert.match(drowsy.evidence, /purposes that all sleep now/)
  const { id } = await one(`insert into data.people (family_name, source) values ('Jäänyt', 'person') returning id`)
  await owner.query(
    `insert into data.grounds (person_id, slot, kind, effect, purposes, actor, at) values ($1, 'removal', 'removal', 'block', -8193, 'test', now() - interval '5 days')`,
    [id],
  )
  assert.equal((await line('P57')).status, 'broken')
})

test('each stands on the walk through the notice', async () => {
  const { promises } = await runVerify(house)
  for (const [id, check] of Object.entries(CHECKS))
    assert.match(promises.find((one) => one.id === id)!.evidence, new RegExp(`by ${check.name}`), id)
})

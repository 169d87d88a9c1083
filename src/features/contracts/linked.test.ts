import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { type House, openHouse } from '#kernel/database.ts'
import { purposes } from '#register/index.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'
import { jobs } from './contracts.jobs.ts'

// Whom no contract is about does not stay under the purpose of contracts: by the night, and back with the next one.

let bed: Bed
let house: House
let owner: pg.Client
before(async () => {
  bed = await openBed()
  house = openHouse(bed.connection)
  owner = await bed.owner()
  await owner.query(`select set_config('seloste.actor', 'test', false)`)
})
after(async () => {
  await house?.close()
  await bed?.close()
})

const run = () => jobs.find((one) => one.name === 'contracts.night')!.run(house)
const bit = (purpose: keyof typeof purposes) => 1n << BigInt(purposes[purpose].bit)
const has = async (person: string, purpose: keyof typeof purposes) => {
  const { rows } = await owner.query('select permitted from data.people where id = $1', [person])
  return (BigInt(rows[0].permitted) & bit(purpose)) !== 0n
}

/** Somebody of a customer since so many days. */
async function since(days: number): Promise<{ person: string; company: string }> {
  const { rows } = await owner.query(
    `with c as (insert into data.companies (name, roles) values ('Sopimaton Oy', '{customer}') returning id),
       p as (insert into data.people (permitted, given_name, family_name, source, informed_at, created_at)
         values (data.always_mask(), 'Saana', 'Sopimaton', 'person', now(), now() - make_interval(days => $1)) returning id)
     select c.id as company, p.id as person from c, p`,
    [days],
  )
  const { person, company } = rows[0]
  const made = await owner.query(
    `insert into data.employments (person_id, company_id, role) values ($1, $2, 'contact') returning id`,
    [person, company],
  )
  await owner.query(
    `insert into data.grounds (person_id, slot, kind, effect, purposes, actor, ref, at)
     values ($1, 'employment:' || $2::uuid, 'employment', 'allow', data.mask_of_positions('{customer}'), 'test', $2, now() - make_interval(days => $3))`,
    [person, made.rows[0].id, days],
  )
  return { person, company }
}
const agree = async (company: string, noun: 'contracts' | 'orders' | 'services') =>
  owner.query(
    noun === 'orders'
      ? `insert into data.orders (company_id, ordered_on) values ($1, current_date)`
      : `insert into data.${noun} (company_id, name, start_on) values ($1, 'Sovittu', current_date)`,
    [company],
  )

test('half a year without anything agreed: contracts close, the relationship stays, and a second night finds nothing', async () => {
  const [old, young, agreed] = [await since(200), await since(100), await since(200)]
  await agree(agreed.company, 'orders')
  assert.equal(await has(old.person, 'contract'), true)
  assert.equal((await run()).closed, 1)
  assert.deepEqual(
    [await has(old.person, 'contract'), await has(old.person, 'relationship'), await has(old.person, 'delivery')],
    [false, true, true],
  )
  assert.deepEqual([await has(young.person, 'contract'), await has(agreed.person, 'contract')], [true, true])
  assert.equal((await run()).closed, 0)
  const stale = await owner.query(`select * from data.stale_masks() where stale > 0`)
  assert.deepEqual(stale.rows, [])
})

test('the next contract, order or service opens it again, and an ended one closes it a year later', async () => {
  for (const noun of ['contracts', 'orders', 'services'] as const) {
    const { person, company } = await since(200)
    await run()
    assert.equal(await has(person, 'contract'), false)
    await agree(company, noun)
    assert.equal(await has(person, 'contract'), true, noun)
    assert.equal((await run()).closed, 0)
  }
  const { person, company } = await since(800)
  await owner.query(
    `insert into data.contracts (company_id, name, state, start_on, end_on) values ($1, 'Entinen', 'ended', current_date - 700, current_date - 300)`,
    [company],
  )
  assert.equal((await run()).closed, 0)
  await owner.query('update data.contracts set end_on = current_date - 400 where company_id = $1', [company])
  assert.equal((await run()).closed, 1)
  assert.equal(await has(person, 'contract'), false)
})

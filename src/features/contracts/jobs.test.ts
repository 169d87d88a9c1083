import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { createUser } from '#features/access/users.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'
import { jobs } from './contracts.jobs.ts'
import { addDays, addMonths } from './dates.ts'

let bed: Bed
let house: House
let owner: pg.Client
let seller: string
let company: string
before(async () => {
  bed = await openBed()
  house = openHouse(bed.connection)
  owner = await bed.owner()
  const grant = {
    name: 'Testi Myyjä',
    email: 'myyja@testi.example',
    language: 'fi',
    levels: ['seller'],
    scope: 'all',
    team: null,
  } as const
  seller = (await createUser(house, { ...grant, levels: ['seller'] }, 'test')).id
  company = (await owner.query('select id from data.companies where person_id is null limit 1')).rows[0].id
})
after(async () => {
  await house?.close()
  await bed?.close()
})

const day = new Date().toISOString().slice(0, 10)
async function contract(more: Record<string, unknown>): Promise<string> {
  const row = {
    name: 'Yösopimus',
    company_id: company,
    owner_id: seller,
    state: 'active',
    start_on: '2025-01-01',
    number: `Y-${Math.random()}`,
    ...more,
  }
  const names = Object.keys(row)
  const { rows } = await owner.query(
    `insert into data.contracts (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')}) returning id`,
    Object.values(row),
  )
  return rows[0].id
}
const run = () => jobs.find((one) => one.name === 'contracts.night')!.run(house)
const one = async (text: string, values: unknown[]) => (await owner.query(text, values)).rows[0]

test('the months of a term end with their month', () => {
  assert.equal(addMonths('2026-01-31', 1), '2026-02-28')
  assert.equal(addMonths('2026-02-28', 6), '2026-08-31')
  assert.equal(addMonths('2026-11-15', 14), '2028-01-15')
  assert.equal(addMonths('2026-03-31', -4), '2025-11-30')
  assert.equal(addMonths('2026-03-10', 0), '2026-03-10')
})

test('at night a contract goes on by itself or ends, and services begin and end; a second night finds nothing', async () => {
  const yesterday = addDays(day, -1)
  const goesOn = await contract({ end_on: yesterday, renewal: 'automatic', renewal_months: 12 })
  const noticed = await contract({
    end_on: yesterday,
    renewal: 'automatic',
    renewal_months: 12,
    state: 'notice',
    ended_why: 'Kilpailutus',
  })
  const over = await contract({ end_on: yesterday })
  const { rows } = await owner.query(
    `insert into data.services (name, company_id, contract_id, start_on, end_on) values ('Jatkuva', $1, $2, '2026-01-01', null) returning id`,
    [company, over],
  )
  await run()
  const state = (id: string) => one('select state, end_on::text as end_on from data.contracts where id = $1', [id])
  assert.deepEqual(await state(goesOn), { state: 'active', end_on: addMonths(yesterday, 12) })
  assert.deepEqual(await state(noticed), { state: 'ended', end_on: yesterday })
  assert.deepEqual(await state(over), { state: 'ended', end_on: yesterday })
  assert.equal((await one('select state from data.services where id = $1', [rows[0].id])).state, 'ended')
  const said = await one(
    `select title, told, purpose from data.tasks where contract_id = $1 and origin like 'renewed:%'`,
    [goesOn],
  )
  assert.match(said.title, /jatkui automaattisesti|förnyades|renewed/)
  assert.equal(said.purpose, 'relationship')
  assert.deepEqual([said.told.key, said.told.day], ['renewed', addMonths(yesterday, 12)])
  const again = await run()
  assert.deepEqual([again.ended, again.renewed, again.refused], [0, 0, 0])
})

test('ninety and thirty days ahead whoever answers for it gets a task and a line in the inbox, once each', async () => {
  const soon = await contract({ end_on: addDays(day, 20) })
  const later = await contract({ end_on: addDays(day, 80), kind: 'supplier' })
  const far = await contract({ end_on: addDays(day, 120) })
  const tasks = async (id: string) =>
    (await owner.query('select origin, owner_id, purpose from data.tasks where contract_id = $1', [id])).rows
  await run()
  await run()
  const [mine, ...more] = await tasks(soon)
  assert.deepEqual(
    [mine.owner_id, mine.purpose, mine.origin.split(':')[0], more.length],
    [seller, 'relationship', 'ends_soon', 0],
  )
  assert.deepEqual(
    (await tasks(later)).map((each) => [each.purpose, each.origin.split(':')[0]]),
    [['suppliers', 'ends']],
  )
  assert.deepEqual(await tasks(far), [])
  const { n } = await one(
    `select count(*)::int as n from data.notifications where kind = 'ending' and record_id = $1 and user_id = $2`,
    [soon, seller],
  )
  assert.equal(n, 1)
})

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { type House, openHouse } from '#kernel/database.ts'
import { openServed, type Served } from '../../../tests/served.ts'
import { soldBy } from './sold.ts'

// One of ours has the rights of anybody: the report tells what they have sold, and no customer by name.

let served: Served
let house: House
let owner: pg.Client
before(async () => {
  served = await openServed()
  house = openHouse(served.bed.connection)
  await house.renew()
  owner = await served.bed.owner()
})
after(async () => {
  await house?.close()
  await served?.close()
})

const person = '019a0000-0002-7000-8000-000000000021'

test('a stranger’s address tells nothing; a seller’s tells every contract, deal, quote and order of theirs', async () => {
  const { email } = served.server.signIns.find(({ level }) => level === 'seller')!
  const db = house.under('rights') as any
  assert.deepEqual(await soldBy(house, db, ['kukaan@muualla.example'], 'fi'), [])
  const { rows } = await owner.query('select id::text as id from auth.users where lower(email) = lower($1)', [email])
  const told = await soldBy(house, db, [email.toUpperCase()], 'fi')
  for (const noun of ['contracts', 'deals', 'quotes', 'orders']) {
    const { n } = (
      await owner.query(`select count(*)::int as n from data.${noun} where owner_id = $1 and removed_at is null`, [
        rows[0].id,
      ])
    ).rows[0]
    assert.ok(n > 0, `the demo's seller has ${noun}`)
    assert.equal(told.filter((one) => one.noun === noun).length, n, noun)
  }
  assert.ok(told.every(({ facts }) => facts.length > 0))
  const { rows: names } = await owner.query('select distinct family_name from data.people')
  const text = JSON.stringify(told)
  assert.deepEqual(
    names.filter(({ family_name }) => text.includes(family_name)),
    [],
  )
})

test('it is in the report itself, made for whoever has the address', async () => {
  const { email } = served.server.signIns.find(({ level }) => level === 'seller')!
  const privacy = await served.enter('privacy_owner')
  await owner.query(
    `insert into data.emails (person_id, permitted, address, kind, main)
     select id, permitted & data.emails_bits(), $2, 'private', false from data.people where id = $1`,
    [person, email.toLowerCase()],
  )
  const asked = await privacy('POST', '/api/v1/requests', {
    body: { kinds: ['access'], channel: 'phone', person, words: 'Mitä minusta on?' },
  })
  const { json } = await privacy('GET', `/api/v1/requests/${asked.json.id}/report`)
  const stores = json.stores.find(({ id }: { id: string }) => id === 'accounts')
  assert.ok(stores.count > 3, JSON.stringify(stores))
})

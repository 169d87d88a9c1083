import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actions } from '#features/index.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'
import { looksOf } from './looked.ts'

// What a person is told of the use of their data: whether it was looked at or changed.

let bed: Bed
let house: House
before(async () => {
  bed = await openBed()
  house = openHouse(bed.connection)
  house.actions = actions
  await house.renew()
})
after(async () => {
  await house?.close()
  await bed?.close()
})

test('what only reads is told as looked at, whatever it is called; what writes, takes out or sends, as that', async () => {
  const owner = await bed.owner()
  const told = async (action: string) => {
    const person = crypto.randomUUID()
    await owner.query(
      `insert into ledger.entries (id, actor, purpose, action, noun, ids, fields, outcome, detail, salt)
       values (data.new_id(), 'system', 'sales', $2, 'people', array[$1::uuid], '{}', 'done', '{}', ext.gen_random_bytes(16))`,
      [person, action],
    )
    return (await looksOf(house, person, 'fi'))[0]!.action
  }
  for (const action of ['people.get', 'deals.board', 'people.grounds'])
    assert.equal(await told(action), 'katsottu', action)
  assert.equal(await told('people.update'), 'muutettu tai kirjattu')
  assert.equal(await told('people.export'), 'otettu tiedostoon')
  assert.equal(await told('letters.send'), 'lähetetty')
})

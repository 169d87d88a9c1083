import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type House, openHouse } from '#kernel/database.ts'
import { openServed, type Served } from '../../../tests/served.ts'
import { runVerify } from './verify.ts'

// Where one person alone may approve, no second pair of eyes is claimed.

let served: Served
let house: House
before(async () => {
  served = await openServed()
  house = openHouse(served.bed.connection)
  await house.renew()
})
after(async () => {
  await house?.close()
  await served?.close()
})

const refusals = async () => (await runVerify(house)).promises.find(({ id }) => id === 'P72')!

test('several who may approve: tried, and kept; one alone: it rests on people, and says so', async () => {
  assert.equal((await refusals()).status, 'kept')
  await (await served.bed.owner()).query(
    `update auth.users u set left_at = now(), left_by = 'test' where exists
      (select from auth.grants g where g.user_id = u.id and g.level in ('management', 'owner_operator'))`,
  )
  const alone = await refusals()
  assert.equal(alone.status, 'organisational')
  assert.match(alone.evidence, /single approver/i)
})

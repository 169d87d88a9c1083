import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sweep } from '#features/sensitive/sweep.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'
import { sensitiveGone } from './checks.sensitive.ts'
import type { Scene } from './verdict.ts'

// What may not be kept: nothing is claimed before it was looked for, and nothing may stand past its day.

let bed: Bed
let house: House
let owner: Awaited<ReturnType<Bed['owner']>>
before(async () => {
  bed = await openBed()
  house = openHouse(bed.connection)
  await house.renew()
  owner = await bed.owner()
})
after(async () => {
  await house?.close()
  await bed?.close()
})

const verdict = (now = new Date()) => sensitiveGone({ house, register: house.register, now } as Scene)

test('P55: open before the first search, kept by it, broken by a late one, an overdue finding, a code left', async () => {
  assert.equal((await verdict()).status, 'open')
  await sweep(house)
  const kept = await verdict()
  assert.equal(kept.status, 'kept', kept.evidence)
  assert.match(kept.evidence, /waiting for a human: 1,/)
  assert.match((await verdict(new Date(Date.now() + 49 * 3_600_000))).evidence, /Not searched within 48 hours.*notes/)
  await owner.query(`delete from register.receipts where kind = 'sensitive' and noun = 'files (content)'`)
  assert.match((await verdict()).evidence, /files \(content\)\. See/)
  await sweep(house)
  await owner.query(`update data.findings set ends_on = current_date - 2 where state = 'open' and kind <> 'mention'`)
  assert.match((await verdict()).evidence, /1 finding stands past the day/)
  await owner.query(`update data.findings set state = 'harmless' where state = 'open'`)
  assert.equal((await verdict()).status, 'kept')
  await owner.query(
    `insert into register.receipts (kind, noun, remaining, detail) values ('sensitive', 'calls', 1, '{"whole": true, "unread": 0}')`,
  )
  assert.match((await verdict()).evidence, /could not be masked stand in calls/)
})

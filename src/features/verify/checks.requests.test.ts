import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type House, openHouse } from '#kernel/database.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'
import { correctionsAnswered, erasuresAnswered, movesAnswered, reportsAnswered } from './checks.requests.ts'
import type { Check, Scene } from './verdict.ts'

// What people ask by the law: a promise is broken as soon as one of them is late, silent or refused without reasons.

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

const CHECKS: Record<string, Check> = {
  P60: reportsAnswered,
  P61: correctionsAnswered,
  P62: erasuresAnswered,
  P66: movesAnswered,
}
const line = (id: string) => CHECKS[id]!({ house, register: house.register } as Scene)

test('late, closed in silence, refused without reasons: each breaks its own promise, and only while it lasts', async () => {
  for (const [id, kind, wrong, right, says] of [
    ['P60', 'access', `due_on = current_date - 60`, `due_on = current_date + 20`, /past the day it was due/],
    [
      'P62',
      'erase',
      `due_on = current_date - 1, extended_to = current_date - 1`,
      `due_on = current_date + 20, extended_to = null`,
      /past the day it was due/,
    ],
    ['P61', 'rectify', `state = 'closed', delivered_at = null`, `state = 'open'`, /without an answer/],
    ['P66', 'port', `outcome = 'refused', ground = null`, `outcome = null`, /without its article/],
  ] as const) {
    const { rows } = await owner.query(
      `insert into data.requests (kinds, channel, due_on) values (array[$1], 'mail', current_date + 20) returning id`,
      [kind],
    )
    assert.equal((await line(id)).status, 'kept', id)
    await owner.query(`update data.requests set ${wrong} where id = $1`, [rows[0].id])
    const broken = await line(id)
    assert.equal(broken.status, 'broken', id)
    assert.match(broken.evidence, says)
    await owner.query(`update data.requests set ${right} where id = $1`, [rows[0].id])
    assert.equal((await line(id)).status, 'kept', id)
  }
})

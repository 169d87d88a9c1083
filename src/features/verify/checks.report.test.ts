import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { type House, openHouse } from '#kernel/database.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'
import { correctionsStand, portableHolds, reportWhole, transfersConfirmed } from './checks.report.ts'
import type { Scene } from './verdict.ts'

let bed: Bed
let house: House
let owner: pg.Client
let scene: Scene
before(async () => {
  bed = await openBed()
  house = openHouse(bed.connection)
  await house.renew()
  owner = await bed.owner()
  scene = { house, register: house.register, now: new Date() } as Scene
})
after(async () => {
  await house.close()
  await bed.close()
})

test('a guard taken away, a code without words, a transfer nobody confirmed: each breaks its promise', async () => {
  assert.equal((await correctionsStand(scene)).status, 'kept')
  await owner.query('alter table data.people disable trigger _350_corrected')
  assert.match((await correctionsStand(scene)).evidence, /written back to people/)
  await owner.query('alter table data.people enable trigger _350_corrected')

  assert.equal((await reportWhole(scene)).status, 'kept')
  await owner.query(`alter table data.people drop constraint people_fits`)
  await owner.query(`alter table data.people disable trigger user`)
  await owner.query(`update data.people set source = 'seg_17'`)
  assert.match((await reportWhole(scene)).evidence, /people\.source holds a code without words \(seg_17\)/)
  await owner.query(`update data.people set source = 'person'`)

  assert.equal((await portableHolds(scene)).status, 'kept')
  assert.equal((await transfersConfirmed(scene)).status, 'kept')
  const derived = structuredClone({ nouns: scene.register.nouns })
  for (const { fields } of Object.values(derived.nouns))
    for (const field of Object.values(fields)) Object.assign(field, { provenance: 'derived' })
  const strict = { ...scene, register: { ...scene.register, ...derived } } as Scene
  assert.match((await portableHolds(strict)).evidence, /is moved and was not given by the person/)
  const { rows } = await owner.query(
    `insert into data.requests (kinds, channel, due_on, person_id, permitted) select array['port'], 'mail', current_date + 20, p.id, -1 from data.people p limit 1 returning id, person_id`,
  )
  await owner.query(
    `insert into data.transfers (request_id, person_id, receiver, until, fetched_at, permitted) values ($1, $2, 'X Oy', now(), now(), -1)`,
    [rows[0].id, rows[0].person_id],
  )
  assert.equal((await transfersConfirmed(scene)).status, 'broken')
})

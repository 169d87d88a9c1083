import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import { type Bed, openBed } from '../../../tests/bed.ts'

let bed: Bed
let owner: pg.Client
before(async () => {
  bed = await openBed()
  owner = await bed.owner()
})
after(() => bed.close())

describe('the demo company', () => {
  test('has sole traders as customers: a contract of their own is the ground while it is in force, and no longer', async () => {
    const { rows } = await owner.query(
      `select t.state, g.kind, count(s.id)::int as services, count(s.id) filter (where s.state <> 'ended')::int as running
       from data.contracts t join data.companies c on c.id = t.company_id join data.involvements i on i.contract_id = t.id
         left join lateral (select kind from data.grounds g where g.person_id = c.person_id and g.slot = 'contract:' || t.id order by number desc limit 1) g on true
         left join data.services s on s.contract_id = t.id
       where i.role = 'party' and i.person_id = c.person_id group by t.id, t.state, g.kind order by t.state`,
    )
    assert.deepEqual(
      rows.map(({ state, kind }) => [state, kind]),
      [
        ['active', 'contract'],
        ['active', 'contract'],
        ['ended', null],
      ],
    )
    assert.ok(
      rows.every(({ services }) => services > 0),
      'each has a service',
    )
    assert.ok(rows.slice(0, 2).every(({ running }) => running > 0))
    assert.equal(rows[2].running, 0)
    // Nobody who merely stands for a company is a party.
    const stray = await owner.query(
      `select count(*)::int as n from data.involvements i join data.contracts t on t.id = i.contract_id
       where i.role = 'party' and not exists (select from data.companies c where c.id = t.company_id and c.person_id = i.person_id)`,
    )
    assert.equal(stray.rows[0].n, 0)
  })

  test('orders from its suppliers: one being written, some on their way, one late, one half here, one all here', async () => {
    const { rows } = await owner.query(
      `select state, count(*)::int as n, count(*) filter (where expected_on < current_date)::int as past
       from data.orders where kind = 'purchase' group by 1 order by 1`,
    )
    assert.deepEqual(
      rows.map(({ state, n }) => [state, n]),
      [
        ['confirmed', 3],
        ['delivered', 1],
        ['delivering', 1],
        ['draft', 1],
      ],
    )
    assert.equal(rows[0].past, 1)
    const sums = await owner.query(`select count(*)::int as n from data.orders where kind = 'purchase' and net <= 0`)
    assert.equal(sums.rows[0].n, 0)
  })
})

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import { type Bed, openBed } from '../../../tests/bed.ts'

let bed: Bed
let owner: pg.Client
before(async () => {
  bed = await openBed()
  owner = await bed.owner()
  // Only the clock is looked at: nothing else is to follow from who they are.
  await owner.query('reset role')
  await owner.query('set session_replication_role = replica')
})
after(() => bed.close())

const one = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows[0]

/** A customer without a contract or a service, and so many people in it whom we got to know at these times. */
async function company(times: readonly string[]): Promise<{ id: string; people: string[] }> {
  const { id } = await one(
    `insert into data.companies (name, roles, created_at) values ('Kellokoe Oy', '{customer}', '2019-01-01') returning id`,
  )
  const people: string[] = []
  for (const at of times) {
    const person = await one(
      `insert into data.people (given_name, family_name, source, created_at, obtained_at) values ('Kello', 'Koe', 'person', $1, $1) returning id`,
      [at],
    )
    await owner.query(`insert into data.employments (person_id, company_id) values ($1, $2)`, [person.id, id])
    people.push(person.id)
  }
  return { id, people }
}
const since = async (people: readonly string[]) => {
  const { rows } = await owner.query(
    `select c.id, to_char(c.since at time zone 'UTC', 'YYYY-MM-DD') as since from data.contacts_since($1) c`,
    [people],
  )
  return Object.fromEntries(rows.map((row) => [row.id, row.since]))
}

describe('since when people of a company are kept', () => {
  test('a year after the last word with any of them, the same for each; who left, since then', async () => {
    const { id, people } = await company(['2019-02-01', '2020-03-01', '2018-05-01'])
    const [a, b, gone] = people as [string, string, string]
    await owner.query(`update data.employments set end_on = '2019-06-30' where person_id = $1`, [gone])
    assert.deepEqual(await since(people), { [a]: '2021-03-01', [b]: '2021-03-01', [gone]: '2019-06-30' })
    await owner.query(
      `insert into data.contracts (company_id, name, state, start_on, end_on) values ($1, 'Sopimus', 'ended', '2020-01-01', '2022-08-31')`,
      [id],
    )
    assert.deepEqual(await since([a, gone]), { [a]: '2022-08-31', [gone]: '2019-06-30' })
    await owner.query(`update data.contracts set state = 'active', end_on = null where company_id = $1`, [id])
    assert.deepEqual(await since([a, gone]), { [a]: null, [gone]: '2019-06-30' })
  })

  test('one by one and all at once say the same of everybody', async () => {
    const { n, differ } = await one(
      `select count(*)::int as n, count(*) filter (where c.since is distinct from data.contact_since(c.id))::int as differ
       from data.contacts_since(array(select id from data.people)) c`,
    )
    assert.ok(n > 100)
    assert.equal(differ, 0)
  })

  test('a company is asked once, however many of them are its people', async () => {
    const { people } = await company(Array.from({ length: 25 }, () => '2020-01-01'))
    await owner.query(`set track_functions = 'all'`)
    await owner.query('begin')
    const { rows } = await owner.query('select * from data.contacts_since($1)', [people])
    assert.equal(rows.length, 25)
    const asked = await one(
      `select calls::int from pg_stat_xact_user_functions where schemaname = 'data' and funcname = 'relation_ended'`,
    )
    await owner.query('commit')
    assert.deepEqual(asked, { calls: 1 })
  })
})

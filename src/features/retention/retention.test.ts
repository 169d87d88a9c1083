import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import { clocksOf, endless } from '#kernel/clocks.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { seal, verifyLedger } from '#kernel/ledger.ts'
import { base, type Register } from '#register/index.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'
import { countOf, endOverdue } from './run.ts'

let bed: Bed
let house: House
let owner: pg.Client
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

const adopt = (rules: Record<string, string | null>) =>
  owner.query(
    `insert into register.settings (name, value, by, at) values ('retention_adopted', $1, 'test', clock_timestamp())`,
    [JSON.stringify({ reason: 'kokeillaan', by_name: 'Testi', rules })],
  )
const all = Object.fromEntries(Object.entries(base.retention).map(([rule, { length }]) => [rule, length]))
const one = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows[0]
const note = async (age: string, more = '') =>
  (
    await one(
      `insert into data.notes (body, purpose, created_at${more && ', removed_at'}) values ('Vanha merkintä', 'sales', now() - $1::interval${more}) returning id`,
      [age],
    )
  ).id as string
const restrict = (person: string, effect: string, kind: string) =>
  owner.query(
    `insert into data.grounds (person_id, slot, kind, effect, purposes, actor) values ($1, 'restriction:claims', $2, $3, 0, 'test')`,
    [person, kind, effect],
  )
const there = async (table: string, id: string) =>
  (await owner.query(`select from ${table} where id = $1`, [id])).rowCount === 1

describe('nothing is kept without an end', () => {
  test('every noun with personal data has a clock or goes with what has one', () => {
    assert.deepEqual(endless(base as unknown as Register), [])
  })
  test('and one that has neither is named', () => {
    const { clocks: _, ...notes } = base.nouns.notes!
    assert.deepEqual(endless({ nouns: { ...base.nouns, notes } } as unknown as Register), ['notes'])
  })
  test('every clock runs by a rule of the register, and its expression can be read', async () => {
    for (const clock of clocksOf(base)) {
      assert.ok(base.retention[clock.rule], `${clock.noun}: ${clock.rule}`)
      await owner.query(`select (${clock.starts})::timestamptz from ${clock.schema}.${clock.noun} t limit 1`)
    }
  })
})

describe('refused', () => {
  test('a rule that nobody has adopted takes nothing, and neither does one of another length than was adopted', async () => {
    const old = await note('10 years')
    await adopt({})
    assert.deepEqual(await endOverdue(house), [])
    await adopt({ ...all, correspondence: 'P240M' })
    const ended = await endOverdue(house, 'correspondence')
    assert.deepEqual(ended, [])
    assert.equal(await there('data.notes', old), true)
  })
  test('a login of a purpose cannot take by itself, nor name a noun without a clock', async () => {
    const sales = await bed.login('purpose_sales')
    await assert.rejects(
      sales.query(`select door.retire('{"do":"count","noun":"notes","rule":"correspondence","length":"P1D"}')`),
      /permission denied/,
    )
    const rights = await bed.login('purpose_rights')
    await assert.rejects(
      rights.query(`select door.retire('{"do":"take","noun":"emails","rule":"contact","length":"P1D","most":1}')`),
      /RETENTION_RULE_MISSING/,
    )
  })
})

describe('what has been kept long enough', () => {
  before(() => adopt(all))

  test('goes, with a receipt of what was due, taken and left; what is younger stays', async () => {
    const [old, young, trashed] = [
      await note('37 months'),
      await note('35 months'),
      await note('40 days', ", now() - interval '31 days'"),
    ]
    const { due } = await countOf(house, { noun: 'notes', rule: 'correspondence' }, 'P36M')
    const ended = await endOverdue(house, 'correspondence')
    const notes = ended.find(({ noun }) => noun === 'notes')!
    assert.deepEqual([notes.due, notes.taken, notes.remaining], [due, due, 0])
    assert.ok(due >= 1)
    assert.deepEqual([await there('data.notes', old), await there('data.notes', young)], [false, true])
    await endOverdue(house, 'trash')
    assert.equal(await there('data.notes', trashed), false)
    const receipt = await one(
      `select due, taken, remaining from register.receipts where kind = 'retention' and rule = 'correspondence' and noun = 'notes' order by at desc limit 1`,
    )
    assert.deepEqual(receipt, { due, taken: due, remaining: 0 })
  })

  test('stays where its person needs it for a claim, until that ends', async () => {
    const { id: person } = await one('select id from data.people order by id limit 1')
    const old = await note('50 months')
    await owner.query('update data.notes set person_id = $2 where id = $1', [old, person])
    await restrict(person, 'block', 'restriction')
    await endOverdue(house, 'correspondence')
    assert.equal(await there('data.notes', old), true)
    await restrict(person, 'end', 'restriction_ended')
    await endOverdue(house, 'correspondence')
    assert.equal(await there('data.notes', old), false)
  })

  test('somebody who left a customer long ago is queued for the eraser, and who is there is not', async () => {
    const { rows: people } = await owner.query(
      `select e.person_id as id, min(e.id::text)::uuid as employment from data.employments e join data.companies c on c.id = e.company_id
       where c.roles && array['customer'] and exists (select from data.contracts k where k.company_id = c.id and k.state = 'active')
         and not data.is_party(e.person_id)
       group by 1 having count(*) = 1 order by 1 limit 2`,
    )
    const [left, here] = people.map(({ id }) => id as string)
    await owner.query(
      `update data.people set created_at = now() - interval '5 years', obtained_at = now() - interval '5 years' where id = any ($1)`,
      [[left, here]],
    )
    await owner.query(
      `update data.employments set start_on = '2020-01-01', end_on = current_date - 400 where id = $1`,
      [people[0].employment],
    )
    const queued = async () =>
      (await owner.query(`select subject, reason from data.erasures where subject = any ($1)`, [[left, here]])).rows
    // Kept and not used, as they have asked: until that ends.
    await restrict(left!, 'block', 'restriction')
    await endOverdue(house, 'contact')
    assert.deepEqual(await queued(), [])
    await restrict(left!, 'end', 'restriction_ended')
    await endOverdue(house, 'contact')
    assert.deepEqual(await queued(), [{ subject: left, reason: 'retention' }])
  })

  test('people are read page by page, each once, and whoever waits in the queue is not queued again', async () => {
    const { rows: made } = await owner.query(
      `insert into data.people (given_name, family_name, source, created_at, obtained_at)
       select 'Sivu', 'Vanha' || n, 'person', now() - interval '3 years', now() - interval '3 years' from generate_series(1, 5) n returning id`,
    )
    const rights = await bed.login('purpose_rights')
    const walk = async () => {
      const pages: { taken: number; next: string | null }[] = []
      for (let after: string | null = null; pages.length === 0 || after; after = pages.at(-1)!.next) {
        const step = { do: 'take', noun: 'people', rule: 'prospect', length: 'P24M', most: 200, after }
        pages.push((await rights.query('select door.retire($1) as said', [JSON.stringify(step)])).rows[0].said)
      }
      return pages
    }
    const counted = async (more: object) => {
      const step = { do: 'count', noun: 'people', rule: 'prospect', length: 'P24M', ...more }
      return (await rights.query('select door.retire($1) as said', [JSON.stringify(step)])).rows[0].said
    }
    const whole = await counted({})
    const sum = { total: 0, due: 0, pages: 0 }
    for (let after: string | null = null; sum.pages === 0 || after; sum.pages += 1) {
      const said = await counted({ most: 40, after })
      sum.total += said.total
      sum.due += said.due
      after = said.next
    }
    assert.ok(sum.pages > 2 && whole.due >= 5 && whole.next === null, JSON.stringify([sum, whole]))
    assert.deepEqual([sum.total, sum.due], [whole.total, whole.due])
    const first = await walk()
    const { n } = await one(`select count(*)::int as n from data.people where created_at < now() - interval '6 months'`)
    assert.equal(first.length, Math.floor(n / 200) + 1)
    assert.ok(first.reduce((sum, { taken }) => sum + taken, 0) >= 5)
    assert.equal(
      (await walk()).reduce((sum, { taken }) => sum + taken, 0),
      0,
    )
    const { rows } = await owner.query(`select reason, state from data.erasures where subject = any ($1)`, [
      made.map(({ id }) => id),
    ])
    assert.deepEqual(rows, Array(5).fill({ reason: 'retention', state: 'queued' }))
  })
  test('somebody who never answered goes two years after we got to know them; one with an open deal does not', async () => {
    const people = await owner.query(
      `insert into data.people (given_name, family_name, source, created_at, obtained_at)
       select 'Mahdollinen', 'Asiakas' || n, 'person', now() - interval '3 years', now() - interval '3 years' from generate_series(1, 2) n returning id`,
    )
    const [quiet, busy] = people.rows.map(({ id }) => id as string)
    await owner.query(`insert into data.deals (name, contact_id, state) values ('Kesken', $1, 'open')`, [busy])
    await endOverdue(house, 'prospect')
    const { rows } = await owner.query(`select subject from data.erasures where subject = any ($1)`, [[quiet, busy]])
    assert.deepEqual(rows, [{ subject: quiet }])
  })
})

test('months of the ledger go whole; the chain holds, and what is younger is still missed', async () => {
  const add = (at: string) =>
    owner.query(
      `insert into ledger.entries (id, at, actor, action, salt) values (data.new_id(), ${at}, 'test', 'test.old', ext.gen_random_bytes(16)) returning id`,
    )
  await owner.query(
    `create table if not exists ledger.entries_2020_01 partition of ledger.entries for values from ('2020-01-01') to ('2020-02-01')`,
  )
  await add(`'2020-01-15'`)
  const young = (await add('clock_timestamp()')).rows[0].id
  await seal(house)
  // Sealed then, not now.
  await owner.query(`alter table ledger.checkpoints disable trigger user`)
  await endOverdue(house, 'access_ledger')
  const { rows } = await owner.query(`select to_regclass('ledger.entries_2020_01') as old`)
  assert.equal(rows[0].old, null)
  const fresh = await verifyLedger(house)
  // Its signature is of today: as if it had been taken away.
  assert.ok(fresh.problems.some(({ what }) => what === 'the entry of this leaf is gone'))
  assert.equal(await one(`select count(*)::int as n from ledger.entries where id = $1`, [young]).then(({ n }) => n), 1)
})

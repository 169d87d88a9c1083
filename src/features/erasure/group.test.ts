import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import type { House } from '#kernel/database.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { type Home, openHome, somebody } from '../../../tests/home.ts'
import { step } from './erase.ts'
import { runQueue } from './erasure.jobs.ts'
import { takeGroups } from './group.ts'
import { NOBODY } from './step.ts'

// People whose time is over go together, as whole as one who asks; whoever has more to weigh goes alone.

let home: Home
let owner: pg.Client
let house: House
let one: Home['one']
let count: Home['count']
before(async () => {
  home = await openHome()
  ;({ owner, house, one, count } = home)
})
after(() => home.close())

let made = 0
async function person(): Promise<string> {
  const n = ++made
  const id = await somebody(home, { given: 'Helmi', family: `Ryhmäläinen${n}`, address: addressOf(n) })
  await owner.query(`insert into data.notes (person_id, body, purpose) values ($1, 'Soitti', 'relationship')`, [id])
  return id
}
const addressOf = (n: number) => `helmi.${n}@ryhma.example`
const queue = async (ids: string[], reason = 'retention') => {
  await owner.query('select data.queue_many($1, $2)', [ids, reason])
  const { rows } = await owner.query(
    `select id, subject from data.erasures where subject = any ($1) and state = 'queued'`,
    [ids],
  )
  return rows as { id: string; subject: string }[]
}
const stateOf = (id: string) => one('select state, plan, found, done_at from data.erasures where subject = $1', [id])

describe('refused', () => {
  test('whoever asked, and a purpose other than rights: nothing is taken', async () => {
    const id = await person()
    const [asked] = await queue([id], 'request')
    assert.deepEqual(await takeGroups(house, [asked!]), { taken: [], alone: [] })
    assert.equal(await count('data.people where id = $1', [id]), 1)
    const sales = await home.bed.login('purpose_sales')
    await assert.rejects(
      sales.query(`select door.erase($1, '{"do": "many", "ids": [], "alone": [], "most": 1}')`, [NOBODY]),
      { code: '42501' },
    )
    await owner.query('delete from data.erasures where subject = $1', [id])
  })

  test('whom a contract needs, a law keeps, evidence names, a merge joins, or who has many rows: each goes alone', async () => {
    const ids = await Promise.all(Array.from({ length: 7 }, person))
    const [bound, held, evident, kept, merged, many, plain] = ids as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ]
    const { id: company } = await one(
      `insert into data.companies (name, roles) values ('Sitova Oy', '{customer}') returning id`,
    )
    const { id: contract } = await one(
      `insert into data.contracts (name, kind, state, start_on, owner_id, company_id) values ('Sopimus', 'customer', 'active', '2020-01-01', 'u', $1) returning id`,
      [company],
    )
    await owner.query(`insert into data.involvements (person_id, contract_id, role) values ($1, $2, 'signatory')`, [
      bound,
      contract,
    ])
    await owner.query(
      `insert into data.grounds (person_id, slot, kind, effect, purposes, actor, proof, ref) values ($1, 'hold:V', 'hold', 'allow', 32768, 'test', '{"act": "728/2003", "section": "4"}', $2)`,
      [held, (await one('select id from data.notes where person_id = $1', [held])).id],
    )
    await owner.query(
      `insert into data.requests (kinds, channel, person_id, state, name) values ('{access}', 'mail', $1, 'closed', 'Helmi')`,
      [evident],
    )
    await (await home.bed.login('purpose_sales')).query(`select door.merge($1, array[$2]::uuid[])`, [kept, merged])
    await owner.query(
      `insert into data.notes (person_id, body, purpose) select $1, 'n', 'relationship' from generate_series(1, 400)`,
      [many],
    )
    const waiting = await queue([bound, held, evident, kept, many, plain])
    const { taken, alone } = await takeGroups(house, waiting)
    assert.deepEqual(
      taken.map(({ subject }) => subject),
      [plain],
    )
    assert.deepEqual(alone.map(({ subject }) => subject).sort(), [bound, held, evident, kept, many].sort())
    assert.equal(await count('data.people where id = any ($1)', [[bound, held, evident, kept, merged, many]]), 6)
    // one by one they go as they always did: what is needed waits, what is held is kept, the rest is gone
    await owner.query(`update data.erasures set started_at = now() - interval '1 hour' where subject = $1`, [plain])
    await runQueue(house)
    assert.equal((await stateOf(bound)).found.refused.code, 'CONTRACT_NEEDS_IT')
    assert.equal((await stateOf(held)).state, 'held')
    assert.equal(await count('data.requests where person_id = $1 or name = $2', [evident, 'Helmi']), 0)
    assert.equal(await count('data.people where id = any ($1)', [[held, evident, kept, merged, many]]), 0)
    assert.equal((await stateOf(plain)).state, 'done')
  })

  test('a receipt of done while anything is left, or while what others wrote of them waits for a human', async () => {
    const [back, spoken] = [await person(), await person()]
    const of = made
    const other = await person()
    await owner.query(`insert into data.notes (person_id, body, purpose) values ($1, $2, 'relationship')`, [
      other,
      `Kysy: ${addressOf(of)}`,
    ])
    await takeGroups(house, await queue([back]))
    await owner.query(`insert into data.people (id, family_name, source) values ($1, 'Palaaja', 'person')`, [back])
    await owner.query(`update data.erasures set started_at = now() - interval '1 hour' where subject = $1`, [back])
    await queue([spoken])
    await runQueue(house)
    const left = await stateOf(back)
    assert.deepEqual([left.state, left.found.traces], ['incomplete', [{ n: 1, place: 'people.id' }]])
    const waits = await stateOf(spoken)
    assert.deepEqual([waits.state, waits.found.open, waits.found.traces], ['incomplete', 1, []])
    const { rows } = await owner.query(
      `select f.id from data.findings f join data.notes n on n.id = f.record_id where n.person_id = $1 and f.kind = 'mention'`,
      [other],
    )
    assert.equal(rows.length, 1)
    await step(house, NOBODY, { do: 'settle', finding: rows[0].id, state: 'harmless' })
    assert.equal((await stateOf(spoken)).state, 'done')
  })
})

test('all of them are gone, each with a certificate of its own rows; an entry in the ledger; who refused is remembered', async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, person))
  const refuser = made
  await owner.query(
    `insert into data.grounds (person_id, slot, kind, effect, purposes, actor) values ($1, 'objection:marketing', 'objection', 'block', data.marketing_mask(), 'test')`,
    [ids.at(-1)],
  )
  await owner.query(`insert into data.notes (person_id, body, purpose) values ($1, 'toinen', 'relationship')`, [ids[0]])
  const { id: deal } = await one(
    `insert into data.deals (name, state, contact_id) values ('Kauppa', 'open', $1) returning id`,
    [ids[1]],
  )
  const { id: note } = await one(`select id from data.notes where person_id = $1 limit 1`, [ids[2]])
  for (const record of [ids[2], note])
    await owner.query(
      `insert into data.follows (user_id, noun, record_id, purpose) values ('u', 'notes', $1, 'relationship')`,
      [record],
    )
  await queue(ids)
  const told = await runQueue(house)
  assert.ok(told.erased >= 12)
  assert.equal(await count('data.people where id = any ($1)', [ids]), 0)
  for (const noun of ['emails', 'notes', 'grounds'])
    assert.equal(await count(`data.${noun} where person_id = any ($1)`, [ids]), 0, noun)
  assert.equal(await count('data.deals where id = $1 and contact_id is null', [deal]), 1)
  assert.equal(await count('data.follows where record_id = any ($1)', [[ids[2], note]]), 0)
  const [first, second] = [await stateOf(ids[0]!), await stateOf(ids[1]!)]
  assert.deepEqual([first.state, first.found.taken.notes, second.found.taken.notes], ['done', 2, 1])
  assert.equal(first.plan.nouns.find(({ noun }: { noun: string }) => noun === 'notes').n, 2)
  assert.ok(first.done_at)
  assert.ok(!JSON.stringify(first).includes('Ryhm'))
  assert.equal(
    await count(`ledger.entries where action = 'erasures.take' and ids @> $1`, [ids]),
    1,
    'one entry, of all of them',
  )
  const key = suppressionKey(home.bed.connection.key)
  const remembered = (n: number) =>
    count('data.suppressions where hash = data.address_hash($1, $2)', [addressOf(n), key])
  const numbers = Array.from({ length: 12 }, (_, at) => refuser - at)
  const all = await Promise.all(numbers.map(remembered))
  assert.equal(
    all.reduce((sum, n) => sum + n, 0),
    1,
  )
})

test('whom somebody has locked waits for the next run, and nobody else waits for them', async () => {
  const [busy, free] = [await person(), await person()]
  const waiting = await queue([busy, free])
  const other = await home.bed.owner()
  await other.query('begin')
  await other.query('select from data.people where id = $1 for update', [busy])
  const first = await takeGroups(house, waiting)
  assert.deepEqual([first.taken.map(({ subject }) => subject), first.alone], [[free], []])
  await other.query('rollback')
  const second = await takeGroups(house, waiting)
  assert.deepEqual(second.taken.map(({ subject }) => subject).sort(), [busy, free].sort())
  assert.equal(await count('data.people where id = any ($1)', [[busy, free]]), 0)
})

test('a crash in the middle of a group has done nothing; after it the receipts are made by the next run', async () => {
  const ids = await Promise.all(Array.from({ length: 4 }, person))
  const waiting = await queue(ids)
  await owner.query(
    `create function data.crash() returns trigger language plpgsql as $$ begin raise exception 'crash'; end $$;
     create trigger _999_crash before delete on data.people for each row when (old.id = '${ids[2]}') execute function data.crash()`,
  )
  await assert.rejects(takeGroups(house, waiting), /crash/)
  assert.equal(await count('data.notes where person_id = any ($1)', [ids]), 4)
  assert.equal(await count(`data.erasures where subject = any ($1) and state = 'queued'`, [ids]), 4)
  await owner.query('drop trigger _999_crash on data.people; drop function data.crash()')
  await takeGroups(house, waiting)
  assert.equal((await stateOf(ids[0]!)).state, 'running')
  await owner.query(`update data.erasures set started_at = now() - interval '1 hour' where subject = any ($1)`, [ids])
  await runQueue(house)
  assert.equal(await count(`data.erasures where subject = any ($1) and state = 'done'`, [ids]), 4)
})

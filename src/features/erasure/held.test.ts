import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { tracesOf } from '#kernel/traces.ts'
import { base } from '#register/index.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'

// What is held about a person, noun by noun: whoever serves their rights reads it whole, and nobody else.

let bed: Bed
let owner: pg.Client
let rights: pg.Client
before(async () => {
  bed = await openBed()
  owner = await bed.owner()
  rights = await bed.login('purpose_rights')
})
after(() => bed.close())

const held = async (person: string, noun: string, after: string | null = null, most = 500) =>
  (await rights.query('select held from door.held($1, $2, $3, $4)', [person, noun, after, most])).rows.map(
    ({ held }) => held,
  )
const one = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows[0]

test('refused: another purpose, and a noun that is none of ours', async () => {
  const { id } = await one('select id from data.people limit 1')
  const sales = await bed.login('purpose_sales')
  await assert.rejects(sales.query('select door.held($1, $2, null, 5)', [id, 'people']), { code: '42501' })
  await assert.rejects(held(id, 'pg_class'), { message: 'NOT_FOUND' })
  await assert.rejects(held(id, 'users'), { message: 'NOT_FOUND' })
})

test('the person, their own rows and what stands on them, and no other’s', async () => {
  const { id } = await one(
    'select p.id from data.people p join data.emails e on e.person_id = p.id join data.employments w on w.person_id = p.id limit 1',
  )
  assert.deepEqual(
    (await held(id, 'people')).map((row) => [row.id, row._id, row._how, 'permitted' in row]),
    [[id, id, 'own', false]],
  )
  for (const noun of ['emails', 'employments', 'grounds', 'changes']) {
    const { n } = await one(`select count(*)::int as n from data.${noun} where person_id = $1`, [id])
    const rows = await held(id, noun)
    assert.equal(rows.length, n, noun)
    assert.ok(rows.every((row) => row.person_id === id))
  }
})

test('what names them is told as another’s, and a file’s key comes with the file', async () => {
  const { id } = await one('select contact_id as id from data.deals where contact_id is not null limit 1')
  const deals = await held(id, 'deals')
  assert.ok(deals.length > 0 && deals.every((row) => row._how === 'names' && row.contact_id === id))
  await owner.query('begin')
  try {
    const file = await one(
      `insert into data.files (person_id, name, type, bytes, hash, purpose) values ($1, 'a.pdf', 'application/pdf', 1, 'x', 'relationship') returning id`,
      [id],
    )
    await owner.query(`insert into data.file_keys (file_id, sealed) values ($1, 'x')`, [file.id])
    const { rows } = await owner.query(`select held from door.held($1, 'file_keys', null, 5)`, [id])
    assert.deepEqual(
      rows.map((row) => row.held.file_id),
      [file.id],
    )
  } finally {
    await owner.query('rollback')
  }
})

test('pages: each row once, in order, also where a table has no ids', async () => {
  const { id } = await one('select person_id as id from data.grounds group by 1 having count(*) > 1 limit 1')
  const all = await held(id, 'grounds')
  const paged = []
  for (let after = null; ; ) {
    const rows = await held(id, 'grounds', after, 1)
    if (rows.length === 0) break
    paged.push(...rows)
    after = rows[0]._id
  }
  assert.deepEqual(paged, all)
  assert.equal(new Set(all.map((row) => row._id)).size, all.length)
})

test('every noun that can hold a person answers', async () => {
  const { id } = await one('select id from data.people limit 1')
  const nouns = new Set(
    tracesOf(base)
      .filter(({ schema, edge }) => schema === 'data' && edge)
      .map(({ noun }) => noun),
  )
  assert.ok(nouns.size > 40)
  for (const noun of nouns) assert.ok(Array.isArray(await held(id, noun)), noun)
})

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { errorTable } from '#kernel/errors.table.ts'
import { newId } from '#kernel/ledger.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'

// What was refused: on record for those who are known, and for nobody else.

let served: Served
let seller: Visitor
let privacy: Visitor
before(async () => {
  served = await openServed()
  seller = await served.enter('seller')
  privacy = await served.enter('privacy_owner')
})
after(() => served.close())

const API = '/api/v1'
const secret = `Salainen ${newId()}`
const refused = async () =>
  ((await privacy('GET', `${API}/ledger?limit=100`)).json.items as any[]).filter((one) => one.outcome === 'refused')

const readIn = async (language: string, action: string) =>
  (await privacy('GET', `${API}/ledger?action=${action}`, { headers: { 'accept-language': language } })).json.items[0]

test('a stranger leaves no entry, whatever is tried and however often', async () => {
  const before = (await refused()).length
  const tries = ['/people', '/ledger', '/users', `/people/${newId()}`]
  for (const path of tries) for (let i = 0; i < 5; i++) await served.stranger('GET', API + path)
  await served.stranger('POST', `${API}/people`, { body: { family_name: secret } })
  await served.stranger('GET', `${API}/ledger`, {
    headers: { authorization: 'Bearer aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' },
  })
  assert.equal((await refused()).length, before)
})

test('nor does what was only mistyped or is not there', async () => {
  const before = (await refused()).length
  await seller('GET', `${API}/people?limit=none`)
  await seller('GET', `${API}/people?purpose=curiosity`)
  await seller('GET', `${API}/people/${newId()}?purpose=sales`)
  assert.equal((await refused()).length, before)
})

test('who tried what they may not: the action, the code and an id, never a value', async () => {
  const id = newId()
  await seller('PATCH', `${API}/people/${id}?purpose=marketing`, {
    body: { job_title: secret },
    headers: { 'if-match': '"1"' },
  })
  await seller('GET', `${API}/ledger?actor=${encodeURIComponent(secret)}`)
  await seller('POST', `${API}/people?purpose=support`, { body: { id: secret, family_name: secret } })
  const [create, ledger, update] = await refused()
  assert.deepEqual(
    [update, ledger, create].map((one) => [one.action, one.purpose, one.people, one.detail]),
    [
      ['people.update', 'marketing', 1, { code: 'PURPOSE_MISMATCH' }],
      ['ledger.list', 'security', 0, { code: 'PURPOSE_MISMATCH' }],
      ['people.create', 'support', 0, { code: 'PURPOSE_MISMATCH' }],
    ],
  )
  assert.equal(new Set([update.actor_name, ledger.actor_name, create.actor_name]).size, 1)
  // What was ordered and not done, and why, in the reader's words.
  const { did, why } = await readIn('sv', 'people.update')
  assert.deepEqual([did, why], ['Ändra person', errorTable.PURPOSE_MISMATCH.says.sv])
  const owner = await served.bed.owner()
  const { rows } = await owner.query(`select to_jsonb(e)::text as text from ledger.entries e where outcome = 'refused'`)
  assert.ok(rows.length >= 3)
  for (const { text } of rows) assert.ok(!text.includes(secret), text)
  // Of the record that was tried, by whoever looks for it.
  const about = await privacy('GET', `${API}/ledger?person=${id}`)
  assert.equal(about.json.items[0].action, 'people.update')
})

test('no answer of the API is kept by a browser, a refusal neither', async () => {
  for (const path of ['/people?purpose=sales&limit=1', '/people?purpose=marketing', '/nothing', '/ledger'])
    assert.equal((await seller('GET', API + path)).headers.get('cache-control'), 'no-store', path)
})

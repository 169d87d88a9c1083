import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { inWordsOf, wordsOf } from './told.ts'

const API = '/api/v1'
let served: Served
let seller: Visitor
let lead: Visitor
let marketer: Visitor
before(async () => {
  served = await openServed()
  seller = await served.enter('seller')
  lead = await served.enter('sales_lead')
  marketer = await served.enter('marketing')
})
after(() => served.close())

type Task = { id: string; version: number; due_at: string | null; remind_at: string | null; done_at: string | null }
const make = async (body: object): Promise<Task> => {
  const { status, json, text } = await seller('POST', `${API}/tasks?purpose=relationship`, { body })
  assert.equal(status, 201, text)
  return json
}
const read = async (id: string): Promise<Task & { title: string }> =>
  (await seller('GET', `${API}/tasks/${id}?purpose=relationship`)).json
const change = (who: Visitor, body: object, purpose = 'relationship') =>
  who('POST', `${API}/tasks/change?purpose=${purpose}`, { body })
const named = (tasks: Task[]) => tasks.map(({ id, version }) => ({ id, version }))

describe('must refuse', () => {
  test('tasks given to another by whoever may not reassign, or changed under a purpose they do not write', async () => {
    const task = await make({ title: 'Pysyy minulla' })
    const { user } = (await lead('GET', `${API}/session`)).json
    const given = await change(seller, { to: [{ values: { owner_id: user.id }, rows: named([task]) }] })
    assert.equal(given.json.code, 'BULK_PAST_LEVEL')
    const put = { to: [{ values: { due_at: '2027-02-01T09:00:00Z' }, rows: named([task]) }] }
    assert.notEqual((await change(marketer, put, 'marketing')).status, 200)
    assert.notEqual((await change(marketer, put)).status, 200)
    assert.equal((await read(task.id)).due_at, null)
  })

  test('words of a title that nobody wrote are nobody’s to write', async () => {
    const asked = await seller('POST', `${API}/tasks?purpose=relationship`, {
      body: { title: 'Oma', told: { key: 'stale' } },
    })
    assert.equal(asked.json.code, 'FIELD_UNKNOWN')
  })
})

test('many put off at once: each reminder goes along as long before as it was, and back', async () => {
  const near = await make({ title: 'Läheinen', due_at: '2027-01-10T09:00:00Z', remind_at: '2027-01-10T08:00:00Z' })
  const far = await make({ title: 'Kaukainen', due_at: '2027-01-12T09:00:00Z', remind_at: '2027-01-10T09:00:00Z' })
  const plain = await make({ title: 'Ilman muistutusta' })
  const rows = named([near, far, plain])
  const { status, json, text } = await change(seller, { to: [{ values: { due_at: '2027-03-01T09:00:00Z' }, rows }] })
  assert.equal(status, 200, text)
  const at = async (task: Task) => {
    const { due_at, remind_at } = await read(task.id)
    return [due_at, remind_at].map((one) => one && new Date(one).toISOString().slice(0, 16))
  }
  assert.deepEqual(await at(near), ['2027-03-01T09:00', '2027-03-01T08:00'])
  assert.deepEqual(await at(far), ['2027-03-01T09:00', '2027-02-27T09:00'])
  assert.deepEqual(await at(plain), ['2027-03-01T09:00', null])
  const undone = await change(seller, { to: json.before })
  assert.equal(undone.status, 200, undone.text)
  assert.deepEqual(await at(near), ['2027-01-10T09:00', '2027-01-10T08:00'])
  assert.deepEqual(await at(far), ['2027-01-12T09:00', '2027-01-10T09:00'])
  assert.deepEqual(await at(plain), [null, null])
})

describe('what nobody wrote', () => {
  const told = { key: 'ends', name: 'S-2026-0001 Huolto', day: '2027-03-04' }

  test('has words in three languages; an unknown key, or a task without one, keeps its title', () => {
    assert.equal(wordsOf(told, 'fi'), 'S-2026-0001 Huolto päättyy 4.3.2027: sovi jatkosta')
    assert.equal(wordsOf(told, 'sv'), 'S-2026-0001 Huolto upphör 4.3.2027: kom överens om fortsättningen')
    assert.equal(wordsOf(told, 'en'), 'S-2026-0001 Huolto ends on 4/3/2027: agree on what follows')
    assert.equal(inWordsOf({ title: 'Oma', told: null }, 'sv').title, 'Oma')
    assert.equal(inWordsOf({ title: 'Uudempi', told: { key: 'unheard' } }, 'sv').title, 'Uudempi')
  })

  test('each reads it in their own language, until somebody writes another title', async () => {
    const task = await make({ title: wordsOf(told, 'fi') })
    const owner = await served.bed.owner()
    await owner.query('update data.tasks set told = $2 where id = $1', [task.id, JSON.stringify(told)])
    const inSwedish = { headers: { 'accept-language': 'sv' } }
    const swedish = async () =>
      (await seller('GET', `${API}/tasks/${task.id}?purpose=relationship`, inSwedish)).json.title
    assert.equal(await swedish(), wordsOf(told, 'sv'))
    const listed = await seller('GET', `${API}/tasks?purpose=relationship&limit=500`, inSwedish)
    assert.equal(listed.json.items.find(({ id }: Task) => id === task.id).title, wordsOf(told, 'sv'))
    const { version } = await read(task.id)
    const written = await seller('PATCH', `${API}/tasks/${task.id}?purpose=relationship`, {
      body: { title: 'Soita Maijalle' },
      headers: { 'if-match': `"${version}"` },
    })
    assert.equal(written.status, 200, written.text)
    assert.equal(await swedish(), 'Soita Maijalle')
  })
})

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { type House, openHouse } from '#kernel/database.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { portableOf } from './portable.ts'
import { canonical } from './transfers.ts'

let here: Served
let there: Served
let owner: Visitor
let db: pg.Client
let houses: House[]
before(async () => {
  here = await openServed()
  there = await openServed()
  owner = await here.enter('privacy_owner')
  db = await here.bed.owner()
  houses = [here, there].map(({ bed }) => openHouse(bed.connection))
  for (const house of houses) await house.renew()
})
after(async () => {
  for (const house of houses) await house.close()
  await here.close()
  await there.close()
})

const person = '019a0000-0002-7000-8000-000000000021'
/** A contract with the person themselves, which opens what it needs. */
const signs = (client: pg.Client, id: string) =>
  client.query(`select data.say($1, 'contract:party', 'contract', 'allow', 5, null, 'visit', null, null, '{}')`, [id])
const ask = async () => {
  const { json, text } = await owner('POST', '/api/v1/requests', {
    body: { kinds: ['port'], channel: 'phone', person, language: 'fi' },
  })
  assert.ok(json.id, text)
  return json.id as string
}

test('on interest alone nothing is moved, and none to a receiver nobody has confirmed', async () => {
  const id = await ask()
  assert.equal((await owner('POST', `/api/v1/requests/${id}/portable`)).json.code, 'PORTABILITY_SCOPE')
  await signs(db, person)
  const { json } = await owner('POST', `/api/v1/requests/${id}/transfers`, { body: { receiver: 'Toinen Palvelu Oy' } })
  const fetch = new URL(json.fetch).pathname
  assert.match((await here.stranger('GET', fetch)).text, /RECEIVER_UNVERIFIED/)
  assert.match((await here.stranger('GET', `${fetch}x`)).text, /TRANSFER_LINK_INVALID/)
  assert.match(
    (await here.stranger('GET', fetch.replace('/transfer/', '/transfer/confirm/'))).text,
    /TRANSFER_LINK_INVALID/,
  )
  const confirm = new URL(json.confirm).pathname
  assert.match((await here.stranger('GET', confirm)).text, /Toinen Palvelu Oy/)
  assert.equal(
    (
      await here.stranger('POST', confirm, {
        raw: '',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
    ).status,
    200,
  )
  assert.equal((await here.stranger('GET', fetch)).headers.get('content-type'), 'application/zip')
  assert.match((await here.stranger('GET', fetch)).text, /TRANSFER_LINK_INVALID/)
})

test('what is moved was given or came about, never derived and never ours; and another house takes it in whole', async () => {
  const { portable, held } = await portableOf({ house: houses[0]! }, person, 'fi')
  assert.ok(held.name)
  const fields = new Set(
    portable.records.flatMap(({ noun, values }) => Object.keys(values).map((field) => `${noun}.${field}`)),
  )
  assert.ok(fields.has('people.given_name') && fields.has('emails.address'))
  for (const derived of ['people.folded', 'people.search', 'people.source', 'people.owner_id', 'notes.body'])
    assert.ok(!fields.has(derived), derived)

  const sent = new FormData()
  sent.set('file', new Blob([JSON.stringify(portable)], { type: 'application/json' }), 'data.json')
  const { email, password } = there.server.signIns.find(({ level }) => level === 'owner_operator')!
  const { headers } = await there.stranger('POST', '/api/v1/session', { body: { email, password } })
  const cookie = headers.getSetCookie()[0]!.split(';')[0]!
  const post = (body: FormData) =>
    fetch(`${there.server.url}/api/v1/transfers?purpose=relationship`, { method: 'POST', headers: { cookie }, body })
  const broken = new FormData()
  broken.set('file', new Blob(['{"schema": 1}'], { type: 'application/json' }), 'data.json')
  assert.equal(((await (await post(broken)).json()) as any).code, 'EXPORT_SCHEMA_INVALID')
  const answer = await post(sent)
  const made = (await answer.json()) as any
  assert.equal(answer.status, 201, JSON.stringify(made))
  const other = await there.bed.owner()
  await signs(other, made.id)
  const again = await portableOf({ house: houses[1]! }, made.id, 'fi')
  const moved = portable.records.filter(({ noun }) => !made.left.includes(noun))
  assert.equal(canonical(again.portable), canonical({ ...portable, records: moved }))
})

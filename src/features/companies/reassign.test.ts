import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kernel/ledger.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'

let served: Served
let lead: Visitor
let colleague: string
before(async () => {
  served = await openServed()
  lead = await served.enter('sales_lead')
  const names = (await lead('GET', '/api/v1/users/names')).json.items as { id: string; name: string }[]
  colleague = names.at(-1)!.id
})
after(() => served.close())

const move = (who: Visitor, noun: string, to: unknown, purpose = 'sales') =>
  who('POST', `/api/v1/${noun}/reassign?purpose=${purpose}`, { body: { to } })

async function some(noun: string, count: number): Promise<{ id: string; owner_id: string | null }[]> {
  return (await lead('GET', `/api/v1/${noun}?purpose=sales&limit=${count}`)).json.items
}
const owners = async (noun: string) =>
  new Map((await some(noun, 500)).map((row) => [row.id, row.owner_id] as [string, string | null]))

test('a level without the right moves nothing, nor does a purpose that may not write owners', async () => {
  const ids = (await some('people', 2)).map((row) => row.id)
  const seller = await served.enter('seller')
  assert.equal((await move(seller, 'people', [{ owner_id: colleague, ids }])).json.code, 'PURPOSE_MISMATCH')
  assert.equal((await move(lead, 'people', [{ owner_id: colleague, ids }], 'contract')).json.code, 'PURPOSE_MISMATCH')
})

test('all or none: one record that is not there, twice the same, too many, or an owner nobody knows', async () => {
  const before = await owners('people')
  const ids = [...before.keys()].slice(0, 3)
  for (const [to, code] of [
    [[{ owner_id: colleague, ids: [...ids, newId()] }], 'PERSON_NOT_FOUND'],
    [[{ owner_id: newId(), ids }], 'USER_NOT_FOUND'],
    [[{ owner_id: 'somebody', ids }], 'USER_NOT_FOUND'],
    [[{ owner_id: colleague, ids: [ids[0], ids[0]] }], 'INPUT_INVALID'],
    [[{ owner_id: colleague, ids: Array.from({ length: 2001 }, () => newId()) }], 'INPUT_INVALID'],
    [
      Array.from({ length: 3 }, () => ({ owner_id: null, ids: Array.from({ length: 900 }, () => newId()) })),
      'INPUT_INVALID',
    ],
    [[], 'INPUT_INVALID'],
    [[{ owner_id: colleague, ids: [] }], 'INPUT_INVALID'],
  ] as const) {
    const reply = await move(lead, 'people', to)
    assert.equal(reply.json.code, code, reply.text)
  }
  assert.deepEqual(await owners('people'), before)
})

test('whose reach ends at their own moves nothing of others', async () => {
  const owner = await served.bed.owner()
  const me = (await lead('GET', '/api/v1/session')).json.user.id
  const ids = [...(await owners('people')).entries()].filter(([, whose]) => whose !== me).map(([id]) => id)
  const email = served.server.signIns.find((card) => card.level === 'sales_lead')!.email
  await owner.query(`update auth.users set scope = 'own' where email = $1`, [email])
  try {
    const narrow = await served.enter('sales_lead')
    const reply = await move(narrow, 'people', [{ owner_id: colleague, ids: ids.slice(0, 1) }])
    assert.equal(reply.json.code, 'PERSON_NOT_FOUND', reply.text)
  } finally {
    await owner.query(`update auth.users set scope = 'all' where email = $1`, [email])
    lead = await served.enter('sales_lead')
  }
})

for (const noun of ['people', 'companies']) {
  test(`${noun}: moved in one go, and each back to whose it was`, async () => {
    const before = await owners(noun)
    const ids = [...before.keys()].slice(0, 40)
    const mixed = await move(lead, noun, [
      { owner_id: null, ids: ids.slice(0, 10) },
      { owner_id: colleague, ids: ids.slice(10, 20) },
    ])
    assert.equal(mixed.status, 200, mixed.text)
    const moved = await move(lead, noun, [{ owner_id: colleague, ids }])
    assert.equal(moved.json.changed, 40)
    const now = await owners(noun)
    assert.ok(ids.every((id) => now.get(id) === colleague))
    assert.ok([...before.keys()].slice(40).every((id) => now.get(id) === before.get(id)))
    for (const { before } of [moved.json, mixed.json]) assert.equal((await move(lead, noun, before)).status, 200)
    assert.deepEqual(await owners(noun), before)
  })
}

test('two at once over the same records: both are answered, and one of them stands whole', async () => {
  const ids = (await some('people', 200)).map((row) => row.id)
  const replies = await Promise.all([
    move(lead, 'people', [{ owner_id: colleague, ids }]),
    move(lead, 'people', [{ owner_id: null, ids: ids.toReversed() }]),
  ])
  assert.deepEqual(
    replies.map((one) => one.status),
    [200, 200],
  )
  const now = await owners('people')
  assert.equal(new Set(ids.map((id) => now.get(id))).size, 1)
})

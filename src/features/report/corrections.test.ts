import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'

let served: Served
let owner: Visitor
let seller: Visitor
let db: pg.Client
before(async () => {
  served = await openServed()
  owner = await served.enter('privacy_owner')
  seller = await served.enter('owner_operator')
  db = await served.bed.owner()
})
after(() => served.close())

const ask = async (person: string) => {
  const { json, text } = await owner('POST', '/api/v1/requests', {
    body: { kinds: ['rectify'], channel: 'phone', person, words: 'Titteli on väärin.' },
  })
  assert.ok(json.id, text)
  return json.id as string
}
const somebody = async (at: number) => {
  const { rows } = await db.query(
    `select p.id, p.job_title, e.id as email, e.address from data.people p join data.emails e on e.person_id = p.id
     where p.job_title is not null and (p.permitted & 4) <> 0 order by p.id offset $1 limit 1`,
    [at],
  )
  return rows[0] as { id: string; job_title: string; email: string; address: string }
}
const correct = (id: string, body: object) => owner('POST', `/api/v1/requests/${id}/corrections`, { body })
const about = (person: { id: string }, more: object) => ({
  kind: 'corrected',
  noun: 'people',
  record_id: person.id,
  field: 'job_title',
  ...more,
})

test('refused: another’s row, what no person says, nothing to say, nothing new', async () => {
  const [one, two] = [await somebody(0), await somebody(1)]
  const id = await ask(one.id)
  assert.equal((await correct(id, about(two, { value: 'Johtaja' }))).json.code, 'NOT_FOUND')
  assert.equal((await correct(id, about(one, { field: 'source', value: 'person' }))).json.code, 'FIELD_READ_ONLY')
  assert.equal((await correct(id, about(one, { kind: 'disputed' }))).json.code, 'VALUE_MISSING')
  assert.equal((await correct(id, about(one, { value: one.job_title }))).json.code, 'VALUE_NOT_ALLOWED')
  assert.equal(
    (
      await correct(id, {
        ...about(one, { value: 'not an address' }),
        noun: 'emails',
        record_id: one.email,
        field: 'address',
      })
    ).json.code,
    'EMAIL_INVALID',
  )
  const stranger = await served.enter('seller')
  assert.equal(
    (await stranger('POST', `/api/v1/requests/${id}/corrections`, { body: about(one, { value: 'X' }) })).status,
    403,
  )
})

test('what was corrected is not written back by hand, nor by many at once', async () => {
  const one = await somebody(2)
  const id = await ask(one.id)
  assert.equal((await correct(id, about(one, { value: 'Korjattu titteli' }))).status, 201)
  const said = await db.query('select job_title from data.people where id = $1', [one.id])
  assert.equal(said.rows[0].job_title, 'Korjattu titteli')
  const kept = await db.query('select refused, kind from data.statements where person_id = $1', [one.id])
  assert.equal(kept.rows[0].kind, 'corrected')
  assert.doesNotMatch(kept.rows[0].refused, new RegExp(one.job_title))
  // by hand, under the relationship
  const { json: seen } = await seller('GET', `/api/v1/people/${one.id}?purpose=relationship`)
  const back = await seller('PATCH', `/api/v1/people/${one.id}?purpose=relationship`, {
    body: { job_title: ` ${one.job_title.toUpperCase()}` },
    headers: { 'if-match': `"${seen.version}"` },
  })
  assert.equal(back.json.code, 'RECTIFICATION_OVERWRITTEN', back.text)
  const other = await seller('PATCH', `/api/v1/people/${one.id}?purpose=relationship`, {
    body: { job_title: 'Kolmas titteli' },
    headers: { 'if-match': `"${seen.version}"` },
  })
  assert.equal(other.status, 200, other.text)
  // through a door, with others
  await db.query(`update data.people set job_title = $2 where id = $1`, [one.id, one.job_title])
  const after = await db.query('select job_title from data.people where id = $1', [one.id])
  assert.equal(after.rows[0].job_title, 'Kolmas titteli')
})

test('an address that was corrected away does not come back with a file', async () => {
  const one = await somebody(3)
  const id = await ask(one.id)
  const fact = {
    kind: 'corrected',
    noun: 'emails',
    record_id: one.email,
    field: 'address',
    value: 'oikea.osoite@korjattu.example',
  }
  assert.equal((await correct(id, fact)).status, 201)
  await db.query(`insert into data.emails (person_id, address, kind, permitted) values ($1, $2, 'named_work', -1)`, [
    one.id,
    one.address,
  ])
  const { rows } = await db.query('select address from data.emails where person_id = $1 order by 1', [one.id])
  assert.ok(
    rows.every(({ address }) => address !== one.address),
    JSON.stringify(rows),
  )
  const told = await db.query(
    `select detail from ledger.entries where action = 'statements.keep' and ids @> array[$1::uuid]`,
    [one.id],
  )
  assert.equal(told.rows[0].detail.code, 'RECTIFICATION_OVERWRITTEN')
  // by hand it is refused
  const added = await seller('POST', '/api/v1/emails?purpose=relationship', {
    body: { person_id: one.id, address: one.address, kind: 'named_work' },
  })
  assert.equal(added.json.code, 'RECTIFICATION_OVERWRITTEN', added.text)
})

test('a disputed fact keeps what the person says beside it, for all who read it; a lifted correction lets it back', async () => {
  const one = await somebody(4)
  const id = await ask(one.id)
  assert.equal(
    (await correct(id, about(one, { kind: 'disputed', words: 'En ole enää tässä tehtävässä.' }))).status,
    201,
  )
  const filter = encodeURIComponent(JSON.stringify({ field: 'person_id', op: 'is', value: one.id }))
  const { json } = await seller('GET', `/api/v1/statements?purpose=relationship&filter=${filter}`)
  assert.equal(json.items[0].words, 'En ole enää tässä tehtävässä.')
  const facts = await owner('GET', `/api/v1/requests/${id}/facts`)
  assert.equal(
    facts.json.facts.find((fact: any) => fact.field === 'job_title' && fact.noun === 'people').said[0].kind,
    'disputed',
  )
  assert.equal((await correct(id, about(one, { value: 'Uusi' }))).status, 201)
  const { rows } = await db.query(`select id from data.statements where person_id = $1 and kind = 'corrected'`, [
    one.id,
  ])
  assert.equal((await owner('DELETE', `/api/v1/statements/${rows[0].id}`)).status, 200)
  await db.query(`update data.people set job_title = $2 where id = $1`, [one.id, one.job_title])
  const after = await db.query('select job_title from data.people where id = $1', [one.id])
  assert.equal(after.rows[0].job_title, one.job_title)
})

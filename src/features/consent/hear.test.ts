import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { openRelay } from './relay.cast.ts'

let served: Served
let relay: Awaited<ReturnType<typeof openRelay>>
let seller: Visitor
let people: { person_id: string; address: string }[]
const NEWS = [{ topic: 'products', channel: 'email' }]

before(async () => {
  served = await openServed()
  relay = await openRelay()
  seller = await served.enter('seller')
  const marketing = await served.enter('marketing')
  const { script } = (await marketing('GET', '/api/v1/forms/template')).json
  const saved = await marketing('PATCH', '/api/v1/forms/puhelin/draft', { body: { body: script } })
  await marketing('POST', '/api/v1/forms/puhelin/publish', { body: { draft: saved.json.draft } })
  const seen = (await seller('GET', '/api/v1/people?purpose=relationship&limit=40')).json.items.map(
    (row: any) => row.id,
  )
  const owner = await served.bed.owner()
  people = (
    await owner.query(
      `select e.person_id, e.address from data.emails e
       where e.person_id = any($1) and e.kind = 'named_work' and e.main
         and not exists (select from data.grounds g where g.person_id = e.person_id and g.kind in ('objection', 'restriction'))
       order by e.address limit 4`,
      [seen],
    )
  ).rows
  assert.equal(people.length, 4)
})
after(async () => {
  await relay.close()
  await served.close()
})

const hear = (person: string, body: object, who = seller) =>
  who('POST', `/api/v1/people/${person}/hear_consent?purpose=relationship`, {
    body: { wishes: NEWS, said_at: new Date().toISOString(), ...body },
  })
const consents = async (person: string) => {
  const owner = await served.bed.owner()
  const { rows } = await owner.query(
    `select kind, actor, proof from data.grounds where person_id = $1 and slot like 'consent:%' order by number`,
    [person],
  )
  return rows
}
const answer = (path: string, raw: string) =>
  served.stranger('POST', path, { raw, headers: { 'content-type': 'application/x-www-form-urlencoded' } })

test('a consent is not made by somebody else’s word: no proof, no script, no address of theirs, no relay', async () => {
  const [one, two] = people
  const refused: [object, string, string?][] = [
    [{ script: { id: 'puhelin', version: 2 } }, 'CONSENT_UNPROVEN', 'script'],
    [{ script: { id: 'puhelin', version: 1 }, said_at: '2020-01-01T10:00:00Z' }, 'CONSENT_UNPROVEN', 'script'],
    [{ said_at: new Date(Date.now() + 3_600_000).toISOString() }, 'VALUE_NOT_ALLOWED', 'said_at'],
    [{ address: two!.address }, 'VALUE_NOT_ALLOWED', 'address'],
    [{ wishes: [{ topic: 'terms', channel: 'email' }] }, 'INPUT_INVALID'],
    [{ wishes: [] }, 'INPUT_INVALID'],
  ]
  for (const [body, code, field] of refused) {
    const { json } = await hear(one!.person_id, body)
    assert.equal(json.code, code, JSON.stringify(body))
    if (field) assert.equal(json.field, field)
  }
  relay.unset()
  const mailless = await hear(one!.person_id, {})
  relay.set()
  assert.equal(mailless.json.code, 'MAIL_NOT_SET')
  assert.equal((await hear('00000000-0000-7000-8000-000000000000', {})).json.code, 'PERSON_NOT_FOUND')
  assert.deepEqual(await consents(one!.person_id), [])
  assert.equal(relay.letters.length, 0)
})

test('heard without a script it waits; yes and no stand side by side, and the person answers', async () => {
  const [one, two] = people
  const asked = await hear(one!.person_id, {
    wishes: [...NEWS, { topic: 'events', channel: 'email' }],
    heard_in: 'meeting',
    language: 'fi',
  })
  assert.deepEqual(asked.json, { state: 'asked', sent: true }, asked.text)
  assert.doesNotMatch(asked.text, /confirm\//)
  assert.deepEqual(await consents(one!.person_id), [])
  assert.match(relay.letters[0]!, /vastaa kyllä tai ei/)
  const path = relay.path()
  const page = await served.stranger('GET', path)
  assert.equal(page.text.match(/type="radio"/g)?.length, 4)
  assert.doesNotMatch(page.text, / checked/)
  assert.equal((await answer(path, 'answer=each&w0=yes&w1=no')).status, 200)
  const said = await consents(one!.person_id)
  assert.deepEqual(said.map(({ kind, actor }) => `${kind} ${actor}`).sort(), ['consent person', 'refusal person'])
  const { proof } = said.find(({ kind }) => kind === 'consent')!
  assert.equal(proof.how, 'double_opt_in')
  assert.ok(proof.heard_by && proof.said_at && proof.asked_by && proof.wording_hash)

  await hear(two!.person_id, { language: 'fi' })
  assert.match((await answer(relay.path(), 'answer=each&w0=no')).text, /mitään ei lähetetä/)
  assert.deepEqual(
    (await consents(two!.person_id)).map(({ kind }) => kind),
    ['refusal'],
  )
})

test('with the script that was read, the time and the hearer it counts at once, and is shown as spoken', async () => {
  const [, , three] = people
  const recorded = await hear(three!.person_id, { script: { id: 'puhelin', version: 1 }, language: 'sv' })
  assert.deepEqual(recorded.json, { state: 'recorded', sent: false }, recorded.text)
  const [{ kind, actor, proof }] = await consents(three!.person_id)
  assert.equal(kind, 'consent')
  assert.notEqual(actor, 'person')
  assert.equal(proof.how, 'oral')
  assert.equal(proof.script, 'puhelin v1')
  assert.match(proof.wording, /Får Pohjolan Huoltotarvike Oy skicka/)
  assert.ok(proof.heard_by && proof.said_at)
  assert.equal((await seller('GET', '/api/v1/forms/scripts')).json.scripts[0].script, 'puhelin')
})

test('who has refused is not brought back by what a seller heard', async () => {
  const [, , , four] = people
  await seller('POST', `/api/v1/people/${four!.person_id}/object?purpose=relationship`, {
    body: { scope: 'marketing' },
  })
  const { json } = await hear(four!.person_id, { script: { id: 'puhelin', version: 1 } })
  assert.equal(json.code, 'DM_OBJECTED')
})

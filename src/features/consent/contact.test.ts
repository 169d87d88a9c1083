import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { clock } from '#kernel/clock.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { openRelay } from './relay.cast.ts'

let served: Served
let owner: pg.Client
let relay: Awaited<ReturnType<typeof openRelay>>
let users: string[]
before(async () => {
  served = await openServed()
  owner = await served.bed.owner()
  relay = await openRelay()
  const marketing = await served.enter('marketing')
  const { form, consents } = (await marketing('GET', '/api/v1/forms/template')).json
  const { rows } = await owner.query('select id::text as id from auth.users order by email limit 2')
  users = rows.map((row) => row.id)
  const put = async (id: string, change: object) => {
    const body = { ...form, service: 'contact', fields: { ...form.fields, company: 'optional' }, ...change }
    const { json } = await marketing('PATCH', `/api/v1/forms/${id}/draft`, { body: { body } })
    const { status, text } = await marketing('POST', `/api/v1/forms/${id}/publish`, { body: { draft: json.draft } })
    assert.equal(status, 200, text)
  }
  await put('yhteys', { consents: consents.slice(0, 1), lead: { users } })
  await put('pelkka', { consents: [] })
})
after(async () => {
  await relay.close()
  await served.close()
})

let visits = 0
const real = clock.now
let ahead = 0
clock.now = () => new Date(real().getTime() + ahead)
after(() => {
  clock.now = real
})
async function write(fields: Record<string, string>, id = 'yhteys') {
  visits += 1
  const headers = { 'x-forwarded-for': `203.0.113.${visits}`, 'accept-language': 'fi' }
  const send: Visitor = (method, path, ask = {}) =>
    served.stranger(method, path, { ...ask, headers: { ...headers, ...ask.headers } })
  const page = await send('GET', `/forms/${id}?lang=fi`)
  const stamp = /name="stamp" value="([\w-]+)"/.exec(page.text)![1]!
  ahead += 5000
  return send('POST', `/forms/${id}?lang=fi`, {
    raw: new URLSearchParams({ stamp, ...fields }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
}
const counts = async () =>
  (
    await owner.query(`select (select count(*) from data.leads)::int as leads, (select count(*) from data.people)::int as people,
    (select count(*) from data.confirmations)::int as asked`)
  ).rows[0]

test('no message, no way to answer, a bad address, an identity code: said which, and nothing is kept', async () => {
  const before = await counts()
  for (const fields of [
    { email: 'heta@halli.example' },
    { message: 'Soittakaa!' },
    { message: 'Soittakaa!', email: 'ei osoite' },
    { message: 'Soittakaa!', phone: '12' },
    { message: 'Tunnukseni on 131052-308T', email: 'heta@halli.example' },
  ] as Record<string, string>[]) {
    const { status, text } = await write(fields)
    assert.equal(status, 422, JSON.stringify(fields))
    assert.match(text, /role="alert"/)
  }
  assert.equal((await write({ message: 'Osta halvalla', email: 'a@b.example', homepage: 'http://x' })).status, 200)
  assert.deepEqual(await counts(), before)
})

test('every consent refused: the message is a lead all the same, with its person, and whoever’s turn it is is told', async () => {
  const before = await counts()
  const given = {
    given_name: 'Heta',
    family_name: 'Halli',
    company: 'Halli Oy',
    message: 'Paljonko nosturi maksaa?\nTerv. Heta',
  }
  assert.equal((await write({ ...given, email: 'heta@halli.example' })).status, 200)
  assert.equal((await write({ message: 'Soittakaa!', phone: '040 123 4567' })).status, 200)
  const after = await counts()
  assert.deepEqual([after.leads - before.leads, after.people - before.people, after.asked - before.asked], [2, 2, 0])
  const { rows } =
    await owner.query(`select l.subject, l.source, l.owner_id, l.status, p.family_name, c.name as company,
      (select array_agg(n.user_id) from data.notifications n where n.record_id = l.id and n.kind = 'lead') as told
    from data.leads l join data.people p on p.id = l.person_id left join data.companies c on c.id = l.company_id
    where l.source = 'form' order by l.created_at desc limit 2`)
  assert.deepEqual(rows.map((row) => row.owner_id).toSorted(), users.toSorted())
  assert.deepEqual(
    rows.map((row) => row.told),
    rows.map((row) => [row.owner_id]),
  )
  assert.deepEqual(
    [rows[1].subject, rows[1].family_name, rows[1].company, rows[1].status],
    ['Paljonko nosturi maksaa? Terv. Heta', 'Halli', 'Halli Oy', 'new'],
  )
  const seller = await served.enter('seller')
  const { json } = await seller('GET', '/api/v1/leads?purpose=sales&sort=-created_at&limit=2')
  assert.equal(json.items[1].person, 'Heta Halli')
})

test('without consents the form asks for none; with one, the letter goes and the lead is there before it is answered', async () => {
  const page = await served.stranger('GET', '/forms/pelkka?lang=fi')
  assert.doesNotMatch(page.text, /type="checkbox"/)
  const before = await counts()
  const shown = await served.stranger('GET', '/api/v1/forms/yhteys')
  const [{ topic, channel }] = shown.json.consents
  assert.equal(
    (await write({ message: 'Hei', email: 'uusi@halli.example', [`wish.${topic}.${channel}`]: 'yes' })).status,
    200,
  )
  const after = await counts()
  assert.deepEqual([after.leads - before.leads, after.asked - before.asked], [1, 1])
})

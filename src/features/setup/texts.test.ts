import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { printNotice } from '#features/notice/notice.ts'
import { effective, readAdditions } from '#kernel/additions.ts'
import { config } from '#kernel/config.ts'
import { openHouse } from '#kernel/database.ts'
import { append } from '#kernel/ledger.ts'
import { gatewayOf } from '#kernel/texts.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'

// Who sends text messages, named on a screen: its secret is told to nobody, the environment holds before it, and the
// notice and the requests say whose numbers it has got.

const API = '/api/v1/setup/texts'
const SECRET = 'salainen-avain-7'
let served: Served
let owner: pg.Client
let administrator: Visitor
let keeper: Visitor
let gateway: Server
let url: string
const sent: { authorization?: string; body: any }[] = []
before(async () => {
  gateway = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    sent.push({ authorization: request.headers.authorization!, body: JSON.parse(text) })
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"ids":[1]}')
  })
  await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/rest`
  served = await openServed()
  owner = await served.bed.owner()
  ;[administrator, keeper] = await Promise.all([served.enter('administrator'), served.enter('privacy_owner')])
})
after(async () => {
  delete config.texts
  await served?.close()
  gateway?.close()
})

const given = (more: object = {}) => ({
  url,
  token: SECRET,
  name: 'Viestitalo ApS',
  country: 'DK',
  sender: 'Pohjolan',
  ...more,
})
const set = (more: object = {}, by = administrator) => by('POST', API, { body: given(more) })

test('by nobody but an administrator, to no address in plain, to no country outside, from no sender telephones refuse, without a key', async () => {
  const seller = await served.enter('seller')
  for (const [method, path] of [
    ['GET', API],
    ['POST', API],
    ['DELETE', API],
    ['POST', `${API}/try`],
  ] as const)
    assert.equal(
      (await seller(method, path, method === 'GET' ? {} : { body: given({ to: '+358401234567' }) })).status,
      403,
      path,
    )
  const wrong: [object, string, string][] = [
    [{ url: 'http://viestit.example/rest' }, 'VALUE_NOT_ALLOWED', 'url'],
    [{ url: 'ftp://127.0.0.1' }, 'VALUE_NOT_ALLOWED', 'url'],
    [{ url: 'https://nimi:sana@viestit.example' }, 'VALUE_NOT_ALLOWED', 'url'],
    [{ country: 'US' }, 'VALUE_NOT_ALLOWED', 'country'],
    [{ sender: 'Pohjolan Kalusto Oy' }, 'VALUE_NOT_ALLOWED', 'sender'],
    [{ token: undefined }, 'VALUE_MISSING', 'token'],
  ]
  for (const [more, code, field] of wrong) {
    const { status, json } = await set(more)
    assert.deepEqual([status >= 400, json.code, json.field], [true, code, field], JSON.stringify(more))
  }
  assert.equal((await administrator('POST', `${API}/try`, { body: { to: '+358401234567' } })).json.code, 'TEXT_NOT_SET')
  assert.deepEqual((await administrator('GET', API)).json.by, null)
  assert.equal(sent.length, 0)
})

test('named, it is used from then on; its key is in no answer and in the database enciphered; to another address it is not sent', async () => {
  const { status, json, text } = await set()
  assert.equal(status, 200, text)
  assert.deepEqual(json, { by: 'settings', url, name: 'Viestitalo ApS', country: 'DK', sender: 'Pohjolan' })
  const { rows } = await owner.query(`select value::text as said from register.settings where name = 'text_gateway'`)
  assert.ok(rows.length === 1 && !rows[0].said.includes(SECRET))
  const { rows: logged } = await owner.query(
    `select detail::text as said from ledger.entries where action = 'setup.gateway'`,
  )
  assert.ok(logged.length > 0 && logged.every(({ said }) => !said?.includes(SECRET)))
  assert.equal((await administrator('POST', `${API}/try`, { body: { to: 'soita' } })).json.field, 'to')
  const tried = await administrator('POST', `${API}/try`, { body: { to: '040 123 4567' } })
  assert.deepEqual([tried.status, tried.json], [200, { to: '+358401234567' }])
  assert.equal(sent.at(-1)!.authorization, `Token ${SECRET}`)
  assert.deepEqual(sent.at(-1)!.body.recipients, [{ msisdn: '358401234567' }])
  // The key stays where only the name changes; another address gets none that was not given for it.
  assert.equal((await set({ token: undefined, name: 'Viestitalo A/S' })).status, 200)
  const other = await set({ token: undefined, url: 'https://muualla.example/rest' })
  assert.deepEqual([other.json.code, other.json.field], ['VALUE_MISSING', 'token'])
  const house = openHouse(served.bed.connection)
  assert.equal((await gatewayOf(house))?.token, SECRET)
  await house.close()
})

test('the notice names it, and a person’s request only when a code was sent to them', async () => {
  const register = effective(await readAdditions(owner))
  assert.match(printNotice(register, register.controller, 'fi').text, /Viestitalo A\/S/)
  const { rows: people } = await owner.query(
    `select p.id from data.people p where exists (select from data.emails e where e.person_id = p.id) order by p.id limit 1`,
  )
  const person = people[0].id
  const asked = await keeper('POST', '/api/v1/requests', { body: { kinds: ['erase'], channel: 'phone', person } })
  const named = async () => {
    const { json } = await keeper('GET', `/api/v1/requests/${asked.json.id}`)
    return json.recipients.filter(({ id }: any) => id === 'regular:text_gateway').length
  }
  assert.equal(await named(), 0)
  const house = openHouse(served.bed.connection)
  const said = { actor: 'person', purpose: 'rights', action: 'mydata.text', noun: 'people', ids: [person] } as const
  await append(house, [{ ...said, outcome: 'refused' }])
  assert.equal(await named(), 0)
  await append(house, [{ ...said, outcome: 'done' }])
  await house.close()
  assert.equal(await named(), 1)
})

test('what the environment says holds before it and says so; taken back, nobody is named', async () => {
  config.texts = { url, token: 'toinen', name: 'Ympäristö Oy', country: 'FI', sender: 'Seloste' }
  const { json } = await administrator('GET', API)
  assert.deepEqual([json.by, json.name], ['environment', 'Ympäristö Oy'])
  for (const answer of [await set(), await administrator('DELETE', API, { body: {} })])
    assert.deepEqual([answer.status, answer.json.code], [409, 'TEXT_SET_OUTSIDE'])
  await administrator('POST', `${API}/try`, { body: { to: '+358401234567' } })
  assert.equal(sent.at(-1)!.authorization, 'Token toinen')
  delete config.texts
  assert.equal((await administrator('DELETE', API, { body: {} })).json.by, null)
  const register = effective(await readAdditions(owner))
  assert.doesNotMatch(printNotice(register, register.controller, 'fi').text, /Viestitalo/)
})

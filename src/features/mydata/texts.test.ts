import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { printNotice } from '#features/notice/notice.ts'
import { type Cast, openPreferences, pause, until } from '#features/preferences/preferences.cast.ts'
import { effective } from '#kernel/additions.ts'
import { clock } from '#kernel/clock.ts'
import { config } from '#kernel/config.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import type { Visitor } from '../../../tests/served.ts'
import { shownOf } from './codes.ts'
import { wordings } from './wording.ts'

// Known by a code sent to the mobile number on record: what gets nobody in, then what does, and what leaves the house.

type Sent = { authorization: string; body: { sender: string; message: string; recipients: { msisdn: string }[] } }

let cast: Cast
let owner: Visitor
let gateway: Server
const sent: Sent[] = []
/** As the gateway answered when it was asked for its documentation; the second what it says without credit. */
const TAKEN = { ids: [421332671], usage: { countries: { FI: 1 }, currency: 'EUR', total_cost: 0.06 } }
const REFUSED = { code: '0x0216', incident_uuid: 'd8127429-fa0c-4316-b1f2-e610c3958f43', message: 'Out of credit' }
let answer: [number, object] = [200, TAKEN]
const now = clock.now
before(async () => {
  gateway = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    sent.push({ authorization: request.headers.authorization!, body: JSON.parse(text) })
    response.writeHead(answer[0], { 'content-type': 'application/json' }).end(JSON.stringify(answer[1]))
  })
  await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done))
  cast = await openPreferences()
  owner = await cast.served.enter('privacy_owner')
  useGateway()
})
after(async () => {
  clock.now = now
  delete config.texts
  await cast?.close()
  gateway?.close()
})

function useGateway() {
  const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/rest/mtsms`
  config.texts = { url, token: 'avain-1', name: 'Viestitalo ApS', country: 'DK', sender: 'Pohjolan' }
}

type Who = { id: string; email: string; number: string; phone: string }
let made = 0
async function someone({
  kind = 'mobile',
  since = '1 year',
  number = `+35845${String(2_000_000 + ++made)}`,
} = {}): Promise<Who> {
  const who = await cast.make()
  const { rows } = await cast.sending.owner.query(
    `insert into data.phones (person_id, number, kind, main, permitted, created_at, updated_at)
     values ($1, $2, $3, true, -1, now() - $4::interval, now() - $4::interval) returning id`,
    [who.id, number, kind, since],
  )
  return { ...who, number, phone: rows[0].id }
}
let network = 0
const from = () => ({ 'x-forwarded-for': `203.1.${++network >> 8}.${network & 255}` })
const ask = (contact: string, headers = from()) => cast.post('/mydata', { contact, act: 'see' }, headers)
const enter = (contact: string, code: string, headers = from()) => cast.post('/mydata/text', { contact, code }, headers)
const same = (text: string) => text.replace(/value="[^"]*"/g, 'ONCE')
/** The code in the last message to this number. */
const codeTo = (number: string) => /\d{8}/.exec(messagesTo(number).at(-1)?.body.message ?? '')?.[0]
const messagesTo = (number: string) => sent.filter(({ body }) => body.recipients[0]?.msisdn === number.slice(1))
async function codeFor(who: Who): Promise<string> {
  const before = messagesTo(who.number).length
  assert.equal((await ask(who.number)).status, 200)
  await until(() => messagesTo(who.number).length > before)
  return codeTo(who.number)!
}
const wrongOf = (code: string): string => code.replace(/\d/, (digit) => String((Number(digit) + 1) % 10))

describe('without a gateway', () => {
  test('a number gets the page of the link, as ever; nobody of us is offered the way; the notice names no recipient', async () => {
    delete config.texts
    const who = await someone()
    const { text } = await ask(who.number)
    assert.ok(text.includes(wordings.fi.sent.phone))
    assert.ok(!text.includes('name="code"'))
    const asked = await owner('POST', '/api/v1/requests', {
      body: { kinds: ['access'], channel: 'phone', person: who.id },
    })
    const path = `/api/v1/requests/${asked.json.id}`
    assert.equal((await owner('GET', `${path}/call_code`)).json.texts, false)
    assert.equal((await owner('POST', `${path}/text_code`, { body: {} })).json.code, 'TEXT_NOT_SET')
    assert.deepEqual(effective([]).recipients, {})
    useGateway()
    await pause(100)
    assert.deepEqual(sent, [])
  })
})

describe('nobody gets in', () => {
  test('one answer to every number: known or not, shared, new, no mobile; a message goes to one person’s own mobile alone', async () => {
    const known = await someone()
    const shared = await someone()
    await someone({ number: shared.number })
    const fresh = await someone({ since: '3 hours' })
    const desk = await someone({ kind: 'work' })
    const hidden = await someone({ kind: 'private' })
    const bodies = new Set<string>()
    for (const contact of [known, shared, fresh, desk, hidden].map(({ number }) => number).concat('+358409999999')) {
      const { status, text } = await ask(contact)
      assert.equal(status, 200)
      bodies.add(same(text))
    }
    assert.equal(bodies.size, 1)
    assert.doesNotMatch([...bodies][0]!, /<script/)
    await until(() => sent.length > 0)
    await pause(300)
    assert.deepEqual(
      sent.map(({ body }) => body.recipients[0]!.msisdn),
      [known.number.slice(1)],
    )
  })

  test('one answer to a wrong code, another’s, one used, run out, tried out or replaced', async () => {
    const [who, other] = [await someone(), await someone()]
    const answers = new Set<string>()
    const refused = async (number: string, code: string) => {
      const { status, text } = await enter(number, code)
      assert.equal(status, 422)
      answers.add(same(text))
    }
    const first = await codeFor(who)
    await refused('+358409999998', first)
    await refused('', '')
    const others = await codeFor(other)
    await refused(who.number, others)
    const second = await codeFor(who)
    await refused(who.number, first)
    clock.now = () => new Date(now().getTime() + 10 * 60_000 + 1000)
    await refused(who.number, second)
    clock.now = now
    const third = await codeFor(who)
    const many = await Promise.all(Array.from({ length: 9 }, () => enter(who.number, wrongOf(third))))
    for (const { status } of many) assert.equal(status, 422)
    await refused(who.number, third)
    assert.equal((await enter(other.number, others)).status, 303)
    await refused(other.number, others)
    assert.equal(answers.size, 1)
    assert.ok([...answers][0]!.includes(wordings.fi.text.wrong))
    // Three an hour, and the answer is the same when there is no fourth.
    const before = messagesTo(who.number).length
    assert.equal(before, 3)
    assert.equal((await ask(who.number)).status, 200)
    await pause(200)
    assert.equal(messagesTo(who.number).length, before)
  })

  test('by the code of a request where a number is asked for, and the other way round; from one network after twenty tries', async () => {
    const who = await someone()
    const code = await codeFor(who)
    const { json } = await owner('POST', '/api/v1/requests', {
      body: { kinds: ['access'], channel: 'phone', person: who.id },
    })
    assert.equal((await cast.post('/mydata/code', { number: json.number, code }, from())).status, 422)
    const spoken = (await owner('POST', `/api/v1/requests/${json.id}/call_code`, { body: {} })).json.code
    assert.equal((await enter(who.number, spoken)).status, 422)
    const statuses: number[] = []
    for (let i = 0; i < 22; i++)
      statuses.push((await enter('+358409999997', '12345678', { 'x-forwarded-for': '203.2.0.1' })).status)
    assert.deepEqual([statuses[0], statuses[19], statuses[20]], [422, 422, 429])
  })

  test('whose removal is under way, and whose number a gateway does not take', async () => {
    const who = await someone()
    answer = [402, REFUSED]
    const errors = console.error
    const said: string[] = []
    console.error = (line: string) => said.push(line)
    await ask(who.number)
    await until(() => said.length > 0)
    console.error = errors
    answer = [200, TAKEN]
    assert.deepEqual(said, ['a code could not be sent: TEXT_NOT_SENT'])
    const { rows } = await cast.sending.owner.query(
      `select outcome, detail from ledger.entries where action = 'mydata.text' and $1 = any (ids)`,
      [who.id],
    )
    assert.deepEqual(rows, [{ outcome: 'refused', detail: { state: 'TEXT_NOT_SENT' } }])
  })
})

describe('whoever reads it', () => {
  test('gets to their page once; the message is in their language and says nothing of them', async () => {
    for (const language of LANGUAGES) {
      const who = await someone()
      await cast.sending.owner.query('update data.people set language = $2 where id = $1', [who.id, language])
      const code = await codeFor(who)
      const { authorization, body } = messagesTo(who.number).at(-1)!
      assert.equal(authorization, 'Token avain-1')
      const company = effective([]).controller.name
      assert.deepEqual(body, {
        sender: 'Pohjolan',
        message: wordings[language].text.message(code, company),
        recipients: [{ msisdn: who.number.slice(1) }],
      })
      // Typed as people write it.
      const typed = `0${who.number.slice(4, 6)} ${who.number.slice(6, 9)} ${who.number.slice(9)}`
      const { status, headers } = await enter(typed, `${code.slice(0, 4)} ${code.slice(4)}`)
      assert.equal(status, 303)
      const page = await cast.get(headers.get('location')!)
      assert.equal(page.status, 200)
      assert.ok(page.text.includes(who.email))
      const { rows } = await cast.sending.owner.query(
        `select action, outcome from ledger.entries where $1 = any (ids) and action in ('mydata.text', 'mydata.code') order by id`,
        [who.id],
      )
      assert.deepEqual(rows, [
        { action: 'mydata.text', outcome: 'done' },
        { action: 'mydata.code', outcome: 'done' },
      ])
      assert.equal((await enter(who.number, code)).status, 422)
    }
  })

  test('of a request the code goes to the mobile on record and to nobody’s eyes; they come in with it as with a call', async () => {
    const who = await someone()
    const { json } = await owner('POST', '/api/v1/requests', {
      body: { kinds: ['access'], channel: 'phone', person: who.id, language: 'sv' },
    })
    const path = `/api/v1/requests/${json.id}`
    const seller = await cast.served.enter('seller')
    assert.equal((await seller('POST', `${path}/text_code`, { body: {} })).status, 403)
    await cast.sending.owner.query(`update data.phones set kind = 'work' where id = $1`, [who.phone])
    assert.equal((await owner('POST', `${path}/text_code`, { body: {} })).json.code, 'TEXT_NUMBER_MISSING')
    await cast.sending.owner.query(`update data.phones set kind = 'mobile' where id = $1`, [who.phone])
    assert.equal((await owner('GET', `${path}/call_code`)).json.texts, true)
    const made = await owner('POST', `${path}/text_code`, { body: {} })
    assert.equal(made.status, 201, made.text)
    assert.equal(made.json.shown, shownOf(who.number))
    const message = messagesTo(who.number).at(-1)!.body.message
    const code = /\d{4} ?\d{4}/.exec(message)![0]
    assert.equal(message, wordings.sv.text.message(code, effective([]).controller.name))
    assert.ok(!made.text.includes(code) && !made.text.includes(code.replace(' ', '')))
    assert.equal((await cast.post('/mydata/code', { number: json.number, code }, from())).status, 303)
    const { rows } = await cast.sending.owner.query('select identity from data.requests where id = $1', [json.id])
    assert.equal(rows[0].identity, 'confirmed')
    answer = [500, {}]
    assert.equal((await owner('POST', `${path}/text_code`, { body: {} })).json.code, 'TEXT_NOT_SENT')
    answer = [200, TAKEN]
  })
})

test('the notice names who sends them, as long as they do', () => {
  for (const language of LANGUAGES) {
    const register = effective([])
    const { text } = printNotice(register, register.controller, language)
    assert.match(text, /Viestitalo ApS/)
    const without = effective([], { ...config, texts: undefined } as never)
    assert.doesNotMatch(printNotice(without, without.controller, language).text, /Viestitalo/)
  }
})

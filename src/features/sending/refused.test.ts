import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { after, afterEach, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { config } from '#kernel/config.ts'
import { type House, openHouse } from '#kernel/database.ts'
import type { Done, Order } from '../../../tests/sending.sender.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { clockNow, openSink, type Sink } from '../../../tests/sink.ts'
import { frame } from './frame.ts'
import { send } from './send.ts'
import { type Cast, openCast } from './sending.cast.ts'

// One word that stops many: a company’s no, and a stop of all marketing. After it was answered nothing leaves, though
// senders were in the middle of their work, and though one of them was killed.

let served: Served
let cast: Cast
let house: House
let sink: Sink
let keeper: Visitor
let seller: Visitor
before(async () => {
  served = await openServed()
  cast = await openCast(served.bed)
  house = openHouse(served.bed.connection)
  await house.renew()
  sink = await openSink()
  config.mailUrl = sink.url
  ;[keeper, seller] = await Promise.all([served.enter('privacy_owner'), served.enter('seller')])
})
after(async () => {
  delete config.mailUrl
  await sink?.close()
  await house?.close()
  await served?.close()
})

type Someone = { id: string; email: string }
/** A company and people of it who have agreed to the newsletter. */
async function company(addresses: string[]): Promise<{ id: string; people: Someone[] }> {
  const id = randomUUID()
  await cast.owner.query(`insert into data.companies (id, name, roles) values ($1, 'Kieltävä Oy', '{customer}')`, [id])
  const people: Someone[] = []
  for (const email of addresses) {
    const someone = await cast.make({ email })
    await cast.consent(someone.id)
    people.push(someone)
  }
  for (const one of people) await employ(one, id)
  return { id, people }
}
const employ = (one: Someone, id: string) =>
  cast.owner.query(`select from door.employment(null, $1)`, [{ person: one.id, company: id }])
const refuse = async (id: string): Promise<number> => {
  const path = `/api/v1/companies/${id}/refuse_marketing?purpose=relationship`
  const { status, text } = await seller('POST', path, { body: {} })
  assert.equal(status, 200, text)
  return clockNow()
}
const stop = async (): Promise<number> => {
  const { status, text } = await keeper('POST', '/api/v1/sending/stop', {
    body: { reason: 'Väärä kohderyhmä valittu' },
  })
  assert.equal(status, 200, text)
  return clockNow()
}
const resume = () => keeper('POST', '/api/v1/sending/resume', { body: { reason: 'Kohderyhmä korjattiin' } })

/** Sends one message whose writing takes so many ms. */
const written = (message: string, { id }: Someone, ms: number, during: () => void = () => {}) =>
  send(house, 'test', {
    message,
    person: id,
    purpose: 'marketing',
    channel: 'email',
    content: 'marketing',
    topic: 'products',
    async compose(decision) {
      during()
      await pause(ms)
      return frame(decision, { subject: 'Uutiskirje', body: 'Hei!' })
    },
  })
const lateTo = (people: Someone[], done: number) =>
  sink.taken.filter(({ to, at }) => at > done && people.some(({ email }) => email === to)).map(({ to }) => to)

async function startSender(): Promise<ChildProcess> {
  const { key, ...connection } = served.bed.connection
  const child = fork(fileURLToPath(new URL('../../../tests/sending.sender.ts', import.meta.url)), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      SENDER_CONNECTION: JSON.stringify({ ...connection, key: key.toString('base64url') }),
      SELOSTE_SMTP: sink.url,
    },
  })
  await once(child, 'message')
  return child
}

/** Two processes send to all of them; `word` is said when some have been taken. What came of each, and when it was answered. */
async function campaign(message: string, people: Someone[], word: () => Promise<number>) {
  const before = sink.taken.length
  const senders = await Promise.all([startSender(), startSender()])
  const half = people.length / 2
  const outcomes = Promise.all(
    senders.map(async (child, n) => {
      child.send({ message, people: people.slice(n * half, (n + 1) * half).map(({ id }) => id) } satisfies Order)
      const [done] = (await once(child, 'message')) as [Done]
      child.disconnect()
      return done.outcomes
    }),
  )
  let over = false
  void outcomes.then(() => {
    over = true
  })
  while (sink.taken.length < before + 8 && !over) await pause(5)
  const done = await word()
  const all: Record<string, number> = {}
  for (const one of await outcomes) for (const [code, n] of Object.entries(one)) all[code] = (all[code] ?? 0) + n
  await pause(200)
  return { done, outcomes: all }
}
const crowd = (word: string) => Array.from({ length: 60 }, (_, n) => `${word}${n}@asiakas.example`)

describe('a company says no', () => {
  test('in the middle of a campaign: whoever is of it gets nothing after the answer', async () => {
    const { id, people } = await company(crowd('yhtio'))
    const { done, outcomes } = await campaign('company', people, () => refuse(id))
    assert.deepEqual(lateTo(people, done), [])
    assert.ok(outcomes.sent! >= 8 && outcomes.COMPANY_REFUSED! >= 10, JSON.stringify(outcomes))
    assert.equal(outcomes.sent! + outcomes.COMPANY_REFUSED!, people.length)
  })

  test('while one of its people is being written to: answered when that message is out', async () => {
    const { id, people } = await company(['kirjoitetaan@asiakas.example'])
    let done = Promise.resolve(0)
    const { state } = await written('company-lock', people[0]!, 300, () => {
      done = refuse(id)
    })
    assert.equal(state, 'sent')
    assert.ok((await sink.told('taken', people[0]!.email)).at < (await done))
  })

  test('somebody who joins it at that moment is of it, or joins after the answer', async () => {
    const { id, people } = await company(['vanha@asiakas.example'])
    const joins = await cast.make({ email: 'uusi@asiakas.example' })
    await cast.consent(joins.id)
    let done = Promise.resolve(0)
    const first = written('company-join', people[0]!, 600, () => {
      done = refuse(id)
    })
    await pause(150)
    const joined = employ(joins, id).then(() => clockNow())
    await Promise.race([joined, pause(150)])
    const [, outcome, answered, at] = await Promise.all([first, written('company-join', joins, 900), done, joined])
    if (at < answered) assert.deepEqual(lateTo([joins], answered), [], `${outcome.state} after the answer`)
  })
})

describe('all marketing is stopped', () => {
  afterEach(resume)
  test('refused: without a reason, by those who do not keep the register, twice, and to open what is open', async () => {
    assert.equal((await keeper('POST', '/api/v1/sending/stop', { body: {} })).json.field, 'reason')
    assert.equal((await seller('POST', '/api/v1/sending/stop', { body: { reason: 'Väärä kohderyhmä' } })).status, 403)
    assert.equal((await resume()).json.field, 'stopped')
    await stop()
    const again = await keeper('POST', '/api/v1/sending/stop', { body: { reason: 'Vielä kerran varmuudeksi' } })
    assert.equal(again.json.field, 'stopped')
    const state = (await keeper('GET', '/api/v1/sending/state')).json
    assert.deepEqual([state.stopped, state.why, state.reason], [true, 'SENDING_STOPPED', 'Väärä kohderyhmä valittu'])
    assert.equal((await resume()).json.stopped, false)
  })

  test('a message that was decided and is being written does not go; what serves rights does', async () => {
    const { people } = await company(['paatetty@asiakas.example'])
    let done = Promise.resolve(0)
    const { state, code } = await written('stop-decided', people[0]!, 400, () => {
      done = stop()
    })
    assert.deepEqual([state, code], ['refused', 'SENDING_STOPPED'])
    await done
    const { rows } = await cast.owner.query(`select state, code from data.sendings where message = 'stop-decided'`)
    assert.deepEqual(rows, [{ state: 'refused', code: 'SENDING_STOPPED' }])
    const letter = await send(house, 'test', {
      message: 'stop-rights',
      person: people[0]!.id,
      purpose: 'rights',
      channel: 'email',
      content: 'rights',
      compose: (decision) => frame(decision, { subject: 'Tiedoistasi', body: 'Hei!' }),
    })
    assert.equal(letter.state, 'sent')
    await resume()
    assert.equal((await written('stop-decided', people[0]!, 0)).state, 'sent')
  })

  test('in the middle of a campaign: nobody gets anything after the answer', async () => {
    const { people } = await company(crowd('kaikki'))
    const { done, outcomes } = await campaign('stopped', people, stop)
    assert.deepEqual(lateTo(people, done), [])
    assert.ok(outcomes.sent! >= 8 && outcomes.SENDING_STOPPED! >= 10, JSON.stringify(outcomes))
  })

  test('a message at the relay is answered for first, also when its sender was killed', async () => {
    const { people } = await company(['hold-700-elava@asiakas.example', 'hold-1500-tapettu@asiakas.example'])
    const living = written('stop-relay', people[0]!, 0)
    await sink.told('came', people[0]!.email)
    const first = await stop()
    assert.deepEqual([lateTo([people[0]!], first), (await living).state], [[], 'sent'])
    await resume()
    const sender = await startSender()
    sender.send({ message: 'stop-killed', people: [people[1]!.id] } satisfies Order)
    await sink.told('came', people[1]!.email)
    sender.kill('SIGKILL')
    await once(sender, 'exit')
    const second = await stop()
    await sink.told('taken', people[1]!.email)
    assert.deepEqual(lateTo([people[1]!], second), [])
  })
})

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { type Cast, openCast } from './sending.cast.ts'

let served: Served
let cast: Cast
let seller: Visitor
let owner: Visitor
before(async () => {
  served = await openServed()
  cast = await openCast(served.bed)
  ;[seller, owner] = [await served.enter('seller'), await served.enter('privacy_owner')]
})
after(() => served?.close())

const api = '/api/v1'

test('before a call: may we, in the reader’s language, with the next step', async () => {
  const made = await cast.make({ phoneKind: 'mobile' })
  const ask = `${api}/people/${made.id}/may_send?purpose=sales&channel=phone&topic=products`
  const yes = (await seller('GET', ask)).json
  assert.deepEqual([yes.items.length, yes.items[0].allowed, yes.items[0].ground], [1, true, 'legitimate_interest'])
  await cast.object(made.id)
  for (const [language, said] of [
    ['fi', /kieltänyt/],
    ['sv', /direktmarknadsföring/],
    ['en', /direct marketing/],
  ] as const) {
    const [no] = (await seller('GET', ask, { headers: { 'accept-language': language } })).json.items
    assert.deepEqual([no.allowed, no.code, Boolean(no.next)], [false, 'DM_OBJECTED', true])
    assert.match(no.says, said)
  }
})

test('all channels and topics at once, and no address in the answer', async () => {
  const made = await cast.make({ emailKind: 'private' })
  await cast.consent(made.id, 'events')
  const { status, json, text } = await seller('GET', `${api}/people/${made.id}/may_send?purpose=relationship`)
  assert.equal(status, 200)
  assert.equal(json.items.length, 17)
  const events = json.items.find((one: any) => one.channel === 'email' && one.topic === 'events')
  assert.deepEqual([events.allowed, events.ground], [true, 'consent'])
  assert.equal(text.includes(made.email), false)
})

test('a hidden person and an unknown one are answered alike', async () => {
  const hidden = await cast.make({ opens: ['support'] })
  const answers = await Promise.all(
    [hidden.id, '00000000-0000-4000-8000-000000000000'].map((id) =>
      seller('GET', `${api}/people/${id}/may_send?purpose=sales`),
    ),
  )
  assert.equal(answers[0]!.status, 404)
  assert.equal(answers[0]!.text, answers[1]!.text)
})

test('the log is for whoever serves people’s rights: of one person, of one message, page by page', async () => {
  const made = await cast.make()
  const ask = { channel: 'email', content: 'marketing', topic: 'products', message: 'kevät' }
  await cast.gate('marketing', 'ask', made.id, ask)
  assert.equal((await seller('GET', `${api}/sendings?person=${made.id}`)).status, 403)
  const [own] = (await owner('GET', `${api}/sendings?person=${made.id}`)).json.items
  assert.deepEqual([own.message, own.state, own.code], ['kevät', 'refused', 'WORK_RELEVANCE_UNKNOWN'])
  const all = (await owner('GET', `${api}/sendings?message=kevät&code=WORK_RELEVANCE_UNKNOWN`)).json.items
  assert.deepEqual([all.length, all[0].person_id], [1, made.id])
  assert.equal((await owner('GET', `${api}/sendings?state=sent&message=kevät`)).json.items.length, 0)
  for (const n of [1, 2, 3]) await cast.gate('marketing', 'ask', made.id, { ...ask, message: `sivu-${n}` })
  const page = (await owner('GET', `${api}/sendings?limit=2`)).json
  const rest = (await owner('GET', `${api}/sendings?limit=2&cursor=${page.next}`)).json
  assert.deepEqual(
    [...page.items, ...rest.items].map((one) => one.message),
    ['sivu-3', 'sivu-2', 'sivu-1', 'kevät'],
  )
})

test('after a canary: only the privacy owner opens sending again, with a reason, and it is on record', async () => {
  const made = await cast.make({ employed: {}, emailKind: 'generic' })
  await cast.owner.query('insert into data.canaries values ($1)', [made.id])
  const ask = { channel: 'email', content: 'marketing', topic: 'products', message: 'osuma' }
  assert.equal((await cast.gate('marketing', 'ask', made.id, ask)).code, 'CANARY_HIT')
  const stopped = (await owner('GET', `${api}/sending/state`)).json
  assert.deepEqual([stopped.stopped, stopped.message], [true, 'osuma'])
  const resume = (who: Visitor, reason?: string) => who('POST', `${api}/sending/resume`, { body: { reason } })
  assert.equal((await resume(seller, 'Vika on korjattu.')).status, 403)
  assert.equal((await resume(owner)).status, 422)
  assert.equal((await resume(owner, 'ok')).json.field, 'reason')
  assert.equal((await owner('GET', `${api}/sending/state`)).json.stopped, true)
  const resumed = (await resume(owner, 'Peruste oli väärässä lokerossa; korjattu.')).json
  assert.deepEqual([resumed.stopped, resumed.resumed.reason], [false, 'Peruste oli väärässä lokerossa; korjattu.'])
  assert.equal((await resume(owner, 'Vielä kerran varmuudeksi.')).json.field, 'stopped')
  const { rows } = await cast.owner.query(
    `select outcome, detail from ledger.entries where action = 'sending.resume' order by at`,
  )
  assert.deepEqual(
    rows.map((row) => row.outcome),
    ['refused', 'done'],
  )
  assert.equal(rows[1].detail.resumed, true)
})

import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { config } from '#kernel/config.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { base } from '#register/index.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { composed, hashOf } from './letters.ts'
import { letters } from './wishes.jobs.ts'

// What a letter about a wish must say, and that it leaves once.

let served: Served
let house: House
let seller: Visitor
let keeper: Visitor
let people: { id: string }[]
const received: string[] = []
const relay = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData(stream, _, done) {
    const chunks: Buffer[] = []
    stream.on('data', (chunk) => chunks.push(chunk))
    stream.on('end', () => {
      received.push(Buffer.concat(chunks).toString())
      done()
    })
  },
})
before(async () => {
  served = await openServed()
  house = openHouse(served.bed.connection)
  ;[seller, keeper] = await Promise.all([served.enter('seller'), served.enter('privacy_owner')])
  people = (await seller('GET', '/api/v1/people?purpose=relationship&limit=60&include=emails')).json.items.filter(
    (one: any) => one.emails.length > 0 && one.language === 'fi',
  )
  relay.listen(0, '127.0.0.1')
  await once(relay.server, 'listening')
})
after(async () => {
  delete config.mailUrl
  await new Promise<void>((done) => relay.close(done))
  await house?.close()
  await served?.close()
})

const mail = (on: boolean) => {
  if (on) config.mailUrl = `smtp://127.0.0.1:${(relay.server.address() as AddressInfo).port}`
  else delete config.mailUrl
}
const act = (who: Visitor, id: string, verb: string, body: object) =>
  who('POST', `/api/v1/people/${id}/${verb}`, { body })
const waits = async (id: string) =>
  (await keeper('GET', '/api/v1/wishes?kind=letter')).json.items.some((item: any) => item.id === id)
/** Quoted-printable undone. */
const plain = (text: string) =>
  Buffer.from(
    text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString()

test('a refusal names ground, reasons, the Ombudsman and the court, in three languages; nothing is left unfilled', () => {
  const { authority, mailbox } = base.controller
  for (const language of ['fi', 'sv', 'en'] as const) {
    for (const kind of ['reason_asked', 'objection_upheld', 'objection_refused', 'restriction_ends'] as const) {
      const told = {
        scope: 'sales',
        said: '2026-11-02T10:00:00Z',
        due: '2026-12-02',
        restricted: '2026-10-01T10:00:00Z',
        ground: 'legal_claims' as const,
        reasons: 'Perintä on kesken.',
      }
      const { text, subject } = composed(base as any, language, kind, 'Aino Virtanen', told)
      assert.doesNotMatch(`${subject} ${text}`, /undefined|\bnull\b|NaN|\[object|\$\{/, `${language} ${kind}`)
      if (kind === 'objection_refused' || kind === 'restriction_ends') {
        for (const part of [
          authority.name[language],
          authority.post[language],
          authority.email,
          authority.phone,
          mailbox,
          '79',
        ])
          assert.ok(text.includes(part), `${language} ${kind} lacks ${part}`)
      }
      if (kind === 'objection_refused') assert.match(text, /21[\s\S]*Perintä on kesken\./)
    }
  }
})

test('whoever gave no reason is asked once, by mail; a person without an address by paper', async () => {
  const { id } = people[0]!
  mail(true)
  const spoken = await act(seller, id, 'object', { scope: 'sales', channel: 'phone' })
  assert.deepEqual(spoken.json.asked, { sent: true })
  assert.equal(received.length, 1)
  assert.match(plain(received[0]!), /koskee käyttötarkoitusta/)
  // a reason that came along is not asked for
  const reasoned = await act(seller, people[1]!.id, 'object', { scope: 'sales', reason: 'omat syyni' })
  assert.equal(reasoned.json.asked, null)
  const { json } = await seller('POST', '/api/v1/people?purpose=relationship', {
    body: { given_name: 'Osoitteeton', position: 'customer' },
  })
  const paper = await act(seller, json.id, 'object', { scope: 'sales' })
  assert.equal(paper.json.asked.sent, false)
  assert.match(paper.json.asked.letter, /Osoitteeton/)
  assert.equal(received.length, 1)
})

test('a decision leaves by mail with the hash on record; one made while the relay was down follows, once', async () => {
  const [mailed, later] = [people[0]!.id, people[1]!.id]
  mail(true)
  const upheld = await act(keeper, mailed, 'uphold_objection', { scope: 'sales' })
  assert.deepEqual([upheld.status, upheld.json.sent], [200, true], upheld.text)
  assert.equal(await waits(mailed), false)
  const paper = await keeper('GET', `/api/v1/wishes/paper?id=${mailed}&number=${upheld.json.number}`)
  const owner = await served.bed.owner()
  const { rows } = await owner.query('select proof from data.grounds where number = $1', [upheld.json.number])
  assert.equal(rows[0].proof.letter, hashOf(paper.json))

  mail(false)
  await act(keeper, later, 'uphold_objection', { scope: 'sales' })
  assert.equal(await waits(later), true)
  mail(true)
  const before = received.length
  assert.equal((await letters.run(house)).sent, 1)
  assert.deepEqual(await letters.run(house), { sent: 0, left: 0 })
  assert.equal(received.length, before + 1)
  assert.equal(await waits(later), false)
})

test('told by mail, a restriction may be lifted', async () => {
  const { id } = people[2]!
  mail(true)
  await seller('POST', `/api/v1/people/${id}/restrict?purpose=relationship`, { body: { ground: 'claims' } })
  const told = await act(keeper, id, 'tell_restriction_end', { reason: 'asia on ratkennut' })
  assert.deepEqual([told.json.told, told.json.sent], [true, true], told.text)
  assert.match(plain(received.at(-1)!), /18 artiklan 3 kohta/)
  assert.equal((await act(keeper, id, 'lift_restriction', {})).status, 200)
})

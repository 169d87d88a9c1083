import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, describe, test } from 'node:test'
import { authenticate } from 'mailauth'
import { SMTPServer } from 'smtp-server'
import { config } from '#kernel/config.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'
import { openSink, type Sink } from '../../../tests/sink.ts'
import { openLink } from '../grounds/links.ts'
import { frame } from './frame.ts'
import { type Outgoing, send } from './send.ts'
import { type Cast, type Made, openCast } from './sending.cast.ts'

let bed: Bed
let cast: Cast
let house: House
let sink: Sink
before(async () => {
  bed = await openBed()
  cast = await openCast(bed)
  house = openHouse(bed.connection)
  sink = await openSink()
  config.mailUrl = sink.url
  config.mailFrom = 'Pohjolan Huoltotarvike <uutiset@pohjolan.example>'
  config.baseUrl = 'https://crm.pohjolan.example'
})
after(async () => {
  for (const name of ['mailUrl', 'mailFrom', 'baseUrl', 'dkim'] as const) delete config[name]
  await sink?.close()
  await house?.close()
  await bed?.close()
})

let number = 0
const newsletter = (person: string, more: Partial<Outgoing> = {}): Outgoing => ({
  message: `newsletter-${number}`,
  person,
  purpose: 'marketing',
  channel: 'email',
  content: 'marketing',
  topic: 'products',
  compose: (decision) => frame(decision, { subject: 'Uutiskirje', body: 'Hei!\n\nUudet öljyt ovat tulleet.' }),
  ...more,
})
beforeEach(() => {
  number += 1
})

async function subscriber(email?: string): Promise<Made> {
  const made = await cast.make({ emailKind: 'private', ...(email && { email }) })
  await cast.consent(made.id)
  return made
}
const rawTo = (email: string) => sink.taken.filter((one) => one.to === email).map((one) => one.raw!)
const kept = async (message: string) =>
  (await cast.owner.query('select * from data.sendings where message = $1 order by decided_at', [message])).rows
const header = (raw: string, name: string) =>
  raw
    .slice(0, raw.indexOf('\r\n\r\n'))
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
    .map((line) => line.slice(name.length + 1).trim())

describe('refused', () => {
  test('nothing leaves to whom the gate says no, and the no is kept', async () => {
    const { id, email } = await subscriber()
    await cast.object(id)
    let composed = false
    const outgoing = newsletter(id, {
      compose: () => {
        composed = true
        return { subject: '', text: '' }
      },
    })
    assert.deepEqual(await send(house, 'test', outgoing), { state: 'refused', code: 'DM_OBJECTED' })
    assert.equal(composed, false)
    assert.equal(rawTo(email).length, 0)
    const [row, ...more] = await kept(outgoing.message)
    assert.deepEqual([row.state, row.code, row.allowed, more.length], ['refused', 'DM_OBJECTED', false, 0])
  })

  test('a message that lacks what it must carry is not sent, and why is kept', async () => {
    const { id, email } = await subscriber()
    const bare = newsletter(id, { compose: () => ({ subject: 'Osta', text: 'Osta.' }) })
    assert.deepEqual(await send(house, 'test', bare), { state: 'refused', code: 'DM_TEMPLATE_INVALID' })
    const own = newsletter(id, { compose: () => refuse('PROMOTION_IN_SERVICE'), message: 'own' })
    assert.deepEqual(await send(house, 'test', own), { state: 'refused', code: 'PROMOTION_IN_SERVICE' })
    assert.equal((await kept(bare.message))[0].code, 'DM_TEMPLATE_INVALID')
    assert.equal(rawTo(email).length, 0)
    assert.equal((await send(house, 'test', newsletter(id))).state, 'sent', 'mended, it goes')
  })

  test('a composer that breaks leaves no lock and no trace', async () => {
    const { id } = await subscriber()
    const broken = newsletter(id, { compose: () => Promise.reject(new Error('broken')) })
    await assert.rejects(send(house, 'test', broken), /broken/)
    assert.deepEqual(await kept(broken.message), [])
    await cast.object(id)
  })

  test('without a relay nobody is asked anything', async () => {
    const { mailUrl } = config
    delete config.mailUrl
    await assert.rejects(send(house, 'test', newsletter('x')), { code: 'MAIL_NOT_SET' })
    config.mailUrl = mailUrl!
  })

  test('the same message twice, also at once, comes once', async () => {
    const { id, email } = await subscriber()
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => send(house, 'test', newsletter(id))))
    assert.deepEqual(outcomes.map((one) => one.code ?? one.state).sort(), [
      'ALREADY_SENT',
      'ALREADY_SENT',
      'ALREADY_SENT',
      'sent',
    ])
    assert.equal(rawTo(email).length, 1)
  })
})

describe('what became of it', () => {
  test('sent: with its ground, the relay’s reply and the address it went to', async () => {
    const { id, emailId } = await subscriber()
    const outcome = await send(house, 'test', newsletter(id))
    assert.equal(outcome.ground, 'consent')
    assert.match(outcome.reply!, /kept as/)
    const [row] = await kept(`newsletter-${number}`)
    assert.deepEqual(
      [row.id, row.state, row.ground, row.address_id, row.purpose, row.lease],
      [outcome.sending, 'sent', 'consent', emailId, 'marketing', null],
    )
    assert.ok(row.sent_at)
  })

  test('refused by the relay, before or after the text: failed, and may go again', async () => {
    for (const way of ['refuse', 'bounce']) {
      const { id } = await subscriber(`${way}-${number}@asiakas.example`)
      const first = await send(house, 'test', newsletter(id, { message: `${way}-1` }))
      assert.equal(first.state, 'failed', way)
      await cast.owner.query('update data.emails set address = $2 where person_id = $1', [
        id,
        `ok-${way}@asiakas.example`,
      ])
      assert.equal((await send(house, 'test', newsletter(id, { message: `${way}-1` }))).state, 'sent')
      assert.deepEqual(
        (await kept(`${way}-1`)).map((row) => row.state),
        ['failed', 'sent'],
      )
    }
  })

  test('a relay that is not there: failed', async () => {
    const { id } = await subscriber()
    const { mailUrl } = config
    config.mailUrl = 'smtp://127.0.0.1:1'
    assert.equal((await send(house, 'test', newsletter(id))).state, 'failed')
    config.mailUrl = mailUrl!
    assert.equal((await send(house, 'test', newsletter(id))).state, 'sent')
  })

  test('a relay that asks who we are: known, sent; not known, failed', async () => {
    const relay = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _, done) =>
        done(password === 's:alainen' ? null : new Error('no'), { user: username! }),
      onData: (stream, _, done) => void stream.resume().on('end', () => done()),
    })
    relay.on('error', () => {})
    relay.listen(0, '127.0.0.1')
    await once(relay.server, 'listening')
    const { mailUrl } = config
    const { port } = relay.server.address() as AddressInfo
    for (const [password, state] of [
      ['s%3Aalainen', 'sent'],
      ['arvaus', 'failed'],
    ]) {
      config.mailUrl = `smtp://seloste:${password}@127.0.0.1:${port}`
      const { id } = await subscriber()
      assert.equal((await send(house, 'test', newsletter(id))).state, state)
    }
    config.mailUrl = mailUrl!
    await new Promise<void>((done) => relay.close(done))
  })

  test('cut off, or met with silence, when the relay may have had it: unknown, and not again', async () => {
    const [dropped, hung] = [
      await subscriber(`drop-${number}@asiakas.example`),
      await subscriber(`hang-${number}@asiakas.example`),
    ]
    const begun = performance.now()
    const since = <T>(work: Promise<T>) => work.then((is) => ({ is, after: performance.now() - begun }))
    const sending = [dropped, hung].map(({ id }) => since(send(house, 'test', newsletter(id))))
    await Promise.all([sink.told('came', dropped.email), sink.told('came', hung.email)])
    const objecting = [dropped, hung].map(({ id }) => since(cast.object(id)))
    assert.deepEqual(
      (await Promise.all(sending)).map(({ is }) => is.state),
      ['unknown', 'unknown'],
    )
    // The hand-over ends after five seconds; nobody is told that it stopped before the lease of six is over.
    for (const { after } of await Promise.all(objecting)) assert.ok(after > 5500 && after < 20_000, `${after} ms`)
    assert.equal((await send(house, 'test', newsletter(dropped.id))).code, 'ALREADY_SENT')
    assert.deepEqual(
      (await kept(`newsletter-${number}`)).map((row) => row.state),
      ['unknown', 'unknown'],
    )
  })
})

describe('as it arrives', () => {
  test('marketing: one way out and one click, nothing about an automaton', async () => {
    const { id, email } = await subscriber()
    await send(house, 'test', newsletter(id))
    const [raw] = rawTo(email)
    const [leave, ...others] = header(raw!, 'List-Unsubscribe')
    assert.equal(others.length, 0)
    const token = /^<https:\/\/crm\.pohjolan\.example\/u\/([\w-]+)>$/.exec(leave!)![1]!
    const link = openLink(bed.connection.key, token)!
    assert.deepEqual([link.kind, link.person, link.until], ['leave', id, null])
    assert.deepEqual(header(raw!, 'List-Unsubscribe-Post'), ['List-Unsubscribe=One-Click'])
    assert.deepEqual(header(raw!, 'List-Id'), ['<products.pohjolan.example>'])
    assert.equal(header(raw!, 'List-Help').length, 1)
    assert.deepEqual(header(raw!, 'Auto-Submitted'), [])
    assert.match(raw!, /To: p[0-9a-f]{8}@asiakas\.example/)
  })

  test('service and rights: from an automaton, and no list', async () => {
    const { id, email } = await cast.make()
    for (const [content, purpose] of [
      ['service', 'contract'],
      ['rights', 'rights'],
    ] as const) {
      const compose: Outgoing['compose'] = (decision) => frame(decision, { subject: content, body: 'Hei.' })
      const { topic, ...outgoing } = newsletter(id, { content, purpose, message: `${content}-1`, compose })
      assert.equal((await send(house, 'test', outgoing)).state, 'sent', content)
    }
    for (const raw of rawTo(email)) {
      assert.deepEqual(header(raw, 'Auto-Submitted'), ['auto-generated'])
      assert.doesNotMatch(raw, /^List-/im)
    }
    assert.equal(rawTo(email).length, 2)
  })

  test('the signature holds, and covers the one-click headers', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'der' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    config.dkim = { domain: 'pohjolan.example', selector: 's1', key: privateKey }
    const { id, email } = await subscriber()
    await send(house, 'test', newsletter(id))
    delete config.dkim
    const [raw] = rawTo(email)
    const signed = /\bh=([^;]+);/.exec(header(raw!, 'DKIM-Signature')[0]!)![1]!.replace(/\s/g, '').split(':')
    for (const name of ['from', 'to', 'subject', 'list-unsubscribe', 'list-unsubscribe-post'])
      assert.ok(signed.includes(name), `${name} of ${signed}`)
    const resolver = async (name: string, type: string) => {
      if (type === 'TXT' && name === 's1._domainkey.pohjolan.example')
        return [[`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`]]
      throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
    }
    const verdict = async (message: string) =>
      (await authenticate(message, { resolver, trustReceived: false } as any)).dkim.results[0]!.status.result
    assert.equal(await verdict(raw!), 'pass')
    assert.equal(await verdict(raw!.replace('List-Unsubscribe=One-Click', 'List-Unsubscribe=Two-Click')), 'fail')
  })

  test('the first message tells where the address came from, and that is kept as told', async () => {
    const made = await cast.make({ source: 'register', sourceName: 'Kaupparekisteri', informed: false, language: 'sv' })
    await cast.consent(made.id)
    await send(house, 'test', newsletter(made.id))
    const [raw] = rawTo(made.email)
    const text = raw!
      .replace(/=\r\n/g, '')
      .replace(/(?:=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString())
    assert.match(text, /Din adress kommer från: Kaupparekisteri\./)
    assert.match(text, /DIN RÄTT ATT SÄGA NEJ TILL DIREKTMARKNADSFÖRING/)
    const { rows } = await cast.owner.query(
      'select kind, edition, language, channel from data.informings where person_id = $1',
      [made.id],
    )
    assert.deepEqual(rows, [{ kind: 'obtained', edition: 1, language: 'sv', channel: 'email' }])
    const { rows: people } = await cast.owner.query('select informed_how from data.people where id = $1', [made.id])
    assert.equal(people[0].informed_how, 'email')
    await send(house, 'test', newsletter(made.id, { message: 'second' }))
    assert.doesNotMatch(rawTo(made.email)[1]!, /DIN R=C3=84TT/)
  })
})

describe('the guard at the door outward', () => {
  test('an address of a canary under somebody else’s name: nothing leaves, and all marketing stops', async () => {
    const canary = await cast.make({ email: `canary-${number}@asiakas.example` })
    await cast.owner.query('insert into data.canaries values ($1)', [canary.id])
    await new Promise((done) => setTimeout(done, 1))
    const guarded = openHouse(bed.connection)
    try {
      const { id } = await subscriber(canary.email)
      const outcome = await send(guarded, 'test', newsletter(id))
      assert.deepEqual([outcome.state, outcome.code], ['refused', 'CANARY_HIT'])
      assert.equal(rawTo(canary.email).length, 0)
      const other = await subscriber()
      assert.equal((await send(guarded, 'test', newsletter(other.id))).code, 'CANARY_HIT')
      const { topic, ...service } = newsletter(other.id, {
        content: 'service',
        purpose: 'contract',
        message: 'service-still',
        compose: (decision) => frame(decision, { subject: 'Tilauksesi', body: 'Tilauksesi on lähtenyt.' }),
      })
      assert.equal((await send(guarded, 'test', service)).state, 'sent')
    } finally {
      await guarded.close()
    }
  })
})

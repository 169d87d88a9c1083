import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { CHANGES, PATHS } from '#features/notice/notice.page.ts'
import { frame } from '#features/sending/frame.ts'
import { send } from '#features/sending/send.ts'
import { config } from '#kernel/config.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { tracesOf } from '#kernel/traces.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { openServed, type Served } from '../../../tests/served.ts'
import { openSink, type Sink } from '../../../tests/sink.ts'
import { heldOf } from '../report/held.ts'
import { bodyOf, fill, mailsTo, post, publish } from './subscriptions.cast.ts'
import { sweep } from './subscriptions.row.ts'
import { tellRound } from './telling.ts'
import { wordings } from './wording.ts'

let served: Served
let house: House
let sink: Sink
let owner: pg.Client
before(async () => {
  served = await openServed()
  house = openHouse(served.bed.connection)
  await house.renew()
  sink = await openSink()
  owner = await served.bed.owner()
  config.mailUrl = sink.url
})
after(async () => {
  delete config.mailUrl
  await sink?.close()
  await house?.close()
  await served?.close()
})

const rows = async (address: string) =>
  (await owner.query('select * from data.subscriptions where address = $1 order by created_at', [address])).rows
const linkIn = (text: string): string => /http\S+\/confirm\/[\w-]{43}/.exec(text)![0]
const endIn = (text: string): string => /http\S+\/(?:muutokset|andringar|changes)\/[\w-]{108}/.exec(text)![0]

/** Asked, and the letter read. */
async function asked(address: string, path: string = CHANGES.fi): Promise<string> {
  const { status } = await fill(served, path, { email: address })
  assert.equal(status, 200)
  return linkIn(bodyOf(await sink.told('taken', address)))
}
async function subscribed(address: string, path: string = CHANGES.fi): Promise<string> {
  assert.equal((await post(await asked(address, path))).status, 200)
  return (await rows(address)).find((row) => row.confirmed_at)!.id
}

describe('what is refused', () => {
  test('an address that is none, a program in a hurry, a stale form, a flood, no relay: nothing is kept, nothing sent', async () => {
    const before = sink.taken.length
    for (const [fields, more, status, says] of [
      [{ email: 'ei-osoite' }, {}, 422, wordings.fi.invalid],
      [{ email: '' }, {}, 422, wordings.fi.invalid],
      [{ email: 'nopea@vieras.example' }, { after: 10 }, 422, 'muutama sekunti'],
      [{ email: 'vanha@vieras.example' }, { after: 25 * 3_600_000 }, 409, ''],
      [{ email: 'muu@vieras.example', stamp: 'x' }, {}, 409, ''],
    ] as const) {
      const answer = await fill(served, CHANGES.fi, fields, more)
      assert.ok(
        [status, 400, 409, 410, 422, 425].includes(answer.status),
        `${JSON.stringify(fields)}: ${answer.status}`,
      )
      assert.match(answer.text, /role="alert"/)
      assert.ok(answer.text.includes(says), answer.text)
      assert.match(answer.text, /name="stamp" value="[\w-]{72}/)
    }
    const ip = '203.0.113.9'
    const statuses = []
    for (let n = 0; n < 8; n++)
      statuses.push((await fill(served, CHANGES.en, { email: `monta${n}@vieras.example` }, { ip })).status)
    assert.deepEqual(statuses, [200, 200, 200, 200, 200, 200, 429, 429])
    for (let n = 0; n < 6; n++) await sink.told('taken', `monta${n}@vieras.example`)
    delete config.mailUrl
    assert.match((await fill(served, CHANGES.fi, { email: 'a@vieras.example' })).text, /ei juuri nyt voi tilata/)
    assert.doesNotMatch((await served.stranger('GET', PATHS.fi)).text, /name="email"/)
    config.mailUrl = sink.url
    assert.equal(sink.taken.length, before + 6)
    assert.equal((await rows('nopea@vieras.example')).length + (await rows('a@vieras.example')).length, 0)
  })

  test('what a program fills in is answered like all else, and leads nowhere', async () => {
    const trap = await fill(served, CHANGES.fi, { email: 'ansa@vieras.example', homepage: 'https://x.example' })
    const real = await fill(served, CHANGES.fi, { email: 'aito@vieras.example' })
    await sink.told('taken', 'aito@vieras.example')
    assert.equal(trap.text, real.text)
    assert.equal((await rows('ansa@vieras.example')).length, 0)
  })

  test('a token forged, used or too old confirms nothing; looking never does', async () => {
    const link = await asked('katsoja@vieras.example')
    for (let n = 0; n < 3; n++) {
      const page = await served.stranger('GET', new URL(link).pathname)
      assert.equal(page.status, 200)
      assert.ok(page.text.includes(wordings.fi.confirm.press))
      assert.equal(page.headers.getSetCookie().length, 0)
    }
    assert.equal((await rows('katsoja@vieras.example'))[0].confirmed_at, null)
    assert.equal((await post(`${link.slice(0, -4)}AAAA`)).status, 410)
    assert.equal((await post(link)).status, 200)
    const again = await post(link)
    assert.deepEqual([again.status, again.text.includes(wordings.fi.wrong.title)], [410, true])
    const old = await asked('hidas@vieras.example')
    await owner.query(
      `update data.subscriptions set created_at = now() - interval '8 days' where address = 'hidas@vieras.example'`,
    )
    assert.equal((await post(old)).status, 410)
    assert.equal(await sweep(house), 1)
    assert.equal((await rows('hidas@vieras.example')).length, 0)
  })

  test('nobody but who serves rights asks the gate of a subscription, and marketing never goes by it', async () => {
    const id = await subscribed('portti@vieras.example')
    const ask = (content: string) => JSON.stringify({ subscription: id, content, channel: 'email', message: 'm' })
    const key = Buffer.alloc(32)
    for (const purpose of ['purpose_marketing', 'purpose_relationship'] as const) {
      const other = await served.bed.login(purpose)
      const { rows } = await other.query(`select door.gate('preview', null, $1, $2) as said`, [ask('service'), key])
      assert.deepEqual([rows[0].said.allowed, rows[0].said.code], [false, 'NOT_FOUND'])
      await assert.rejects(other.query('select from data.subscriptions'), /permission denied/)
    }
    const outcome = await send(house, 'test', {
      message: 'offer',
      person: id,
      subscribed: true,
      purpose: 'rights',
      channel: 'email',
      content: 'marketing',
      topic: 'products',
      compose: (decision) => frame(decision, { subject: 'Tarjous', body: 'Osta nyt' }),
    })
    assert.deepEqual([outcome.state, outcome.code], ['refused', 'DM_NO_GROUND'])
    const kept = await owner.query('select code, state from data.subscription_sendings where subscription_id = $1', [
      id,
    ])
    assert.deepEqual(kept.rows, [{ code: 'DM_NO_GROUND', state: 'refused' }])
  })
})

describe('being told', () => {
  test('the same answer for known, told and unknown; in each language, with no script and no cookie', async () => {
    const { rows: known } = await owner.query(`select address from data.emails where kind <> 'generic' limit 1`)
    for (const language of LANGUAGES) {
      const page = await served.stranger('GET', PATHS[language])
      assert.match(page.text, new RegExp(`action="${CHANGES[language]}"`))
      assert.match(page.headers.get('content-security-policy')!, /form-action 'self'/)
      assert.doesNotMatch(page.text, /<script/)
      const stranger = await fill(served, CHANGES[language], { email: `uusi-${language}@vieras.example` })
      const one = await fill(served, CHANGES[language], { email: known[0].address })
      assert.deepEqual([one.status, one.text], [stranger.status, stranger.text])
      assert.ok(one.text.includes(wordings[language].sent.says))
      const letter = bodyOf(await sink.told('taken', `uusi-${language}@vieras.example`))
      assert.ok(letter.includes(wordings[language].asking.hello) && linkIn(letter).includes(CHANGES[language]), letter)
    }
  })

  test('each page has its own stamp, and its tag holds while the stamp does', async () => {
    const first = await served.stranger('GET', PATHS.fi)
    const second = await served.stranger('GET', PATHS.fi)
    const stampOf = (text: string) => /name="stamp" value="([\w-]+)"/.exec(text)?.[1]
    assert.ok(stampOf(first.text) && stampOf(first.text) !== stampOf(second.text))
    assert.equal(first.headers.get('etag'), second.headers.get('etag'))
    const known = await served.stranger('GET', PATHS.fi, { headers: { 'if-none-match': first.headers.get('etag')! } })
    assert.equal(known.status, 304)
  })

  test('of a new version: in words, once, with one click to leave; who asked later is told of later ones', async () => {
    const fi = await subscribed('fi@vieras.example')
    await subscribed('sv@vieras.example', CHANGES.sv)
    await asked('vahvistamaton@vieras.example')
    const before = sink.taken.length
    assert.equal((await tellRound(house)).sent, 0, 'nothing was published since')
    const { version } = await publish(house, 'uusi@acme.example')
    const round = await tellRound(house)
    assert.ok(round.sent >= 2 && round.failed === 0, JSON.stringify(round))
    assert.equal((await tellRound(house)).sent, 0, 'told once')
    const to = (address: string) => sink.taken.slice(before).filter((one) => one.to === address)
    assert.deepEqual([to('fi@vieras.example').length, to('sv@vieras.example').length], [1, 1])
    assert.equal(to('vahvistamaton@vieras.example').length, 0)
    const [letter] = to('fi@vieras.example')
    const text = bodyOf(letter!)
    const was = house.register.controller.mailbox
    assert.ok(text.includes(`– ${wordings.fi.telling.gone}: Tietosuoja-asiat: ${was}`), text)
    assert.ok(text.includes(`– ${wordings.fi.telling.come}: Tietosuoja-asiat: uusi@acme.example`), text)
    assert.ok(text.includes(`${PATHS.fi}?version=${version}`))
    assert.match(bodyOf(to('sv@vieras.example')[0]!), /Nytt: .*uusi@acme\.example/)
    const leave = endIn(text)
    assert.match(letter!.raw!, /List-Unsubscribe-Post: List-Unsubscribe=One-Click/)
    assert.ok(letter!.raw!.includes(`List-Unsubscribe: <${leave}>`))
    const { rows: kept } = await owner.query(
      'select message, ground, state from data.subscription_sendings where subscription_id = $1',
      [fi],
    )
    assert.deepEqual(kept, [{ message: `notice:${version}`, ground: 'subscription', state: 'sent' }])

    await subscribed('myohempi@vieras.example')
    assert.equal((await tellRound(house)).sent, 0)
    // looking ends nothing; one click of a mail program does, and again
    assert.equal((await served.stranger('GET', new URL(leave).pathname)).status, 200)
    assert.equal((await rows('fi@vieras.example')).length, 1)
    for (let n = 0; n < 2; n++) assert.equal((await post(leave, { 'List-Unsubscribe': 'One-Click' })).status, 200)
    assert.equal((await rows('fi@vieras.example')).length, 0)
    assert.equal((await post(`${leave.slice(0, -4)}AAAA`)).status, 410)
    await publish(house, 'toinen@acme.example')
    await tellRound(house)
    assert.equal(mailsTo(sink, 'fi@vieras.example').length, 2, 'the confirmation and one change')
    assert.equal(mailsTo(sink, 'myohempi@vieras.example').length, 2)
  })

  test('asked twice, it is one, in the language of the last; a relay that fails is tried again, not at once', async () => {
    await subscribed('kahdesti@vieras.example')
    const before = sink.taken.length
    await fill(served, CHANGES.en, { email: 'Kahdesti@vieras.example ' })
    while (!sink.taken.slice(before).some(({ to }) => to === 'kahdesti@vieras.example')) await pause(5)
    await post(linkIn(bodyOf(mailsTo(sink, 'kahdesti@vieras.example').at(-1)!)))
    const all = await rows('kahdesti@vieras.example')
    assert.deepEqual(
      all.map(({ language, confirmed_at }) => [language, confirmed_at !== null]),
      [['en', true]],
    )
    await owner.query(
      `insert into data.subscriptions (address, language, confirmed_at) values ('bounce-hylky@vieras.example', 'fi', now())`,
    )
    await publish(house, 'kolmas@acme.example')
    assert.equal((await tellRound(house)).failed, 1)
    assert.deepEqual([(await tellRound(house)).failed, (await tellRound(house)).waiting], [0, 0])
    await owner.query(
      `update data.subscription_sendings set decided_at = now() - interval '31 minutes' where state = 'failed'`,
    )
    assert.equal((await tellRound(house)).failed, 1)
    await owner.query(`delete from data.subscriptions where address like 'bounce-%'`)
  })
})

describe('somebody we know', () => {
  test('it is theirs in the report and goes with them; refusals of marketing and a restriction do not end what they asked for', async () => {
    const { rows: made } = await owner.query(
      `with made as (
         insert into data.people (id, permitted, given_name, family_name, language, source, source_name)
         values (data.new_id(), data.always_mask(), 'Tuttu', 'Tilaaja', 'fi', 'person', 'testi') returning id)
       insert into data.emails (person_id, permitted, address, kind, main)
       select id, data.always_mask() & data.emails_bits(), 'tuttu@tuttu.example', 'private', true from made returning person_id as id`,
    )
    const person = made[0].id
    const id = await subscribed('tuttu@tuttu.example')
    assert.equal((await rows('tuttu@tuttu.example'))[0].person_id, person)
    const held = await heldOf({ house }, person, 'fi')
    assert.equal(held.found.find(({ noun }) => noun === 'subscriptions')?.count, 1)
    const key = suppressionKey(house.connection.key)
    await owner.query(`select set_config('seloste.actor', 'test', false)`)
    await owner.query(`select door.object($1, 'marketing', 'web', 'test', $2)`, [person, key])
    await owner.query(
      `select door.ground($1, '{"kind": "restriction", "ground": "accuracy_contested", "via": "web"}', $2)`,
      [person, key],
    )

    assert.ok(
      (
        await owner.query('select from data.suppressions where hash = data.address_hash($1, $2)', [
          'tuttu@tuttu.example',
          key,
        ])
      ).rowCount,
    )
    await publish(house, 'neljas@acme.example')
    await tellRound(house)
    const told = await owner.query('select state from data.subscription_sendings where subscription_id = $1', [id])
    assert.deepEqual(told.rows, [{ state: 'sent' }])
    const traces = tracesOf(house.register).filter(({ noun, edge }) => noun.startsWith('subscription') && edge)
    assert.deepEqual(
      traces.map(({ noun, how }) => [noun, how]),
      [
        ['subscriptions', 'own'],
        ['subscription_sendings', 'part'],
      ],
    )
    // an address refused for more than marketing is not written to
    await owner.query('update data.suppressions set purposes = -1 where hash = data.address_hash($1, $2)', [
      'tuttu@tuttu.example',
      key,
    ])
    await publish(house, 'viides@acme.example')
    await tellRound(house)
    const after = await owner.query(
      'select code from data.subscription_sendings where subscription_id = $1 order by decided_at',
      [id],
    )
    assert.deepEqual(
      after.rows.map(({ code }) => code),
      [null, 'SUPPRESSED_ADDRESS'],
    )
    await owner.query('delete from data.people where id = $1', [person])
    assert.equal((await rows('tuttu@tuttu.example')).length, 0)
  })

  test('it follows the address: whoever comes later, whoever shares it, whoever loses it', async () => {
    const id = await subscribed('myohemmin@tuttu.example')
    const whose = async () =>
      (await owner.query('select person_id, permitted from data.subscriptions where id = $1', [id])).rows[0]
    const person = async () =>
      (
        await owner.query(
          `with made as (insert into data.people (id, permitted, given_name, family_name, source) values (data.new_id(), data.always_mask(), 'A', 'B', 'person') returning id)
           insert into data.emails (person_id, permitted, address, kind, main)
           select id, data.always_mask() & data.emails_bits(), 'myohemmin@tuttu.example', 'private', true from made returning person_id as id`,
        )
      ).rows[0].id
    assert.equal((await whose()).person_id, null)
    const one = await person()
    assert.equal((await whose()).person_id, one)
    const two = await person()
    assert.deepEqual(await whose(), { person_id: null, permitted: '-1' })
    await owner.query(`update data.emails set address = 'muu@tuttu.example' where person_id = $1`, [two])
    assert.equal((await whose()).person_id, one)
    await owner.query(`update data.emails set kind = 'generic' where person_id = $1`, [one])
    assert.equal((await whose()).person_id, null)
  })
})

import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { config } from '#kernel/config.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { announceRound, figuresOf } from './announcing.ts'

// People whose data came from elsewhere are told within a month, or nobody uses it; and of a changed notice beforehand.

let served: Served
let house: House
let keeper: Visitor
let second: Visitor
let seller: Visitor
let owner: Awaited<ReturnType<Served['bed']['owner']>>
const received: { to: string; raw: string }[] = []
let refusing = false
const relay = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onRcptTo: (_, __, done) => done(refusing ? Object.assign(new Error('later'), { responseCode: 451 }) : null),
  onData(stream, session, done) {
    const chunks: Buffer[] = []
    stream.on('data', (chunk) => chunks.push(chunk))
    stream.on('end', () => {
      received.push({ to: session.envelope.rcptTo[0]!.address, raw: Buffer.concat(chunks).toString() })
      done()
    })
  },
})
before(async () => {
  served = await openServed()
  house = openHouse(served.bed.connection)
  await house.renew()
  owner = await served.bed.owner()
  ;[keeper, second, seller] = await Promise.all([
    served.enter('privacy_owner'),
    served.enter('management'),
    served.enter('seller'),
  ])
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
/** Quoted-printable undone. */
const plain = (raw: string) =>
  Buffer.from(
    raw.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString()

let made = 0
/** Somebody whose data was got elsewhere. */
async function obtained({ address = true, language = 'fi' } = {}): Promise<{ id: string; address: string }> {
  made += 1
  const email = `saatu${made}@muualta.example`
  const { json, status, text } = await seller('POST', '/api/v1/people?purpose=relationship', {
    body: {
      given_name: 'Saatu',
      family_name: `Muualta${made}`,
      language,
      position: 'customer',
      source: 'elsewhere',
      source_name: 'Messujen osallistujalista',
      ...(address && { emails: [{ address: email }] }),
    },
  })
  assert.equal(status, 201, text)
  return { id: json.id, address: email }
}
const list = async (kind: string): Promise<any> =>
  (await keeper('GET', `/api/v1/informing?kind=${kind}&limit=200`)).json
const isOn = async (kind: string, id: string) => (await list(kind)).items.some((one: any) => one.id === id)
const post = (who: Visitor, path: string, body: object = {}) => who('POST', `/api/v1${path}`, { body })
const seen = async (id: string) => (await seller('GET', `/api/v1/people/${id}?purpose=relationship`)).status
const told = async (id: string) => (await keeper('GET', `/api/v1/people/${id}/informings?purpose=rights`)).json.items
/** Time passes: the last day has come. */
const tick = (days: number) => owner.query('select door.tick((now() + make_interval(days => $1))::date)', [days])
async function settled(): Promise<any> {
  for (;;) {
    const { run } = (await keeper('GET', '/api/v1/informing/run')).json
    if (!run || run.ended_at) return run
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

describe('informing within a month', () => {
  test('refused: without a relay, to nobody, on a day to come, of a stranger, by those who do not serve rights', async () => {
    mail(false)
    const { id } = await obtained()
    assert.equal((await post(keeper, '/informing/send', { people: [id] })).json.code, 'MAIL_NOT_SET')
    assert.equal((await post(keeper, '/informing/send')).json.code, 'VALUE_MISSING')
    const future = { people: [id], how: 'letter', told_on: '2999-01-01' }
    assert.equal((await post(keeper, '/informing/record', future)).json.field, 'told_on')
    const strangers = { people: [id, '00000000-0000-4000-8000-000000000000'], how: 'letter' }
    assert.equal((await post(keeper, '/informing/record', strangers)).json.code, 'PERSON_NOT_FOUND')
    assert.equal(await isOn('due', id), true)
    assert.deepEqual(await told(id), [])
    for (const path of ['/informing/send', '/informing/record', '/informing/exempt'])
      assert.equal((await post(seller, path, { people: [id], how: 'letter' })).status, 403, path)
    assert.equal((await seller('GET', '/api/v1/informing')).status, 403)
  })

  test('on the last day the record is locked for all but rights; told, it comes back', async () => {
    const { id } = await obtained()
    const [item] = (await list('due')).items.filter((one: any) => one.id === id)
    assert.deepEqual([item.source, item.source_name, item.mail], ['elsewhere', 'Messujen osallistujalista', true])
    assert.ok(item.days_left >= 27 && item.days_left <= 31, `${item.days_left}`)
    await tick(20)
    assert.equal(await seen(id), 200)
    await tick(32)
    assert.equal(await seen(id), 404)
    assert.deepEqual([await isOn('due', id), await isOn('locked', id)], [false, true])
    const gate = async () =>
      (
        await owner.query(`select door.gate('preview', $1, '{"channel":"email","content":"service"}', $2) as said`, [
          id,
          suppressionKey(served.bed.connection.key),
        ])
      ).rows[0].said
    assert.equal((await gate()).code, 'ART14_NOTICE_DUE')
    assert.equal(
      (await post(keeper, '/informing/record', { people: [id], how: 'letter', note: 'kirje postitettu' })).status,
      200,
    )
    assert.equal(await seen(id), 200)
    assert.notEqual((await gate()).code, 'ART14_NOTICE_DUE')
    assert.deepEqual([await isOn('due', id), await isOn('locked', id)], [false, false])
    const [event] = await told(id)
    assert.deepEqual([event.kind, event.channel, event.proof.note], ['obtained', 'letter', 'kirje postitettu'])
  })

  test('a letter says all that Art. 14 asks, in the person’s language, and leaves once', async () => {
    mail(true)
    const people = [await obtained(), await obtained({ language: 'sv' }), await obtained({ language: 'en' })]
    const silent = await obtained({ address: false })
    const ids = [...people, silent].map(({ id }) => id)
    assert.equal((await post(keeper, '/informing/send', { people: ids })).status, 200)
    const run = await settled()
    assert.deepEqual([run.total, run.done, run.sent, run.no_address, run.failed], [4, 4, 3, 1, 0])
    for (const [at, parts] of [
      [
        0,
        [
          'MISTÄ SAIMME TIEDOT',
          'Messujen osallistujalista',
          'OIKEUTESI KIELTÄÄ SUORAMARKKINOINTI',
          'Oikeutettu etu',
          'tietosuojaseloste',
        ],
      ],
      [1, ['VARIFRÅN VI FICK UPPGIFTERNA', 'DIN RÄTT ATT SÄGA NEJ TILL DIREKTMARKNADSFÖRING', 'dataskyddsbeskrivning']],
      [2, ['WHERE THE DATA CAME FROM', 'YOUR RIGHT TO REFUSE DIRECT MARKETING', 'privacy-notice']],
    ] as const) {
      const text = plain(received.find(({ to }) => to === people[at]!.address)!.raw)
      for (const part of [...parts, 'Pohjolan Huoltotarvike', '1234567-1', 'tietosuoja@pohjolan.example', '/u/'])
        assert.ok(text.includes(part), `${at} lacks ${part}`)
      assert.doesNotMatch(text, /undefined|\bnull\b|NaN|\[object/)
    }
    assert.deepEqual(await Promise.all(ids.map((id) => isOn('due', id))), [false, false, false, true])
    const [event] = await told(people[0]!.id)
    assert.deepEqual(
      [event.kind, event.channel, event.edition, typeof event.proof.sending],
      ['obtained', 'email', 1, 'string'],
    )
    const before = received.length
    await post(keeper, '/informing/send', { people: ids })
    assert.equal((await settled()).sent, 3)
    assert.equal(received.length, before)
    const paper = await post(keeper, '/informing/letters', { people: [silent.id] })
    assert.match(paper.json.items[0].text, /MISTÄ SAIMME TIEDOT[\s\S]*OIKEUTESI KIELTÄÄ/)
  })

  test('a letter that had left before its record was made is recorded, and not sent again', async () => {
    const { id, address } = await obtained()
    const before = received.length
    await owner.query(
      `insert into data.sendings (person_id, purpose, message, channel, content, allowed, ground, state, reply)
       values ($1, 'rights', 'informing:obtained', 'email', 'rights', true, 'legal_obligation', 'sent', '250 kept')`,
      [id],
    )
    await post(keeper, '/informing/send', { people: [id] })
    assert.equal((await settled()).sent, 1)
    assert.equal(received.filter(({ to }) => to === address).length + received.length - before, 0)
    assert.equal((await told(id))[0].proof.reply, '250 kept')
  })

  test('a relay that refuses leaves everybody on the list', async () => {
    refusing = true
    const { id } = await obtained()
    await post(keeper, '/informing/send', { people: [id] })
    assert.equal((await settled()).failed, 1)
    assert.equal(await isOn('due', id), true)
    refusing = false
    await post(keeper, '/informing/send', { people: [id] })
    assert.equal((await settled()).sent, 1)
    assert.equal(await isOn('due', id), false)
  })
})

describe('who need not be told', () => {
  const words = {
    reasoning: 'Osoitteet ovat vain nimiä messulistalla vuodelta 2009.',
    safeguards: 'Julkinen ilmoitus verkkosivulla',
  }

  test('refused: where there is an e-mail address, by the proposer alone, without reasoning', async () => {
    const reached = await obtained()
    const silent = await obtained({ address: false })
    const ground = 'disproportionate'
    const unfounded = await post(keeper, '/informing/exempt', { people: [reached.id, silent.id], ground, ...words })
    assert.equal(unfounded.json.code, 'ART14_EXEMPTION_UNFOUNDED')
    assert.equal(
      (await post(keeper, '/informing/exempt', { people: [silent.id], ground, reasoning: 'ei' })).status,
      422,
    )
    const { json } = await post(keeper, '/informing/exempt', { people: [silent.id], ground, ...words })
    assert.equal(
      (await post(keeper, `/informing/${json.id}/decide_exemption`, { approve: true })).json.code,
      'SECOND_APPROVER_NEEDED',
    )
    assert.equal(await isOn('due', silent.id), true)
    // an address that came meanwhile is seen when it is decided
    await owner.query(
      `insert into data.emails (person_id, permitted, address, kind, main) select id, permitted, 'nyt@on.example', 'private', true from data.people where id = $1`,
      [silent.id],
    )
    const late = await post(second, `/informing/${json.id}/decide_exemption`, { approve: true })
    assert.equal(late.json.code, 'ART14_EXEMPTION_UNFOUNDED')
    assert.equal(await isOn('due', silent.id), true)
  })

  test('approved by another: the clock stops, the lock opens, and nobody is said to have been told', async () => {
    const { id } = await obtained({ address: false })
    await tick(32)
    const { json } = await post(keeper, '/informing/exempt', { people: [id], ground: 'disproportionate', ...words })
    const decided = await post(second, `/informing/${json.id}/decide_exemption`, { approve: true })
    assert.deepEqual([decided.status, decided.json.people], [200, 1], decided.text)
    assert.equal(await seen(id), 200)
    for (const kind of ['due', 'locked', 'unknown']) assert.equal(await isOn(kind, id), false, kind)
    const { rows } = await owner.query('select informed_at, inform_by from data.people where id = $1', [id])
    assert.deepEqual(rows[0], { informed_at: null, inform_by: null })
  })
})

describe('an exemption comes to its end', () => {
  const exempt = async (id: string) => {
    const { json } = await post(keeper, '/informing/exempt', {
      people: [id],
      ground: 'by_law',
      reasoning: 'Laki velvoittaa hankkimaan tiedon rekisteristä.',
      safeguards: 'Kerrotaan selosteessa',
    })
    return json.id as string
  }
  const reason = 'Laki, johon vedottiin, on kumottu.'

  test('refused: undecided, rejected, without a reason, by those who do not approve, twice', async () => {
    const { id } = await obtained()
    const one = await exempt(id)
    const end = (who: Visitor, body: object = { reason }) => post(who, `/informing/${one}/end_exemption`, body)
    assert.equal((await end(keeper)).json.code, 'NOT_FOUND')
    await post(second, `/informing/${one}/decide_exemption`, { approve: true })
    assert.equal((await end(keeper, { reason: 'ei' })).status, 422)
    assert.equal((await end(seller)).status, 403)
    assert.equal(await isOn('due', id), false)
    assert.equal((await end(keeper)).status, 200)
    assert.equal((await end(keeper)).json.code, 'NOT_FOUND')
    const two = await exempt((await obtained()).id)
    await post(second, `/informing/${two}/decide_exemption`, { approve: false })
    assert.equal((await post(keeper, `/informing/${two}/end_exemption`, { reason })).json.code, 'NOT_FOUND')
  })

  test('a month begins, the page of the person says why, and another exemption that stands is heeded', async () => {
    const { id } = await obtained()
    const [one, two] = [await exempt(id), await exempt(id)]
    for (const each of [one, two]) await post(second, `/informing/${each}/decide_exemption`, { approve: true })
    assert.equal((await post(keeper, `/informing/${one}/end_exemption`, { reason })).json.people, 1)
    assert.equal(await isOn('due', id), false)
    await post(keeper, `/informing/${two}/end_exemption`, { reason })
    const [item] = (await list('due')).items.filter((each: any) => each.id === id)
    assert.ok(item.days_left >= 27 && item.days_left <= 31, `${item?.days_left}`)
    const [event] = await told(id)
    assert.deepEqual(
      [event.kind, event.exemption.ground, event.exemption.end_reason],
      ['exemption_ended', 'by_law', reason],
    )
    const shown = (await keeper('GET', '/api/v1/informing/exemptions')).json.items.find((each: any) => each.id === two)
    assert.deepEqual([shown.approved, shown.end_reason, typeof shown.ended_at], [true, reason, 'string'])
  })
})

describe('a material change of the notice', () => {
  const summary = {
    summary_fi: 'Säilytysaika lyhenee kuuteen kuukauteen.',
    summary_sv: 'Lagringstiden förkortas till sex månader.',
    summary_en: 'The retention period shortens to six months.',
  }
  const assessment = 'Säilytysaika muuttuu, ja se koskee jokaista henkilöä.'
  const version = async () => /versio (\d+)/.exec((await served.stranger('GET', '/tietosuojaseloste')).text)?.[1]

  test('refused: unassessed, without words for people, too soon', async () => {
    const body = { rule: 'contact', length: 'P6M', reason: { fi: 'lyhyempi', sv: 'kortare', en: 'shorter' } }
    await owner.query(`insert into register.additions (kind, body, by) values ('retention', $1, 'test')`, [body])
    assert.equal((await post(keeper, '/notice/publish')).json.field, 'material')
    assert.equal((await post(keeper, '/notice/publish', { material: false })).json.field, 'assessment')
    assert.equal((await post(keeper, '/notice/publish', { material: true, assessment })).json.field, 'summary_fi')
    const soon = { material: true, assessment, ...summary, effective_on: new Date().toISOString().slice(0, 10) }
    assert.equal((await post(keeper, '/notice/publish', soon)).json.field, 'effective_on')
    assert.equal(await version(), '1')
  })

  test('is not in force until people are told; each once, also after a stop in the middle', async () => {
    const published = await post(keeper, '/notice/publish', { material: true, assessment, ...summary })
    assert.equal(published.status, 200, published.text)
    assert.ok(Date.parse(published.json.effective_on) > Date.now() + 13 * 86_400_000)
    // its day comes, and nobody was told
    await owner.query(`alter table register.notices disable trigger user`)
    await owner.query(`update register.notices set valid_from = now() - interval '1 minute' where version = 2`)
    await owner.query(`alter table register.notices enable trigger user`)
    assert.equal(await version(), '1')
    assert.deepEqual((await keeper('GET', '/api/v1/notice/state')).json.pending.told, false)
    mail(false)
    assert.equal((await post(keeper, '/notice/announce', { version: 2 })).json.code, 'MAIL_NOT_SET')
    assert.equal((await post(keeper, '/notice/announce', { version: 1 })).status, 503)
    mail(true)
    assert.equal((await post(keeper, '/notice/announce', { version: 1 })).json.code, 'VALUE_NOT_ALLOWED')

    // a relay that is down tells nobody, and ends nothing
    const unheard = await obtained()
    const before = received.length
    refusing = true
    await owner.query(
      `update register.announcements set begun_at = now(), body = body || '{"by":"test"}' where version = 2`,
    )
    assert.equal(await announceRound(house, 2), 'waiting')
    assert.equal(await version(), '1')
    refusing = false
    assert.equal(await announceRound(house, 2), 'ended')
    const figures = await figuresOf(house, 2)
    const { rows } = await owner.query(`select count(*)::int as people, count(*) filter (where exists (
      select from data.emails e where e.person_id = p.id and e.bounced_at is null))::int as reached from data.people p`)
    assert.deepEqual([figures.people, figures.sent, figures.failed], [rows[0].people, rows[0].reached, 0])
    assert.equal(received.length - before, rows[0].reached)
    assert.match(plain(received.find(({ to }) => to === unheard.address)!.raw), /kuuteen kuukauteen/)
    assert.equal(await version(), '2')
    assert.match((await served.stranger('GET', '/tietosuojaseloste?version=1')).text, /versio 1/)
    const once = await owner.query(
      `select count(*)::int as n, count(distinct person_id)::int as people from data.informings where kind = 'changed' and edition = 2`,
    )
    assert.deepEqual(once.rows[0], { n: rows[0].reached, people: rows[0].reached })
    // whoever was told of the change was not told where the data came from
    assert.equal(await isOn('due', unheard.id), true)
    const { items } = (await keeper('GET', '/api/v1/notice/announcements')).json
    assert.deepEqual([items[0].version, items[0].material, items[0].figures.sent], [2, true, rows[0].reached])
  })
})

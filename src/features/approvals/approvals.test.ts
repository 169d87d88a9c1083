import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import { config } from '#kernel/config.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { openSink, type Sink } from '../../../tests/sink.ts'
import { words } from './approvals.text.ts'
import { expire } from './asked.ts'
import { openApproval, sealApproval } from './links.ts'

// A named outside person as the second to approve. What no link may do first, then what one does.

let served: Served
let owner: pg.Client
let house: House
let sink: Sink
let seller: Visitor
let keeper: Visitor
const OTHERS = `exists (select from auth.grants g where g.user_id = u.id and g.level in ('management', 'owner_operator'))`
const alone = () => owner.query(`update auth.users u set left_at = now(), left_by = 'test' where ${OTHERS}`)
const inCompany = () => owner.query(`update auth.users u set left_at = null, left_by = null where ${OTHERS}`)
before(async () => {
  sink = await openSink()
  served = await openServed()
  owner = await served.bed.owner()
  house = openHouse(served.bed.connection)
  ;[seller, keeper] = await Promise.all([served.enter('seller'), served.enter('privacy_owner')])
  await alone()
})
after(async () => {
  config.mailUrl = undefined
  await house?.close()
  await served?.close()
  await sink?.close()
})

const REASONS = 'Sopimuksen toteuttaminen edellyttää yhteyshenkilöä, eikä toista ole.'
const WHO = { name: 'Liisa Laki', role: 'lawyer', email: 'liisa.laki@asianajo.example', language: 'fi' }
const WHY = 'Perustelut riittävät mielestäni.'
const code = (reply: { status: number; json: any }) =>
  [reply.status, reply.json?.code, reply.json?.field].join(' ').trim()

let made = 0
/** Somebody who has objected to support, and the refusal that is proposed. */
async function proposed(): Promise<{ person: string; scope: string; family: string }> {
  const family = `Ulkonen${++made}`
  const { json, text, status } = await seller('POST', '/api/v1/people?purpose=relationship', {
    body: { given_name: 'Toini', family_name: family, position: 'customer' },
  })
  assert.equal(status, 201, text)
  const scope = 'support'
  await seller('POST', `/api/v1/people/${json.id}/object`, { body: { scope, reason: 'Olen vaihtanut tehtävää.' } })
  await propose(json.id)
  return { person: json.id, scope, family }
}
async function propose(person: string, reasons = REASONS): Promise<void> {
  const answer = await keeper('POST', `/api/v1/people/${person}/propose_refusal`, {
    body: { scope: 'support', ground: 'legal_claims', reasons },
  })
  assert.equal(answer.status, 200, answer.text)
}
const create = (body: object, who = keeper) => who('POST', '/api/v1/approvals', { body })
const asked = async ({ person, scope }: { person: string; scope: string }) => {
  const { json, text } = await create({ kind: 'objection', person, scope, ...WHO })
  assert.ok(json.link, text)
  return { id: json.id as string, path: new URL(json.link).pathname }
}
const open = (path: string) => served.stranger('GET', path)
const answer = (path: string, fields: Record<string, string>) =>
  served.stranger('POST', path, {
    raw: new URLSearchParams({ name: WHO.name, reason: WHY, ...fields }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
const codeIn = ({ status, text }: { status: number; text: string }) =>
  `${status} ${/\b(APPROVAL_[A-Z_]+|APPROVER_[A-Z_]+)\b/.exec(text)?.[0] ?? ''}`.trim()
const permitted = async (person: string) => {
  const { json } = await keeper('GET', `/api/v1/people/${person}/grounds?purpose=rights`)
  return json.purposes.find((line: any) => line.purpose === 'support').permitted as boolean
}
const row = async (id: string) => (await owner.query('select * from register.approvals where id = $1', [id])).rows[0]
const states = async (about: string, kind = 'objection') =>
  (await keeper('GET', `/api/v1/approvals?kind=${kind}&about=${encodeURIComponent(about)}`)).json

describe('refused', () => {
  test('asking outside while somebody inside could approve; a user of the house; nothing proposed; twice', async () => {
    const { person, scope } = await proposed()
    const body = { kind: 'objection', person, scope, ...WHO }
    await inCompany()
    assert.equal(code(await create(body)), '409 APPROVER_NOT_NEEDED')
    await alone()
    const { rows } = await owner.query('select upper(email) as email from auth.users limit 1')
    assert.equal(code(await create({ ...body, email: rows[0].email })), '422 APPROVER_IS_USER email')
    assert.equal(code(await create({ ...body, name: 'x' })), '422 INPUT_INVALID name')
    assert.equal(code(await create({ ...body, email: 'liisa' })), '422 INPUT_INVALID email')
    assert.equal(code(await create({ ...body, person: undefined })), '422 VALUE_MISSING person')
    assert.equal(code(await create({ ...body, scope: 'everything' })), '400 PURPOSE_UNKNOWN scope')
    for (const absolute of ['marketing', 'prospecting'])
      assert.equal(code(await create({ ...body, scope: absolute })), '409 DM_OBJECTION_ABSOLUTE scope')
    assert.equal(code(await create({ ...body, scope: 'delivery' })), '422 OBJECTION_NOT_OPEN scope')
    assert.equal(code(await create(body, seller)), '403 PURPOSE_MISMATCH')
    assert.equal((await owner.query('select from register.approvals')).rowCount, 0)
    await asked({ person, scope })
    assert.equal(code(await create(body)), '409 APPROVAL_WAITING')
  })

  test('forged, cut and changed links; another’s key; an approval that is none', async () => {
    const { path, id } = await asked(await proposed())
    const token = path.split('/').at(-1)!
    const key = served.bed.connection.key
    assert.deepEqual(openApproval(key, token), { id, serial: 1 })
    const bytes = Buffer.from(token, 'base64url')
    const changed = [...bytes.keys()].map((at) => {
      const other = Buffer.from(bytes)
      other[at]! ^= 1
      return other.toString('base64url')
    })
    assert.deepEqual(
      [...changed, token.slice(1), `${token}A`, '', 'x'].filter((one) => openApproval(key, one)),
      [],
    )
    const foreign = sealApproval(Buffer.alloc(32, 7), { id, serial: 1 })
    const unknown = sealApproval(key, { id: '00000000-0000-7000-8000-000000000000', serial: 1 })
    for (const bad of [changed[3]!, foreign, unknown, token.slice(2), 'x']) {
      assert.equal(codeIn(await open(`/approve/${bad}`)), '404 APPROVAL_LINK_INVALID')
      assert.equal(codeIn(await answer(`/approve/${bad}`, { act: 'approve' })), '404 APPROVAL_LINK_INVALID')
    }
    assert.equal((await row(id)).decision, null)
  })

  test('an answer without decision, name or reason, in another’s name; looking any number of times', async () => {
    const matter = await proposed()
    const { path, id } = await asked(matter)
    for (let time = 0; time < 3; time++) assert.equal((await open(path)).status, 200)
    const wrong: Record<string, string>[] = [
      { act: '' },
      { act: 'perhaps' },
      { act: 'approve', reason: '  ok  ' },
      { act: 'approve', name: '' },
      { act: 'approve', name: 'Lasse Laki' },
      { act: 'reject', reason: '' },
    ]
    for (const fields of wrong) {
      const said = await answer(path, fields)
      assert.equal(said.status, 422, JSON.stringify(fields))
      assert.match(said.text, /role="alert"/)
    }
    assert.deepEqual([(await row(id)).decision, await permitted(matter.person)], [null, false])
    assert.match((await answer(path, { act: 'approve', name: '<b>"x' })).text, /value="&#60;b&#62;&#34;x"/)
  })

  test('used twice, and by two at once', async () => {
    const matter = await proposed()
    const { path, id } = await asked(matter)
    const both = await Promise.all([answer(path, { act: 'approve' }), answer(path, { act: 'approve' })])
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409])
    for (const act of ['approve', 'reject'])
      assert.equal(codeIn(await answer(path, { act })), '409 APPROVAL_LINK_USED', act)
    assert.equal(codeIn(await open(path)), '409 APPROVAL_LINK_USED')
    const { rowCount } = await owner.query(
      `select from data.grounds where person_id = $1 and kind = 'objection_refused'`,
      [matter.person],
    )
    assert.equal(rowCount, 1)
    for (const verb of ['resend', 'withdraw'])
      assert.equal(code(await keeper('POST', `/api/v1/approvals/${id}/${verb}`)), '409 APPROVAL_LINK_USED')
    await assert.rejects(
      owner.query(`update register.approvals set name = 'Lasse' where id = $1`, [id]),
      /APPROVAL_LINK_USED/,
    )
  })

  test('expired, withdrawn, and replaced by a newer link', async () => {
    const matter = await proposed()
    const first = await asked(matter)
    const resent = await keeper('POST', `/api/v1/approvals/${first.id}/resend`)
    const path = new URL(resent.json.link).pathname
    assert.notEqual(path, first.path)
    assert.equal(codeIn(await open(first.path)), '410 APPROVAL_LINK_REPLACED')
    assert.equal(codeIn(await answer(first.path, { act: 'approve' })), '410 APPROVAL_LINK_REPLACED')
    assert.equal((await open(path)).status, 200)
    await owner.query(`update register.approvals set expires_at = now() - interval '1 second' where id = $1`, [
      first.id,
    ])
    assert.equal(codeIn(await open(path)), '410 APPROVAL_LINK_EXPIRED')
    assert.equal(codeIn(await answer(path, { act: 'approve' })), '410 APPROVAL_LINK_EXPIRED')
    assert.equal((await states(`${matter.person} support`)).items[0].state, 'expired')
    assert.equal(await expire(house), 1)
    assert.deepEqual([(await row(first.id)).decision, (await row(first.id)).email], ['expired', '…@asianajo.example'])

    const next = await asked(matter)
    assert.equal((await keeper('POST', `/api/v1/approvals/${next.id}/withdraw`)).status, 200)
    assert.equal(codeIn(await open(next.path)), '410 APPROVAL_LINK_WITHDRAWN')
    assert.equal(codeIn(await answer(next.path, { act: 'approve' })), '410 APPROVAL_LINK_WITHDRAWN')
    assert.equal(await permitted(matter.person), false)
  })

  test('what was changed or decided in the meantime; the wrong person’s name on the door of the database', async () => {
    const matter = await proposed()
    const { path, id } = await asked(matter)
    await propose(matter.person, `${REASONS} Ja muutakin.`)
    assert.equal(codeIn(await open(path)), '409 APPROVAL_SUPERSEDED')
    assert.equal(codeIn(await answer(path, { act: 'approve' })), '409 APPROVAL_SUPERSEDED')
    const login = await served.bed.login('purpose_rights')
    const refusal = (approval: object) =>
      login.query('select door.ground($1, $2, null)', [
        matter.person,
        JSON.stringify({ kind: 'objection_refused', scope: 'support', approval }),
      ])
    const word = { id, serial: 1, reason: WHY, shown: 'x' }
    for (const actor of [`approver:${id}`, 'approver:', 'approver:00000000-0000-7000-8000-000000000000']) {
      await login.query(`select set_config('seloste.actor', $1, false)`, [actor])
      await assert.rejects(refusal(word), /APPROVAL_LINK_USED/, actor)
    }
    assert.equal(await permitted(matter.person), false)
  })

  test('going on alone, or with another link, after the outside approver has said no', async () => {
    const matter = await proposed()
    const { path, id } = await asked(matter)
    const said = await answer(path, { act: 'reject', reason: 'Perustelu ei koske häntä.' })
    assert.equal(said.status, 200)
    assert.ok(said.text.includes(words.fi.done.rejected))
    assert.equal((await row(id)).decision, 'rejected')
    await owner.query('alter table data.grounds disable trigger _100_frozen')
    await owner.query(`update data.grounds set at = at - interval '30 hours' where person_id = $1`, [matter.person])
    await owner.query('alter table data.grounds enable trigger _100_frozen')
    const lone = { scope: 'support', alone: true, reason: 'Yrityksessä ei ole muita, joilta kysyä.' }
    const refuse = () => keeper('POST', `/api/v1/people/${matter.person}/refuse_objection`, { body: lone })
    assert.equal(code(await refuse()), '409 APPROVAL_REJECTED')
    assert.equal(code(await create({ kind: 'objection', ...matter, ...WHO })), '409 APPROVAL_REJECTED')
    assert.equal(await permitted(matter.person), false)
    const [item] = (await states(`${matter.person} support`)).items
    assert.deepEqual([item.state, item.reason], ['rejected', 'Perustelu ei koske häntä.'])
    // new reasons are a new proposal, and may be asked about
    await propose(matter.person, `${REASONS} Korjattu.`)
    await asked(matter)
  })
})

describe('approved', () => {
  test('an objection: shown with its reasons and nobody’s name, decided, proven, the letter waits', async () => {
    const matter = await proposed()
    const { path, id } = await asked(matter)
    const before = (await states(`${matter.person} support`)).items[0]
    assert.deepEqual([before.state, before.opened_at, before.handed], ['waiting', null, 'shown'])
    const page = await open(path)
    assert.equal(page.status, 200)
    for (const part of [REASONS, words.fi.grounds.legal_claims!, WHO.name, id])
      assert.ok(page.text.includes(part), part)
    for (const hidden of ['Toini', matter.family, matter.person, 'vaihtanut tehtävää', WHO.email])
      assert.ok(!page.text.includes(hidden), hidden)
    assert.doesNotMatch(page.text, /<script|http-equiv/)
    assert.equal(page.headers.get('set-cookie'), null)
    assert.equal(page.headers.get('cache-control'), 'no-store')
    assert.match(page.headers.get('content-security-policy')!, /default-src 'none'/)
    assert.ok((await open(`${path}?lang=sv`)).text.includes(words.sv.title.objection))
    const looked = (await states(`${matter.person} support`)).items[0]
    assert.ok(looked.opened_at)
    assert.deepEqual({ ...looked, opened_at: null }, before)
    assert.equal(await permitted(matter.person), false)

    const done = await answer(path, { act: 'approve', name: '  liisa  LAKI ' })
    assert.equal(done.status, 200, done.text)
    assert.ok(done.text.includes(words.fi.done.approved))
    assert.equal(await permitted(matter.person), true)
    const kept = await row(id)
    assert.deepEqual(
      [kept.decision, kept.name, kept.role, kept.reason, kept.email, kept.serial],
      ['approved', WHO.name, WHO.role, WHY, '…@asianajo.example', 1],
    )
    assert.match(kept.shown, /^[0-9a-f]{64}$/)
    const { rows: grounds } = await owner.query(
      `select actor, proof from data.grounds where person_id = $1 and kind = 'objection_refused'`,
      [matter.person],
    )
    assert.deepEqual([grounds[0].actor, grounds[0].proof.approved_by], [`approver:${id}`, `approver:${id}`])
    assert.equal(grounds[0].proof.alone, undefined)
    const { rows: entries } = await owner.query(
      `select action, detail from ledger.entries where actor = $1 and action <> 'grounds.seal' order by at`,
      [`approver:${id}`],
    )
    assert.deepEqual(
      entries.map(({ action }) => action),
      ['approvals.look', 'people.refuse_objection', 'approvals.answer'],
    )
    const { asked_by, ...detail } = entries[2].detail
    assert.match(asked_by, /^[0-9a-f-]{36}$/)
    assert.deepEqual(detail, {
      approval: id,
      serial: 1,
      kind: 'objection',
      decision: 'approved',
      handed: 'shown',
      shown: kept.shown,
    })
    const paper = (await keeper('GET', '/api/v1/wishes?kind=letter')).json.items
    assert.ok(paper.some((wish: any) => wish.id === matter.person && wish.state === 'objection_refused'))
  })

  test('a balancing test: signed by who asked, with the outside approval; rejected, it stays a draft', async () => {
    const purpose = 'suppliers'
    const write = () =>
      keeper('POST', `/api/v1/balancing/${purpose}/write`, {
        body: { body: { conclusion: `Etu painaa enemmän kuin vaikutus henkilöön, kerta ${++made}.` } },
      })
    const day = new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10)
    const ask = { kind: 'balancing', purpose, outcome: 'positive', review_on: day, ...WHO }
    assert.equal(code(await create(ask)), '404 NOT_FOUND purpose')
    await write()
    assert.equal(code(await create({ ...ask, review_on: '2020-01-01' })), '422 VALUE_NOT_ALLOWED review_on')
    const first = await create(ask)
    const path = new URL(first.json.link).pathname
    assert.ok((await open(path)).text.includes('Etu painaa enemmän kuin vaikutus'))
    assert.equal((await answer(path, { act: 'reject' })).status, 200)
    const sign = () => keeper('POST', `/api/v1/balancing/${purpose}/sign`, { body: { outcome: 'positive' } })
    assert.equal(code(await sign()), '409 APPROVAL_REJECTED purpose')
    assert.equal(code(await create(ask)), '409 APPROVAL_REJECTED')
    await write()
    const second = new URL((await create(ask)).json.link).pathname
    const done = await answer(second, { act: 'approve' })
    assert.equal(done.status, 200, done.text)
    const { rows } = await owner.query(
      `select signed_by, signed_name, outcome, review_on::text from register.balancing_tests where purpose = $1 and signed_at is not null order by signed_at desc`,
      [purpose],
    )
    assert.deepEqual([rows[0].outcome, rows[0].review_on], ['positive', day])
    const { items } = await states(purpose, 'balancing')
    assert.deepEqual([items.length, items[0].state, items[0].asked_name], [2, 'approved', rows[0].signed_name])
  })

  test('an exemption from informing', async () => {
    const { person } = await proposed()
    const exempt = await keeper('POST', '/api/v1/informing/exempt', {
      body: {
        people: [person],
        ground: 'has_it',
        reasoning: 'Henkilö sai ilmoituksen sopimuksen liitteenä keväällä.',
        safeguards: 'Ilmoitus on julkisesti saatavilla.',
      },
    })
    assert.equal(exempt.status, 200, exempt.text)
    const { json } = await create({ kind: 'exemption', exemption: exempt.json.id, ...WHO })
    const path = new URL(json.link).pathname
    const page = await open(path)
    assert.ok(page.text.includes('sopimuksen liitteenä') && !page.text.includes('Toini'))
    const done = await answer(path, { act: 'approve' })
    assert.equal(done.status, 200, done.text)
    const { rows } = await owner.query('select * from register.exemptions where id = $1', [exempt.json.id])
    assert.deepEqual(
      [rows[0].approved, rows[0].decided_by, rows[0].decided_name],
      [true, `approver:${json.id}`, WHO.name],
    )
  })

  test('by mail: the message tells who asks and where, nothing of the matter; a relay that refuses shows the link', async () => {
    config.mailUrl = sink.url
    const matter = await proposed()
    const { json } = await create({ kind: 'objection', ...matter, ...WHO })
    assert.deepEqual([json.mailed, json.link], [true, undefined])
    const { raw } = await sink.told('taken', WHO.email)
    const text = raw!.replaceAll('=\r\n', '').replaceAll('=3D', '=')
    assert.match(text, /\/approve\/[\w-]{64}/)
    for (const hidden of [matter.family, matter.person, 'edellytt']) assert.ok(!text.includes(hidden), hidden)
    const path = /\/approve\/[\w-]{64}/.exec(text)![0]
    assert.equal((await open(path)).status, 200)
    assert.equal((await row(json.id)).handed, 'mail')
    const other = await create({
      kind: 'objection',
      ...(await proposed()),
      ...WHO,
      email: 'refuse-me@asianajo.example',
    })
    assert.deepEqual([other.json.mailed, typeof other.json.link], [false, 'string'])
    config.mailUrl = undefined
  })
})

import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { clock } from '#kernel/clock.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { openRelay } from './relay.cast.ts'

let served: Served
let relay: Awaited<ReturnType<typeof openRelay>>
let marketing: Visitor
let template: any
const SITE = 'https://www.pohjolan.example'
const form = (change = {}) => ({ ...structuredClone(template.form), origins: [SITE], ...change })
const api = (path: string) => `/api/v1/forms${path}`

before(async () => {
  served = await openServed()
  relay = await openRelay()
  marketing = await served.enter('marketing')
  template = (await marketing('GET', api('/template'))).json
  await publish('uutiskirje', form({ consents: [wish('products'), wish('events')] }))
  await publish('opas', form({ service: 'download', content: same('https://pohjolan.example/opas') }))
})
after(async () => {
  await relay.close()
  await served.close()
})
let visits = 0
const real = clock.now
let ahead = 0
beforeEach(() => {
  clock.now = () => new Date(real().getTime() + ahead)
})
after(() => {
  clock.now = real
})

const same = (text: string) => ({ fi: text, sv: text, en: text })
const wish = (topic: string, channel = 'email') =>
  structuredClone(template.consents.find((one: any) => one.topic === topic && one.channel === channel))

async function publish(id: string, body: object) {
  const saved = await marketing('PATCH', api(`/${id}/draft`), { body: { body } })
  assert.equal(saved.status, 200, saved.text)
  return marketing('POST', api(`/${id}/publish`), { body: { draft: saved.json.draft } })
}

const later = (milliseconds: number) => {
  ahead += milliseconds
}
/** Somebody with an address of their own: one story's haste does not make the next wait. */
const visitor = () => {
  visits += 1
  const ip = `198.51.100.${visits}`
  const send: Visitor = (method, path, ask = {}) =>
    served.stranger(method, path, { ...ask, headers: { 'x-forwarded-for': ip, ...LANGUAGE, ...ask.headers } })
  return send
}
const LANGUAGE = { 'accept-language': 'fi' }
async function open(id = 'uutiskirje', send = visitor()) {
  const page = await send('GET', `/forms/${id}?lang=fi`)
  return { send, page, stamp: /name="stamp" value="([\w-]+)"/.exec(page.text)![1]! }
}
function fill(send: Visitor, id: string, fields: Record<string, string>, headers = {}) {
  return send('POST', `/forms/${id}?lang=fi`, {
    raw: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  })
}
const pending = async () => {
  const owner = await served.bed.owner()
  return (await owner.query('select count(*)::int as n from data.confirmations')).rows[0].n as number
}
const YES = { 'wish.products.email': 'yes' }

test('what may not be published is refused by its code and its field, and nobody else publishes', async () => {
  const bad = form({ consents: [{ ...wish('products'), ticked: true }] })
  const { json } = await marketing('PATCH', api('/huono/draft'), { body: { body: bad } })
  assert.deepEqual(json.problems, [{ code: 'CONSENT_INVALID_FORM', field: 'consents.0.ticked', why: 'ticked' }])
  const refused = await marketing('POST', api('/huono/publish'), { body: { draft: json.draft } })
  assert.equal(refused.status, 422)
  assert.equal(refused.json.code, 'CONSENT_INVALID_FORM')
  assert.equal(refused.json.field, 'consents.0.ticked')
  assert.equal((await visitor()('GET', '/forms/huono')).status, 410)
  for (const level of ['seller', 'support', 'administrator', 'management'] as const) {
    const other = await served.enter(level)
    assert.equal((await other('POST', api('/huono/publish'), { body: { draft: json.draft } })).status, 403, level)
  }
  const again = await publish('uutiskirje', form())
  assert.equal(again.json.open, 2)
  const owner = await served.bed.owner()
  await assert.rejects(owner.query(`update register.forms set body = '{}' where id = 'uutiskirje' and version = 1`), {
    message: 'FORM_PUBLISHED',
  })
  assert.equal((await marketing('POST', api('/uutiskirje/publish'), { body: { draft: 2 } })).status, 409)
  await publish('uutiskirje', form({ consents: [wish('products'), wish('events')] }))
})

test('too fast, too late, forged, of another form, spent: nothing is kept and nothing is sent', async () => {
  const before = await pending()
  const { send, stamp } = await open()
  const hasty = await fill(send, 'uutiskirje', { email: 'aino@esimerkki.example', stamp, ...YES })
  assert.equal(hasty.status, 422)
  assert.match(hasty.text, /nopeammin/)
  assert.match(hasty.text, /value="aino@esimerkki.example"/)
  assert.match(hasty.text, /name="wish.products.email" value="yes" checked/)
  later(3_100)
  for (const bad of [`${stamp.slice(0, -2)}AA`, '', (await open('opas')).stamp]) {
    const forged = await fill(send, 'uutiskirje', { email: 'aino@esimerkki.example', stamp: bad, ...YES })
    assert.equal(forged.status, 422)
    assert.doesNotMatch(forged.text, new RegExp(`value="${stamp}"`))
  }
  later(25 * 60 * 60 * 1000)
  assert.equal((await fill(send, 'uutiskirje', { email: 'aino@esimerkki.example', stamp, ...YES })).status, 422)
  later(-25 * 60 * 60 * 1000)
  assert.equal(await pending(), before)
  assert.equal(relay.letters.length, 0)
})

test('the trap is sprung in silence; a foreign site, too much, an unknown wish and a bad address are refused', async () => {
  const before = await pending()
  const { send, stamp } = await open()
  later(3_100)
  const trapped = await fill(send, 'uutiskirje', {
    email: 'bot@esimerkki.example',
    stamp,
    homepage: 'https://x.example',
    ...YES,
  })
  assert.equal(trapped.status, 200)
  assert.match(trapped.text, /Katso sähköpostisi/)
  const fields = { email: 'aino@esimerkki.example', stamp, ...YES }
  assert.equal((await fill(send, 'uutiskirje', fields, { origin: 'https://evil.example' })).status, 403)
  assert.equal((await fill(send, 'uutiskirje', { ...fields, given_name: 'a'.repeat(20_000) })).status, 413)
  assert.equal((await fill(send, 'uutiskirje', { ...fields, email: 'ei osoite' })).status, 422)
  const answer = (body: object, headers = {}) =>
    send('POST', api('/uutiskirje/answers'), { body: { email: 'aino@esimerkki.example', stamp, ...body }, headers })
  const unknown = await answer({ consents: [{ topic: 'partners', channel: 'email' }] })
  assert.equal(unknown.json.code, 'VALUE_NOT_ALLOWED')
  assert.equal(unknown.json.field, 'consents.0')
  const consents = [{ topic: 'products', channel: 'email' }]
  const foreign = await answer({ consents }, { origin: 'https://evil.example' })
  assert.equal(foreign.json.code, 'ORIGIN_REFUSED')
  assert.equal(foreign.headers.get('access-control-allow-origin'), null)
  assert.equal((await answer({ consents, given_name: 'a'.repeat(201) })).json.code, 'INPUT_INVALID')
  assert.equal(await pending(), before)
  assert.equal(relay.letters.length, 0)
})

test('only the form’s own sites may frame it and call it; no cookie is set and no script is needed', async () => {
  const { page } = await open()
  assert.match(
    page.headers.get('content-security-policy')!,
    new RegExp(`frame-ancestors ${SITE}$|frame-ancestors ${SITE};`),
  )
  assert.equal(page.headers.get('x-frame-options'), null)
  assert.equal(page.headers.get('set-cookie'), null)
  assert.doesNotMatch(page.text, / checked| required/)
  const preflight = await served.stranger('OPTIONS', api('/uutiskirje/answers'), { headers: { origin: SITE } })
  assert.equal(preflight.headers.get('access-control-allow-origin'), SITE)
  const evil = await served.stranger('OPTIONS', api('/uutiskirje/answers'), {
    headers: { origin: 'https://evil.example' },
  })
  assert.equal(evil.headers.get('access-control-allow-origin'), null)
  const shown = await served.stranger('GET', api('/uutiskirje'), { headers: { origin: SITE, ...LANGUAGE } })
  assert.equal(shown.headers.get('access-control-allow-origin'), SITE)
  assert.equal(shown.json.consents.length, 2)
  assert.equal(
    (await served.stranger('GET', api('/uutiskirje'), { headers: { origin: 'https://evil.example' } })).status,
    403,
  )
})

test('from a site of the form: work proved once is taken once', async () => {
  const send = visitor()
  const headers = { origin: SITE, 'sec-fetch-site': 'cross-site', ...LANGUAGE }
  const shown = (await send('GET', api('/uutiskirje'), { headers })).json
  const solution = await solveChallenge({ challenge: shown.challenge, deriveKey })
  const altcha = Buffer.from(JSON.stringify({ challenge: shown.challenge, solution })).toString('base64')
  later(3_100)
  const body = { stamp: shown.stamp, altcha, consents: [{ topic: 'events', channel: 'email' }] }
  const forged = Buffer.from(JSON.stringify({ challenge: shown.challenge, solution: { counter: 1, derivedKey: '00' } }))
  const bad = await send('POST', api('/uutiskirje/answers'), {
    body: { ...body, email: 'eeva@esimerkki.example', altcha: forged.toString('base64') },
    headers,
  })
  assert.equal(bad.json.field, 'altcha')
  const first = await send('POST', api('/uutiskirje/answers'), {
    body: { ...body, email: 'eeva@esimerkki.example' },
    headers,
  })
  assert.equal(first.json.next, 'confirm', first.text)
  assert.equal(first.headers.get('access-control-allow-origin'), SITE)
  // A form given out anew does not make the same work good twice, nor work done for one form good for another.
  const again = (await send('GET', api('/uutiskirje'), { headers })).json
  const other = (await send('GET', api('/opas'), { headers })).json
  later(3_100)
  for (const [id, stamp] of [
    ['uutiskirje', again.stamp],
    ['opas', other.stamp],
  ]) {
    const replay = await send('POST', api(`/${id}/answers`), {
      body: { stamp, altcha, email: 'toinen@esimerkki.example' },
      headers,
    })
    assert.equal(replay.status, 422)
    assert.equal(replay.json.code, 'FORM_STALE')
    assert.equal(replay.json.field, 'altcha')
  }
  const spent = await send('POST', api('/uutiskirje/answers'), {
    body: { ...body, altcha: undefined, email: 'toinen@esimerkki.example' },
    headers,
  })
  assert.equal(spent.json.field, 'stamp')
})

test('a flood from one address is stopped, sooner without proof', async () => {
  const send = visitor()
  const { stamp } = await open('opas', send)
  later(3_100)
  const tries: number[] = []
  for (let at = 0; at < 8; at++) tries.push((await fill(send, 'opas', { stamp })).status)
  assert.deepEqual(tries, [200, 200, 200, 200, 200, 200, 429, 429])
})

test('with every consent refused the service is given, and nobody is kept', async () => {
  const [before, letters] = [await pending(), relay.letters.length]
  const { send, stamp } = await open('opas')
  later(3_100)
  const answer = await fill(send, 'opas', { stamp })
  assert.equal(answer.status, 200)
  assert.match(answer.text, /href="https:\/\/pohjolan.example\/opas"/)
  const named = await fill(send, 'opas', { stamp, email: 'kirsi@esimerkki.example' })
  assert.match(named.text, /href="https:\/\/pohjolan.example\/opas"/)
  assert.equal(await pending(), before)
  assert.equal(relay.letters.length, letters)
})

test('known and unknown get one answer, and one kind of letter', async () => {
  const owner = await served.bed.owner()
  const { rows } = await owner.query(
    `select e.address from data.emails e where e.kind = 'named_work' order by e.address limit 1`,
  )
  const answers: string[] = []
  for (const email of [rows[0].address, 'ihan.uusi@esimerkki.example']) {
    const { send, stamp } = await open()
    later(3_100)
    const answer = await fill(send, 'uutiskirje', { email, stamp, ...YES })
    answers.push(`${answer.status} ${[...answer.headers.keys()].sort().join()} ${answer.text}`)
  }
  assert.equal(answers[0], answers[1])
  const strip = (mail: string) => mail.slice(mail.indexOf('\n\n')).replace(/confirm\/[\w-]+/, '')
  assert.equal(strip(relay.letters.at(-1)!), strip(relay.letters.at(-2)!))
})

test('without a relay the form says so and keeps nothing', async () => {
  const before = await pending()
  const { send, stamp } = await open()
  later(3_100)
  relay.unset()
  try {
    const answer = await fill(send, 'uutiskirje', { email: 'aino@esimerkki.example', stamp, ...YES })
    assert.equal(answer.status, 503)
    assert.match(answer.text, /ei juuri nyt voida lähettää/)
    assert.equal(await pending(), before)
  } finally {
    relay.set()
  }
  // The same stamp still serves, since nothing came of it.
  assert.equal((await fill(send, 'uutiskirje', { email: 'aino@esimerkki.example', stamp, ...YES })).status, 200)
})

test('looking never confirms; a yes does, once; the proof is whole', async () => {
  const { send, stamp } = await open()
  later(3_100)
  await fill(send, 'uutiskirje', { email: 'Helmi@Esimerkki.example', given_name: 'Helmi', stamp, ...YES })
  const letter = relay.letters.at(-1)!
  assert.match(letter, /To: helmi@esimerkki\.example/i)
  const path = relay.path()
  const owner = await served.bed.owner()
  const grounds = async () =>
    (
      await owner.query(
        `select g.* from data.grounds g join data.emails e on e.person_id = g.person_id
         where e.address = 'helmi@esimerkki.example' and g.kind = 'consent' order by g.number`,
      )
    ).rows
  for (let look = 0; look < 3; look++) {
    const page = await send('GET', path)
    assert.equal(page.status, 200)
    assert.match(page.text, /Pohjolan Huoltotarvike Oy saa lähettää minulle/)
  }
  assert.deepEqual(await grounds(), [])
  const yes = { raw: 'answer=yes', headers: { 'content-type': 'application/x-www-form-urlencoded' } }
  const done = await send('POST', path, yes)
  assert.equal(done.status, 200)
  assert.match(done.text, /\/preferences\/[\w-]+/)
  const [given, ...more] = await grounds()
  assert.equal(more.length, 0)
  const { proof } = given
  assert.equal(proof.how, 'double_opt_in')
  assert.equal(proof.form, 'uutiskirje')
  assert.equal(proof.language, 'fi')
  assert.match(proof.wording, /uutiskirjeet ja tarjoukset/)
  assert.match(proof.wording_hash, /^[0-9a-f]{64}$/)
  assert.ok(proof.version && proof.notice && proof.asked_at && proof.at && proof.channel === 'web')
  for (const again of [await send('POST', path, yes), await send('GET', path)]) {
    assert.equal(again.status, 410)
    assert.match(again.text, /ei ole enää voimassa/)
  }
  assert.equal((await send('POST', '/confirm/abc', yes)).status, 410)
  const api = await send('POST', '/api/v1/forms/confirmations', { body: { token: 'a'.repeat(43) } })
  assert.equal(api.json.code, 'CONFIRMATION_INVALID')
  const row = (await marketing('GET', '/api/v1/forms')).json.rows.find((one: any) => one.form === 'uutiskirje')
  assert.ok(row.asked >= 1 && row.confirmed === 1, JSON.stringify(row))
})

test('a no spends the link, and leaves nothing behind of somebody we did not know', async () => {
  const { send, stamp } = await open()
  later(3_100)
  await fill(send, 'uutiskirje', { email: 'outi@esimerkki.example', stamp, ...YES })
  const path = relay.path()
  const no = { raw: 'answer=no', headers: { 'content-type': 'application/x-www-form-urlencoded' } }
  assert.match((await send('POST', path, no)).text, /mitään ei lähetetä/)
  assert.equal((await send('POST', path, no)).status, 410)
  const owner = await served.bed.owner()
  const { rows } = await owner.query(`select from data.emails where address = 'outi@esimerkki.example'`)
  assert.equal(rows.length, 0)
})

test('whoever had refused everything and asks for one thing gets that one', async () => {
  const staff = await served.enter('owner_operator')
  const owner = await served.bed.owner()
  const { rows } = await owner.query(
    `select e.address, e.person_id, e.id from data.emails e join data.people p on p.id = e.person_id
     where e.kind = 'named_work' and not exists (select from data.grounds g where g.person_id = p.id and g.kind in ('objection', 'withdrawal', 'restriction', 'removal'))
     and not exists (select from data.canaries c where c.person_id = p.id) order by e.address desc limit 1`,
  )
  const [{ address, person_id: person, id }] = rows
  const objected = await staff('POST', `/api/v1/people/${person}/object?purpose=rights`, {
    body: { scope: 'marketing' },
  })
  assert.equal(objected.status, 200, objected.text)
  const { send, stamp } = await open()
  later(3_100)
  await fill(send, 'uutiskirje', { email: address, stamp, 'wish.events.email': 'yes' })
  const yes = { raw: 'answer=yes', headers: { 'content-type': 'application/x-www-form-urlencoded' } }
  const confirmed = await send('POST', relay.path(), yes)
  assert.equal(confirmed.status, 200, confirmed.text)
  const rights = await served.bed.login('purpose_rights')
  const gate = async (topic: string) =>
    (
      await rights.query('select door.gate($1, $2, $3, $4) as answer', [
        'preview',
        person,
        JSON.stringify({ channel: 'email', content: 'marketing', topic, address: id }),
        suppressionKey(served.bed.connection.key),
      ])
    ).rows[0].answer
  assert.equal((await gate('events')).ground, 'consent')
  assert.equal((await gate('products')).code, 'CONSENT_WITHDRAWN')
})

test('of a yes and a no only the yes counts; the proof is of the version that was seen', async () => {
  const answers = { answer: 'yes_no', yes: same('Kyllä'), no: same('Ei') }
  const consents = [
    { ...wish('products'), ...answers },
    { ...wish('events'), ...answers },
  ]
  await publish('vastaa', form({ languages: ['fi'], consents }))
  const { send, stamp } = await open('vastaa')
  const reworded = {
    ...consents[0],
    wording: { ...consents[0].wording, fi: 'Saatte lähettää uutiskirjeen sähköpostilla.' },
  }
  await publish('vastaa', form({ languages: ['fi'], consents: [reworded] }))
  later(3_100)
  const email = 'venla@esimerkki.example'
  const said = { 'wish.products.email': 'yes', 'wish.events.email': 'no' }
  await fill(send, 'vastaa', { email, stamp, ...said })
  const yes = { raw: 'answer=yes', headers: { 'content-type': 'application/x-www-form-urlencoded' } }
  const path = relay.path()
  const both = await Promise.all([send('POST', path, yes), send('POST', path, yes)])
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 410], 'of two at once one is taken')
  const owner = await served.bed.owner()
  const { rows } = await owner.query(
    `select g.slot, g.proof from data.grounds g join data.emails e on e.person_id = g.person_id
     where e.address = $1 and g.slot like 'consent:%'`,
    [email],
  )
  assert.equal(rows.length, 1)
  assert.equal(rows[0].slot, 'consent:marketing:products:email')
  assert.equal(rows[0].proof.version, '1')
  assert.match(rows[0].proof.wording, /^Pohjolan Huoltotarvike Oy saa/)
  const kept = await owner.query(
    `select encode(sha256(convert_to(body::text, 'UTF8')), 'hex') as hash from register.forms where id = 'vastaa' and version = 1`,
  )
  assert.equal(rows[0].proof.form_hash, kept.rows[0].hash)
})

test('nobody’s mailbox is filled by others; out of use, a form is out of use', async () => {
  const letters = relay.letters.length
  for (let at = 0; at < 5; at++) {
    const { send, stamp } = await open()
    later(3_100)
    const answer = await fill(send, 'uutiskirje', { email: 'uhri@esimerkki.example', stamp, ...YES })
    assert.match(answer.text, /Katso sähköpostisi/)
  }
  assert.equal(relay.letters.length - letters, 3)
  const { send, stamp } = await open('opas')
  later(3_100)
  assert.equal((await marketing('POST', api('/opas/retire'))).status, 200)
  assert.equal((await fill(send, 'opas', { stamp })).status, 410)
  assert.equal((await send('POST', api('/opas/answers'), { body: { stamp } })).json.code, 'FORM_CLOSED')
  assert.equal((await marketing('POST', api('/opas/retire'))).status, 410)
})

test('what the page runs comes from us, and watches nobody', async () => {
  const page = await served.stranger('GET', '/forms/uutiskirje')
  assert.deepEqual(page.text.match(/(?:src|href)="https?:[^"]+"/g), null)
  const script = await served.stranger('GET', '/forms/work.js')
  assert.match(script.text, /humanInteractionSignature: false/)
  for (const name of ['altcha.js', 'pbkdf2.js'])
    assert.match((await served.stranger('GET', `/forms/${name}`)).headers.get('content-type')!, /javascript/)
})

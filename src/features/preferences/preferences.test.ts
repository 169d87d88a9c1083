import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { clock, today } from '#kernel/clock.ts'
import { config } from '#kernel/config.ts'
import { errorTable } from '#kernel/errors.table.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { controller, purposes, topics } from '#register/index.ts'
import { monthsAfter } from './change.ts'
import { measurement, offered } from './choices.ts'
import { agreedParts, WORDING_VERSION, wordingPrint } from './consent.wording.ts'
import { type Cast, linkIn, openPreferences, pause, until } from './preferences.cast.ts'
import { wordings } from './wording.ts'

// A fresh link: who gets one and who is told nothing; what is chosen with it, and what of that is proof.

let cast: Cast
const { now } = clock
const fi = wordings.fi
before(async () => {
  cast = await openPreferences()
})
after(async () => {
  clock.now = now
  await cast?.close()
})

let asker = 0
const from = (ip = `198.51.100.${++asker % 250}`) => ({ 'x-forwarded-for': ip })
const ask = (email: string, ip?: string) => cast.post('/preferences?lang=fi', { email }, from(ip))
const said = async (person: string, ...kinds: string[]) =>
  (await cast.events(person)).filter(({ kind }) => kinds.includes(kind))
const marketing = (person: string, channel = 'email', topic = 'products') =>
  cast.sending.gate('rights', 'preview', person, { content: 'marketing', channel, topic })

/** A page as somebody has it open: its fields with what is chosen, to be changed and posted. */
async function open(path: string) {
  const { status, text } = await cast.get(`${path}?lang=fi`)
  assert.equal(status, 200)
  const fields: Record<string, string> = { act: 'save' }
  for (const [input] of text.matchAll(/<input [^>]*>/g)) {
    const [, name] = / name="([^"]*)"/.exec(input)!
    const [, value] = / value="([^"]*)"/.exec(input)!
    if (input.includes('type="hidden"') || input.includes(' checked')) fields[name!] = value!
  }
  return {
    text,
    fields,
    save: (change: Record<string, string>) => cast.post(`${path}?lang=fi`, { ...fields, ...change }),
  }
}

describe('who gets a link', () => {
  test('known, unknown, shared, erased: the same bytes, and nothing is changed', async () => {
    const who = await cast.make()
    const shared = await cast.make({ emailKind: 'generic' })
    const before = await cast.state()
    const answers = new Set<string>()
    for (const email of [who.email, 'nobody@asiakas.example', shared.email, ` ${who.email.toUpperCase()} `]) {
      const { status, text, headers } = await ask(email)
      assert.equal(status, 200)
      assert.equal(headers.get('set-cookie'), null)
      answers.add(text)
    }
    assert.equal(answers.size, 1)
    await until(() => cast.mails.filter(({ to }) => to === who.email).length === 2)
    await pause(150)
    assert.equal(cast.mails.filter(({ to }) => to === shared.email || to.startsWith('nobody')).length, 0)
    assert.equal((await cast.state()).replace(/"sendings":"?\d+/, ''), before.replace(/"sendings":"?\d+/, ''))
  })

  test('the answer waits for no look-up and no relay', async () => {
    const who = await cast.make()
    const pool = await cast.sending.owner.query('begin; lock table data.emails in access exclusive mode')
    assert.ok(pool)
    try {
      const known = ask(who.email)
      const unknown = ask('stranger@asiakas.example')
      const late = pause(4000).then(() => null)
      for (const answer of [known, unknown]) assert.equal((await Promise.race([answer, late]))?.status, 200)
    } finally {
      await cast.sending.owner.query('commit')
    }
    await until(() => cast.mails.some(({ to }) => to === who.email))
  })

  test('three an hour to an address, twenty an hour for one who asks; the answer does not say so', async () => {
    const who = await cast.make()
    const first = await ask(who.email)
    for (let i = 0; i < 6; i++) assert.equal((await ask(who.email)).text, first.text)
    const own = () => cast.mails.filter(({ to }) => to === who.email).length
    await until(() => own() === 3)
    await pause(150)
    assert.equal(own(), 3)
    clock.now = () => new Date(now().getTime() + 3_601_000)
    await ask(who.email)
    await until(() => own() === 4)
    clock.now = now
    for (let i = 0; i < 21; i++) await ask(`nobody${i}@asiakas.example`, '192.0.2.1')
    const late = await cast.make()
    assert.equal((await ask(late.email, '192.0.2.1')).text, first.text)
    await pause(150)
    assert.ok(!cast.mails.some(({ to }) => to === late.email))
  })

  test('an address that is none is said to be none; without a relay the answer is the same', async () => {
    for (const email of ['', 'nobody', 'a@b', 'x y@z.fi', `${'a'.repeat(250)}@example.com`]) {
      const { status, text } = await ask(email)
      assert.equal(status, 422, email)
      assert.ok(text.includes(fi.ask.invalid))
    }
    const injected = await ask('"><script>@x.fi')
    assert.ok(!injected.text.includes('<script'))
    const who = await cast.make()
    const { mailUrl } = config
    const usual = await ask('nobody@asiakas.example')
    delete config.mailUrl
    const silent = await ask(who.email)
    config.mailUrl = mailUrl!
    assert.equal(silent.text, usual.text)
  })

  test('each who holds the address gets their own, in their language', async () => {
    const one = await cast.make({ language: 'sv', emailKind: 'private' })
    const two = await cast.make({ language: 'en', emailKind: 'private', email: one.email })
    await ask(one.email)
    const own = () => cast.mails.filter(({ to }) => to === one.email)
    await until(() => own().length === 2)
    const texts = own().map(({ text }) => text)
    assert.ok(texts.some((text) => text.includes('Hej Testi!')) && texts.some((text) => text.includes('Hello Testi,')))
    assert.notEqual(linkIn(texts[0]!), linkIn(texts[1]!))
    assert.ok(two.id)
  })
})

describe('what a fresh link may not', () => {
  test('forged, out of time, of an address no longer theirs, of somebody gone: one page', async () => {
    const [late, moved, gone] = [await cast.make(), await cast.make(), await cast.make()]
    const paths = [late, moved, gone].map((who) => `/preferences/${cast.token('fresh', who)}`)
    for (const path of paths) assert.equal((await cast.get(path)).status, 200)
    await cast.sending.owner.query(`update data.emails set address = $2 where person_id = $1`, [
      moved.id,
      `x.${moved.email}`,
    ])
    await cast.sending.owner.query('delete from data.people where id = $1', [gone.id])
    const pages = [await cast.get(paths[1]!), await cast.get(paths[2]!), await cast.get(`${paths[0]}A`)]
    const posts = [await cast.post(paths[1]!, { 'products.email': 'yes', seen: '9' })]
    clock.now = () => new Date(now().getTime() + 86_402_000)
    pages.push(await cast.get(paths[0]!))
    posts.push(await cast.post(paths[0]!, { 'products.email': 'yes', seen: '9' }))
    clock.now = now
    for (const { status, text } of [...pages, ...posts]) {
      assert.equal(status, 404)
      assert.equal(text, pages[0]!.text)
    }
    assert.match(pages[0]!.text, new RegExp(errorTable.PREFERENCE_LINK_INVALID.says.fi))
    for (const who of [late, moved]) assert.deepEqual(await said(who.id, 'consent'), [])
  })

  test('what the page never offered is refused, named, and nothing of it is written', async () => {
    const who = await cast.make()
    const path = `/preferences/${cast.token('fresh', who)}`
    const before = await cast.state()
    const wrong: Record<string, string>[] = [
      { 'events.email': 'maybe' },
      { pause: '2020-01-01' },
      { pause: today() },
      { pause: monthsAfter(today(), 25) },
      { pause: '2027-02-31' },
      { pause: 'forever' },
      { language: 'de' },
    ]
    for (const one of wrong) {
      const { status, text } = await cast.post(path, { 'products.email': 'yes', seen: '9', ...one })
      assert.equal(status, 422, JSON.stringify(one))
      assert.ok(text.includes(errorTable.VALUE_NOT_ALLOWED.says.fi.replace(/\.$/, '')))
      assert.ok(text.includes(`<code>${Object.keys(one)[0]}</code>`), 'the field is named')
    }
    assert.equal(await cast.state(), before)
  })

  test('a page that was open since before gives nothing back that was refused elsewhere', async () => {
    const who = await cast.make()
    const path = `/preferences/${cast.token('fresh', who)}`
    const page = await open(path)
    await page.save({ 'products.email': 'yes' })
    await cast.post(`/u/${cast.token('leave', who)}`, { 'List-Unsubscribe': 'One-Click' })
    const again = await page.save({ 'products.email': 'yes' })
    assert.ok(again.text.includes(fi.saved.notTaken))
    assert.equal((await marketing(who.id)).code, 'DM_OBJECTED')
    assert.deepEqual(await said(who.id, 'objection_ended'), [])
    const other = await open(path)
    await other.save({ 'products.email': 'yes' })
    assert.equal((await marketing(who.id)).allowed, true)
    await (await open(path)).save({ 'products.email': 'no' })
    const late = await other.save({ 'products.email': 'yes' })
    assert.ok(late.text.includes(fi.saved.notTaken))
    assert.equal((await marketing(who.id)).code, 'CONSENT_WITHDRAWN')
  })
})

describe('choosing', () => {
  test('nothing is chosen for the person: no topic, no measuring', async () => {
    const page = await open(`/preferences/${cast.token('fresh', await cast.make())}`)
    assert.deepEqual(Object.keys(page.fields).sort(), ['act', 'language', 'pause', 'seen'])
    const radios = [...page.text.matchAll(/type="radio" name="[a-z]+\.[a-z]+" value="(yes|no)"/g)].map(
      ([, value]) => value,
    )
    assert.equal(radios.length, (offered.length + 1) * 2)
    assert.equal(radios.filter((value) => value === 'yes').length, radios.filter((value) => value === 'no').length)
    assert.deepEqual((await said((await cast.make()).id, 'consent')).length, 0)
  })

  test('a yes is a consent with its whole proof, word for word as shown', async () => {
    const who = await cast.make()
    const path = `/preferences/${cast.token('fresh', who)}`
    for (const language of LANGUAGES) {
      const { text } = await cast.get(`${path}?lang=${language}`)
      const plain = text.replace(/&#39;/g, "'").replace(/&#34;/g, '"')
      for (const choice of [...offered, measurement])
        for (const part of agreedParts(language, choice, controller.name)) assert.ok(plain.includes(part), part)
    }
    const { text } = await (await open(path)).save({ 'events.text': 'yes', 'measurement.email': 'yes' })
    assert.ok(text.includes(fi.saved.title))
    const [event, measured] = await said(who.id, 'consent')
    assert.equal(event!.slot, 'consent:marketing:events:text')
    assert.equal(event!.actor, 'person')
    const { proof } = event!
    assert.equal(
      proof.wording,
      `${fi.choices.consent(controller.name)}\n${topics.events.label.fi}: ${topics.events.wording.fi}\ntekstiviesti: Kyllä`,
    )
    assert.equal(proof.wording_hash, createHash('sha256').update(proof.wording).digest('hex'))
    const { at, ...rest } = proof
    assert.ok(Math.abs(Date.parse(at) - Date.now()) < 60_000)
    assert.deepEqual(
      { how: rest.how, version: rest.version, language: rest.language, notice: rest.notice, link: rest.link },
      { how: 'preference_centre', version: WORDING_VERSION, language: 'fi', notice: 1, link: 'fresh' },
    )
    assert.equal(measured!.slot, 'consent:marketing:measurement:email')
  })

  test('the words people agree to have a version: new words, new version', () => {
    assert.deepEqual([WORDING_VERSION, wordingPrint()], ['1', '7a3b10899a18'])
  })

  test('back and forth, saved again and again: an event for each change and for nothing else', async () => {
    const who = await cast.make()
    const path = `/preferences/${cast.token('fresh', who)}`
    await (await open(path)).save({ 'products.email': 'yes', 'partners.post': 'no' })
    assert.deepEqual(
      (await said(who.id, 'consent', 'refusal', 'withdrawal')).map(({ kind, slot }) => [kind, slot]),
      [
        ['consent', 'consent:marketing:products:email'],
        ['refusal', 'consent:partner_offers:partners:post'],
      ],
    )
    const before = await cast.state()
    for (let i = 0; i < 3; i++) {
      const { text } = await (await open(path)).save({})
      assert.ok(text.includes(fi.saved.nothing))
    }
    assert.equal(await cast.state(), before)
    const page = await open(path)
    assert.equal(page.fields['products.email'], 'yes')
    const answers = await Promise.all([1, 2, 3, 4].map(() => page.save({ 'products.email': 'no' })))
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]))
    assert.equal((await said(who.id, 'withdrawal')).length, 1, 'four at once')
    assert.equal((await marketing(who.id)).code, 'CONSENT_WITHDRAWN')
  })

  test('a pause to a day, ended when they please; the language; each with its entry in the ledger', async () => {
    const who = await cast.make({ language: 'fi' })
    await cast.sending.consent(who.id)
    const path = `/preferences/${cast.token('fresh', who)}`
    const day = monthsAfter(today(), 3)
    const saved = await (await open(path)).save({ pause: day, language: 'sv' })
    assert.match(saved.text, /<html lang="sv">/)
    assert.equal((await marketing(who.id)).code, 'DM_PAUSED')
    const { rows } = await cast.sending.owner.query('select language from data.people where id = $1', [who.id])
    assert.equal(rows[0].language, 'sv')
    await (await open(path)).save({ pause: day })
    assert.equal((await said(who.id, 'pause')).length, 1)
    await (await open(path)).save({ pause: 'end' })
    assert.equal((await marketing(who.id)).allowed, true)
    const entries = await cast.sending.owner.query(
      `select action, fields, detail, actor from ledger.entries where $1 = any (ids) and action = 'preferences.change' order by at`,
      [who.id],
    )
    assert.deepEqual(
      entries.rows.map(({ fields, detail, actor }) => [fields, detail, actor]),
      [
        [['grounds', 'language'], { changes: 2 }, 'person'],
        [['grounds'], { changes: 1 }, 'person'],
      ],
    )
    const reads = await cast.sending.owner.query(
      `select count(*)::int as n from ledger.entries where $1 = any (ids) and action = 'preferences.read' and actor = 'person' and purpose = 'rights'`,
      [who.id],
    )
    assert.ok(reads.rows[0].n >= 6)
  })

  test('stop everything, then come back: only what is chosen then, and nothing agreed before', async () => {
    const who = await cast.make()
    const path = `/preferences/${cast.token('fresh', who)}`
    await (await open(path)).save({ 'products.email': 'yes', 'events.email': 'yes', 'partners.email': 'yes' })
    const left = await cast.post(`${path}?lang=fi`, { act: 'leave' })
    assert.ok(left.text.includes(fi.saved.left))
    const page = await open(path)
    assert.equal(page.fields['products.email'], 'no')
    assert.ok(page.text.includes('Olet kieltänyt kaiken markkinoinnin'))
    const quiet = await page.save({})
    assert.ok(quiet.text.includes(fi.saved.nothing))
    const back = await (await open(path)).save({ 'events.email': 'yes' })
    assert.ok(back.text.includes(fi.past.kinds.objection_ended(fi.past.everything)))
    assert.equal((await marketing(who.id, 'email', 'events')).allowed, true)
    assert.equal((await marketing(who.id, 'email', 'products')).code, 'CONSENT_WITHDRAWN')
    assert.equal((await marketing(who.id, 'email', 'partners')).code, 'CONSENT_WITHDRAWN')
    const consents = await said(who.id, 'consent')
    assert.equal(consents.filter(({ slot }) => slot === 'consent:marketing:events:email').length, 2, 'agreed anew')
    const ended = (await said(who.id, 'withdrawal')).filter(({ proof }) => proof.by === 'objection')
    assert.equal(ended.length, 3)
    for (const { proof } of ended)
      assert.ok(proof.link === 'fresh' && !('wording' in proof), 'nothing of the consent it ended')
  })

  test('coming back on a form too: what was agreed before the no to everything does not come back', async () => {
    const who = await cast.make()
    await cast.sending.consent(who.id, 'products')
    await cast.sending.consent(who.id, 'events')
    await cast.sending.object(who.id)
    await cast.sending.ground(who.id, { kind: 'objection_ended', via: 'web', proof: {} }, true)
    await cast.sending.consent(who.id, 'events')
    assert.equal((await marketing(who.id, 'email', 'events')).allowed, true)
    assert.equal((await marketing(who.id, 'email', 'products')).code, 'CONSENT_WITHDRAWN')
    const { text } = await cast.get(`/preferences/${cast.token('fresh', who)}?lang=fi`)
    assert.ok(
      text.includes(fi.past.kinds.not_revived('Tuotteet ja palvelut (sähköposti); Tapahtumat (sähköposti)')) ||
        text.includes(fi.past.kinds.not_revived('Tapahtumat (sähköposti); Tuotteet ja palvelut (sähköposti)')),
    )
  })

  test('a no to calls shows as one, and ends with a yes to a call; other channels are as they were', async () => {
    const who = await cast.make({ phoneKind: 'mobile' })
    await cast.sending.consent(who.id, 'products', 'phone')
    await cast.sending.consent(who.id, 'events', 'phone')
    await cast.sending.consent(who.id, 'products', 'email')
    await cast.sending.object(who.id, 'prospecting')
    const path = `/preferences/${cast.token('fresh', who)}`
    const page = await open(path)
    assert.deepEqual([page.fields['products.phone'], page.fields['products.email']], ['no', 'yes'])
    const { text } = await page.save({ 'products.phone': 'yes' })
    assert.ok(text.includes(fi.past.kinds.objection_ended(purposes.prospecting.label.fi)))
    assert.equal((await marketing(who.id, 'phone')).allowed, true)
    assert.equal((await marketing(who.id, 'phone', 'events')).code, 'CONSENT_WITHDRAWN')
    assert.equal((await marketing(who.id, 'email')).allowed, true)
  })

  test('an address refused on another record: shown as refused, and ends only by a page that said so', async () => {
    const one = await cast.make({ emailKind: 'private' })
    const other = await cast.make({ emailKind: 'private', email: one.email })
    const path = `/preferences/${cast.token('fresh', other)}`
    const stale = await open(path)
    await stale.save({ 'products.email': 'yes' })
    assert.equal((await marketing(other.id)).allowed, true)
    await cast.post(`/u/${cast.token('leave', one)}`, { 'List-Unsubscribe': 'One-Click' })
    assert.equal((await marketing(other.id)).code, 'SUPPRESSED_ADDRESS')
    assert.ok((await stale.save({ 'products.email': 'yes' })).text.includes(fi.saved.notTaken))
    assert.equal((await marketing(other.id)).code, 'SUPPRESSED_ADDRESS')
    const page = await open(path)
    assert.equal(page.fields['products.email'], 'no')
    await page.save({ 'products.email': 'yes' })
    assert.equal((await marketing(other.id)).allowed, true)
    assert.equal((await marketing(one.id)).code, 'DM_OBJECTED')
  })

  test('a newsletter agreed to in another system shows as a yes, and ends with a no', async () => {
    const who = await cast.make()
    await cast.sending.owner.query(
      `insert into data.grounds (person_id, slot, kind, effect, purposes, actor) values ($1, 'consent:marketing', 'consent', 'allow', data.bit_of_login('purpose_marketing'), 'import')`,
      [who.id],
    )
    const path = `/preferences/${cast.token('fresh', who)}`
    const page = await open(path)
    assert.equal(page.fields['products.email'], 'yes')
    await page.save({ 'products.email': 'no' })
    assert.equal((await marketing(who.id)).code, 'CONSENT_WITHDRAWN')
  })

  test('all that was said and told is there in plain words, with the text that was answered', async () => {
    const who = await cast.make()
    const path = `/preferences/${cast.token('fresh', who)}`
    await cast.sending.owner.query(
      `insert into data.informings (person_id, kind, edition, language, channel, actor) values ($1, 'obtained', 1, 'fi', 'email', 'test')`,
      [who.id],
    )
    await (await open(path)).save({ 'events.email': 'yes', pause: monthsAfter(today(), 1) })
    await cast.sending.object(who.id)
    const { text } = await cast.get(`${path}?lang=fi`)
    const { kinds, everything, how } = fi.past
    for (const words of [
      kinds.consent('Tapahtumat (sähköposti)'),
      kinds.objection(everything),
      kinds.noticed('1'),
      how.here,
      how.phone,
      'Tauko ',
      fi.choices.consent(controller.name),
    ])
      assert.ok(text.includes(words), words)
    for (const word of ['"test"', 'undefined', '[object', who.id]) assert.ok(!text.includes(word), word)
  })
})

describe('while there is no notice', () => {
  test('nothing can be agreed to, and everything refused', async () => {
    const { owner } = cast.sending
    await owner.query('alter table register.notices disable trigger user')
    await owner.query('delete from register.notices')
    await owner.query('alter table register.notices enable trigger user')
    const who = await cast.make()
    const page = await open(`/preferences/${cast.token('fresh', who)}`)
    assert.ok(page.text.includes(fi.choices.unnoticed))
    assert.match(page.text, /value="yes" disabled/)
    assert.doesNotMatch(page.text, /value="no" disabled/)
    const { text } = await page.save({ 'products.email': 'yes', 'events.email': 'no' })
    assert.ok(text.includes(fi.saved.notTaken))
    assert.deepEqual(await said(who.id, 'consent'), [])
    assert.equal((await said(who.id, 'refusal')).length, 1)
  })
})

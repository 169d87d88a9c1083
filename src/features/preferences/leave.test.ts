import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addressHash, sealLink } from '#features/grounds/links.ts'
import { clock } from '#kernel/clock.ts'
import { errorTable } from '#kernel/errors.table.ts'
import { newId } from '#kernel/ledger.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { controller } from '#register/index.ts'
import { type Cast, linkIn, openPreferences, pause, until } from './preferences.cast.ts'
import { wordings } from './wording.ts'

// The link in a mail: what it may never do, then what it does at once and for good.

let cast: Cast
const { now } = clock
before(async () => {
  cast = await openPreferences()
})
after(async () => {
  clock.now = now
  await cast?.close()
})

const ONE_CLICK = { 'List-Unsubscribe': 'One-Click' }
const from = (ip: string) => ({ 'x-forwarded-for': ip })
const last = async (person: string) => (await cast.events(person)).at(-1)
const marketing = (person: string, channel = 'email') =>
  cast.sending.gate('rights', 'preview', person, { content: 'marketing', channel, topic: 'products' })

describe('what the link of a mail may not do', () => {
  test('looking, a hundred times and by HEAD, changes nothing', async () => {
    const who = await cast.make()
    const leave = `/u/${cast.token('leave', who)}`
    const fresh = `/preferences/${cast.token('fresh', who)}`
    const before = await cast.state()
    for (let i = 0; i < 100; i++) {
      const paths = [leave, `${leave}?act=leave&List-Unsubscribe=One-Click`, fresh, `${fresh}?products.email=yes`]
      for (const path of i < 10 ? paths : paths.slice(0, 1)) {
        const { status } = await cast.served.stranger(i % 2 ? 'HEAD' : 'GET', path, {
          headers: { 'user-agent': 'scanner' },
        })
        assert.equal(status, 200, path)
      }
    }
    assert.equal(await cast.state(), before)
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      const { status } = await cast.served.stranger(method, leave)
      assert.equal(status, 404, method)
    }
    assert.equal(await cast.state(), before)
  })

  test('forged, cut, endless, swapped: one and the same 404, and nothing of it stays', async () => {
    const who = await cast.make()
    const token = cast.token('leave', who)
    const forged = token.replace(/.$/, (end) => (end === 'A' ? 'B' : 'A'))
    const swapped = sealLink(Buffer.alloc(32, 7), {
      kind: 'leave',
      person: who.id,
      hash: addressHash(Buffer.alloc(32), who.email),
    })
    const wrong = [
      forged,
      token.slice(0, -1),
      token.slice(0, 8),
      swapped,
      `${token}A`.repeat(9),
      newId(),
      '%00',
      '',
      cast.token('fresh', who),
    ]
    const before = await cast.state()
    const bodies = new Set<string>()
    for (const [at, text] of wrong.entries()) {
      const { status, headers, text: body } = await cast.post(`/u/${text}`, ONE_CLICK, from(`203.0.113.${at}`))
      assert.equal(status, 404, text)
      assert.equal(headers.get('set-cookie'), null)
      bodies.add(body)
      const page = await cast.get(`/u/${text}`, from(`203.0.113.${at}`))
      assert.equal(page.status, 404)
      bodies.add(page.text)
    }
    assert.equal(bodies.size, 1, 'the same bytes for all')
    assert.match([...bodies][0]!, new RegExp(errorTable.PREFERENCE_LINK_INVALID.says.fi))
    assert.equal(await cast.state(), before)
  })

  test('the page shows nothing of whom it was sent to, nor of what they have said', async () => {
    const who = await cast.make({ email: 'tunnettu.henkilo@asiakas.example' })
    const path = `/u/${cast.token('leave', who)}`
    const untouched = await cast.get(path)
    await cast.sending.object(who.id)
    const objected = await cast.get(path)
    assert.equal(objected.text, untouched.text)
    for (const word of ['Testi', 'Henkilö', 'tunnettu', who.id]) assert.ok(!untouched.text.includes(word), word)
    const posted = await cast.post(path, { act: 'leave' })
    for (const word of ['Testi', 'Henkilö', 'tunnettu', who.id]) assert.ok(!posted.text.includes(word), word)
  })

  test('it neither sees nor gives: every choice takes a fresh link', async () => {
    const who = await cast.make()
    const path = `/preferences/${cast.token('leave', who)}`
    const before = await cast.state()
    const seen = await cast.get(path)
    assert.equal(seen.status, 403)
    assert.match(seen.text, new RegExp(errorTable.FRESH_LINK_NEEDED.says.fi))
    assert.doesNotMatch(seen.text, /type="radio"/)
    const given = await cast.post(path, { 'products.email': 'yes', seen: '99', act: 'save' })
    assert.equal(given.status, 403)
    assert.equal(await cast.state(), before)
    await cast.post(`/u/${cast.token('leave', who)}`, { 'products.email': 'yes', language: 'en' })
    assert.deepEqual(
      (await cast.events(who.id)).filter(({ kind }) => kind === 'consent'),
      [],
    )
  })

  test('who tries many links from one network waits; a link that holds still works there', async () => {
    const ip = from('192.0.2.77')
    const answers = []
    for (let i = 0; i < 32; i++) answers.push((await cast.get(`/u/${newId()}`, ip)).status)
    assert.deepEqual([answers[0], answers[29], answers[30], answers[31]], [404, 404, 429, 429])
    const who = await cast.make()
    assert.equal((await cast.post(`/u/${cast.token('leave', who)}`, ONE_CLICK, ip)).status, 200)
    assert.equal((await last(who.id))?.kind, 'objection')
  })
})

describe('one click', () => {
  const multipart = '--xyz\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--xyz--\r\n'
  const bodies: [name: string, type: string, body: string][] = [
    ['urlencoded', 'application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
    ['multipart', 'multipart/form-data; boundary=xyz', multipart],
    ['of an unknown kind', 'text/x-strange', 'List-Unsubscribe=One-Click'],
  ]
  for (const [name, type, body] of bodies) {
    test(`${name}: 200 without redirect or cookie, from anywhere, as often as it comes`, async () => {
      const who = await cast.make({ phoneKind: 'mobile' })
      await cast.sending.consent(who.id)
      assert.equal((await marketing(who.id)).allowed, true)
      const path = `/u/${cast.token('leave', who)}`
      const headers = { 'content-type': type, origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' }
      for (let i = 0; i < 3; i++) {
        const answer = await cast.served.stranger('POST', path, { raw: body, headers })
        assert.equal(answer.status, 200)
        assert.equal(answer.headers.get('location'), null)
        assert.equal(answer.headers.get('set-cookie'), null)
      }
      for (const channel of ['email', 'text', 'phone', 'post'])
        assert.equal((await marketing(who.id, channel)).code, 'DM_OBJECTED', channel)
      const said = (await cast.events(who.id)).filter(({ kind }) => kind === 'objection')
      assert.equal(said.length, 1, 'three times said, once on record')
      assert.equal(said[0]!.actor, 'person')
      assert.match(said[0]!.proof.evidence, type === 'text/x-strange' ? /leave link/ : /RFC 8058/)
    })
  }

  test('without any body too, and twenty years after the mail', async () => {
    const who = await cast.make()
    const token = cast.token('leave', who)
    clock.now = () => new Date(now().getTime() + 20 * 365 * 86_400_000)
    const { status } = await cast.served.stranger('POST', `/u/${token}`)
    clock.now = now
    assert.equal(status, 200)
    assert.equal((await last(who.id))?.kind, 'objection')
  })

  test('what cannot be read or kept is told on a page, in the reader’s language, and changes nothing', async () => {
    const who = await cast.make()
    const path = `/u/${cast.token('leave', who)}?lang=sv`
    const before = await cast.state()
    const endless = await cast.post(path, { act: 'x'.repeat(70_000) })
    assert.equal(endless.status, 413)
    assert.ok(endless.text.includes(errorTable.TOO_LARGE.next.sv))
    assert.match(endless.headers.get('content-type')!, /text\/html/)
    assert.match(endless.headers.get('content-security-policy')!, /form-action 'self'/)
    assert.equal(await cast.state(), before)
  })

  test('twenty at once are one objection, and each is told that it holds', async () => {
    const who = await cast.make()
    const path = `/u/${cast.token('leave', who)}`
    const answers = await Promise.all(Array.from({ length: 20 }, () => cast.post(path, ONE_CLICK)))
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]))
    assert.equal((await cast.events(who.id)).filter(({ kind }) => kind === 'objection').length, 1)
  })

  test('it is on record in the ledger, as the person’s own act', async () => {
    const who = await cast.make()
    await cast.post(`/u/${cast.token('leave', who)}`, ONE_CLICK)
    const { rows } = await cast.sending.owner.query(
      `select actor, purpose, action, fields from ledger.entries where $1 = any (ids)`,
      [who.id],
    )
    assert.deepEqual(rows, [{ actor: 'person', purpose: 'rights', action: 'preferences.leave', fields: ['grounds'] }])
  })
})

describe('a link that outlives its person', () => {
  test('merged into another: the kept one has said no', async () => {
    const [old, kept] = [await cast.make(), await cast.make({ phoneKind: 'mobile' })]
    const token = cast.token('leave', old)
    const rights = await cast.served.bed.login('purpose_rights')
    await rights.query('select door.merge($1, $2)', [kept.id, [old.id]])
    assert.equal((await cast.post(`/u/${token}`, ONE_CLICK)).status, 200)
    assert.equal((await last(kept.id))?.kind, 'objection')
    assert.equal((await marketing(kept.id, 'phone')).code, 'DM_OBJECTED')
    const paused = await cast.make()
    const other = cast.token('leave', paused)
    const heir = await cast.make()
    await rights.query('select door.merge($1, $2)', [heir.id, [paused.id]])
    assert.equal((await cast.post(`/u/${other}`, { act: 'pause' })).status, 200)
    assert.equal((await last(heir.id))?.kind, 'pause')
  })

  test('erased: the address alone remembers, and whoever comes back by it is not written to', async () => {
    const who = await cast.make()
    const token = cast.token('leave', who)
    await cast.sending.owner.query('delete from data.people where id = $1', [who.id])
    const present = await cast.make()
    const here = await cast.post(`/u/${cast.token('leave', present)}`, ONE_CLICK)
    const gone = await cast.post(`/u/${token}`, ONE_CLICK)
    assert.equal(gone.status, 200)
    assert.equal(
      gone.text.replaceAll(token, 'T'),
      here.text.replaceAll(cast.token('leave', present), 'T'),
      'gone or here: the same answer',
    )
    const again = await cast.make({ email: who.email })
    assert.equal((await marketing(again.id)).code, 'SUPPRESSED_ADDRESS')
  })

  test('an address they no longer have is remembered too', async () => {
    const who = await cast.make()
    const token = cast.token('leave', who)
    await cast.sending.owner.query('update data.emails set address = $2 where person_id = $1', [
      who.id,
      `new.${who.email}`,
    ])
    await cast.post(`/u/${token}`, ONE_CLICK)
    const other = await cast.make({ email: who.email })
    assert.equal((await marketing(other.id)).code, 'SUPPRESSED_ADDRESS')
  })

  test('the person’s own act alone: no level may use the door so', async () => {
    const who = await cast.make()
    const event = JSON.stringify({ kind: 'leave', link: addressHash(cast.served.bed.connection.key, who.email) })
    for (const login of ['purpose_rights', 'purpose_marketing'] as const) {
      const client = await cast.served.bed.login(login)
      await assert.rejects(client.query('select door.ground($1, $2, $3)', [who.id, event, cast.sending.key]), {
        message: 'CONSENT_UNPROVEN',
      })
    }
  })
})

describe('the buttons', () => {
  test('two of equal weight, in three languages, with no script and nothing kept', async () => {
    const path = `/u/${cast.token('leave', await cast.make())}`
    for (const language of LANGUAGES) {
      const { text, headers } = await cast.get(`${path}?lang=${language}`)
      const { leave, page } = wordings[language]
      assert.match(text, new RegExp(`<html lang="${language}">`))
      assert.ok(text.includes(controller.name))
      const buttons = [...text.matchAll(/<button class="([^"]*)" name="act" value="(leave|pause)">([^<]*)/g)]
      assert.deepEqual(
        buttons.map(([, weight, act, label]) => [weight, act, label]),
        [
          ['act', 'leave', leave.stop],
          ['act', 'pause', leave.pause],
        ],
      )
      assert.ok(text.includes(page.notice))
      assert.doesNotMatch(text, /<script|<img|https?:\/\//)
      assert.match(
        headers.get('content-security-policy')!,
        /default-src 'none'.*form-action 'self'.*frame-ancestors 'none'/,
      )
      assert.equal(headers.get('referrer-policy'), 'no-referrer')
      assert.equal(headers.get('cache-control'), 'no-store')
      assert.match(headers.get('x-robots-tag')!, /noindex/)
    }
    const notice = await cast.get('/tietosuojaseloste.txt')
    assert.match(notice.headers.get('content-security-policy')!, /form-action 'none'/)
  })

  test('a pause: three months, once, and what was agreed stays', async () => {
    const who = await cast.make()
    await cast.sending.consent(who.id)
    const path = `/u/${cast.token('leave', who)}`
    for (let i = 0; i < 2; i++) {
      const { status, text } = await cast.post(`${path}?lang=fi`, { act: 'pause' })
      assert.equal(status, 200)
      assert.ok(text.includes(wordings.fi.paused.title))
    }
    assert.equal((await marketing(who.id)).code, 'DM_PAUSED')
    assert.equal((await cast.events(who.id)).filter(({ kind }) => kind === 'pause').length, 1)
    await cast.post(path, { act: 'leave' })
    assert.equal((await marketing(who.id)).code, 'DM_OBJECTED')
  })

  test('a fresh link goes to the address the mail went to, three times an hour, and the answer is always the same', async () => {
    const who = await cast.make()
    const path = `/u/${cast.token('leave', who)}?lang=fi`
    const answers = new Set<string>()
    for (let i = 0; i < 5; i++) {
      const { status, text } = await cast.post(path, { act: 'fresh' }, from('198.51.100.9'))
      assert.equal(status, 200)
      answers.add(text)
    }
    assert.equal(answers.size, 1)
    const own = () => cast.mails.filter(({ to }) => to === who.email)
    await until(() => own().length === 3)
    await pause(150)
    assert.equal(own().length, 3)
    const link = linkIn(own()[0]!.text)!
    assert.equal((await cast.get(link)).status, 200)
    assert.match(own()[0]!.text, /Auto-Submitted: auto-generated/)
    const gone = await cast.make()
    await cast.sending.owner.query('update data.emails set address = $2 where person_id = $1', [
      gone.id,
      `new.${gone.email}`,
    ])
    const nothing = await cast.post(`/u/${cast.token('leave', gone)}?lang=fi`, { act: 'fresh' }, from('198.51.100.9'))
    const anonymous = (text: string) => text.replaceAll(/\/u\/[\w-]+/g, '')
    assert.equal(anonymous(nothing.text), anonymous([...answers][0]!))
    await pause(150)
    assert.ok(!cast.mails.some(({ to }) => to.endsWith(gone.email)))
  })
})

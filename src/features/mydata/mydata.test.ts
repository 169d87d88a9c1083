import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sealLink } from '#features/grounds/links.ts'
import { type Cast, openPreferences, pause, until } from '#features/preferences/preferences.cast.ts'
import { clock } from '#kernel/clock.ts'
import { errorTable } from '#kernel/errors.table.ts'
import { newId } from '#kernel/ledger.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { formOf, formToken } from './once.ts'
import { wordings } from './wording.ts'

// What a person sees of themselves: what it refuses first, then what it does.

let cast: Cast
const now = clock.now
before(async () => {
  cast = await openPreferences()
})
after(async () => {
  clock.now = now
  await cast?.close()
})

const own = (who: { id: string; email: string }) => `/mydata/${cast.token('fresh', who)}`
const from = (ip: string) => ({ 'x-forwarded-for': ip })
/** The single-use token that stands in the form of an act. */
const onceOf = (page: string, act: string): string =>
  new RegExp(`name="once" value="([^"]+)"><input type="hidden" name="act" value="${act}"`).exec(page)?.[1] ??
  assert.fail(`no form for ${act}`)
const requests = async (person: string | null, more = '') =>
  (
    await cast.sending.owner.query(
      `select * from data.requests r where ${person ? 'person_id = $1' : 'person_id is not distinct from $1'} ${more} order by created_at`,
      [person],
    )
  ).rows
const count = async () => (await cast.sending.owner.query('select count(*)::int as n from data.requests')).rows[0].n

describe('without a link', () => {
  test('one answer to all, whoever they name: the same bytes but for the form’s own number', async () => {
    const known = await cast.make()
    const shared = await cast.make()
    await cast.make({ email: shared.email })
    const asked = [
      known.email,
      shared.email,
      'ei.kukaan@missaan.example',
      'info@missaan.example',
      '+358 40 123 4567',
      '0401234567',
    ]
    const bodies = new Set<string>()
    for (const [at, contact] of asked.entries()) {
      const { status, text } = await cast.post('/mydata', { contact, act: 'see' }, from(`198.51.100.${at}`))
      assert.equal(status, 200)
      bodies.add(text.replace(/value="[\w.-]{20,}"/g, 'ONCE'))
    }
    assert.equal(bodies.size, 1)
    await until(() => cast.mails.some(({ to }) => to === known.email))
    await pause(200)
    assert.deepEqual(
      cast.mails.map(({ to }) => to),
      [known.email],
      'nobody’s link goes to an address of several',
    )
    const link = /\/mydata\/[\w-]{108}/.exec(cast.mails[0]!.text)?.[0]
    assert.ok(link)
    assert.equal((await cast.get(link)).status, 200)
  })

  test('the time it takes tells nothing either: it is answered before anything is looked up', async () => {
    const known = await cast.make()
    const took = async (contact: string, ip: string) => {
      const since = performance.now()
      await cast.post('/mydata', { contact }, from(ip))
      return performance.now() - since
    }
    const [here, gone]: [number[], number[]] = [[], []]
    for (let i = 0; i < 12; i++) {
      here.push(await took(known.email, `198.51.101.${i}`))
      gone.push(await took(`ei.${i}@missaan.example`, `198.51.102.${i}`))
    }
    const middle = (list: number[]) => list.toSorted((a, b) => a - b)[6]!
    assert.ok(Math.abs(middle(here) - middle(gone)) < 25, `${middle(here)} and ${middle(gone)} ms`)
  })

  test('what is no address is said to be none; nothing is asked for but one field, and never a document', async () => {
    const { status, text } = await cast.post('/mydata', { contact: 'minä itse' })
    assert.equal(status, 422)
    assert.ok(text.includes(wordings.fi.invalid))
    for (const language of LANGUAGES) {
      const page = (await cast.get(`/mydata?lang=${language}`)).text
      const words = wordings[language]
      for (const [label] of Object.values(words.four)) assert.ok(page.includes(label), label)
      assert.match(page, new RegExp(`<html lang="${language}">`))
      assert.ok(page.includes('Lintulahdenkuja') || page.includes('Fågelviksgränden'))
      assert.doesNotMatch(page, /<script|<img|type="file"|type="password"/)
    }
  })

  test('a request by hand opens a case and shows nothing: the same whether they are known or not', async () => {
    const known = await cast.make()
    const bodies = new Set<string>()
    const before = await count()
    for (const [address, ip] of [
      [known.email, '198.51.103.1'],
      ['vieras@missaan.example', '198.51.103.2'],
    ] as const) {
      const once = /name="once" value="([^"]+)"/.exec((await cast.get('/mydata')).text)![1]!
      const { status, text } = await cast.post(
        '/mydata/ask',
        { once, kind: 'access', address, name: 'Joku', words: 'Kaikki, 131052-308T' },
        from(ip),
      )
      assert.equal(status, 200)
      bodies.add(text.replace(/T-\d{4}-\d{4}/g, 'NUMBER'))
    }
    assert.equal(bodies.size, 1)
    assert.equal(await count(), before + 2)
    const [first] = await requests(known.id)
    assert.equal(first.identity, 'unclear', 'whoever types an address has not shown that it is theirs')
    assert.ok(!first.said.includes('131052'), 'an identity code is not kept')
    assert.equal(first.channel, 'portal')
  })

  test('a form of nobody’s, of another page, sent twice, or too old changes nothing', async () => {
    const key = cast.served.bed.connection.key
    const before = await count()
    const send = (once: string, ip: string) =>
      cast.post('/mydata/ask', { once, kind: 'erase', address: 'a@missaan.example' }, from(ip))
    for (const [at, once] of [
      '',
      'x.y.z',
      formToken(Buffer.alloc(32, 5), 'without'),
      formToken(key, 'elsewhere'),
    ].entries())
      assert.equal((await send(once, `198.51.104.${at}`)).status, 404)
    const good = formToken(key, 'without')
    clock.now = () => new Date(now().getTime() + 25 * 3_600_000)
    assert.throws(() => formOf(key, good, 'without'))
    clock.now = now
    assert.equal(await count(), before)
    assert.equal((await send(good, '198.51.104.9')).status, 200)
    const again = await send(good, '198.51.104.10')
    assert.equal(again.status, 409)
    assert.ok(again.text.includes(errorTable.FORM_USED.says.fi.replace(/\.$/, '')))
    assert.equal(await count(), before + 1)
  })

  test('who sends many requests from one network waits', async () => {
    const statuses: number[] = []
    for (let i = 0; i < 12; i++)
      statuses.push(
        (await cast.post('/mydata/ask', { once: 'x', kind: 'access', address: 'a@b.example' }, from('198.51.105.1')))
          .status,
      )
    assert.deepEqual([statuses[0], statuses[9], statuses[10]], [404, 404, 429])
  })
})

describe('a link', () => {
  test('forged, cut, outdated, of another house, made for leaving, of an address that several share: one and the same page', async () => {
    const who = await cast.make()
    const token = cast.token('fresh', who)
    const shared = await cast.make()
    await cast.make({ email: shared.email })
    const gone = await cast.make()
    const old = cast.token('fresh', gone)
    await cast.sending.owner.query('update data.emails set address = $2 where person_id = $1', [
      gone.id,
      `uusi.${gone.email}`,
    ])
    const wrong = [
      token.replace(/.$/, (end) => (end === 'A' ? 'B' : 'A')),
      token.slice(0, -1),
      sealLink(Buffer.alloc(32, 7), { kind: 'fresh', person: who.id, hash: 'ab'.repeat(32) }),
      cast.token('leave', who),
      cast.token('fresh', shared),
      old,
      newId(),
      '%00',
    ]
    const bodies = new Set<string>()
    for (const [at, one] of wrong.entries()) {
      const { status, text } = await cast.get(`/mydata/${one}`, from(`203.0.113.${at}`))
      assert.equal(status, 404, `${at}`)
      bodies.add(text.replace(/value="[\w.-]{20,}"/g, 'ONCE'))
    }
    clock.now = () => new Date(now().getTime() + 25 * 3_600_000)
    bodies.add((await cast.get(`/mydata/${token}`, from('203.0.113.50'))).text.replace(/value="[\w.-]{20,}"/g, 'ONCE'))
    clock.now = now
    assert.equal(bodies.size, 1)
    assert.match([...bodies][0]!, new RegExp(errorTable.PREFERENCE_LINK_INVALID.next.fi))
  })

  test('another’s act with one’s own form, and one’s own form twice', async () => {
    const [who, other] = [await cast.make(), await cast.make()]
    const form = onceOf((await cast.get(own(who))).text, 'erase')
    const stolen = await cast.post(own(other), { once: form, act: 'erase' })
    assert.equal(stolen.status, 404)
    assert.deepEqual(await requests(other.id), [])
    const path = own(who)
    const page = (await cast.get(path)).text
    const good = onceOf(page, 'erase')
    assert.equal((await cast.post(path, { once: good, act: 'erase' })).status, 200)
    assert.equal((await cast.post(path, { once: good, act: 'erase' })).status, 409)
    assert.equal((await requests(who.id)).length, 1)
    assert.equal((await cast.post(path, { once: onceOf(page, 'other'), act: 'everything' })).status, 422)
  })

  test('shows what is held, in words, and no notes; that it was looked at is on record', async () => {
    const who = await cast.make()
    await cast.sending.owner
      .query(`insert into data.notes (person_id, body, purpose) select $1, 'salainen muistiinpano', 'relationship'`, [
        who.id,
      ])
      .catch(() => {})
    for (const language of LANGUAGES) {
      const { status, text, headers } = await cast.get(`${own(who)}?lang=${language}`)
      assert.equal(status, 200)
      assert.ok(text.includes(who.email), 'their own address')
      assert.ok(!text.includes('salainen muistiinpano'))
      assert.doesNotMatch(text, /<script|https?:\/\/(?!tietosuoja)/)
      assert.match(headers.get('cache-control')!, /no-store/)
      assert.match(headers.get('content-security-policy')!, /form-action 'self'/)
    }
    const { rows } = await cast.sending.owner.query(
      `select action from ledger.entries where actor = 'person' and $1 = any (ids)`,
      [who.id],
    )
    assert.ok(rows.some(({ action }: any) => action === 'mydata.read'))
  })

  test('tells who looked by day, purpose and company, and never a name; of a team only from five members', async () => {
    const who = await cast.make()
    const { rows: users } = await cast.sending.owner.query('select id, name, team from auth.users order by name')
    const enter = (actor: string, purpose: string) =>
      cast.sending.owner.query(
        `insert into ledger.entries (id, actor, purpose, action, noun, ids, fields, outcome, detail, salt) values (data.new_id(), $2, $3, 'people.get', 'people', array[$1::uuid], '{}', 'done', '{}', ext.gen_random_bytes(16))`,
        [who.id, actor, purpose],
      )
    for (const user of users) await enter(user.id, 'relationship')
    await enter(users[0].id, 'security')
    const page = (await cast.get(own(who))).text
    const looked = /id="looked">([\s\S]*?)<\/section>/.exec(page)![1]!
    for (const { name } of users) assert.ok(!looked.includes(name), name)
    assert.ok(looked.includes('Asiakassuhteet') || /kertaa|kerran/.test(looked), looked)
    assert.ok(!/Tietoturva/i.test(/<tbody[\s\S]*/.exec(looked)![0]), 'reads for security have a rule of their own')
    const teams = Map.groupBy(users, ({ team }: any) => team as string)
    for (const [team, members] of teams)
      if (team && members.length < 5) assert.ok(!looked.includes(`>${team},`), `${team}: ${members.length}`)
  })
})

describe('what a person does there', () => {
  const act = async (who: { id: string; email: string }, name: string, fields: Record<string, string> = {}) => {
    const path = own(who)
    const page = (await cast.get(path)).text
    return cast.post(path, { once: onceOf(page, name), act: name, ...fields })
  }

  for (const kind of ['access', 'erase', 'restrict', 'port', 'other'] as const) {
    test(`asks: ${kind}. A number and a day at once, who it is needs no more proof, and no reason is asked`, async () => {
      const who = await cast.make()
      const { status, text } = await act(who, kind)
      assert.equal(status, 200)
      const [made] = await requests(who.id)
      assert.ok(text.includes(made.number))
      assert.deepEqual([made.kinds, made.channel, made.identity, made.said], [[kind], 'portal', 'confirmed', null])
      assert.equal(made.frozen_at !== null, kind === 'access')
      assert.ok((await cast.get(own(who))).text.includes(made.number), 'it stands on their page')
    })
  }

  test('corrects: what is wrong and what is right; empty is no correction', async () => {
    const who = await cast.make()
    assert.equal((await act(who, 'rectify')).status, 422)
    assert.equal((await act(who, 'rectify', { which: 'Sukunimi: Henkilö', right: 'Henkilönen' })).status, 200)
    const [made] = await requests(who.id)
    assert.match(made.said, /Sukunimi: Henkilö\n→ Henkilönen/)
  })

  test('stops marketing with one press: it holds at once, and nobody asks why', async () => {
    const who = await cast.make({ phoneKind: 'mobile' })
    const path = own(who)
    const page = (await cast.get(path)).text
    const once = /name="once" value="([^"]+)"><button class="act" name="act" value="stop"/.exec(page)![1]!
    const { status, text } = await cast.post(path, { once, act: 'stop' })
    assert.equal(status, 200)
    assert.match(text, /jo voimassa/)
    assert.equal((await cast.events(who.id)).at(-1)?.kind, 'objection')
  })

  test('objects to one use: it holds at once and waits for its decision', async () => {
    const who = await cast.make()
    const { status } = await act(who, 'object', { purpose: 'relationship', words: 'Vaihdoin alaa' })
    assert.equal(status, 200)
    const last = (await cast.events(who.id)).at(-1)!
    assert.deepEqual([last.slot, last.kind], ['objection:relationship', 'objection'])
    assert.ok(last.proof.due)
    assert.equal((await act(who, 'object', { purpose: 'marketing' })).status, 422)
    assert.equal((await act(who, 'object', { purpose: 'nothing' })).status, 422)
  })

  test('takes the data along in three forms; of interest alone nothing moves, and no other file is given', async () => {
    const who = await cast.make()
    await cast.sending.consent(who.id)
    const path = own(who)
    for (const [file, type, says] of [
      ['data.json', /json/, who.email],
      ['data.csv', /csv/, who.email],
      ['data.vcf', /vcard/, 'VERSION:4.0'],
    ] as const) {
      const { status, text, headers } = await cast.get(`${path}/${file}`)
      assert.equal(status, 200, text.slice(0, 300))
      assert.match(headers.get('content-type')!, type)
      assert.match(headers.get('cache-control')!, /no-store/)
      assert.ok(text.includes(says), file)
    }
    assert.equal((await cast.get(`${path}/data.exe`)).status, 404)
    assert.equal((await cast.get(`/mydata/${newId()}/data.json`)).status, 404)
    const other = await cast.make()
    assert.equal((await cast.get(`${own(other)}/data.json`)).status, 422)
  })

  test('changes the language on the spot', async () => {
    const who = await cast.make()
    const { text } = await act(who, 'language', { language: 'sv' })
    assert.match(text, /Språket har bytts/)
    const { rows } = await cast.sending.owner.query('select language from data.people where id = $1', [who.id])
    assert.equal(rows[0].language, 'sv')
  })
})

test('where they are told of changes of the notice: seen by its own person, and ended by nobody else', async () => {
  const [who, other] = [await cast.make(), await cast.make()]
  assert.doesNotMatch((await cast.get(own(who))).text, /value="untold"/)
  const { rows } = await cast.sending.owner.query<{ id: string }>(
    `insert into data.subscriptions (address, language, token_hash) values ($1, 'fi', 'x') returning id`,
    [who.email],
  )
  const { id } = rows[0]!
  const known = async () =>
    (await cast.sending.owner.query('select person_id from data.subscriptions where id = $1', [id])).rows[0]
  await cast.sending.owner.query(
    `update data.subscriptions set confirmed_at = now(), token_hash = null where id = $1`,
    [id],
  )
  assert.equal((await known()).person_id, who.id)
  for (const language of LANGUAGES) {
    const { text } = await cast.get(`${own(who)}?lang=${language}`)
    assert.ok(text.includes(wordings[language].untold.heading) && text.includes(`name="which" value="${id}"`))
  }
  const press = (by: typeof who, which: string) => {
    const path = own(by)
    return cast.post(path, {
      act: 'untold',
      which,
      once: formToken(cast.served.bed.connection.key, path.slice('/mydata/'.length)),
    })
  }
  assert.equal((await press(who, 'x')).status, 422)
  assert.equal((await press(other, id)).status, 200)
  assert.ok(await known(), 'somebody else’s press ends nothing')
  for (let n = 0; n < 2; n++) assert.ok((await press(who, id)).text.includes(wordings.fi.done.untold))
  assert.equal(await known(), undefined)
  assert.doesNotMatch((await cast.get(own(who))).text, /value="untold"/)
})

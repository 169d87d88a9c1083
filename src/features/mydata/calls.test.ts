import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Cast, openPreferences } from '#features/preferences/preferences.cast.ts'
import { clock } from '#kernel/clock.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import type { Visitor } from '../../../tests/served.ts'
import { shownOf } from './codes.ts'
import { wordings } from './wording.ts'

// Known by a call to the number on record: what does not get in first, then what does; and what waits on their page.

let cast: Cast
let owner: Visitor
const now = clock.now
before(async () => {
  cast = await openPreferences()
  owner = await cast.served.enter('privacy_owner')
})
after(async () => {
  clock.now = now
  await cast?.close()
})

type Who = { id: string; email: string; number: string; phone: string }
let made = 0
async function someone(number = `+35845${String(1_000_000 + ++made)}`): Promise<Who> {
  const who = await cast.make()
  const { rows } = await cast.sending.owner.query(
    `insert into data.phones (person_id, number, kind, main, permitted, created_at)
     values ($1, $2, 'mobile', true, -1, now() - interval '1 year') returning id`,
    [who.id, number],
  )
  return { ...who, number, phone: rows[0].id }
}
async function ask(who: Who): Promise<{ id: string; number: string }> {
  const { json, text } = await owner('POST', '/api/v1/requests', {
    body: { kinds: ['access'], channel: 'phone', person: who.id, language: 'fi' },
  })
  assert.ok(json.id, text)
  return json
}
const call = (id: string, body: object = {}, by: Visitor = owner) =>
  by('POST', `/api/v1/requests/${id}/call_code`, { body })
let network = 0
const enter = (number: string, code: string, ip = `203.0.${++network >> 8}.${network & 255}`) =>
  cast.served.stranger('POST', '/mydata/code', {
    raw: new URLSearchParams({ number, code }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': ip },
    redirect: 'manual',
  } as object)
const body = (text: string) => text.replace(/value="[\w.-]{20,}"/g, 'ONCE')
const codes = async (id: string) =>
  (await cast.sending.owner.query('select * from data.call_codes where request_id = $1', [id])).rows
const wrongOf = (code: string): string => code.replace(/\d/, (digit) => String((Number(digit) + 1) % 10))

describe('no code is made', () => {
  test('by anybody but those who serve rights, nor by a request that is nobody’s or closed', async () => {
    const { id } = await ask(await someone())
    const seller = await cast.served.enter('seller')
    assert.equal((await call(id, {}, seller)).status, 403)
    assert.equal((await cast.served.stranger('POST', `/api/v1/requests/${id}/call_code`, { body: {} })).status, 401)
    const { json } = await owner('POST', '/api/v1/requests', {
      body: { kinds: ['access'], channel: 'phone', name: 'Joku Soittaja' },
    })
    assert.equal((await call(json.id)).json.code, 'REPORT_NOT_ABOUT_ANYBODY')
    await cast.sending.owner.query(`update data.requests set state = 'closed' where id = $1`, [id])
    assert.equal((await call(id)).json.code, 'REQUEST_IS_CLOSED')
  })

  test('for a number that came after the request, is a switchboard’s, another’s too, or somebody else’s', async () => {
    const [who, other] = [await someone(), await someone()]
    const { id } = await ask(who)
    const is = (set: string) => cast.sending.owner.query(`update data.phones set ${set} where id = $1`, [who.phone])
    assert.equal((await call(id, { phone: other.phone })).json.code, 'CALL_NUMBER_MISSING')
    await is(`created_at = now() + interval '1 minute'`)
    assert.equal((await call(id)).json.code, 'CALL_NUMBER_MISSING')
    await is(`created_at = now() - interval '1 year', kind = 'switchboard'`)
    assert.equal((await call(id)).json.code, 'CALL_NUMBER_MISSING')
    await is(`kind = 'mobile'`)
    assert.equal((await call(id)).status, 201)
    await cast.sending.owner.query(
      `insert into data.phones (person_id, number, kind, permitted) values ($1, $2, 'work', -1)`,
      [other.id, who.number],
    )
    assert.equal((await call(id)).json.code, 'CALL_NUMBER_MISSING')
  })

  test('that is kept: only a keyed hash is, and the number is shown with its end alone', async () => {
    const who = await someone()
    const { id } = await ask(who)
    const { json, text } = await call(id)
    const code = json.code.replace(' ', '')
    assert.match(code, /^\d{8}$/)
    assert.equal(json.shown, shownOf(who.number))
    assert.ok(!text.includes(who.number))
    const { rows } = await cast.sending.owner.query(
      `select (select string_agg(c::text, '') from data.call_codes c) || (select string_agg(s.detail::text, '') from data.request_steps s)
         || (select string_agg(e.detail::text || e.ids::text, '') from ledger.entries e) as all_of_it`,
    )
    assert.ok(!rows[0].all_of_it.includes(code) && !rows[0].all_of_it.includes(json.code))
  })
})

describe('nobody gets in', () => {
  test('one answer: to a reference that is nobody’s, a wrong code, one used, run out, tried out or replaced', async () => {
    const who = await someone()
    const { id, number } = await ask(who)
    const answers = new Set<string>()
    const refused = async (reference: string, code: string) => {
      const { status, text } = await enter(reference, code)
      assert.equal(status, 422)
      answers.add(body(text))
    }
    const first = (await call(id)).json.code
    await refused('T-2031-9999', first)
    await refused('', '')
    await refused(`' or 1=1`, '00000000')
    const other = await ask(await someone())
    await call(other.id)
    await refused(other.number, first)
    const second = (await call(id)).json.code
    await refused(number, first)
    clock.now = () => new Date(now().getTime() + 10 * 60_000 + 1000)
    await refused(number, second)
    clock.now = now
    for (let i = 0; i < 4; i++) await refused(number, wrongOf(second))
    const third = (await call(id)).json.code
    const many = await Promise.all(Array.from({ length: 12 }, () => enter(number, wrongOf(third))))
    for (const { status } of many) assert.equal(status, 422)
    assert.equal((await codes(id))[0].tries, 5, 'of many at once no more than five count')
    await refused(number, third)
    const fourth = (await call(id)).json.code
    assert.equal((await enter(number, fourth)).status, 303)
    await refused(number, fourth)
    assert.equal(answers.size, 1)
    assert.ok([...answers][0]!.includes(wordings.fi.call.wrong))
    assert.doesNotMatch([...answers][0]!, /<script/)
  })

  test('from one network after twenty tries', async () => {
    const statuses: number[] = []
    for (let i = 0; i < 22; i++) statuses.push((await enter('T-2031-9998', '12345678', '198.51.111.1')).status)
    assert.deepEqual([statuses[0], statuses[19], statuses[20]], [422, 422, 429])
  })

  test('once the number is no longer theirs, or somebody else’s too', async () => {
    const who = await someone()
    const { id, number } = await ask(who)
    const { code } = (await call(id)).json
    const { headers } = await enter(number, code)
    const path = headers.get('location')!
    assert.equal((await cast.get(path)).status, 200)
    await cast.sending.owner.query(`update data.phones set number = '+358459999999' where id = $1`, [who.phone])
    assert.equal((await cast.get(path)).status, 404)
  })
})

describe('whoever heard it', () => {
  test('gets to their page in their language, once; how they were known is on record', async () => {
    const who = await someone()
    for (const language of LANGUAGES) {
      const { id, number } = await ask(who)
      const { json } = await call(id)
      const typed = language === 'fi' ? json.code : json.code.replace(' ', '')
      const { status, headers } = await cast.served.stranger('POST', `/mydata/code?lang=${language}`, {
        raw: new URLSearchParams({ number: ` ${number.toLowerCase()} `, code: typed }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': `192.0.2.${++network}` },
        redirect: 'manual',
      } as object)
      assert.equal(status, 303)
      const page = await cast.get(headers.get('location')!)
      assert.equal(page.status, 200)
      assert.match(page.text, new RegExp(`<html lang="${language}">`))
      assert.ok(page.text.includes(who.email))
      assert.ok(!page.text.includes('/preferences/'), 'the page of choices opens by an address alone')
      const { rows } = await cast.sending.owner.query(
        'select identity, identity_how from data.requests where id = $1',
        [id],
      )
      assert.deepEqual(rows[0], { identity: 'confirmed', identity_how: wordings.fi.call.proof(shownOf(who.number)) })
      assert.deepEqual(await codes(id), [])
    }
    const { rows } = await cast.sending.owner.query(
      `select outcome from ledger.entries where action = 'mydata.code' and $1 = any (ids)`,
      [who.id],
    )
    assert.deepEqual(
      rows.map(({ outcome }: any) => outcome),
      ['done', 'done', 'done'],
    )
  })

  test('does there what a link lets one do: stops marketing, and asks', async () => {
    const who = await someone()
    const { id, number } = await ask(who)
    const { headers } = await enter(number, (await call(id)).json.code)
    const path = headers.get('location')!.split('?')[0]!
    const page = (await cast.get(path)).text
    const once = /name="once" value="([^"]+)"><button class="act" name="act" value="stop"/.exec(page)![1]!
    assert.equal((await cast.post(path, { once, act: 'stop' })).status, 200)
    assert.equal((await cast.events(who.id)).at(-1)?.kind, 'objection')
  })
})

describe('on their page', () => {
  const pageOf = (who: { id: string; email: string }) => `/mydata/${cast.token('fresh', who)}`

  test('the finished report is fetched: not before it was answered with, not another’s, not when it is destroyed', async () => {
    const [who, other] = [await someone(), await someone()]
    const { id } = await ask(who)
    const report = await owner('POST', `/api/v1/requests/${id}/report`)
    assert.equal(report.status, 201, report.text)
    const path = `${pageOf(who)}/report/${report.json.id}`
    assert.equal((await cast.get(path)).status, 404)
    assert.ok(!(await cast.get(pageOf(who))).text.includes('/report/'))
    await cast.sending.owner.query(`update data.requests set answered_at = now(), state = 'answered' where id = $1`, [
      id,
    ])
    const page = (await cast.get(pageOf(who))).text
    assert.ok(page.includes(wordings.fi.own.ready.access))
    assert.ok(page.includes(`/report/${report.json.id}`))
    const fetched = await cast.get(path)
    assert.equal(fetched.status, 200)
    assert.equal(fetched.headers.get('content-type'), 'application/zip')
    assert.match(fetched.headers.get('cache-control')!, /no-store/)
    assert.equal((await cast.get(`${pageOf(other)}/report/${report.json.id}`)).status, 404)
    assert.equal((await cast.get(`${pageOf(who)}/report/x`)).status, 404)
    await cast.sending.owner.query('update data.reports set sealed = null where id = $1', [report.json.id])
    assert.equal((await cast.get(path)).status, 404)
    assert.ok(!(await cast.get(pageOf(who))).text.includes('/report/'))
  })

  test('each thing says until when, and a disputed fact says what they said of it', async () => {
    const who = await someone()
    const { id } = await ask(who)
    await cast.sending.owner.query(`update data.people set job_title = 'Johtaja' where id = $1`, [who.id])
    const said = await owner('POST', `/api/v1/requests/${id}/corrections`, {
      body: {
        kind: 'disputed',
        noun: 'people',
        record_id: who.id,
        field: 'job_title',
        words: 'En <b>ole</b> johtaja.',
      },
    })
    assert.equal(said.status, 201, said.text)
    for (const language of LANGUAGES) {
      const { text } = await cast.get(`${pageOf(who)}?lang=${language}`)
      const words = wordings[language]
      assert.match(text, new RegExp(`Johtaja<blockquote>${words.own.said.disputed('[^<]+')} En &#60;b&#62;ole`))
      assert.ok(text.includes(`${words.own.until}`))
      assert.doesNotMatch(text, /\bundefined\b|\bnull\b|\[object/)
    }
  })
})

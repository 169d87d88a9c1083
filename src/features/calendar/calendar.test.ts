import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import { config } from '#kernel/config.ts'
import { openHouse } from '#kernel/database.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { openSink, type Sink } from '../../../tests/sink.ts'
import { digestRound } from './digest.ts'
import { openFeed, sealFeed } from './links.ts'
import { remind } from './reminders.ts'

let served: Served
let sink: Sink
let owner: pg.Client
let seller: Visitor
let contracts: Visitor
let me: string
before(async () => {
  served = await openServed()
  sink = await openSink()
  config.mailUrl = sink.url
  config.mailFrom = 'Pohjolan Huoltotarvike <crm@pohjolan.example>'
  owner = await served.bed.owner()
  seller = await served.enter('seller')
  contracts = await served.enter('contracts')
  me = (await seller('GET', '/api/v1/session')).json.user.id
})
after(async () => {
  delete config.mailUrl
  delete config.mailFrom
  await sink?.close()
  await served?.close()
})

const hour = (from: number) => new Date(Date.now() + from * 3_600_000).toISOString()
const v1 = (path: string, purpose = 'sales') => `/api/v1${path}${path.includes('?') ? '&' : '?'}purpose=${purpose}`
async function meeting(more: Record<string, unknown> = {}, visitor = seller) {
  const body = { title: 'Vuosihuollon suunnittelu', starts_at: hour(24), ends_at: hour(25), ...more }
  return visitor('POST', v1('/meetings'), { body })
}
/** Somebody with an address, seen under sales. */
async function person(email?: string) {
  const { json } = await seller('POST', v1('/people'), {
    body: {
      given_name: 'Tuula',
      family_name: `Kutsu${Math.random().toString(36).slice(2, 8)}`,
      source: 'person',
      position: 'customer',
      emails: email ? [{ address: email }] : [],
    },
  })
  return json.id as string
}
/** What a calendar reads of a message: the part as it was coded, its lines unfolded. RFC 6047, 5545. */
function calendarIn(raw: string): string {
  const part =
    /Content-Type: text\/calendar[\s\S]*?method=(\w+)[\s\S]*?Content-Transfer-Encoding: (\S+)\r\n\r\n([\s\S]*?)\r\n--/.exec(
      raw,
    )!
  const [, method, coding, body] = part
  const text =
    coding === 'base64'
      ? Buffer.from(body!, 'base64').toString()
      : coding === 'quoted-printable'
        ? Buffer.from(
            body!
              .replace(/=\r\n/g, '')
              .replace(/=([0-9A-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
            'latin1',
          ).toString()
        : body!
  assert.match(text, new RegExp(`METHOD:${method}`))
  return text.replace(/\r\n[ \t]/g, '')
}
const sentTo = (email: string) => sink.taken.filter((one) => one.to === email)

describe('refused', () => {
  test('a meeting that ends before it starts, in a form, in a change and past the program', async () => {
    const { status, json } = await meeting({ ends_at: hour(23) })
    assert.deepEqual([status, json.code, json.field], [422, 'MEETING_ENDS_FIRST', 'ends_at'])
    const made = (await meeting()).json
    const changed = await seller('PATCH', v1(`/meetings/${made.id}`), {
      body: { ends_at: made.starts_at },
      headers: { 'if-match': '"1"' },
    })
    assert.equal(changed.json.code, 'MEETING_ENDS_FIRST')
    const intruder = await served.bed.login('purpose_sales')
    await assert.rejects(
      intruder.query('update sales.meetings set ends_at = starts_at where id = $1', [made.id]),
      /MEETING_ENDS_FIRST/,
    )
  })

  test('a feed whose address is forged, cut, another user’s serial, replaced or closed: one answer', async () => {
    const { key } = served.bed.connection
    const { json } = await seller('POST', '/api/v1/own/feed', { body: { open: true } })
    const path = new URL(json.feed).pathname
    assert.equal((await served.stranger('GET', path)).status, 200)
    const token = path.slice('/calendar/'.length, -4)
    const { serial } = openFeed(key, token)!
    const others = (await owner.query('select id from auth.users where id <> $1 limit 1', [me])).rows[0].id
    const letter = token[20] === 'A' ? 'B' : 'A'
    for (const forged of [
      'abc',
      token.slice(0, -1),
      token.slice(0, 20) + letter + token.slice(21),
      sealFeed(Buffer.alloc(32, 7), { user: me, serial }),
      sealFeed(key, { user: me, serial: serial + 1 }),
      sealFeed(key, { user: others, serial }),
    ]) {
      const answer = await served.stranger('GET', `/calendar/${forged}.ics`)
      assert.deepEqual([answer.status, answer.json?.code], [404, 'FEED_INVALID'], forged)
    }
    await seller('POST', '/api/v1/own/feed', { body: { open: true } })
    assert.equal((await served.stranger('GET', path)).status, 404)
    const closed = await seller('POST', '/api/v1/own/feed', { body: { open: false } })
    assert.equal(closed.json.feed, null)
    const last = sealFeed(key, { user: me, serial: serial + 1 })
    assert.equal((await served.stranger('GET', `/calendar/${last}.ics`)).status, 404)
  })

  test('deleting a meeting to which people are coming: it is cancelled first', async () => {
    const who = await person('pyynto@kutsutut.example')
    const made = (await meeting({ person_id: who })).json
    await seller('POST', v1(`/meetings/${made.id}/invite`))
    const gone = await seller('DELETE', v1(`/meetings/${made.id}`))
    assert.deepEqual([gone.status, gone.json.code], [409, 'MEETING_INVITED'])
    await seller('POST', v1(`/meetings/${made.id}/cancel`), { body: {} })
    assert.equal((await seller('DELETE', v1(`/meetings/${made.id}`))).status, 200)
  })

  test('a colleague’s meeting under a purpose one does not hold, and a hidden person in one’s own', async () => {
    const made = (await meeting()).json
    assert.equal((await contracts('GET', v1(`/meetings/${made.id}`, 'contract'))).status, 404)
    const hidden = (await owner.query('select id from data.people where permitted & 8 = 0 limit 1')).rows[0].id
    const answer = await meeting({ people: [hidden] })
    assert.deepEqual([answer.status, answer.json.code], [404, 'PERSON_NOT_FOUND'])
  })

  test('more than three months of a calendar', async () => {
    const path = `/meetings/calendar?from=${hour(0)}&to=${hour(24 * 94)}`
    assert.equal((await seller('GET', v1(path))).json.code, 'MEETING_TOO_LONG')
  })

  test('an invitation to somebody whose use is restricted; the others get theirs', async () => {
    const [open, shut] = [await person('avoin@kutsutut.example'), await person('suljettu@kutsutut.example')]
    await owner.query(`select door.ground($1, '{"kind":"restriction"}', $2)`, [shut, Buffer.alloc(32)]).catch(() => {})
    const made = (await meeting({ people: [open, shut] })).json
    await owner.query(`update data.emails set bounced_at = now() where person_id = $1`, [shut])
    const { json } = await seller('POST', v1(`/meetings/${made.id}/invite`))
    const states = new Map(json.items.map((one: any) => [one.person_id, one.state]))
    assert.deepEqual([states.get(open), states.get(shut)], ['sent', 'refused'])
    assert.equal(sentTo('suljettu@kutsutut.example').length, 0)
  })
})

describe('a meeting', () => {
  test('is invited to, changed and cancelled: each once to each, and calendars can tell', async () => {
    const email = 'tuula.kutsuttu@kutsutut.example'
    const who = await person(email)
    const made = (await meeting({ people: [who], place: 'Tehtaankatu 3, Turku', title: 'Öljyt; ja suodattimet' })).json
    for (let time = 0; time < 2; time++) {
      const { json } = await seller('POST', v1(`/meetings/${made.id}/invite`))
      assert.equal(json.items[0].state, 'sent', JSON.stringify(json))
    }
    assert.equal(sentTo(email).length, 1)
    const raw = sentTo(email)[0]!.raw!
    assert.match(raw, /^From: "?[^<\r\n]+"? <crm@pohjolan\.example>/m)
    assert.match(raw, /^Reply-To: .*@/m)
    assert.doesNotMatch(raw, /Auto-Submitted|List-Unsubscribe/)
    const first = calendarIn(raw)
    assert.match(first, /METHOD:REQUEST/)
    assert.match(first, /SUMMARY:Öljyt\\; ja suodattimet/)
    assert.match(first, /SEQUENCE:0/)
    assert.match(first, new RegExp(`ATTENDEE;.*:MAILTO:${email}`))
    assert.match(first, /RSVP=TRUE/)
    assert.match(first, /LOCATION:Tehtaankatu 3\\, Turku/)
    const stamp = made.starts_at.replace(/[-:]/g, '').slice(0, 15)
    assert.match(first, new RegExp(`DTSTART:${stamp}Z`))

    const seen = (await seller('GET', v1(`/meetings/${made.id}`))).json
    assert.ok(seen.invited_at)
    assert.equal(seen.version, made.version, 'that it was sent is no change of it')
    const moved = await seller('PATCH', v1(`/meetings/${made.id}`), {
      body: { starts_at: hour(48), ends_at: hour(49) },
      headers: { 'if-match': `"${seen.version}"` },
    })
    assert.equal(moved.status, 200, moved.text)
    await seller('POST', v1(`/meetings/${made.id}/invite`))
    const second = calendarIn(sentTo(email)[1]!.raw!)
    assert.match(second, /SEQUENCE:1/)
    assert.equal(/UID:(.*)/.exec(second)![1], /UID:(.*)/.exec(first)![1])

    await seller('POST', v1(`/meetings/${made.id}/cancel`), { body: {} })
    await seller('POST', v1(`/meetings/${made.id}/invite`))
    const third = calendarIn(sentTo(email)[2]!.raw!)
    assert.match(third, /METHOD:CANCEL/)
    assert.match(third, /STATUS:CANCELLED/)
    assert.match(third, /SEQUENCE:2/)
  })

  test('a meeting that is moved is reminded of as long before, unless its reminder is given', async () => {
    const made = (await meeting({ remind_at: hour(23) })).json
    const times = { starts_at: hour(48), ends_at: hour(49) }
    const patch = async (body: object, version: number) => {
      const answer = await seller('PATCH', v1(`/meetings/${made.id}`), {
        body,
        headers: { 'if-match': `"${version}"` },
      })
      assert.equal(answer.status, 200, answer.text)
      return answer.json
    }
    const lead = (row: any) => Date.parse(row.starts_at) - Date.parse(row.remind_at)
    const moved = await patch(times, made.version)
    assert.equal(lead(moved), lead(made))
    assert.equal((await patch({ ...times, remind_at: null }, moved.version)).remind_at, null)
  })

  test('somebody taken out of it is told, and is in it no more', async () => {
    const email = 'poistettu@kutsutut.example'
    const who = await person(email)
    const made = (await meeting({ people: [who] })).json
    await seller('POST', v1(`/meetings/${made.id}/invite`))
    const answer = await seller('POST', v1(`/meetings/${made.id}/withdraw`), { body: { person_id: who } })
    assert.equal(answer.json.items[0].state, 'sent', answer.text)
    assert.match(calendarIn(sentTo(email)[1]!.raw!), /METHOD:CANCEL/)
    const whole = await seller('GET', v1(`/meetings/${made.id}?include=attendances`))
    assert.deepEqual(whole.json.attendances, [])
  })

  test('says what else one has at the time', async () => {
    const at = { starts_at: hour(5000), ends_at: hour(5002) }
    await meeting({ ...at, title: 'Ensin' })
    const second = await meeting({ starts_at: hour(5001), ends_at: hour(5003), title: 'Päälle' })
    assert.deepEqual(
      second.json.conflicts.map((one: any) => one.title),
      ['Ensin'],
    )
    const beside = await meeting({ starts_at: hour(5003), ends_at: hour(5004) })
    assert.deepEqual(beside.json.conflicts, [])
  })

  test('the feed has what, when and where, and nobody who comes', async () => {
    const who = await person('syotteessa@kutsutut.example')
    await meeting({ people: [who], title: 'Syötteen tapaaminen', body: 'Asialista jää meille' })
    await meeting({ title: 'Toimitusten palaveri', owner_id: me }, contracts)
    const { json } = await seller('POST', '/api/v1/own/feed', { body: { open: true } })
    const { text, headers } = await served.stranger('GET', new URL(json.feed).pathname)
    assert.match(headers.get('content-type')!, /text\/calendar/)
    assert.match(text, /SUMMARY:Syötteen tapaaminen/)
    assert.doesNotMatch(text, /ATTENDEE|ORGANIZER|Asialista|syotteessa|Tuula/)
  })
})

describe('what is due', () => {
  test('is told once, to whoever has it, and by mail when they chose so', async () => {
    const house = openHouse(served.bed.connection)
    await house.renew()
    try {
      const task = await seller('POST', v1('/tasks'), {
        body: { title: 'Soita Tuulalle', remind_at: hour(-1), owner_id: me },
      })
      const done = await seller('POST', v1('/tasks'), {
        body: { title: 'Tehty jo', remind_at: hour(-1), owner_id: me },
      })
      await owner.query('update data.tasks set done_at = now() where id = $1', [done.json.id])
      await seller('PATCH', '/api/v1/own', { body: { remind_mail: true } })
      const first = await remind(house)
      assert.ok(first.told >= 1 && first.mailed >= 1, JSON.stringify(first))
      assert.deepEqual(await remind(house), { told: 0, mailed: 0 })
      const { email } = (await seller('GET', '/api/v1/session')).json.user
      const mail = sentTo(email).map((one) => one.raw!)
      assert.ok(mail.some((raw) => /Soita Tuulalle/.test(raw)))
      assert.ok(!mail.some((raw) => /Tehty jo/.test(raw)))
      const { rows } = await owner.query(
        `select user_id, kind, noun from data.notifications where record_id = $1 and kind = 'reminder'`,
        [task.json.id],
      )
      assert.deepEqual(rows, [{ user_id: me, kind: 'reminder', noun: 'tasks' }])
      const { version } = (await seller('GET', v1(`/tasks/${task.json.id}`))).json
      assert.equal(version, task.json.version)
      await seller('PATCH', v1(`/tasks/${task.json.id}`), {
        body: { remind_at: hour(-0.5) },
        headers: { 'if-match': `"${version}"` },
      })
      assert.equal((await remind(house)).told, 1)
    } finally {
      await house.close()
    }
  })

  test('comes as a digest at the chosen hour, once a day, in one’s own language; on an empty day nothing comes', async () => {
    const house = openHouse(served.bed.connection)
    await house.renew()
    const purchasing = await served.enter('purchasing')
    // Whatever the demo company has given them, this day is empty.
    const idle = (await purchasing('GET', '/api/v1/session')).json.user.id
    for (const noun of ['tasks', 'meetings', 'contracts', 'services', 'case_digests'])
      await owner.query(`update data.${noun} set owner_id = $2 where owner_id = $1`, [idle, me])
    try {
      await seller('PATCH', '/api/v1/session', { body: { language: 'sv' } })
      await seller('POST', v1('/tasks'), { body: { title: 'Offerten till Åbo', due_at: hour(-30), owner_id: me } })
      for (const one of [seller, purchasing]) await one('PATCH', '/api/v1/own', { body: { digest_hour: 0 } })
      await owner.query(`delete from data.notifications`)
      const counts = await digestRound(house)
      assert.equal(counts.sent, 1, JSON.stringify(counts))
      assert.equal(counts.empty, 1)
      assert.deepEqual(await digestRound(house), { sent: 0, empty: 0, failed: 0 })
      const { email } = (await seller('GET', '/api/v1/session')).json.user
      const raw = sentTo(email).at(-1)!.raw!
      assert.match(raw, /Subject: Din dag/)
      assert.match(raw, /Uppgifter/)
    } finally {
      await house.close()
    }
  })
})

describe('my day', () => {
  test('has the parts that a level’s purposes see, each under one of them', async () => {
    const { json } = await seller('GET', '/api/v1/day')
    const parts = json.parts.map((one: any) => `${one.part}/${one.purpose}`)
    assert.ok(parts.includes('leads/sales') && parts.includes('deals/relationship'), parts.join())
    for (const { part, purpose } of json.parts)
      assert.equal((await seller('GET', v1(`/day/${part}`, purpose))).status, 200, part)
    const helper = await served.enter('support')
    const theirs = (await helper('GET', '/api/v1/day')).json.parts.map((one: any) => one.part)
    assert.ok(theirs.includes('tasks') && !theirs.includes('deals') && !theirs.includes('leads'), theirs.join())
    assert.equal((await helper('GET', v1('/day/deals', 'sales'))).status, 403)
    const watcher = await served.enter('privacy_owner')
    assert.deepEqual((await watcher('GET', '/api/v1/day')).json.parts, [])
  })

  test('of a customer’s open case says that it is open, and of a task of tomorrow nothing', async () => {
    const company = (await owner.query('select id from data.companies limit 1')).rows[0].id
    await owner.query('update data.companies set owner_id = $2 where id = $1', [company, me])
    await owner.query(
      `insert into data.case_digests (company_id, topic, severity, state, opened_at) values ($1, 'fault', 'serious', 'open', now())`,
      [company],
    )
    const { json } = await seller('GET', v1('/day/cases'))
    const [open] = json.items.filter((one: any) => one.company_id === company)
    assert.deepEqual([open?.topic, open?.severity, open?.body], ['fault', 'serious', undefined])
    await seller('POST', v1('/tasks'), { body: { title: 'Ylihuomenna', due_at: hour(60), owner_id: me } })
    const tasks = (await seller('GET', v1('/day/tasks'))).json.items.map((one: any) => one.title)
    assert.ok(!tasks.includes('Ylihuomenna'))
    assert.ok(tasks.includes('Offerten till Åbo'))
  })
})

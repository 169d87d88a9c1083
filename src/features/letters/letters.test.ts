import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import { config } from '#kernel/config.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { openSink, type Sink } from '../../../tests/sink.ts'

let served: Served
let sink: Sink
let owner: pg.Client
let seller: Visitor
let lead: Visitor
before(async () => {
  served = await openServed()
  sink = await openSink()
  config.mailUrl = sink.url
  config.mailFrom = 'Pohjolan Huoltotarvike <crm@pohjolan.example>'
  owner = await served.bed.owner()
  seller = await served.enter('seller')
  lead = await served.enter('sales_lead')
})
after(async () => {
  delete config.mailUrl
  delete config.mailFrom
  await sink?.close()
  await served?.close()
})

const v1 = (path: string, purpose = 'sales') => `/api/v1${path}${path.includes('?') ? '&' : '?'}purpose=${purpose}`
const sentTo = (email: string) => sink.taken.filter((one) => one.to === email)
let number = 0

async function person(more: Record<string, unknown> = {}): Promise<{ id: string; email: string }> {
  number += 1
  const email = `tuula.${number}@kirjeet.example`
  const { json, text } = await seller('POST', v1('/people'), {
    body: {
      given_name: 'Tuula',
      family_name: `Kirje${number}`,
      source: 'person',
      position: 'customer',
      emails: [{ address: email }],
      ...more,
    },
  })
  assert.ok(json.id, text)
  return { id: json.id, email }
}
const write = (person_id: string, more: Record<string, unknown> = {}, visitor = seller) =>
  visitor('POST', v1('/letters'), { body: { person_id, subject: 'Huoltoaika', body: 'Sopiiko torstai?', ...more } })
const dispatch = (id: string, visitor = seller) => visitor('POST', v1(`/letters/${id}/send`))

describe('refused', () => {
  test('a letter that promotes, to somebody who has said no; the draft stays, and nothing leaves', async () => {
    const { id, email } = await person()
    const said = await seller('POST', v1(`/people/${id}/object`), { body: { scope: 'marketing', channel: 'phone' } })
    assert.ok(said.status < 300, said.text)
    const made = await write(id, { content: 'marketing', topic: 'products' })
    const answer = await dispatch(made.json.id)
    assert.deepEqual([answer.status >= 400, answer.json.code], [true, 'DM_OBJECTED'], answer.text)
    assert.ok(answer.json.title)
    assert.equal((await seller('GET', v1(`/letters/${made.json.id}`))).json.state, 'draft')
    assert.equal(sentTo(email).length, 0)
    // what is no advertisement still reaches them
    const plain = await write(id)
    assert.equal((await dispatch(plain.json.id)).json.state, 'sent')
  })

  test('promotion in what calls itself service', async () => {
    const { id, email } = await person()
    const made = await write(id, { body: 'Osta nyt, saat alennuskoodin!' })
    assert.equal((await dispatch(made.json.id)).json.code, 'PROMOTION_IN_SERVICE')
    assert.equal(sentTo(email).length, 0)
  })

  test('an unknown field, an empty one and one the purpose does not see, each by its name', async () => {
    const { id } = await person()
    for (const [body, code, detail] of [
      ['Hei {{person.nickname}}', 'MERGE_FIELD_UNKNOWN', 'person.nickname'],
      ['Hei {{ person.job_title }}', 'MERGE_FIELD_EMPTY', 'person.job_title'],
      ['{{person.permitted}}', 'MERGE_FIELD_UNKNOWN', 'person.permitted'],
      ['{{deal.name}}', 'MERGE_FIELD_UNKNOWN', 'deal.name'],
      ['{{ }}', 'MERGE_FIELD_UNKNOWN', ''],
    ]) {
      const { json, status } = await write(id, { body })
      assert.deepEqual([status, json.code, json.field, json.detail], [422, code, 'body', detail])
    }
  })

  test('a person one may not see, another’s draft, and a state of one’s own choice', async () => {
    const hidden = (await owner.query('select id from data.people where permitted & 8 = 0 limit 1')).rows[0].id
    assert.equal((await write(hidden)).json.code, 'PERSON_NOT_FOUND')
    const { id } = await person()
    const made = (await write(id)).json
    assert.equal((await dispatch(made.id, lead)).status, 404)
    assert.equal((await write(id, { state: 'sent' })).json.code, 'FIELD_UNKNOWN')
    const intruder = await served.bed.login('purpose_sales')
    await assert.rejects(
      intruder.query(`update sales.letters set state = 'sent' where id = $1`, [made.id]),
      /permission denied/,
    )
  })

  test('what has gone is neither changed, deleted nor sent again', async () => {
    const { id, email } = await person()
    const { json } = await write(id)
    assert.equal((await dispatch(json.id)).json.state, 'sent')
    assert.equal((await dispatch(json.id)).json.code, 'LETTER_SENT')
    const { version } = (await seller('GET', v1(`/letters/${json.id}`))).json
    const changed = await seller('PATCH', v1(`/letters/${json.id}`), {
      body: { body: 'Toista' },
      headers: { 'if-match': `"${version}"` },
    })
    assert.equal(changed.json.code, 'LETTER_SENT')
    const intruder = await served.bed.login('purpose_sales')
    await assert.rejects(intruder.query(`update sales.letters set body = 'x' where id = $1`, [json.id]), /LETTER_SENT/)
    await assert.rejects(intruder.query(`delete from sales.letters where id = $1`, [json.id]), /LETTER_SENT/)
    assert.equal(sentTo(email).length, 1)
  })

  test('a promoting letter without its topic, and a shared template by whom the level does not let arrange', async () => {
    const { id } = await person()
    assert.equal((await write(id, { content: 'marketing' })).json.code, 'TOPIC_MISSING')
    const shared = { name: 'Kaikille', body: 'Hei', shared: true }
    assert.equal((await seller('POST', v1('/templates'), { body: shared })).json.code, 'TEMPLATE_PAST_LEVEL')
    const own = await lead('POST', v1('/templates'), { body: { name: 'Oma', body: 'Hei' } })
    const theirs = (await seller('GET', v1('/templates'))).json.items.map((one: any) => one.id)
    assert.ok(!theirs.includes(own.json.id))
    assert.equal((await seller('DELETE', v1(`/templates/${own.json.id}`))).status, 404)
  })
})

describe('a letter', () => {
  test('leaves as it is kept, in the writer’s name, and an answer goes to them', async () => {
    const { id, email } = await person()
    const body = 'Hei {{person.given_name}},\n\nsopiiko torstai?\n\n{{user.name}}'
    const { json } = await write(id, { subject: 'Huolto: {{ person.family_name }}', body })
    const me = (await seller('GET', '/api/v1/session')).json.user
    assert.equal(json.body, `Hei Tuula,\n\nsopiiko torstai?\n\n${me.name}`)
    const sent = (await dispatch(json.id)).json
    assert.equal(sent.state, 'sent')
    assert.ok(sent.sent_at && sent.sending_id)
    const raw = sentTo(email)[0]!.raw!
    assert.match(raw, new RegExp(`^Reply-To: .*<?${me.email}>?`, 'm'))
    assert.match(raw, new RegExp(`^From: "?${me.name}"? <crm@pohjolan\\.example>`, 'm'))
    assert.doesNotMatch(raw, /Auto-Submitted|List-Unsubscribe/)
    assert.match(raw.replace(/=\r\n/g, ''), /Hei Tuula/)
    const { rows } = await owner.query('select id, content, state from data.sendings where message = $1', [
      `letter:${json.id}`,
    ])
    assert.deepEqual(rows, [{ id: sent.sending_id, content: 'service', state: 'sent' }])
    const timeline = (await seller('GET', v1(`/timeline?noun=people&id=${id}&kinds=letter`))).json.items
    assert.deepEqual(
      timeline.map((one: any) => [one.kind, one.by, one.row.subject]),
      [['letter', me.id, json.subject]],
    )
  })

  test('that the relay refuses is kept as a draft to be tried again', async () => {
    number += 1
    const { id } = await person({ emails: [{ address: `refuse-${number}@kirjeet.example` }] })
    const { json } = await write(id)
    const answer = await dispatch(json.id)
    assert.deepEqual([answer.status, answer.json.code], [502, 'LETTER_FAILED'])
    assert.equal((await seller('GET', v1(`/letters/${json.id}`))).json.state, 'failed')
    assert.equal((await dispatch(json.id)).json.code, 'LETTER_FAILED')
  })
})

describe('what a letter takes along', () => {
  const attach = (id: string, name: string, content: string | Buffer, visitor = seller) => {
    const edge = '----enclosed'
    const raw = Buffer.concat([
      Buffer.from(`--${edge}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`),
      Buffer.from(content),
      Buffer.from(`\r\n--${edge}--\r\n`),
    ])
    return visitor('POST', v1(`/letters/${id}/attach`), {
      raw: raw as unknown as string,
      headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
    })
  }

  test('what could be run is refused by its content and by its name, what is too much by its size, another’s letter whole', async () => {
    const { id } = await person()
    const letter = (await write(id)).json.id
    for (const [name, content] of [
      ['lasku.pdf', '<html><script>alert(1)</script></html>'],
      ['lasku.pdf.exe', 'MZ not really'],
      ['makro.xlsm', 'PK'],
      ['kuva.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ] as const)
      assert.equal((await attach(letter, name, content)).json.code, 'LETTER_FILE_REFUSED', name)
    const big = Buffer.alloc(6 * 1024 * 1024, 'a')
    assert.equal((await attach(letter, 'iso.txt', big)).status, 200)
    assert.deepEqual((await attach(letter, 'toinen.txt', big)).json.code, 'TOO_LARGE')
    assert.equal((await attach(letter, 'oma.txt', 'x', lead)).status, 404)
    const { rows } = await owner.query('select count(*)::int as n from data.files where letter_id = $1', [letter])
    assert.equal(rows[0].n, 1)
  })

  test('it goes with the letter, is kept with it and on the person, and cannot be taken away afterwards', async () => {
    const { id, email } = await person()
    const letter = (await write(id)).json.id
    const file = await attach(letter, 'tarjous åäö.txt', 'Liitteen sisältö')
    assert.equal(file.status, 200, file.text)
    assert.equal((await dispatch(letter)).json.state, 'sent')
    const { raw } = await sink.told('taken', email)
    assert.match(raw!, /Content-Disposition: attachment/)
    assert.ok(raw!.includes(Buffer.from('Liitteen sisältö').toString('base64')) || raw!.includes('Liitteen sis'))
    const gone = await seller('DELETE', v1(`/files/${file.json.id}`))
    assert.equal(gone.json.code, 'LETTER_SENT')
    assert.equal((await attach(letter, 'myohassa.txt', 'x')).json.code, 'LETTER_SENT')
    const entry = await owner.query(
      `select detail from ledger.entries where action = 'letters.send' order by at desc limit 1`,
    )
    assert.equal(entry.rows[0]?.detail?.attached, 1)
  })
})

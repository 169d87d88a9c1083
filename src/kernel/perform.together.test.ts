import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { newId } from '#kernel/ledger.ts'
import type { Visitor } from '../../tests/served.ts'
import { API, as, newPerson, problem, served } from './perform.cast.ts'

// Two who act at once, and an act whose entry cannot be written: nothing lost, nothing half.

describe('two at once', () => {
  const make = async (): Promise<{ id: string; version: number }> => {
    const reply = await as('seller')('POST', `${API}/people?purpose=sales`, { body: newPerson() })
    assert.equal(reply.status, 201, reply.text)
    assert.equal(reply.headers.get('etag'), `"${reply.json.version}"`)
    return reply.json
  }
  const patch = (id: string, tag: string | null, body: object = { job_title: newId() }) =>
    as('seller')('PATCH', `${API}/people/${id}?purpose=sales`, {
      body,
      headers: tag === null ? {} : { 'if-match': tag },
    })

  test('an edit without If-Match, with a malformed or a stale one, changes nothing', async () => {
    const { id, version } = await make()
    for (const tag of [null, 'x', '*', '""', '"-1"', '"1","2"', '"99999999999999999999"', `"${version}" OR 1=1`])
      problem(await patch(id, tag), 428, 'IF_MATCH_NEEDED')
    for (const tag of [`"${version + 1}"`, '"0"', '"999999999"']) {
      const reply = await patch(id, tag)
      assert.ok(['EDIT_CONFLICT', 'VALUE_NOT_ALLOWED'].includes(reply.json.code), `${tag} ${reply.text}`)
      if (reply.json.code === 'EDIT_CONFLICT') problem(reply, 412, 'EDIT_CONFLICT')
    }
    assert.equal((await as('seller')('GET', `${API}/people/${id}?purpose=sales`)).json.version, version)
    const done = await patch(id, `"${version}"`)
    assert.deepEqual([done.status, done.headers.get('etag')], [200, `"${version + 1}"`])
    problem(await patch(id, `"${version}"`), 412, 'EDIT_CONFLICT')
    assert.equal((await patch(id, `W/"${version + 1}"`)).status, 200)
  })

  test('ten edits of the same version: one is done, nine are told, none is lost', async () => {
    const { id, version } = await make()
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, n) => patch(id, `"${version}"`, { job_title: `Titteli ${n}` })),
    )
    assert.deepEqual(replies.map(({ status }) => status).sort(), [200, ...Array(9).fill(412)])
    const kept = await as('seller')('GET', `${API}/people/${id}?purpose=sales`)
    assert.deepEqual(
      [kept.json.version, kept.json.job_title],
      [version + 1, replies.find(({ status }) => status === 200)!.json.job_title],
    )
  })

  test('a request sent again with its Idempotency-Key is done once', async () => {
    const body = newPerson()
    const send = (visitor: Visitor, key: string, content: object = body) =>
      visitor('POST', `${API}/people?purpose=sales`, { body: content, headers: { 'idempotency-key': key } })
    const key = newId()
    const first = await send(as('seller'), key)
    const again = await send(as('seller'), key)
    assert.deepEqual([first.status, again.json.id], [201, first.json.id])
    problem(await send(as('seller'), key, newPerson()), 422, 'IDEMPOTENCY_KEY_REUSED')
    problem(await send(as('seller'), 'x'.repeat(201)), 422, 'INPUT_INVALID')
    // Another's key is another key.
    assert.notEqual((await send(as('sales_lead'), key)).json.id, first.json.id)

    const one = newId()
    const many = await Promise.all(Array.from({ length: 8 }, () => send(as('seller'), one)))
    assert.equal(new Set(many.map(({ json }) => json.id)).size, 1, many.map(({ text }) => text.slice(0, 80)).join('\n'))
    const owner = await served.bed.owner()
    const { rows } = await owner.query('select count(*)::int as n from data.people where family_name = $1', [
      body.family_name,
    ])
    assert.equal(rows[0].n, 3)

    // A refused request has used up nothing.
    const third = newId()
    problem(await send(as('seller'), third, { ...body, language: 'tlh' }), 422, 'INPUT_INVALID')
    problem(await send(as('seller'), third, newPerson({ emails: [{ address: 'no address' }] })), 422, 'EMAIL_INVALID')
    assert.equal((await send(as('seller'), third)).status, 201)
    // What was made and then deleted is not shown by its key.
    assert.equal((await as('seller')('DELETE', `${API}/people/${first.json.id}?purpose=sales`)).status, 200)
    problem(await send(as('seller'), key), 404, 'PERSON_NOT_FOUND')
  })

  test('a deletion hides at once and from all; only the one who deleted takes it back', async () => {
    const { id } = await make()
    assert.equal((await as('seller')('DELETE', `${API}/people/${id}?purpose=sales`)).status, 200)
    for (const [level, purpose] of [
      ['seller', 'sales'],
      ['sales_lead', 'sales'],
      ['management', 'sales'],
      ['owner_operator', 'marketing'],
    ] as const) {
      problem(await as(level)('GET', `${API}/people/${id}?purpose=${purpose}`), 404, 'PERSON_NOT_FOUND')
    }
    problem(await as('seller')('DELETE', `${API}/people/${id}?purpose=sales`), 404, 'PERSON_NOT_FOUND')
    const other = await as('sales_lead')('POST', `${API}/people/${id}/restore?purpose=sales`, { body: {} })
    const never = await as('sales_lead')('POST', `${API}/people/${newId()}/restore?purpose=sales`, { body: {} })
    assert.equal(other.text, never.text)
    problem(other, 404, 'PERSON_NOT_FOUND')
    assert.equal((await as('seller')('POST', `${API}/people/${id}/restore?purpose=sales`, { body: {} })).status, 200)
    assert.equal((await as('sales_lead')('GET', `${API}/people/${id}?purpose=sales`)).status, 200)
    problem(
      await as('seller')('POST', `${API}/people/${id}/restore?purpose=sales`, { body: {} }),
      404,
      'PERSON_NOT_FOUND',
    )
  })
})

describe('no answer without its entry', () => {
  test('a list names whom it showed, and of a search the fields, not the words', async () => {
    const owner = await served.bed.owner()
    const { json } = await as('seller')(
      'GET',
      `${API}/people?purpose=sales&q=virtanen&limit=5&filter=${encodeURIComponent('{"field":"job_title","op":"not_empty"}')}`,
    )
    assert.ok(json.items.length > 0)
    const { rows } = await owner.query(
      `select * from ledger.entries where action = 'people.list' order by at desc limit 1`,
    )
    assert.deepEqual(rows[0].ids.sort(), json.items.map((item: any) => item.id).sort())
    assert.equal(rows[0].purpose, 'sales')
    assert.doesNotMatch(JSON.stringify(rows[0]), /virtanen/i)
    assert.match(JSON.stringify(rows[0].detail), /job_title/)
  })

  test('a change and its entry are one: undone together', async () => {
    const owner = await served.bed.owner()
    const count = async () =>
      (await owner.query(`select count(*)::int as n from ledger.entries where action = 'people.create'`)).rows[0].n
    const before = await count()
    const body = newPerson()
    await as('seller')('POST', `${API}/people?purpose=sales`, { body })
    assert.equal(await count(), before + 1)
    const { rows } = await owner.query(
      `select * from ledger.entries where action = 'people.create' order by at desc limit 1`,
    )
    assert.doesNotMatch(JSON.stringify(rows[0]), new RegExp(body.family_name))
    await as('seller')('POST', `${API}/people?purpose=sales`, { body: newPerson({ phones: [{ number: 'x' }] }) })
    assert.equal(await count(), before + 1)
  })

  test('while the ledger cannot be written, nothing is read and nothing changed', async () => {
    const owner = await served.bed.owner()
    await owner.query(
      `set lock_timeout = '5s'; revoke insert on ledger.entries from ledger; alter table ledger.entries rename to entries_away`,
    )
    try {
      const read = await as('seller')('GET', `${API}/people?purpose=sales&limit=1`)
      problem(read, 503, 'LEDGER_UNAVAILABLE')
      const body = newPerson()
      const write = await as('seller')('POST', `${API}/people?purpose=sales`, { body })
      assert.ok(write.status >= 400, write.text)
      assert.equal(
        (await owner.query('select from data.people where family_name = $1', [body.family_name])).rowCount,
        0,
      )
    } finally {
      await owner.query('alter table ledger.entries_away rename to entries; grant insert on ledger.entries to ledger')
    }
    assert.equal((await as('seller')('GET', `${API}/people?purpose=sales&limit=1`)).status, 200)
  })
})

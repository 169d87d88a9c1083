import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { newId } from '#kernel/ledger.ts'
import type { Visitor } from '../../../tests/served.ts'
import { ask, lead, seenRows, seller, served, some } from './desk.cast.ts'

// Many rows changed at once: all of them or none, and back again.

describe('changing many at once', () => {
  const change = (who: Visitor, noun: string, body: object, purpose = 'relationship') =>
    ask(who, 'POST', `/${noun}/change?purpose=${purpose}`, body)

  test('what a level does not reach is refused, and nothing is changed', async () => {
    const rows = await some('companies', 3)
    const many = Array.from({ length: 201 }, () => ({ id: newId(), version: 1 }))
    for (const [who, body, code, purpose] of [
      [seller, { to: [{ values: { city: 'Oulu' }, rows: many }] }, 'BULK_PAST_LEVEL'],
      [seller, { to: [{ values: { owner_id: newId() }, rows: seenRows(rows) }] }, 'BULK_PAST_LEVEL'],
      [seller, { to: [{ values: { city: 'Oulu' }, rows: seenRows(rows) }] }, 'PURPOSE_MISMATCH', 'contract'],
      [lead, { to: [{ values: { city: 'Oulu' }, rows: [...seenRows(rows), many[0]] }] }, 'NOT_FOUND'],
      [lead, { to: [{ values: { nonsense: 1 }, rows: seenRows(rows) }] }, 'FIELD_UNKNOWN'],
      [lead, { to: [{ values: { version: 9 }, rows: seenRows(rows) }] }, 'FIELD_UNKNOWN'],
      [lead, { to: [{ values: {}, rows: seenRows(rows) }] }, 'NOTHING_TO_CHANGE'],
      [lead, { to: [{ values: { city: 'Oulu' }, rows: [...seenRows(rows), seenRows(rows)[0]] }] }, 'INPUT_INVALID'],
      [lead, { values: { city: 'Oulu' }, q: 'a' }, 'INPUT_INVALID'],
    ] as [Visitor, object, string, string?][]) {
      const reply = await change(who, 'companies', body, purpose)
      assert.equal(reply.json.code, code, reply.text)
    }
    assert.deepEqual(await some('companies', 3), rows)
  })

  test('a row somebody changed meanwhile stops them all', async () => {
    const rows = await some('companies', 3)
    const stale = [...seenRows(rows.slice(0, 2)), { id: rows[2].id, version: rows[2].version - 1 }]
    const reply = await change(lead, 'companies', { to: [{ values: { city: 'Oulu' }, rows: stale }] })
    assert.equal(reply.json.code, 'EDIT_CONFLICT', reply.text)
    assert.deepEqual(await some('companies', 3), rows)
  })

  test('those chosen are changed in one go, and back by what the answer said', async () => {
    const rows = await some('companies', 5)
    const done = await change(seller, 'companies', { to: [{ values: { city: 'Testilä' }, rows: seenRows(rows) }] })
    assert.equal(done.status, 200, done.text)
    assert.deepEqual(
      (await some('companies', 5)).map((row) => row.city),
      rows.map(() => 'Testilä'),
    )
    const undone = await change(seller, 'companies', { to: done.json.before })
    assert.equal(undone.status, 200, undone.text)
    assert.deepEqual(
      (await some('companies', 5)).map((row) => row.city),
      rows.map((row) => row.city),
    )
    // What was undone is not there to be undone again: its versions have gone.
    assert.equal((await change(seller, 'companies', { to: done.json.before })).json.code, 'EDIT_CONFLICT')
  })

  test('all that a filter finds, when they are as many as were seen', async () => {
    const [row] = await some('companies', 1)
    const filter = { field: 'name', op: 'is', value: row.name }
    const body = { values: { city: 'Suodatettu' }, filter }
    assert.equal((await change(lead, 'companies', { ...body, count: 7 })).json.code, 'EDIT_CONFLICT')
    const done = await change(lead, 'companies', { ...body, count: 1 })
    assert.equal(done.json.changed, 1, done.text)
    assert.equal((await change(lead, 'companies', { to: done.json.before })).status, 200)
  })
})

describe('many of every noun that is listed', () => {
  const change = (who: Visitor, noun: string, purpose: string, body: object) =>
    ask(who, 'POST', `/${noun}/change?purpose=${purpose}`, body)
  const few = async (who: Visitor, noun: string, purpose: string, count = 3) =>
    (await ask(who, 'GET', `/${noun}?purpose=${purpose}&limit=${count}&sort=created_at`)).json.items as any[]
  const NOUNS = [
    ['deals', 'sales', 'next_step', 'Soita uudelleen'],
    ['leads', 'sales', 'source', 'fair'],
    ['tasks', 'relationship', 'priority', 'high'],
    ['contracts', 'contract', 'notice_months', 2],
    ['services', 'contract', 'quantity', '7.00'],
    ['cases', 'support', 'severity', 'low'],
  ] as const

  test('past the level is refused for each of them, and nothing is changed', async () => {
    const boss = await served.enter('owner_operator')
    await fewLeads()
    for (const [noun, purpose, field, value] of NOUNS) {
      const rows = await few(boss, noun, purpose)
      assert.ok(rows.length > 0, `no ${noun} to try with`)
      const level = purpose === 'support' ? 'support' : 'seller'
      const who = await served.enter(level)
      const many = Array.from({ length: 201 }, () => ({ id: newId(), version: 1 }))
      const own = await few(who, noun, purpose === 'contract' ? 'sales' : purpose)
      const refused = async (body: object, code: string, by = who, under: string = purpose) =>
        assert.equal(
          (await change(by, noun, under, body)).json.code,
          code,
          `${noun} ${JSON.stringify(body).slice(0, 80)}`,
        )
      if (purpose === 'contract')
        await refused({ to: [{ values: { [field]: value }, rows: many }] }, 'PURPOSE_MISMATCH')
      else {
        await refused({ to: [{ values: { [field]: value }, rows: many }] }, 'BULK_PAST_LEVEL')
        await refused({ to: [{ values: { owner_id: newId() }, rows: seenRows(own) }] }, 'BULK_PAST_LEVEL')
      }
      await refused({ to: [{ values: { [field]: value }, rows: [...seenRows(rows), many[0]] }] }, 'NOT_FOUND', boss)
      await refused({ values: { [field]: value }, filter: { and: [] }, count: -1 }, 'EDIT_CONFLICT', boss)
      assert.deepEqual(await few(boss, noun, purpose), rows, noun)
    }
    const tasks = await few(lead, 'tasks', 'relationship', 2)
    const body = await change(lead, 'tasks', 'relationship', { to: [{ values: { body: 'x' }, rows: seenRows(tasks) }] })
    assert.equal(body.json.code, 'VALUE_NOT_ALLOWED')
  })

  test('changed in one go and back again; the new owner is told of each', async () => {
    const boss = await served.enter('owner_operator')
    for (const [noun, purpose, field, value] of NOUNS) {
      const rows = await few(boss, noun, purpose)
      const done = await change(boss, noun, purpose, { to: [{ values: { [field]: value }, rows: seenRows(rows) }] })
      assert.equal(done.status, 200, `${noun} ${done.text}`)
      assert.deepEqual(
        (await few(boss, noun, purpose)).map((row) => row[field]),
        rows.map(() => value),
        noun,
      )
      assert.equal((await change(boss, noun, purpose, { to: done.json.before })).status, 200, noun)
      assert.deepEqual(
        (await few(boss, noun, purpose)).map((row) => row[field]),
        rows.map((row) => row[field]),
        noun,
      )
    }
    const seller_id = (await ask(seller, 'GET', '/session')).json.user.id
    const rows = (await few(boss, 'deals', 'sales', 40)).filter((row) => row.owner_id !== seller_id).slice(0, 2)
    const given = await change(boss, 'deals', 'sales', {
      to: [{ values: { owner_id: seller_id }, rows: seenRows(rows) }],
    })
    assert.equal(given.status, 200, given.text)
    const owner = await served.bed.owner()
    const told = await owner.query(
      `select record_id from data.notifications where user_id = $1 and kind = 'assigned' and record_id = any($2::uuid[])`,
      [seller_id, rows.map(({ id }) => id)],
    )
    assert.equal(told.rowCount, 2)
  })

  const fewLeads = async () => {
    for (const subject of ['Yksi', 'Kaksi', 'Kolme'])
      await ask(lead, 'POST', '/leads?purpose=sales', { subject, company_id: (await some('companies', 1))[0].id })
  }
})

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { lastDayOf } from './clock.ts'
import { ago, DAY, house, keeper, look, made, next, owner, refused, seller, work } from './requests.cast.ts'
import { tellOfClocks } from './requests.jobs.ts'

// The register of requests: what it refuses first, then a request from its receipt to its letter.

describe('what others learn of a request', () => {
  const digests = async (person: string, who = seller, purpose = 'relationship') =>
    (
      await who(
        'GET',
        `/api/v1/request_digests?purpose=${purpose}&filter=${encodeURIComponent(JSON.stringify({ field: 'person_id', op: 'is', value: person }))}`,
      )
    ).json.items

  test('one that was open before others were told is told with the next version, and one that was answered is not', async () => {
    const [who, other] = [next(), next()]
    const [open, answered] = [await made({ person: who.id }), await made({ person: other.id })]
    await work(answered, 'decide', { outcome: 'done' })
    await work(answered, 'send', { kind: 'report' })
    await owner.query('delete from data.request_digests where request_id = any ($1)', [[open, answered]])
    assert.deepEqual(await digests(who.id), [])
    await owner.query(readFileSync(new URL('./requests.sql', import.meta.url), 'utf8'))
    assert.equal((await digests(who.id)).length, 1)
    assert.deepEqual(await digests(other.id), [])
  })

  test('that one is open, since when and with whom; never what, and nothing once it is answered', async () => {
    const who = next()
    assert.deepEqual(await digests(who.id), [])
    const id = await made({ person: who.id, kinds: ['erase'], words: 'Poistakaa salainen asiani.' })
    await work(id, 'take')
    const [told, ...more] = await digests(who.id)
    assert.equal(more.length, 0)
    assert.ok(told.received_at && told.owner_id)
    assert.doesNotMatch(JSON.stringify(told), /salainen|erase|T-\d{4}/)
    await refused(seller('GET', `/api/v1/requests/${id}?purpose=relationship`), 'PURPOSE_MISMATCH')
    await owner.query(`update data.requests set state = 'answered' where id = $1`, [id])
    assert.deepEqual(await digests(who.id), [])
    await owner.query(`update data.requests set state = 'open' where id = $1`, [id])
    assert.equal((await digests(who.id)).length, 1)
    // Whose customer relationship they have refused is not told of them either.
    await owner.query(
      `insert into data.grounds (person_id, slot, kind, effect, purposes, actor) values ($1, 'objection:relationship', 'objection', 'block', data.bit_of_login('purpose_relationship'), 'test')`,
      [who.id],
    )
    assert.deepEqual(await digests(who.id), [])
  })
})

describe('a request', () => {
  test('says before its letter is sent what goes along and is not made yet, and no more once it is', async () => {
    const id = await made({ person: next().id, kinds: ['access', 'port'] })
    await work(id, 'decide', { outcome: 'done' })
    const missing = async (kind: string) =>
      (await keeper('GET', `/api/v1/requests/${id}/letter?purpose=rights&kind=${kind}`)).json.missing
    assert.deepEqual(await missing('received'), [])
    assert.deepEqual(await missing('report'), ['report', 'portable'])
    const report = await keeper('POST', `/api/v1/requests/${id}/report?purpose=rights`, { body: {} })
    assert.equal(report.status, 201, report.text)
    assert.deepEqual(await missing('report'), ['portable'])
    await owner.query(
      `insert into data.reports (request_id, person_id, kind, language, as_of, bytes, hash, ends_on)
       select request_id, person_id, 'portable', language, as_of, bytes, hash, ends_on from data.reports where request_id = $1`,
      [id],
    )
    assert.deepEqual(await missing('report'), [])
    // One that is destroyed by its day goes along no more.
    await owner.query(`update data.reports set ends_on = current_date - 1 where request_id = $1 and kind = 'access'`, [
      id,
    ])
    assert.deepEqual(await missing('report'), ['report'])
    const other = await made({ person: next().id, kinds: ['access'] })
    await work(other, 'decide', { outcome: 'done' })
    const { json } = await keeper('GET', `/api/v1/requests/${other}/letter?purpose=rights&kind=report`)
    assert.deepEqual(json.missing, ['report'])
  })

  test('has a number of its year, a clock from its receipt, and every step by whom and when', async () => {
    const id = await made({ received_at: ago(5), words: 'Haluan nähdä kaiken.' })
    const seen = await look(id)
    assert.match(seen.number, /^T-\d{4}-\d{4}$/)
    assert.ok(seen.days_left >= 20 && seen.days_left <= 31)
    assert.equal(seen.state, 'open')
    assert.ok(seen.frozen_at)
    assert.deepEqual(
      seen.steps.map(({ kind }: any) => kind),
      ['received'],
    )
    await work(id, 'take')
    await work(id, 'note', { words: 'Soitin takaisin.' })
    const after = await look(id)
    assert.ok(after.owner)
    assert.equal(after.steps.at(-1).words, 'Soitin takaisin.')
    assert.ok(after.steps.at(-1).actor_name)
  })

  test('the clock stands while identity, asked at once, is not known, and no other while', async () => {
    const id = await made({ received_at: ago(1) })
    await work(id, 'identity', { state: 'asked' })
    const asked = await look(id)
    assert.deepEqual([asked.state, asked.days_left], ['waiting', null])
    await owner.query(`update data.requests set identity_asked_at = now() - interval '9 days' where id = $1`, [id])
    await work(id, 'identity', { state: 'confirmed', how: 'vastasi tunnetusta osoitteesta' })
    const again = await look(id)
    assert.equal(again.state, 'open')
    assert.ok(Date.parse(again.due_on) - Date.parse(asked.due_on) >= 9 * DAY)
    const late = await made({ received_at: ago(8) })
    await work(late, 'identity', { state: 'asked' })
    assert.equal((await look(late)).state, 'open', 'asked on the eighth day: the month runs on')
  })

  test('is told of at fourteen, seven and two days, and when late: each once', async () => {
    const id = await made({ received_at: ago(40) })
    const seen = await look(id)
    assert.equal(seen.days_left < 0, true)
    await tellOfClocks(house)
    const heard = async () =>
      (
        await owner.query(
          `select count(*)::int as n from data.notifications where noun = 'requests' and record_id = $1`,
          [id],
        )
      ).rows[0].n
    const first = await heard()
    assert.ok(first >= 1)
    await tellOfClocks(house)
    assert.equal(await heard(), first)
    const { json } = await keeper('GET', '/api/v1/requests/desk?purpose=rights')
    const line = json.items.find((one: any) => one.id === id)
    assert.equal(line.code, 'REQUEST_OVERDUE')
    assert.equal(json.items[0].days_left < 0, true, 'the first due stands first')
    const counts = (await keeper('GET', '/api/v1/requests/counts?purpose=rights')).json
    assert.ok(counts.late >= 1 && counts.waiting >= counts.late)
    const unread = (await keeper('GET', '/api/v1/notifications?purpose=rights')).json.items
    assert.ok(unread.some((one: any) => one.record_id === id && one.name === seen.number))
  })

  test('the objections and restrictions that were recorded stand in the same list, with their days', async () => {
    const who = next()
    await seller('POST', `/api/v1/people/${who.id}/object?purpose=relationship`, {
      body: { scope: 'relationship', channel: 'phone' },
    })
    const { json } = await keeper('GET', '/api/v1/requests/desk?purpose=rights')
    const wish = json.items.find((one: any) => one.id === who.id)
    assert.equal(wish.kind, 'objection')
    assert.ok(wish.days_left > 20)
  })

  test('the register of requests as a file names nobody', async () => {
    const who = next()
    await made({ person: who.id, name: 'Tunnistettava Nimi', address: who.address })
    const { status, text } = await keeper('GET', '/api/v1/requests/register?purpose=rights')
    assert.equal(status, 200)
    assert.match(text, /T-\d{4}-\d{4}/)
    for (const word of ['Tunnistettava', who.address, who.id]) assert.ok(!text.includes(word), word)
    await refused(seller('GET', '/api/v1/requests/register?purpose=relationship'), 'PURPOSE_MISMATCH')
  })

  test('an extension tells the new day, at most three months from receipt', async () => {
    const id = await made({ received_at: ago(3) })
    await work(id, 'extend', { reason: 'Tiedot ovat usealla toimittajalla.' })
    const seen = await look(id)
    assert.equal(seen.last_day, lastDayOf(seen))
    assert.ok(seen.days_left > 60)
    const { json } = await keeper('GET', `/api/v1/requests/${id}/letter?purpose=rights&kind=extension`)
    assert.match(json.text, /usealla toimittajalla/)
    assert.match(json.text, /Tietosuojavaltuutetun/)
  })
})

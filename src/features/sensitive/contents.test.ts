import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { wholeFile } from '#features/files/whole.ts'
import { openReport, packageOf } from '#features/report/keep.ts'
import { AWAITS } from '#kernel/cipher.ts'
import { wholeOf } from '#kernel/stored.ts'
import type { Visitor } from '../../../tests/served.ts'
import { contact, found, house, keeper, one, owner, seller, served, settle } from './sensitive.cast.ts'
import { lapse, sweep } from './sweep.ts'

// A file in which something was found is opened by nobody but those who decide, by whatever door, until they have.

let person: string
before(async () => {
  person = await contact('Taimi', 'Tiedostola')
})

const SAID = 'Osallistujalista\nTaimi jäi sairauslomalle eikä pääse kurssille.\n'
const CODE = 'Osallistujalista\nTaimi, 131052-308T, raskaana\n'

async function upload(content: string, name = 'lista.txt', on = `person_id=${person}`): Promise<string> {
  const raw = [
    '--raja',
    `Content-Disposition: form-data; name="file"; filename="${name}"`,
    'Content-Type: text/plain',
    '',
    content,
    '--raja--',
    '',
  ].join('\r\n')
  const { status, json, text } = await seller('POST', `/api/v1/files?purpose=relationship&${on}`, {
    raw,
    headers: { 'content-type': 'multipart/form-data; boundary=raja' },
  })
  assert.equal(status, 201, text)
  return json.id
}
const read = (id: string, more = '', by = seller, purpose = 'relationship') =>
  by('GET', `/api/v1/files/${id}/content?purpose=${purpose}${more}`)
const keyOf = async (id: string) => (await one('select sealed from data.file_keys where file_id = $1', [id]))?.sealed

describe('from the moment it is found', () => {
  test('no door opens it: shown, saved, in part, enclosed or packed; who decides reads it; kept, it opens again', async () => {
    const id = await upload(SAID)
    assert.equal((await read(id)).text, SAID)
    const key = await keyOf(id)
    await sweep(house)
    const { status, json } = await read(id)
    assert.deepEqual([status, json.code], [423, 'FILE_AWAITS_REVIEW'])
    assert.match(json.title, /not shown until it has been reviewed/)
    assert.equal((await read(id, '&save=true')).json.code, 'FILE_AWAITS_REVIEW')
    const part = await seller('GET', `/api/v1/files/${id}/content?purpose=relationship`, {
      headers: { range: 'bytes=0-3' },
    })
    assert.equal(part.json.code, 'FILE_AWAITS_REVIEW')
    // What the database holds for any purpose opens it nowhere, in a door that is made next year neither.
    assert.equal(await keyOf(id), AWAITS)
    const { bytes } = await one('select bytes from data.files where id = $1', [id])
    await assert.rejects(wholeOf(house.connection.key, { id, bytes, sealed: AWAITS }), /FILE_AWAITS_REVIEW/)
    const sales = await served.bed.login('purpose_relationship')
    assert.equal((await sales.query('select sealed from file_keys where file_id = $1', [id])).rows[0].sealed, AWAITS)
    await assert.rejects(sales.query('select sealed from rights.withheld'), { code: '42501' })
    // It is in its list all the same, and whoever decides opens it.
    assert.equal((await seller('GET', `/api/v1/files/${id}?purpose=relationship`)).json.name, 'lista.txt')
    assert.equal((await read(id, '', keeper, 'rights')).text, SAID)
    const places = await found(id)
    assert.deepEqual(
      places.map(({ kind, text }) => [kind, text]),
      [['health', null]],
    )
    await settle(places[0]!.id, { state: 'harmless' })
    assert.equal((await read(id)).text, SAID)
    assert.equal(await keyOf(id), key)
    assert.equal((await one('select count(*)::int as n from data.withheld where record_id = $1', [id])).n, 0)
    // What is inside never changes: renamed, it is not found again.
    const renamed = await seller('PATCH', `/api/v1/files/${id}?purpose=relationship`, {
      body: { name: 'ilmoittautuneet.txt' },
      headers: { 'if-match': '1' },
    })
    assert.equal(renamed.status, 200, renamed.text)
    await sweep(house, { whole: true })
    assert.deepEqual(await found(id), [])
    assert.equal((await read(id)).text, SAID)
  })

  test('of two matters in it both are decided first; destroyed, it is gone, and so is its key', async () => {
    const id = await upload(CODE)
    await sweep(house)
    const places = await found(id)
    assert.deepEqual(places.map(({ kind }) => kind).sort(), ['health', 'identity_code'])
    await settle(places[0]!.id, { state: 'harmless' })
    assert.equal((await read(id)).json.code, 'FILE_AWAITS_REVIEW')
    // Read again every week, and told once.
    await sweep(house, { whole: true })
    assert.equal((await found(id)).length, 1)
    await settle(places[1]!.id, { state: 'destroyed' })
    assert.equal((await read(id)).status, 404)
    assert.equal(await keyOf(id), undefined)
    assert.equal((await one('select count(*)::int as n from data.withheld where record_id = $1', [id])).n, 0)
  })

  test('looked at by nobody for fourteen days it goes', async () => {
    const id = await upload(SAID)
    await sweep(house)
    await owner.query('update data.findings set ends_on = current_date - 1 where record_id = $1', [id])
    assert.deepEqual(await lapse(house), { due: 1, taken: 1, remaining: 0 })
    assert.equal((await read(id)).status, 404)
  })

  test('what was found before this stood waits from the next search on', async () => {
    const id = await upload('Kokouksen muistio')
    await owner.query(
      `insert into data.findings (kind, noun, record_id, field, ends_on) values ('health', 'files', $1, '(content)', current_date + 14)`,
      [id],
    )
    await sweep(house)
    assert.equal((await read(id)).json.code, 'FILE_AWAITS_REVIEW')
    await settle((await found(id))[0]!.id, { state: 'harmless' })
    assert.equal((await read(id)).text, 'Kokouksen muistio')
  })

  test('the person’s report names it and says that it waits; what takes files along takes none that waits', async () => {
    const plain = await upload('Kiitos kokouksesta', 'kiitos.txt')
    const id = await upload('Kuulosuojain hänelle: masennus ja rattijuopumus mainittu.')
    await sweep(house)
    const asked = await keeper('POST', '/api/v1/requests', { body: { kinds: ['access'], channel: 'phone', person } })
    const made = await keeper('POST', `/api/v1/requests/${asked.json.id}/report`)
    assert.equal(made.status, 201, made.text)
    await assert.rejects(wholeFile(house, house.under('relationship'), id), /FILE_AWAITS_REVIEW/)
    const pieces: Buffer[] = []
    for await (const piece of packageOf(house, await openReport(house, made.json.id))) pieces.push(piece)
    const body = Buffer.concat(pieces).toString('latin1')
    assert.ok(body.includes('kiitos.txt'), 'the other file is there')
    assert.ok(body.includes('FILE_AWAITS_REVIEW'), 'why it is not there')
    assert.ok(!body.includes('Kuulosuojain'))
    for (const file of [plain, id]) await owner.query(`select data.take_rows('files', array[$1::uuid])`, [file])
  })
})

describe('what could not be read', () => {
  const waiting = async () => (await keeper('GET', '/api/v1/findings/unread?purpose=rights&limit=200')).json
  const settleAs = (by: Visitor, id: string, state: string) =>
    by('POST', `/api/v1/findings/${id}/settle?purpose=rights`, { body: { state } })
  /** An archive of nothing that can be read. */
  const SEALED = 'PK\u0003\u0004 \u0000 locked'

  test('waits for a human with whose it is; who may not decide does not; the report says it was not searched', async () => {
    const id = await upload(SEALED, 'salattu.zip')
    await sweep(house)
    const { items, total } = await waiting()
    const line = items.find((item: any) => item.record_id === id)
    assert.ok(total >= 1)
    assert.equal(line.name, 'salattu.zip')
    assert.deepEqual(line.on, [{ noun: 'people', id: person, name: 'Taimi Tiedostola' }])
    // Nothing is hidden from anybody meanwhile, and no list of what was found has it.
    assert.equal((await read(id)).status, 200)
    assert.deepEqual(await found(id), [])
    assert.equal((await seller('GET', '/api/v1/findings/unread?purpose=rights')).status, 403)
    assert.equal((await settleAs(seller, line.id, 'harmless')).status, 403)
    const asked = await keeper('POST', '/api/v1/requests', { body: { kinds: ['access'], channel: 'phone', person } })
    const { json } = await keeper('GET', `/api/v1/requests/${asked.json.id}/report?purpose=rights`)
    const store = json.stores.find((one: any) => one.id === 'unread')
    assert.ok(store?.count >= 1, JSON.stringify(json.stores ?? json))
    assert.match(store.words, /mainintoja|mentions|omnämnanden/)

    assert.equal((await settleAs(keeper, line.id, 'harmless')).status, 200)
    const after = await waiting()
    assert.ok(!after.items.some((item: any) => item.record_id === id))
    assert.ok(after.kept >= 1 && after.last)
    await sweep(house, { whole: true })
    assert.ok(!(await waiting()).items.some((item: any) => item.record_id === id))
    const decided = await one('select state, decided_by from data.findings where id = $1', [line.id])
    assert.equal(decided.state, 'harmless')
    assert.ok(decided.decided_by)
  })

  test('destroyed, it is gone with its key, and the decision stays', async () => {
    const id = await upload(SEALED, 'toinen.zip')
    await sweep(house)
    const line = (await waiting()).items.find((item: any) => item.record_id === id)
    assert.equal((await settleAs(keeper, line.id, 'destroyed')).status, 200)
    assert.equal((await read(id)).status, 404)
    assert.equal(await keyOf(id), undefined)
    assert.equal((await one('select state from data.findings where id = $1', [line.id])).state, 'destroyed')
    assert.equal((await waiting()).destroyed, 1)
  })
})

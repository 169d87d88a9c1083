import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { eraseNow } from '#features/erasure/erase.ts'
import { heldOf } from '#features/report/held.ts'
import { mattersIn } from '#kernel/sensitive.ts'
import { WAITING } from './said.ts'
import { contact, found, house, one, owner, seller, served, settle } from './sensitive.cast.ts'
import { ask, sweep } from './sweep.ts'

// What was found is read by nobody until a human has decided, by whatever way they read; and then it stands as it did.

let company: string
let person: string
before(async () => {
  person = await contact('Venla', 'Vartionen')
  company = (await seller('GET', '/api/v1/companies?purpose=relationship&limit=1')).json.items[0].id
})

const SECRET = 'Luottamusmies Vartiokoski soittaa tiistaina'
const create = async (noun: string, body: object): Promise<{ id: string; version: number }> => {
  const { status, json, text } = await seller('POST', `/api/v1/${noun}?purpose=relationship`, { body })
  assert.equal(status, 201, text)
  return json
}
const note = (body: string, more: object = { company_id: company }) => create('notes', { body, ...more })
const bodyOf = async (id: string) => (await one('select body from data.notes where id = $1', [id])).body
const withheld = async (record: string) =>
  (await one('select count(*)::int as n from data.withheld where record_id = $1', [record])).n

/** Every way in which a seller comes upon a note, a task and a deal of this company. */
async function readings(records: { notes: string; tasks: string; deals: string }): Promise<Map<string, string>> {
  const of = (noun: string) =>
    `/api/v1/${noun}?purpose=relationship&limit=500&filter=${encodeURIComponent(JSON.stringify({ field: 'company_id', op: 'is', value: company }))}`
  const paths = [
    ...Object.keys(records).map(of),
    ...Object.entries(records).map(([noun, id]) => `/api/v1/${noun}/${id}?purpose=relationship`),
    `/api/v1/timeline?noun=companies&id=${company}&purpose=relationship`,
    `/api/v1/timeline?noun=companies&id=${company}&purpose=relationship&q=Vartiokoski`,
    `/api/v1/timeline?noun=deals&id=${records.deals}&purpose=sales`,
    `/api/v1/search?q=Vartiokoski`,
    `${of('tasks')}&q=Vartiokoski`,
    '/api/v1/day',
  ]
  const read = new Map<string, string>()
  for (const path of paths) {
    const { status, text } = await seller('GET', path)
    if (path !== '/api/v1/day') assert.equal(status, 200, `${path} ${text}`)
    read.set(path, text)
  }
  return read
}

describe('from the moment it is found', () => {
  test('no list, page, timeline, history or search shows a seller the words; kept, all of them do again', async () => {
    const { id: notes } = await note(SECRET)
    const { id: tasks } = await create('tasks', { title: 'Soita takaisin', body: SECRET, company_id: company })
    const { id: stage } = await one(`select stage_id as id from data.deals limit 1`)
    const made = await seller('POST', '/api/v1/deals?purpose=sales', {
      body: { name: 'Vahtikauppa', company_id: company, stage_id: stage, next_step: 'Aloitus' },
    })
    assert.equal(made.status, 201, made.text)
    const deals = made.json.id
    let { version } = made.json
    for (const next_step of [SECRET, 'Odota', SECRET]) {
      const changed = await seller('PATCH', `/api/v1/deals/${deals}?purpose=sales`, {
        body: { next_step },
        headers: { 'if-match': String(version) },
      })
      assert.equal(changed.status, 200, changed.text)
      version = changed.json.version
    }
    const records = { notes, tasks, deals }
    const showing = async () =>
      [...(await readings(records))].filter(([, text]) => text.includes('Vartiokoski')).map(([path]) => path)
    const before = await showing()
    assert.ok(before.length >= 8, before.join('\n'))
    await sweep(house)
    assert.deepEqual(await showing(), [])
    const shown = await readings(records)
    assert.ok(shown.get(`/api/v1/notes/${notes}?purpose=relationship`)!.includes(WAITING))
    // A seller has no view of what was taken out.
    const sales = await served.bed.login('purpose_sales')
    await assert.rejects(sales.query('select said from data.withheld'), { code: '42501' })
    await assert.rejects(sales.query('select said from rights.withheld'), { code: '42501' })
    assert.equal((await seller('GET', '/api/v1/findings/open?purpose=relationship')).json.code, 'PURPOSE_MISMATCH')
    // Who reviews reads it whole, and each place once: what the history says of it comes and goes with it.
    for (const record of [notes, tasks, deals]) {
      const places = await found(record)
      assert.deepEqual(
        places.map(({ kind, text }) => [kind, text]),
        [['union', SECRET]],
      )
      await settle(places[0]!.id, { state: 'harmless' })
    }
    assert.deepEqual(await showing(), before)
    for (const record of [notes, tasks, deals]) assert.equal(await withheld(record), 0)
    const history = `select was, became, actor from data.changes where record_id = $1 and of = 'deals.next_step' order by id`
    const { rows } = await owner.query(history, [deals])
    assert.deepEqual(
      rows.map(({ was, became }) => [was, became]),
      [
        ['Aloitus', SECRET],
        [SECRET, 'Odota'],
        ['Odota', SECRET],
      ],
    )
    // It is not found again, and what was decided about it stands.
    await sweep(house, { whole: true })
    for (const record of [notes, tasks, deals]) assert.deepEqual(await found(record), [])
  })

  test('what was found before this stood is taken out by the next search', async () => {
    const { id } = await note(SECRET)
    await owner.query(
      `insert into data.findings (kind, noun, record_id, field, ends_on) values ('union', 'notes', $1, 'body', current_date + 14)`,
      [id],
    )
    await owner.query(
      `insert into register.receipts (kind, noun, detail) values ('sensitive', 'notes', '{"from": "2999-01-01", "whole": true}')`,
    )
    await sweep(house)
    assert.equal(await bodyOf(id), WAITING)
    assert.deepEqual(
      (await found(id)).map(({ text }) => text),
      [SECRET],
    )
    await owner.query(`delete from register.receipts where detail->>'from' = '2999-01-01'`)
  })

  test('who had it open does not write it back unseen; what is typed beside it stands with it, and is looked at too', async () => {
    const { id, version } = await note(SECRET)
    await sweep(house)
    const write = (body: string, at: number) =>
      seller('PATCH', `/api/v1/notes/${id}?purpose=relationship`, {
        body: { body },
        headers: { 'if-match': String(at) },
      })
    assert.equal((await write(`${SECRET} taas`, version)).json.code, 'EDIT_CONFLICT')
    const now = (await one('select version from data.notes where id = $1', [id])).version
    assert.equal((await write(`${WAITING} Hän on nyt sairauslomalla.`, now)).status, 200)
    await sweep(house)
    assert.equal(await bodyOf(id), WAITING)
    const places = await found(id)
    assert.deepEqual(
      places.map(({ kind, text }) => [kind, text]),
      [
        ['union', `${SECRET} Hän on nyt sairauslomalla.`],
        ['health', `${SECRET} Hän on nyt sairauslomalla.`],
      ],
    )
    // One is harmless, and the other waits: nothing is shown yet.
    await settle(places[0]!.id, { state: 'harmless' })
    assert.equal(await bodyOf(id), WAITING)
    await settle(places[1]!.id, { state: 'masked', text: `${SECRET} Hän on poissa.` })
    assert.equal(await bodyOf(id), `${SECRET} Hän on poissa.`)
    await sweep(house, { whole: true })
    assert.deepEqual(await found(id), [])
  })

  test('written anew for one matter, it waits for the other', async () => {
    const { id } = await note('Luottamusmies on sairauslomalla')
    await sweep(house)
    const places = await found(id)
    const of = (kind: string) => places.find((one) => one.kind === kind)!.id
    await settle(of('health'), { state: 'masked', text: 'Luottamusmies on poissa' })
    assert.equal(await bodyOf(id), WAITING)
    assert.deepEqual(
      (await found(id)).map(({ kind, text }) => [kind, text]),
      [['union', 'Luottamusmies on poissa']],
    )
    await settle(of('union'), { state: 'harmless' })
    assert.equal(await bodyOf(id), 'Luottamusmies on poissa')
  })

  test('typed over, it is what was typed; destroyed, it is nowhere', async () => {
    const over = await note(SECRET)
    const gone = await note(SECRET)
    await sweep(house)
    const version = (await one('select version from data.notes where id = $1', [over.id])).version
    await seller('PATCH', `/api/v1/notes/${over.id}?purpose=relationship`, {
      body: { body: 'Soittaa tiistaina' },
      headers: { 'if-match': String(version) },
    })
    await settle((await found(over.id))[0]!.id, { state: 'harmless' })
    assert.equal(await bodyOf(over.id), 'Soittaa tiistaina')
    await settle((await found(gone.id))[0]!.id, { state: 'destroyed' })
    for (const { id } of [over, gone]) assert.equal(await withheld(id), 0)
    assert.doesNotMatch(await bodyOf(gone.id), /Vartiokoski/)
  })

  test('a text that changes between the reading and the finding is left for the next time', async () => {
    const { id } = await note('Soittaa tiistaina')
    const asked = { what: 'find', noun: 'notes', id, field: 'body', kinds: ['union'], sentence: WAITING }
    assert.deepEqual(await ask(house, { ...asked, was: SECRET }), { new: 0, withheld: false })
    assert.equal(await bodyOf(id), 'Soittaa tiistaina')
  })

  test('what says that it waits is itself about nothing', () => assert.deepEqual(mattersIn(WAITING), []))
})

describe('it is the person’s all the same', () => {
  test('their report has it, and their erasure takes it', async () => {
    const { id } = await note(SECRET, { person_id: person })
    await sweep(house)
    assert.equal(await withheld(id), 1)
    const { rows } = await heldOf({ house }, person, 'fi')
    assert.deepEqual(
      rows.get('withheld')!.map(({ said }) => said),
      [SECRET],
    )
    await eraseNow(house, person, 'request')
    assert.equal(await withheld(id), 0)
    assert.equal(
      (
        await one(
          `select count(*)::int as n from data.withheld where said like '%Vartiokoski%' and person_id is not null`,
        )
      ).n,
      0,
    )
  })

  test('deleted for good, a record takes it along', async () => {
    const { id } = await note(SECRET)
    await sweep(house)
    await owner.query(`select data.take_rows('notes', array[$1::uuid])`, [id])
    assert.equal(await withheld(id), 0)
  })
})

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { nouns } from '#register/index.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { recogniseFor, targetsOf } from './import/nouns.ts'
import { amountOf, readCell } from './import/nounValues.ts'

const api = '/api/v1'
let served: Served
let owner: pg.Client
let seller: Visitor
let company: { id: string; name: string }
let email: string
let person: string

before(async () => {
  served = await openServed()
  owner = await served.bed.owner()
  seller = await served.enter('sales_lead')
  const make = async (body: object) =>
    (await seller('POST', `${api}/companies?purpose=sales`, { body: { roles: ['customer'], ...body } })).json
  company = await make({ name: 'Tuontitesti Oy', business_id: '0112038-9' })
  await make({ name: 'Kaksonen Oy' })
  await make({ name: 'Kaksonen Oy' })
  const { items } = (await seller('GET', `${api}/people?purpose=sales&limit=40&include=emails`)).json
  const known = items.find((one: any) => one.emails.length > 0)
  person = known.id
  email = known.emails[0].address
})
after(() => served?.close())

const count = async (text: string, values: unknown[] = []) => Number((await owner.query(text, values)).rows[0].count)
const begin = async (noun: string, lines: readonly string[], who = seller, purpose = 'sales') => {
  const edge = '----rows'
  const body = `--${edge}\r\nContent-Disposition: form-data; name="file"; filename="${noun}.csv"\r\nContent-Type: text/csv\r\n\r\n${lines.join('\r\n')}\r\n\r\n--${edge}--\r\n`
  const headers = { 'content-type': `multipart/form-data; boundary=${edge}` }
  return who('POST', `${api}/imports?noun=${noun}&purpose=${purpose}`, { raw: body, headers })
}
const finished = async (id: string, verb: string, purpose = 'sales') => {
  const { status, text } = await seller('POST', `${api}/imports/${id}/${verb}?purpose=${purpose}`, { body: {} })
  assert.ok(status < 300, text)
  for (;;) {
    const { json } = await seller('GET', `${api}/imports/${id}?purpose=${purpose}`)
    if (!['running', 'reverting'].includes(json.state)) return json
    await wait(50)
  }
}
const bring = async (noun: string, lines: readonly string[], purpose = 'sales') => {
  const { json, status, text } = await begin(noun, lines, seller, purpose)
  assert.equal(status, 201, text)
  const preview = await seller('POST', `${api}/imports/${json.id}/preview?purpose=${purpose}`, { body: {} })
  const done = await finished(json.id, 'run', purpose)
  const errors = await seller('GET', `${api}/imports/${json.id}/errors?purpose=${purpose}`)
  return { id: json.id, columns: json.columns, preview: preview.json, done, errors: errors.text.trim().split('\r\n') }
}

describe('what a cell may not be', () => {
  test('an amount that could be two amounts is none', () => {
    for (const bad of ['1.234', '1,234', '12 34,5,6', '1,23.456', '10,005', 'tuhat', '1.23.456', '--5'])
      assert.equal(amountOf(bad, 2), null, bad)
    for (const [good, is] of [
      ['1 234,50 €', '1234.50'],
      ['1.234,50', '1234.50'],
      ['1,234.50', '1234.50'],
      ['1.234.567', '1234567'],
      ['EUR 1234', '1234'],
      ['0.125', null],
    ] as const)
      assert.equal(amountOf(good, 2), is, good)
  })

  test('a day that is none, a choice that is none; a moment without a zone is Helsinki’s, summer and winter', () => {
    assert.deepEqual(readCell({ type: 'date' }, '31.2.2026'), { problem: 'DATE_UNREADABLE' })
    assert.deepEqual(readCell({ type: 'timestamp' }, '1.7.2026 12.00'), { value: '2026-07-01T09:00:00.000Z' })
    assert.deepEqual(readCell({ type: 'timestamp' }, '2.1.2026 12.00'), { value: '2026-01-02T10:00:00.000Z' })
    const { priority } = nouns.tasks.fields
    assert.deepEqual(readCell(priority, 'Hög'), { value: 'high' })
    assert.deepEqual(readCell(priority, 'heti'), { problem: 'CHOICE_UNKNOWN' })
  })

  test('headers are known in three languages and by no two columns', () => {
    const targets = targetsOf('deals', nouns.deals, 'sales')
    const fields = (headers: string[]) =>
      recogniseFor('deals', nouns.deals, targets, headers).map((column) => column.field)
    const wanted = [
      'name',
      'company_id',
      'company_id.business_id',
      'contact_id',
      'value',
      'close_on',
      'stage_id',
      'owner_id',
    ]
    assert.deepEqual(
      fields(['Kaupan nimi', 'Yritys', 'Y-tunnus', 'Sähköposti', 'Arvo', 'Päätöspäivä', 'Vaihe', 'Myyjä']),
      wanted,
    )
    assert.deepEqual(
      fields(['Affärens namn', 'Företag', 'FO-nummer', 'E-post', 'Värde', 'Slutdatum', 'Skede', 'Säljare']),
      wanted,
    )
    assert.deepEqual(
      fields(['Deal Name', 'Account Name', 'Business ID', 'Contact email', 'Amount', 'Close Date', 'Stage', 'Owner']),
      wanted,
    )
    assert.deepEqual(fields(['Deal', 'Deal name', 'Horoskooppi']), ['name', null, null])
  })
})

describe('rows that may not come in', () => {
  test('a noun outside its purpose, lists by one who does not arrange them, under a level that imports nothing', async () => {
    const support = await served.enter('support_lead')
    const plain = await served.enter('seller')
    for (const [noun, who, purpose] of [
      ['deals', seller, 'relationship'],
      ['deals', support, 'sales'],
      ['products', plain, 'sales'],
      ['files', seller, 'sales'],
    ] as const) {
      const { status } = await begin(noun, ['Nimi;Yritys', 'A;Tuontitesti Oy'], who, purpose)
      assert.ok(status === 403 || status === 422, `${noun} ${purpose}: ${status}`)
    }
    assert.equal(await count(`select count(*) from data.imports`), 0)
  })

  test('an unmatched link, two that match, an unreadable amount, nobody’s deal: each left out with its reason', async () => {
    const before = await count('select count(*) from data.deals')
    const found = await bring('deals', [
      'Kaupan nimi;Yritys;Y-tunnus;Sähköposti;Arvo;Vaihe',
      'Hyvä;;0112038-9;;1 200,50;',
      'Tuntematon yritys;Ei Olemassa Oy;;;;',
      'Kaksi yritystä;Kaksonen Oy;;;;',
      'Väärä tunnus;Tuontitesti Oy;0112038-8;;;',
      'Tuntematon ihminen;Tuontitesti Oy;;ei.ketaan@missaan.example;;',
      'Outo summa;Tuontitesti Oy;;;1.234;',
      'Outo vaihe;Tuontitesti Oy;;;;Olematon vaihe',
      'Ei kenenkään;;;;;',
      ';Tuontitesti Oy;;;;',
      'Liikaa;Tuontitesti Oy;;;;;;;',
      'Liikaa;Tuontitesti Oy;;;;;;x;',
    ])
    assert.deepEqual([found.preview.created, found.preview.rejected], [2, 9])
    assert.deepEqual([found.done.counts.created, found.done.counts.rejected], [2, 9])
    assert.equal(await count('select count(*) from data.deals'), before + 2)
    const reasons = found.errors.slice(1).map((line) => line.split(';').slice(0, 3).join('|'))
    assert.deepEqual(
      reasons.map((one) => one.split('|').slice(0, 2).join(' ')),
      [
        '3 LINK_UNKNOWN',
        '4 LINK_AMBIGUOUS',
        '5 LINK_UNKNOWN',
        '6 LINK_UNKNOWN',
        '7 AMOUNT_UNREADABLE',
        '8 LINK_UNKNOWN',
        '9 DEAL_OF_NOBODY',
        '10 VALUE_MISSING',
        '12 ROW_CELLS_WRONG',
      ],
    )
    assert.match(reasons[0]!, /Yritys: /)
    assert.match(reasons[2]!, /Y-tunnus: /)
  })
})

describe('a pipeline that moves house', () => {
  let deals: { id: string }
  test('deals with their company, contact, stage and owner; notes and tasks on them; all of it undone and brought back', async () => {
    const stage = (
      await owner.query(`select s.name, s.id from data.stages s join data.pipelines p on p.id = s.pipeline_id
      where not p.archived and s.outcome = 'open' order by p.place, p.created_at, s.place desc limit 1`)
    ).rows[0]
    const lead = served.server.signIns.find((card) => card.level === 'seller')!
    deals = await bring('deals', [
      'Deal name,Company name,Contact email,Amount,Close date,Stage,Deal owner',
      `Muuttokauppa,tuontitesti oy,${email.toUpperCase()},"12,500.00",2027-03-01,${stage.name},${lead.email}`,
    ])
    const { rows } = await owner.query(`select * from data.deals where name = 'Muuttokauppa'`)
    assert.equal(rows.length, 1)
    assert.deepEqual(
      [rows[0].company_id, rows[0].contact_id, rows[0].value, rows[0].stage_id],
      [company.id, person, '12500.00', stage.id],
    )
    const notes = await bring('notes', [
      'Päivä;Muistiinpano;Kauppa',
      '12.3.2025;"Soitettu, kiinnostunut.";Muuttokauppa',
      '13.3.2025;Ei mistään;',
    ])
    assert.deepEqual([notes.done.counts.created, notes.done.counts.rejected], [1, 1])
    const note = (await owner.query(`select body from data.notes where deal_id = $1`, [rows[0].id])).rows[0].body
    assert.match(note, /^12\.3\.2025\nSoitettu/)
    const tasks = await bring('tasks', [
      'Uppgift;Senast;Affär;Prioritet',
      'Ring upp;3.4.2027 klo 10.00;Muuttokauppa;hög',
    ])
    assert.equal(tasks.done.counts.created, 1)
    const task = (await owner.query(`select * from data.tasks where deal_id = $1 and title = 'Ring upp'`, [rows[0].id]))
      .rows[0]
    assert.deepEqual([task.due_at.toISOString(), task.priority], ['2027-04-03T07:00:00.000Z', 'high'])
    assert.equal((await finished(deals.id, 'revert')).state, 'reverted')
    assert.equal(await count(`select count(*) from data.deals where name = 'Muuttokauppa' and removed_at is null`), 0)
    const back = await seller('POST', `${api}/deals/${rows[0].id}/restore?purpose=sales`, { body: {} })
    assert.equal(back.status, 200, back.text)
  })

  test('products with their price on the usual list; a code that is taken is told', async () => {
    const found = await bring(
      'products',
      [
        'SKU;Tuote;Yksikkö;ALV %;Hinta',
        'TT-1;Tuontituote;kpl;25,5;99,90',
        'TT-1;Toinen samalla koodilla;kpl;25,5;1,00',
      ],
      'relationship',
    )
    assert.deepEqual([found.done.counts.created, found.done.counts.rejected], [1, 1])
    const { rows } = await owner.query(`select r.amount from data.prices r join data.products p on p.id = r.product_id
      join data.price_lists l on l.id = r.price_list_id where p.code = 'TT-1' and l.usual`)
    assert.deepEqual(
      rows.map((row) => row.amount),
      ['99.90'],
    )
  })

  test('two thousand deals come in, and a run that was stopped goes on where it stood', async () => {
    const lines = [
      'Kaupan nimi;Y-tunnus;Arvo',
      ...Array.from({ length: 2000 }, (_, i) => `Sarja ${i};0112038-9;${i},00`),
    ]
    const { json } = await begin('deals', lines)
    // The state a killed process leaves: five hundred rows in, the rest not begun.
    await owner.query(
      `update data.imports set state = 'stopped', done = 500, counts = '{"rows": 500, "created": 500}' where id = $1`,
      [json.id],
    )
    const done = await finished(json.id, 'resume')
    assert.deepEqual([done.counts.rows, done.counts.created], [2000, 2000])
    assert.equal(await count(`select count(*) from data.deals where name like 'Sarja %'`), 1500)
  })
})

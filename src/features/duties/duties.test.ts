import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { type Cast, openCast } from '../sending/sending.cast.ts'
import { suggestedArea } from './titles.words.ts'

// From the owner's decision to the gate's answer, over HTTP. The demo company sells spare parts, workshop equipment …

let served: Served
let cast: Cast
let owner: Visitor
let seller: Visitor
let marketing: Visitor
before(async () => {
  served = await openServed()
  cast = await openCast(served.bed)
  ;[owner, seller, marketing] = await Promise.all([
    served.enter('privacy_owner'),
    served.enter('seller'),
    served.enter('marketing'),
  ])
})
after(() => served?.close())

const api = '/api/v1'
const REASON = 'Rahoituksesta vastaava päättää ohjelmistojen hankinnasta.'
const day = (months: number, days = 0) => {
  const date = new Date()
  date.setMonth(date.getMonth() + months, date.getDate() + days)
  return date.toISOString().slice(0, 10)
}
const post = async (who: Visitor, path: string, body: object) => (await who('POST', api + path, { body })).json
const refusedAs = async (who: Visitor, path: string, body: object) => {
  const { status, json } = await who('POST', api + path, { body })
  return [status, json.code, json.field]
}
const list = async () => (await owner('GET', `${api}/duties`)).json
/** The gate's answer over HTTP: its ground, or its code. */
const answerOf = async (id: string, product_group: string) => {
  const path = `${api}/people/${id}/may_send?purpose=relationship&channel=email&topic=products&product_group=${product_group}`
  const [item] = (await seller('GET', path)).json.items
  return item.ground ?? item.code
}
const lineOf = async (id: string, product_group: string) =>
  (await seller('GET', `${api}/people/${id}/duties?purpose=relationship`)).json.groups.find(
    (one: any) => one.product_group === product_group,
  )
const finance = () => cast.make({ employed: { duties: ['finance'], dutySource: 'person' } })

describe('the matrix', () => {
  test('refused: bad places, thin reasons, wrong terms, others than a named owner; nothing is written', async () => {
    const before = await list()
    const cell = { area: 'finance', product_group: 'software', reasoning: REASON }
    for (const [change, field] of [
      [{ area: 'toString' }, 'area'],
      [{ product_group: 'boats' }, 'product_group'],
      [{ until: day(11) }, 'until'],
      [{ until: day(24, 2) }, 'until'],
    ] as const)
      assert.deepEqual(await refusedAs(owner, '/duties/approve', { ...cell, ...change }), [
        422,
        'VALUE_NOT_ALLOWED',
        field,
      ])
    for (const reasoning of ['liian lyh', 'x'.repeat(2001), '          '])
      assert.deepEqual(await refusedAs(owner, '/duties/approve', { ...cell, reasoning }), [
        422,
        'INPUT_INVALID',
        'reasoning',
      ])
    for (const who of [seller, marketing])
      assert.equal((await refusedAs(who, '/duties/approve', cell))[1], 'PURPOSE_MISMATCH')
    assert.deepEqual(
      await refusedAs(owner, '/duties/approve', { area: 'parts', product_group: 'spare_parts', reasoning: REASON }),
      [409, 'DUTY_STANDS', 'area'],
    )
    for (const path of ['renew', 'end', 'decline'])
      assert.equal((await refusedAs(owner, `/duties/00000000-0000-4000-8000-000000000000/${path}`, {}))[1], 'NOT_FOUND')
    assert.deepEqual(await list(), before)
  })

  test('proposed opens nothing; approved opens; renewed stays open; run out and ended close', async () => {
    const { id } = await finance()
    assert.equal(await answerOf(id, 'software'), 'WORK_RELEVANCE_UNKNOWN')
    const cell = { area: 'finance', product_group: 'software', reasoning: REASON }
    const proposed = await post(marketing, '/duties/propose', cell)
    assert.equal((await refusedAs(marketing, '/duties/propose', cell))[1], 'DUTY_STANDS')
    assert.equal(await answerOf(id, 'software'), 'WORK_RELEVANCE_UNKNOWN')
    assert.equal((await list()).proposals[0].id, proposed.id)

    const approved = await post(owner, '/duties/approve', { ...cell, until: day(18) })
    assert.equal(approved.until, day(18))
    assert.deepEqual((await list()).proposals, [], 'settled by the approval')
    assert.equal(await answerOf(id, 'software'), 'work_duties')
    const line = await lineOf(id, 'software')
    assert.deepEqual([line.duty.area, line.duty.source, line.duty.grade], ['finance', 'person', 'confirmed'])
    assert.deepEqual([line.cell.reasoning, line.cell.approved_name], [REASON, 'Paula Palo'])

    await cast.owner.query(`update register.duties set until = current_date - 2 where id = $1`, [approved.id])
    assert.equal(await answerOf(id, 'software'), 'WORK_RELEVANCE_UNKNOWN')
    assert.equal((await list()).cells.find((one: any) => one.id === approved.id).state, 'ended')
    const renewed = await post(owner, `/duties/${approved.id}/renew`, {})
    assert.equal(await answerOf(id, 'software'), 'work_duties')
    assert.equal((await refusedAs(owner, `/duties/${approved.id}/end`, {}))[1], 'NOT_FOUND', 'it was ended by renewal')
    await post(owner, `/duties/${renewed.id}/end`, {})
    assert.equal(await answerOf(id, 'software'), 'WORK_RELEVANCE_UNKNOWN')

    const again = await post(marketing, '/duties/propose', cell)
    await post(owner, `/duties/${again.id}/decline`, {})
    assert.deepEqual((await list()).proposals, [])
    const { rows } = await cast.owner.query(
      `select action, detail from ledger.entries where action like 'duties.%' and outcome = 'done' and action <> 'duties.titles' order by at`,
    )
    assert.deepEqual(
      rows.map((row) => row.action.slice('duties.'.length)),
      ['propose', 'approve', 'renew', 'end', 'propose', 'decline'],
    )
    assert.deepEqual(rows[1].detail, { area: 'finance', product_group: 'software', until: day(18) })
  })

  test('two that approve the same place at one moment: one does', async () => {
    const cell = { area: 'sales', product_group: 'maintenance', reasoning: REASON }
    const answers = await Promise.all([1, 2, 3].map(() => owner('POST', `${api}/duties/approve`, { body: cell })))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409])
  })

  test('a key approves nothing, whatever it may', async () => {
    const { approve } = await import('./cells.ts')
    const key = { actor: { kind: 'key', id: 'k', name: 'Avain' } } as any
    await assert.rejects(approve(key, { area: 'it', product_group: 'software', reasoning: REASON }), {
      code: 'DUTY_OWNER_NEEDED',
    })
  })
})

describe('titles', () => {
  test('suggested in three languages, and never for words that say nothing', () => {
    for (const [title, area] of [
      ['varaosapaallikko', 'parts'],
      ['reservdelschef', 'parts'],
      ['spare parts manager', 'parts'],
      ['korjaamopaallikko', 'workshop'],
      ['verkstadschef', 'workshop'],
      ['inkopschef', 'purchasing'],
      ['talousjohtaja', 'finance'],
      ['it-asiantuntija', 'it'],
      ['toimitusjohtaja', 'management'],
      ['myyntipaallikko', 'sales'],
      ['asiantuntija', null],
      ['kapten', null],
    ] as const)
      assert.equal(suggestedArea(title), area, title)
  })

  test('unconfirmed opens nothing; confirmed opens, graded weaker; the policy closes it again', async () => {
    const { id } = await cast.make({ employed: { title: 'IT-päällikkö' } })
    assert.equal(await answerOf(id, 'software'), 'WORK_RELEVANCE_UNKNOWN')
    const found = (await owner('GET', `${api}/duties/titles`)).json.items.find(
      (one: any) => one.title === 'it-paallikko',
    )
    assert.deepEqual([found.shown, found.people, found.suggested, found.areas], ['IT-päällikkö', 1, 'it', []])
    assert.equal(await answerOf(id, 'software'), 'WORK_RELEVANCE_UNKNOWN', 'a suggestion opens nothing')
    const mapping = { title: 'IT-päällikkö', area: 'it' }
    assert.equal((await refusedAs(seller, '/duties/confirm_title', mapping))[1], 'PURPOSE_MISMATCH')
    assert.deepEqual(await refusedAs(owner, '/duties/confirm_title', { ...mapping, area: 'x' }), [
      422,
      'VALUE_NOT_ALLOWED',
      'area',
    ])

    await post(owner, '/duties/confirm_title', mapping)
    assert.equal(await answerOf(id, 'software'), 'work_duties')
    assert.deepEqual((await lineOf(id, 'software')).duty, { area: 'it', source: 'title', grade: 'weak' })
    assert.equal((await refusedAs(marketing, '/duties/policy', { confirmed_only: true }))[1], 'PURPOSE_MISMATCH')
    await post(owner, '/duties/policy', { confirmed_only: true })
    assert.equal(await answerOf(id, 'software'), 'WORK_RELEVANCE_UNKNOWN')
    const told = await cast.make({ employed: { duties: ['it'], dutySource: 'person' } })
    assert.equal(await answerOf(told.id, 'software'), 'work_duties', 'what people said goes on')
    await post(owner, '/duties/policy', { confirmed_only: false })
    assert.equal(await answerOf(id, 'software'), 'work_duties')
    await post(owner, '/duties/unconfirm_title', mapping)
    assert.equal(await answerOf(id, 'software'), 'WORK_RELEVANCE_UNKNOWN')
    assert.equal((await refusedAs(owner, '/duties/unconfirm_title', mapping))[1], 'NOT_FOUND')
  })
})

describe('on the employment', () => {
  test('areas without a source are refused, and taken with one', async () => {
    const made = await cast.make({ employed: {} })
    const { rows } = await cast.owner.query('select id, version from data.employments where person_id = $1', [made.id])
    const change = (body: object, version: number) =>
      seller('PATCH', `${api}/employments/${rows[0].id}?purpose=relationship`, {
        body,
        headers: { 'if-match': `"${version}"` },
      })
    const refused = await change({ duty_areas: ['parts'] }, rows[0].version)
    assert.deepEqual(
      [refused.status, refused.json.code, refused.json.field],
      [422, 'DUTY_SOURCE_MISSING', 'duty_source'],
    )
    assert.equal(await answerOf(made.id, 'spare_parts'), 'WORK_RELEVANCE_UNKNOWN')
    const told = await change({ duty_areas: ['parts'], duty_source: 'company' }, rows[0].version)
    assert.equal(told.status, 200)
    assert.equal(await answerOf(made.id, 'spare_parts'), 'work_duties')
    const emptied = await change({ duty_source: null }, told.json.version)
    assert.equal(emptied.json.code, 'DUTY_SOURCE_MISSING')

    const employment = { person_id: made.id, company_id: made.company, duty_areas: ['it'] }
    const path = '/employments?purpose=relationship'
    assert.deepEqual(await refusedAs(seller, path, employment), [422, 'DUTY_SOURCE_MISSING', 'duty_source'])
    assert.deepEqual(await refusedAs(seller, path, { ...employment, duty_areas: ['x'], duty_source: 'person' }), [
      422,
      'VALUE_NOT_ALLOWED',
      'duty_areas',
    ])
    const created = await post(seller, path, { ...employment, duty_source: 'person' })
    assert.deepEqual([created.duty_areas, created.duty_source], [['it'], 'person'])
  })
})

describe('an existing customer', () => {
  const sale = { product_group: 'maintenance', sale: 'tilaus 4711', form: 'tilauslomake v3', refusal_offered: true }
  const path = (id: string, verb: string) => `/people/${id}/${verb}?purpose=relationship`

  test('each condition that fails is named, and no ground stands', async () => {
    const [made, other] = [await cast.make({ emailKind: 'private' }), await cast.make({ emailKind: 'private' })]
    for (const [change, field] of [
      [{ address: other.emailId }, 'address'],
      [{ refusal_offered: false }, 'refusal_offered'],
      [{ sale: '' }, 'sale'],
      [{ form: ' ' }, 'form'],
    ] as const) {
      const body = { ...sale, address: made.emailId, ...change }
      assert.deepEqual(await refusedAs(seller, path(made.id, 'record_sale'), body), [409, 'SOFT_OPTIN_FAILS', field])
    }
    const unknown = { ...sale, address: made.emailId, product_group: 'boats' }
    assert.equal((await refusedAs(seller, path(made.id, 'record_sale'), unknown))[2], 'product_group')
    assert.equal((await refusedAs(seller, path(made.id, 'end_sale'), { product_group: 'maintenance' }))[1], 'NOT_FOUND')
    assert.equal(await answerOf(made.id, 'maintenance'), 'DM_NO_GROUND')
    assert.equal(
      (await refusedAs(marketing, `/people/${made.id}/record_sale`, { ...sale, address: made.emailId }))[0],
      403,
    )
  })

  test('the same group and a similar one, no other; with its proof; until it ends', async () => {
    const made = await cast.make({ emailKind: 'private' })
    await post(seller, path(made.id, 'record_sale'), { ...sale, address: made.emailId })
    assert.equal(await answerOf(made.id, 'maintenance'), 'existing_customer')
    assert.equal(await answerOf(made.id, 'workshop_equipment'), 'existing_customer')
    assert.equal(await answerOf(made.id, 'spare_parts'), 'SOFT_OPTIN_FAILS')
    const { sales } = (await seller('GET', `${api}${path(made.id, 'duties')}`)).json
    assert.deepEqual(
      [sales[0].stands, sales[0].sale, sales[0].form, sales[0].address],
      [true, sale.sale, sale.form, made.emailId],
    )
    await post(seller, path(made.id, 'end_sale'), { product_group: 'maintenance', reason: 'Asiakkuus päättyi.' })
    assert.equal(await answerOf(made.id, 'maintenance'), 'SOFT_OPTIN_FAILS')
    assert.equal((await refusedAs(seller, path(made.id, 'end_sale'), { product_group: 'maintenance' }))[1], 'NOT_FOUND')
  })

  test('a hidden person is answered like an unknown one', async () => {
    const hidden = await cast.make({ opens: ['support'] })
    for (const id of [hidden.id, '00000000-0000-4000-8000-000000000000']) {
      assert.equal((await refusedAs(seller, path(id, 'record_sale'), { ...sale, address: hidden.emailId }))[0], 404)
      assert.equal((await seller('GET', `${api}${path(id, 'duties')}`)).status, 404)
    }
  })
})

describe('product groups', () => {
  const label = { fi: 'Renkaat', sv: 'Däck', en: 'Tyres & rims' }
  test('named in three languages, similar to groups that exist; retired ones offer nothing', async () => {
    assert.equal((await refusedAs(owner, '/product_groups', { label: { ...label, sv: ' ' } }))[2], 'label.sv')
    assert.deepEqual(await refusedAs(owner, '/product_groups', { label, similar_to: ['boats'] }), [
      422,
      'VALUE_NOT_ALLOWED',
      'similar_to',
    ])
    assert.equal((await refusedAs(marketing, '/product_groups', { label }))[1], 'PURPOSE_MISMATCH')
    const made = await owner('POST', `${api}/product_groups`, {
      body: { label, similar_to: ['spare_parts'] },
      headers: { 'idempotency-key': 'renkaat-kerran-1' },
    })
    const id = made.json.product_group
    assert.equal(id, 'tyres_rims')
    assert.deepEqual(await refusedAs(owner, '/product_groups', { label }), [409, 'PRODUCT_GROUP_EXISTS', 'label'])
    const change = (body: object) => owner('PATCH', `${api}/product_groups/${id}`, { body })
    assert.equal((await change({ similar_to: [id] })).json.field, 'similar_to')
    assert.equal((await change({ label: { ...label, fi: 'Renkaat ja vanteet' }, similar_to: [] })).status, 200)
    const group = (await list()).groups.find((one: any) => one.id === id)
    assert.deepEqual([group.label.fi, group.similar_to], ['Renkaat ja vanteet', []])

    const { id: person } = await finance()
    await post(owner, '/duties/approve', { area: 'finance', product_group: id, reasoning: REASON })
    assert.equal(await answerOf(person, id), 'work_duties')
    assert.equal((await post(owner, `/product_groups/${id}/retire`, {})).ended, 1)
    assert.equal(await answerOf(person, id), 'WORK_RELEVANCE_UNKNOWN')
    assert.equal(
      (await refusedAs(owner, '/duties/approve', { area: 'it', product_group: id, reasoning: REASON }))[2],
      'product_group',
    )
    assert.equal((await refusedAs(owner, `/product_groups/${id}/retire`, {}))[1], 'NOT_FOUND')
  })
})

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'

let served: Served
let owner: pg.Client
let seller: Visitor
let lead: Visitor
let support: Visitor
let company: string
let pipeline: string
let stages: Record<string, string>
before(async () => {
  served = await openServed()
  owner = await served.bed.owner()
  ;[seller, lead, support] = await Promise.all([
    served.enter('seller'),
    served.enter('sales_lead'),
    served.enter('support'),
  ])
  company = (await post('/companies?purpose=sales', { name: 'Kauppatesti Oy', roles: ['customer'] })).id
  const made = await lead('POST', `${api}/pipelines`, { body: { name: 'Testiputki' } })
  pipeline = made.json.id
  const list = await seller('GET', `${api}/stages?purpose=sales&filter=${is('pipeline_id', pipeline)}&sort=place`)
  stages = Object.fromEntries(list.json.items.map((one: any) => [one.name, one.id]))
})
after(() => served?.close())

const api = '/api/v1'
const is = (field: string, value: unknown) => encodeURIComponent(JSON.stringify({ field, op: 'is', value }))
const post = async (path: string, body: object, who = seller) => (await who('POST', api + path, { body })).json
const refused = async (path: string, body: object, { who = seller, method = 'POST', version = 0 } = {}) => {
  const headers: Record<string, string> = version ? { 'if-match': `"${version}"` } : {}
  const { status, json } = await who(method, api + path, { body, headers })
  return [status, json.code, json.field]
}
const deal = (more: object = {}) =>
  post('/deals', { name: 'Nosturihuolto', company_id: company, pipeline_id: pipeline, ...more })
const move = (one: any, stage: string, more: object = {}, who = seller) =>
  who('POST', `${api}/deals/${one.id}/move`, {
    body: { stage_id: stages[stage], ...more },
    headers: { 'if-match': `"${one.version}"` },
  })
const board = async (query = '', who = seller) =>
  (await who('GET', `${api}/deals/board?purpose=sales&pipeline_id=${pipeline}${query}`)).json
const count = async (text: string, values: unknown[] = []) => Number((await owner.query(text, values)).rows[0].count)
const open = async () =>
  (await owner.query('select open_deal from data.companies where id = $1', [company])).rows[0].open_deal

describe('what a deal may not be', () => {
  test('impossible cents, unknown currency or stage, nobody’s, another’s level: refused, and nothing is kept', async () => {
    const before = await count('select count(*) from data.deals')
    const name = 'Ei synny'
    for (const [body, status, code, field] of [
      [{ value: '10.005' }, 422, 'VALUE_NOT_ALLOWED', 'value'],
      [{ value: '-1' }, 422, 'VALUE_NOT_ALLOWED', undefined],
      [{ value: '1e3' }, 422, 'VALUE_NOT_ALLOWED', 'value'],
      [{ currency: 'XYZ' }, 422, 'VALUE_NOT_ALLOWED', 'currency'],
      [{ probability: 101 }, 422, 'VALUE_NOT_ALLOWED', undefined],
      [{ state: 'won' }, 400, 'FIELD_UNKNOWN', 'state'],
      [{ stage_id: crypto.randomUUID() }, 422, 'REFERENCE_UNKNOWN', 'stage_id'],
      [{ stage_id: stages.Hävitty }, 422, 'LOST_WHY_MISSING', 'lost_why'],
      [{ company_id: null }, 422, 'DEAL_OF_NOBODY', 'company_id'],
      [{ company_id: crypto.randomUUID() }, 404, 'COMPANY_NOT_FOUND', 'company_id'],
      [{ contact_id: crypto.randomUUID() }, 404, 'PERSON_NOT_FOUND', 'contact_id'],
    ] as const)
      assert.deepEqual(
        await refused('/deals', { name, company_id: company, pipeline_id: pipeline, ...body }),
        [status, code, field],
        JSON.stringify(body),
      )
    assert.equal((await refused('/deals', { name, company_id: company }, { who: support }))[0], 403)
    assert.equal(await count('select count(*) from data.deals'), before)
  })

  test('a stage of another pipeline, a loss without a reason, a move without its version', async () => {
    const one = await deal()
    const { rows } = await owner.query('select id from data.stages where pipeline_id <> $1 limit 1', [pipeline])
    const to = `/deals/${one.id}/move`
    const { version } = one
    assert.deepEqual(await refused(to, { stage_id: rows[0].id }, { version }), [422, 'STAGE_ELSEWHERE', 'stage_id'])
    assert.deepEqual(await refused(to, { stage_id: stages.Hävitty }, { version }), [
      422,
      'LOST_WHY_MISSING',
      'lost_why',
    ])
    assert.equal(
      (await refused(to, { stage_id: stages.Hävitty, lost_why: 'moon' }, { version }))[1],
      'VALUE_NOT_ALLOWED',
    )
    assert.equal((await refused(to, { stage_id: stages.Tarjous }))[1], 'IF_MATCH_NEEDED')
    const now = (await seller('GET', `${api}/deals/${one.id}?purpose=sales`)).json
    assert.deepEqual([now.stage_id, now.state, now.version], [stages.Uusi, 'open', one.version])
  })

  test('past the level’s reach it is not there: neither read, moved nor summed', async () => {
    const one = await deal({ owner_id: 'joku-muu', team: null, value: '777.00' })
    const { email } = served.server.signIns.find((card) => card.level === 'seller')!
    await owner.query(`update auth.users set scope = 'own' where email = $1`, [email])
    const own = await served.enter('seller')
    assert.equal((await own('GET', `${api}/deals/${one.id}?purpose=sales`)).status, 404)
    assert.equal((await move(one, 'Tarjous', {}, own)).status, 404)
    const seen = await board('', own)
    assert.ok(seen.stages.every((each: any) => each.items.every((item: any) => item.id !== one.id)))
    await owner.query(`update auth.users set scope = 'all' where email = $1`, [email])
  })
})

describe('stage and state', () => {
  test('agree whatever writes: the screen, an import, the owner of the database', async () => {
    let one = await deal({ value: '1000.50' })
    assert.deepEqual([one.state, one.stage_id, one.closed_at], ['open', stages.Uusi, null])
    one = (await move(one, 'Hävitty', { lost_why: 'price' })).json
    assert.deepEqual([one.state, one.lost_why, Boolean(one.closed_at)], ['lost', 'price', true])
    one = (await move(one, 'Tarjous')).json
    assert.deepEqual([one.state, one.lost_why, one.closed_at], ['open', null, null])
    one = (await move(one, 'Voitettu')).json
    assert.deepEqual([one.state, Boolean(one.closed_at)], ['won', true])
    await owner.query(`update data.deals set state = 'lost', closed_at = null where id = $1`, [one.id])
    const wrong = await count(
      'select count(*) from data.deals d join data.stages s on s.id = d.stage_id where s.outcome <> d.state or (d.state = $1) <> (d.closed_at is null)',
      ['open'],
    )
    assert.equal(wrong, 0)
  })

  test('two who move a deal at once: one does, the other is told', async () => {
    const one = await deal()
    const answers = await Promise.all([
      move(one, 'Tarjous'),
      move(one, 'Voitettu'),
      move(one, 'Hävitty', { lost_why: 'need' }),
    ])
    assert.deepEqual(answers.map((each) => each.status).toSorted(), [200, 412, 412])
  })

  test('the company’s flag is true while an open deal stands, however many change at once', async () => {
    await owner.query(`update data.deals set removed_at = now() where company_id = $1`, [company])
    assert.equal(await open(), false)
    const many = await Promise.all(Array.from({ length: 6 }, () => deal()))
    assert.equal(await open(), true)
    await Promise.all([
      ...many.map((one) => move(one, 'Hävitty', { lost_why: 'other' })),
      ...Array.from({ length: 3 }, () => deal()),
    ])
    assert.equal(await open(), true)
    const left = (await seller('GET', `${api}/deals?purpose=sales&filter=${is('company_id', company)}&limit=100`)).json
    const standing = left.items.filter((one: any) => one.state === 'open')
    assert.equal(standing.length, 3)
    await Promise.all(standing.map((one: any) => seller('DELETE', `${api}/deals/${one.id}?purpose=sales`)))
    assert.equal(await open(), false)
    await seller('POST', `${api}/deals/${standing[0].id}/restore?purpose=sales`, { body: {} })
    assert.equal(await open(), true)
  })

  test('a contact who may no longer be used stays out of sight and in nobody’s way', async () => {
    const person = await post('/people?purpose=sales', {
      family_name: 'Kontaktinen',
      source: 'person',
      position: 'prospect',
    })
    let one = await deal({ contact_id: person.id })
    assert.equal((await seller('DELETE', `${api}/people/${person.id}?purpose=sales`)).status, 200)
    const read = (await seller('GET', `${api}/deals/${one.id}?purpose=sales`)).json
    assert.deepEqual([read.contact_id, read.contact], [person.id, null])
    one = (await move(one, 'Tarjous')).json
    assert.equal(one.stage_id, stages.Tarjous)
    assert.deepEqual(await refused('/deals', { name: 'Toinen', contact_id: person.id }), [
      404,
      'PERSON_NOT_FOUND',
      'contact_id',
    ])
  })
})

describe('pipelines', () => {
  test('only who may arrange changes them; a stage with deals stays, and says how many there are', async () => {
    assert.equal((await refused('/pipelines', { name: 'Oma' }))[0], 403)
    await deal({ stage_id: stages.Tarjous })
    const deals = (await seller('GET', `${api}/deals?purpose=sales&filter=${is('stage_id', stages.Tarjous)}`)).json
      .total.count
    const gone = await lead('DELETE', `${api}/stages/${stages.Tarjous}`)
    assert.deepEqual([gone.status, gone.json.code, gone.json.data], [409, 'STAGE_IN_USE', { deals }])
    const { version } = (await lead('GET', `${api}/stages/${stages.Tarjous}`)).json
    const turned = { who: lead, method: 'PATCH', version }
    assert.equal((await refused(`/stages/${stages.Tarjous}`, { outcome: 'won' }, turned))[1], 'STAGE_IN_USE')
    const fresh = await lead('POST', `${api}/pipelines`, { body: { name: 'Tyhjä' } })
    const [won] = (await lead('GET', `${api}/stages?filter=${is('pipeline_id', fresh.json.id)}`)).json.items.filter(
      (one: any) => one.outcome === 'won',
    )
    assert.equal((await lead('DELETE', `${api}/stages/${won.id}`)).json.code, 'STAGE_LAST')
  })

  test('a stage that is taken away while a deal moves there: one of them is refused', async () => {
    const extra = (
      await lead('POST', `${api}/stages`, { body: { pipeline_id: pipeline, name: 'Väli', place: 9, outcome: 'open' } })
    ).json
    const one = await deal()
    const [gone, moved] = await Promise.all([
      lead('DELETE', `${api}/stages/${extra.id}`),
      seller('POST', `${api}/deals/${one.id}/move`, {
        body: { stage_id: extra.id },
        headers: { 'if-match': `"${one.version}"` },
      }),
    ])
    assert.notEqual(gone.status === 200, moved.status === 200, `${gone.status} ${moved.status}`)
    assert.equal(await count('select count(*) from data.deals where stage_id is null'), 0)
  })

  test('an archived one takes no new deals; its order is one of its own stages, each once', async () => {
    const fresh = (await lead('POST', `${api}/pipelines`, { body: { name: 'Vanha' } })).json
    await lead('PATCH', `${api}/pipelines/${fresh.id}`, {
      body: { archived: true },
      headers: { 'if-match': `"${fresh.version}"` },
    })
    assert.equal(
      (await refused('/deals', { name: 'X', company_id: company, pipeline_id: fresh.id }))[1],
      'PIPELINE_ARCHIVED',
    )
    const ids = Object.values(stages)
    assert.equal(
      (await refused('/stages/order', { pipeline_id: fresh.id, stages: ids }, { who: lead }))[1],
      'STAGE_ELSEWHERE',
    )
  })
})

describe('the board', () => {
  test('sums in the base currency by the rate of the day, weighted; what has no rate is said', async () => {
    const put = (currency: string, rate_on: string, rate: string) =>
      lead('POST', `${api}/rates?purpose=sales`, { body: { currency, rate_on, rate } })
    assert.equal((await put('NOK', '2020-01-01', '10')).status, 201)
    assert.equal((await put('NOK', '2020-01-01', '11')).json.code, 'RATE_EXISTS')
    assert.equal((await put('EUR', '2020-01-01', '1')).status, 422)
    assert.equal((await put('CHF', '2020-01-01', '0')).status, 422)
    assert.equal((await put('DOGE', '2020-01-01', '3')).json.field, 'currency')
    const made = (await lead('POST', `${api}/pipelines`, { body: { name: 'Summat' } })).json
    const add = (more: object) => post('/deals', { name: 'S', company_id: company, pipeline_id: made.id, ...more })
    await add({ value: '100.10' })
    await add({ value: '1000.00', currency: 'NOK', probability: 50 })
    await add({ value: '5', currency: 'PLN' })
    await add({})
    const [first] = (await seller('GET', `${api}/deals/board?purpose=sales&pipeline_id=${made.id}`)).json.stages
    assert.deepEqual(
      [first.count, first.value, first.weighted, first.unrated, first.items.length],
      [4, '200.10', '60.01', 1, 4],
    )
  })

  test('a column is read on where it ended, each deal once', async () => {
    const made = (await lead('POST', `${api}/pipelines`, { body: { name: 'Pitkä' } })).json
    for (let i = 0; i < 7; i++)
      await post('/deals', {
        name: `P${i}`,
        company_id: company,
        pipeline_id: made.id,
        ...(i % 2 && { close_on: `2027-01-0${i}` }),
      })
    const first = (await seller('GET', `${api}/deals/board?purpose=sales&pipeline_id=${made.id}&limit=3`)).json
    const [column] = first.stages
    const filter = encodeURIComponent(
      JSON.stringify({
        and: [
          { field: 'pipeline_id', op: 'is', value: made.id },
          { field: 'stage_id', op: 'is', value: column.id },
        ],
      }),
    )
    const rest = await seller(
      'GET',
      `${api}/deals?purpose=sales&sort=${first.sort}&filter=${filter}&cursor=${encodeURIComponent(column.next)}&limit=100`,
    )
    const names = [...column.items, ...rest.json.items].map((one: any) => one.name)
    assert.deepEqual([column.count, names.length, new Set(names).size], [7, 7, 7])
    assert.deepEqual(names.slice(0, 3), ['P1', 'P3', 'P5'])
  })
})

describe('the forecast', () => {
  test('by month: weighted, best case, committed; what is late and what has no day apart', async () => {
    const made = (await lead('POST', `${api}/pipelines`, { body: { name: 'Ennuste' } })).json
    const add = (more: object) => post('/deals', { name: 'E', company_id: company, pipeline_id: made.id, ...more })
    const month = new Date().toISOString().slice(0, 7)
    await add({ value: '100', close_on: `${month}-28`, probability: 80 })
    await add({ value: '50', close_on: `${month}-28` })
    await add({ value: '10', close_on: '2020-01-01' })
    await add({ value: '7' })
    const found = (await seller('GET', `${api}/deals/forecast?purpose=sales&pipeline_id=${made.id}&from=${month}`)).json
    const brief = found.lines.map((one: any) => [one.month, one.open, one.weighted, one.best, one.committed, one.of])
    assert.deepEqual(brief, [
      [month, 2, '85.00', '150', '100', null],
      ['late', 1, '1.00', '10', '0', null],
      ['none', 1, '0.70', '7', '0', null],
    ])
    const lost = await add({ value: '3' })
    await seller('POST', `${api}/deals/${lost.id}/move`, {
      body: {
        lost_why: 'silence',
        stage_id: (
          await seller('GET', `${api}/stages?purpose=sales&filter=${is('pipeline_id', made.id)}`)
        ).json.items.find((one: any) => one.outcome === 'lost').id,
      },
      headers: { 'if-match': `"${lost.version}"` },
    })
    const why = (await seller('GET', `${api}/deals/lost?purpose=sales&pipeline_id=${made.id}`)).json
    assert.deepEqual(why.reasons, [{ why: 'silence', count: 1, value: '3' }])
  })

  test('stale is what nobody has touched for as long as the pipeline says', async () => {
    const one = await deal({ name: 'Unohtunut' })
    await owner.query(`update data.deals set active_at = now() - interval '31 days' where id = $1`, [one.id])
    const found = (await seller('GET', `${api}/deals/stale?purpose=sales&pipeline_id=${pipeline}`)).json
    assert.deepEqual(
      found.items.map((each: any) => each.name),
      ['Unohtunut'],
    )
    const { items } = (await board()).stages.find((each: any) => each.id === stages.Uusi)
    assert.deepEqual(
      items.filter((each: any) => each.stale).map((each: any) => each.id),
      [one.id],
    )
  })
})

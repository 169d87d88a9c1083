import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { newId } from '#kernel/ledger.ts'
import type { Visitor } from '../../../tests/served.ts'
import { ask, lead, seller, served, some } from './desk.cast.ts'

describe('what a list comes to', () => {
  const sum = (query: string, who = lead) => ask(who, 'GET', `/companies/summary?purpose=relationship&${query}`)

  test('a field the purpose does not hold, or a calculation a field has not, is refused', async () => {
    assert.equal((await sum('group=removed_by')).json.code, 'FIELD_UNKNOWN')
    assert.equal((await sum('calc=name:sum')).json.code, 'INPUT_INVALID')
    assert.equal((await sum('calc=secret:filled')).json.code, 'FIELD_UNKNOWN')
    assert.equal((await sum('calc=name')).json.code, 'INPUT_INVALID')
  })

  test('groups have the counts of the rows that a list of them has', async () => {
    const { groups, count } = (await sum('group=city&calc=name:filled,created_at:max')).json
    assert.equal(
      groups.reduce((all: number, one: any) => all + one.count, 0),
      count.count,
    )
    for (const { value, count } of groups.slice(0, 3)) {
      const filter = JSON.stringify(
        value === null ? { field: 'city', op: 'empty' } : { field: 'city', op: 'is', value },
      )
      const { total } = (
        await ask(lead, 'GET', `/companies?purpose=relationship&total=only&filter=${encodeURIComponent(filter)}`)
      ).json
      assert.equal(total.count, count, value)
    }
  })

  test('decimals are summed exactly, and euros apart from kronor', async () => {
    const owner = await served.bed.owner()
    const { rows } = await owner.query(`select id from data.pipelines limit 1`)
    const pipeline =
      rows[0]?.id ?? (await owner.query(`insert into data.pipelines (name) values ('Koe') returning id`)).rows[0].id
    const stage = (
      await owner.query(`insert into data.stages (pipeline_id, name) values ($1, 'Alku') returning id`, [pipeline])
    ).rows[0].id
    for (const [value, currency] of [
      ['0.10', 'EUR'],
      ['0.20', 'EUR'],
      ['900719925474099.91', 'EUR'],
      ['5.00', 'SEK'],
    ])
      await owner.query(
        `insert into data.deals (name, company_id, pipeline_id, stage_id, value, currency)
        select 'Koe summa', id, $1, $2, $3, $4 from data.companies order by id limit 1`,
        [pipeline, stage, value, currency],
      )
    const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'is', value: 'Koe summa' }))
    const reply = await ask(
      lead,
      'GET',
      `/deals/summary?purpose=sales&calc=value:sum,value:filled&group=stage_id&filter=${filter}`,
    )
    assert.equal(reply.status, 200, reply.text)
    assert.deepEqual(reply.json.values['value:sum'], [
      { value: '900719925474100.21', currency: 'EUR' },
      { value: '5.00', currency: 'SEK' },
    ])
    assert.deepEqual(reply.json.values['value:filled'], [{ value: '4' }])
    assert.equal(reply.json.groups[0].name, 'Alku')
  })

  test('groups without number come part by part, none twice, who has none last; of what is no value nothing comes', async () => {
    const owner = await served.bed.owner()
    await owner.query(
      `insert into data.companies (name, city, roles, updated_at)
       select 'Hajallaan ' || n, case when n <= 450 then chr(65 + n % 26) || 'kylä ' || n end, '{customer}', now() from generate_series(1, 453) n`,
    )
    const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'contains', value: 'Hajallaan' }))
    const groupsOf = async (group: string, part = '') =>
      (await ask(lead, 'GET', `/companies/summary?purpose=relationship&group=${group}&filter=${filter}${part}`)).json
    const sizes: number[] = []
    const told: (string | null)[] = []
    let next = await groupsOf('city')
    assert.equal(next.count.count, 453)
    for (;;) {
      sizes.push(next.groups.length)
      told.push(...next.groups.map((one: any) => one.value))
      if (!next.more) break
      next = await groupsOf('city', `&after=${encodeURIComponent(told.at(-1)!)}`)
    }
    assert.deepEqual(sizes, [200, 200, 51])
    assert.equal(new Set(told).size, 451)
    assert.equal(told.at(-1), null)
    assert.deepEqual(
      told.slice(0, -1),
      told.slice(0, -1).toSorted((a, b) => a!.localeCompare(b!, 'fi')),
    )
    const last = next.groups.at(-1)
    assert.equal(last.count, 3)
    for (const [group, after] of [
      ['parent_id', 'ei-tunniste'],
      ['roles', 'customer'],
    ] as const)
      assert.equal((await groupsOf(group, `&after=${after}`)).code, 'INPUT_INVALID', group)
  })
})

describe('views', () => {
  const state = { purpose: 'relationship', filter: { field: 'city', op: 'is', value: 'Oulu' } }
  const save = (who: Visitor, body: object, purpose = 'relationship') =>
    ask(who, 'POST', `/views?purpose=${purpose}`, body)
  const seenBy = async (who: Visitor, purpose = 'relationship') =>
    ((await ask(who, 'GET', `/views?noun=companies&purpose=${purpose}`)).json.items as any[]).map((view) => view.name)

  test('what its purpose does not hold is not saved; a shared one takes the level', async () => {
    const view = { noun: 'companies', name: 'Oululaiset', state }
    assert.equal((await save(seller, { ...view, shared: true })).json.code, 'VIEW_PAST_LEVEL')
    const wrong = { ...state, filter: { field: 'removed_by', op: 'is', value: 'x' } }
    assert.equal((await save(seller, { ...view, state: wrong })).json.code, 'FIELD_UNKNOWN')
    assert.equal((await save(seller, { ...view, state: { purpose: 'support' } })).json.code, 'PURPOSE_MISMATCH')
    assert.equal((await save(seller, { ...view, noun: 'users' })).json.code, 'NOUN_UNKNOWN')
    assert.deepEqual(await seenBy(seller), [])
  })

  test('one’s own is nobody else’s; a shared one is everybody’s whose level holds its purpose', async () => {
    const own = await save(lead, { noun: 'companies', name: 'Oma', state })
    assert.equal(own.status, 201, own.text)
    const shared = await save(lead, { noun: 'companies', name: 'Yhteinen', shared: true, state })
    assert.deepEqual(await seenBy(seller), ['Yhteinen'])
    assert.deepEqual(await seenBy(lead), ['Yhteinen', 'Oma'])
    const support = await served.enter('support')
    assert.deepEqual(await seenBy(support, 'support'), [])
    const tag = { 'if-match': '"1"' }
    const rename = (who: Visitor, id: string) =>
      ask(who, 'PATCH', `/views/${id}?purpose=relationship`, { name: 'Toinen' }, tag)
    assert.equal((await rename(seller, own.json.id)).json.code, 'NOT_FOUND')
    assert.equal((await rename(seller, shared.json.id)).json.code, 'VIEW_PAST_LEVEL')
    assert.equal(
      (await ask(seller, 'DELETE', `/views/${shared.json.id}?purpose=relationship`)).json.code,
      'VIEW_PAST_LEVEL',
    )
    assert.equal((await rename(lead, shared.json.id)).status, 200)
    assert.equal(
      (await ask(lead, 'POST', '/views/order?purpose=relationship', { ids: [own.json.id, shared.json.id] })).status,
      200,
    )
    assert.equal((await ask(lead, 'DELETE', `/views/${own.json.id}?purpose=relationship`)).status, 200)
    assert.deepEqual(await seenBy(lead), ['Toinen'])
  })
})

describe('layouts', () => {
  const state = { order: ['b', 'a'], hidden: ['c'] }
  const put = (who: Visitor, body: object, place = 'page:people') =>
    ask(who, 'PUT', `/layouts/${place}?purpose=relationship`, body)
  const seenBy = async (who: Visitor) => (await ask(who, 'GET', '/layouts?purpose=relationship')).json.items as any[]

  test('for everybody it takes the level; elsewhere than on a page or a list there is none', async () => {
    assert.equal((await put(seller, { state, shared: true })).json.code, 'VIEW_PAST_LEVEL')
    assert.equal((await put(seller, { state }, 'people')).json.code, 'INPUT_INVALID')
    assert.equal((await put(seller, { state: { order: Array(81).fill('a') } })).json.code, 'INPUT_INVALID')
    const gone = await ask(seller, 'DELETE', '/layouts/page:people?purpose=relationship&shared=true')
    assert.equal(gone.json.code, 'VIEW_PAST_LEVEL')
    assert.deepEqual(await seenBy(seller), [])
  })

  test('one’s own is nobody else’s, kept once, and gone when it is reset', async () => {
    assert.equal((await put(seller, { state })).status, 200)
    assert.equal((await put(seller, { state: { hidden: ['d'] } })).status, 200)
    assert.equal((await put(lead, { state, shared: true })).status, 200)
    assert.deepEqual(await seenBy(seller), [
      { place: 'page:people', shared: false, state: { hidden: ['d'] } },
      { place: 'page:people', shared: true, state },
    ])
    assert.deepEqual(
      (await seenBy(lead)).map((one) => one.shared),
      [true],
    )
    assert.equal((await ask(seller, 'DELETE', '/layouts/page:people?purpose=relationship')).status, 200)
    assert.deepEqual(
      (await seenBy(seller)).map((one) => one.shared),
      [true],
    )
    // A layout is among no list’s views.
    assert.deepEqual((await ask(lead, 'GET', '/views?noun=page:people&purpose=relationship')).json.items, [])
  })
})

describe('favourites and labels', () => {
  test('what is out of sight cannot be kept, and nobody lets go of another’s', async () => {
    const [row] = await some('people', 1)
    const keep = (who: Visitor, record_id: string) =>
      ask(who, 'POST', '/favourites?purpose=relationship', { noun: 'people', record_id })
    assert.equal((await keep(seller, newId())).json.code, 'NOT_FOUND')
    const kept = await keep(seller, row.id)
    assert.equal((await keep(seller, row.id)).json.id, kept.json.id)
    assert.equal((await ask(lead, 'DELETE', `/favourites/${kept.json.id}?purpose=relationship`)).json.code, 'NOT_FOUND')
    assert.deepEqual((await ask(lead, 'GET', '/favourites?purpose=sales')).json.items, [])
    assert.equal((await ask(seller, 'GET', '/favourites?purpose=sales')).json.items[0].record_id, row.id)
    assert.equal((await ask(seller, 'DELETE', `/favourites/${kept.json.id}?purpose=sales`)).status, 200)
  })

  test('a view is kept at hand by whoever has it in a list, and by nobody else', async () => {
    const state = { purpose: 'relationship' }
    const made = async (shared: boolean) =>
      (
        await ask(lead, 'POST', '/views?purpose=relationship', {
          noun: 'companies',
          name: `Tähti ${shared}`,
          shared,
          state,
        })
      ).json
    const [own, shared] = [await made(false), await made(true)]
    const keep = (who: Visitor, record_id: string, purpose = 'relationship') =>
      ask(who, 'POST', `/favourites?purpose=${purpose}`, { noun: 'views', record_id })
    const kept = async (who: Visitor, purpose = 'relationship') =>
      ((await ask(who, 'GET', `/favourites?purpose=${purpose}`)).json.items as any[]).flatMap(
        (one) => one.view?.name ?? [],
      )
    assert.equal((await keep(seller, own.id)).json.code, 'NOT_FOUND')
    assert.equal((await keep(seller, newId())).json.code, 'NOT_FOUND')
    const support = await served.enter('support')
    assert.equal((await keep(support, shared.id, 'support')).json.code, 'NOT_FOUND')
    assert.equal((await keep(seller, shared.id)).status, 201)
    assert.equal((await keep(lead, own.id)).status, 201)
    assert.deepEqual(await kept(seller), ['Tähti true'])
    assert.deepEqual(await kept(lead), ['Tähti false'])
    assert.equal((await ask(lead, 'DELETE', `/views/${shared.id}?purpose=relationship`)).status, 200)
    assert.deepEqual(await kept(seller), [])
  })

  test('the list of labels is arranged; labels go on many, are found by, and come off', async () => {
    const label = { name: 'Avaintili', noun: 'people', meaning: 'Sopimuksen arvo yli 50 000 €' }
    assert.equal((await ask(seller, 'POST', '/labels?purpose=relationship', label)).json.code, 'PURPOSE_MISMATCH')
    const { id } = (await ask(lead, 'POST', '/labels?purpose=relationship', label)).json
    // While somebody waits to see their data nothing of theirs is taken off by hand.
    const waiting = (
      await (await served.bed.owner()).query('select person_id from data.requests where person_id is not null')
    ).rows
    const ids = (await some('people', 40))
      .map((row) => row.id)
      .filter((id) => waiting.every(({ person_id }) => person_id !== id))
      .slice(0, 4)
    const put = (who: Visitor, body: object) =>
      ask(who, 'POST', '/labellings/put?purpose=relationship', { label_id: id, noun: 'people', ids, ...body })
    assert.equal((await put(seller, { ids: [...ids, newId()] })).json.code, 'PERSON_NOT_FOUND')
    assert.equal((await put(seller, { noun: 'companies' })).json.code, 'VALUE_NOT_ALLOWED')
    const many = Array.from({ length: 201 }, () => newId())
    assert.equal((await put(seller, { ids: many })).json.code, 'BULK_PAST_LEVEL')
    assert.equal((await put(seller, { ids: ids.slice(0, 3) })).json.changed, 3)
    assert.deepEqual((await put(seller, {})).json.ids, ids.slice(3))
    const found = async (op: string) => {
      const filter = encodeURIComponent(
        JSON.stringify({ field: 'labellings.label_id', op, value: op === 'any_of' ? [id] : id }),
      )
      return (await ask(lead, 'GET', `/people?purpose=relationship&limit=500&filter=${filter}`)).json.items as any[]
    }
    assert.deepEqual((await found('any_of')).map((row) => row.id).toSorted(), ids.toSorted())
    assert.ok((await found('is_not')).every((row) => !ids.includes(row.id)))
    assert.equal((await put(seller, { off: true })).json.changed, 4)
    assert.deepEqual(await found('is'), [])
  })

  test('a part the purpose does not see is no question', async () => {
    for (const field of ['labellings.nothing', 'nothing.label_id', 'sessions.id', 'cases.body', 'people.id']) {
      const filter = encodeURIComponent(JSON.stringify({ field, op: 'not_empty' }))
      const { json } = await ask(lead, 'GET', `/people?purpose=relationship&filter=${filter}`)
      assert.equal(json.code, 'FIELD_UNKNOWN', field)
    }
  })
})

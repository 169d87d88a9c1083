import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sensitiveIn } from '#kernel/sensitive.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { activitiesDemo } from './demo.ts'

const API = '/api/v1'
let served: Served
let seller: Visitor
let lead: Visitor
let contracts: Visitor
let support: Visitor
let ids: Record<string, string>

before(async () => {
  served = await openServed()
  seller = await served.enter('seller')
  lead = await served.enter('sales_lead')
  contracts = await served.enter('contracts')
  support = await served.enter('support')
  const own = async (who: Visitor) => (await who('GET', `${API}/session`)).json.user.id
  ids = {
    seller: await own(seller),
    lead: await own(lead),
    contracts: await own(contracts),
    support: await own(support),
  }
})
after(() => served.close())

const make = async (who: Visitor, path: string, body: object) => {
  const { status, json, text } = await who('POST', `${API}${path}`, { body })
  assert.equal(status, 201, text)
  return json
}
const person = (purpose: string, name: string, more: object = {}) =>
  make(seller, `/people?purpose=${purpose}`, { given_name: name, family_name: 'Testinen', ...more })
const timeline = async (who: Visitor, noun: string, id: string, purpose: string, more = '') => {
  const { status, json, text } = await who('GET', `${API}/timeline?noun=${noun}&id=${id}&purpose=${purpose}${more}`)
  assert.equal(status, 200, text)
  return json as { items: any[]; pinned: any[]; next: string | null }
}
const bodies = ({ items }: { items: any[] }) => items.flatMap(({ row }) => row.body ?? row.title ?? [])
const unread = async (who: Visitor) => (await who('GET', `${API}/notifications/count`)).json.unread as number
const inbox = async (who: Visitor) => (await who('GET', `${API}/notifications`)).json.items as any[]

describe('must refuse', () => {
  test('a note made to look after a customer is not there for prospecting, which sees its own alone', async () => {
    const { id } = await person('relationship', 'Aamu', { position: 'customer' })
    // Known to both purposes, so that it is the note's purpose that hides it and nothing else.
    const owner = await served.bed.owner()
    await owner
      .query(
        "select door.ground($1, 'interest', 'interest', 'allow', data.mask_of_positions('{prospect}'), null, null, null, null, null, null)",
        [id],
      )
      .catch(async () => {
        await owner.query('alter table data.people disable trigger _050_mask_is_derived')
        await owner.query('update data.people set permitted = -1 where id = $1', [id])
        await owner.query('alter table data.people enable trigger _050_mask_is_derived')
      })
    await make(seller, '/notes?purpose=relationship', { person_id: id, body: 'sopimuksesta sovittu' })
    await make(seller, '/notes?purpose=prospecting', { person_id: id, body: 'messuilta tuttu' })
    assert.deepEqual(bodies(await timeline(seller, 'people', id, 'prospecting')), ['messuilta tuttu'])
    assert.deepEqual(bodies(await timeline(seller, 'people', id, 'relationship')), [
      'messuilta tuttu',
      'sopimuksesta sovittu',
    ])
  })

  test('a hidden person’s doings vanish from the timeline of their company, page by page and by search', async () => {
    const firm = await make(seller, '/companies?purpose=relationship', { name: 'Piilo Oy', roles: ['customer'] })
    const shown = await person('relationship', 'Esa', { employment: { company_id: firm.id } })
    const hidden = await person('relationship', 'Heli', { employment: { company_id: firm.id } })
    await make(seller, '/notes?purpose=relationship', { person_id: shown.id, body: 'Esa soitti' })
    await make(seller, '/notes?purpose=relationship', { person_id: hidden.id, body: 'Heli soitti' })
    await make(seller, '/tasks?purpose=relationship', { person_id: hidden.id, title: 'Helille vastaus' })
    assert.equal((await timeline(seller, 'companies', firm.id, 'relationship')).items.length, 3)
    const removed = await seller('DELETE', `${API}/people/${hidden.id}?purpose=relationship`)
    assert.equal(removed.status, 200, removed.text)
    const left = await timeline(seller, 'companies', firm.id, 'relationship')
    assert.deepEqual(bodies(left), ['Esa soitti'])
    assert.deepEqual(bodies(await timeline(seller, 'companies', firm.id, 'relationship', '&q=Heli')), [])
    const gone = await seller('GET', `${API}/timeline?noun=people&id=${hidden.id}&purpose=relationship`)
    const never = await seller('GET', `${API}/timeline?noun=people&id=${crypto.randomUUID()}&purpose=relationship`)
    assert.deepEqual([gone.status, gone.json], [404, never.json])
  })

  test('nothing is written on somebody hidden, on nothing at all, or with an identity code', async () => {
    const { id } = await person('relationship', 'Ilta')
    const post = (path: string, body: object) => seller('POST', `${API}${path}?purpose=relationship`, { body })
    assert.equal((await post('/notes', { person_id: crypto.randomUUID(), body: 'x' })).json.code, 'PERSON_NOT_FOUND')
    assert.equal((await post('/notes', { company_id: crypto.randomUUID(), body: 'x' })).json.code, 'NOT_FOUND')
    assert.equal((await post('/notes', { company_id: 'kunta', body: 'x' })).json.code, 'VALUE_NOT_ALLOWED')
    assert.deepEqual((await post('/notes', { body: 'x' })).json.code, 'VALUE_MISSING')
    assert.equal((await post('/calls', { body: 'x' })).json.code, 'VALUE_MISSING')
    const code = await post('/notes', { person_id: id, body: 'hetu 131052-308T' })
    assert.equal(code.json.code, 'IDENTITY_CODE_BLOCKED')
    assert.equal((await timeline(seller, 'people', id, 'relationship', '&kinds=note')).items.length, 0)
  })

  test('a colleague whose level does not read it is not told, and the writer hears who', async () => {
    const { id } = await person('prospecting', 'Kuu', { position: 'prospect' })
    const before = [await unread(support), await unread(lead)]
    const note = await make(seller, '/notes?purpose=prospecting', {
      person_id: id,
      body: `Katso [@Tuki](user:${ids.support}) ja [@Esi](user:${ids.lead}) ja [@Kuka](user:nobody-at-all)`,
    })
    assert.deepEqual(
      note.untold.map((one: any) => one.id),
      [ids.support, 'nobody-at-all'],
    )
    assert.deepEqual([await unread(support), await unread(lead)], [before[0], before[1]! + 1])
    const [line] = await inbox(lead)
    assert.deepEqual([line.kind, line.noun, line.record_id, line.from_id], ['mention', 'people', id, ids.seller])
    assert.ok(!JSON.stringify(line).includes('Katso'), 'no text in the inbox')
  })

  test('a task is not given to somebody whose level does not work for it, nor to nobody', async () => {
    const { id } = await person('relationship', 'Tuisku')
    const give = (owner_id: string) =>
      seller('POST', `${API}/tasks?purpose=relationship`, { body: { person_id: id, title: 'Soita', owner_id } })
    // They read what relationship makes, and may not mark it done.
    assert.equal((await give(ids.contracts!)).json.code, 'TASK_OUT_OF_LEVEL')
    assert.equal((await give('nobody-at-all')).json.code, 'USER_NOT_FOUND')
    assert.equal((await timeline(seller, 'people', id, 'relationship', '&kinds=task')).items.length, 0)
  })

  test('one’s inbox and what one follows are one’s own', async () => {
    const { id } = await person('relationship', 'Oma')
    await make(seller, '/tasks?purpose=relationship', { person_id: id, title: 'Esimiehelle', owner_id: ids.lead })
    const [line] = await inbox(lead)
    assert.equal(line.kind, 'assigned')
    assert.ok(!(await inbox(seller)).some((one) => one.id === line.id))
    const tried = await seller('POST', `${API}/notifications/read`, { body: { ids: [line.id] } })
    assert.deepEqual(tried.json.changed, [])
    assert.equal((await inbox(lead)).find((one) => one.id === line.id).read_at, null)
    await seller('POST', `${API}/follows/start?purpose=relationship`, { body: { noun: 'people', record_id: id } })
    const seen = await lead('GET', `${API}/follows/of?noun=people&record_id=${id}&purpose=relationship`)
    assert.equal(seen.json.following, false)
  })

  test('a cursor or a kind that is none of ours', async () => {
    const { id } = await person('relationship', 'Väärä')
    const at = (more: string) => seller('GET', `${API}/timeline?noun=people&id=${id}&purpose=relationship&${more}`)
    assert.equal((await at('cursor=abc')).json.code, 'INPUT_INVALID')
    assert.equal((await at('kinds=note,secrets')).json.code, 'INPUT_INVALID')
    assert.equal((await at('noun=users')).json.code, 'INPUT_INVALID')
  })
})

describe('the timeline', () => {
  test('merges what happened, newest first, page by page without a gap or a repeat; pinned on top', async () => {
    const firm = await make(seller, '/companies?purpose=relationship', { name: 'Aika Oy', roles: ['customer'] })
    const { id } = await person('relationship', 'Aika', { employment: { company_id: firm.id } })
    for (let i = 0; i < 7; i++) {
      await make(seller, '/notes?purpose=relationship', { person_id: id, body: `muistiinpano ${i}` })
      await make(seller, '/calls?purpose=relationship', { person_id: id, body: `puhelu ${i}`, minutes: i })
      await make(seller, '/tasks?purpose=relationship', { company_id: firm.id, title: `tehtävä ${i}` })
    }
    const top = await make(seller, '/notes?purpose=relationship', { company_id: firm.id, body: 'pysyy', pinned: true })
    const all = await timeline(seller, 'companies', firm.id, 'relationship', '&kinds=note,call,task&limit=100')
    assert.deepEqual(
      all.pinned.map((one) => one.id),
      [top.id],
    )
    assert.equal(all.items.length, 21)
    const pages: any[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: any = await timeline(
        seller,
        'companies',
        firm.id,
        'relationship',
        `&kinds=note,call,task&limit=4${cursor ? `&cursor=${cursor}` : ''}`,
      )
      pages.push(...page.items)
      cursor = page.next
    }
    assert.deepEqual(
      pages.map((one) => one.id),
      all.items.map((one) => one.id),
    )
    assert.deepEqual(
      all.items.map((one) => one.at),
      all.items.map((one) => one.at).toSorted((a, b) => (a < b ? 1 : -1)),
    )
    const found = await timeline(seller, 'companies', firm.id, 'relationship', '&q=puhelu 3')
    assert.deepEqual(bodies(found), ['puhelu 3'])
    const byLead = await timeline(seller, 'companies', firm.id, 'relationship', `&by=${ids.lead}&kinds=note,call,task`)
    assert.equal(byLead.items.length, 0)
    assert.equal(all.items.find((one) => one.kind === 'call').row.person, 'Aika Testinen')
  })

  test('tells changes, and the grounds of a person', async () => {
    const made = await person('relationship', 'Muuttuva', { job_title: 'myyjä' })
    const answer = await seller('PATCH', `${API}/people/${made.id}?purpose=relationship`, {
      body: { job_title: 'johtaja' },
      headers: { 'if-match': `"${made.version}"` },
    })
    assert.equal(answer.status, 200, answer.text)
    const { items } = await timeline(seller, 'people', made.id, 'relationship')
    const change = items.find((one) => one.kind === 'change' && one.row.of === 'people.job_title')
    assert.deepEqual([change.row.was, change.row.became, change.by], ['myyjä', 'johtaja', ids.seller])
    assert.ok(items.some((one) => one.kind === 'ground'))
  })

  test('what was written before the employment comes along to the company', async () => {
    const firm = await make(seller, '/companies?purpose=relationship', { name: 'Uusi Oy', roles: ['customer'] })
    const { id } = await person('relationship', 'Tuleva')
    await make(seller, '/notes?purpose=relationship', { person_id: id, body: 'ennen' })
    const owner = await served.bed.owner()
    await owner.query(
      'insert into data.employments (person_id, company_id, permitted) select $1, $2, permitted & data.employments_bits() from data.people where id = $1',
      [id, firm.id],
    )
    assert.deepEqual(bodies(await timeline(seller, 'companies', firm.id, 'relationship')), ['ennen'])
  })
})

describe('tasks', () => {
  test('done and open again, put off with its reminder, told to whom it is given', async () => {
    const task = await make(seller, '/tasks?purpose=relationship', {
      title: 'Tarjous',
      due_at: '2027-01-10T10:00:00Z',
      remind_at: '2027-01-10T09:30:00Z',
    })
    assert.equal(task.owner_id, ids.seller)
    const act = async (verb: string, body = {}) =>
      (await seller('POST', `${API}/tasks/${task.id}/${verb}?purpose=relationship`, { body })).json
    assert.ok((await act('done')).done_at)
    assert.equal((await act('reopen')).done_at, null)
    const later = await act('snooze', { until: '2027-01-12T10:00:00Z' })
    assert.deepEqual([later.due_at, later.remind_at], ['2027-01-12T10:00:00Z', '2027-01-12T09:30:00Z'])
    const removed = await seller('DELETE', `${API}/tasks/${task.id}?purpose=relationship`)
    assert.equal(removed.status, 200)
    assert.equal((await act('done')).code, 'NOT_FOUND')
    assert.equal((await act('restore')).title, 'Tarjous')
  })

  test('who follows hears of a note once, until it is read', async () => {
    const { id } = await person('relationship', 'Seurattu')
    await lead('POST', `${API}/follows/start?purpose=relationship`, { body: { noun: 'people', record_id: id } })
    const before = await unread(lead)
    for (const body of ['yksi', 'kaksi']) await make(seller, '/notes?purpose=relationship', { person_id: id, body })
    assert.equal(await unread(lead), before + 1)
    const [line] = await inbox(lead)
    assert.deepEqual([line.kind, line.record_id, line.name], ['followed', id, 'Seurattu Testinen'])
    const { json } = await lead('POST', `${API}/notifications/read`, { body: {} })
    assert.ok(json.changed.includes(line.id))
    assert.equal(await unread(lead), 0)
    await lead('POST', `${API}/notifications/read`, { body: { ids: json.changed, unread: true } })
    assert.equal(await unread(lead), json.changed.length)
    await lead('POST', `${API}/follows/stop?purpose=relationship`, { body: { noun: 'people', record_id: id } })
    await lead('POST', `${API}/notifications/read`, { body: {} })
    await make(seller, '/notes?purpose=relationship', { person_id: id, body: 'kolme' })
    assert.equal(await unread(lead), 0)
  })

  test('a deal stays fresh by what is written about it, and its version does not move', async () => {
    const owner = await served.bed.owner()
    const { rows } = await owner.query(
      `insert into data.deals (name, company_id, active_at)
       select 'Vanha kauppa', id, now() - interval '90 days' from data.companies limit 1 returning id, version`,
    )
    const [{ id, version }] = rows
    await make(seller, '/notes?purpose=relationship', { deal_id: id, body: 'heräteltiin' })
    const after = await owner.query(
      "select version, active_at > now() - interval '1 hour' as fresh from data.deals where id = $1",
      [id],
    )
    assert.deepEqual(after.rows[0], { version, fresh: true })
  })
})

test('words that must not be kept without need are found, and everyday business is not', async () => {
  const found = (text: string) => sensitiveIn(text).map(({ kind }) => kind)
  assert.deepEqual(found('Jäi sairauslomalle; luottamusmiehenä Metallissa'), ['health', 'union'])
  assert.deepEqual(found('Hon är sjukskriven och muslim'), ['health', 'religion'])
  assert.deepEqual(found('He is on sick leave, a union member'), ['health', 'union'])
  for (const text of [
    'Terveyskeskus tilasi ammattilaisten työkalut, uskon että homma etenee',
    'Diagnostiikka ja plasmaleikkaus, ehdollinen tarjous, puolueeton arvio',
    'Förtroendefull start, operation och moderna verktyg',
    'We will still sell to the hospital; operations are fine',
  ])
    assert.deepEqual(found(text), [], text)
  const { id } = await person('relationship', 'Terve')
  const note = await make(seller, '/notes?purpose=relationship', { person_id: id, body: 'On raskaana, palaa syksyllä' })
  assert.deepEqual(note.sensitive, ['health'])
})

test('a year of the demo company is the same every time, and none of it about anybody hidden', async () => {
  const owner = await served.bed.owner()
  const made = async () => {
    await owner.query('begin')
    await activitiesDemo(owner, { seller: ids.seller!, lead: ids.lead! }, new Date('2027-03-01T12:00:00Z'))
    const { rows } = await owner.query(
      `select count(*)::int as n, count(*) filter (where company_id is null)::int as homeless, md5(string_agg(person_id || body || created_at, ',' order by created_at, person_id, body)) as all
       from data.notes where author_id in ($1, $2) and created_at < '2027-03-01' and body not like '%Seurattu%' and purpose in ('relationship', 'prospecting')`,
      [ids.seller, ids.lead],
    )
    await owner.query('rollback')
    return rows[0]
  }
  const first = await made()
  assert.ok(first.n >= 600, `${first.n} notes`)
  assert.deepEqual(await made(), first)
})

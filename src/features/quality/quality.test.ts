import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type pg from 'pg'
import { clock } from '#kernel/clock.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { newId } from '#kernel/ledger.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { alikeCompanies, alikePeople, LIKELY } from './alike.ts'
import { endOverdue } from './ends.jobs.ts'
import { sealCheck } from './links.ts'
import { findTwins } from './twins.jobs.ts'

let served: Served
let house: House
let owner: pg.Client
let lead: Visitor
let seller: Visitor
const P = 'purpose=sales'

before(async () => {
  served = await openServed()
  house = openHouse(served.bed.connection)
  await house.renew()
  owner = await served.bed.owner()
  lead = await served.enter('sales_lead')
  seller = await served.enter('seller')
})
after(async () => {
  await house?.close()
  await served?.close()
})

const make = async (values: object): Promise<any> => {
  const { status, json, text } = await lead('POST', `/api/v1/people?${P}`, {
    body: { source: 'person', position: 'customer', ...values },
  })
  assert.equal(status, 201, text)
  return json
}
const one = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows[0]
const call = async (method: string, path: string, body?: object, headers = {}) =>
  lead(method, `/api/v1${path}${path.includes('?') ? '&' : '?'}${P}`, { ...(body && { body }), headers })

describe('two names of one', () => {
  const person = (given: string, family: string, more = {}) => ({
    id: '',
    given,
    family,
    emails: [],
    phones: [],
    companies: [],
    ...more,
  })
  const work = { companies: ['a'] }
  const sure = (a: [string, string, object?], b: [string, string, object?]) =>
    alikePeople(person(a[0], a[1], a[2]), person(b[0], b[1], b[2])).score >= LIKELY
  test('a name alone is no reason, nor one mailbox of two people', () => {
    assert.ok(!sure(['Matti', 'Virtanen'], ['Matti', 'Virtanen']))
    assert.ok(!sure(['Matti', 'Virtanen', { phones: ['+358'] }], ['Liisa', 'Korhonen', { phones: ['+358'] }]))
    assert.ok(!sure(['Matti', 'Virtanen', work], ['Maija', 'Virtanen', work]))
    assert.ok(!sure(['Antti', 'Mäki', work], ['Antti', 'Mäkinen', work]))
  })
  test('turned round, folded, doubled, by an initial, at one employer: the same', () => {
    assert.ok(sure(['Matti', 'Virtanen', work], ['Virtanen', 'Matti', work]))
    assert.ok(sure(['Jörgen', 'Åberg', work], ['Jorgen', 'Aberg', work]))
    assert.ok(sure(['Anna', 'Mäki-Virtanen', work], ['Anna', 'Mäki', work]))
    assert.ok(sure(['M.', 'Virtanen', work], ['Matti', 'Virtanen', work]))
    assert.ok(sure(['Matti', 'Virtanen', { emails: ['m@x.fi'] }], ['Matti', 'Virtanen', { emails: ['m@x.fi'] }]))
  })
  test('companies: the form is no name, two business IDs are two companies', () => {
    const company = (name: string, business_id: string | null = null) => ({
      id: '',
      name,
      business_id,
      phone: null,
      website: null,
    })
    assert.ok(alikeCompanies(company('Oy Konehuolto Ab'), company('Konehuolto Oyj')).score >= LIKELY)
    assert.equal(alikeCompanies(company('Konehuolto Oy', '1-1'), company('Konehuolto Oy', '2-2')).score, 0)
    assert.ok(alikeCompanies(company('Konehuolto Oy'), company('Konepaja Oy')).score < LIKELY)
  })
})

describe('merging', () => {
  test('refused: nine others, a field the purpose does not write, a stranger’s undo, a hidden record', async () => {
    const kept = await make({ family_name: 'Pysyvä' })
    const other = await make({ family_name: 'Lähtevä' })
    const many = Array.from({ length: 9 }, newId)
    assert.equal((await call('POST', `/people/${kept.id}/merge`, { others: many })).status, 422)
    const merge = (chosen: object, others = [other.id]) => call('POST', `/people/${kept.id}/merge`, { others, chosen })
    assert.equal((await merge({ source: other.id })).json.code, 'FIELD_READ_ONLY')
    assert.equal((await merge({ family_name: newId() })).json.code, 'VALUE_NOT_ALLOWED')
    assert.equal((await merge({}, [newId()])).json.code, 'PERSON_NOT_FOUND')
    const done = await merge({ family_name: other.id })
    assert.equal(done.status, 200, done.text)
    assert.equal(done.json.family_name, 'Lähtevä')
    const administrator = await served.enter('relationship_owner' as never).catch(() => seller)
    const stolen = await administrator('POST', `/api/v1/people/${done.json.merge}/unmerge?${P}`)
    assert.ok([403, 404].includes(stolen.status), stolen.text)
  })

  test('whatever names a person goes along, driven by the catalogue, and comes back; refusals stay with both', async () => {
    const kept = await make({
      given_name: 'Aino',
      family_name: 'Yksi',
      emails: [{ address: 'aino@yksi.example', main: true }],
    })
    const gone = await make({
      given_name: 'Aino',
      family_name: 'Kaksi',
      job_title: 'Ostaja',
      phones: [{ number: '+358 50 765 4321' }],
      emails: [{ address: 'aino@yksi.example', main: true }, { address: 'aino@kaksi.example' }],
      employment: { company: { name: 'Siirto Oy' } },
    })
    // One row in every table that names a person, as far as it can be made of the id alone.
    const { rows: places } = await owner.query(`select place, named from data.names_of('people')`)
    assert.ok(places.length > 15, 'the catalogue is not read')
    for (const [table, values] of [
      ['notes', `(person_id, body) values ($1, 'x')`],
      ['tasks', `(person_id, title) values ($1, 'x')`],
      ['calls', `(person_id) values ($1)`],
      [
        'deals',
        `(contact_id, name, company_id) values ($1, 'x', (select company_id from data.employments where person_id = $1))`,
      ],
      ['labellings', `(person_id, label_id) values ($1, (select id from data.labels limit 1))`],
      ['verifications', `(of, record_id, person_id) values ('people.job_title', $1, $1)`],
    ] as const)
      await owner.query(`insert into data.${table} ${values}`, [gone.id]).catch((error) => {
        if (table !== 'labellings') throw new Error(`${table}: ${error.message}`)
      })
    const naming = async (id: string) => {
      const found: Record<string, number> = {}
      for (const { place, named } of places)
        found[`${place}.${named}`] = (
          await one(`select count(*)::int as n from data.${place} where ${named} = $1`, [id])
        ).n
      return found
    }
    const before = await naming(gone.id)
    const { json, status, text } = await call('POST', `/people/${kept.id}/merge`, { others: [gone.id] })
    assert.equal(status, 200, text)
    const left = Object.entries(await naming(gone.id)).filter(([, n]) => n > 0)
    assert.deepEqual(left, [['emails.person_id', 1]], 'the address both had stays')
    assert.equal(json.job_title, 'Ostaja')
    assert.equal(json.emails.filter((each: any) => each.main).length, 1)
    assert.equal((await call('GET', `/people/${gone.id}`)).status, 404)

    await owner.query(
      `insert into data.grounds (person_id, slot, kind, effect, purposes, actor) values ($1, 'objection:marketing', 'objection', 'block', data.marketing_mask(), 't')`,
      [kept.id],
    )
    const back = await call('POST', `/people/${json.merge}/unmerge`)
    assert.equal(back.status, 200, back.text)
    assert.equal(back.json.job_title, null)
    const after = await naming(gone.id)
    for (const [place, n] of Object.entries(before))
      if (n) assert.ok(after[place]! >= n, `${place}: ${after[place]} of ${n}`)
    const again = (await call('GET', `/people/${gone.id}?include=emails,phones,employments`)).json
    assert.deepEqual(
      [again.family_name, again.emails.length, again.phones.length, again.employments.length],
      ['Kaksi', 2, 1, 1],
    )
    const masks = await one(
      `select bool_and(permitted & data.marketing_mask() = 0) as stopped from data.people where id = any ($1)`,
      [[kept.id, gone.id]],
    )
    assert.equal(masks.stopped, true)
    assert.equal((await call('POST', `/people/${json.merge}/unmerge`)).status, 404)
  })

  test('companies likewise: people, roles and a refusal of marketing go along and back; a day later the other is gone', async () => {
    const company = async (name: string) => (await call('POST', '/companies', { name })).json
    const [kept, gone] = [await company('Yhdiste Oy'), await company('Yhdiste Oyj')]
    const person = await make({ family_name: 'Edustaja', employment: { company_id: gone.id } })
    await owner.query('update data.companies set refused_at = now() where id = $1', [gone.id])
    const merged = await call('POST', `/companies/${kept.id}/merge`, { others: [gone.id] })
    assert.equal(merged.status, 200, merged.text)
    const where = async () =>
      (await one('select company_id from data.employments where person_id = $1', [person.id])).company_id
    assert.equal(await where(), kept.id)
    assert.ok((await one('select refused_at from data.companies where id = $1', [kept.id])).refused_at)
    assert.equal((await call('GET', `/companies/${gone.id}`)).status, 404)
    assert.equal((await call('POST', `/companies/${merged.json.merge}/unmerge`)).status, 200)
    assert.equal(await where(), gone.id)
    assert.equal((await call('GET', `/companies/${gone.id}`)).status, 200)
    assert.equal((await call('GET', `/people/${person.id}`)).status, 200)

    await call('POST', `/companies/${kept.id}/merge`, { others: [gone.id] })
    await owner.query(`update data.merges set at = now() - interval '2 days'`)
    await house.jobs.query('select door.tick(current_date)')
    assert.equal((await owner.query('select from data.companies where id = $1', [gone.id])).rowCount, 0)
    assert.equal(await where(), kept.id)
  })
})

describe('trash', () => {
  test('what I deleted I see and bring back; nobody else does; after thirty days it goes for good', async () => {
    const person = await make({ family_name: 'Roskamäki' })
    const { id } = await one(
      `insert into data.notes (person_id, body, purpose) values ($1, 'pois', 'sales') returning id`,
      [person.id],
    )
    assert.equal((await call('DELETE', `/notes/${id}`)).status, 200)
    const mine = (await call('GET', '/trash')).json.items
    assert.deepEqual(
      mine.filter((row: any) => row.id === id).map((row: any) => [row.noun, row.name]),
      [['notes', 'pois']],
    )
    const theirs = (await seller('GET', `/api/v1/trash?${P}`)).json.items
    assert.equal(theirs.filter((row: any) => row.id === id).length, 0)
    assert.equal((await call('POST', `/notes/${id}/restore`)).status, 200)
    await call('DELETE', `/notes/${id}`)
    await owner.query(`update data.notes set removed_at = now() - interval '31 days' where id = $1`, [id])
    const { rows } = await house.jobs.query('select door.tick(current_date) as told')
    assert.ok(rows[0].told.emptied >= 1 && rows[0].told.stuck === 0, JSON.stringify(rows[0].told))
    assert.equal((await owner.query('select from data.notes where id = $1', [id])).rowCount, 0)
  })
})

describe('made sure of', () => {
  test('a field the purpose does not see and a record out of sight are refused; a right one has its day', async () => {
    const person = await make({ family_name: 'Varmanen', job_title: 'Johtaja' })
    const say = (body: object) =>
      call('POST', '/verifications', { noun: 'people', id: person.id, field: 'job_title', ...body })
    assert.equal((await say({ field: 'permitted' })).json.code, 'FIELD_UNKNOWN')
    assert.equal((await say({ id: newId() })).status, 404)
    const { status, json } = await say({})
    assert.equal(status, 201)
    const list = await call(
      'GET',
      `/verifications?filter=${encodeURIComponent(JSON.stringify({ field: 'record_id', op: 'is', value: person.id }))}`,
    )
    assert.deepEqual(
      list.json.items.map((row: any) => [row.of, row.source]),
      [['people.job_title', 'colleague']],
    )
    assert.equal((await seller('DELETE', `/api/v1/verifications/${json.id}?${P}`)).status, 404)
    assert.equal((await call('DELETE', `/verifications/${json.id}`)).status, 200)
  })

  test('lists say what is doubtful, since when, and what is past its limit', async () => {
    const person = await make({
      family_name: 'Palautunut',
      emails: [{ address: 'palautuu@x.example', kind: 'named_work' }],
    })
    const bare = await make({ family_name: 'Yksinäinen' })
    await owner.query(`update data.emails set bounced_at = now() - interval '20 days' where person_id = $1`, [
      person.id,
    ])
    const list = async (kind: string) => (await call('GET', `/quality?kind=${kind}`)).json.items
    const flagged = (await list('bounced')).find((row: any) => row.id === person.id)
    assert.equal(flagged.value, 'palautuu@x.example')
    assert.ok((await list('no_company')).some((row: any) => row.id === bare.id))
    const { counts } = (await call('GET', '/quality/counts')).json
    assert.ok(counts.bounced.overdue >= 1 && counts.no_company.count >= 2, JSON.stringify(counts))
    const row = person.emails[0]
    const typed = await call(
      'PATCH',
      `/emails/${row.id}`,
      { address: 'uusi@x.example' },
      { 'if-match': `"${flagged.version}"` },
    )
    assert.equal(typed.status, 200, typed.text)
    assert.equal(
      (await list('bounced')).some((one: any) => one.id === person.id),
      false,
    )
    for (const kind of ['left', 'role_address', 'bad_phone', 'ownerless', 'stale'])
      assert.ok(Array.isArray(await list(kind)), kind)
  })

  test('pairs are found among what one purpose sees, told apart once, and not asked again', async () => {
    const company = (await call('POST', '/companies', { name: 'Parit Oy' })).json
    const names = [
      ['Matti', 'Parinen'],
      ['Parinen', 'Matti'],
    ] as const
    const ids: string[] = []
    for (const [given_name, family_name] of names)
      ids.push((await make({ given_name, family_name, employment: { company_id: company.id } })).id)
    await findTwins(house, 'sales')
    const mine = async () =>
      (
        await call(
          'GET',
          `/twins?limit=500&filter=${encodeURIComponent(JSON.stringify({ field: 'person_id', op: 'any_of', value: ids }))}`,
        )
      ).json.items
    const [pair] = await mine()
    assert.ok(pair?.why.includes('order'), JSON.stringify(pair))
    assert.equal((await call('POST', `/twins/${pair.id}/settle`, { different: true })).status, 200)
    await findTwins(house, 'sales')
    assert.equal((await mine()).length, 1)
    assert.ok((await mine())[0].different_at)
  })
})

describe('asked themselves', () => {
  const person = () =>
    make({
      given_name: 'Oma',
      family_name: `Tarkka ${newId().slice(-4)}`,
      job_title: 'Vanha titteli',
      emails: [{ address: `oma.${newId().slice(-6)}@tarkka.example`, kind: 'named_work', main: true }],
      phones: [{ number: '+358 50 111 2233' }],
    })
  const linkTo = (who: any) =>
    `/details/${sealCheck(served.bed.connection.key, { purpose: 'sales', person: who.id, address: who.emails[0].id })}`
  const answer = (path: string, fields: Record<string, string>) =>
    served.stranger('POST', path, {
      raw: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })

  test('forged, expired, and to an address that another person has too: refused, and nothing is shown', async () => {
    const who = await person()
    const path = linkTo(who)
    assert.equal((await served.stranger('GET', `${path.slice(0, -2)}AA`)).status, 410)
    const past = clock.now
    clock.now = () => new Date(Date.now() + 15 * 86_400_000)
    assert.equal((await served.stranger('GET', path)).status, 410)
    clock.now = past
    await make({ family_name: 'Jakaja', emails: [{ address: who.emails[0].address, kind: 'named_work' }] })
    const shared = await served.stranger('GET', path)
    assert.equal(shared.status, 410)
    assert.ok(!shared.text.includes('Vanha titteli'))
  })

  test('looking changes nothing; what is wrong changes nothing; one answer is kept, verified, with what was before', async () => {
    const who = await person()
    await owner.query(
      `insert into data.notes (person_id, body, purpose) values ($1, 'salainen muistiinpano', 'sales')`,
      [who.id],
    )
    const path = linkTo(who)
    for (let i = 0; i < 2; i++) {
      const page = await served.stranger('GET', path)
      assert.equal(page.status, 200)
      assert.ok(
        page.text.includes('Vanha titteli') && !page.text.includes('salainen') && !page.text.includes('<script'),
      )
    }
    const wrong = await answer(path, {
      'people.job_title': 'Uusi titteli',
      [`emails.${who.emails[0].id}`]: 'ei osoite',
    })
    assert.equal(wrong.status, 422)
    assert.equal((await one('select job_title from data.people where id = $1', [who.id])).job_title, 'Vanha titteli')
    const done = await answer(path, { 'people.job_title': 'Uusi titteli' })
    assert.equal(done.status, 200, done.text)
    assert.equal((await one('select job_title from data.people where id = $1', [who.id])).job_title, 'Uusi titteli')
    const kept = await one(
      `select was, became, actor from data.changes where record_id = $1 and of = 'people.job_title'`,
      [who.id],
    )
    assert.deepEqual(kept, { was: 'Vanha titteli', became: 'Uusi titteli', actor: 'person' })
    const { n } = await one(
      `select count(*)::int as n from data.verifications where person_id = $1 and source = 'person'`,
      [who.id],
    )
    assert.equal(n, 5)
    assert.equal((await one('select count(*)::int as n from data.notifications where record_id = $1', [who.id])).n, 1)
    assert.equal((await answer(path, { 'people.job_title': 'Kolmas' })).status, 410)
    assert.equal((await served.stranger('GET', path)).status, 410)
  })

  test('without a relay the letter says so; the gate decides the rest', async () => {
    const who = await person()
    assert.equal((await call('POST', `/people/${who.id}/ask_details`)).json.code, 'MAIL_NOT_SET')
    const nobody = await make({ family_name: 'Osoitteeton' })
    assert.equal((await call('POST', `/people/${nobody.id}/ask_details`)).json.code, 'CHECK_NOT_SENT')
  })
})

describe('what nobody deals with ends', () => {
  const age = (table: string, column: string, id: string, days: number) =>
    owner.query(`update data.${table} set ${column} = now() - make_interval(days => $2) where person_id = $1`, [
      id,
      days,
    ])
  const limits = async (flags: object) => {
    const keeper = await served.enter('privacy_owner')
    const { limits: now } = (await keeper('GET', '/api/v1/quality/limits?purpose=rights')).json
    return keeper('POST', '/api/v1/quality/limits?purpose=rights', {
      body: { ...now, flags: { ...now.flags, ...flags } },
    })
  }
  const bounced = async (days: number) => {
    const who = await make({
      family_name: `Palautuva ${newId().slice(-6)}`,
      emails: [{ address: `${newId()}@laatu.example` }],
    })
    await age('emails', 'bounced_at', who.id, days)
    return who.id as string
  }
  const addresses = async (id: string) =>
    (await one('select count(*)::int as n from data.emails where person_id = $1', [id])).n

  test('refused: a seller’s limits, an end that does not fit the flag', async () => {
    assert.equal((await seller('POST', '/api/v1/quality/limits?purpose=rights', { body: {} })).status, 403)
    const wrong = await limits({ bounced: { end: 'generic' } })
    assert.ok(wrong.status >= 400, wrong.text)
  })

  test('an address that bounced: in its days it stays, after them it goes, with a receipt and an entry', async () => {
    const [young, old] = [await bounced(5), await bounced(20)]
    assert.equal((await limits({ bounced: { days: 10, end: 'none' } })).status, 200)
    await endOverdue.run(house)
    assert.equal(await addresses(old), 1, 'nothing was to be done')
    await limits({ bounced: { days: 10, end: 'drop' } })
    const told = await endOverdue.run(house)
    assert.ok(Number(told.bounced_drop) >= 1, JSON.stringify(told))
    assert.deepEqual([await addresses(young), await addresses(old)], [1, 0])
    const { rows } = await owner.query(
      `select from ledger.entries where action = 'quality.end' and actor = 'job:quality' and $1 = any (ids)`,
      [old],
    )
    assert.equal(rows.length, 1)
  })

  test('one who left: a task once, not every night; or, where the company says so, the person is deleted', async () => {
    const { json: company } = await lead('POST', `/api/v1/companies?${P}`, {
      body: { name: `Entinen ${newId().slice(-6)} Oy` },
    })
    const who = await make({ family_name: `Lähtenyt ${newId().slice(-6)}`, employment: { company_id: company.id } })
    await owner.query(
      `update data.employments set start_on = current_date - 400, end_on = current_date - 40 where person_id = $1`,
      [who.id],
    )
    const tasks = async () => (await one('select count(*)::int as n from data.tasks where person_id = $1', [who.id])).n
    await endOverdue.run(house)
    await endOverdue.run(house)
    assert.equal(await tasks(), 1)
    const { told } = await one('select told from data.tasks where person_id = $1', [who.id])
    assert.deepEqual(told, { key: 'left' }, 'each reads it in their own language')
    await limits({ left: { end: 'remove' } })
    await endOverdue.run(house)
    assert.equal((await call('GET', `/people/${who.id}`)).status, 404)
    const removed = await one(`select actor from data.grounds where person_id = $1 and slot = 'removal'`, [who.id])
    assert.equal(removed.actor, 'job:quality')
  })
})

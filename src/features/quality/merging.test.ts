import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { newId } from '#kernel/ledger.ts'
import { alikeCompanies, alikePeople, LIKELY } from './alike.ts'
import { call, house, make, one, owner, P, seller, served } from './quality.cast.ts'

// Two records of one: how they are found, made one, and taken apart again; and what lies in the trash.

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

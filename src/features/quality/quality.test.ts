import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { clock } from '#kernel/clock.ts'
import { newId } from '#kernel/ledger.ts'
import { endOverdue } from './ends.jobs.ts'
import { sealCheck } from './links.ts'
import { call, house, lead, make, one, owner, P, seller, served } from './quality.cast.ts'
import { findTwins } from './twins.jobs.ts'

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

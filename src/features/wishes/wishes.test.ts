import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { clock, dayIn } from '#kernel/clock.ts'
import { receipted } from '#kernel/jobs.ts'
import { dueOf } from '../grounds/due.ts'
import { assertMasks, tick } from '../grounds/grounds.jobs.ts'
import {
  act,
  age,
  code,
  customer,
  house,
  keeper,
  lines,
  owner,
  REASONS,
  second,
  seller,
  served,
} from './wishes.cast.ts'

// Wishes that are kept, from being heard to their letter, and what time does to them.

describe('kept', () => {
  test('a reasoned objection: evidence, due day, the person asked once; upheld, with its letter', async () => {
    const id = await customer()
    const said_at = '2026-11-02T09:00:00+02:00'
    const spoken = await act(seller, id, 'object', {
      scope: 'sales',
      channel: 'phone',
      evidence: 'ei enää tarjouksia',
      said_at,
      heard_by: 'Vaihde',
    })
    assert.equal(spoken.status, 200, spoken.text)
    assert.equal(spoken.json.due, '2026-12-02')
    assert.equal(spoken.json.asked.sent, false)
    assert.match(spoken.json.asked.letter, /^Vastustuksesi on kirjattu[\s\S]*2\. joulukuuta 2026/)
    const { rows } = await owner.query(
      `select proof, channel from data.grounds where person_id = $1 and slot = 'objection:sales'`,
      [id],
    )
    assert.equal(rows[0].channel, 'phone')
    assert.deepEqual(Object.keys(rows[0].proof).sort(), [
      'asked_at',
      'asked_letter',
      'due',
      'evidence',
      'heard_by',
      'said_at',
    ])
    assert.equal(rows[0].proof.heard_by, 'Vaihde')

    const listed = (await keeper('GET', '/api/v1/wishes')).json.items.find((item: any) => item.id === id)
    assert.deepEqual(
      [listed.kind, listed.scope, listed.state, listed.until],
      ['objection', 'sales', 'asked', '2026-12-02'],
    )
    assert.equal(
      (await act(seller, id, 'give_reason', { scope: 'sales', reason: 'Olen jo ostanut muualta.' })).status,
      200,
    )
    const told = (await keeper('GET', '/api/v1/wishes')).json.items.find((item: any) => item.id === id)
    assert.equal(told.state, 'reasoned')

    const upheld = await act(keeper, id, 'uphold_objection', { scope: 'sales' })
    assert.equal(upheld.status, 200, upheld.text)
    assert.match(upheld.json.letter, /Vastustuksesi on hyväksytty/)
    assert.equal((await lines(id)).sales.blocks[0].kind, 'objection_upheld')
    assert.equal(code(await act(keeper, id, 'uphold_objection', { scope: 'sales' })), '422 OBJECTION_NOT_OPEN scope')
    // the letter waits on paper until somebody has posted it
    const waiting = async () =>
      (await keeper('GET', '/api/v1/wishes?kind=letter')).json.items.some((item: any) => item.id === id)
    assert.equal(await waiting(), true)
    const paper = await keeper('GET', `/api/v1/wishes/paper?id=${id}&number=${upheld.json.number}`)
    assert.equal(`${paper.json.subject}\n\n${paper.json.text}`, upheld.json.letter)
    const posted = await keeper('POST', '/api/v1/wishes/posted', { body: { id, number: upheld.json.number } })
    assert.equal(posted.status, 200, posted.text)
    assert.equal(await waiting(), false)
  })

  test('refused by two: the second sees ground, reasons, scope and dates, and nobody’s name', async () => {
    const id = await customer()
    await act(seller, id, 'object', { scope: 'delivery', reason: 'en halua olla yhteyshenkilö' })
    await act(keeper, id, 'propose_refusal', { scope: 'delivery', ground: 'compelling_grounds', reasons: REASONS })
    const seen = await second('GET', '/api/v1/wishes/proposals')
    assert.equal(seen.status, 200, seen.text)
    const [proposal] = seen.json.items.filter((item: any) => item.id === id)
    assert.deepEqual(
      [proposal.scope, proposal.ground, proposal.reasons, proposal.own],
      ['delivery', 'compelling_grounds', REASONS, false],
    )
    assert.doesNotMatch(seen.text, /Toivo|Toive\d|yhteyshenkilö"/)
    for (const path of ['/wishes', `/people/${id}?purpose=rights`, `/people/${id}/grounds?purpose=rights`])
      assert.equal((await second('GET', `/api/v1${path}`)).status, 403, path)
    const refused = await act(second, id, 'refuse_objection', { scope: 'delivery' })
    assert.equal(refused.status, 200, refused.text)
    assert.equal(refused.json.letter, undefined)
    const { number } = refused.json
    const { rows } = await owner.query('select proof, actor, reason from data.grounds where number = $1', [number])
    assert.notEqual(rows[0].proof.proposed_by, rows[0].proof.approved_by)
    assert.match(rows[0].proof.letter, /^[0-9a-f]{64}$/)
    const paper = await keeper('GET', `/api/v1/wishes/paper?id=${id}&number=${number}`)
    assert.match(
      paper.json.text,
      /huomattavan tärkeä[\s\S]*Perustelut: Sopimuksen[\s\S]*tietosuoja@om\.fi[\s\S]*tuomioistuimen/,
    )
    assert.equal((await lines(id)).delivery.permitted, true)
  })

  test('alone: with a reason and after a day', async () => {
    const id = await customer()
    await act(seller, id, 'object', { scope: 'support' })
    await act(keeper, id, 'propose_refusal', { scope: 'support', ground: 'legal_claims', reasons: REASONS })
    const others = `from auth.grants g where g.user_id = u.id and g.level in ('management', 'owner_operator')`
    await owner.query(`update auth.users u set left_at = now(), left_by = 'test' where exists (select ${others})`)
    try {
      const alone = { scope: 'support', alone: true, reason: 'Yrityksessä ei ole muita, joilta kysyä.' }
      assert.equal(code(await act(keeper, id, 'refuse_objection', alone)), '409 SECOND_APPROVER_NEEDED')
      await age(id, '25 hours')
      assert.equal(
        code(await act(keeper, id, 'refuse_objection', { ...alone, reason: 'yksin' })),
        '409 SECOND_APPROVER_NEEDED',
      )
      const refused = await act(keeper, id, 'refuse_objection', alone)
      assert.equal(refused.status, 200, refused.text)
      assert.match(refused.json.letter, /oikeudellisen vaateen/)
    } finally {
      await owner.query(`update auth.users u set left_at = null, left_by = null where exists (select ${others})`)
    }
  })

  test('restricted: gone from work, opened only for a use the law lists, told, then lifted', async () => {
    const id = await customer()
    await seller('POST', `/api/v1/people/${id}/restrict?purpose=relationship`, { body: { ground: 'unlawful' } })
    const used = await act(keeper, id, 'use_restricted', { reason: 'claims', line: 'vahingonkorvausasian valmistelu' })
    assert.equal(used.status, 200, used.text)
    assert.equal(used.json.given_name, 'Toivo')
    const entry = await owner.query(
      `select detail, outcome from ledger.entries where action = 'people.use_restricted' and ids @> $1 and outcome = 'done'`,
      [[id]],
    )
    assert.deepEqual(entry.rows[0].detail, { reason: 'claims', line: 'vahingonkorvausasian valmistelu' })
    const told = await act(keeper, id, 'tell_restriction_end', {
      told_by: 'letter',
      reason: 'lainmukaisuus on selvitetty',
    })
    assert.deepEqual([told.status, told.json.told], [200, true], told.text)
    const listed = (await keeper('GET', '/api/v1/wishes')).json.items.find((item: any) => item.id === id)
    assert.equal(listed.state, 'told')
    assert.equal((await act(keeper, id, 'lift_restriction')).status, 200)
    assert.equal((await seller('GET', `/api/v1/people/${id}?purpose=relationship`)).status, 200)
    const sent = await owner.query(`select channel, state from data.sendings where person_id = $1`, [id])
    assert.deepEqual(sent.rows, [{ channel: 'post', state: 'sent' }])
  })

  test('a contract carries the one who is the party, until it ends', async () => {
    // One who has no other contract.
    const { rows } = await owner.query(
      `select person_id as id from data.companies where person_id is not null and not 'customer' = any (roles) limit 1`,
    )
    const { id } = rows[0]
    const contract = (verb: string, body: object = {}) =>
      seller('POST', `/api/v1/people/${id}/${verb}?purpose=sales`, { body })
    assert.equal((await contract('contract', { purposes: ['contract', 'delivery'] })).status, 200)
    const during = await lines(id)
    assert.deepEqual([during.contract.ground.kind, during.delivery.permitted], ['contract', true])
    assert.equal(during.marketing.ground?.kind === 'contract', false)
    assert.equal((await contract('end_contract', { reason: 'irtisanottu' })).status, 200)
    assert.equal((await lines(id)).contract.permitted, false)
    assert.equal(code(await contract('end_contract')), '404 NOT_FOUND ref')
  })

  test('a hold with act and section, and its end', async () => {
    const id = await customer()
    const cited = { act: 'Kirjanpitolaki 1336/1997', section: '2:10' }
    assert.equal((await act(keeper, id, 'hold', cited)).status, 200)
    assert.equal((await lines(id)).statutory.ground.kind, 'hold')
    assert.equal((await act(keeper, id, 'release_hold', { act: cited.act })).status, 200)
    assert.equal((await lines(id)).statutory.permitted, false)
  })

  test('a company refuses for all its people, by whoever hears it; taking it back is writing', async () => {
    const marketer = await served.enter('marketing')
    const { items } = (await seller('GET', '/api/v1/companies?purpose=relationship&limit=1')).json
    const path = `/api/v1/companies/${items[0].id}`
    const refused = await marketer('POST', `${path}/refuse_marketing?purpose=marketing`, { body: { channel: 'phone' } })
    assert.equal(refused.status, 200, refused.text)
    assert.ok(refused.json.refused_at)
    const again = await seller('POST', `${path}/refuse_marketing?purpose=relationship`, { body: {} })
    assert.equal(again.json.refused_at, refused.json.refused_at, 'the first day stands')
    assert.ok(
      (await keeper('GET', '/api/v1/wishes?kind=company')).json.items.some((one: any) => one.id === items[0].id),
    )
    const incidents = await served.enter('support')
    assert.equal((await incidents('POST', `${path}/allow_marketing?purpose=delivery`, { body: {} })).status, 403)
    assert.equal(
      (await seller('POST', `${path}/allow_marketing?purpose=relationship`, { body: {} })).json.refused_at,
      null,
    )
    const hidden = await marketer(
      'POST',
      '/api/v1/companies/00000000-0000-7000-8000-000000000000/refuse_marketing?purpose=marketing',
      { body: {} },
    )
    assert.equal(hidden.status, 404)
  })

  test('what stands in the way is told in order of weight, with the whole history behind it', async () => {
    const id = await customer()
    await act(seller, id, 'object', { scope: 'prospecting' })
    await act(seller, id, 'object', { scope: 'marketing', evidence: 'puhelussa' })
    await act(seller, id, 'object', { scope: 'sales' })
    await seller('POST', `/api/v1/people/${id}/restrict?purpose=relationship`, { body: { ground: 'claims' } })
    const now = await lines(id)
    assert.deepEqual(
      now.marketing.blocks.map((block: any) => block.kind),
      ['restriction', 'objection'],
    )
    assert.deepEqual(
      now.sales.blocks.map((block: any) => block.slot),
      ['restriction', 'objection:sales'],
    )
    const all = (await keeper('GET', `/api/v1/people/${id}/grounds?purpose=rights&events=all`)).json.events
    assert.ok(all.length > Object.keys(now).length - 17)
    const heard = all.find((event: any) => event.slot === 'objection:marketing')
    assert.deepEqual([heard.proof.evidence, heard.by_name], ['puhelussa', 'Sanna Saari'])
  })
})

describe('time', () => {
  const receipt = async (job: string) =>
    (await owner.query('select well, outcome from register.runs where job = $1 order by number desc limit 1', [job]))
      .rows[0]

  /** The hourly run at another moment; sessions know nothing of it. */
  async function tickAt(moment: Date): Promise<void> {
    const { now } = clock
    clock.now = () => moment
    try {
      await receipted(house, tick)
    } finally {
      clock.now = now
    }
  }

  test('the hourly run upholds what was not decided, on the day after its due day, and keeps a receipt', async () => {
    const [late, inTime] = [await customer(), await customer()]
    for (const id of [late, inTime]) await act(seller, id, 'object', { scope: 'relationship' })
    const due = dueOf(dayIn(new Date()))
    await receipted(house, tick)
    assert.equal((await lines(late)).relationship.blocks[0].kind, 'objection')
    await tickAt(new Date(`${due}T12:00:00Z`))
    assert.equal((await lines(late)).relationship.blocks[0].kind, 'objection', 'the due day is still a day to decide')
    await act(keeper, inTime, 'uphold_objection', { scope: 'relationship' })
    await tickAt(new Date(`${due}T22:30:00Z`))
    const [block] = (await lines(late)).relationship.blocks
    assert.deepEqual([block.kind, block.by], ['objection_upheld', 'clock'])
    assert.equal((await lines(inTime)).relationship.blocks[0].by === 'clock', false)
    const { well, outcome } = await receipt('grounds.tick')
    assert.equal(well, true)
    assert.ok(outcome.upheld >= 1)
    // and the letter that says so waits to be sent
    assert.ok((await keeper('GET', '/api/v1/wishes?kind=letter')).json.items.some((item: any) => item.id === late))
  })

  test('who was not informed is locked on the day, and a pause ends by itself', async () => {
    const [untold, paused] = [await customer(), await customer()]
    await owner.query(
      `update data.people set informed_at = null, inform_by = now() + interval '5 days' where id = $1`,
      [untold],
    )
    const rights = await served.bed.login('purpose_rights')
    await rights.query('select door.ground($1, $2, null)', [
      paused,
      JSON.stringify({ kind: 'pause', until: new Date(Date.now() + 900).toISOString(), via: 'web' }),
    ])
    await receipted(house, tick)
    assert.equal((await lines(untold)).relationship.permitted, true)
    assert.deepEqual(
      (await lines(paused)).marketing.blocks.map((block: any) => block.kind),
      ['pause'],
    )
    await new Promise((done) => setTimeout(done, 1000))
    await tickAt(new Date(Date.now() + 5 * 86_400_000))
    assert.deepEqual(
      (await lines(untold)).relationship.blocks.map((block: any) => block.kind),
      ['uninformed'],
    )
    assert.equal((await lines(paused)).marketing.permitted, true)
  })

  test('the nightly look at evidence finds what was written past the rules', async () => {
    // the stories above moved days by hand, which is just what the seals are there to show
    await assert.rejects(receipted(house, assertMasks), /seals/)
    assert.deepEqual((await receipt('grounds.assert')).well, false)
    await owner.query('alter table data.grounds disable trigger _100_frozen')
    await owner.query(
      `delete from data.people p using ledger.seals s join data.grounds g on g.number = s.number where g.person_id = p.id and data.seal_of(g) <> s.seal`,
    )
    await owner.query('alter table data.grounds enable trigger _100_frozen')
    await receipted(house, assertMasks)
    assert.deepEqual((await receipt('grounds.assert')).outcome, { stale: 0, broken: 0 })
  })
})

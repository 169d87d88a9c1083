import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { readBalances } from '#kernel/additions.ts'
import { openHouse } from '#kernel/database.ts'
import { OWNER } from '#kernel/migrate.ts'
import { perform } from '#kernel/perform.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { base, type PurposeId } from '#register/index.ts'
import { openServed, type Reply, type Served, type Visitor } from '../../../tests/served.ts'
import { followTests } from './balancing.jobs.ts'
import { actions } from './balancing.ts'
import { PARTS, proposalOf } from './proposals.ts'

// A balancing test decides whether its purpose is awake: in the API, in the views, at the gate, and at once.

const API = '/api/v1'
const CONCLUSION = 'Etu painaa tässä enemmän kuin vähäinen haitta, kun suojatoimet ovat käytössä.'
let served: Served
let keeper: Visitor
let owner: pg.Client
before(async () => {
  served = await openServed()
  keeper = await served.enter('privacy_owner')
  owner = await served.bed.owner()
  // What migrate() settles at every start; a clone does not inherit the rights on its database.
  const { database } = served.bed.connection
  await owner.query(`reset role; grant create on database "${database}" to ${OWNER}; set role ${OWNER}`)
})
after(() => served?.close())

const sign = (purpose: string, body: object, who = keeper) =>
  who('POST', `${API}/balancing/${purpose}/sign`, { body: { outcome: 'positive', conclusion: CONCLUSION, ...body } })

function refused({ status, json }: Reply, code: string, field?: string): void {
  assert.equal(json?.code, code, `${status} ${JSON.stringify(json)}`)
  if (field) assert.equal(json.field, field)
  assert.ok(status >= 400)
}

const stateOf = async (purpose: string) =>
  (await readBalances(owner)).find((one) => one.purpose === purpose)?.state ?? null

/** What no door allows: the signed row moved in time, as only the days move it. */
async function moveReview(purpose: string, days: number): Promise<void> {
  await owner.query('alter table register.balancing_tests disable trigger _100_signed')
  await owner.query(
    `update register.balancing_tests set review_on = (now() at time zone 'Europe/Helsinki')::date + $2::int
     where purpose = $1 and signed_at = (select max(signed_at) from register.balancing_tests where purpose = $1)`,
    [purpose, days],
  )
  await owner.query('alter table register.balancing_tests enable trigger _100_signed')
}

async function byTheHour(): Promise<Record<string, string | number | boolean>> {
  const house = openHouse(served.bed.connection)
  try {
    return await followTests.run(house)
  } finally {
    await house.close()
  }
}

const rowsUnder = async (purpose: PurposeId): Promise<number> => {
  const client = await served.bed.login(`purpose_${purpose}`)
  return (await client.query(`select count(*)::int as n from ${purpose}.people`)).rows[0].n
}

describe('refused', () => {
  test('a signature by anybody but a privacy owner: other levels, a key, a stranger', async () => {
    refused(await sign('sales', {}, served.stranger), 'SIGN_IN_NEEDED')
    for (const level of ['seller', 'management', 'administrator', 'reviewer'] as const) {
      refused(await sign('sales', {}, await served.enter(level)), 'PURPOSE_MISMATCH')
    }
    const administrator = await served.enter('administrator')
    const key = { name: 'K', recipient: 'R', purpose: 'rights', writes: true, days: 1 }
    const { json } = await administrator('POST', `${API}/keys`, { body: key })
    const headers = { authorization: `Bearer ${json.secret}` }
    const body = { outcome: 'positive', conclusion: CONCLUSION }
    refused(await served.stranger('POST', `${API}/balancing/sales/sign`, { body, headers }), 'PURPOSE_MISMATCH')
    assert.equal(await stateOf('sales'), 'in_force')
  })

  test('a signature by a machine, even one that could do everything else', async () => {
    const house = openHouse(served.bed.connection)
    const every = new Set(Object.keys(base.purposes) as PurposeId[])
    const may = new Set(['register'] as const)
    const action = actions.find((one) => one.name === 'balancing.sign')!
    const input = { purpose: 'sales', outcome: 'negative', conclusion: CONCLUSION, name: 'Mikko Malli' }
    for (const kind of ['key', 'job'] as const) {
      const machine = {
        kind,
        id: kind,
        name: kind,
        language: 'fi',
        levels: [],
        writes: every,
        reads: every,
        may,
      } as const
      const doing = perform(house, action, { ...machine, scope: 'all', team: null }, { input })
      await assert.rejects(doing, { code: 'PURPOSE_MISMATCH' }, kind)
    }
    await house.close()
    assert.equal(await stateOf('sales'), 'in_force')
  })

  test('a purpose that needs no test, or that there is not', async () => {
    refused(await sign('rights', {}), 'VALUE_NOT_ALLOWED', 'purpose')
    refused(await sign('world_peace', {}), 'PURPOSE_UNKNOWN', 'purpose')
    refused(await sign('constructor', {}), 'PURPOSE_UNKNOWN', 'purpose')
  })

  test('a test that lacks a part, by the name of the part', async () => {
    refused(await sign('delivery', { conclusion: '  Kyllä.  ' }), 'BALANCING_TEST_INCOMPLETE', 'conclusion')
    for (const part of PARTS) {
      const body = { ...proposalOf('delivery', 'fi'), conclusion: CONCLUSION, [part]: ' ' }
      await keeper('POST', `${API}/balancing/delivery/write`, { body: { body } })
      refused(await sign('delivery', { conclusion: undefined }), 'BALANCING_TEST_INCOMPLETE', part)
    }
    assert.equal((await keeper('DELETE', `${API}/balancing/delivery`)).status, 200)
    refused(await keeper('DELETE', `${API}/balancing/delivery`), 'NOT_FOUND')
  })

  test('a review date that has come, or lies more than 24 months ahead', async () => {
    const day = (months: number) => {
      const date = new Date()
      date.setMonth(date.getMonth() + months)
      return date.toISOString().slice(0, 10)
    }
    for (const review_on of [day(0), '2020-01-01', day(25), '9999-12-31'])
      refused(await sign('delivery', { review_on }), 'VALUE_NOT_ALLOWED', 'review_on')
    refused(await sign('delivery', { review_on: '31.12.2026' }), 'INPUT_INVALID', 'review_on')
  })

  test('a change of what was signed, even by the login that writes drafts', async () => {
    const jobs = await served.bed.login('jobs')
    for (const statement of [
      `update register.balancing_tests set outcome = 'negative' where purpose = 'sales'`,
      `update register.balancing_tests set review_on = '2099-01-01' where purpose = 'sales'`,
      `delete from register.balancing_tests where purpose = 'sales'`,
    ])
      await assert.rejects(jobs.query(statement), { message: 'BALANCING_TEST_SIGNED' }, statement)
  })

  test('a draft written over by someone who has not seen it', async () => {
    const first = await keeper('POST', `${API}/balancing/incidents/write`, { body: { seen: null } })
    assert.equal(first.status, 200, first.text)
    const write = (seen: string | null) =>
      keeper('POST', `${API}/balancing/incidents/write`, { body: { seen, body: { impact: 'Vähäinen vaikutus.' } } })
    refused(await write(null), 'EDIT_CONFLICT')
    const second = await write(first.json.written_at)
    assert.equal(second.json.body.impact, 'Vähäinen vaikutus.')
    assert.equal(second.json.body.interest, base.purposes.incidents!.interest!.fi, 'the other parts stay')
    await keeper('DELETE', `${API}/balancing/incidents`)
  })
})

describe('proposals', () => {
  test('each purpose has one in every language, whole but for the conclusion', async () => {
    const { items } = (await keeper('GET', `${API}/balancing`)).json
    assert.equal(items.length, 13)
    for (const { purpose } of items) {
      for (const language of LANGUAGES) {
        const proposal = proposalOf(purpose, language)
        for (const part of PARTS.filter((one) => one !== 'conclusion'))
          assert.ok(proposal[part].length > 40, `${purpose} ${language} ${part}`)
        assert.equal(proposal.conclusion, '')
        assert.doesNotMatch(JSON.stringify(proposal), /undefined/)
      }
    }
    const { json } = await keeper('GET', `${API}/balancing/sales?language=sv`)
    assert.equal(json.proposal.interest, base.purposes.sales!.interest!.sv)
    assert.equal(json.versions[0].signed_name, 'Paula Palo')
  })
})

describe('asleep and awake', () => {
  test('a negative outcome closes the purpose at once, in the API and in the views; a positive one opens it', async (t) => {
    const support = await served.enter('support')
    const list = () => support('GET', `${API}/people?purpose=support&limit=1`)
    assert.equal((await list()).status, 200)
    assert.ok((await rowsUnder('support')) > 0)

    const closed = await sign('support', { outcome: 'negative' })
    assert.equal(closed.json?.state, 'negative', closed.text)
    assert.ok(closed.json.changed.includes('support.people'))
    const no = await list()
    refused(no, 'LIA_MISSING_OR_EXPIRED', 'purpose')
    assert.equal(no.status, 409)
    assert.match(no.json.detail, /^support: \/privacy\/balancing\?purpose=support$/)
    assert.equal(await rowsUnder('support'), 0, 'the second fence')
    const { rows } = await owner.query('select data.asleep_mask() & 256 as bit')
    assert.equal(Number(rows[0].bit), 256, 'the gate is told')
    // Unnamed, the purpose is one of those that are awake.
    assert.equal((await support('GET', `${API}/people?limit=1`)).status, 200)

    const kept = (await keeper('GET', `${API}/balancing/support`)).json
    assert.deepEqual(
      kept.versions.map((one: { outcome: string }) => one.outcome),
      ['negative', 'positive'],
    )
    assert.deepEqual([kept.asleep, kept.rejected], [true, 1])

    const begun = performance.now()
    assert.equal((await sign('support', {})).json?.state, 'in_force')
    assert.equal((await list()).status, 200)
    assert.ok((await rowsUnder('support')) > 0)
    const took = performance.now() - begun
    t.diagnostic(`signed, built and awake in ${Math.round(took)} ms`)
    assert.ok(took < 3000, `awake after ${Math.round(took)} ms`)
    const entries = await owner.query(
      `select detail->>'outcome' as outcome from ledger.entries where action = 'balancing.sign' and detail->>'purpose' = 'support' order by at`,
    )
    assert.deepEqual(
      entries.rows.map((row) => row.outcome),
      ['negative', 'positive'],
    )
  })

  test('nobody wakes a purpose past its test', async () => {
    await sign('development', { outcome: 'negative' })
    const addition = { kind: 'purpose', body: { purpose: 'development', asleep: false } }
    for (const way of ['plan', 'apply'])
      refused(
        await keeper('POST', `${API}/register/${way}`, { body: { addition } }),
        'LIA_MISSING_OR_EXPIRED',
        'purpose',
      )
    const { rows } = await owner.query(`select count(*)::int as n from register.additions where kind = 'purpose'`)
    assert.equal(rows[0].n, 0)
    // Put to sleep by decision as well, it stays asleep when the test is signed.
    const sleep = { kind: 'purpose', body: { purpose: 'development', asleep: true } }
    assert.equal((await keeper('POST', `${API}/register/apply`, { body: { addition: sleep } })).status, 200)
    await sign('development', {})
    assert.equal((await keeper('GET', `${API}/register`)).json.purposes.development.asleep, true)
    assert.equal(await rowsUnder('development').catch(() => 0), 0)
  })

  test('a draft closes and opens nothing', async () => {
    await keeper('POST', `${API}/balancing/sales/write`, { body: {} })
    assert.equal(await stateOf('sales'), 'in_force')
    await keeper('DELETE', `${API}/balancing/sales`)
  })

  test('those exempt stay awake with a negative test', async () => {
    assert.equal((await sign('marketing', { outcome: 'negative' })).json?.state, 'negative')
    const marketing = await served.enter('marketing')
    assert.equal((await marketing('GET', `${API}/people?purpose=marketing&limit=1`)).status, 200)
    await sign('marketing', {})
  })
})

describe('time', () => {
  test('what TypeScript and SQL say of a test is the same on every day', async () => {
    for (const days of [-400, -92, -91, -90, -89, -2, -1, 0, 1, 2, 400]) {
      await moveReview('suppliers', days)
      const { rows } = await owner.query(
        `select register.balance_of('suppliers', (now() at time zone 'Europe/Helsinki')::date) as state`,
      )
      assert.equal(await stateOf('suppliers'), rows[0].state, `${days} days`)
    }
  })

  test('a review that is late: inward use goes on for 90 days and no longer, and a new signature opens again', async () => {
    const seller = await served.enter('seller')
    const list = () => seller('GET', `${API}/people?purpose=sales&limit=1`)
    await moveReview('sales', -90)
    assert.equal((await byTheHour()).due, 1)
    assert.equal(await stateOf('sales'), 'review_due')
    assert.equal((await list()).status, 200)
    const { purposes } = (await seller('GET', `${API}/register`)).json
    const day = purposes.sales.balance
    // The server's own look, every two seconds, has told the screens.
    for (let i = 0; i < 40 && day.days !== 0; i++) {
      await wait(100)
      Object.assign(day, (await seller('GET', `${API}/register`)).json.purposes.sales.balance)
    }
    assert.deepEqual([day.state, day.days], ['review_due', 0])

    await moveReview('sales', -91)
    const done = await byTheHour()
    assert.ok(Number(done.changed) > 0, JSON.stringify(done))
    assert.equal(await rowsUnder('sales'), 0)
    for (let i = 0; i < 40 && (await list()).status === 200; i++) await wait(100)
    refused(await list(), 'LIA_MISSING_OR_EXPIRED', 'purpose')
    assert.equal((await byTheHour()).changed, 0, 'nothing more to do')

    const again = await keeper('POST', `${API}/balancing/sales/review`, {
      body: { outcome: 'positive', conclusion: 'Tarkistettu: mikään ei ole muuttunut punninnassa.' },
    })
    assert.equal(again.json?.state, 'in_force', again.text)
    assert.equal((await list()).status, 200)
  })
})

describe('moving in', () => {
  test('an import while its purpose sleeps is stored and closed, and opens with the signature', async () => {
    const seller = await served.enter('seller')
    await sign('relationship', { outcome: 'negative' })
    const boundary = 'xxSelosteXx'
    const csv = 'First Name,Last Name,Email\r\nMuutto,Vahinen,muutto@vahinen.example\r\n'
    const made = await seller('POST', `${API}/imports?purpose=relationship`, {
      raw: `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="m.csv"\r\ncontent-type: text/csv\r\n\r\n${csv}\r\n--${boundary}--\r\n`,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    })
    assert.ok(made.status < 300, made.text)
    const at = `${API}/imports/${made.json.id}`
    const under = '?purpose=relationship'
    const plan = { origin: 'b', position: 'customer' }
    assert.equal((await seller('PATCH', at + under, { body: plan })).status, 200)
    const preview = await seller('POST', `${at}/preview${under}`, { body: {} })
    assert.equal(preview.status, 200, preview.text)
    assert.equal((await seller('POST', `${at}/run${under}`, { body: {} })).status, 200)
    let state = ''
    for (let i = 0; i < 100 && state !== 'done'; i++) {
      await wait(100)
      state = (await seller('GET', at + under)).json.state
    }
    assert.equal(state, 'done')
    const find = () => seller('GET', `${API}/people?purpose=relationship&q=Vahinen`)
    refused(await find(), 'LIA_MISSING_OR_EXPIRED', 'purpose')
    assert.equal((await seller('GET', `${at}/matches${under}`)).json.items.length, 0)
    assert.equal(await rowsUnder('relationship'), 0)
    await sign('relationship', {})
    assert.equal((await find()).json.items.length, 1)
  })
})

describe('staff are told that use is logged', () => {
  const read = async (visitor: Visitor) => {
    const { json } = await visitor('GET', `${API}/people?purpose=relationship&limit=1`)
    return json.items[0].id as string
  }
  const entries = async (action: string) =>
    (await owner.query('select count(*)::int as n from ledger.entries where action = $1', [action])).rows[0].n
  const filed = { headcount: 12, informed_on: '2026-01-12', how: 'meeting' }
  const file = (who: Visitor, body: object = {}) => who('POST', `${API}/staff-notice`, { body: { ...filed, ...body } })

  test('until it is filed reads leave no entry; changes, refusals and the rest do', async () => {
    const [seller, administrator] = [await served.enter('seller'), await served.enter('administrator')]
    const before = await entries('people.list')
    await read(seller)
    assert.equal(await entries('people.list'), before + 1, 'filed by the demo company')

    await owner.query(`delete from register.settings where name = 'staff_informed'`)
    let id = ''
    // within one look of the server
    for (let i = 0, last = -1; i < 40; i++) {
      const now = await entries('people.list')
      if (now === last) break
      last = now
      id = await read(seller)
      await wait(150)
    }
    const quiet = await entries('people.list')
    for (const path of [`people?purpose=relationship&limit=1`, `people/${id}?purpose=relationship`])
      assert.equal((await seller('GET', `${API}/${path}`)).status, 200)
    assert.equal(await entries('people.list'), quiet)
    const [signedIn, notes] = [await entries('session.create'), await entries('notes.create')]
    const note = { person_id: id, body: 'Soitettu.' }
    assert.ok((await seller('POST', `${API}/notes?purpose=relationship`, { body: note })).status < 300)
    await served.enter('seller')
    assert.deepEqual([await entries('notes.create'), await entries('session.create')], [notes + 1, signedIn + 1])

    refused(await file(seller), 'PURPOSE_MISMATCH')
    refused(await file(served.stranger), 'SIGN_IN_NEEDED')
    refused(await file(administrator, { informed_on: '2999-01-01' }), 'VALUE_NOT_ALLOWED', 'informed_on')
    refused(await file(administrator, { headcount: 20, how: 'letter' }), 'STAFF_NOT_INFORMED', 'how')
    refused(await file(administrator, { headcount: -1 }), 'INPUT_INVALID', 'headcount')
    await read(seller)
    assert.equal(await entries('people.list'), quiet, 'a refused filing starts nothing')

    const done = await file(administrator, { headcount: 25, how: 'negotiation' })
    assert.equal(done.json.filed.act, '759/2004 § 21, 1333/2021')
    await read(seller)
    assert.equal(await entries('people.list'), quiet + 1)
    assert.equal((await file(keeper)).status, 200, 'a privacy owner files as well')
  })
})

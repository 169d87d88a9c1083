import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { actions } from '#features/index.ts'
import { routeOf } from '#kernel/action.ts'
import { columnsOf } from '#kernel/compile.ts'
import { newId } from '#kernel/ledger.ts'
import { base, type LevelId, type PurposeId, purposeIds } from '#register/index.ts'
import type { Reply, Visitor } from '../../tests/served.ts'
import { API, as, newPerson, problem, stranger, users } from './perform.cast.ts'

// Every door leads to perform: asked here over HTTP, as anybody could ask.

describe('who is not signed in', () => {
  test('is refused at every action but the public ones', async () => {
    let tried = 0
    for (const action of actions.filter((one) => !one.public)) {
      const { method, path } = routeOf(action)
      const reply = await stranger(
        method,
        API + path.replace(/\{\w+\}/g, newId()),
        method === 'GET' ? {} : { body: {} },
      )
      assert.equal(reply.json?.code, 'SIGN_IN_NEEDED', `${action.name}: ${reply.status} ${reply.text}`)
      tried += 1
    }
    assert.ok(tried > 40)
  })

  test('does not come in by a made-up cookie, key or header', async () => {
    for (const headers of [
      { cookie: 'seloste=x' },
      { cookie: 'seloste.session_token=abc.def' },
      { authorization: 'Bearer aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' },
      { authorization: 'Basic YTpi' },
      { authorization: '' },
      { 'x-user': 'owner_operator' },
      { 'x-forwarded-user': 'admin' },
    ]) {
      problem(
        await stranger('GET', `${API}/people`, { headers: headers as unknown as Record<string, string> }),
        401,
        'SIGN_IN_NEEDED',
      )
    }
  })
})

describe('a purpose', () => {
  test('that the level lacks is refused, for every level and every purpose', async () => {
    for (const [level, { writes, reads }] of Object.entries(base.levels)) {
      for (const purpose of purposeIds) {
        const visitor = as(level as LevelId)
        const sees = [...writes, ...reads].includes(purpose) && columnsOf(base.nouns.people!, purpose).length > 0
        const asleep = base.purposes[purpose]!.asleep ?? false
        const read = await visitor('GET', `${API}/people?limit=1&purpose=${purpose}`)
        if (sees && !asleep)
          assert.deepEqual([read.status, read.json.purpose], [200, purpose], `${level} ${purpose} ${read.text}`)
        else assert.equal(read.status, 403, `${level} reads under ${purpose}: ${read.text}`)
        if (!read.json.items) problem(read, 403, asleep && sees ? 'PURPOSE_ASLEEP' : 'PURPOSE_MISMATCH')
        if (!writes.includes(purpose as never)) {
          const write = await visitor('POST', `${API}/people?purpose=${purpose}`, { body: newPerson() })
          assert.equal(write.status, 403, `${level} writes under ${purpose}: ${write.text}`)
          const edit = await visitor('PATCH', `${API}/people/${newId()}?purpose=${purpose}`, {
            body: { job_title: 'x' },
            headers: { 'if-match': '"1"' },
          })
          assert.equal(edit.status, 403, `${level} edits under ${purpose}: ${edit.text}`)
        }
      }
    }
  })

  test('that does not exist is refused, whatever it is called', async () => {
    for (const name of [
      'curiosity',
      'Sales',
      'sales ',
      '',
      'constructor',
      '__proto__',
      'toString',
      'sales,support',
      "sales'--",
      '%00',
    ]) {
      const reply = await as('seller')(
        'GET',
        `${API}/people?purpose=${name === '%00' ? name : encodeURIComponent(name)}`,
      )
      assert.equal(reply.json.code, 'PURPOSE_UNKNOWN', `${name}: ${reply.text.slice(0, 200)}`)
    }
    problem(await as('seller')('GET', `${API}/people?purpose=sales&purpose=support`), 400, 'PURPOSE_UNKNOWN')
    // In the body it is a field like any other, and there is none of that name.
    const reply = await as('seller')('POST', `${API}/emails`, {
      body: { purpose: 'support', address: 'a@b.example', kind: 'named_work' },
    })
    problem(reply, 400, 'FIELD_UNKNOWN')
  })

  test('unnamed, it is one the level has', async () => {
    for (const [level, { writes, reads }] of Object.entries(base.levels)) {
      const reply = await as(level as LevelId)('GET', `${API}/people?limit=1`)
      if (reply.status === 200) assert.ok([...writes, ...reads].includes(reply.json.purpose), level)
      else problem(reply, 403, 'PURPOSE_MISMATCH')
    }
  })

  test('verbs beyond reading and writing are the level’s too', async () => {
    const verbs: [verb: string, ask: (visitor: Visitor) => Promise<Reply>][] = [
      ['merge', (visitor) => visitor('POST', `${API}/people/${newId()}/merge`, { body: { others: [newId()] } })],
      ['users', (visitor) => visitor('POST', `${API}/users`, { body: { name: 'x', email: 'x', levels: [] } })],
      [
        'register',
        (visitor) =>
          visitor('POST', `${API}/register/apply`, {
            body: { addition: { kind: 'purpose', body: { purpose: 'nothing', asleep: true } } },
          }),
      ],
      ['ledger', (visitor) => visitor('GET', `${API}/ledger`)],
      ['export', (visitor) => visitor('GET', `${API}/people/export?format=nothing`)],
    ]
    for (const [verb, ask] of verbs) {
      for (const [level, { may }] of Object.entries(base.levels)) {
        const reply = await ask(as(level as LevelId))
        const let_in = (may as readonly string[]).includes(verb)
        if (let_in) assert.notEqual(reply.status, 403, `${level} may not ${verb}: ${reply.text}`)
        else problem(reply, 403, 'PURPOSE_MISMATCH')
      }
    }
  })
})

test('the list of purposes and levels that was tried is the register’s', () => {
  assert.ok(users.size === Object.keys(base.levels).length && purposeIds.includes('sales' satisfies PurposeId))
})

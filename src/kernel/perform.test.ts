import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { actions } from '#features/index.ts'
import { routeOf } from '#kernel/action.ts'
import { columnsOf, writableOf } from '#kernel/compile.ts'
import { errorTable } from '#kernel/errors.table.ts'
import { newId } from '#kernel/ledger.ts'
import { base, type LevelId, type PurposeId, purposeIds } from '#register/index.ts'
import { openServed, type Reply, type Served, type Visitor } from '../../tests/served.ts'

// Every door leads to perform: asked here over HTTP, as anybody could ask.

let served: Served
let stranger: Visitor
const users = new Map<LevelId, Visitor>()
before(async () => {
  served = await openServed()
  stranger = served.stranger
  for (const level of Object.keys(base.levels) as LevelId[]) users.set(level, await served.enter(level))
})
after(() => served.close())

const as = (level: LevelId): Visitor => users.get(level)!
const API = '/api/v1'

/** A refusal is a problem of ours: shaped alike, in the reader's language, and without a word of the database. */
function problem(reply: Reply, status: number, code: string): void {
  assert.equal(reply.json?.code, code, `${reply.status} ${reply.text}`)
  assert.equal(reply.status, status, reply.text)
  assert.match(reply.headers.get('content-type') ?? '', /^application\/problem\+json/)
  const { type, title, next } = reply.json
  assert.deepEqual([type, reply.json.status], [`urn:seloste:error:${code}`, status])
  assert.ok(title && next)
  assert.doesNotMatch(reply.text, /constraint|relation|syntax|data\.|permission denied|\/src\/|node_modules/)
}

const newPerson = (more: object = {}) => ({
  given_name: 'Testi',
  family_name: `Henkilö ${newId()}`,
  source: 'person',
  ...more,
})

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

describe('a hidden record and one that never was', () => {
  // Answers differ in nothing but the id that was asked for.
  const SAMPLES: Record<string, object> = {
    'people.update': { job_title: 'x' },
    'companies.update': { city: 'x' },
    'emails.update': { main: true },
    'phones.update': { main: true },
    'notes.update': { body: 'x' },
    'employments.update': { title: 'x' },
    'addresses.update': { city: 'x' },
    'files.update': { name: 'x' },
    'tasks.snooze': { until: '2099-01-02T10:00:00Z' },
    'meetings.withdraw': { person_id: '019a0000-0000-7000-8000-000000000000' },
    'leads.drop': { why: 'xxx' },
    'cases.ask': { question: 'x' },
    'verifications.create': { noun: 'people', field: 'job_title' },
    'companies.merge': { others: ['019a0000-0000-7000-8000-000000000000'] },
    'people.object': { scope: 'marketing', channel: 'phone' },
    'people.restrict': { ground: 'claims', channel: 'phone' },
    'people.give_reason': { scope: 'sales', reason: 'x' },
    'people.hold': { act: 'a', section: '1' },
    'people.release_hold': { act: 'a' },
    'people.record_sale': {
      product_group: 'spare_parts',
      address: '019a0000-0000-7000-8000-000000000000',
      sale: 'x',
      form: 'x',
      refusal_offered: true,
    },
    'people.end_sale': { product_group: 'parts' },
    'people.refuse_number': { number: '019a0000-0000-7000-8000-000000000000' },
    'people.hear_consent': { wishes: [{ topic: 'products', channel: 'email' }], said_at: '2026-01-02T10:00:00Z' },
  }
  /** Of a noun that needs no sample of its own: one field that the purpose may write, with something in it. */
  const sampleOf = (action: string, purpose: string): object => {
    const [name, verb] = action.split('.') as [string, string]
    if (verb !== 'update') return {}
    const { fields } = base.nouns[name]!
    const writable = writableOf(base.nouns[name]!, purpose)
    const some = { text: 'x', longtext: 'x', boolean: true, integer: 1, date: '2026-01-02', decimal: '1' } as Record<
      string,
      unknown
    >
    const column = writable.find((one) => fields[one]!.type in some || fields[one]!.type === 'choice')
    if (!column) return {}
    const { type, options } = fields[column]!
    return { [column]: type === 'choice' ? Object.keys(options!)[0] : some[type] }
  }
  const bodies = (reply: Reply, id: string) => {
    const headers = Object.fromEntries(
      [...reply.headers].filter(([name]) => !/^(date|x-ratelimit-|connection|keep-alive)/.test(name)),
    )
    return { status: reply.status, text: reply.text.replaceAll(id, 'ID'), headers }
  }

  test('get the same answer, byte for byte, from every action that takes an id, under every purpose', async () => {
    const owner = await served.bed.owner()
    let compared = 0
    for (const action of actions.filter((one) => 'id' in one.input.shape && !one.public)) {
      const [name] = action.name.split('.') as [string]
      const noun = base.nouns[name]
      if (noun?.schema !== 'data' || !(noun.mask === 'self' || noun.person)) continue
      for (const purpose of action.purposes) {
        if (base.purposes[purpose]!.asleep) continue
        const text: string =
          noun.mask === 'ask'
            ? `select t.id from data.${name} t join data.people p on p.id = t.${noun.person} where p.permitted & (1::bigint << $1) = 0 limit 1`
            : `select id from data.${name} where permitted & (1::bigint << $1) = 0 limit 1`
        const { rows } = await owner.query<{ id: string }>(text, [base.purposes[purpose]!.bit])
        if (!rows[0]) continue
        const { method, path } = routeOf(action)
        const ask = async (id: string) => {
          const headers = { 'if-match': '"1"' }
          const url = `${API}${path.replace('{id}', id)}?purpose=${purpose}`
          const body =
            action.name === 'people.merge'
              ? { others: [newId()] }
              : (SAMPLES[action.name] ?? sampleOf(action.name, purpose))
          return as('owner_operator')(method, url, method === 'GET' ? { headers } : { headers, body })
        }
        const unknown = newId()
        const [hidden, never] = [await ask(rows[0].id), await ask(unknown)]
        assert.deepEqual(bodies(hidden, rows[0].id), bodies(never, unknown), `${action.name} under ${purpose}`)
        assert.ok(
          [403, 404].includes(hidden.status),
          `${action.name} under ${purpose}: ${hidden.status} ${hidden.text}`,
        )
        compared += 1
      }
    }
    assert.ok(compared > 60, `only ${compared} compared`)
  })

  test('named in a body, a filter or a part, as well', async () => {
    const owner = await served.bed.owner()
    const { rows } = await owner.query(
      `select (select id from data.people where permitted & 4 = 0 limit 1) as person, (select id from data.companies where permitted & 4 = 0 limit 1) as company,
              (select id from data.people where permitted & 4 <> 0 limit 1) as seen, (select id from data.companies where permitted = -1 limit 1) as shown`,
    )
    const { person, company, seen, shown } = rows[0]
    const asks: [what: string, hidden: string, ask: (id: string) => Promise<Reply>][] = [
      [
        'note',
        person,
        (id) => as('seller')('POST', `${API}/notes?purpose=relationship`, { body: { person_id: id, body: 'x' } }),
      ],
      [
        'email',
        person,
        (id) =>
          as('seller')('POST', `${API}/emails?purpose=relationship`, {
            body: { person_id: id, address: 'a@b.example', kind: 'named_work' },
          }),
      ],
      [
        'employment of',
        person,
        (id) =>
          as('seller')('POST', `${API}/employments?purpose=relationship`, {
            body: { person_id: id, company_id: shown },
          }),
      ],
      [
        'employment at',
        company,
        (id) =>
          as('seller')('POST', `${API}/employments?purpose=relationship`, {
            body: { person_id: seen, company_id: id },
          }),
      ],
      [
        'address',
        company,
        (id) =>
          as('seller')('POST', `${API}/addresses?purpose=relationship`, { body: { company_id: id, kind: 'postal' } }),
      ],
      [
        'parent',
        company,
        (id) =>
          as('seller')('POST', `${API}/companies?purpose=relationship`, {
            body: { name: 'x', roles: ['customer'], parent_id: id },
          }),
      ],
      [
        'trader',
        person,
        (id) =>
          as('seller')('POST', `${API}/companies?purpose=relationship`, {
            body: { name: 'x', roles: ['customer'], person_id: id },
          }),
      ],
      [
        'merge into',
        person,
        (id) => as('seller')('POST', `${API}/people/${seen}/merge?purpose=relationship`, { body: { others: [id] } }),
      ],
      [
        'person at',
        company,
        (id) =>
          as('seller')('POST', `${API}/people?purpose=relationship`, {
            body: newPerson({ employment: { company_id: id } }),
          }),
      ],
      [
        'emails of',
        person,
        (id) =>
          as('seller')(
            'GET',
            `${API}/emails?purpose=relationship&filter=${encodeURIComponent(JSON.stringify({ field: 'person_id', op: 'is', value: id }))}`,
          ),
      ],
    ]
    for (const [what, id, ask] of asks) {
      const unknown = newId()
      const [hidden, never] = [await ask(id), await ask(unknown)]
      assert.deepEqual(bodies(hidden, id), bodies(never, unknown), what)
      assert.equal(hidden.status, what === 'emails of' ? 200 : 404, `${what}: ${hidden.text}`)
    }
  })
})

describe('two at once', () => {
  const make = async (): Promise<{ id: string; version: number }> => {
    const reply = await as('seller')('POST', `${API}/people?purpose=sales`, { body: newPerson() })
    assert.equal(reply.status, 201, reply.text)
    assert.equal(reply.headers.get('etag'), `"${reply.json.version}"`)
    return reply.json
  }
  const patch = (id: string, tag: string | null, body: object = { job_title: newId() }) =>
    as('seller')('PATCH', `${API}/people/${id}?purpose=sales`, {
      body,
      headers: tag === null ? {} : { 'if-match': tag },
    })

  test('an edit without If-Match, with a malformed or a stale one, changes nothing', async () => {
    const { id, version } = await make()
    for (const tag of [null, 'x', '*', '""', '"-1"', '"1","2"', '"99999999999999999999"', `"${version}" OR 1=1`])
      problem(await patch(id, tag), 428, 'IF_MATCH_NEEDED')
    for (const tag of [`"${version + 1}"`, '"0"', '"999999999"']) {
      const reply = await patch(id, tag)
      assert.ok(['EDIT_CONFLICT', 'VALUE_NOT_ALLOWED'].includes(reply.json.code), `${tag} ${reply.text}`)
      if (reply.json.code === 'EDIT_CONFLICT') problem(reply, 412, 'EDIT_CONFLICT')
    }
    assert.equal((await as('seller')('GET', `${API}/people/${id}?purpose=sales`)).json.version, version)
    const done = await patch(id, `"${version}"`)
    assert.deepEqual([done.status, done.headers.get('etag')], [200, `"${version + 1}"`])
    problem(await patch(id, `"${version}"`), 412, 'EDIT_CONFLICT')
    assert.equal((await patch(id, `W/"${version + 1}"`)).status, 200)
  })

  test('ten edits of the same version: one is done, nine are told, none is lost', async () => {
    const { id, version } = await make()
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, n) => patch(id, `"${version}"`, { job_title: `Titteli ${n}` })),
    )
    assert.deepEqual(replies.map(({ status }) => status).sort(), [200, ...Array(9).fill(412)])
    const kept = await as('seller')('GET', `${API}/people/${id}?purpose=sales`)
    assert.deepEqual(
      [kept.json.version, kept.json.job_title],
      [version + 1, replies.find(({ status }) => status === 200)!.json.job_title],
    )
  })

  test('a request sent again with its Idempotency-Key is done once', async () => {
    const body = newPerson()
    const send = (visitor: Visitor, key: string, content: object = body) =>
      visitor('POST', `${API}/people?purpose=sales`, { body: content, headers: { 'idempotency-key': key } })
    const key = newId()
    const first = await send(as('seller'), key)
    const again = await send(as('seller'), key)
    assert.deepEqual([first.status, again.json.id], [201, first.json.id])
    problem(await send(as('seller'), key, newPerson()), 422, 'IDEMPOTENCY_KEY_REUSED')
    problem(await send(as('seller'), 'x'.repeat(201)), 422, 'INPUT_INVALID')
    // Another's key is another key.
    assert.notEqual((await send(as('sales_lead'), key)).json.id, first.json.id)

    const one = newId()
    const many = await Promise.all(Array.from({ length: 8 }, () => send(as('seller'), one)))
    assert.equal(new Set(many.map(({ json }) => json.id)).size, 1, many.map(({ text }) => text.slice(0, 80)).join('\n'))
    const owner = await served.bed.owner()
    const { rows } = await owner.query('select count(*)::int as n from data.people where family_name = $1', [
      body.family_name,
    ])
    assert.equal(rows[0].n, 3)

    // A refused request has used up nothing.
    const third = newId()
    problem(await send(as('seller'), third, { ...body, language: 'tlh' }), 422, 'INPUT_INVALID')
    problem(await send(as('seller'), third, newPerson({ emails: [{ address: 'no address' }] })), 422, 'EMAIL_INVALID')
    assert.equal((await send(as('seller'), third)).status, 201)
    // What was made and then deleted is not shown by its key.
    assert.equal((await as('seller')('DELETE', `${API}/people/${first.json.id}?purpose=sales`)).status, 200)
    problem(await send(as('seller'), key), 404, 'PERSON_NOT_FOUND')
  })

  test('a deletion hides at once and from all; only the one who deleted takes it back', async () => {
    const { id } = await make()
    assert.equal((await as('seller')('DELETE', `${API}/people/${id}?purpose=sales`)).status, 200)
    for (const [level, purpose] of [
      ['seller', 'sales'],
      ['sales_lead', 'sales'],
      ['management', 'sales'],
      ['owner_operator', 'marketing'],
    ] as const) {
      problem(await as(level)('GET', `${API}/people/${id}?purpose=${purpose}`), 404, 'PERSON_NOT_FOUND')
    }
    problem(await as('seller')('DELETE', `${API}/people/${id}?purpose=sales`), 404, 'PERSON_NOT_FOUND')
    const other = await as('sales_lead')('POST', `${API}/people/${id}/restore?purpose=sales`, { body: {} })
    const never = await as('sales_lead')('POST', `${API}/people/${newId()}/restore?purpose=sales`, { body: {} })
    assert.equal(other.text, never.text)
    problem(other, 404, 'PERSON_NOT_FOUND')
    assert.equal((await as('seller')('POST', `${API}/people/${id}/restore?purpose=sales`, { body: {} })).status, 200)
    assert.equal((await as('sales_lead')('GET', `${API}/people/${id}?purpose=sales`)).status, 200)
    problem(
      await as('seller')('POST', `${API}/people/${id}/restore?purpose=sales`, { body: {} }),
      404,
      'PERSON_NOT_FOUND',
    )
  })
})

describe('a request that is none', () => {
  test('from another site is refused, whatever it asks', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'not an address' },
      { origin: 'http://127.0.0.1:1' },
    ] as Record<string, string>[]) {
      for (const [method, path] of [
        ['POST', '/people?purpose=sales'],
        ['PATCH', `/people/${newId()}`],
        ['DELETE', `/people/${newId()}`],
        ['POST', '/session'],
        ['DELETE', '/session'],
      ] as const) {
        problem(await as('seller')(method, API + path, { body: newPerson(), headers }), 403, 'ORIGIN_REFUSED')
      }
    }
    const own = { origin: served.server.url, 'sec-fetch-site': 'same-origin' }
    assert.equal(
      (await as('seller')('POST', `${API}/people?purpose=sales`, { body: newPerson(), headers: own })).status,
      201,
    )
  })

  test('is told so: no JSON, too much of it, of another kind, with bytes that are no text', async () => {
    const post = (raw: string, headers: Record<string, string> = {}) =>
      as('seller')('POST', `${API}/people?purpose=sales`, { raw, headers })
    for (const raw of [
      '{',
      '',
      'null',
      '[]',
      '"x"',
      '7',
      '{"a":}',
      '{"given_name":"a",}',
      '\u0000',
      '{"__proto__":{"x":1}}',
      '{"constructor":{"prototype":{"x":1}}}',
    ]) {
      const reply = await post(raw)
      assert.ok([400, 422].includes(reply.status), `${raw}: ${reply.text}`)
      assert.ok(reply.json.code in errorTable && reply.json.code !== 'UNEXPECTED')
    }
    problem(await post(JSON.stringify(newPerson({ job_title: 'x'.repeat(2 * 1024 * 1024) }))), 413, 'TOO_LARGE')
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'nonsense']) {
      const reply = await post('{"given_name":"a"}', { 'content-type': type })
      assert.ok(
        reply.status >= 400 && reply.status < 500 && reply.json?.code !== 'UNEXPECTED',
        `${type}: ${reply.status} ${reply.text}`,
      )
    }
    for (const body of [
      newPerson({ given_name: 'a\0b' }),
      newPerson({ emails: [{ address: 'a\0@b.example' }] }),
      newPerson({ informed_how: '\0' }),
    ]) {
      const reply = await post(JSON.stringify(body))
      assert.deepEqual([reply.status, reply.json.code], [422, 'VALUE_NOT_ALLOWED'], reply.text)
    }
    const deep = `{"given_name":${'['.repeat(20_000)}${']'.repeat(20_000)}}`
    assert.ok([400, 422].includes((await post(deep)).status))
  })

  test('of an address that is none, or of a list in a way there is not', async () => {
    const get = (path: string) => as('seller')('GET', path)
    problem(await get('/api/v1/nothing'), 404, 'NOT_FOUND')
    problem(await get('/api/v2/people'), 404, 'NOT_FOUND')
    for (const path of [
      '/people/x',
      '/people/0',
      `/people/${newId()}x`,
      "/people/'--",
      '/people/%00',
      '/people/%2e%2e%2fusers',
      '/people?limit=0',
      '/people?limit=501',
      '/people?limit=x',
      '/people?limit=1e9',
      '/people?filter=x',
      '/people?filter=%7B',
      '/people?cursor=x',
      '/people?sort=permitted',
      '/people?filter={"field":"permitted","op":"is","value":-1}',
      `/people?q=${'x'.repeat(201)}`,
    ]) {
      const reply = await get(API + path)
      assert.ok([400, 422].includes(reply.status), `${path}: ${reply.status} ${reply.text.slice(0, 200)}`)
      assert.ok(reply.json.code in errorTable && reply.json.code !== 'UNEXPECTED', path)
    }
    for (const path of ['/people/%ff', '/people/%', `/${'x'.repeat(2000)}`]) {
      const reply = await get(API + path)
      assert.ok(
        [400, 404, 414].includes(reply.status) && reply.json?.code && reply.json.code !== 'UNEXPECTED',
        `${path.slice(0, 20)}: ${reply.status} ${reply.text.slice(0, 200)}`,
      )
    }
    // Parts that are none are empty, also when every object has something of that name.
    for (const part of ['constructor', '__proto__', 'toString', 'users', 'pets', 'grounds', ',,', 'phones,phones']) {
      const reply = await get(`${API}/people?limit=1&purpose=sales&include=${part}`)
      assert.equal(reply.status, 200, `${part}: ${reply.text}`)
    }
    const { json } = await get(`${API}/people?limit=1&purpose=delivery&include=notes,emails`)
    assert.deepEqual(
      json.items.every((item: any) => item.notes.length === 0),
      true,
    )
  })

  test('is answered in the reader’s language', async () => {
    const titles = new Set<string>()
    for (const language of ['fi', 'sv', 'en'])
      titles.add(
        (
          await as('seller')('GET', `${API}/people/${newId()}`, {
            headers: { 'accept-language': `${language}-FI,${language};q=0.9` },
          })
        ).json.title,
      )
    assert.equal(titles.size, 3)
  })

  test('an answer is not kept by anybody on the way, and runs nowhere', async () => {
    const { headers } = await as('seller')('GET', `${API}/people?limit=1`)
    assert.equal(headers.get('cache-control'), 'no-store')
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    assert.match(headers.get('content-security-policy') ?? '', /script-src 'self'/)
  })
})

describe('no answer without its entry', () => {
  test('a list names whom it showed, and of a search the fields, not the words', async () => {
    const owner = await served.bed.owner()
    const { json } = await as('seller')(
      'GET',
      `${API}/people?purpose=sales&q=virtanen&limit=5&filter=${encodeURIComponent('{"field":"job_title","op":"not_empty"}')}`,
    )
    assert.ok(json.items.length > 0)
    const { rows } = await owner.query(
      `select * from ledger.entries where action = 'people.list' order by at desc limit 1`,
    )
    assert.deepEqual(rows[0].ids.sort(), json.items.map((item: any) => item.id).sort())
    assert.equal(rows[0].purpose, 'sales')
    assert.doesNotMatch(JSON.stringify(rows[0]), /virtanen/i)
    assert.match(JSON.stringify(rows[0].detail), /job_title/)
  })

  test('a change and its entry are one: undone together', async () => {
    const owner = await served.bed.owner()
    const count = async () =>
      (await owner.query(`select count(*)::int as n from ledger.entries where action = 'people.create'`)).rows[0].n
    const before = await count()
    const body = newPerson()
    await as('seller')('POST', `${API}/people?purpose=sales`, { body })
    assert.equal(await count(), before + 1)
    const { rows } = await owner.query(
      `select * from ledger.entries where action = 'people.create' order by at desc limit 1`,
    )
    assert.doesNotMatch(JSON.stringify(rows[0]), new RegExp(body.family_name))
    await as('seller')('POST', `${API}/people?purpose=sales`, { body: newPerson({ phones: [{ number: 'x' }] }) })
    assert.equal(await count(), before + 1)
  })

  test('while the ledger cannot be written, nothing is read and nothing changed', async () => {
    const owner = await served.bed.owner()
    await owner.query(
      `set lock_timeout = '5s'; revoke insert on ledger.entries from ledger; alter table ledger.entries rename to entries_away`,
    )
    try {
      const read = await as('seller')('GET', `${API}/people?purpose=sales&limit=1`)
      problem(read, 503, 'LEDGER_UNAVAILABLE')
      const body = newPerson()
      const write = await as('seller')('POST', `${API}/people?purpose=sales`, { body })
      assert.ok(write.status >= 400, write.text)
      assert.equal(
        (await owner.query('select from data.people where family_name = $1', [body.family_name])).rowCount,
        0,
      )
    } finally {
      await owner.query('alter table ledger.entries_away rename to entries; grant insert on ledger.entries to ledger')
    }
    assert.equal((await as('seller')('GET', `${API}/people?purpose=sales&limit=1`)).status, 200)
  })
})

test('the list of purposes and levels that was tried is the register’s', () => {
  assert.ok(users.size === Object.keys(base.levels).length && purposeIds.includes('sales' satisfies PurposeId))
})

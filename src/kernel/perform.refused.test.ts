import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { errorTable } from '#kernel/errors.table.ts'
import { newId } from '#kernel/ledger.ts'
import { API, as, newPerson, problem, served } from './perform.cast.ts'

// What is no request of ours, from another site or in another shape.

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

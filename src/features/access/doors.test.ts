import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fastify, { type FastifyInstance } from 'fastify'
import { mount, sayNo } from '#kernel/http.ts'
import { type Cast, GOOD_PASSWORD, openCast } from './access.cast.ts'
import { actions, createAccess } from './access.ts'

let cast: Cast
let app: FastifyInstance
before(async () => {
  cast = await openCast()
  app = fastify()
  sayNo(app)
  mount(app, { house: cast.house, actions, actorOf: createAccess(cast.house).actorOf })
})
after(async () => {
  await app.close()
  await cast.close()
})

const send = (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object, headers: Record<string, string> = {}) =>
  app.inject({ method, url, headers, ...(payload ? { payload } : {}) })

test('sign-up is on no route, and nothing but sign-in opens without a session', async () => {
  const person = {
    email: 'new@pohjolan.example',
    password: GOOD_PASSWORD,
    name: 'New',
    levels: ['administrator'],
    language: 'fi',
  }
  for (const path of [
    '/api/auth/sign-up/email',
    '/api/auth/sign-in/email',
    '/api/v1/sign-up',
    '/api/v1/register/sign-up',
    '/sign-up',
  ]) {
    assert.equal((await send('POST', path, person)).statusCode, 404, path)
  }
  assert.equal((await send('POST', '/api/v1/users', person)).statusCode, 401)
  for (const action of actions.filter((each) => !each.public && each.http?.method === 'GET')) {
    assert.equal((await send('GET', `/api/v1${action.http!.path}`)).json().code, 'SIGN_IN_NEEDED', action.name)
  }
})

test('over HTTP the eleventh in a row is locked out, with the time to wait, whatever the password', async () => {
  const { email, password } = cast.card('reviewer')
  const answers = []
  for (let i = 0; i < 11; i++) answers.push(await send('POST', '/api/v1/session', { email, password: 'wrong horse' }))
  assert.equal(answers[0]!.statusCode, 401)
  for (const answer of [answers[10]!, await send('POST', '/api/v1/session', { email, password })]) {
    assert.equal(answer.statusCode, 429)
    assert.equal(answer.json().code, 'LOCKED_OUT')
    assert.equal(Number(answer.headers['retry-after']), 900)
  }
})

test('in, who am I, and out; another site cannot ride on the cookie', async () => {
  const { email, password } = cast.card('seller')
  const entered = await send('POST', '/api/v1/session', { email, password })
  assert.equal(entered.statusCode, 200)
  const cookie = String(entered.headers['set-cookie']).split(';')[0]!
  const me = (await send('GET', '/api/v1/session', undefined, { cookie, 'accept-language': 'sv' })).json()
  assert.deepEqual(me.levels, [{ id: 'seller', label: 'Säljare' }])
  assert.deepEqual(me.writes, ['relationship', 'sales', 'prospecting'])
  assert.equal(
    (await send('DELETE', '/api/v1/session', undefined, { cookie, 'sec-fetch-site': 'cross-site' })).json().code,
    'ORIGIN_REFUSED',
  )
  assert.equal((await send('GET', '/api/v1/users', undefined, { cookie })).statusCode, 403)
  assert.equal((await send('DELETE', '/api/v1/session', undefined, { cookie })).statusCode, 200)
  assert.equal((await send('GET', '/api/v1/session', undefined, { cookie })).statusCode, 401)
})

test('what is missing, too long or of a wrong kind is refused by field, never by a stack', async () => {
  for (const [payload, field] of [
    [{}, 'email'],
    [{ email: 'a@b.fi' }, 'password'],
    [{ email: ['a'], password: 'x' }, 'email'],
    [{ email: 'a@b.fi', password: 'x'.repeat(1001) }, 'password'],
  ] as const) {
    const answer = await send('POST', '/api/v1/session', payload)
    assert.deepEqual([answer.statusCode, answer.json().code, answer.json().field], [422, 'INPUT_INVALID', field])
  }
  assert.equal(
    (await send('POST', '/api/v1/session', { email: 'a\u0000@b.fi', password: 'x' })).json().code,
    'VALUE_NOT_ALLOWED',
  )
  assert.equal((await send('GET', '/api/v1/password/token?token=%00')).json().code, 'LINK_INVALID')
})

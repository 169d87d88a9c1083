import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openHouse } from '#kernel/database.ts'
import { type Cast, freshAddress, OPERATOR, openCast } from './access.cast.ts'
import { actions, createAccess } from './access.ts'
import { IDLE_SECONDS } from './actor.ts'
import { libraryOf, SESSION_SECONDS } from './library.ts'
import { signIn } from './signin.ts'

let cast: Cast
before(async () => {
  cast = await openCast()
})
after(() => cast.close())

const enter = (email: string, password: string, more: { ip?: string; cookie?: string } = {}) =>
  signIn(cast.house, { email, password, ip: more.ip ?? freshAddress(), userAgent: 'test', ...more })

test('nobody signs up: not through the library, and no open action makes an account', async () => {
  const body = { email: 'new@pohjolan.example', password: 'ruskea saapas lensi ojaan', name: 'New' }
  await assert.rejects(libraryOf(cast.house).api.signUpEmail({ body }))
  assert.deepEqual(
    actions.filter((each) => each.public).map((each) => each.name),
    ['session.create', 'password.forgot', 'password.token', 'password.reset'],
  )
  for (const each of actions) {
    if (!each.public && !each.anyone) assert.equal(each.verb, 'users', each.name)
  }
  const { rows } = await cast.house.auth.query(`select count(*) as n from auth.users`)
  assert.equal(rows[0].n, 12)
})

test('the eleventh wrong password is refused, and so is the right one, also after a restart', async () => {
  const { email, password } = cast.card('seller')
  for (let i = 0; i < 10; i++) {
    await assert.rejects(enter(email, 'wrong horse'), { code: 'SIGN_IN_WRONG', status: 401 })
    cast.later(40)
  }
  await assert.rejects(enter(email, 'wrong horse'), { code: 'LOCKED_OUT', status: 429 })
  await assert.rejects(enter(email, password), { code: 'LOCKED_OUT' })
  const restarted = openHouse(cast.house.connection)
  try {
    await assert.rejects(signIn(restarted, { email, password, ip: freshAddress(), userAgent: '' }), (error: any) => {
      assert.equal(error.code, 'LOCKED_OUT')
      assert.ok(error.more.data.retryAfter > 600)
      return true
    })
  } finally {
    await restarted.close()
  }
  cast.later(16 * 60)
  await enter(email, password)
  await assert.rejects(enter(email, 'wrong again'), { code: 'SIGN_IN_WRONG' }, 'the row of failures has ended')
})

test('a wrong password costs a wait that grows, told in Retry-After', async () => {
  const { email } = cast.card('marketing')
  const session = actions.find((each) => each.name === 'session.create')!
  const told: string[] = []
  for (let i = 0; i < 6; i++) {
    await cast
      .act(
        session.name,
        OPERATOR,
        { email, password: 'wrong horse' },
        { setHeader: (name, value) => void told.push(`${name} ${value}`) },
      )
      .catch((error) => told.push(error.code))
  }
  assert.deepEqual(told, [
    ...Array(4).fill('SIGN_IN_WRONG'),
    'retry-after 2',
    'SIGN_IN_WAIT',
    'retry-after 4',
    'SIGN_IN_WAIT',
  ])
})

test('forty guesses at the same moment get no more looks at the password than one after another', async () => {
  const { email } = cast.card('purchasing')
  const codes = await Promise.all(
    Array.from({ length: 40 }, () => enter(email, 'wrong horse').catch((error) => error.code)),
  )
  assert.equal(codes.filter((code) => code === 'SIGN_IN_WRONG').length, 4)
  assert.ok(codes.includes('LOCKED_OUT'))
})

test('one address cannot try its way through the accounts', async () => {
  const ip = '203.0.113.7'
  const codes: string[] = []
  for (let i = 0; i < 33; i++)
    codes.push(await enter(`someone${i}@pohjolan.example`, 'wrong horse', { ip }).catch((error) => error.code))
  assert.deepEqual(new Set(codes.slice(0, 31)), new Set(['SIGN_IN_WRONG']))
  assert.deepEqual(codes.slice(31), ['SIGN_IN_WAIT', 'SIGN_IN_WAIT'])
})

test('an unknown address answers as a known one: the same codes and, within noise, the same time', async () => {
  const story = async (email: string) => {
    const codes = []
    for (let i = 0; i < 12; i++) codes.push(await enter(email, 'wrong horse').catch((error) => error.code))
    return codes
  }
  assert.deepEqual(await story('nobody.here@pohjolan.example'), await story(cast.card('support').email))
  assert.equal(await enter('not an address', 'wrong horse').catch((error) => error.code), 'SIGN_IN_WRONG')

  const times = { known: [] as number[], unknown: [] as number[] }
  for (let i = 0; i < 20; i++) {
    for (const [kind, email] of [
      ['known', cast.cards[i % 12]!.email],
      ['unknown', `absent${i}@pohjolan.example`],
    ] as const) {
      cast.later(25 * 60 * 60)
      const begun = performance.now()
      await enter(email, 'wrong horse').catch(() => {})
      times[kind].push(performance.now() - begun)
    }
  }
  const median = (all: number[]) => all.sort((a, b) => a - b)[all.length >> 1]!
  const ratio = median(times.known) / median(times.unknown)
  assert.ok(ratio > 0.6 && ratio < 1.6, `known ÷ unknown = ${ratio.toFixed(2)}`)
})

test('a session planted in the browser is not taken over at sign-in', async () => {
  cast.later(25 * 60 * 60)
  const { email, password } = cast.card('contracts')
  const planted = await cast.enter('reviewer')
  const { cookies } = await enter(email, password, { cookie: planted })
  const own = cookies[0]!.split(';')[0]!
  assert.notEqual(own, planted)
  assert.equal((await cast.actor(own))?.name, 'Kari Koski')
  assert.equal(await cast.actor(planted), null, 'and the planted one is over')
  const forged = await enter(email, password, { cookie: 'seloste=chosenbyattacker.c2lnbmF0dXJl' })
  assert.ok(!forged.cookies[0]!.includes('chosenbyattacker'))
})

test('a session lives in an HttpOnly, SameSite cookie, signed; a changed one opens nothing', async () => {
  const { email, password } = cast.card('contracts')
  const { cookies } = await enter(email, password)
  assert.equal(cookies.length, 1)
  assert.match(cookies[0]!, /^seloste=.+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/)
  const cookie = cookies[0]!.split(';')[0]!
  const { rows } = await cast.house.auth.query(`select token from auth.sessions order by created_at desc limit 1`)
  assert.equal(await cast.actor(`seloste=${rows[0].token}`), null, 'the token alone, as it stands in the table')
  assert.equal(await cast.actor(cookie.replace(/=./, '=_')), null)
  assert.equal(await cast.actor(`other=${cookie.slice(8)}`), null)
  assert.equal((await cast.actor(`a=b; ${cookie}; c=d`))?.name, 'Kari Koski')
})

test('a session ends when idle, when a week is over, and when its user ends it; looking does not write', async () => {
  const idle = await cast.enter('management')
  const written = async () =>
    (
      await cast.house.auth.query(
        `select max(updated_at) as at, sum(n_tup_upd) as n from auth.sessions, pg_stat_xact_user_tables where relname = 'sessions'`,
      )
    ).rows[0].at
  const at = await written()
  for (let i = 0; i < 5; i++) {
    cast.later(10)
    assert.ok(await cast.actor(idle))
  }
  assert.equal(await written(), at)
  cast.later(IDLE_SECONDS)
  assert.equal(await cast.actor(idle), null)

  const busy = await cast.enter('management')
  for (let at = 0; at < SESSION_SECONDS - IDLE_SECONDS; at += IDLE_SECONDS - 600) {
    assert.ok(await cast.actor(busy))
    cast.later(IDLE_SECONDS - 600)
  }
  cast.later(IDLE_SECONDS - 600)
  assert.equal(await cast.actor(busy), null)

  const access = createAccess(cast.house)
  const ended = await cast.enter('management')
  assert.ok(await access.actorOf({ headers: { cookie: ended } }))
  const cleared = await access.signOut({ headers: { cookie: ended }, ip: freshAddress() })
  assert.match(cleared.find((each) => each.startsWith('seloste='))!, /Max-Age=0/)
  assert.equal(await access.actorOf({ headers: { cookie: ended } }), null)
})

test('the nightly sweep takes what opens nothing any more, and nothing else', async () => {
  const old = await cast.enter('management')
  cast.later(IDLE_SECONDS + 1)
  const live = await cast.enter('seller')
  const count = async () => (await cast.house.auth.query(`select count(*) as n from auth.sessions`)).rows[0].n
  await createAccess(cast.house).sweep()
  assert.equal(await count(), 1)
  assert.ok(await cast.actor(live))
  assert.equal(await cast.actor(old), null)
})

test('one sees and ends one’s own sessions, never a colleague’s', async () => {
  const [first, second, other] = [
    await cast.enter('management'),
    await cast.enter('management'),
    await cast.enter('seller'),
  ]
  const johanna = (await cast.actor(first!))!
  const request = { headers: { cookie: first! } }
  const { items } = await cast.act('sessions.list', johanna, {}, request)
  assert.equal(items.filter((each: any) => each.current).length, 1)
  const sannas = await cast.act('sessions.list', (await cast.actor(other!))!)
  await assert.rejects(cast.act('sessions.delete', johanna, { id: sannas.items[0].id }), { code: 'NOT_FOUND' })
  assert.ok(await cast.actor(other!))
  for (const each of items) if (!each.current) await cast.act('sessions.delete', johanna, { id: each.id })
  assert.equal(await cast.actor(second!), null)
  assert.ok(await cast.actor(first!))
})

test('the ledger holds every sign-in, failure and lock-out, and no address or password of theirs', async () => {
  const { rows } = await cast.house.ledger.query(
    `select actor, action, outcome, ids, detail::text from ledger.entries where action like 'session.%'`,
  )
  const reasons = new Set(rows.map((row) => JSON.parse(row.detail).reason))
  for (const reason of ['SIGN_IN_WRONG', 'SIGN_IN_WAIT', 'LOCKED_OUT', undefined])
    assert.ok(reasons.has(reason), String(reason))
  assert.ok(rows.some((row) => row.actor === 'nobody' && row.outcome === 'refused'))
  assert.ok(rows.some((row) => row.action === 'session.delete'))
  assert.doesNotMatch(JSON.stringify(rows), /@|wrong horse|198\.51|203\.0/)
})

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { urlOf } from '#kernel/database.ts'
import { type Cast, freshAddress, OPERATOR, openCast } from './access.cast.ts'
import { actorOf } from './actor.ts'
import { readLink, setPassword } from './links.ts'
import { signIn } from './signin.ts'

let cast: Cast
before(async () => {
  cast = await openCast()
})
after(() => cast.close())

const GOOD = 'ruskea saapas lensi ojaan'
const as = async (level: Parameters<Cast['enter']>[0]) => (await cast.actor(await cast.enter(level)))!
const grant = (email: string, more: object = {}) => ({
  name: 'Uusi Ihminen',
  email,
  language: 'fi',
  levels: ['seller'],
  scope: 'own',
  team: 'myynti',
  ...more,
})
const tokenOf = (link: string): string => link.split('#')[1]!

test('who may not grant accounts does not: no level but those with the verb users, and no key', async () => {
  for (const { level } of cast.cards) {
    const actor = await as(level)
    const attempt = cast.act('users.create', actor, grant(`by.${level.replace('_', '.')}@pohjolan.example`))
    if (level === 'administrator' || level === 'owner_operator') await attempt
    else await assert.rejects(attempt, { code: 'PURPOSE_MISMATCH' }, level)
  }
})

test('an administrator raises neither himself nor through a second grant of his own account', async () => {
  const antti = await as('administrator')
  const own = { id: antti.id }
  for (const change of [
    { levels: ['administrator', 'seller'] },
    { levels: ['owner_operator'] },
    { scope: 'own' },
    { team: 'myynti' },
  ]) {
    await assert.rejects(cast.act('users.update', antti, { ...own, ...change }), { code: 'OWN_LEVEL' })
  }
  await assert.rejects(cast.act('users.create', antti, grant(cast.card('administrator').email)), {
    code: 'EMAIL_TAKEN',
  })
  await assert.rejects(cast.act('users.invite', antti, own), { code: 'OWN_LEVEL' })
  await assert.rejects(
    cast.house.auth.query(
      `insert into auth.grants (user_id, level, granted_by) values ($1, 'seller', $1::uuid::text)`,
      [antti.id],
    ),
    /grants_not_to_oneself/,
  )
  // What is one's own and raises nothing may be sent along with the form.
  const same = { levels: ['administrator'], scope: 'all', team: 'hallinto' }
  assert.equal((await cast.act('users.update', antti, { ...own, ...same, name: 'Antti A. Aho' })).name, 'Antti A. Aho')
})

test('a grant names real levels and teams, and one account per address', async () => {
  const antti = await as('administrator')
  await assert.rejects(cast.act('users.create', antti, grant('x@pohjolan.example', { levels: ['king'] })), {
    code: 'INPUT_INVALID',
  })
  await assert.rejects(cast.act('users.create', antti, grant('x@pohjolan.example', { levels: [] })), {
    code: 'INPUT_INVALID',
  })
  await assert.rejects(cast.act('users.create', antti, grant('x@pohjolan.example', { team: 'kiilto' })), {
    code: 'TEAM_UNKNOWN',
  })
  await assert.rejects(cast.act('users.create', antti, grant('SANNA.SAARI@pohjolan.example')), { code: 'EMAIL_TAKEN' })
  await assert.rejects(
    cast.act('users.update', antti, { id: await cast.id('seller'), email: cast.card('support').email }),
    { code: 'EMAIL_TAKEN' },
  )
})

test('an invitation works once, for one, for a week, and only with a good password', async () => {
  const { user, link, mailed } = await cast.act('users.create', OPERATOR, grant('kutsuttu@pohjolan.example'))
  assert.equal(mailed, false)
  assert.equal(user.state, 'invited')
  const token = tokenOf(link)
  assert.deepEqual(await cast.act('password.token', OPERATOR, { token }), {
    kind: 'invitation',
    name: 'Uusi Ihminen',
    email: 'kutsuttu@pohjolan.example',
  })
  await assert.rejects(setPassword(cast.house, token, 'Uusi Ihminen 2024'), { code: 'PASSWORD_COMMON' })
  await assert.rejects(setPassword(cast.house, `${token.slice(0, -2)}AA`, GOOD), { code: 'LINK_INVALID' })
  const both = await Promise.allSettled([
    setPassword(cast.house, token, GOOD),
    setPassword(cast.house, token, `${GOOD} taas`),
  ])
  assert.equal(both.filter((each) => each.status === 'fulfilled').length, 1)
  await assert.rejects(setPassword(cast.house, token, GOOD), { code: 'LINK_INVALID', status: 410 })

  const again = await cast.act('users.create', OPERATOR, grant('toinen@pohjolan.example'))
  const replaced = tokenOf(again.link)
  const renewed = tokenOf((await cast.act('users.invite', OPERATOR, { id: again.user.id })).link)
  await assert.rejects(readLink(cast.house, replaced), { code: 'LINK_INVALID' }, 'a new link ends the old')
  cast.later(7 * 24 * 60 * 60 + 1)
  await assert.rejects(setPassword(cast.house, renewed, GOOD), { code: 'LINK_INVALID' })
  const { rows } = await cast.house.auth.query(`select * from auth.links`)
  assert.ok(!JSON.stringify(rows).includes(renewed), 'the token is not stored')
})

test('a reset link lives an hour and ends every session; the forgotten one is told nothing', async () => {
  const marketer = await cast.enter('marketing')
  const id = await cast.id('marketing')
  const known = await cast.act('password.forgot', OPERATOR, { email: cast.card('marketing').email })
  const unknown = await cast.act('password.forgot', OPERATOR, { email: 'nobody@pohjolan.example' })
  assert.deepEqual(known, unknown)
  const asked = async () => (await cast.act('password.requests', OPERATOR)).items.map((each: any) => each.email)
  for (let i = 0; i < 50 && (await asked()).length === 0; i++) await new Promise((done) => setTimeout(done, 20))
  assert.deepEqual(await asked(), [cast.card('marketing').email])

  const spent = tokenOf((await cast.act('users.invite', OPERATOR, { id })).link)
  assert.deepEqual(await asked(), [])
  cast.later(60 * 60 + 1)
  await assert.rejects(readLink(cast.house, spent), { code: 'LINK_INVALID' })
  assert.ok(await cast.actor(marketer))
  await setPassword(cast.house, tokenOf((await cast.act('users.invite', OPERATOR, { id })).link), GOOD)
  assert.equal(await cast.actor(marketer), null)
  cast.card('marketing').password = GOOD
})

test('changing one’s own password asks for the current one and ends the other sessions', async () => {
  const [here, elsewhere] = [await cast.enter('purchasing'), await cast.enter('purchasing')]
  const petra = (await cast.actor(here))!
  const request = { headers: { cookie: here } }
  await assert.rejects(cast.act('password.change', petra, { current: 'wrong horse', password: GOOD }, request), {
    code: 'SIGN_IN_WRONG',
  })
  const { password: current } = cast.card('purchasing')
  await assert.rejects(cast.act('password.change', petra, { current, password: 'PetraPelto2024' }, request), {
    code: 'PASSWORD_COMMON',
  })
  await cast.act('password.change', petra, { current, password: GOOD }, request)
  assert.ok(await cast.actor(here))
  assert.equal(await cast.actor(elsewhere), null)
})

test('a level taken away is gone at the next request', async () => {
  const cookie = await cast.enter('contracts')
  assert.ok((await cast.actor(cookie))!.writes.has('contract'))
  await cast.act('users.update', OPERATOR, { id: await cast.id('contracts'), levels: ['reviewer'] })
  const after = (await cast.actor(cookie))!
  assert.deepEqual([...after.writes, ...after.reads], [])
  assert.deepEqual([...after.may], ['ledger'])
  const { rows } = await cast.house.auth.query(
    `select level, granted_by, ended_by from auth.grants where user_id = $1 order by granted_at`,
    [after.id],
  )
  assert.deepEqual(rows, [
    { level: 'contracts', granted_by: 'operator', ended_by: 'operator' },
    { level: 'reviewer', granted_by: 'operator', ended_by: null },
  ])
})

test('a leaver’s sessions, keys, links and password are dead at once, and the work is another’s', async () => {
  const cookie = await cast.enter('seller')
  const [sanna, lauri] = [await cast.id('seller'), await cast.id('sales_lead')]
  const outi = await as('owner_operator')
  const { secret } = await cast.act(
    'keys.create',
    { ...outi, id: sanna },
    { name: 'Hers', recipient: 'Tilitoimisto Oy', purpose: 'sales' },
  )
  const headers = { authorization: `Bearer ${secret}` }
  const link = tokenOf((await cast.act('users.invite', outi, { id: sanna })).link)
  assert.ok((await cast.actor(cookie)) && (await actorOf(cast.house, headers)))

  await assert.rejects(cast.act('users.leave', outi, { id: sanna, to: sanna }), { code: 'USER_LEFT' })
  // A look-up already on its way when access ends must not be believed afterwards.
  const [, left] = await Promise.all([cast.actor(cookie), cast.act('users.leave', outi, { id: sanna, to: lauri })])
  assert.equal(left.state, 'left')
  assert.equal(await cast.actor(cookie), null)
  assert.equal(await actorOf(cast.house, headers), null)
  await assert.rejects(readLink(cast.house, link), { code: 'LINK_INVALID' })
  const { email, password } = cast.card('seller')
  await assert.rejects(signIn(cast.house, { email, password, ip: freshAddress(), userAgent: '' }), {
    code: 'SIGN_IN_WRONG',
  })
  await assert.rejects(cast.act('users.update', outi, { id: sanna, levels: ['seller'] }), { code: 'USER_LEFT' })
  await assert.rejects(cast.act('users.leave', outi, { id: lauri, to: sanna }), { code: 'USER_LEFT' })

  const back = await cast.act('users.create', outi, grant(email, { name: 'Sanna Saari' }))
  assert.equal(back.user.id, sanna, 'who comes back is the same user')
  await assert.rejects(signIn(cast.house, { email, password, ip: freshAddress(), userAgent: '' }), {
    code: 'SIGN_IN_WRONG',
  })
})

test('the last administrator can neither leave nor be lowered, also when two act at once', async () => {
  const [antti, outi] = [await as('administrator'), await as('owner_operator')]
  const heir = await cast.id('management')
  const both = await Promise.allSettled([
    cast.act('users.leave', outi, { id: antti.id, to: heir }),
    cast.act('users.leave', antti, { id: outi.id, to: heir }),
  ])
  const [refusedOne] = both.filter((each) => each.status === 'rejected')
  assert.equal(refusedOne?.reason.code, 'LAST_ADMINISTRATOR')
  const left = both[0]!.status === 'fulfilled' ? outi.id : antti.id
  await assert.rejects(cast.act('users.leave', OPERATOR, { id: left, to: heir }), { code: 'LAST_ADMINISTRATOR' })
  await assert.rejects(cast.act('users.update', OPERATOR, { id: left, levels: ['seller'] }), {
    code: 'LAST_ADMINISTRATOR',
  })
  await cast.act('users.create', OPERATOR, grant('seuraaja@pohjolan.example', { levels: ['administrator'] }))
  await assert.rejects(
    cast.act('users.leave', OPERATOR, { id: left, to: heir }),
    { code: 'LAST_ADMINISTRATOR' },
    'somebody merely invited keeps no keys',
  )
})

test('a key speaks for one recipient under one purpose, reads only, and ends', async () => {
  const { key, secret } = await cast.act('keys.create', OPERATOR, {
    name: 'Laskutus',
    recipient: 'Tilitoimisto Oy',
    purpose: 'contract',
    days: 30,
  })
  const knock = (value: string, cookie?: string) => actorOf(cast.house, { authorization: value, cookie })
  const actor = (await knock(`Bearer ${secret}`))!
  assert.equal(actor.purpose, 'contract')
  assert.deepEqual([[...actor.reads], [...actor.writes], [...actor.may]], [['contract'], [], ['read']])
  for (const name of ['users.list', 'users.create', 'keys.create', 'users.names']) {
    await assert.rejects(
      cast.act(name, actor, name.endsWith('create') ? grant('k@pohjolan.example') : {}),
      { code: 'PURPOSE_MISMATCH' },
      name,
    )
  }
  await assert.rejects(cast.act('password.change', actor, { current: 'x', password: GOOD }), {
    code: 'PURPOSE_MISMATCH',
  })
  const cookie = await cast.enter('management')
  for (const wrong of [`Bearer ${secret.slice(0, -1)}`, `Basic ${secret}`, 'Bearer', `Bearer ${secret} x`]) {
    assert.equal(await knock(wrong, cookie), null, 'a wrong key is not saved by a good cookie')
  }
  const { rows } = await cast.house.auth.query(`select * from auth.keys`)
  assert.ok(!JSON.stringify(rows).includes(secret.slice(8)))
  const writer = await cast.act('keys.create', OPERATOR, {
    name: 'Lomake',
    recipient: 'Verkkosivut',
    purpose: 'support',
    writes: true,
    days: 1,
  })
  assert.deepEqual([...(await knock(`Bearer ${writer.secret}`))!.writes], ['support'])
  cast.later(24 * 60 * 60 + 1)
  assert.equal(await knock(`Bearer ${writer.secret}`), null, 'expired')
  assert.ok(await knock(`Bearer ${secret}`))
  await cast.act('keys.delete', OPERATOR, { id: key.id })
  assert.equal(await knock(`Bearer ${secret}`), null)
})

test('no other login reaches these tables, and the login auth cannot rewrite what was granted', async () => {
  for (const login of ['purpose_security', 'purpose_staff', 'ledger', 'jobs'] as const) {
    const client = new pg.Client({ connectionString: urlOf(cast.house.connection, login) })
    await client.connect()
    for (const table of ['users', 'grants', 'credentials', 'sessions', 'links', 'keys', 'failures', 'teams']) {
      await assert.rejects(client.query(`select 1 from auth.${table}`), { code: '42501' }, `${login} ${table}`)
    }
    await client.end()
  }
  for (const statement of [
    `update auth.grants set granted_by = 'somebody'`,
    `delete from auth.grants`,
    `delete from auth.users`,
    `update auth.keys set purpose = 'marketing'`,
    `select 1 from data.people`,
    `create table auth.mine ()`,
  ]) {
    await assert.rejects(cast.house.auth.query(statement), { code: '42501' }, statement)
  }
})

test('every change of access is in the ledger, with who and which levels, without names or addresses', async () => {
  const { rows } = await cast.house.ledger.query(
    `select actor, action, ids, detail::text from ledger.entries where action ~ '^(users|keys|password)'`,
  )
  const done = new Set(rows.map((row) => row.action))
  for (const action of [
    'users.create',
    'users.update',
    'users.leave',
    'users.invite',
    'keys.create',
    'keys.delete',
    'password.reset',
    'password.change',
  ]) {
    assert.ok(done.has(action), action)
  }
  const change = rows.find((row) => row.action === 'users.update' && JSON.parse(row.detail).levels_after === 'reviewer')
  assert.equal(JSON.parse(change.detail).levels_before, 'contracts')
  assert.doesNotMatch(JSON.stringify(rows), /@|Uusi|Saari|Tilitoimisto|saapas/)
})

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Cast, freshAddress, grant, OPERATOR, openCast, tokenOf } from './access.cast.ts'
import { actorOf } from './actor.ts'
import { readLink } from './links.ts'
import { signIn } from './signin.ts'

let cast: Cast
before(async () => {
  cast = await openCast()
})
after(() => cast.close())

const as = async (level: Parameters<Cast['enter']>[0]) => (await cast.actor(await cast.enter(level)))!

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
  // A look-up that was on its way when access ended must not be believed afterwards.
  const { query } = cast.house.auth
  let left: any
  cast.house.auth.query = async (...given: any[]) => {
    const found = await (query as any).apply(cast.house.auth, given)
    if (!left && String(given[0]).includes('auth.sessions s')) {
      cast.house.auth.query = query
      left = await cast.act('users.leave', outi, { id: sanna, to: lauri })
    }
    return found
  }
  cast.later(60)
  await cast.actor(cookie)
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
  // Both are held at the same place, so that they really act at once.
  const holder = await cast.house.auth.connect()
  await holder.query('begin')
  await holder.query(`select 1 from auth.users where id = any ($1) for update`, [[antti.id, outi.id]])
  const leaving = Promise.allSettled([
    cast.act('users.leave', outi, { id: antti.id, to: heir }),
    cast.act('users.leave', antti, { id: outi.id, to: heir }),
  ])
  await new Promise((done) => setTimeout(done, 200))
  await holder.query('commit')
  holder.release()
  const both = await leaving
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

test('every change of access is in the ledger, with who and which levels, without names or addresses', async () => {
  const { rows } = await cast.house.ledger.query(
    `select actor, action, ids, detail::text from ledger.entries where action ~ '^(users|keys|password)'`,
  )
  const done = new Set(rows.map((row) => row.action))
  for (const action of ['users.create', 'users.update', 'users.leave', 'users.invite', 'keys.create']) {
    assert.ok(done.has(action), action)
  }
  const change = rows.find((row) => row.action === 'users.update' && JSON.parse(row.detail).levels_after === 'reviewer')
  assert.equal(JSON.parse(change.detail).levels_before, 'contracts')
  assert.doesNotMatch(JSON.stringify(rows), /@|Uusi|Saari|Tilitoimisto|saapas/)
})

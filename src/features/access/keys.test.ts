import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { urlOf } from '#kernel/database.ts'
import { type Cast, GOOD_PASSWORD, grant, OPERATOR, openCast } from './access.cast.ts'
import { actorOf } from './actor.ts'

let cast: Cast
before(async () => {
  cast = await openCast()
})
after(() => cast.close())

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
  await assert.rejects(cast.act('password.change', actor, { current: 'x', password: GOOD_PASSWORD }), {
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

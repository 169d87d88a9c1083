import assert from 'node:assert/strict'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { levels } from '#register/index.ts'
import { type Cast, OPERATOR, openCast } from './access.cast.ts'
import { seedAccounts } from './demo.ts'

let cast: Cast
before(async () => {
  cast = await openCast()
})
after(() => cast.close())

test('one sign-in per level, each with a password of its own that only the operator can read', async () => {
  assert.deepEqual(cast.cards.map((each) => each.level).sort(), Object.keys(levels).sort())
  assert.equal(new Set(cast.cards.map((each) => each.password)).size, cast.cards.length)
  assert.equal((await stat(join(cast.folder, 'demo-sign-ins.json'))).mode & 0o777, 0o600)
  for (const { level } of cast.cards) {
    const actor = (await cast.actor(await cast.enter(level)))!
    assert.deepEqual(actor.levels, [level])
    const session = await cast.act('session.get', actor)
    assert.equal(session.user.email, cast.card(level).email)
  }
})

test('who has left is not let in again by a restart', async () => {
  const [id, to] = [await cast.id('purchasing'), await cast.id('management')]
  await cast.act('users.leave', OPERATOR, { id, to })
  await seedAccounts(cast.house, cast.folder)
  const { rows } = await cast.house.auth.query(`select 1 from auth.credentials where user_id = $1`, [id])
  assert.equal(rows.length, 0)
})

test('a second start changes nothing, and another installation has other passwords', async () => {
  const again = await seedAccounts(cast.house, cast.folder)
  assert.deepEqual(again, cast.cards)
  const other = await openCast()
  try {
    for (const { level, password } of other.cards) assert.notEqual(password, cast.card(level).password)
  } finally {
    await other.close()
  }
})

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Cast, GOOD_PASSWORD, grant, OPERATOR, openCast, tokenOf } from './access.cast.ts'
import { readLink, setPassword } from './links.ts'

let cast: Cast
before(async () => {
  cast = await openCast()
})
after(() => cast.close())

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
  await assert.rejects(setPassword(cast.house, `${token.slice(0, -2)}AA`, GOOD_PASSWORD), { code: 'LINK_INVALID' })
  const both = await Promise.allSettled([
    setPassword(cast.house, token, GOOD_PASSWORD),
    setPassword(cast.house, token, `${GOOD_PASSWORD} taas`),
  ])
  assert.equal(both.filter((each) => each.status === 'fulfilled').length, 1)
  await assert.rejects(setPassword(cast.house, token, GOOD_PASSWORD), { code: 'LINK_INVALID', status: 410 })

  const again = await cast.act('users.create', OPERATOR, grant('toinen@pohjolan.example'))
  const replaced = tokenOf(again.link)
  const renewed = tokenOf((await cast.act('users.invite', OPERATOR, { id: again.user.id })).link)
  await assert.rejects(readLink(cast.house, replaced), { code: 'LINK_INVALID' }, 'a new link ends the old')
  cast.later(7 * 24 * 60 * 60 + 1)
  await assert.rejects(setPassword(cast.house, renewed, GOOD_PASSWORD), { code: 'LINK_INVALID' })
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
  await setPassword(cast.house, tokenOf((await cast.act('users.invite', OPERATOR, { id })).link), GOOD_PASSWORD)
  assert.equal(await cast.actor(marketer), null)
  cast.card('marketing').password = GOOD_PASSWORD
})

test('changing one’s own password asks for the current one and ends the other sessions', async () => {
  const [here, elsewhere] = [await cast.enter('purchasing'), await cast.enter('purchasing')]
  const petra = (await cast.actor(here))!
  const request = { headers: { cookie: here } }
  await assert.rejects(
    cast.act('password.change', petra, { current: 'wrong horse', password: GOOD_PASSWORD }, request),
    {
      code: 'SIGN_IN_WRONG',
    },
  )
  const { password: current } = cast.card('purchasing')
  await assert.rejects(cast.act('password.change', petra, { current, password: 'PetraPelto2024' }, request), {
    code: 'PASSWORD_COMMON',
  })
  await cast.act('password.change', petra, { current, password: GOOD_PASSWORD }, request)
  assert.ok(await cast.actor(here))
  assert.equal(await cast.actor(elsewhere), null)
})

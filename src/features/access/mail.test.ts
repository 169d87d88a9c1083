import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { config } from '#kernel/config.ts'
import { openHouse } from '#kernel/database.ts'
import { type Cast, freshAddress, GOOD_PASSWORD, grant, OPERATOR, openCast } from './access.cast.ts'
import { actorOf } from './actor.ts'
import { setPassword } from './links.ts'
import { signIn } from './signin.ts'

let cast: Cast
const received: string[] = []
const relay = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData(stream, _, done) {
    let text = ''
    stream.on('data', (chunk) => {
      text += chunk
    })
    stream.on('end', () => {
      received.push(text)
      done()
    })
  },
})

before(async () => {
  cast = await openCast()
  relay.listen(0, '127.0.0.1')
  await once(relay.server, 'listening')
  config.mailUrl = `smtp://127.0.0.1:${(relay.server.address() as AddressInfo).port}`
  config.baseUrl = 'https://crm.pohjolan.example'
})
after(async () => {
  delete config.mailUrl
  delete config.baseUrl
  await new Promise<void>((done) => relay.close(done))
  await cast.close()
})

const until = async (length: number) => {
  for (let i = 0; i < 100 && received.length < length; i++) await new Promise((done) => setTimeout(done, 20))
}
/** The link in the last mail, quoted-printable undone. */
const linkOf = (mail: string) =>
  /https:\/\/\S+\/password#[\w-]+/.exec(mail.replace(/=\r?\n/g, '').replace(/=3D/g, '='))?.[0]

test('with a relay the link goes by mail in the reader’s language, and nobody else is shown it', async () => {
  const answer = await cast.act('users.create', OPERATOR, grant('astrid@pohjolan.example', { language: 'sv' }))
  assert.equal(answer.mailed, true)
  assert.equal('link' in answer, false)
  assert.match(received[0]!, /To: astrid@pohjolan\.example/)
  const link = linkOf(received[0]!)!
  await setPassword(cast.house, link.split('#')[1]!, GOOD_PASSWORD)
})

test('a forgotten password brings one mail in five minutes, and none to an unknown address', async () => {
  const { email } = cast.card('support')
  for (const each of [email, 'nobody@pohjolan.example', email, email])
    await cast.act('password.forgot', OPERATOR, { email: each })
  await until(2)
  await new Promise((done) => setTimeout(done, 150))
  assert.equal(received.length, 2)
  assert.match(received[1]!, new RegExp(`To: ${email}`))
  cast.later(301)
  await cast.act('password.forgot', OPERATOR, { email })
  await until(3)
  assert.notEqual(linkOf(received[2]!), linkOf(received[1]!))
})

test('a relay that is down leaves the administrator with the link', async () => {
  const { mailUrl } = config
  await new Promise<void>((done) => relay.close(done))
  const answer = await cast.act('users.create', OPERATOR, grant('erik@pohjolan.example'))
  assert.equal(answer.mailed, false)
  assert.match(answer.link, /^https:\/\/crm\.pohjolan\.example\/password#[\w-]{43}$/)
  assert.equal(config.mailUrl, mailUrl)
})

test('behind https the cookie is Secure and bound to the host', async () => {
  const house = openHouse(cast.house.connection)
  try {
    const { email, password } = cast.card('seller')
    const { cookies } = await signIn(house, { email, password, ip: freshAddress(), userAgent: '' })
    assert.match(cookies[0]!, /^__Host-seloste=.+; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    assert.ok(await actorOf(house, { cookie: cookies[0]!.split(';')[0]! }))
    assert.equal(await actorOf(house, { cookie: cookies[0]!.split(';')[0]!.slice('__Host-'.length) }), null)
  } finally {
    await house.close()
  }
})

import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { clock } from '#kernel/clock.ts'
import { suppressionKey } from '#kernel/instance.ts'
import { newId } from '#kernel/ledger.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'
import { addressHash, freshUrl, leaveUrl, openLink, sealLink } from './links.ts'

const key = randomBytes(32)
const who = { person: newId(), hash: addressHash(key, 'aino@example.com') }
const { now } = clock

let bed: Bed
before(async () => {
  bed = await openBed()
})
after(async () => {
  clock.now = now
  await bed.close()
})

test('forged, cut, lengthened and misspelt links are nobody’s', () => {
  const token = sealLink(key, { kind: 'leave', ...who })
  const bytes = Buffer.from(token, 'base64url')
  for (let at = 0; at < bytes.length; at++) {
    const forged = Buffer.from(bytes)
    forged[at]! ^= 1
    assert.equal(openLink(key, forged.toString('base64url')), null, `byte ${at}`)
  }
  const wrong = ['', '.', token.slice(0, -1), token.slice(4), `${token}AAAA`, `${token}=`, ` ${token}`, `${token}%`]
  for (const text of [...wrong, token.replace(/^./, '!'), bytes.toString('hex'), newId()])
    assert.equal(openLink(key, text), null, text)
  assert.equal(openLink(randomBytes(32), token), null, 'of another installation')
})

test('a link tells nothing of whom it is for, and no two people share a beginning', () => {
  const token = sealLink(key, { kind: 'leave', ...who })
  const plain = Buffer.from(token, 'base64url').toString('hex')
  assert.ok(!plain.includes(who.person.replaceAll('-', '')) && !plain.includes(who.hash.slice(0, 8)))
  const other = sealLink(key, { kind: 'leave', person: newId(), hash: who.hash })
  assert.notEqual(token.slice(0, 16), other.slice(0, 16))
  assert.equal(sealLink(key, { kind: 'leave', ...who }), token, 'the same in every mail')
})

test('a leave link never ends, a fresh one does after a day', () => {
  const leave = sealLink(key, { kind: 'leave', ...who })
  const fresh = sealLink(key, { kind: 'fresh', ...who })
  assert.deepEqual(openLink(key, leave), { kind: 'leave', ...who, until: null })
  const opened = openLink(key, fresh)!
  assert.equal(opened.kind, 'fresh')
  assert.equal(opened.person, who.person)
  const start = now().getTime()
  clock.now = () => new Date(start + 86_390_000)
  assert.ok(openLink(key, fresh))
  clock.now = () => new Date(start + 86_401_000)
  assert.equal(openLink(key, fresh), null)
  clock.now = () => new Date(start + 20 * 366 * 86_400_000)
  assert.ok(openLink(key, leave), 'twenty years later')
  clock.now = now
})

test('the addresses are our own', () => {
  assert.match(leaveUrl(key, who), /^http:\/\/[\w.:]+\/u\/[\w-]{108}$/)
  assert.match(freshUrl(key, who), /^http:\/\/[\w.:]+\/preferences\/[\w-]{108}$/)
})

test('an address has one hash here and in the database', async () => {
  const client = await bed.owner()
  for (const address of ['aino@example.com', ' Väinö.ÅKE@Example.COM ', 'ł+tag@xn--bcher-kva.example']) {
    const { rows } = await client.query('select data.address_hash($1, $2) as hash', [address, suppressionKey(key)])
    assert.equal(rows[0].hash, addressHash(key, address), address)
  }
})

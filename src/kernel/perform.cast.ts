import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { newId } from '#kernel/ledger.ts'
import { base, type LevelId } from '#register/index.ts'
import { openServed, type Reply, type Served, type Visitor } from '../../tests/served.ts'

// For the tests of every door: a visitor of each level, and what a refusal looks like.

export let served: Served
export let stranger: Visitor
export const users = new Map<LevelId, Visitor>()
before(async () => {
  served = await openServed()
  stranger = served.stranger
  for (const level of Object.keys(base.levels) as LevelId[]) users.set(level, await served.enter(level))
})
after(() => served.close())

export const as = (level: LevelId): Visitor => users.get(level)!
export const API = '/api/v1'

/** A refusal is a problem of ours: shaped alike, in the reader's language, and without a word of the database. */
export function problem(reply: Reply, status: number, code: string): void {
  assert.equal(reply.json?.code, code, `${reply.status} ${reply.text}`)
  assert.equal(reply.status, status, reply.text)
  assert.match(reply.headers.get('content-type') ?? '', /^application\/problem\+json/)
  const { type, title, next } = reply.json
  assert.deepEqual([type, reply.json.status], [`urn:seloste:error:${code}`, status])
  assert.ok(title && next)
  assert.doesNotMatch(reply.text, /constraint|relation|syntax|data\.|permission denied|\/src\/|node_modules/)
}

export const newPerson = (more: object = {}) => ({
  given_name: 'Testi',
  family_name: `Henkilö ${newId()}`,
  source: 'person',
  ...more,
})

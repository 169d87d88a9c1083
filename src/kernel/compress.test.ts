import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import Fastify from 'fastify'
import { compressAnswers } from './compress.ts'

const long = { words: 'seloste '.repeat(2000) }
const app = Fastify()
compressAnswers(app)
app.get('/long', (_, reply) => reply.header('etag', '"3"').send(long))
app.get('/short', () => ({ a: 1 }))
const ask = (url: string, accept?: string) =>
  app.inject({ url, headers: accept === undefined ? {} : { 'accept-encoding': accept } })

test('a long answer leaves compressed to whoever can read it, and is the same', async () => {
  const answer = await ask('/long', 'br, gzip')
  assert.equal(answer.headers['content-encoding'], 'gzip')
  assert.equal(answer.headers.vary, 'accept-encoding')
  assert.equal(answer.headers.etag, '"3"')
  assert.equal(Number(answer.headers['content-length']), answer.rawPayload.length)
  assert.ok(answer.rawPayload.length < 500)
  assert.deepEqual(JSON.parse(gunzipSync(answer.rawPayload).toString()), long)
})

test('as it is to whoever cannot, and when it is short', async () => {
  for (const answer of [await ask('/long'), await ask('/long', 'identity'), await ask('/short', 'gzip')]) {
    assert.equal(answer.headers['content-encoding'], undefined)
    assert.ok(JSON.parse(answer.payload))
  }
})

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { rounds } from './harms.cast.ts'
import { assertUnharmed, client, evidenceOf, house, statusOf } from './verify.cast.ts'
import { runVerify } from './verify.ts'

for (const [i, round] of rounds.entries()) {
  test(`what is broken on purpose falls, round ${i + 1}`, async (t) => {
    for (const { harm } of round) await client.query(harm)
    const report = await runVerify(house).finally(async () => {
      for (const { undo } of round) await client.query(undo)
    })
    assert.ok(report.broken > 0)
    for (const { name, falls, invariants = [] } of round) {
      await t.test(name, () => {
        for (const [id, cause] of Object.entries(falls)) {
          assert.equal(statusOf(report, id), 'broken', `${id}: ${evidenceOf(report, id)}`)
          assert.match(evidenceOf(report, id), cause)
        }
        for (const number of invariants) {
          const line = report.invariants.find((one) => one.number === number)!
          assert.equal(line.status, 'broken', `${number}: ${line.evidence}`)
        }
      })
    }
  })
}

test('a server that lets strangers in is named, by what it answers', async () => {
  const server = createServer((_, reply) => reply.end('Welcome!')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const { port } = server.address() as AddressInfo
    await client.query(
      `insert into register.forms (id, version, body, published_at, written_by) values ('uutiskirje-koe', 1, '{}', now(), 'test')`,
    )
    const report = await runVerify(house, { url: `http://127.0.0.1:${port}` })
    assert.match(evidenceOf(report, 'P01'), /answers 200 and shows no date/)
    assert.match(evidenceOf(report, 'P99'), /POST \/api\/v1\/sign-up answers 200 to a stranger/)
    assert.match(evidenceOf(report, 'P101'), /Without sign-in.*GET \/people → 200/)
    assert.match(evidenceOf(report, 'P47'), /GET \/forms\/[\w-]+ answers 200 without a form/)
    assert.match(evidenceOf(report, 'P24'), /shows no way to the notice/)
    for (const id of ['P22', 'P23', 'P63', 'P64'])
      assert.match(evidenceOf(report, id), /GET \/preferences answers 200 without a form/)
    assert.match(evidenceOf(report, 'P07'), /does not lead to version 1/)
    assert.match(evidenceOf(report, 'P08'), /does not lead to the notice/)
    for (const id of ['P01', 'P07', 'P08', 'P22', 'P23', 'P24', 'P47', 'P63', 'P64', 'P99', 'P101'])
      assert.equal(statusOf(report, id), 'broken')
  } finally {
    server.close()
    await client.query(`alter table register.forms disable trigger user; delete from register.forms where id = 'uutiskirje-koe';
      alter table register.forms enable trigger user`)
  }
})

test('undone, everything stands as before', assertUnharmed)

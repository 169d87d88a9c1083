import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { nextOf } from './next.ts'

let served: Served
let administrator: Visitor
before(async () => {
  served = await openServed()
  administrator = await served.enter('administrator')
})
after(() => served?.close())

const api = '/api/v1'

test('the next time of a schedule, as a calendar has it', () => {
  const from = new Date('2026-11-22T23:39:30Z')
  const next: [string, string][] = [
    ['10 2 * * *', '2026-11-23T02:10:00.000Z'],
    ['* * * * *', '2026-11-22T23:40:00.000Z'],
    ['*/15 * * * *', '2026-11-22T23:45:00.000Z'],
    ['0 */6 * * *', '2026-11-23T00:00:00.000Z'],
    ['30 1 1 * *', '2026-12-01T01:30:00.000Z'],
    ['0 5 * * 1-5', '2026-11-23T05:00:00.000Z'],
    ['0 5 * * 6,7', '2026-11-28T05:00:00.000Z'],
    ['0 0 29 2 *', '2028-02-29T00:00:00.000Z'],
    ['0 0 1 * 1', '2026-11-23T00:00:00.000Z'],
  ]
  for (const [cron, at] of next) assert.equal(nextOf(cron, from), at, cron)
  assert.equal(nextOf('0 0 31 2 *', from), null)
})

describe('the board of runs', () => {
  test('refused: to whoever does not operate, and what is no job of ours', async () => {
    for (const level of ['seller', 'privacy_owner', 'reviewer'] as const) {
      const who = await served.enter(level)
      assert.equal((await who('GET', `${api}/runs`)).status, 403, level)
      assert.equal((await who('POST', `${api}/runs/start`, { body: { job: 'ledger.seal' } })).status, 403, level)
    }
    for (const job of ['', 'nothing.here', 'trade.refresh; drop table x', '__proto__'])
      assert.equal((await administrator('POST', `${api}/runs/start`, { body: { job } })).json.code, 'NOT_FOUND', job)
  })

  test('run now: it waits its turn, runs, and leaves a receipt', async () => {
    // Switched off, it says so and asks nobody.
    await administrator('POST', `${api}/trade/asking`, { body: { on: false } })
    const line = async () => {
      const { items, trade } = (await administrator('GET', `${api}/runs`)).json
      return { ...items.find(({ job }: { job: string }) => job === 'trade.refresh'), trade }
    }
    const before = await line()
    assert.deepEqual([before.cron, before.trade], ['10 2 * * *', false])
    assert.match(before.next, /T02:10:00.000Z$/)
    assert.equal((await administrator('POST', `${api}/runs/start`, { body: { job: 'trade.refresh' } })).status, 200)
    let after = await line()
    for (let i = 0; i < 100 && (after.waiting || !after.last || after.last.begun === before.last?.begun); i++) {
      await sleep(100)
      after = await line()
    }
    assert.deepEqual([after.last.well, after.last.outcome, after.waiting], [true, { off: true, demo: true }, false])
    const past = (await administrator('GET', `${api}/runs/past?job=trade.refresh`)).json.items
    assert.deepEqual(past[0].outcome, { off: true, demo: true })
  })
})

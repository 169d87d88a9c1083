import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { type House, openHouse } from '#kernel/database.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'
import { openSink, type Sink } from '../../../tests/sink.ts'
import { publish } from './subscriptions.cast.ts'
import type { Order } from './subscriptions.teller.ts'

// Whoever tells those who asked is killed in the middle (kill -9), again and again. Afterwards each is told once, or
// stands on record as unclear: what the relay may have had when its sender died is never sent again.

let bed: Bed
let house: House
let sink: Sink
let owner: pg.Client
before(async () => {
  bed = await openBed()
  house = openHouse(bed.connection)
  await house.renew()
  sink = await openSink()
  owner = await bed.owner()
})
after(async () => {
  await sink?.close()
  await house?.close()
  await bed?.close()
})

const KILLS = 4
/** Written at a time, so that no more are cut off by one kill. */
const LANES = 2
const READERS = 60
const HELD = 'hold-300-lukija@monta.example'

function teller(): ChildProcess {
  const { key, ...connection } = bed.connection
  const child = fork(fileURLToPath(new URL('./subscriptions.teller.ts', import.meta.url)), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  child.send({ connection: { ...connection, key: key.toString('base64url') }, relay: sink.url } satisfies Order)
  return child
}

test('each is told once of a version, though each teller but the last is killed', async () => {
  await owner.query(
    `insert into data.subscriptions (address, language, confirmed_at)
     select case n when 1 then $2 else 'lukija' || n || '@monta.example' end, 'fi', now() - interval '1 hour'
     from generate_series(1, $1::int) n`,
    [READERS, HELD],
  )
  await owner.query(
    `insert into data.subscriptions (address, language, token_hash) values ('hiljaa@monta.example', 'fi', 'x')`,
  )
  // The first version is nobody's news; this one is.
  await publish(house, 'uusi@monta.example')
  // The first is killed while the relay holds a letter it will take: what became of it nobody can know.
  const first = teller()
  await sink.told('came', HELD)
  first.kill('SIGKILL')
  await once(first, 'exit')
  await sink.told('taken', HELD)
  for (let n = 0; n < KILLS; n++) {
    const enough = sink.taken.length + 5
    const child = teller()
    const died = once(child, 'exit')
    while (sink.taken.length < enough && child.exitCode === null) await pause(2)
    child.kill('SIGKILL')
    const [, signal] = await died
    assert.equal(signal, 'SIGKILL', 'it had ended before it was killed')
  }
  // Two at once: of these one tells, and nobody twice.
  const both = [teller(), teller()]
  await Promise.all(both.map((child) => once(child, 'exit')))
  const { rows } = await owner.query<{ address: string; state: string | null }>(
    `select s.address, x.state from data.subscriptions s left join data.subscription_sendings x on x.subscription_id = s.id`,
  )
  const mails = (address: string) => sink.taken.filter(({ to }) => to === address).length
  const told = rows.filter(({ state }) => state === 'sent')
  const unclear = rows.filter(({ state }) => state === 'handing' || state === 'unknown')
  assert.equal(rows.length, READERS + 1, 'one decision for each')
  assert.deepEqual(
    rows.filter(({ address }) => mails(address) > 1),
    [],
    'told twice',
  )
  assert.deepEqual(
    told.filter(({ address }) => mails(address) !== 1),
    [],
    'said to be told, and nothing left',
  )
  assert.equal(told.length + unclear.length, READERS, 'neither told nor on record as unclear')
  assert.ok(
    unclear.some(({ address }) => address === HELD),
    'the one that was held',
  )
  assert.ok(unclear.length <= (KILLS + 1) * LANES, `${unclear.length} unclear`)
  assert.equal(mails('hiljaa@monta.example'), 0)
})

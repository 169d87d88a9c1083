import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { config } from '#kernel/config.ts'
import { type House, openHouse } from '#kernel/database.ts'
import { openServed, type Served, type Visitor } from '../../../tests/served.ts'
import { openSink, type Sink } from '../../../tests/sink.ts'
import { figuresOf, messageOf } from './announcing.ts'
import type { Order } from './informing.teller.ts'
import { informRound } from './run.ts'

// Processes that tell many people are killed in the middle (kill -9), again and again. Afterwards everybody is told
// once, or stands on record as unclear: what the relay may have had when its sender died is never sent again.

let served: Served
let house: House
let sink: Sink
let keeper: Visitor
let owner: Awaited<ReturnType<Served['bed']['owner']>>
before(async () => {
  served = await openServed()
  house = openHouse(served.bed.connection)
  await house.renew()
  sink = await openSink()
  owner = await served.bed.owner()
  keeper = await served.enter('privacy_owner')
})
after(async () => {
  delete config.mailUrl
  await sink?.close()
  await house?.close()
  await served?.close()
})

const KILLS = 4
/** Written at a time, so that no more are cut off by one kill. */
const LANES = 2

async function crowd(word: string, count: number): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(
    `with made as (
       insert into data.people (id, permitted, given_name, family_name, language, source, source_name, inform_by)
       select data.new_id(), data.always_mask(), 'Monta', 'Muualta', 'fi', 'elsewhere', 'Messulista', now() + interval '20 days'
       from generate_series(1, $2::int) returning id), numbered as (select id, row_number() over () as n from made), mailed as (
       insert into data.emails (person_id, permitted, address, kind, main)
       select id, data.always_mask() & data.emails_bits(), $1 || n || '@monta.example', 'private', true from numbered)
     select id from made`,
    [word, count],
  )
  return rows.map(({ id }) => id)
}

function teller(version = 0): ChildProcess {
  const { key, ...connection } = served.bed.connection
  const child = fork(fileURLToPath(new URL('./informing.teller.ts', import.meta.url)), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  child.send({
    connection: { ...connection, key: key.toString('base64url') },
    relay: sink.url,
    version,
  } satisfies Order)
  return child
}

/** Lets so many be taken, kills, and begins again; the last one is left to end. */
async function killed(version = 0): Promise<string> {
  for (let n = 0; n < KILLS; n++) {
    const enough = sink.taken.length + 5
    const child = teller(version)
    const died = once(child, 'exit')
    while (sink.taken.length < enough && child.exitCode === null) await pause(2)
    child.kill('SIGKILL')
    const [, signal] = await died
    assert.equal(signal, 'SIGKILL', 'it had ended before it was killed')
  }
  const last = teller(version)
  const exited = once(last, 'exit')
  const [said] = await once(last, 'message')
  await exited
  return said as string
}

/** How often each was written to and is on record as told. */
async function counted(people: string[], kind: string, message: string, since = 0) {
  const { rows } = await owner.query<{ address: string; told: number; state: string[] }>(
    `select e.address, (select count(*)::int from data.informings i where i.person_id = e.person_id and i.kind = $2) as told,
       array(select s.state from data.sendings s where s.person_id = e.person_id and s.message = $3) as state
     from data.emails e where e.person_id = any ($1)`,
    [people, kind, message],
  )
  assert.equal(rows.length, people.length)
  return rows.map((row) => ({ ...row, mails: sink.taken.slice(since).filter(({ to }) => to === row.address).length }))
}
function onceEach(all: Awaited<ReturnType<typeof counted>>, kills = KILLS): number {
  assert.deepEqual(
    all.filter(({ told, mails }) => told > 1 || mails > 1),
    [],
    'told twice',
  )
  const untold = all.filter(({ told }) => told === 0)
  const lost = untold.filter(({ state }) => !['handing', 'unknown'].includes(state.join()))
  assert.deepEqual(lost, [], 'neither told nor on record as unclear')
  const claimed = all.filter(({ told, mails }) => told === 1 && mails === 0)
  assert.deepEqual(claimed, [], 'said to be told, and nothing left')
  assert.ok(untold.length <= kills * LANES, `${untold.length} unclear`)
  return untold.length
}

test('letters to many: a run stands in the database, is nobody else’s to begin, and goes on after each kill', async () => {
  const people = await crowd('kirje', 60)
  assert.equal((await keeper('POST', '/api/v1/informing/send', { body: { people } })).json.code, 'MAIL_NOT_SET')
  assert.equal((await owner.query('select from register.informing_runs')).rowCount, 0)
  await owner.query(
    `with run as (insert into register.informing_runs (by, total) values ('test', 60) returning id)
    insert into register.informing_rest (run_id, person_id) select run.id, unnest($1::uuid[]) from run`,
    [people],
  )
  assert.equal(await informRound(house), 'waiting', 'without a relay nothing begins')
  config.mailUrl = sink.url
  const busy = await keeper('POST', '/api/v1/informing/send', { body: { people: people.slice(0, 1) } })
  assert.equal(busy.json.code, 'BUSY')
  const child = teller()
  while (sink.taken.length < 3) await pause(2)
  child.kill('SIGKILL')
  await once(child, 'exit')
  // another process, after the death of the one that sent: what it shows is what was written down
  const { run } = (await keeper('GET', '/api/v1/informing/run')).json
  assert.deepEqual([run.total, run.ended_at], [60, null])
  assert.ok(run.done >= 1 && run.done < 60, `${run.done}`)
  assert.equal(await killed(), 'ended')
  const all = await counted(people, 'obtained', 'informing:obtained')
  // once more than the others: to look at what was written down
  const unclear = onceEach(all, KILLS + 1)
  const ended = (await keeper('GET', '/api/v1/informing/run')).json.run
  assert.deepEqual([ended.total, ended.done, ended.sent, ended.unclear], [60, 60, 60 - unclear, unclear])
  assert.ok(ended.ended_at)
  assert.equal(
    (await owner.query('select from register.informing_rest')).rowCount,
    0,
    'who it was for is kept no longer',
  )
})

test('a letter recorded just before the kill, and not counted, is not recorded again', async () => {
  const [id] = await crowd('laskematta', 1)
  const begin = () => keeper('POST', '/api/v1/informing/send', { body: { people: [id] } })
  const settled = async () => {
    while (!(await keeper('GET', '/api/v1/informing/run')).json.run.ended_at) await pause(20)
  }
  await begin()
  await settled()
  await begin()
  await settled()
  const [one] = await counted([id!], 'obtained', 'informing:obtained')
  assert.deepEqual([one!.told, one!.mails], [1, 1])
})

test('a material change of the notice: announced to everybody once, though each teller but the last is killed', async () => {
  await crowd('muutos', 60)
  const { rows } = await owner.query<{ person_id: string }>(
    'select person_id from data.emails where bounced_at is null group by person_id having count(*) = 1',
  )
  const version = 7
  await owner.query(
    `insert into register.announcements (version, material, assessment, assessed_by, begun_at, body)
     values ($1, true, 'Säilytysaika lyhenee kaikilta', 'test', now(),
       '{"by":"test","summary":{"fi":"Säilytysaika lyhenee.","sv":"Lagringstiden förkortas.","en":"Kept for less time."}}')`,
    [version],
  )
  const before = sink.taken.length
  assert.equal(await killed(version), 'ended')
  const all = await counted(
    rows.map((row) => row.person_id),
    'changed',
    messageOf(version),
    before,
  )
  const unclear = onceEach(all)
  const figures = await figuresOf(house, version)
  assert.deepEqual([figures.unclear, figures.failed], [unclear, 0])
  assert.ok(figures.sent >= all.length - unclear)
  const again = await owner.query('select ended_at from register.announcements where version = $1', [version])
  assert.ok(again.rows[0].ended_at)
})

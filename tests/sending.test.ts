import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism, loadavg } from 'node:os'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { addressHash, sealLink } from '#features/grounds/links.ts'
import { frame } from '#features/sending/frame.ts'
import { send } from '#features/sending/send.ts'
import { type Cast, openCast } from '#features/sending/sending.cast.ts'
import { config } from '#kernel/config.ts'
import { type House, openHouse } from '#kernel/database.ts'
import type { Order } from './sending.sender.ts'
import { openServed, type Served } from './served.ts'
import { clockNow, openSink, type Sink } from './sink.ts'

// Once a person has been told that they are out, nothing more leaves: with a real relay, senders that are processes
// of their own and are killed in the middle, and people who click while the campaign runs. SELOSTE_SOAK=20000 takes so many people.

const soak = Number(process.env.SELOSTE_SOAK ?? 0)
const PEOPLE = Math.max(soak, 1200)
const KILLS = Math.ceil(PEOPLE / 200)
const SENDERS = 3
const BATCH = soak ? 500 : 100

let served: Served
let cast: Cast
let house: House
let sink: Sink
before(async () => {
  served = await openServed()
  cast = await openCast(served.bed)
  house = openHouse(served.bed.connection)
  sink = await openSink()
  config.mailUrl = sink.url
})
after(async () => {
  delete config.mailUrl
  await sink?.close()
  await house?.close()
  await served?.close()
})

type Someone = { id: string; email: string }

/** People who have agreed to the newsletter, made at once. */
async function subscribers(count: number, addressOf: (n: number) => string): Promise<Someone[]> {
  const { rows } = await cast.owner.query<Someone>(
    `with made as (
       insert into data.people (id, permitted, given_name, family_name, language, source, informed_at)
       select data.new_id(), data.always_mask(), 'Testi', 'Tilaaja', 'fi', 'person', now() from generate_series(1, $1::int)
       returning id
     ), numbered as (
       select id, row_number() over () as n from made
     )
     insert into data.emails (person_id, permitted, address, kind, main)
     select m.id, data.always_mask() & data.emails_bits(), a.address, 'private', true
     from numbered m join unnest($2::text[]) with ordinality a (address, n) on a.n = m.n
     returning person_id as id, address as email`,
    [count, Array.from({ length: count }, (_, n) => addressOf(n))],
  )
  await cast.owner.query(
    `insert into data.grounds (person_id, slot, kind, effect, purposes, actor, channel, proof)
     select id, 'consent:marketing:products:email', 'consent', 'allow', data.bit_of_login('purpose_marketing'), 'person', 'web', '{"how":"double_opt_in"}'
     from unnest($1::uuid[]) id`,
    [rows.map((row) => row.id)],
  )
  return rows
}

/** One click, as a mail provider posts it. Answers when it was begun and when it was said to be done. */
async function leave({ id, email }: Someone): Promise<{ begun: number; done: number }> {
  const { key } = served.bed.connection
  const token = sealLink(key, { kind: 'leave', person: id, hash: addressHash(key, email) })
  const begun = clockNow()
  const { status } = await served.stranger('POST', `/u/${token}`, {
    raw: 'List-Unsubscribe=One-Click',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  const done = clockNow()
  assert.equal(status, 200)
  return { begun, done }
}

async function startSender(): Promise<ChildProcess> {
  const { key, ...connection } = served.bed.connection
  const child = fork(fileURLToPath(new URL('./sending.sender.ts', import.meta.url)), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      SENDER_CONNECTION: JSON.stringify({ ...connection, key: key.toString('base64url') }),
      SELOSTE_SMTP: sink.url,
      SELOSTE_URL: 'https://crm.pohjolan.example',
    },
  })
  await once(child, 'message')
  return child
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** Sends one message whose writing takes a moment, and clicks for somebody meanwhile. */
async function clickedMeanwhile(message: string, to: Someone, clicks: Someone) {
  let left: Promise<{ done: number }> | undefined
  const sent = await send(house, 'test', {
    message,
    person: to.id,
    purpose: 'marketing',
    channel: 'email',
    content: 'marketing',
    topic: 'products',
    async compose(decision) {
      left = leave(clicks)
      await pause(300)
      return frame(decision, { subject: 'Uutiskirje', body: 'Hei!' })
    },
  })
  return { sent, done: (await left!).done, taken: await sink.told('taken', to.email) }
}

/** Sends by a process that is killed when the relay has all and has not answered, and clicks for somebody. */
async function clickedAfterKill(message: string, to: Someone, clicks: Someone) {
  const sender = await startSender()
  sender.send({ message, people: [to.id] } satisfies Order)
  await sink.told('came', to.email)
  sender.kill('SIGKILL')
  await once(sender, 'exit')
  return { done: (await leave(clicks)).done, taken: await sink.told('taken', to.email) }
}

describe('one person, one moment', () => {
  test('a withdrawal while the message is being written waits until it is out', async () => {
    const [someone] = await subscribers(1, () => 'lock@asiakas.example')
    const { sent, done, taken } = await clickedMeanwhile('lock', someone!, someone!)
    assert.equal(sent.state, 'sent')
    assert.ok(done > taken.at, `told ${taken.at - done} ms before the message was taken`)
  })

  test('a withdrawal after its sender was killed waits until the relay can have nothing more', async () => {
    const [someone] = await subscribers(1, () => 'hold-1500-lease@asiakas.example')
    const { done, taken } = await clickedAfterKill('lease', someone!, someone!)
    assert.ok(done > taken.at, `told ${taken.at - done} ms before the message was taken`)
  })

  test('so it is for whoever is in the register twice: one mailbox, one refusal', async () => {
    const [one, same] = await subscribers(2, () => 'twice@asiakas.example')
    const living = await clickedMeanwhile('twice', one!, same!)
    assert.ok(living.done > living.taken.at, `told ${living.taken.at - living.done} ms too early`)
    const [two, again] = await subscribers(2, () => 'hold-1500-again@asiakas.example')
    const dead = await clickedAfterKill('again', two!, again!)
    assert.ok(dead.done > dead.taken.at, `told ${dead.taken.at - dead.done} ms too early`)
    const next = await send(house, 'test', {
      message: 'next-to-twice',
      person: one!.id,
      purpose: 'marketing',
      channel: 'email',
      content: 'marketing',
      topic: 'products',
      compose: (decision) => frame(decision, { subject: 'Uutiskirje', body: 'Hei!' }),
    })
    assert.equal(next.code, 'SUPPRESSED_ADDRESS')
  })
})

test(`${PEOPLE} people, ${SENDERS} senders, ${KILLS} kills, one click at random moments: nothing after it was said to be done`, {
  timeout: soak ? 3_600_000 : 120_000,
}, async (t) => {
  const everybody = await subscribers(PEOPLE, (n) => `c${n}@asiakas.example`)
  const acked = new Map<string, { begun: number; done: number }>()
  const leavers = shuffled(everybody).slice(0, PEOPLE / 2)

  let running = true
  const clicks = Promise.all(
    Array.from({ length: 2 }, async () => {
      while (running) {
        const someone = leavers.pop()
        if (!someone) return
        acked.set(someone.email, await leave(someone))
        await pause(Math.random() * 50)
      }
    }),
  )
  const begun = performance.now()
  const killed = await campaign('campaign', everybody, KILLS)
  const seconds = (performance.now() - begun) / 1000
  running = false
  await clicks
  await pause(500)

  // What a killed sender had begun is told by the clock, once its lease is over.
  await cast.owner.query(`update data.sendings set lease = lease - interval '2 minutes' where state = 'handing'`)
  await (await served.bed.login('jobs')).query('select door.tick(current_date)')
  const { rows } = await cast.owner.query<{ id: string; state: string; code: string | null }>(
    `select person_id as id, state, code from data.sendings where message = 'campaign' order by decided_at`,
  )
  const states = new Map<string, string[]>()
  for (const { id, state, code } of rows) states.set(id, [...(states.get(id) ?? []), code ?? state])

  const taken = new Map<string, number[]>()
  for (const { to, at } of sink.taken) taken.set(to, [...(taken.get(to) ?? []), at])
  const late = [...acked].filter(([email, { done }]) => taken.get(email)?.some((at) => at > done))
  const twice = [...taken].filter(([, times]) => times.length > 1)
  const forgotten = everybody.filter(
    ({ id, email }) =>
      !acked.has(email) && !(states.get(id) ?? []).some((state) => ['sent', 'unknown', 'failed'].includes(state)),
  )
  const unsent = everybody.filter(({ id, email }) => states.get(id)?.includes('sent') && !taken.has(email))
  // Who clicks after their sender was killed in the middle waits for its lease; no other message leaves meanwhile.
  const cut = new Set(rows.filter((row) => row.state === 'unknown').map((row) => row.id))
  const clicked = everybody
    .filter(({ id, email }) => acked.has(email) && !cut.has(id))
    .map(({ email }) => acked.get(email)!)
  const waits = clicked.map(({ begun, done }) => done - begun).sort((a, b) => a - b)
  const part = (share: number) => Math.round(waits[Math.min(waits.length - 1, Math.floor(waits.length * share))]!)
  const stopped = everybody.filter(({ email }) => acked.has(email) && !taken.has(email)).length
  t.diagnostic(
    `${taken.size} taken in ${seconds.toFixed(1)} s (${Math.round(taken.size / seconds)}/s), ${killed} killed, ${cut.size} unknown; ` +
      `${acked.size} clicks, ${stopped} before their message; click to done p50 ${part(0.5)} ms, p99 ${part(0.99)} ms, longest ${part(1)} ms`,
  )
  assert.deepEqual(late, [], 'taken after the click was answered')
  assert.deepEqual(twice, [], 'taken twice')
  assert.deepEqual(forgotten, [], 'neither sent nor listed')
  assert.deepEqual(unsent, [], 'said to be sent, and not there')
  assert.equal(rows.filter((row) => row.state === 'handing').length, 0)
  assert.ok(killed >= KILLS / 2, `${killed} killed`)
  assert.ok(
    acked.size > PEOPLE / 8 && stopped > PEOPLE / 20,
    `${acked.size} clicks, ${stopped} in time: too few to prove anything`,
  )
  // A machine with more to do than it has cores is slower by that much, whatever it runs.
  const busy = Math.max(1, loadavg()[0]! / availableParallelism())
  assert.ok(part(0.99) < 1000 * busy, `p99 ${part(0.99)} ms, ${busy.toFixed(1)} waiting for each core`)

  // The next message: to everybody who stayed and to nobody who left.
  const gone = everybody.filter(({ email }) => acked.has(email)).slice(0, 300)
  const stayed = everybody.filter(({ email }) => !acked.has(email)).slice(0, 50)
  const before = sink.taken.length
  await campaign('next', [...gone, ...stayed], 0)
  const next = sink.taken.slice(before).map((one) => one.to)
  assert.deepEqual(next.sort(), stayed.map((one) => one.email).sort())
})

/** Hands out batches to senders until all are done; one that is killed is replaced and its batch goes to another. */
async function campaign(message: string, people: Someone[], kills: number): Promise<number> {
  const batches: string[][] = []
  for (let at = 0; at < people.length; at += BATCH) batches.push(people.slice(at, at + BATCH).map((one) => one.id))
  // Each fourth batch goes out twice, to two at once: nobody may get the message twice.
  const queue = batches.flatMap((batch, n) => (n % 4 === 0 ? [batch, [...batch]] : [batch]))
  const each = kills / queue.length
  let due = 0
  let killed = 0
  const sender = async () => {
    let child = await startSender()
    for (let batch = queue.shift(); batch; batch = queue.shift()) {
      const done = once(child, 'message').then(() => true)
      const died = once(child, 'exit').then(() => false)
      child.send({ message, people: shuffled(batch) } satisfies Order)
      due += each
      const enough = new AbortController()
      if ((due >= 1 || queue.length < kills - killed) && killed < kills) {
        due -= 1
        void killSoon(child, enough.signal)
      }
      const finished = await Promise.race([done, died])
      enough.abort()
      if (finished) continue
      killed += 1
      queue.unshift(batch)
      child = await startSender()
    }
    child.disconnect()
    await once(child, 'exit')
  }
  await Promise.all(Array.from({ length: SENDERS }, sender))
  return killed
}

/** In the middle of its work: when some more messages have been taken. */
async function killSoon(victim: ChildProcess, signal: AbortSignal): Promise<void> {
  const enough = sink.taken.length + 3 + Math.floor(Math.random() * 30)
  while (sink.taken.length < enough && !signal.aborted) await pause(2 + Math.random() * 10)
  if (!signal.aborted) victim.kill('SIGKILL')
}

function shuffled<T>(list: readonly T[]): T[] {
  const mixed = [...list]
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1))
    ;[mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!]
  }
  return mixed
}

import {
  createHash,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  randomUUID,
  sign,
  verify,
} from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { clock } from './clock.ts'
import { clocksOf } from './clocks.ts'
import type { House } from './database.ts'
import { refuse } from './errors.ts'
import { writeWhole } from './instance.ts'

/** One answer, one entry: who did what for which purpose about whom. Ids and names of fields, never values. */
export type Entry = {
  actor: string
  purpose: string | null
  action: string
  noun?: string
  ids?: readonly string[]
  fields?: readonly string[]
  outcome?: 'done' | 'refused'
  detail?: Record<string, string | number | boolean>
}

type Waiting = { rows: object[]; done: () => void; failed: (error: unknown) => void }
const queues = new WeakMap<House, { waiting: Waiting[]; flushing: boolean }>()

/** Resolves when the entries are durable. Entries of answers given at the same time share one commit. */
export function append(house: House, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return Promise.resolve()
  const queue = queues.get(house) ?? { waiting: [], flushing: false }
  queues.set(house, queue)
  const { waiting } = queue
  const promise = new Promise<void>((done, failed) => {
    waiting.push({ rows: entries.map(rowOf), done, failed })
  })
  if (!queue.flushing) void flush(house, queue)
  return promise
}

async function flush(house: House, queue: { waiting: Waiting[]; flushing: boolean }): Promise<void> {
  queue.flushing = true
  while (queue.waiting.length > 0) {
    const batch = queue.waiting.splice(0, 500)
    try {
      await house.ledger.query({
        name: 'ledger_append',
        text: INSERT,
        values: [JSON.stringify(batch.flatMap((one) => one.rows))],
      })
      for (const one of batch) one.done()
    } catch (error) {
      const refusal = toLedgerRefusal(error)
      for (const one of batch) one.failed(refusal)
    }
  }
  queue.flushing = false
}

const INSERT = `insert into ledger.entries (id, at, actor, purpose, action, noun, ids, fields, outcome, detail, salt)
select id, clock_timestamp(), actor, purpose, action, noun, coalesce(ids, '{}'), coalesce(fields, '{}'), coalesce(outcome, 'done'),
  coalesce(detail, '{}'), decode(salt, 'hex')
from json_to_recordset($1) as e(id uuid, actor text, purpose text, action text, noun text, ids uuid[], fields text[], outcome text,
  detail jsonb, salt text)`

function rowOf(entry: Entry): object {
  return { ...entry, id: newId(), salt: newSalt() }
}

const SALT = 16
let salts = Buffer.alloc(0)
let drawn = 0

/** Drawn two hundred and fifty-six at a time: one by one they cost fifteen times as much. Each is given out once and wiped. */
function newSalt(): string {
  if (drawn === salts.length) {
    salts = randomBytes(SALT * 256)
    drawn = 0
  }
  const salt = salts.toString('hex', drawn, drawn + SALT)
  salts.fill(0, drawn, drawn + SALT)
  drawn += SALT
  return salt
}

function toLedgerRefusal(cause: unknown): unknown {
  try {
    return refuse('LEDGER_UNAVAILABLE')
  } catch (refusal) {
    ;(refusal as Error).cause = cause
    return refusal
  }
}

/** UUID version 7 (RFC 9562): time-ordered, so that new rows stay together in every index. */
export function newId(now = Date.now()): string {
  if (now !== stamped) {
    const time = now.toString(16).padStart(12, '0')
    stamp = `${time.slice(0, 8)}-${time.slice(8)}-7`
    stamped = now
  }
  // Node keeps a store of random bytes for these: asked for one by one they cost ten times as much.
  return stamp + randomUUID().slice(15)
}

/** Many are made in one millisecond, and begin alike. */
let stamped = Number.NaN
let stamp = ''

// Sealing

const GENESIS = createHash('sha256').update('seloste ledger').digest()
const LEAF_COLUMNS = `e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as at_text, e.actor, e.purpose, e.action, e.noun,
  e.ids::text[] as ids, e.fields, e.outcome, e.detail::text as detail, e.salt`

type LeafSource = {
  id: string
  at_text: string
  actor: string
  purpose: string | null
  action: string
  noun: string | null
  ids: string[]
  fields: string[]
  outcome: string
  detail: string
  salt: Buffer
}

/** sha256(salt ‖ event): without the salt the leaf says nothing of the event, so a row can be erased and the chain still holds. */
function leafOf(e: LeafSource): Buffer {
  const event = JSON.stringify([
    e.id,
    e.at_text,
    e.actor,
    e.purpose,
    e.action,
    e.noun,
    e.ids,
    e.fields,
    e.outcome,
    e.detail,
  ])
  return createHash('sha256').update(e.salt).update(event).digest()
}

const chainOf = (previous: Buffer, leaf: Buffer): Buffer => createHash('sha256').update(previous).update(leaf).digest()

function signingKey(key: Buffer): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', key, '', 'seloste ledger checkpoint', 32))
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
  return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
}

const statement = (number: number, chain: Buffer, at: string): Buffer =>
  Buffer.from(`seloste ledger\n${number}\n${chain.toString('hex')}\n${at}\n`)

/**
 * Numbers and chains what is committed and has no leaf yet, and signs where the chain stands. One
 * sequencer at a time: the one who locks the row. The head also goes to a file outside the database,
 * so that a tail cut together with its checkpoints still shows.
 * @returns how many entries were sealed
 */
export async function seal(house: House, dataFolder?: string): Promise<number> {
  const client = await house.ledger.connect()
  try {
    await client.query('begin')
    const lock = await client.query('select from ledger.sequencer for update skip locked')
    if (lock.rowCount === 0) {
      await client.query('rollback')
      return 0
    }
    const last = await client.query('select number, chain from ledger.leaves order by number desc limit 1')
    let number: number = last.rows[0]?.number ?? 0
    let chain: Buffer = last.rows[0]?.chain ?? GENESIS
    const { rows } = await client.query<LeafSource>(
      `select ${LEAF_COLUMNS} from ledger.unsealed u join ledger.entries e on e.id = u.id and e.at = u.at order by u.at, u.id limit 5000`,
    )
    if (rows.length === 0) {
      await client.query('rollback')
      return 0
    }
    const leaves = rows.map((row) => {
      const leaf = leafOf(row)
      chain = chainOf(chain, leaf)
      number += 1
      return { number, entry_id: row.id, leaf: leaf.toString('hex'), chain: chain.toString('hex') }
    })
    await client.query(
      `insert into ledger.leaves (number, entry_id, leaf, chain)
       select number, entry_id, decode(leaf, 'hex'), decode(chain, 'hex')
       from json_to_recordset($1) as l(number bigint, entry_id uuid, leaf text, chain text)`,
      [JSON.stringify(leaves)],
    )
    await client.query('delete from ledger.unsealed where id = any($1)', [rows.map((row) => row.id)])
    const at = clock.now().toISOString()
    const signature = sign(null, statement(number, chain, at), signingKey(house.connection.key))
    await client.query('insert into ledger.checkpoints (number, chain, at, signature) values ($1, $2, $3, $4)', [
      number,
      chain,
      at,
      signature,
    ])
    await client.query('commit')
    if (dataFolder)
      writeHead(dataFolder, { number, chain: chain.toString('hex'), at, signature: signature.toString('base64') })
    return rows.length
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

/** Seals at least every second while the process lives. */
export function startSealing(house: House, dataFolder: string): () => Promise<void> {
  let stopped = false
  let running: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    if (stopped) return
    running = running.then(() => seal(house, dataFolder)).catch(() => {})
  }, 800)
  timer.unref()
  return async () => {
    stopped = true
    clearInterval(timer)
    await running
    await seal(house, dataFolder).catch(() => {})
  }
}

// Verifying

export type LedgerReport = {
  intact: boolean
  leaves: number
  checkpoints: number
  unsealed: number
  problems: { number: number | null; what: string }[]
}

type Head = { number: number; chain: string; at: string; signature: string }
const headPath = (dataFolder: string) => join(dataFolder, 'ledger.head')
const writeHead = (dataFolder: string, head: Head) => writeWhole(headPath(dataFolder), JSON.stringify(head))

/** Re-computes every leaf, the whole chain and every signature from what is stored, and names what does not hold. */
export async function verifyLedger(house: House, dataFolder?: string): Promise<LedgerReport> {
  const client = await house.ledger.connect()
  try {
    return await recompute(client, house, dataFolder)
  } finally {
    client.release()
  }
}

/** Until when entries may have gone, by the rule of their clock. */
async function lastEnded(client: pg.PoolClient, register: House['register']): Promise<Date> {
  const clock = clocksOf(register).find(({ schema }) => schema === 'ledger')
  const length = clock && register.retention[clock.rule]?.length
  const { rows } = await client.query(`select coalesce(now() - $1::interval, '-infinity'::timestamptz) as at`, [
    length ?? null,
  ])
  return new Date(rows[0].at)
}

async function recompute(client: pg.PoolClient, house: House, dataFolder?: string): Promise<LedgerReport> {
  const problems: LedgerReport['problems'] = []
  const say = (number: number | null, what: string) => {
    if (problems.length < 50) problems.push({ number, what })
  }
  const publicKey = createPublicKey(signingKey(house.connection.key))
  const chains = new Map<number, Buffer>()
  const gone: number[] = []
  let chain: Buffer = GENESIS
  let number = 0
  for (;;) {
    const { rows } = await client.query<
      LeafSource & { number: number; leaf: Buffer; chain: Buffer<ArrayBuffer>; entry_id: string }
    >(
      `select l.number, l.entry_id, l.leaf, l.chain, ${LEAF_COLUMNS} from ledger.leaves l left join ledger.entries e on e.id = l.entry_id
       where l.number > $1 order by l.number limit 5000`,
      [number],
    )
    if (rows.length === 0) break
    for (const row of rows) {
      if (row.number !== number + 1) say(number + 1, `leaf ${number + 1} is missing: cut out or reordered`)
      if (row.id === null) gone.push(row.number)
      else if (!leafOf(row).equals(row.leaf)) say(row.number, 'the entry was changed after it was sealed')
      chain = chainOf(chain, row.leaf)
      if (!chain.equals(row.chain)) {
        say(row.number, 'the chain does not follow from the leaf before: changed or reordered')
        chain = row.chain
      }
      number = row.number
      chains.set(number, row.chain)
    }
  }
  const checkpoints = await client.query('select number, chain, at, signature from ledger.checkpoints order by number')
  for (const point of checkpoints.rows) {
    checkPoint(point.number, point.chain, new Date(point.at).toISOString(), point.signature, 'checkpoint')
  }
  // Signed so long ago that the register lets it go: its leaf stays and the chain holds. Anything younger was taken away.
  const ended = await lastEnded(client, house.register)
  let next = 0
  for (const at of gone) {
    while (next < checkpoints.rows.length && checkpoints.rows[next].number < at) next += 1
    const point = checkpoints.rows[next]
    if (!point || new Date(point.at) > ended) say(at, 'the entry of this leaf is gone')
  }
  const newest = checkpoints.rows.at(-1)?.number ?? 0
  if (newest < number) say(number, 'leaves after the last checkpoint are not signed')
  if (dataFolder && existsSync(headPath(dataFolder))) {
    const head = JSON.parse(readFileSync(headPath(dataFolder), 'utf8')) as Head
    checkPoint(head.number, Buffer.from(head.chain, 'hex'), head.at, Buffer.from(head.signature, 'base64'), 'head file')
  }
  const strays = await client.query(
    `select count(*)::int as n from ledger.entries e
     where not exists (select from ledger.leaves l where l.entry_id = e.id) and not exists (select from ledger.unsealed u where u.id = e.id)`,
  )
  if (strays.rows[0].n > 0) say(null, `${strays.rows[0].n} entries stand outside the chain`)
  const waiting = await client.query('select count(*)::int as n from ledger.unsealed')
  return {
    intact: problems.length === 0,
    leaves: number,
    checkpoints: checkpoints.rowCount ?? 0,
    unsealed: waiting.rows[0].n,
    problems,
  }

  function checkPoint(at: number, said: Buffer, time: string, signature: Buffer, name: string) {
    if (!verify(null, statement(at, said, time), publicKey, signature))
      say(at, `the signature of the ${name} is not ours`)
    const found = chains.get(at)
    if (!found) say(at, `the ${name} speaks of leaf ${at}, which is gone: the tail was cut`)
    else if (!found.equals(said)) say(at, `the ${name} signed another chain`)
  }
}

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { to } from 'pg-copy-streams'
import { openHouse } from '#kernel/database.ts'
import { append, seal } from '#kernel/ledger.ts'
import { folderStore } from '#kernel/store.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'
import { readArchive } from './archive.ts'
import { type Made, makeBackup } from './make.ts'
import { shapesOf } from './shape.ts'

let bed: Bed
let folder: string
let owner: pg.Client
let other: pg.Client
let root: pg.Client

before(async () => {
  bed = await openBed()
  owner = await bed.owner()
  other = await bed.owner()
  root = await bed.owner()
  await root.query('reset role')
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seloste-resume-'))
})
after(async () => {
  await bed.close()
})

/** Small parts, so that a demo company has many. */
const make = (more: object = {}): Promise<Made> =>
  makeBackup({
    url: bed.superUrl,
    key: bed.connection.key,
    folder,
    store: folderStore(join(folder, 'store')),
    blocks: 8,
    ...more,
  })
const drafts = () => readdirSync(folder).filter((name) => name.endsWith('.part'))

/** The last table a backup reads is held back by somebody: there it waits. */
async function waiting(work: () => Promise<void>, holder = other): Promise<void> {
  const last = (await shapesOf(owner)).at(-1)!
  await holder.query('begin')
  await holder.query(`lock table ${last.schema}.${last.name} in access exclusive mode`)
  try {
    await work()
  } finally {
    await holder.query('rollback')
  }
}
async function blocked(): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const { rows } = await root.query(
      `select l.pid from pg_locks l join pg_database d on d.oid = l.database
       where d.datname = current_database() and not l.granted and l.mode = 'AccessShareLock'`,
    )
    if (rows[0]) return rows[0].pid
    await pause(50)
  }
  throw new Error('the backup never came to the last table')
}

async function killed(): Promise<void> {
  await waiting(async () => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('../../entrypoints/backup.ts', import.meta.url))], {
      env: { ...process.env, SELOSTE_OWNER_URL: bed.superUrl },
      stdio: ['pipe', 'ignore', 'inherit'],
    })
    const ended = once(child, 'exit')
    child.stdin.end(JSON.stringify({ work: 'make', key: bed.connection.key.toString('base64url'), folder, blocks: 8 }))
    const pid = await blocked()
    child.kill('SIGKILL')
    await ended
    // Its session still waits for the table, and would till it gets it.
    await root.query('select pg_terminate_backend($1)', [pid])
  })
  assert.equal(drafts().length, 1)
}

const printed = (lines: readonly string[]) =>
  createHash('sha256')
    .update([...lines].sort().join('\n'))
    .digest('hex')

/** Each table's rows as one hash: as the backup has them, and as they stand. */
async function inFile(name: string): Promise<Record<string, string>> {
  const found = new Map<string, Buffer[]>()
  let table = ''
  for await (const record of readArchive(join(folder, name), bed.connection.key)) {
    if (record.kind === 'table') {
      table = record.name
      if (!found.has(table)) found.set(table, [])
    } else if (record.kind === 'rows') found.get(table)!.push(Buffer.from(record.data))
  }
  return Object.fromEntries(
    [...found].map(([table, parts]) => [
      table,
      printed(Buffer.concat(parts).toString('utf8').split('\n').filter(Boolean)),
    ]),
  )
}
async function standing(): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const { schema, name, columns } of await shapesOf(owner)) {
    const list = columns.map((one) => `"${one.name}"`).join(', ')
    const parts: Buffer[] = []
    for await (const part of owner.query(to(`copy (select ${list} from ${schema}."${name}") to stdout`)))
      parts.push(part as Buffer)
    found[`${schema}."${name}"`] = printed(Buffer.concat(parts).toString('utf8').split('\n').filter(Boolean))
  }
  return found
}

describe('a backup that was cut short', { timeout: 120_000 }, () => {
  test('killed, it goes on; and holds one moment, whatever was changed, added and taken meanwhile', async () => {
    const whole = await make()
    assert.equal(whole.resumed, 0)
    await killed()
    await owner.query(
      `update data.people set given_name = 'Toisin' where id = (select max(id::text)::uuid from data.people)`,
    )
    await owner.query(`delete from data.calls where id = (select min(id::text)::uuid from data.calls)`)
    await owner.query(`insert into register.settings (name, value, by) values ('test', '1', 'operator:test')`)
    // Undone, and locked: neither changes what anybody sees.
    await owner.query('begin')
    await owner.query(`update data.companies set city = 'Muualla'`)
    await owner.query('rollback')
    await owner.query('begin')
    await owner.query('select from data.products for update')
    await owner.query('commit')
    const now = await standing()
    const made = await make()
    assert.ok(made.resumed > 40 && made.resumed < made.parts - 3, `${made.resumed} of ${made.parts} parts taken over`)
    assert.deepEqual(await inFile(made.name), now)
    assert.deepEqual(drafts(), [])
    rmSync(folder, { recursive: true })
  })

  test('cut off from the server, it goes on', async () => {
    await waiting(async () => {
      const making = assert.rejects(make())
      await root.query('select pg_terminate_backend($1)', [await blocked()])
      await making
    })
    assert.equal(drafts().length, 1)
    const made = await make()
    assert.ok(made.resumed > made.parts / 2, `${made.resumed} of ${made.parts}`)
    assert.deepEqual(await inFile(made.name), await standing())
    rmSync(folder, { recursive: true })
  })

  test('a table laid anew meanwhile, or with other columns, is read again', async () => {
    await killed()
    await owner.query('alter table data.calls add column x_extra text default $$uusi$$')
    await owner.query('vacuum full data.people')
    const made = await make()
    assert.ok(made.resumed > 0)
    assert.deepEqual(await inFile(made.name), await standing())
    rmSync(folder, { recursive: true })
  })

  test('what is written while an older transaction is open is not taken for what was read', async () => {
    // Of a part of a transaction the server tells nobody that it is under way.
    await other.query('begin')
    await other.query(`update data.products set name = name where id = (select min(id::text)::uuid from data.products)`)
    await other.query('savepoint s')
    await other.query(
      `update data.companies set city = 'Välillä' where id = (select min(id::text)::uuid from data.companies)`,
    )
    const third = await bed.owner()
    await third.query('select pg_current_xact_id()')
    await waiting(async () => {
      const making = assert.rejects(make())
      await root.query('select pg_terminate_backend($1)', [await blocked()])
      await making
    }, third)
    await other.query('commit')
    const made = await make()
    assert.deepEqual(await inFile(made.name), await standing())
    rmSync(folder, { recursive: true })
  })

  test('cut anywhere, or changed, only what is whole of it is taken over', async () => {
    await killed()
    const draft = join(folder, drafts()[0]!)
    const { size } = statSync(draft)
    truncateSync(draft, Math.floor(size * 0.8))
    const file = await open(draft, 'r+')
    await file.write(Buffer.from([1, 2, 3, 4]), 0, 4, Math.floor(size * 0.6))
    await file.close()
    const made = await make()
    assert.ok(made.resumed > 0 && made.resumed < made.parts * 0.8, `${made.resumed} of ${made.parts}`)
    assert.deepEqual(await inFile(made.name), await standing())
    rmSync(folder, { recursive: true })
  })

  test('of a database that was turned back nothing is taken over', async () => {
    const house = openHouse(bed.connection)
    await append(house, [{ actor: 'test', purpose: null, action: 'test.once' }])
    await seal(house)
    await house.close()
    await killed()
    await owner.query(`alter table ledger.leaves disable trigger all`)
    await owner.query(
      `update ledger.leaves set chain = decode(repeat('00', 32), 'hex') where number = (select max(number) from ledger.leaves)`,
    )
    const made = await make()
    assert.equal(made.resumed, 0)
    rmSync(folder, { recursive: true })
  })

  test('two at once: the second is refused', async () => {
    await waiting(async () => {
      const making = assert.rejects(make())
      const pid = await blocked()
      await assert.rejects(make(), { code: 'BACKUP_RUNNING' })
      await root.query('select pg_terminate_backend($1)', [pid])
      await making
    })
    rmSync(folder, { recursive: true })
  })
})

import assert from 'node:assert/strict'
import { createCipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { zstdCompressSync } from 'node:zlib'
import pg from 'pg'
import { eraseNow } from '#features/erasure/erase.ts'
import { openHouse } from '#kernel/database.ts'
import { append, seal, verifyLedger } from '#kernel/ledger.ts'
import { folderStore } from '#kernel/store.ts'
import { type Bed, openBed } from '../../../tests/bed.ts'
import { follow, since, writtenSince } from './afterwards.ts'
import { checkOf, readArchive } from './archive.ts'
import { carryLedger } from './carry.ts'
import { look, type Made, makeBackup } from './make.ts'
import { dropDatabase, restoreInto } from './restore.ts'
import { shapesOf } from './shape.ts'

let bed: Bed
let folder: string
let owner: pg.Client
let made: Made
const key = () => bed.connection.key
const pathOf = () => join(folder, made.name)
const urlOf = (database: string) => {
  const url = new URL(bed.superUrl)
  url.pathname = `/${database}`
  return url.href
}
const restored = () => `${bed.connection.database}_restored`

/** Who was told of changes of the notice when the backup was made, and left since. */
const LEFT = '019b0000-0000-7000-8000-00000000a59f'

before(async () => {
  bed = await openBed()
  folder = mkdtempSync(join(tmpdir(), 'seloste-backups-'))
  owner = await bed.owner()
  await owner.query(
    `alter table data.people add column x_hall text, add constraint hall_short check (length(x_hall) < 9)`,
  )
  await owner.query(`update data.people set x_hall = 'Sali 4' where id = (select min(id::text)::uuid from data.people)`)
  await owner.query(
    `insert into auth.users (name, email, created_by) values ('Testi Lähtijä', 'lahtija@esimerkki.fi', 'operator:test')`,
  )
  await owner.query(
    `insert into data.subscriptions (id, address, language, confirmed_at) values ($1, 'lahti@vieras.example', 'fi', now()), (data.new_id(), 'jai@vieras.example', 'fi', now())`,
    [LEFT],
  )
  made = await makeBackup({ url: bed.superUrl, key: key(), folder, store: folderStore(join(folder, 'store')) })
})
after(async () => {
  await dropDatabase(urlOf, restored())
  await bed.close()
  rmSync(folder, { recursive: true, force: true })
})

const restore = (input: Partial<Parameters<typeof restoreInto>[0]> = {}) =>
  restoreInto({
    path: pathOf(),
    key: key(),
    database: restored(),
    urlOf,
    past: async () => ({ grounds: [], suppressions: [], erased: [], left: [], users: [], grants: [], keys: [] }),
    erase: async () => {},
    ...input,
  })

const there = async (database: string) => {
  const { rowCount } = await owner.query('select from pg_database where datname = $1', [database])
  return rowCount === 1
}

/** Each table's rows as one hash, whatever their order. */
async function printOf(client: pg.Client, skip: readonly string[] = []): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const { schema, name } of await shapesOf(client)) {
    if (skip.includes(`${schema}.${name}`)) continue
    const { rows } = await client.query(`select t::text as row from ${schema}.${name} t`)
    const lines = rows.map(({ row }) => row as string).sort()
    found[`${schema}.${name}`] =
      `${lines.length} ${createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 12)}`
  }
  return found
}

describe('refused, and nothing is made', () => {
  const refused = async (code: string, input: Partial<Parameters<typeof restoreInto>[0]>) => {
    await assert.rejects(restore(input), { code })
    assert.equal(await there(restored()), false)
  }

  test('a backup of another key', () => refused('BACKUP_OTHER_KEY', { key: randomBytes(32) }))
  test('no backup at all', () => refused('BACKUP_UNKNOWN', { path: join(folder, 'none.backup') }))

  test('a file that was cut, at any length', async () => {
    const { size } = statSync(pathOf())
    for (const length of [0, 40, 400, Math.floor(size / 2), size - 17, size - 1]) {
      const path = join(folder, 'cut.backup')
      cpSync(pathOf(), path)
      truncateSync(path, length)
      await refused('BACKUP_DAMAGED', { path })
    }
  })

  test('a file in which one byte is another', async () => {
    const bytes = readFileSync(pathOf())
    for (const at of [bytes.length - 1, Math.floor(bytes.length / 2), bytes.indexOf(10) + 3]) {
      const changed = Buffer.from(bytes)
      changed[at] = changed[at]! ^ 1
      const path = join(folder, 'changed.backup')
      writeFileSync(path, changed)
      await refused('BACKUP_DAMAGED', { path })
    }
  })

  test('a backup of a newer version', async () => {
    const text = readFileSync(pathOf())
    const end = text.indexOf(10)
    const head = JSON.parse(text.subarray(0, end).toString())
    const path = join(folder, 'newer.backup')
    writeFileSync(path, Buffer.concat([Buffer.from(JSON.stringify({ ...head, data: 9999 })), text.subarray(end)]))
    await refused('BACKUP_NEWER', { path })
  })
})

test('a backup of the first format opens still: whole, and not where it was cut', async () => {
  const head = { format: 1, id: 'a1', made_at: made.made_at, data: 1, salt: '0102', check: checkOf(key(), 'a1') }
  const secret = Buffer.from(hkdfSync('sha256', key(), Buffer.from(head.salt, 'hex'), 'seloste backup', 32))
  const parts: Buffer[] = []
  let last = ''
  for await (const record of readArchive(pathOf(), key())) {
    if (record.kind === 'table' && record.name === last) continue
    if (record.kind === 'table') last = record.name
    const said =
      record.kind === 'origin' ? record.origin : record.kind === 'end' ? record.counted : { ...record, kind: undefined }
    const body = record.kind === 'rows' ? Buffer.from(record.data) : Buffer.from(JSON.stringify(said))
    const front = Buffer.alloc(5)
    front[0] = ['origin', 'table', 'rows', 'end'].indexOf(record.kind) + 1
    front.writeUInt32BE(body.length, 1)
    parts.push(front, body)
  }
  const plain = zstdCompressSync(Buffer.concat(parts))
  const cipher = createCipheriv('aes-256-gcm', secret, Buffer.from('010000000000000000000000', 'hex')).setAAD(
    Buffer.from(head.id),
  )
  const sealed = [cipher.update(plain), cipher.final(), cipher.getAuthTag()]
  const path = join(folder, 'first.backup')
  writeFileSync(path, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...sealed]))
  assert.ok(plain.length < 1024 * 1024)
  assert.deepEqual(await look(path, key()), await look(pathOf(), key()))
  truncateSync(path, statSync(path).size - 1)
  await assert.rejects(look(path, key()), { code: 'BACKUP_DAMAGED' })
  rmSync(path)
})

test('nothing of it can be read without the key: no name, no address', async () => {
  const { rows } = await owner.query(`select family_name as name from data.people limit 50`)
  const bytes = readFileSync(pathOf())
  for (const { name } of rows) assert.equal(bytes.includes(Buffer.from(name)), false, name)
  assert.ok(made.rows > 1000 && made.tables > 60, `${made.rows} rows of ${made.tables} tables`)
  assert.equal(statSync(pathOf()).mode & 0o077, 0)
  assert.deepEqual(
    (await look(pathOf(), key()))['data."people"'],
    Number((await owner.query('select count(*) from data.people')).rows[0].count),
  )
})

test('restored, every table holds the rows it held, a field of the company’s own and its limit too', async () => {
  const before = await printOf(owner)
  const told = await restore()
  const client = new pg.Client({ connectionString: urlOf(restored()) })
  await client.connect()
  try {
    const now = await printOf(client)
    // What the new database is told of itself is its own.
    for (const name of ['register.audits', 'register.checks']) {
      delete before[name]
      delete now[name]
    }
    assert.deepEqual(now, before)
    assert.equal(told.rows, made.rows)
    await assert.rejects(client.query(`update data.people set x_hall = 'far too long a hall'`), /hall_short/)
    const { rows } = await client.query(
      `select (select last_value from data.ground_numbers) >= (select max(number) from data.grounds) as on,
         (select count(*) from pg_trigger where tgenabled = 'D')::int as off,
         (select count(*) from pg_constraint where contype = 'f' and connamespace = 'data'::regnamespace)::int as keys`,
    )
    const { rows: keys } = await owner.query(
      `select count(*)::int as keys from pg_constraint where contype = 'f' and connamespace = 'data'::regnamespace`,
    )
    assert.deepEqual(rows[0], { on: true, off: 0, keys: keys[0].keys })
  } finally {
    await client.end()
  }
})

test('what was said and done after the backup is so in the restored one', async () => {
  const { rows: people } = await owner.query(
    `select id from data.people where permitted & 4 <> 0 and permitted & 1 <> 0 order by id limit 3`,
  )
  const [objector, erased] = people.map(({ id }) => id as string)
  const said = `insert into data.grounds (person_id, slot, kind, effect, purposes, actor) values ($1, 'test:objection', 'objection', 'block', $2, 'test')`
  await owner.query(said, [objector, 7])
  await owner.query(`insert into data.erasures (subject, reason, state) values ($1, 'request', 'done')`, [erased])
  await owner.query(`insert into data.suppressions (hash, purposes) values ('\\x00', 7)`).catch(async () => {
    await owner.query(`insert into data.suppressions (hash, purposes) values ('00', 7)`)
  })
  const { rows: users } = await owner.query('select id from auth.users where left_at is null order by id limit 1')
  assert.equal(users.length, 1)
  await owner.query(`update auth.users set left_at = now(), left_by = 'test' where id = $1`, [users[0].id])

  await owner.query(`delete from data.subscriptions where id = $1`, [LEFT])
  await owner.query(`select door.audit('subscriptions.end', 'subscriptions', $1::uuid[], '{}', 'done', '{}')`, [[LEFT]])

  // Told by what lies beside the backups, as when the machine itself is gone.
  assert.ok((await follow(owner, { key: key(), folder })) >= 4)
  assert.equal(await follow(owner, { key: key(), folder }), 0 + (await repeated()))
  const gone: string[] = []
  const told = await restore({
    past: () => writtenSince({ folder, key: key() }, made.made_at),
    erase: async (_, subjects) => {
      gone.push(...subjects)
    },
  })
  assert.deepEqual(gone, [erased])
  assert.ok(
    told.replayed.grounds >= 1 && told.replayed.erased.length === 1 && told.replayed.ended === 1,
    JSON.stringify(told),
  )
  const client = new pg.Client({ connectionString: urlOf(restored()) })
  await client.connect()
  try {
    const { rows } = await client.query('select permitted & 7 as open from data.people where id = $1', [objector])
    assert.deepEqual(rows, [{ open: '0' }])
    const { rows: access } = await client.query('select left_at is null as may from auth.users where id = $1', [
      users[0].id,
    ])
    assert.deepEqual(access, [{ may: false }])
    const { rows: queue } = await client.query(
      `select subject from data.erasures where state = 'queued' and reason = 'restored'`,
    )
    assert.deepEqual(queue, [{ subject: erased }])
    const { rows: told } = await client.query('select address from data.subscriptions order by 1')
    assert.deepEqual(told, [{ address: 'jai@vieras.example' }], 'who left since is told no more; who stayed is')
  } finally {
    await client.end()
  }
  // And told by the database that still stands, the same.
  const live = await since(owner, { ground: 0, at: made.made_at })
  assert.ok(live.grounds.some((row) => row.person_id === objector))
  assert.deepEqual(live.erased, [erased])
})

/** Suppressions, erasures and ended access of the last ten minutes are written down again: saying them twice is harmless. */
async function repeated(): Promise<number> {
  const { rows } = await owner.query(
    `select (select count(*) from data.suppressions where created_at > now() - interval '10 minutes')
       + (select count(*) from data.erasures where created_at > now() - interval '10 minutes')
       + (select count(*) from ledger.entries where action = 'subscriptions.end' and at > now() - interval '10 minutes')
       + (select count(*) from auth.users where left_at > now() - interval '10 minutes')
       + (select count(*) from auth.grants where ended_at > now() - interval '10 minutes')
       + (select count(*) from auth.keys where ended_at > now() - interval '10 minutes') as n`,
  )
  return Number(rows[0].n)
}

test('the ledger is not turned back: what was done after the backup is in it, and the chain holds', async () => {
  const house = openHouse(bed.connection)
  const other = openHouse({ ...bed.connection, database: restored() })
  try {
    await append(house, [{ actor: 'test', purpose: null, action: 'test.before' }])
    await seal(house)
    await restore()
    await append(house, [
      { actor: 'test', purpose: null, action: 'test.after' },
      { actor: 'test', purpose: null, action: 'test.after' },
    ])
    await seal(house)
    const client = new pg.Client({ connectionString: urlOf(restored()) })
    await client.connect()
    await client.query('set role seloste_owner')
    try {
      assert.ok((await carryLedger(owner, client)) >= 2)
      assert.equal(await carryLedger(owner, client), 0)
      const { rows } = await client.query(`select count(*)::int as n from ledger.entries where action = 'test.after'`)
      assert.deepEqual(rows, [{ n: 2 }])
    } finally {
      await client.end()
    }
    const [one, two] = [await verifyLedger(house), await verifyLedger(other)]
    assert.deepEqual([two.intact, two.leaves, two.checkpoints], [true, one.leaves, one.checkpoints])
  } finally {
    await house.close()
    await other.close()
  }
})

test('who was erased after the backup is erased again in the restored one, whatever needed them then', async () => {
  const house = openHouse(bed.connection)
  const { rows } = await owner.query(
    `select e.person_id as id, e.address as name from data.emails e
     where not exists (select from data.involvements i where i.person_id = e.person_id)
       and (select count(*) from data.emails o where o.address = e.address) = 1 order by e.person_id desc limit 1`,
  )
  const [{ id, name }] = rows
  try {
    await house.renew()
    await eraseNow(house, id, 'request')
    await restore({
      past: () => since(owner, { ground: 0, at: made.made_at }),
      erase: async (url, subjects) => {
        assert.ok(subjects.includes(id))
        const other = openHouse({ ...bed.connection, database: new URL(url).pathname.slice(1) })
        await other.renew()
        for (const subject of subjects) await eraseNow(other, subject, 'restored')
        await other.close()
      },
    })
    const client = new pg.Client({ connectionString: urlOf(restored()) })
    await client.connect()
    try {
      const left = await client.query(
        `select (select count(*)::int from data.people where id = $1) as people, (select count(*)::int from data.emails where person_id = $1) as emails,
           (select count(*)::int from data.emails where address = $2) as named, (select string_agg(state, ',') from data.erasures where subject = $1) as state`,
        [id, name],
      )
      assert.deepEqual([left.rows[0].people, left.rows[0].emails, left.rows[0].named], [0, 0, 0])
      assert.match(left.rows[0].state, /done|held|incomplete/)
    } finally {
      await client.end()
    }
  } finally {
    await house.close()
  }
})

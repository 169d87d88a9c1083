import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import type pg from 'pg'
import { type House, openHouse } from '#kernel/database.ts'
import { append, newId, seal, verifyLedger } from '#kernel/ledger.ts'
import { type Bed, openBed } from '../../tests/bed.ts'

// The ledger against one who can do everything to the tables but has not the key: each tampering is named.

let bed: Bed
let house: House
let forger: pg.Client
let folder: string
let head: string

const entry = (n: number) => ({
  actor: `user-${n}`,
  purpose: 'sales',
  action: 'people.list',
  noun: 'people',
  ids: [newId(), newId()],
  fields: ['given_name'],
  detail: { searched: 'search', rows: n },
})

before(async () => {
  bed = await openBed()
  house = openHouse(bed.connection)
  folder = mkdtempSync(join(tmpdir(), 'seloste-ledger-'))
  forger = await bed.owner()
  // A superuser with the triggers off: the strongest there is inside the database.
  await forger.query('reset role; set session_replication_role = replica')
  await settle()
  for (let n = 1; n <= 9; n++) {
    await append(house, [entry(n)])
    if (n % 3 === 0) await seal(house, folder)
  }
  head = readFileSync(join(folder, 'ledger.head'), 'utf8')
  for (const table of TABLES) await forger.query(`create table public.kept_${table} as select * from ledger.${table}`)
})
after(async () => {
  await house.close()
  await bed.close()
  rmSync(folder, { recursive: true, force: true })
})

const TABLES = ['entries', 'leaves', 'checkpoints', 'unsealed']

beforeEach(async () => {
  for (const table of TABLES) {
    await forger.query(`delete from ledger.${table}`)
    await forger.query(`insert into ledger.${table} select * from public.kept_${table}`)
  }
  writeFileSync(join(folder, 'ledger.head'), head)
  const report = await verifyLedger(house, folder)
  assert.deepEqual(report.problems, [])
  assert.ok(report.intact && report.leaves >= 9)
})

/** The demo was seeded through the doors: what that left unsealed is sealed first. */
async function settle(): Promise<void> {
  while ((await seal(house, folder)) > 0);
}

/** After the tampering the ledger is not intact, and one of the problems names the leaf and says what is wrong. */
async function named(
  tampering: string,
  number: number | null,
  what: RegExp,
  dataFolder: string | undefined = folder,
): Promise<void> {
  await forger.query(tampering)
  const report = await verifyLedger(house, dataFolder)
  assert.equal(report.intact, false, 'the tampering was not seen')
  assert.ok(
    report.problems.some((problem) => problem.number === number && what.test(problem.what)),
    JSON.stringify(report.problems),
  )
}

const last = async (): Promise<number> =>
  Number((await forger.query('select max(number) as n from ledger.leaves')).rows[0].n)
const entryOf = (number: number) => `(select entry_id from ledger.leaves where number = ${number})`

describe('what was sealed and then touched is named', () => {
  for (const [what, change] of Object.entries({
    actor: `actor = 'somebody else'`,
    purpose: `purpose = 'support'`,
    'purpose taken away': 'purpose = null',
    action: `action = 'people.get'`,
    noun: `noun = 'companies'`,
    'one of the people': 'ids = ids[2:2]',
    'the order of people': 'ids = array[ids[2], ids[1]]',
    fields: `fields = '{}'`,
    outcome: `outcome = 'refused'`,
    detail: `detail = detail || '{"rows": 100}'`,
    'the time, by a microsecond': `at = at + interval '1 microsecond'`,
    salt: `salt = ext.gen_random_bytes(16)`,
  })) {
    test(`an entry changed: ${what}`, async () => {
      const number = (await last()) - 4
      await named(`update ledger.entries set ${change} where id = ${entryOf(number)}`, number, /entry was changed/)
    })
  }

  test('an entry deleted', async () => {
    const number = (await last()) - 3
    await named(`delete from ledger.entries where id = ${entryOf(number)}`, number, /entry of this leaf is gone/)
  })

  test('two entries exchanged under their leaves', async () => {
    const n = (await last()) - 5
    await named(
      `update ledger.leaves l set entry_id = o.entry_id from ledger.leaves o where (l.number, o.number) in ((${n}, ${n + 1}), (${n + 1}, ${n}))`,
      n,
      /entry was changed/,
    )
  })

  test('two leaves reordered', async () => {
    const n = (await last()) - 5
    await named(
      `update ledger.leaves set number = -1 where number = ${n};
       update ledger.leaves set number = ${n} where number = ${n + 1};
       update ledger.leaves set number = ${n + 1} where number = -1`,
      n,
      /chain does not follow/,
    )
  })

  test('two leaves reordered with their chain values put in place: the entries then do not follow', async () => {
    const n = (await last()) - 5
    await named(
      `update ledger.leaves l set leaf = o.leaf, entry_id = o.entry_id from ledger.leaves o where (l.number, o.number) in ((${n}, ${n + 1}), (${n + 1}, ${n}))`,
      n,
      /chain does not follow/,
    )
  })

  test('a leaf cut out of the middle', async () => {
    const n = (await last()) - 4
    await named(`delete from ledger.leaves where number = ${n}`, n, /missing/)
  })

  test('a leaf cut out and the rest moved up', async () => {
    const n = (await last()) - 4
    await named(
      `delete from ledger.leaves where number = ${n}; update ledger.leaves set number = -number where number > ${n};
       update ledger.leaves set number = -number - 1 where number < 0`,
      n,
      /chain does not follow/,
    )
  })
})

describe('a cut tail', () => {
  test('its checkpoints left behind speak of what is gone', async () => {
    const n = await last()
    await named(
      `delete from ledger.entries where id = ${entryOf(n)}; delete from ledger.leaves where number = ${n}`,
      n,
      /tail was cut/,
      undefined,
    )
  })

  test('cut together with its checkpoints: the head outside the database still knows', async () => {
    const n = await last()
    await named(
      `delete from ledger.entries where id in (select entry_id from ledger.leaves where number > ${n - 3});
       delete from ledger.leaves where number > ${n - 3}; delete from ledger.checkpoints where number > ${n - 3}`,
      n,
      /head file speaks of leaf .* tail was cut/,
    )
  })

  test('everything deleted', async () => {
    const n = await last()
    await named(
      `delete from ledger.entries; delete from ledger.leaves; delete from ledger.checkpoints`,
      n,
      /tail was cut/,
    )
  })

  test('leaves that no checkpoint signs are named', async () => {
    const n = await last()
    await named(
      `delete from ledger.checkpoints where number = (select max(number) from ledger.checkpoints)`,
      n,
      /not signed/,
      undefined,
    )
  })
})

describe('a forged chain', () => {
  test('rewritten from the changed entry on, without the key: every checkpoint after it says so', async () => {
    const { rows } = await forger.query('select number, leaf from ledger.leaves order by number')
    const n = rows.at(-1).number
    let chain = createHash('sha256').update('seloste ledger').digest()
    for (const { number, leaf } of rows) {
      const forged = Number(number) === Number(n) - 4 ? randomBytes(32) : leaf
      chain = createHash('sha256').update(chain).update(forged).digest()
      await forger.query('update ledger.leaves set leaf = $2, chain = $3 where number = $1', [number, forged, chain])
    }
    await named('select', Number(n), /signed another chain/)
    // … also when the checkpoints are made to fit, as far as that goes without the key.
    await forger.query('update ledger.checkpoints c set chain = l.chain from ledger.leaves l where l.number = c.number')
    await named('select', Number(n), /signature of the checkpoint is not ours/)
  })

  test('a checkpoint moved in time, or signed by somebody else', async () => {
    const n = await last()
    await named(
      `update ledger.checkpoints set at = at - interval '1 day' where number = ${n}`,
      n,
      /signature of the checkpoint/,
    )
    await named(
      `update ledger.checkpoints set at = at + interval '1 day', signature = decode(repeat('ab', 64), 'hex') where number = ${n}`,
      n,
      /signature of the checkpoint/,
    )
  })

  test('a head file changed by hand', async () => {
    writeFileSync(join(folder, 'ledger.head'), JSON.stringify({ ...JSON.parse(head), number: 1 }))
    await named('select', 1, /signature of the head file/)
  })

  test('another instance’s key does not verify', async () => {
    const other = openHouse({ ...bed.connection, key: randomBytes(32) })
    try {
      // The login's password derives from the same key, so that a stranger does not even come in.
      await assert.rejects(verifyLedger(other), { code: '28P01' })
    } finally {
      await other.close()
    }
  })
})

describe('what never came into the chain', () => {
  test('an entry slipped in beside it', () =>
    named(
      `insert into ledger.entries (id, actor, action, salt) values (gen_random_uuid(), 'ghost', 'people.get', '\\x00')`,
      null,
      /1 entries stand outside/,
    ))

  test('an entry taken from the queue before it was sealed', async () => {
    await append(house, [entry(99)])
    await named('delete from ledger.unsealed', null, /outside the chain/)
  })

  test('what waits to be sealed is no fault, and is counted', async () => {
    await append(house, [entry(98)])
    const report = await verifyLedger(house, folder)
    assert.deepEqual([report.intact, report.unsealed], [true, 1])
  })
})

describe('append-only', () => {
  test('by privilege: the ledger’s own login changes and deletes nothing', async () => {
    const login = await bed.login('ledger')
    const { rows } = await forger.query(
      `select relname from pg_class where relnamespace = 'ledger'::regnamespace and relkind in ('r', 'p') and relname <> all ('{unsealed,sequencer}')`,
    )
    assert.ok(rows.length > 15)
    for (const { relname } of rows) {
      for (const text of [
        `update ledger.${relname} set id = id`,
        `delete from ledger.${relname}`,
        `truncate ledger.${relname}`,
        `drop table ledger.${relname}`,
        `alter table ledger.${relname} disable trigger all`,
      ]) {
        await assert.rejects(
          login.query(text),
          (error) => ['42501', '42703'].includes((error as { code: string }).code),
          text,
        )
      }
    }
    await assert.rejects(login.query('set session_replication_role = replica'), { code: '42501' })
  })

  test('by trigger: its owner neither, on the whole, on a month, by statement or by row', async () => {
    const owner = await bed.owner()
    const { rows } = await forger.query(
      `select c.oid::regclass::text as name from pg_class c where relnamespace = 'ledger'::regnamespace and relkind in ('r', 'p')
       and relname ~ '^(entries|leaves|checkpoints)' and exists (select from ledger.entries e where relkind = 'p' or e.tableoid = c.oid or relname in ('leaves', 'checkpoints'))`,
    )
    assert.ok(rows.length >= 4)
    for (const { name } of rows) {
      const column = /leaves|checkpoints/.test(name) ? 'number' : 'id'
      for (const text of [
        `update ${name} set ${column} = ${column}`,
        `delete from ${name}`,
        `truncate ${name}`,
        `truncate ${name} cascade`,
      ]) {
        await assert.rejects(owner.query(text), { code: 'SEL01', message: 'LEDGER_APPEND_ONLY' }, text)
      }
    }
  })

  test('every month to come is guarded as the others are', async () => {
    const { rows } = await forger.query(
      `select c.relname from pg_class c where c.relispartition and c.relnamespace = 'ledger'::regnamespace and c.relkind = 'r'
         and 2 > (select count(*) from pg_trigger t where t.tgrelid = c.oid and t.tgname in ('_100_append_only', '_200_no_truncate') and t.tgenabled = 'O')`,
    )
    assert.deepEqual(rows, [])
  })
})

describe('many at once', () => {
  test('entries are durable when append answers, and several sequencers make one chain', async () => {
    let sealing = true
    const sealers = [1, 2, 3].map(async () => {
      while (sealing) await seal(house)
    })
    const watcher = await bed.login('ledger')
    await Promise.all(
      Array.from({ length: 40 }, async (_, n) => {
        for (let i = 0; i < 5; i++) {
          const actor = `many-${n}-${i}`
          await append(house, [
            { ...entry(n), actor },
            { ...entry(n), actor },
          ])
          if (n === 0)
            assert.equal((await watcher.query('select from ledger.entries where actor = $1', [actor])).rowCount, 2)
        }
      }),
    )
    sealing = false
    await Promise.all(sealers)
    while ((await seal(house, folder)) > 0);
    const report = await verifyLedger(house, folder)
    assert.deepEqual(report.problems, [])
    assert.equal(report.unsealed, 0)
    assert.equal(report.leaves, (await watcher.query('select count(*)::int as n from ledger.entries')).rows[0].n)
  })

  test('an entry whose transaction took long is sealed when it is there', async () => {
    const client = await bed.login('purpose_sales')
    await client.query('begin')
    await client.query(`select door.audit('people.update', 'people', null, null, null, null)`)
    await append(house, [entry(1)])
    assert.equal(await seal(house), 1)
    await client.query('commit')
    assert.equal(await seal(house, folder), 1)
    assert.deepEqual((await verifyLedger(house, folder)).problems, [])
  })

  test('without the ledger there is no answer', async () => {
    const lonely = openHouse(bed.connection)
    await lonely.ledger.end()
    await assert.rejects(append(lonely, [entry(1)]), { code: 'LEDGER_UNAVAILABLE' })
  })
})

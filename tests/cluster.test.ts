import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { startCluster } from '#kernel/cluster.ts'
import { Halt } from '#kernel/halt.ts'
import { instanceKey, passwordOf, recordVersion, refuseNewer } from '#kernel/instance.ts'
import { isLocked, lockFolder } from '#kernel/lock.ts'

const project = dirname(dirname(fileURLToPath(import.meta.url)))
const made: string[] = []
after(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'seloste-cluster-'))
  made.push(path)
  return join(path, 'data')
}

/** A process that ended but was never waited for still has a number; it does not run. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

async function ask(url: string, sql: string): Promise<Record<string, string>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

test('a wrong password, no password and a local socket are all refused', async () => {
  const dataFolder = folder()
  const cluster = await startCluster({ dataFolder, durable: false })
  try {
    const url = cluster.url('postgres')
    await assert.rejects(ask(url.replace(cluster.password, 'wrong'), 'select 1'), /password authentication failed/)
    await assert.rejects(ask(url.replace(`:${cluster.password}`, ''), 'select 1'), /password/)
    const [row] = await ask(
      url,
      "select current_setting('unix_socket_directories') as sockets, current_setting('listen_addresses') as at",
    )
    assert.deepEqual({ ...row }, { sockets: '', at: '127.0.0.1' })
    const rules = await ask(url, 'select type, auth_method from pg_hba_file_rules')
    assert.deepEqual(
      rules.map((each) => ({ ...each })),
      [{ type: 'host', auth_method: 'scram-sha-256' }],
    )
  } finally {
    await cluster.stop()
  }
})

test('an error writes no value of a row into the log', async () => {
  const dataFolder = folder()
  const cluster = await startCluster({ dataFolder, durable: false })
  await ask(cluster.url('postgres'), 'create table people (name text primary key check (length(name) < 20))')
  const bad = [
    "insert into people values ('Virtanen'), ('Virtanen')",
    "insert into people values ('Virtanen of the very long name')",
  ]
  for (const sql of bad) await assert.rejects(ask(cluster.url('postgres'), sql))
  await cluster.stop()
  const log = readFileSync(join(dataFolder, 'postgres.log'), 'utf8')
  assert.match(log, /duplicate key/)
  assert.doesNotMatch(log, /Virtanen/)
})

test('data, key and password survive a stop, and nobody else may read the key', async () => {
  const dataFolder = folder()
  const first = await startCluster({ dataFolder })
  await ask(first.url('postgres'), 'create table kept as select 42 as answer')
  await first.stop()
  const begun = performance.now()
  const second = await startCluster({ dataFolder })
  console.log(`second start of the cluster: ${Math.round(performance.now() - begun)} ms`)
  try {
    assert.equal(second.port, first.port)
    assert.deepEqual({ ...(await ask(second.url('postgres'), 'select answer from kept'))[0] }, { answer: 42 })
    assert.equal(statSync(join(dataFolder, 'instance.key')).mode & 0o777, 0o600)
    assert.equal(second.password, passwordOf(instanceKey(dataFolder), 'seloste_super'))
  } finally {
    await second.stop()
  }
})

test('Finnish letters are letters, case follows Unicode, and a Finnish order is at hand', async () => {
  const cluster = await startCluster({ dataFolder: folder(), durable: false })
  try {
    await ask(cluster.url('postgres'), 'create extension pg_trgm')
    const [row] = await ask(
      cluster.url('postgres'),
      `select lower('ÄÖÅ') as lower, similarity('Mäkelä', 'mäkela') > 0.3 as similar, similarity('ä ä ä', 'b b b') as other,
        (select string_agg(name, ' ' order by name collate "fi-x-icu") from unnest(array['Öst', 'Ål', 'Zetterberg', 'Äijälä']) as name) as ordered,
        to_tsvector('finnish', 'öljyt')::text as stemmed`,
    )
    assert.deepEqual(
      { ...row },
      { lower: 'äöå', similar: true, other: 0, ordered: 'Zetterberg Ål Äijälä Öst', stemmed: "'öljy':1" },
    )
  } finally {
    await cluster.stop()
  }
})

test('a second holder of a folder is refused; a dead one, or a stranger with its number, is not one', () => {
  const dataFolder = dirname(folder())
  const release = lockFolder(dataFolder)
  assert.throws(
    () => lockFolder(dataFolder),
    (error) => error instanceof Halt && /already running/.test(error.message),
  )
  assert.ok(isLocked(dataFolder))
  release()
  assert.ok(!isLocked(dataFolder))
  for (const content of [
    { pid: 999_999_999, started: 'then' },
    { pid: process.pid, started: 'another time' },
  ]) {
    writeFileSync(join(dataFolder, 'lock'), JSON.stringify(content))
    lockFolder(dataFolder)()
    assert.ok(!existsSync(join(dataFolder, 'lock')))
  }
})

test('a folder of a newer version is refused, by its version file or by PostgreSQL', () => {
  const dataFolder = dirname(folder())
  recordVersion(dataFolder, 7)
  refuseNewer(dataFolder, 7)
  refuseNewer(dataFolder, 8)
  assert.throws(() => refuseNewer(dataFolder, 6), /newer version/)
  writeFileSync(join(dataFolder, 'version'), '{"data":1,"postgres":19}')
  assert.throws(() => refuseNewer(dataFolder, 6), /newer version/)
})

test('a lost key stops the start instead of being made anew', async () => {
  const dataFolder = folder()
  await (await startCluster({ dataFolder, durable: false })).stop()
  rmSync(join(dataFolder, 'instance.key'))
  await assert.rejects(startCluster({ dataFolder, durable: false }), /missing/)
})

test('a PostgreSQL that outlived its parent is stopped, and the data is whole', async () => {
  const dataFolder = folder()
  const script = `import { startCluster } from '#kernel/cluster.ts'
    const cluster = await startCluster({ dataFolder: ${JSON.stringify(dataFolder)} }); console.log(cluster.port); setInterval(() => {}, 1000)`
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => parent.stdout.once('data', resolve))
  const orphan = Number(readFileSync(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  parent.kill('SIGKILL')
  await new Promise((resolve) => parent.once('exit', resolve))
  assert.ok(runs(orphan))
  const cluster = await startCluster({ dataFolder })
  try {
    assert.ok(!runs(orphan))
    assert.equal((await ask(cluster.url('postgres'), 'select 1 as one')).length, 1)
  } finally {
    await cluster.stop()
  }
})

test('a taken port is not waited for: another is chosen', async () => {
  const dataFolder = folder()
  await (await startCluster({ dataFolder, durable: false })).stop()
  const taken = Number(readFileSync(join(dataFolder, 'postgres.port'), 'utf8'))
  const other = createServer().listen(taken, '127.0.0.1')
  await wait(20)
  const cluster = await startCluster({ dataFolder, durable: false })
  try {
    assert.notEqual(cluster.port, taken)
  } finally {
    await cluster.stop()
    other.close()
  }
})

test('a folder that others may not enter works for root too, and closed to ourselves it is a sentence', async () => {
  const dataFolder = folder()
  chmodSync(dirname(dataFolder), 0o700)
  const cluster = await startCluster({ dataFolder, durable: false })
  await cluster.stop()
  writeFileSync(join(dirname(dataFolder), 'file'), '')
  await assert.rejects(startCluster({ dataFolder: join(dirname(dataFolder), 'file', 'data') }), Halt)
})

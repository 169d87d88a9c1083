import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { startCluster } from '#kernel/cluster.ts'
import { Halt } from '#kernel/halt.ts'
import { type Instance, readInstance } from '#kernel/instance.ts'
import { stopOrphan } from '#kernel/orphan.ts'
import { refuseOld } from '#kernel/server.version.ts'

// npm start on real folders: what it refuses, how it starts, ends and recovers.

const project = dirname(dirname(fileURLToPath(import.meta.url)))
const home = mkdtempSync(join(tmpdir(), 'seloste-house-'))
const running = new Set<ChildProcess>()
after(async () => {
  for (const child of running) child.kill('SIGTERM')
  await Promise.all([...running].map((child) => new Promise((resolve) => child.once('exit', resolve))))
  // What a failed test left behind would outlive us all.
  for (const data of readdirSync(home)) await stopOrphan(join(home, data, 'postgres'))
  rmSync(home, { recursive: true, force: true })
})

let folders = 0
function folder(): string {
  folders += 1
  return join(home, `data-${folders}`)
}

type Start = { child: ChildProcess; output: () => string; ended: Promise<number | null> }

function start(env: Record<string, string>): Start {
  const { HOME = home, PATH = '' } = process.env
  const child = spawn(process.execPath, [join(project, 'bin/start.mjs')], {
    env: { HOME, PATH, LANG: 'C.UTF-8', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (text) => {
    output += text
  })
  child.stderr.on('data', (text) => {
    output += text
  })
  running.add(child)
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', (code) => {
      running.delete(child)
      resolve(code)
    })
  })
  return { child, output: () => output, ended }
}

async function ready(begun: Start): Promise<string> {
  let url: string | undefined
  let over = false
  void begun.ended.then(() => {
    over = true
  })
  while (!url) {
    assert.ok(!over, `it ended before it was ready:\n${begun.output()}`)
    await wait(20)
    url = /Seloste is ready: (\S+)/.exec(begun.output())?.[1]
  }
  return url
}

/** The start must end by itself with 1, one sentence and no stack. */
async function refused(env: Record<string, string>, sentence: RegExp): Promise<void> {
  const begun = start({ SELOSTE_DATA: folder(), ...env })
  assert.equal(await begun.ended, 1, begun.output())
  assert.match(begun.output(), sentence)
  assert.doesNotMatch(begun.output(), /^ {4}at |Error:/m)
  assert.ok(begun.output().trim().split('\n').length <= 1, begun.output())
}

test('wrong settings are refused by name, and a secret in them is not repeated', async () => {
  await refused({ PORT: 'http' }, /^PORT=http is not a port/)
  await refused({ PORT: '70000' }, /^PORT=70000 is not a port/)
  await refused({ SELOSTE_DEMO: 'maybe' }, /^SELOSTE_DEMO=maybe/)
  await refused({ DATABASE_URL: 'mysql://user:secret@host/db' }, /^DATABASE_URL is not an address(?!.*secret)/)
})

test('a database server that cannot be used is refused with the reason', async () => {
  const test = new URL(process.env.SELOSTE_TEST_CLUSTER ?? '')
  const closed = await new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
  await refused(
    { DATABASE_URL: `postgres://u:secret@127.0.0.1:${closed}/db` },
    new RegExp(`cannot be reached at 127.0.0.1:${closed}(?!.*secret)`),
  )
  await refused(
    { DATABASE_URL: `postgres://nobody:secret@${test.host}/postgres` },
    /does not let nobody in(?!.*secret)/,
  )
  await refused({ DATABASE_URL: new URL('/no_such', test).href }, /has no database no_such/)
  for (const [number, name] of [
    [150012, '15.12'],
    [160009, '16.9'],
    [170005, '17.5'],
  ] as const) {
    assert.throws(
      () => refuseOld(number, name),
      (error) => error instanceof Halt && error.message.includes(name),
    )
  }
  for (const number of [160010, 170006, 180000]) refuseOld(number, '')
})

test('a folder that cannot be used is refused with the reason', async () => {
  const newer = folder()
  mkdirSync(newer)
  writeFileSync(join(newer, 'version'), '{"data":999999,"postgres":18}')
  await refused({ SELOSTE_DATA: newer }, /written by a newer version/)
  const file = folder()
  writeFileSync(file, '')
  await refused({ SELOSTE_DATA: file }, /is not a folder/)
})

test('a taken port is refused at once, and nothing is made', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as { port: number }
  const data = folder()
  await refused({ PORT: String(port), SELOSTE_DATA: data }, new RegExp(`^Port ${port} is already in use`))
  assert.ok(!existsSync(join(data, 'postgres')))
  other.close()
})

// Needs a file system of its own, which only root can have made; everyone else meets the same code in cluster.test.ts.
if (process.getuid?.() === 0 && process.platform === 'linux') {
  test('a full disk is told as a full disk', async () => {
    const small = folder()
    mkdirSync(small)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', small])
    try {
      await refused({ SELOSTE_DATA: join(small, 'data') }, /is full\. Free some space/)
    } finally {
      execFileSync('umount', [small])
    }
  })
}

test('the story of one folder', async (t) => {
  const SELOSTE_DATA = folder()
  const timed = async (what: string, env: Record<string, string> = {}) => {
    const at = performance.now()
    const begun = start({ SELOSTE_DATA, ...env })
    const url = await ready(begun)
    t.diagnostic(`${what}: ready in ${((performance.now() - at) / 1000).toFixed(1)} s`)
    return { ...begun, url }
  }

  const first = await timed('first start')
  assert.equal((await fetch(`${first.url}/health`)).status, 200)
  assert.match(first.output(), /sanna\.saari@pohjolan\.example/)
  const instance = readInstance(SELOSTE_DATA)
  assert.equal(instance?.url, first.url)

  await t.test('a second instance on the folder is refused', () =>
    refused({ SELOSTE_DATA }, /already running on .* \(process \d+\)/),
  )

  await t.test('SIGTERM ends everything', async () => {
    first.child.kill('SIGTERM')
    assert.equal(await first.ended, 0, first.output())
    assert.deepEqual(left(SELOSTE_DATA), [])
    assert.equal(readInstance(SELOSTE_DATA), undefined)
  })

  await t.test('after kill -9 of the server the next start recovers', async () => {
    const second = await timed('second start')
    process.kill((readInstance(SELOSTE_DATA) as Instance).pid, 'SIGKILL')
    await second.ended
    assert.notDeepEqual(left(SELOSTE_DATA), [], 'PostgreSQL should have outlived its parent here')
    const third = await timed('start after kill -9')
    assert.equal((await fetch(`${third.url}/health`)).status, 200)

    third.child.kill('SIGKILL')
    await gone(SELOSTE_DATA)
  })

  await t.test('two signals in a row, as a terminal and npm send them, still end in order', async () => {
    const fourth = await timed('fourth start')
    const { pid } = readInstance(SELOSTE_DATA) as Instance
    fourth.child.kill('SIGINT')
    await wait(10)
    process.kill(pid, 'SIGINT')
    assert.equal(await fourth.ended, 0, fourth.output())
    assert.deepEqual(left(SELOSTE_DATA), [])
  })

  await t.test('a signal in the middle of a start ends it as well', async () => {
    for (const milliseconds of [300, 700, 1100]) {
      const fifth = start({ SELOSTE_DATA })
      await wait(milliseconds)
      fifth.child.kill('SIGTERM')
      await fifth.ended
      await gone(SELOSTE_DATA)
    }
    await timed('start after interrupted ones').then(async (last) => {
      last.child.kill('SIGTERM')
      assert.equal(await last.ended, 0, last.output())
    })
  })
})

test('another PostgreSQL server serves as well, superuser or not', async (t) => {
  const data = folder()
  mkdirSync(data)
  const cluster = await startCluster({ dataFolder: data, durable: false })
  const client = new pg.Client({ connectionString: cluster.url('postgres') })
  try {
    await client.connect()
    await client.query("create role plain login createrole createdb password 'plain'")
    await client.query('create database by_plain owner plain')
    await client.query('create database by_super')
    const plain = new URL(cluster.url('by_plain'))
    plain.username = 'plain'
    plain.password = 'plain'
    for (const [who, url] of [
      ['superuser', cluster.url('by_super')],
      ['not a superuser', plain.href],
    ] as const) {
      await t.test(who, async () => {
        const begun = start({ SELOSTE_DATA: folder(), DATABASE_URL: url })
        assert.equal((await fetch(`${await ready(begun)}/health`)).status, 200)
        begun.child.kill('SIGTERM')
        assert.equal(await begun.ended, 0, begun.output())
      })
      // The logins belong to the whole server, and the next installation makes its own.
      await client.query(`drop database by_${who === 'superuser' ? 'super' : 'plain'}`)
      await dropRoles(client)
    }
  } finally {
    await client.end()
    await cluster.stop()
  }
})

async function dropRoles(client: pg.Client): Promise<void> {
  const { rows } = await client.query("select rolname from pg_roles where rolname !~ '^(pg_|seloste_super$|plain$)'")
  for (const { rolname } of rows) await client.query(`drop role ${pg.escapeIdentifier(rolname)}`)
}

/** When the bootstrap itself is killed, what it started ends by itself. */
async function gone(dataFolder: string): Promise<void> {
  for (const until = Date.now() + 20_000; left(dataFolder).length > 0; await wait(50)) {
    assert.ok(Date.now() < until, `left behind: ${left(dataFolder)}`)
  }
}

/** Processes that still belong to a data folder. */
function left(dataFolder: string): string[] {
  const lock = join(dataFolder, 'lock')
  const pidFile = join(dataFolder, 'postgres', 'postmaster.pid')
  const pids = [
    existsSync(lock) ? String(JSON.parse(readFileSync(lock, 'utf8')).pid) : '',
    existsSync(pidFile) ? (readFileSync(pidFile, 'utf8').split('\n')[0] ?? '') : '',
  ]
  return pids.filter((pid) => pid !== '' && lives(Number(pid)))
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

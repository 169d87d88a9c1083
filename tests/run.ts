import '#kernel/runtime.ts'
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, globSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { run } from 'node:test'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { type Cluster, startCluster } from '#kernel/cluster.ts'
import { Halt, halt } from '#kernel/halt.ts'
import { instanceKey } from '#kernel/instance.ts'
import { isLocked, lockFolder } from '#kernel/lock.ts'
import { stopOrphan } from '#kernel/orphan.ts'
import { buildScreens } from '../src/entrypoints/screens.ts'
import { checks } from './check.ts'
import { findChromium } from './chromium.ts'
import { type Outcome, report, type Tally } from './report.ts'

// `npm test` runs the checks and every test; `npm test -- people sales` only the files whose path holds one of the words.

const project = dirname(dirname(fileURLToPath(import.meta.url)))
const prefix = 'seloste-test-'

const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(signal, () => interrupted.abort())

const tally: Tally = { passed: 0, failed: 0 }
try {
  const words = process.argv.slice(2)
  const files = filesFor(words)
  if (words.length === 0) tally.failed += checks()
  await sweep()
  if (files.some((file) => file.includes('/journeys/'))) await buildScreens(interrupted.signal)
  await withTestCluster(() => runFiles(files))
} catch (error) {
  tally.failed += 1
  console.error(error instanceof Halt ? error.message : error)
}
if (tally.passed + tally.failed === 0) console.error('No test ran.')
console.log(`${tally.passed} passed, ${tally.failed} failed`)
process.exit(interrupted.signal.aborted ? 130 : tally.failed > 0 || tally.passed === 0 ? 1 : 0)

function filesFor(words: string[]): string[] {
  const all = globSync(['src/**/*.test.ts', 'register/**/*.test.ts', 'tests/**/*.test.ts'], { cwd: project }).sort()
  const files = all.filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
  if (files.length === 0) halt(`No test file has ${words.join(' or ')} in its path.`)
  return files.map((file) => join(project, file))
}

async function runFiles(files: string[]): Promise<void> {
  const outcome = await runBeside(files, 2)
  tally.passed += outcome.passed
  tally.failed += outcome.failed
  const stories = [...outcome.files.keys()].filter((file) => file.includes('/journeys/'))
  if (stories.length === 0 || stories.length > 3 || interrupted.signal.aborted) return
  // A browser on a busy machine can miss its moment. What fails twice has failed; what fails once is named, to be mended.
  console.log(`\nonce more, alone: ${stories.map((file) => relative(project, file)).join(', ')}`)
  for (const file of stories) {
    const first = outcome.files.get(file)!
    const again = await runBeside([file], 1)
    tally.passed += again.passed - first.passed
    tally.failed += again.failed - first.failed
    if (again.failed === 0) console.log(`UNSTEADY ${relative(project, file)}: failed beside others, passed alone`)
  }
}

async function runBeside(files: string[], concurrency: number): Promise<Outcome> {
  const events = run({ files, concurrency, cwd: project, signal: interrupted.signal, timeout: 600_000 })
  return report(events, project)
}

/** One cluster for the run, with a template that every bed is cloned from; gone afterwards, whatever happens. */
async function withTestCluster(work: () => Promise<void>): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), prefix))
  const dataFolder = join(home, 'data')
  let cluster: Cluster | undefined
  let release: (() => void) | undefined
  try {
    chmodSync(home, 0o711)
    const key = instanceKey(dataFolder)
    release = lockFolder(dataFolder)
    cluster = await startCluster({ dataFolder, durable: false })
    Object.assign(process.env, {
      NODE_ENV: 'test',
      CHROMIUM: findChromium(),
      PORT: '0',
      SELOSTE_DATA: dataFolder,
      SELOSTE_TEST_CLUSTER: cluster.url('postgres'),
      SELOSTE_TEST_KEY: key.toString('base64url'),
    })
    for (const name of ['DATABASE_URL', 'SELOSTE_SMTP', 'SELOSTE_URL', 'SELOSTE_DEMO']) delete process.env[name]
    await makeTemplate(cluster)
    await work()
  } finally {
    await cluster?.stop()
    release?.()
    rmSync(home, { recursive: true, force: true })
  }
}

async function makeTemplate(cluster: Cluster): Promise<void> {
  const client = new pg.Client({ connectionString: cluster.url('postgres') })
  await client.connect()
  await client.query('create database seloste_template')
  await client.end()
  const begun = performance.now()
  const migrate = spawnSync(process.execPath, [join(project, 'src/entrypoints/migrate.ts')], {
    cwd: project,
    env: { ...process.env, SELOSTE_OWNER_URL: cluster.url('seloste_template') },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (migrate.status !== 0) halt('The template database could not be migrated; the reason is above.')
  console.log(`ok  template database (${((performance.now() - begun) / 1000).toFixed(1)} s)`)
}

/** What a killed run has left behind. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(prefix))) {
    const dataFolder = join(tmpdir(), name, 'data')
    if (!existsSync(join(dataFolder, 'lock')) || isLocked(dataFolder)) continue
    if (existsSync(join(dataFolder, 'postgres'))) await stopOrphan(join(dataFolder, 'postgres'))
    rmSync(dirname(dataFolder), { recursive: true, force: true })
  }
}

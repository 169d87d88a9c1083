import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { readCards } from '#features/access/demo.ts'
import { findChromium } from '../chromium.ts'
import { residentOf } from './files.ts'
import { type Ground, project } from './ground.ts'
import type { Measure } from './measure.ts'

/** npm start as anybody runs it: how soon it is ready, what it weighs at rest, and how soon a browser can be used. */
export async function start(ground: Ground): Promise<Measure[]> {
  const home = mkdtempSync(join(tmpdir(), 'seloste-bench-start-'))
  const dataFolder = join(home, 'data')
  try {
    await (await started(dataFolder)).stop()
    const second = await started(dataFolder)
    try {
      await wait(8000)
      const idle = residentOf(second.pid, 'VmRSS')
      return [
        { name: 'second start, ready', value: second.seconds, unit: 's', target: { of: 'value', most: 5 } },
        { name: 'memory of the Node process at rest', value: idle, unit: 'MB', target: { of: 'value', most: 200 } },
        ...firstLoad(ground),
        ...(await firstScreen(second.url, dataFolder)),
      ]
    } finally {
      await second.stop()
    }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

async function started(dataFolder: string) {
  const begun = performance.now()
  const child = spawn(process.execPath, [...process.execArgv, join(project, 'src/entrypoints/start.ts')], {
    cwd: project,
    env: { ...process.env, SELOSTE_DATA: dataFolder, PORT: '0', SELOSTE_DEMO: '1' },
    stdio: ['ignore', 'pipe', 2, 'ipc'],
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout!.on('data', (text) => {
      said += text
      const found = /ready: (\S+)/.exec(said)
      if (found) resolve(found[1]!)
    })
    child.once('exit', () => reject(new Error('npm start ended before it was ready')))
  })
  const stop = () => {
    child.kill('SIGTERM')
    return gone
  }
  return { url, pid: child.pid!, seconds: (performance.now() - begun) / 1000, stop }
}

/** The scripts that index.html asks for, and what they import at once; not what a later page loads. */
function firstLoad(ground: Ground): Measure[] {
  const dist = join(project, 'dist')
  if (!existsSync(join(dist, 'index.html'))) {
    ground.say('no screens are built: the weight of the first load was not measured')
    return []
  }
  const waiting = [...readFileSync(join(dist, 'index.html'), 'utf8').matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(
    (found) => found[1]!,
  )
  const seen = new Set<string>()
  let bytes = 0
  for (let path = waiting.pop(); path; path = waiting.pop()) {
    if (seen.has(path)) continue
    seen.add(path)
    const text = readFileSync(join(dist, path), 'utf8')
    bytes += gzipSync(text, { level: 6 }).length
    // Static imports alone: what stands in import( ) waits until it is needed.
    for (const [, from] of text.matchAll(/(?:\bfrom|\bimport)\s*"(\.\.?\/[^"]+\.js)"/g))
      waiting.push(join(dirname(path), from!))
  }
  return [
    { name: 'first load: JavaScript, gzipped', value: bytes / 1000, unit: 'kB', target: { of: 'value', most: 300 } },
  ]
}

/** From an address typed into a fresh browser to rows that can be clicked. */
async function firstScreen(url: string, dataFolder: string): Promise<Measure[]> {
  const card = (await readCards(dataFolder)).find((one) => one.level === 'seller')!
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: card.email, password: card.password }),
  })
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] })
  try {
    const times: number[] = []
    // The first finds a server that has answered nobody yet: it is the browser that is new here, not the server.
    for (let i = 0; i < 8; i++) {
      // A context of its own: nothing is in its cache.
      const context = await browser.newContext({ baseURL: url, locale: 'fi-FI' })
      await context.addCookies(
        answer.headers.getSetCookie().map((line) => {
          const [name, ...value] = line.split(';')[0]!.split('=')
          return { name: name!, value: value.join('='), url }
        }),
      )
      const page = await context.newPage()
      const begun = performance.now()
      await page.goto('/people', { waitUntil: 'commit' })
      await page
        .getByText(/@yritys\d+\.example/)
        .first()
        .waitFor({ timeout: 20_000 })
      if (i > 0) times.push((performance.now() - begun) / 1000)
      await context.close()
    }
    times.sort((a, b) => a - b)
    return [
      {
        name: 'first usable screen: the list of people',
        value: times[3]!,
        unit: 's',
        target: { of: 'value', most: 1 },
      },
    ]
  } finally {
    await browser.close()
  }
}

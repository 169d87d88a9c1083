import { fork } from 'node:child_process'
import { join } from 'node:path'
import autocannon from 'autocannon'
import type { SignInCard } from '#features/access/demo.ts'
import type { LevelId } from '#register/index.ts'
import { FAMILIES } from './fill.ts'
import { type Ground, project } from './ground.ts'
import { type Measure, median, p95, timed } from './measure.ts'

type Served = {
  urls: { on: string; off: string; bare: string }
  /** Headers of a signed-in user of this level. */
  as(level: LevelId): Promise<Record<string, string>>
  people: string[]
}

export async function withServer<T>(
  ground: Ground,
  database: string,
  work: (served: Served) => Promise<T>,
): Promise<T> {
  const { key: _, ...address } = ground.connection(database)
  const child = fork(join(import.meta.dirname, 'server.ts'), [], {
    cwd: project,
    env: { ...process.env, SELOSTE_DATA: ground.dataFolder, BENCH_CONNECTION: JSON.stringify(address) },
    stdio: ['ignore', 2, 2, 'ipc'],
  })
  try {
    const said = await new Promise<{ urls: Served['urls']; signIns: SignInCard[] }>((resolve, reject) => {
      child.once('message', (message) => resolve(message as never))
      child.once('exit', (code) => reject(new Error(`the bench's server ended with ${code}`)))
    })
    return await work({
      urls: said.urls,
      people: await somePeople(ground, database),
      as: (level) => signIn(said, level),
    })
  } finally {
    child.removeAllListeners('exit')
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await gone
  }
}

async function signIn({ urls, signIns }: { urls: Served['urls']; signIns: SignInCard[] }, level: LevelId) {
  const { email, password } = signIns.find((card) => card.level === level)!
  const answer = await fetch(`${urls.on}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`)
  return {
    cookie: answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; '),
  }
}

async function somePeople(ground: Ground, database: string): Promise<string[]> {
  const client = await ground.superuser(database)
  const { rows } = await client.query(
    'select id from (select id, row_number() over () as n from relationship.people limit 40000) p where n % 100 = 0',
  )
  await client.end()
  return rows.map((row) => row.id)
}

const TITLES = ['Toimitusjohtaja', 'Korjaamopäällikkö', 'Varaosapäällikkö', 'Hankintapäällikkö']
const PARTS = 'emails,phones,employments'
const personPath = (id: string) => `/api/v1/people/${id}?purpose=relationship&include=${PARTS}`

/** As the screen of people asks: the rows first, then how many there are. */
function listPath(i: number): string {
  return `/api/v1/people?purpose=relationship&limit=60&sort=${SORTS[i % 3]}&filter=${filterOf(i)}&include=${PARTS}&total=without`
}
const totalPath = (i: number) => `/api/v1/people?purpose=relationship&filter=${filterOf(i)}&total=only`
function beginsPath(start: string, i: number): string {
  const filter = encodeURIComponent(JSON.stringify({ field: 'family_name', op: 'starts', value: start }))
  return `/api/v1/people?purpose=relationship&limit=60&sort=${SORTS[i % 3]}&filter=${filter}&include=${PARTS}&total=without`
}
const SORTS = ['family_name', '-created_at', '-updated_at']

function filterOf(i: number): string {
  const filter = {
    and: [
      { field: 'job_title', op: 'is', value: TITLES[i % TITLES.length] },
      { field: 'language', op: 'is', value: 'fi' },
    ],
  }
  return encodeURIComponent(JSON.stringify(filter))
}

/** How long one waits for a page, two people at work at once. */
export async function pages(ground: Ground, database: string): Promise<Measure[]> {
  return withServer(ground, database, async ({ urls, as, people }) => {
    const headers = await as('seller')
    const get = async (path: string) => {
      const answer = await fetch(urls.on + path, { headers })
      const body = await answer.text()
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${body}`)
    }
    const word = (i: number) => FAMILIES[(i * 37) % FAMILIES.length]!
    const searches: [kind: string, typed: (i: number) => string][] = [
      ['a name', (i) => word(i)],
      ['a part of one', (i) => word(i).slice(1, 6)],
      ['two names', (i) => `${['Aino', 'Ville', 'Märta'][i % 3]} ${word(i)}`],
      ['an address', (i) => `henkilo${i * 91}@`],
      ['a number', (i) => `050 000${String(1000 + i).slice(0, 4)}`],
    ]
    const kinds = new Map<string, number[]>()
    const wait = async (name: string, most: number, work: Work, then?: Work): Promise<Measure> => {
      const times = await inPairs(400, work, then)
      return { name: `${name}, p95`, value: p95(times), unit: 'ms', target: { of: 'value', most } }
    }
    // As the screen asks: the number when the rows are there. One's number is counted while the other's rows are sought.
    const totals: number[] = []
    const rows = await wait(
      'list page: 60 rows, filter and sort',
      50,
      (i) => get(listPath(i)),
      async (i) => totals.push(await timed(() => get(totalPath(i)))),
    )
    const measures = [
      rows,
      { name: 'list page: how many there are, p95', value: p95(totals), unit: 'ms' },
      await wait('list page: last name begins with', 50, (i) => get(beginsPath(word(i).slice(0, 3 + (i % 4)), i))),
      await wait('search over the level’s purposes', 50, async (i) => {
        const [kind, typed] = searches[i % searches.length]!
        const path = `/api/v1/search?q=${encodeURIComponent(typed(i))}`
        kinds.set(kind, [...(kinds.get(kind) ?? []), await timed(() => get(path))])
      }),
      await wait('person page', 30, (i) => {
        const id = people[i % people.length]!
        return Promise.all([get(personPath(id)), get(`/api/v1/people/${id}/grounds?purpose=relationship`)])
      }),
    ]
    ground.say(`search, p95: ${[...kinds].map(([kind, times]) => `${kind} ${p95(times).toFixed(0)} ms`).join(', ')}`)
    return measures
  })
}

type Work = (i: number) => Promise<unknown>

async function inPairs(count: number, work: Work, then?: Work): Promise<number[]> {
  const times: number[] = []
  let next = -20
  const worker = async () => {
    for (let i = next++; i < count; i = next++) {
      const time = await timed(() => work(Math.abs(i)))
      if (i >= 0) times.push(time)
      await then?.(Math.abs(i))
    }
  }
  await Promise.all([worker(), worker()])
  return times
}

const SECONDS = 4
const ROUNDS = 3

/** What the ledger costs, and what all of the API costs, in requests a second at 16 connections. */
export async function rates(ground: Ground, database: string): Promise<Measure[]> {
  return withServer(ground, database, async ({ urls, as, people }) => {
    const headers = await as('seller')
    const measures: Measure[] = []
    for (const kind of ['person', 'list'] as const) {
      const paths = kind === 'person' ? people.slice(0, 300).map(personPath) : [listPath(0)]
      const sample = { of: kind, id: people[0]!, url: urls.on + paths[0], headers }
      // Once before, so that what is asked the first time only is not learnt.
      await fetch(sample.url, { headers })
      await fetch(`${urls.bare}/learn`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(sample),
      })
      const bare = kind === 'person' ? people.slice(0, 300).map((id) => `/same?of=person&id=${id}`) : ['/same?of=list']
      const found = { on: [] as number[], off: [] as number[], bare: [] as number[] }
      for (let round = 0; round < ROUNDS; round++) {
        found.on.push(await rate(urls.on, paths, headers))
        found.off.push(await rate(urls.off, paths, headers))
        found.bare.push(await rate(urls.bare, bare, {}))
      }
      const name = kind === 'person' ? 'a person with parts' : 'a list page'
      const on = median(found.on)
      const beside = (what: string, baseline: number, least: number): Measure => ({
        name: `requests/s, ${name}: ${what}`,
        value: on,
        unit: '/s',
        baseline,
        ratio: on / baseline,
        target: { of: 'ratio', least },
      })
      measures.push(
        beside('audit on ÷ off', median(found.off), 0.7),
        beside('÷ a bare route, same SQL', median(found.bare), 0.5),
      )
    }
    return measures
  })
}

async function rate(url: string, paths: readonly string[], headers: Record<string, string>): Promise<number> {
  const result = await autocannon({
    url,
    connections: 16,
    duration: SECONDS,
    headers,
    requests: paths.map((path) => ({ method: 'GET', path })),
  })
  if (result.non2xx || result.errors) throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`)
  return result['2xx'] / result.duration
}

/** A field more on people while eight connections read: how long it takes, and how long anybody waits. */
export async function registerChange(ground: Ground, database: string): Promise<Measure[]> {
  return withServer(ground, database, async ({ urls, as, people }) => {
    const headers = await as('seller')
    const steward = await as('privacy_owner')
    const paths = people.slice(0, 100).flatMap((id, i) => [personPath(id), listPath(i)])
    const load = (seconds: number) =>
      autocannon({
        url: urls.on,
        connections: 8,
        duration: seconds,
        headers,
        requests: paths.map((path) => ({ method: 'GET', path })),
      })
    await load(3)
    const before = await load(4)
    const running = load(6)
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const label = { fi: 'Mittaus', sv: 'Mätning', en: 'Measurement' }
    const name = `x_bench_${Date.now().toString(36)}`
    const body = {
      noun: 'people',
      name,
      type: 'text',
      label,
      category: 'name',
      retention: 'contact',
      purposes: { relationship: 'write', sales: 'read' },
    }
    let status = 0
    const took = await timed(async () => {
      const answer = await fetch(`${urls.on}/api/v1/register/apply`, {
        method: 'POST',
        headers: { ...steward, 'content-type': 'application/json' },
        body: JSON.stringify({
          addition: { kind: 'field', body },
          material: false,
          assessment: 'A field made by a measurement.',
        }),
      })
      status = answer.status
      if (!answer.ok) throw new Error(`register apply: ${status} ${await answer.text()}`)
    })
    const during = await running
    if (during.non2xx) throw new Error(`${during.non2xx} requests were refused while the register changed`)
    return [
      {
        name: 'a field of the register changed under load',
        value: took / 1000,
        unit: 's',
        target: { of: 'value', most: 1 },
      },
      {
        name: 'longest wait of any request meanwhile (beside: without)',
        value: during.latency.max,
        unit: 'ms',
        baseline: before.latency.max,
        target: { of: 'value', most: 300 },
      },
    ]
  })
}

import '#kernel/runtime.ts'
import { availableParallelism, loadavg } from 'node:os'
import { endWith } from '#kernel/halt.ts'
import { backup } from './backup.ts'
import { erasure } from './erasure.ts'
import { files } from './files.ts'
import { fill } from './fill.ts'
import { type Ground, onGround } from './ground.ts'
import { grounds } from './grounds.ts'
import { pages, rates, registerChange } from './http.ts'
import { type Measure, met, tableOf } from './measure.ts'
import { queries } from './queries.ts'
import { report } from './report.ts'
import { start } from './start.ts'
import { timeline } from './timeline.ts'

// `npm run bench`: what the design promises about speed, each figure beside its baseline in the same run.
// --small: a tenth of the people, for trying; --json: for programs; --only queries,http: some of the parts.

const PARTS: Readonly<Record<string, (ground: Ground, database: string) => Promise<Measure[]>>> = {
  queries,
  pages,
  rates,
  register: registerChange,
  grounds,
  files,
  backup,
  erasure,
  timeline,
  report,
  start,
}

const args = process.argv.slice(2)
const small = args.includes('--small')
const only = args
  .find((arg) => arg.startsWith('--only='))
  ?.slice(7)
  .split(',')
const size = small ? { people: 100_000, companies: 10_000 } : { people: 1_000_000, companies: 100_000 }

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(signal, () => stop.abort())
const stopped = new Promise<never>((_, fail) => stop.signal.addEventListener('abort', () => fail(stop.signal.reason)))
stopped.catch(() => {})

// Ratios stand it when others work on the machine, waits do not: who reads the figures should know.
const busy = loadavg()[0]!
let failed = false
try {
  const measures = await onGround(size, (ground) => Promise.race([measure(ground), stopped]))
  if (args.includes('--json')) {
    const list = measures.map((one) => ({ ...one, met: met(one) }))
    console.log(JSON.stringify({ ...size, processors: availableParallelism(), busy, measures: list }))
  } else console.log(`\n${heading()}\n\n${tableOf(measures)}`)
} catch (error) {
  if (!stop.signal.aborted) endWith(error)
}
process.exit(stop.signal.aborted ? 130 : failed ? 1 : 0)

async function measure(ground: Ground): Promise<Measure[]> {
  const database = `bench_${size.people}`
  await ground.database(database)
  await fill(ground, database)
  const found: Measure[] = []
  for (const [name, part] of Object.entries(PARTS)) {
    if (only && !only.includes(name)) continue
    ground.say(`measuring ${name} …`)
    try {
      found.push(...(await part(ground, database)))
    } catch (error) {
      // The other figures are worth having all the same.
      failed = true
      console.error(`${name} could not be measured:`, error)
    }
  }
  return found
}

function heading(): string {
  const count = (n: number) => n.toLocaleString('en')
  const beside = busy > 0.5 ? `; ${busy.toFixed(1)} other processes were at work when this began` : ''
  return `${count(size.people)} people, ${count(size.companies)} companies, ${availableParallelism()} processors${beside}`
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { clearInstance, writeInstance } from '#kernel/instance.ts'
import { FAMILIES } from './fill.ts'
import { type Ground, project } from './ground.ts'
import { type Measure, median } from './measure.ts'

/** The tables an import writes; the same rows go into bare twins of them. */
const TABLES = ['companies', 'people', 'emails', 'phones', 'employments', 'notes', 'grounds', 'import_rows']

/** A file of a million rows through the command line, as an operator would bring it in; and out again. */
export async function files(ground: Ground): Promise<Measure[]> {
  const database = `import_${ground.people}`
  await drop(ground, database)
  await ground.database(database)
  const file = join(ground.dataFolder, `bench-${ground.people}.csv`)
  if (!existsSync(file)) await writeContacts(file, ground)
  const { host, port } = ground.connection(database)
  writeInstance(ground.dataFolder, {
    pid: process.pid,
    url: '',
    database: { host, port, database, superuser: 'seloste_super' },
  })
  try {
    const idle = await command(ground, ['people', 'list', '--json'])
    const taken = await command(ground, ['people', 'import', file, '--origin', 'person', '--json'])
    const counts = JSON.parse(taken.out) as { rows: number; created: number; rejected: number; seconds: number }
    ground.say(
      `memory at 10 %, 50 % and 100 %: ${[0.05, 0.45, 0.9].map((part) => Math.round(at(taken.memory, part))).join(', ')} MB`,
    )
    ground.say(
      `imported ${counts.created} of ${counts.rows} rows in ${counts.seconds.toFixed(1)} s, rejected ${counts.rejected}`,
    )
    const bare = await bareCopy(ground, database)
    const rate = counts.rows / counts.seconds
    const out = join(ground.dataFolder, 'bench-out.csv')
    const exported = await command(ground, ['people', 'export', '--out', out])
    const lines = readFileSync(out).reduce((sum, byte) => sum + Number(byte === 10), 0) - 1
    return [
      {
        name: 'import: checked, matched, with grounds and ledger',
        value: rate,
        unit: 'rows/s',
        target: { of: 'value', least: 8000 },
      },
      {
        name: 'import ÷ a bare COPY of the same rows, same indexes',
        value: counts.seconds,
        unit: 's',
        baseline: bare,
        ratio: bare / counts.seconds,
        target: { of: 'ratio', least: 0.25 },
      },
      {
        name: 'import: memory over idle, at its highest',
        value: taken.peak - idle.peak,
        unit: 'MB',
        target: { of: 'value', most: 150 },
      },
      {
        // Its rows leave a hash each of their address behind, 16 bytes; nothing else may grow with the file.
        name: 'import: memory at its end ÷ in its middle',
        value: at(taken.memory, 0.9),
        unit: 'MB',
        baseline: at(taken.memory, 0.45),
        ratio: at(taken.memory, 0.9) / at(taken.memory, 0.45),
        target: { of: 'ratio', most: 1.2 },
      },
      {
        name: `export (CSV, ${Math.round(statSync(out).size / 1e6)} MB)`,
        value: lines / (exported.seconds - idle.seconds),
        unit: 'rows/s',
        target: { of: 'value', least: 50_000 },
      },
    ]
  } finally {
    clearInstance(ground.dataFolder)
    await drop(ground, database)
  }
}

async function drop(ground: Ground, database: string): Promise<void> {
  const client = await ground.superuser('postgres')
  await client.query(`drop database if exists ${database} with (force)`)
  await client.end()
}

/** A contact list as companies have them: phones in many forms, some bad addresses, some refusals, companies again and again. */
async function writeContacts(file: string, { people, companies }: Ground): Promise<void> {
  const stream = createWriteStream(file)
  stream.write(
    'Etunimi;Sukunimi;Sähköposti;Puhelin;Titteli;Yritys;Y-tunnus;Kaupunki;Markkinointikielto;Muistiinpanot\n',
  )
  const given = 'Aino,Eero,Helmi,Onni,Lilja,Väinö,Märta,Åke,Venla,Oskari'.split(',')
  const titles = 'Toimitusjohtaja,Korjaamopäällikkö,Varaosapäällikkö,Hankintapäällikkö,Verkstadschef'.split(',')
  const towns = 'Oulu,Turku,Vaasa,Jyväskylä,Espoo,Maarianhamina'.split(',')
  for (let i = 0; i < people; i += 1000) {
    let text = ''
    for (let n = i; n < i + 1000; n++) {
      const company = (n * 7919) % companies
      const number = String(n).padStart(7, '0')
      const phone = [`050 ${number.slice(0, 3)} ${number.slice(3)}`, `+35850${number}`, `00358-50-${number}`, ''][n % 4]
      const email = n % 50 === 7 ? 'ei-ole' : `${fold(given[n % 10]!)}.${n}@yritys${company}.example`
      text += `${given[n % 10]};${FAMILIES[(n * 31) % FAMILIES.length]};${email};${phone};${titles[n % 5]};Yritys ${company} Oy;${businessId(company)};${towns[company % 6]};${n % 10 === 3 ? 'x' : ''};${n % 20 === 0 ? 'Tavattu messuilla' : ''}\n`
    }
    if (!stream.write(text)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'finish')
}

const fold = (name: string): string => name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')

function businessId(n: number): string {
  const digits = String(1_000_000 + n).padStart(7, '0')
  const rest = [7, 9, 10, 5, 8, 4, 2].reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0) % 11
  return rest === 1 ? '' : `${digits}-${rest === 0 ? 0 : 11 - rest}`
}

/** Seconds to copy the rows the import has made into tables with the same indexes and checks, without triggers and keys. */
async function bareCopy(ground: Ground, database: string): Promise<number> {
  const client = await ground.superuser(database)
  try {
    let seconds = 0
    await client.query('create schema bare')
    for (const table of TABLES) {
      await client.query(`create table bare.${table} (like data.${table} including all)`)
      const { rows } = await client.query(
        `select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
         where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
        [`data.${table}`],
      )
      const file = `bench-${table}.copy`
      await client.query(`copy (select ${rows[0].columns} from data.${table}) to '${await folderOf(client)}/${file}'`)
      const begun = performance.now()
      await client.query(`copy bare.${table} (${rows[0].columns}) from '${await folderOf(client)}/${file}'`)
      seconds += (performance.now() - begun) / 1000
      await client.query(`copy (select 1 where false) to '${await folderOf(client)}/${file}'`)
    }
    return seconds
  } finally {
    await client.end()
  }
}

/** A place that PostgreSQL, under whatever account it runs, may write. */
async function folderOf(client: { query(text: string): Promise<{ rows: any[] }> }): Promise<string> {
  return (await client.query("select current_setting('data_directory') as folder")).rows[0].folder
}

type Ran = {
  out: string
  seconds: number
  /** MB, as the system counts resident memory: the highest, and what it was while the command ran. */
  peak: number
  memory: number[]
}

/** The median of a tenth of the time, beginning at `part` of it. */
const at = (memory: readonly number[], part: number): number =>
  median(memory.slice(Math.floor(memory.length * part), Math.ceil(memory.length * (part + 0.1))))

async function command(ground: Ground, args: string[]): Promise<Ran> {
  const begun = performance.now()
  // With the flags that we were started with, as `npm run seloste` would.
  const child = spawn(process.execPath, [...process.execArgv, join(project, 'src/entrypoints/cli.ts'), ...args], {
    cwd: project,
    env: { ...process.env, SELOSTE_DATA: ground.dataFolder },
    // The fourth channel carries nothing: it closes with us, and the command ends too.
    stdio: ['ignore', 'pipe', 2, 'ipc'],
  })
  let out = ''
  child.stdout!.on('data', (text) => {
    out += text
  })
  const ended = once(child, 'close')
  const memory: number[] = []
  const peak = await watchMemory(child, memory)
  const [code] = await ended
  if (code !== 0) throw new Error(`seloste ${args.join(' ')} ended with ${code}`)
  return { out, peak, memory, seconds: (performance.now() - begun) / 1000 }
}

/** The high-water mark of resident memory, until the process ends; 0 where the system does not tell it. */
async function watchMemory(child: ChildProcess, seen: number[]): Promise<number> {
  let peak = 0
  while (child.exitCode === null && child.signalCode === null) {
    peak = Math.max(peak, residentOf(child.pid!, 'VmHWM'))
    seen.push(residentOf(child.pid!, 'VmRSS'))
    await wait(25)
  }
  return peak
}

export function residentOf(pid: number, what: 'VmHWM' | 'VmRSS'): number {
  try {
    return (
      Number(new RegExp(`${what}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
    )
  } catch {
    return 0
  }
}

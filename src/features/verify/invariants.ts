import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import type { PurposeId } from '#register/index.ts'
import { FENCE } from './checks.notice.ts'
import { dataNouns } from './held.ts'
import { broken, fenced, kept, plural, type Scene, type Verdict } from './verdict.ts'

/** What must be true at any moment, as one line each: the ground all promises stand on. */
export type Invariant = { readonly number: number; readonly says: string; look(scene: Scene): Promise<Verdict> }

const DEFECT = 'Report it as a defect.'

export const invariants: readonly Invariant[] = [
  {
    number: 1,
    says: 'every column is declared, with a purpose and a retention rule',
    look: async (scene) =>
      fenced(scene, ['declared'], kept('catalogue and register compared both ways: 0 differences.')),
  },
  {
    number: 2,
    says: 'no login reads the tables: purposes their views, the plain logins their own rooms',
    look: async (scene) => fenced(scene, ['columns', 'schemas', 'doors'], await tablesClosed(scene)),
  },
  {
    number: 3,
    says: 'a purpose sees its own schema, and can become nobody else, make nothing and leave nothing behind',
    look: async (scene) => fenced(scene, FENCE, await purposesHeld(scene)),
  },
  {
    number: 4,
    says: 'masks, and every copy of them, are what the ledger of grounds implies',
    look: async (scene) => fenced(scene, ['masks', 'triggers', 'functions'], await masksCurrent(scene)),
  },
  {
    number: 5,
    says: 'the ledger of use cannot be changed, and has not been',
    look: async (scene) => fenced(scene, ['triggers', 'columns'], await ledgerFixed(scene)),
  },
  { number: 6, says: 'every action names its purpose and the level that may', look: actionsNamed },
  { number: 7, says: 'nothing leaves but through the gate', look: async () => oneGate() },
  { number: 8, says: 'blind features name no table of people', look: async (scene) => blindStayBlind(scene) },
  {
    number: 9,
    says: 'what is generated is fresh',
    look: async (scene) =>
      fenced(
        scene,
        ['built', 'views', 'view_texts', 'functions'],
        kept(
          'every view, function and trigger in the database is what the register compiles to now; nothing generated is kept in files.',
        ),
      ),
  },
  {
    number: 10,
    says: 'the notice in force is what the register says',
    look: async ({ drift }) =>
      drift.length === 0
        ? kept('fi, sv, en: 0 differences.')
        : broken(`It differs in ${drift.join(', ')}.`, 'Publish it: npm run seloste -- notice publish.'),
  },
]

/** What the server answers to an attempt; 42501 is "not allowed". Whatever it did is rolled back. */
async function attempt(pool: pg.Pool, sql: string): Promise<string | null> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(sql)
    return null
  } catch (error) {
    return (error as { code?: string }).code ?? 'no answer'
  } finally {
    await client.query('rollback').catch(() => {})
    client.release()
  }
}

async function allRefused(tries: readonly [who: string, pool: pg.Pool, sql: string][]): Promise<Verdict | number> {
  for (const [who, pool, sql] of tries) {
    const code = await attempt(pool, sql)
    if (code !== '42501')
      return broken(
        `${who}: “${sql}” is answered with ${code ?? 'a yes'}.`,
        'Stop the server and start it again: the self-audit says what is open.',
      )
  }
  return tries.length
}

const purposesOf = ({ register }: Scene): PurposeId[] => Object.keys(register.purposes) as PurposeId[]

async function tablesClosed(scene: Scene): Promise<Verdict> {
  const { house } = scene
  const tables = dataNouns(scene).map(([name]) => `data.${name}`)
  const logins: [string, pg.Pool][] = [
    ...purposesOf(scene).map((id): [string, pg.Pool] => [`purpose_${id}`, house.pool(id)]),
    ['auth', house.auth],
    ['jobs', house.jobs],
    ['ledger', house.ledger],
  ]
  const inside = ['auth.users', 'ledger.entries', 'register.notices']
  const result = await allRefused([
    ...logins.map(([who, pool], i): [string, pg.Pool, string] => [
      who,
      pool,
      `select from ${tables[i % tables.length]}`,
    ]),
    ...purposesOf(scene).map((id, i): [string, pg.Pool, string] => [
      `purpose_${id}`,
      house.pool(id),
      `select from ${inside[i % inside.length]}`,
    ]),
    ['auth', house.auth, 'select from ledger.entries'],
    ['jobs', house.jobs, 'select from auth.users'],
    ['ledger', house.ledger, 'select from auth.users'],
  ])
  return typeof result === 'number'
    ? kept(
        `${logins.length} logins tried the tables: ${result} of ${result} attempts refused; all grants compared with the register: 0 differences.`,
      )
    : result
}

async function purposesHeld(scene: Scene): Promise<Verdict> {
  const ids = purposesOf(scene)
  const [first] = dataNouns(scene).find(([, noun]) => noun.mask === 'self')!
  const result = await allRefused(
    ids.flatMap((id, i): [string, pg.Pool, string][] => {
      const other = ids[(i + 1) % ids.length]!
      return [
        'set role seloste_owner',
        `set role purpose_${other}`,
        'create temp table probe (x int)',
        `create table ${id}.probe (x int)`,
        'create schema probe',
        `select from ${other}.${first}`,
      ].map((sql) => [`purpose_${id}`, scene.house.pool(id), sql])
    }),
  )
  return typeof result === 'number'
    ? kept(
        `${ids.length} purposes tried to become another, to make tables and to look next door: ${result} of ${result} attempts refused.`,
      )
    : result
}

/** Beyond this, all people at once would take longer than anyone waits; then the sample of the last start speaks. */
const MOST_MASKS = 300_000

async function masksCurrent(scene: Scene): Promise<Verdict> {
  const { house, last } = scene
  const [self] = dataNouns(scene).find(([, noun]) => noun.mask === 'self')!
  const { rows: size } = await house.jobs.query(
    `select greatest(reltuples, 0)::float8 as n from pg_class where relname = $1 and relnamespace::regnamespace::text = 'data'`,
    [self],
  )
  const sample = last
    ? `a random sample of 500 people and their copies at the start of ${last.at}`
    : 'no start has looked at a sample'
  if (size[0].n > MOST_MASKS) {
    const { rows: runs } = await house.jobs.query(
      `select begun, well from register.runs where job = 'grounds.assert' order by number desc limit 1`,
    )
    if (runs[0] && !runs[0].well)
      return broken(
        'Last night’s count found masks that are not what their grounds say.',
        'Start again: the self-audit prints the statement that mends them.',
      )
    const night = runs[0] ? `all counted on ${runs[0].begun.slice(0, 10)}: stale 0` : 'no nightly count has run yet'
    return kept(`about ${Math.round(size[0].n)} people: ${night}; ${sample}: 0.`)
  }
  const { rows } = await house
    .pool('security')
    .query<{ noun: string; stale: number }>("select what as noun, number as stale from door.examine('masks')")
  const stale = rows.filter((row) => row.stale > 0)
  if (stale.length > 0) {
    return broken(
      `${stale.map((row) => `${row.stale} masks of ${row.noun}`).join(', ')} are not what their grounds say.`,
      'Start again: the self-audit prints the statement that mends them.',
    )
  }
  return kept(`all people recomputed from their grounds: stale 0; ${sample}: 0.`)
}

async function ledgerFixed({ house, ledger }: Scene): Promise<Verdict> {
  const result = await allRefused(
    ['entries', 'leaves', 'checkpoints']
      .flatMap((table): [string, pg.Pool, string][] => [
        ['ledger', house.ledger, `delete from ledger.${table} where false`],
        ['ledger', house.ledger, `truncate ledger.${table}`],
      ])
      .concat([['ledger', house.ledger, `update ledger.entries set actor = '' where false`]]),
  )
  if (typeof result !== 'number') return result
  if (!ledger.intact)
    return broken(`It is not intact: ${ledger.problems[0]!.what}.`, 'Look at npm run seloste -- ledger verify.')
  return kept(
    `its own login tried to change it: ${result} of ${result} attempts refused; ${ledger.leaves} entries re-computed, altered: 0.`,
  )
}

async function actionsNamed({ house, register }: Scene): Promise<Verdict> {
  const actions = house.actions ?? []
  const verbs = new Set(['read', 'write', ...Object.values(register.levels).flatMap((level) => level.may)])
  const wrong = actions.filter(
    (one) => one.purposes.length === 0 || one.purposes.some((id) => !(id in register.purposes)) || !verbs.has(one.verb),
  )
  if (wrong.length > 0)
    return broken(`${wrong.map((one) => one.name).join(', ')} name no purpose, or a verb that no level has.`, DEFECT)
  return kept(
    `${plural(actions.length, 'action')}, all with a purpose of the catalogue and a verb that some level has.`,
  )
}

const root = fileURLToPath(new URL('../../../', import.meta.url))
const OUTWARD =
  /\bfetch\(|createTransport\(|new WebSocket|node:(?:https?|tls|dgram|dns)['"]|['"](?:undici|imapflow|axios|ws)['"]|net\.connect|createConnection\(/
const GATE = 'src/kernel/disclose.ts'

/** The program that runs here, read as text: one file opens connections, and the browser's own asks us alone. */
function oneGate(): Verdict {
  const files = globSync(['src/**/*.{ts,tsx}', 'register/*.ts'], { cwd: root }).filter(
    (file) => !/\.(test|cast)\.ts$/.test(file),
  )
  const here = join('src', 'features', 'verify', 'invariants.ts')
  const out = files.filter(
    (file) =>
      file !== here &&
      !file.startsWith(join('src', 'web')) &&
      !file.endsWith('.tsx') &&
      OUTWARD.test(readFileSync(join(root, file), 'utf8')),
  )
  const others = out.filter((file) => file.replaceAll('\\', '/') !== GATE)
  if (others.length > 0) return broken(`${others.join(', ')} could open a connection outward.`, DEFECT)
  return kept(`${files.length} files of the program read: only ${GATE} opens connections outward.`)
}

/** Blind features must work for tables not yet invented, so they may not write the name of one. */
function blindStayBlind(scene: Scene): Verdict {
  // What only the rights engine opens, or keeps as evidence of its own work, it may name.
  const names = dataNouns(scene).flatMap(([name, { open, erase }]) =>
    open?.join() === 'rights' || erase === 'blank' ? [] : [name],
  )
  const named = new RegExp(
    `(?:from|join|into|update)\\s+data\\.(?:${names.join('|')})\\b|selectFrom\\('(?:${names.join('|')})'`,
  )
  const files = globSync('src/features/{notice,verify,erasure,retention,report,sensitive}/*.ts', { cwd: root }).filter(
    (file) => !/\.(test|cast)\.ts$/.test(file),
  )
  const wrong = files.filter((file) => named.test(readFileSync(join(root, file), 'utf8')))
  if (wrong.length > 0) return broken(`${wrong.join(', ')} name a table.`, DEFECT)
  return kept(`${files.length} files of the blind features read: tables of people named: 0.`)
}

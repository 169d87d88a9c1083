import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { base, purposeIds, type Register } from '#register/index.ts'
import { effective, readAdditions } from './additions.ts'
import { clocksOf } from './clocks.ts'
import { type Built, compile } from './compile.ts'
import { doors } from './doors.ts'
import { halt } from './halt.ts'
import { passwordOf } from './instance.ts'
import { tracesOf } from './traces.ts'

export const OWNER = 'seloste_owner'
export const LOGINS: readonly string[] = [
  ...purposeIds.map((purpose) => `purpose_${purpose}`),
  'auth',
  'jobs',
  'ledger',
]

const root = fileURLToPath(new URL('../../', import.meta.url))
const EXTENSIONS = ['pg_trgm', 'pgcrypto', 'btree_gin', 'unaccent']

/** The functions of each noun, current truth, in the order of the features. */
export const FUNCTIONS: readonly string[] = [
  'src/kernel/ledger.sql',
  'src/kernel/records.sql',
  'src/features/grounds/grounds.sql',
  'src/features/grounds/seals.sql',
  'src/features/grounds/wishes.sql',
  'src/features/grounds/numbers.sql',
  'src/features/sending/sending.sql',
  'src/features/sending/subscribed.sql',
  'src/features/subscriptions/subscriptions.sql',
  'src/features/preferences/preferences.sql',
  'src/features/consent/consent.sql',
  'src/features/informing/informing.sql',
  'src/features/companies/companies.sql',
  'src/features/people/people.sql',
  'src/features/people/merge.sql',
  'src/features/people/import.sql',
  'src/features/files/files.sql',
  'src/features/quality/quality.sql',
  'src/features/activities/activities.sql',
  'src/features/calendar/calendar.sql',
  'src/features/letters/letters.sql',
  'src/features/products/products.sql',
  'src/features/deals/deals.sql',
  'src/features/quotes/lines.sql',
  'src/features/quotes/quotes.sql',
  'src/features/contracts/contracts.sql',
  'src/features/contracts/linked.sql',
  'src/features/contracts/orders.sql',
  'src/features/contracts/services.sql',
  'src/features/cases/cases.sql',
  'src/features/dashboards/dashboards.sql',
  'src/features/trade/trade.sql',
  'src/features/contracts/relation.sql',
  'src/features/requests/requests.sql',
  'src/features/grounds/leaving.sql',
  'src/features/erasure/erasure.sql',
  'src/features/erasure/plan.sql',
  'src/features/erasure/held.sql',
  'src/features/erasure/take.sql',
  'src/features/erasure/erase.sql',
  'src/features/erasure/group.sql',
  'src/features/erasure/settle.sql',
  'src/features/erasure/mentions.sql',
  'src/features/report/report.sql',
  'src/features/retention/reviews.sql',
  'src/features/retention/retention.sql',
  'src/features/sensitive/sensitive.sql',
  'src/features/sensitive/withheld.sql',
]

export const migrations = (): string[] =>
  readdirSync(join(root, 'database/migrations'))
    .filter((name) => /^\d{4}_.*\.sql$/.test(name))
    .sort()

/** Brings a database to this version: roles, migrations, functions, and what the compiler says. Runs as the migrator alone. */
export async function migrate(client: pg.Client, key: Buffer, register?: Register): Promise<void> {
  await makeRoles(client, key)
  await makeRooms(client)
  await asOwner(client, async () => {
    await runMigrations(client)
    await build(client, register ?? effective(await readAdditions(client)))
  })
}

/** As far as these migrations and no further: an empty database as an earlier version had it, for a backup of it. */
export async function migrateTo(client: pg.Client, key: Buffer, names: readonly string[]): Promise<void> {
  await makeRoles(client, key)
  await makeRooms(client)
  await asOwner(client, () => runMigrations(client, names))
}

async function makeRoles(client: pg.Client, key: Buffer): Promise<void> {
  const { rows } = await client.query('select rolname from pg_roles where rolname = any($1)', [[OWNER, ...LOGINS]])
  const there = new Set(rows.map((row) => row.rolname))
  const me = await client.query('select rolsuper from pg_roles where rolname = current_user')
  const superuser: boolean = me.rows[0].rolsuper
  if (!there.has(OWNER)) await client.query(`create role ${OWNER} nologin noinherit`)
  if (!superuser) {
    await client.query(`grant ${OWNER} to current_user with set true, inherit false`)
  }
  for (const login of LOGINS) {
    const verb = there.has(login) ? 'alter' : 'create'
    // A SCRAM verifier and not the password: what the server may log opens nothing.
    const verifier = scramVerifier(passwordOf(key, login))
    const humble = superuser ? ' nosuperuser noreplication nobypassrls' : ''
    await client.query(`${verb} role ${login} login noinherit nocreatedb nocreaterole${humble} password '${verifier}'`)
    for (const [name, value] of Object.entries(settingsOf(login))) {
      await client.query(`alter role ${login} set ${name} = ${value}`)
    }
  }
}

/** Declared settings of a login; anything else in pg_db_role_setting is somebody's doing. */
export function settingsOf(login: string): Record<string, string> {
  const path = login.startsWith('purpose_') ? `${login.slice(8)}, pg_catalog` : `${login}, pg_catalog`
  return {
    search_path: path,
    TimeZone: "'UTC'",
    idle_in_transaction_session_timeout: "'30s'",
    ...(login.startsWith('purpose_') ? { statement_timeout: "'60s'" } : {}),
  }
}

async function makeRooms(client: pg.Client): Promise<void> {
  const { rows } = await client.query('select current_database() as name, current_user as me')
  const database = rows[0].name
  await client.query(`create schema if not exists ext`)
  for (const extension of EXTENSIONS) await client.query(`create extension if not exists ${extension} schema ext`)
  await client.query(`grant usage on schema ext to public`)
  await client.query(`grant create, connect on database "${database}" to ${OWNER}`)
  for (const statement of [
    `revoke temporary, create on database "${database}" from public`,
    `revoke create on schema public from public`,
    `revoke connect on database postgres, template1 from public`,
    ...(await largeObjectFunctions(client)),
  ]) {
    // On a server where we may not, the self-audit says so with the operator's instruction.
    await client.query(statement).catch((error) => {
      if (error.code !== '42501' && error.code !== '3D000') throw error
    })
  }
  await client.query(`grant connect on database "${database}" to ${LOGINS.join(', ')}`)
}

async function largeObjectFunctions(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query(`
    select p.oid::regprocedure::text as name from pg_proc p
    where p.pronamespace = 'pg_catalog'::regnamespace and (p.proname like 'lo\\_%' or p.proname in ('loread', 'lowrite'))
      and has_function_privilege('public', p.oid, 'execute')`)
  return rows.map((row) => `revoke execute on function ${row.name} from public`)
}

export async function asOwner<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query(`set role ${OWNER}`)
  try {
    return await work()
  } finally {
    await client.query('reset role')
  }
}

async function runMigrations(client: pg.Client, names: readonly string[] = migrations()): Promise<void> {
  await client.query('create schema if not exists register')
  await client.query(`create table if not exists register.migrations (
    name text primary key, hash text not null, at timestamptz not null default now())`)
  const { rows } = await client.query('select name, hash from register.migrations')
  const done = new Map<string, string>(rows.map((row) => [row.name, row.hash]))
  for (const name of names) {
    const sql = readFileSync(join(root, 'database/migrations', name), 'utf8')
    if (done.has(name)) {
      if (done.get(name) === hash(sql)) continue
      halt(
        `The migration ${name} is not the one this database was made with. Put the file back as it was; a change is a new migration.`,
      )
    }
    await inTransaction(client, async () => {
      await client.query(sql)
      await client.query('insert into register.migrations (name, hash) values ($1, $2)', [name, hash(sql)])
    })
  }
}

/**
 * Functions and views, only those whose text changed; one noun a transaction, so that nobody waits long. Who may
 * call which door is said again at every start, and while serving only when a function was made anew.
 * @returns names of what was made anew or taken away
 */
export async function build(
  client: pg.Client,
  register: Register = base,
  { serving = false }: { serving?: boolean } = {},
): Promise<string[]> {
  const built = compile(register)
  const { rows } = await client.query('select name, sql from register.built')
  const before = new Map<string, string>(rows.map((row) => [row.name, row.sql]))
  const changed: string[] = []
  const apply = async (name: string, sql: string, run: () => Promise<unknown>) => {
    if (before.get(name) === sql) return
    changed.push(name)
    await run()
    await client.query(
      'insert into register.built (name, sql) values ($1, $2) on conflict (name) do update set sql = $2, at = now()',
      [name, sql],
    )
  }
  const first = built.filter((one) => one.kind === 'schema' || one.kind === 'function')
  const rest = built.filter((one) => !first.includes(one))
  await patiently(client, async () => {
    for (const one of first) await apply(one.name, one.sql, () => client.query(one.sql))
    for (const path of FUNCTIONS) {
      const sql = readFileSync(join(root, path), 'utf8')
      await apply(path, hash(sql), () => client.query(sql))
    }
    if (changed.length > 0 || !serving) await grantDoors(client)
  })
  for (const noun of new Set(rest.map((one) => one.noun))) {
    await patiently(client, async () => {
      for (const one of rest.filter((each) => each.noun === noun))
        await apply(one.name, one.sql, () => place(client, one))
    })
  }
  await patiently(client, async () => {
    await writeTraces(client, register)
    await writeClocks(client, register)
  })
  const kept = new Set(built.map((one) => one.name))
  for (const name of before.keys()) {
    if (kept.has(name) || name.endsWith('.sql')) continue
    if (!purposeIds.some((purpose) => name.startsWith(`${purpose}.`))) continue
    changed.push(name)
    await client.query(`drop view if exists ${name}`)
    await client.query('delete from register.built where name = $1', [name])
  }
  return changed
}

/** Where a person can be, for what runs inside the database: only what differs is written. */
async function writeTraces(client: pg.Client, register: Register): Promise<void> {
  const traces = tracesOf(register).map(({ noun, schema, column, how, edge, of, place }) => ({
    noun,
    schema,
    column,
    how,
    edge,
    of,
    place,
  }))
  const wanted = `select * from jsonb_populate_recordset(null::register.traces, $1)`
  const said = JSON.stringify(traces)
  const { rows } = await client.query(
    `select exists ((${wanted} except all table register.traces) union all (table register.traces except all ${wanted})) as differ`,
    [said],
  )
  if (!rows[0].differ) return
  await client.query('delete from register.traces')
  await client.query(`insert into register.traces ${wanted}`, [said])
}

/** When each rule begins to run, for what runs inside the database. */
async function writeClocks(client: pg.Client, register: Register): Promise<void> {
  await client.query('delete from register.clocks')
  await client.query('insert into register.clocks select * from jsonb_populate_recordset(null::register.clocks, $1)', [
    JSON.stringify(clocksOf(register)),
  ])
}

/** A view whose columns only grew is replaced in place and keeps its grants; else it is made anew. */
async function place(client: pg.Client, one: Built): Promise<void> {
  await client.query('savepoint place')
  try {
    await client.query(one.sql)
  } catch (error) {
    // 42P16: columns were dropped or reordered
    if (one.kind !== 'view' || (error as { code?: string }).code !== '42P16') throw error
    await client.query('rollback to savepoint place')
    await client.query(`drop view ${one.name}`)
    await client.query(one.sql)
  }
  await client.query('release savepoint place')
}

/** In a transaction that waits for a lock no longer than 100 ms, and tries again: nobody queues behind it for long. */
export async function patiently(client: pg.Client, work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTransaction(client, async () => {
        await client.query("set local lock_timeout = '100ms'")
        await work()
      })
    } catch (error) {
      const code = (error as { code?: string }).code
      if (attempt >= 50 || (code !== '55P03' && code !== '40P01')) throw error
      await new Promise((resolve) => setTimeout(resolve, 20 * attempt))
    }
  }
}

async function grantDoors(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    `select p.oid::regprocedure::text as signature, p.proname as name from pg_proc p where p.pronamespace = 'door'::regnamespace`,
  )
  for (const { signature, name } of rows) {
    const door = doors[name]
    if (!door) {
      await client.query(`drop function ${signature}`)
      continue
    }
    const to =
      door.to === 'jobs'
        ? ['jobs']
        : (door.to === 'every' ? purposeIds : door.to).map((purpose) => `purpose_${purpose}`)
    await client.query(`revoke all on function ${signature} from public, ${LOGINS.join(', ')}`)
    await client.query(`grant execute on function ${signature} to ${to.join(', ')}`)
  }
  await client.query(`grant usage on schema door to ${LOGINS.join(', ')}`)
}

export async function inTransaction<T>(client: pg.Client | pg.PoolClient, work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/** RFC 5803: what PostgreSQL stores for a SCRAM-SHA-256 password. */
function scramVerifier(password: string): string {
  const salt = randomBytes(16)
  const iterations = 4096
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, iterations, 32, 'sha256')
  const hmac = (words: string) => createHmac('sha256', salted).update(words).digest()
  const stored = createHash('sha256').update(hmac('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${hmac('Server Key').toString('base64')}`
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

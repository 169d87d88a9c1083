import { type Compilable, type CompiledQuery, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { base, type DatabaseFor, type PurposeId, purposes, type Register } from '#register/index.ts'
import type { Action } from './action.ts'
import { effective, readAdditions } from './additions.ts'
import { passwordOf } from './instance.ts'

/** Where the database is; `key` is the instance key from which every login's password derives. */
export type Connection = {
  host: string
  port: number
  database: string
  key: Buffer
  /** As the address says: `require` encrypts, `verify` checks the certificate too. */
  ssl?: 'require' | 'verify'
  /** DATABASE_URL, where the company brought its own server: the migrator's login. */
  url?: string
}

/**
 * All that a running process holds of the database: one pool per purpose, each its own login, and the
 * three plain logins. There is no other way to reach the data, and none of these can become another.
 */
export type House = {
  readonly connection: Connection
  under<P extends PurposeId>(purpose: P): Kysely<DatabaseFor<P>>
  pool(purpose: PurposeId): pg.Pool
  /** The same login, for search: it only reads, and each text is planned once a connection, along indexes. */
  seeking(purpose: PurposeId): Kysely<any>
  readonly auth: pg.Pool
  readonly ledger: pg.Pool
  readonly jobs: pg.Pool
  /** The register in force; renewed when additions are applied. */
  readonly register: Register
  renew(): Promise<void>
  /** Whether staff were told that use is logged: before that the reads of users leave no entry. Renewed with the register. */
  readonly staffInformed: boolean
  /** Every action of the product, set once by the entrypoint. */
  actions?: readonly Action[]
  close(): Promise<void>
}

export type Login = `purpose_${PurposeId}` | 'auth' | 'jobs' | 'ledger'

export const loginOf = (purpose: PurposeId): Login => `purpose_${purpose}`

export function urlOf(connection: Connection, login: Login): string {
  const { host, port, database, key, ssl } = connection
  const tail = ssl ? `?sslmode=${ssl === 'verify' ? 'verify-full' : 'require'}` : ''
  return `postgres://${login}:${passwordOf(key, login)}@${host}:${port}/${encodeURIComponent(database)}${tail}`
}

/** What sslmode of an address asks for; PostgreSQL's own words. */
export function sslOf(url: string): Pick<Connection, 'ssl'> {
  const mode = new URL(url).searchParams.get('sslmode')
  if (mode === 'verify-ca' || mode === 'verify-full') return { ssl: 'verify' }
  return mode === 'require' || mode === 'prefer' ? { ssl: 'require' } : {}
}

/** For the short-lived children and the operator alone: the login that may become the owner. */
export function ownerUrl(connection: Connection): string {
  const { host, port, database, key, url } = connection
  return url ?? `postgres://${SUPERUSER}:${passwordOf(key, SUPERUSER)}@${host}:${port}/${encodeURIComponent(database)}`
}

const SUPERUSER = 'seloste_super'

/** PostgreSQL's own text in UTC, to the microsecond: a Date would cut it, and a cursor would then lose its place. */
export const isoOf = (text: string): string =>
  text.endsWith('+00') ? `${text.slice(0, 10)}T${text.slice(11, -3)}Z` : new Date(text).toISOString()

/** Timestamps as ISO strings and dates as they stand: a Date would move a birthday across midnight. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === 1082) return (text: string) => text
    if (oid === 1184 || oid === 1114) return isoOf
    if (oid === 20) return (text: string) => Number(text)
    return pg.types.getTypeParser(oid, format as 'text')
  },
} as pg.CustomTypesConfig

/** @param more how its connections differ: what they are told of settings, and how long they wait for more work */
export function openPool(
  connection: Connection,
  login: Login,
  max: number,
  more: Pick<pg.PoolConfig, 'options' | 'idleTimeoutMillis'> = {},
): pg.Pool {
  const { host, port, database, key, ssl } = connection
  const pool = new pg.Pool({
    host,
    port,
    database,
    user: login,
    password: passwordOf(key, login),
    ssl: ssl ? { rejectUnauthorized: ssl === 'verify' } : false,
    min: 0,
    max,
    idleTimeoutMillis: 30_000,
    // All taken for this long is told, and never waited for without end.
    connectionTimeoutMillis: 20_000,
    allowExitOnIdle: true,
    application_name: 'seloste',
    types,
    Client: NamingClient,
    ...more,
  })
  // A backend that dies while idle must not take the process with it; the next query reconnects.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** Texts that are asked again and again with other values, and the name each is prepared under; a call of a door always is. */
const names = new Map<string, string>()
let named = 0

class NamingClient extends pg.Client {
  override query(...[text, values, ...rest]: any[]): any {
    const name = typeof text === 'string' ? (names.get(text) ?? nameCall(text)) : undefined
    const asked = name ? [{ name, text, values: Array.isArray(values) ? values : [] }] : [text, values]
    return (super.query as (...args: any[]) => any)(...asked, ...rest)
  }
}

/** Calls of doors, and who acts, are few texts, and each answers one value or none: nothing in them changes while we run. */
function nameCall(text: string): string | undefined {
  if (!/^select (?:from )?(?:door\.\w+|set_config)\([^)]*\)(?: as \w+)?$/.test(text)) return undefined
  const name = `standing_${named++}`
  names.set(text, name)
  return name
}

/**
 * Runs a query that stands: parsed and planned once a connection and not each time, which for one record by its
 * id is most of the work. For texts that are few: nothing that a filter or the length of a list has shaped.
 */
export async function standing(
  db: Kysely<any>,
  query: Compilable | CompiledQuery<any>,
): Promise<Record<string, any>[]> {
  const compiled = ('compile' in query ? query.compile() : query) as CompiledQuery<Record<string, any>>
  if (!names.has(compiled.sql)) names.set(compiled.sql, `standing_${named++}`)
  try {
    return (await db.executeQuery(compiled)).rows
  } catch (error) {
    // A column of the view is of another type than when it was prepared: from now on under another name.
    if ((error as { code?: string }).code !== '0A000') throw error
    names.set(compiled.sql, `standing_${named++}`)
    return (await db.executeQuery(compiled)).rows
  }
}

/**
 * Search asks few texts, long ones, of which most of the branches find nothing: to plan one takes longer than to run
 * it. What has an index is asked through it, whatever the planner guesses of a word that it has never met (of ten forms
 * of it a twentieth of a table, and then it reads that); by one process.
 */
export const SEEKING = {
  enable_seqscan: 'off',
  plan_cache_mode: 'force_generic_plan',
  max_parallel_workers_per_gather: '0',
  default_transaction_read_only: 'on',
  // Of a word that has no other form nothing is asked, which is no news.
  client_min_messages: 'warning',
} as const

/** Longer than one thinks between two searches. */
const SEEKING_IDLE = 600_000

export function openHouse(connection: Connection): House {
  type Opened = { pool: pg.Pool; kysely: Kysely<any> }
  const options = Object.entries(SEEKING)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')
  const opened = (more: Parameters<typeof openPool>[3]) => {
    const pools = new Map<PurposeId, Opened>()
    const open = (purpose: PurposeId): Opened => {
      let found = pools.get(purpose)
      if (!found) {
        const pool = openPool(connection, loginOf(purpose), 4, more)
        found = { pool, kysely: new Kysely({ dialect: new PostgresDialect({ pool }) }).withSchema(purpose) }
        pools.set(purpose, found)
      }
      return found
    }
    return { open, end: () => [...pools.values()].map((one) => one.pool.end()) }
  }
  const { open, end } = opened({})
  const seekers = opened({ options, idleTimeoutMillis: SEEKING_IDLE })
  const auth = openPool(connection, 'auth', 4)
  const ledger = openPool(connection, 'ledger', 3)
  const jobs = openPool(connection, 'jobs', 6)
  let register = base
  let read = ''
  // Until it has been looked up, all is logged.
  let staffInformed = true
  return {
    connection,
    get register() {
      return register
    },
    get staffInformed() {
      return staffInformed
    },
    async renew() {
      const additions = await readAdditions(jobs)
      const text = JSON.stringify(additions)
      // The same register stays the same object: others keep what they have made of it.
      if (text !== read) register = effective(additions)
      read = text
      const { rows } = await jobs.query(
        `select exists (select from register.settings where name = 'staff_informed') as informed`,
      )
      staffInformed = rows[0].informed
    },
    under: (purpose) => open(purpose).kysely,
    pool: (purpose) => {
      if (!(purpose in purposes)) throw new Error(`no purpose ${purpose}`)
      return open(purpose).pool
    },
    seeking: (purpose) => seekers.open(purpose).kysely,
    auth,
    ledger,
    jobs,
    async close() {
      await Promise.all([...end(), ...seekers.end(), auth.end(), ledger.end(), jobs.end()])
    },
  }
}

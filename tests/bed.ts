import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { type Connection, type Login, urlOf } from '#kernel/database.ts'
import { OWNER } from '#kernel/migrate.ts'

export type Bed = {
  connection: Connection
  /** The superuser's address of this bed's own database. */
  superUrl: string
  /** A plain connection as one of our logins: what an intruder inside that purpose would have. Closed with the bed. */
  login(name: Login, settings?: pg.ClientConfig): Promise<pg.Client>
  /** The superuser as the owner of everything: what only the migrator's child ever is. Closed with the bed. */
  owner(): Promise<pg.Client>
  close(): Promise<void>
}

/** A database of its own for one test file: a clone of the template that `npm test` made with the demo data. */
export async function openBed(): Promise<Bed> {
  const { SELOSTE_TEST_CLUSTER, SELOSTE_TEST_KEY } = process.env
  if (!SELOSTE_TEST_CLUSTER || !SELOSTE_TEST_KEY) {
    throw new Error('There is no test database. Run the tests with npm test (npm test -- people runs one noun).')
  }
  const url = new URL(SELOSTE_TEST_CLUSTER)
  const database = `bed_${process.pid}_${randomBytes(4).toString('hex')}`
  // A clone does not take over who may make temporary tables in the database: said again, as migrate.ts says it.
  await asSuperuser(url, [
    `create database ${database} template seloste_template`,
    `revoke temporary, create on database ${database} from public`,
  ])
  const own = new URL(url)
  own.pathname = `/${database}`
  const connection = {
    host: url.hostname,
    port: Number(url.port),
    database,
    key: Buffer.from(SELOSTE_TEST_KEY, 'base64url'),
  }
  const clients: pg.Client[] = []
  const open = async (config: pg.ClientConfig) => {
    const client = new pg.Client(config)
    // The bed is dropped under whoever still holds it; that is not a test's failure.
    client.on('error', () => {})
    await client.connect()
    clients.push(client)
    return client
  }
  return {
    connection,
    superUrl: own.href,
    login: (name, settings) => open({ connectionString: urlOf(connection, name), ...settings }),
    async owner() {
      const client = await open({ connectionString: own.href })
      await client.query(`set role ${OWNER}`)
      return client
    },
    // Forced, so that a test which forgot a connection fails by its own assertion and not here.
    async close() {
      await Promise.all(clients.map((client) => client.end().catch(() => {})))
      await asSuperuser(url, [`drop database if exists ${database} with (force)`])
    },
  }
}

async function asSuperuser(url: URL, statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

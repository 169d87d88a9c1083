import { randomBytes } from 'node:crypto'
import pg from 'pg'

export type Bed = {
  connection: { host: string; port: number; database: string; key: Buffer }
  /** The superuser's address of this bed's own database. */
  superUrl: string
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
  await asSuperuser(url, `create database ${database} template seloste_template`)
  const own = new URL(url)
  own.pathname = `/${database}`
  return {
    connection: {
      host: url.hostname,
      port: Number(url.port),
      database,
      key: Buffer.from(SELOSTE_TEST_KEY, 'base64url'),
    },
    superUrl: own.href,
    // Forced, so that a test which forgot a connection fails by its own assertion and not here.
    close: () => asSuperuser(url, `drop database if exists ${database} with (force)`),
  }
}

async function asSuperuser(url: URL, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

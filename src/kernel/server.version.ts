import pg from 'pg'
import { halt } from './halt.ts'

export type Address = { host: string; port: number; database: string; user: string }

/**
 * Connects once to a PostgreSQL server of the operator's own and looks at its version.
 * Below 16.10 and 17.6 a view's rows can leak through planner statistics (CVE-2025-8713).
 */
export async function reachServer(url: string): Promise<Address> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  const at: Address = {
    host: client.host,
    port: client.port,
    database: client.database ?? client.user ?? '',
    user: client.user ?? '',
  }
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query(
      "select current_setting('server_version_num')::int as number, current_setting('server_version') as name",
    )
    refuseOld(rows[0].number, rows[0].name)
  } catch (error) {
    say(error, at)
  } finally {
    await client.end().catch(() => {})
  }
  return at
}

export function refuseOld(number: number, name: string): void {
  if (number >= 170006 || (number >= 160010 && number < 170000)) return
  halt(
    `The PostgreSQL server of DATABASE_URL is ${name}. Seloste needs 16.10 or later, 17.6 or later, or 18: older ones let rows leak past a view. Update the server, or leave DATABASE_URL out to use the embedded one.`,
  )
}

function say(error: unknown, { host, port, database, user }: Address): never {
  const { code = '', message } = error as { code?: string; message: string }
  const place = `${host}:${port}`
  if (code === '28P01' || code === '28000') {
    halt(
      `The PostgreSQL server at ${place} does not let ${user || 'this user'} in. Check the user and password in DATABASE_URL.`,
    )
  }
  if (code === '3D000')
    halt(`The PostgreSQL server at ${place} has no database ${database}. Create it, or name another in DATABASE_URL.`)
  if (code === '53300')
    halt(`The PostgreSQL server at ${place} has no connection free. Raise its max_connections, or stop something else.`)
  if (/^E[A-Z]+$/.test(code) || /timeout|terminated|SSL|password must be/i.test(message)) {
    halt(
      `The PostgreSQL server of DATABASE_URL cannot be reached at ${place} (${code || message}). Start it, or check the address.`,
    )
  }
  throw error
}

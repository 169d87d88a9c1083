import type { PoolClient } from 'pg'
import type { House } from '#kernel/database.ts'

/** One transaction of the login `auth`: all of it or nothing. */
export async function inTransaction<T>(house: House, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await house.auth.connect()
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

import { config } from '#kernel/config.ts'
import { type Connection, openHouse } from '#kernel/database.ts'
import { announceRound } from './announcing.ts'
import { informRound } from './run.ts'

// A process that goes on with what was begun, as the job does. Killed in the middle by its test.

/** Version 0: the letters of Art. 14; else the notice of that version. */
export type Order = { connection: Omit<Connection, 'key'> & { key: string }; relay: string; version: number }

process.once('message', async ({ connection, relay, version }: Order) => {
  config.mailUrl = relay
  const house = openHouse({ ...connection, key: Buffer.from(connection.key, 'base64url') })
  await house.renew()
  process.send!(version ? await announceRound(house, version) : await informRound(house))
  process.disconnect!()
  await house.close()
})

import { config } from '#kernel/config.ts'
import { type Connection, openHouse } from '#kernel/database.ts'
import { tellRound } from './telling.ts'

// A process that tells as the job does. Killed in the middle by its test.

export type Order = { connection: Omit<Connection, 'key'> & { key: string }; relay: string }

process.once('message', async ({ connection, relay }: Order) => {
  config.mailUrl = relay
  const house = openHouse({ ...connection, key: Buffer.from(connection.key, 'base64url') })
  await house.renew()
  process.send!(await tellRound(house))
  process.disconnect!()
  await house.close()
})

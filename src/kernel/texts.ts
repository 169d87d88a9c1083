import { openSecret, sealSecret } from './cipher.ts'
import { config, type TextGateway } from './config.ts'
import type { House } from './database.ts'

const NAME = 'text_gateway'

/** Who sends our text messages, and who said so: what the environment says holds before what a screen says. */
export type Gateway = TextGateway & { by: 'environment' | 'settings' }

export async function gatewayOf({ jobs, connection }: House): Promise<Gateway | null> {
  if (config.texts) return { ...config.texts, by: 'environment' }
  const { rows } = await jobs.query<{ value: (Omit<TextGateway, 'token'> & { sealed: string }) | null }>(
    'select value from register.settings where name = $1 order by at desc limit 1',
    [NAME],
  )
  const kept = rows[0]?.value
  if (!kept) return null
  const { sealed, ...plain } = kept
  return { ...plain, token: openSecret(connection.key, NAME, sealed), by: 'settings' }
}

/** Names the gateway, its secret enciphered; null: there is none any more. The notice follows. */
export async function keepGateway(house: House, gateway: TextGateway | null, by: string): Promise<void> {
  const { token, ...plain } = gateway ?? { token: '' }
  const value = gateway && { ...plain, sealed: sealSecret(house.connection.key, NAME, token) }
  await house.jobs.query('insert into register.settings (name, value, by, at) values ($1, $2, $3, clock_timestamp())', [
    NAME,
    JSON.stringify(value),
    by,
  ])
  await house.renew()
}

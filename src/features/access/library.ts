import { createHmac } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { Kysely, type KyselyPlugin, PostgresDialect } from 'kysely'
import { addressOf } from '#kernel/address.ts'
import { clock } from '#kernel/clock.ts'
import { config } from '#kernel/config.ts'
import type { House } from '#kernel/database.ts'
import { hashPassword, LONGEST, passwordMatches, SHORTEST } from './passwords.ts'

/** A session ends after this long whatever happens, and sooner when idle (see actor.ts). */
export const SESSION_SECONDS = 7 * 24 * 60 * 60

export const isHttps = (): boolean => config.baseUrl?.startsWith('https:') ?? false
/** `__Host-` binds the cookie to this very host and to https: no sub-domain can plant one. */
export const cookieName = (): string => (isHttps() ? '__Host-seloste' : 'seloste')

const libraries = new WeakMap<House, ReturnType<typeof build>>()

/**
 * better-auth as a library: it checks the password, makes and signs sessions. Its own HTTP routes are not
 * mounted anywhere, so sign-up and the rest of them do not exist on the wire.
 */
export function libraryOf(house: House): ReturnType<typeof build> {
  let found = libraries.get(house)
  if (!found) {
    found = build(house)
    libraries.set(house, found)
  }
  return found
}

function build(house: House) {
  const db = new Kysely<any>({ dialect: new PostgresDialect({ pool: house.auth }), plugins: [dates] }).withSchema(
    'auth',
  )
  return betterAuth({
    appName: 'Seloste',
    baseURL: addressOf(),
    secret: createHmac('sha256', house.connection.key).update('sign-in').digest('base64url'),
    database: { db, type: 'postgres' },
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: SHORTEST,
      maxPasswordLength: LONGEST,
      password: { hash: hashPassword, verify: ({ hash, password }) => passwordMatches(hash, password) },
    },
    user: { modelName: 'users', fields: { emailVerified: 'email_verified', ...times } },
    session: {
      modelName: 'sessions',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...times,
      },
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
    },
    // Times by our clock, which is also the one that ends them.
    databaseHooks: { session: { create: { before: async (session) => ({ data: { ...session, ...lifetime() } }) } } },
    account: {
      modelName: 'credentials',
      fields: { userId: 'user_id', accountId: 'account_id', providerId: 'provider_id', ...times },
    },
    advanced: {
      database: { generateId: 'uuid', validateSchema: false },
      ipAddress: { ipAddressHeaders: ['x-seloste-ip'] },
      useSecureCookies: false,
      cookies: {
        session_token: { name: cookieName(), attributes: { secure: isHttps(), sameSite: 'lax', httpOnly: true } },
      },
    },
  })
}

function lifetime() {
  const now = clock.now()
  return { createdAt: now, updatedAt: now, expiresAt: new Date(now.getTime() + SESSION_SECONDS * 1000) }
}

const times = { createdAt: 'created_at', updatedAt: 'updated_at' }

/** Our pools read timestamps as text; the library compares them as dates, and text never expires. */
const dates: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => ({ ...result, rows: result.rows.map((row) => toDates(row)) }),
}

function toDates(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' && /_at$/.test(name) ? new Date(value) : value,
    ]),
  )
}

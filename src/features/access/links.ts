import { randomBytes } from 'node:crypto'
import { addressOf } from '#kernel/address.ts'
import { clock } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { append } from '#kernel/ledger.ts'
import type { Language } from '#kernel/vocabulary.ts'
import { controller } from '#register/index.ts'
import { digestOf, forgetActors } from './actor.ts'
import { forgetFailures } from './failures.ts'
import { checkPassword, hashPassword } from './passwords.ts'
import { inTransaction } from './transaction.ts'

export type LinkKind = 'invitation' | 'reset'
const SECONDS: Record<LinkKind, number> = { invitation: 7 * 24 * 60 * 60, reset: 60 * 60 }

export type Opened = { kind: LinkKind; userId: string; name: string; email: string; language: Language }

/** A link that sets a password once. An earlier one of the same user stops working. Returned, never stored. */
export async function makeLink(house: House, userId: string, kind: LinkKind, by: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await openLink(house, userId, kind, by, digestOf(token))
  // After the #, so that the token is in no server's log and in no Referer.
  return `${addressOf()}/password#${token}`
}

/** Somebody says they forgot theirs and there is no relay: it waits until an administrator makes the link. */
export async function askForLink(house: House, userId: string): Promise<void> {
  await openLink(house, userId, 'reset', userId, null)
}

/** Whom the link is for, or LINK_INVALID — the same for forged, spent, replaced and expired. */
export async function readLink(house: House, token: string): Promise<Opened> {
  const { rows } = await house.auth.query(`${FIND}`, [digestOf(token), clock.now()])
  return rows[0] ?? refuse('LINK_INVALID', { field: 'token' })
}

/** Spends the link. A password that is refused does not spend it. Every session of the user ends. */
export async function setPassword(house: House, token: string, password: string): Promise<Opened> {
  const opened = await readLink(house, token)
  checkPassword(password, [opened.name, opened.email, controller.name])
  const hash = await hashPassword(password)
  await inTransaction(house, async (client) => {
    // Again, and locked: of two who hold the link only one gets through.
    const { rows } = await client.query(`${FIND} for update of l`, [digestOf(token), clock.now()])
    if (!rows[0]) refuse('LINK_INVALID', { field: 'token' })
    await client.query(`update auth.links set used_at = $2 where token_digest = $1`, [digestOf(token), clock.now()])
    await storePassword(client, opened.userId, hash)
    // Whoever opened the link reads the mailbox.
    await client.query(`update auth.users set email_verified = true where id = $1`, [opened.userId])
    await client.query(`delete from auth.sessions where user_id = $1`, [opened.userId])
  })
  forgetActors(house)
  await forgetFailures(house, opened.email)
  await append(house, [
    {
      actor: opened.userId,
      purpose: 'security',
      action: 'password.reset',
      noun: 'users',
      ids: [opened.userId],
      detail: { kind: opened.kind },
    },
  ])
  return opened
}

type Client = { query(sql: string, values: unknown[]): Promise<unknown> }

export async function storePassword(client: Client, userId: string, hash: string): Promise<void> {
  await client.query(
    `insert into auth.credentials (user_id, account_id, password) values ($1, $1::uuid::text, $2)
     on conflict (user_id, provider_id) do update set password = excluded.password, updated_at = now()`,
    [userId, hash],
  )
}

const FIND = `select l.kind, l.user_id as "userId", u.name, u.email, u.language
  from auth.links l join auth.users u on u.id = l.user_id
  where l.token_digest = $1 and l.used_at is null and l.ended_at is null and l.expires_at > $2 and u.left_at is null`

async function openLink(house: House, userId: string, kind: LinkKind, by: string, digest: Buffer | null) {
  const now = clock.now()
  await inTransaction(house, async (client) => {
    // The user's row is the lock: two at once would leave two open links.
    await client.query(`select 1 from auth.users where id = $1 for update`, [userId])
    if (!digest) {
      const open = await client.query(
        `select 1 from auth.links where user_id = $1 and used_at is null and ended_at is null and expires_at > $2`,
        [userId, now],
      )
      if (open.rowCount) return
    }
    await client.query(
      `update auth.links set ended_at = $2 where user_id = $1 and used_at is null and ended_at is null`,
      [userId, now],
    )
    // A request without a link waits for a day of work, not for the hour a link lives.
    const seconds = digest ? SECONDS[kind] : SECONDS.invitation
    await client.query(
      `insert into auth.links (user_id, kind, token_digest, created_at, created_by, expires_at) values ($1, $2, $3, $4, $5, $6)`,
      [userId, kind, digest, now, by, new Date(now.getTime() + seconds * 1000)],
    )
  })
}

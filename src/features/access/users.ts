import { randomUUID } from 'node:crypto'
import type { PoolClient } from 'pg'
import { clock } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { append } from '#kernel/ledger.ts'
import type { Language, Level } from '#kernel/vocabulary.ts'
import { type LevelId, levels } from '#register/index.ts'
import { forgetActors } from './actor.ts'
import { inTransaction } from './transaction.ts'

export type User = {
  id: string
  name: string
  email: string
  language: Language
  levels: LevelId[]
  scope: 'own' | 'team' | 'all'
  team: string | null
  /** invited: has not set a password yet. */
  state: 'active' | 'invited' | 'left'
  created_at: string
  created_by: string
  left_at: string | null
}

export type Grant = Pick<User, 'name' | 'email' | 'language' | 'levels' | 'scope' | 'team'>

const SELECT = `select u.id, u.name, u.email, u.language, u.scope, u.team, u.created_at, u.created_by, u.left_at,
    array(select g.level from auth.grants g where g.user_id = u.id and g.ended_at is null order by g.granted_at, g.level) as levels,
    case when u.left_at is not null then 'left'
         when exists (select 1 from auth.credentials c where c.user_id = u.id) then 'active'
         else 'invited' end as state
  from auth.users u`

export async function listUsers(house: House): Promise<User[]> {
  return (await house.auth.query(`${SELECT} order by u.left_at is not null, u.name, u.id`)).rows
}

export async function findUser(house: House, id: string): Promise<User> {
  const { rows } = await house.auth.query(`${SELECT} where u.id = $1`, [id])
  return rows[0] ?? refuse('USER_NOT_FOUND', { field: 'id' })
}

/** The only way an account begins (P99). Somebody who left and comes back gets the same row again. */
export async function createUser(house: House, grant: Grant, by: string, known: string = randomUUID()): Promise<User> {
  const email = grant.email.trim().toLowerCase()
  const id = await inTransaction(house, async (client) => {
    const { rows } = await client.query(
      `insert into auth.users (name, email, language, scope, team, created_at, created_by, id) values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (email) do update set name = excluded.name, language = excluded.language, scope = excluded.scope,
         team = excluded.team, created_by = excluded.created_by, left_at = null, left_by = null, updated_at = now()
         where auth.users.left_at is not null
       returning id`,
      [grant.name, email, grant.language, grant.scope, grant.team, clock.now(), by, known],
    )
    if (!rows[0]) refuse('EMAIL_TAKEN', { field: 'email' })
    if (rows[0].id === by) refuse('OWN_LEVEL')
    await setLevels(client, rows[0].id, grant.levels, by)
    await record(house, by, 'users.create', rows[0].id, {
      levels_after: grant.levels.join(' '),
      scope_after: grant.scope,
    })
    return rows[0].id as string
  }).catch(refuseKnown)
  forgetActors(house)
  return findUser(house, id)
}

/** Changes by somebody else than the user: nobody widens what they may do themselves (P100). */
export async function updateUser(house: House, id: string, change: Partial<Grant>, by: string): Promise<User> {
  await inTransaction(house, async (client) => {
    const { rows } = await client.query(`${SELECT} where u.id = $1 for update of u`, [id])
    const before: User = rows[0] ?? refuse('USER_NOT_FOUND', { field: 'id' })
    if (before.state === 'left') refuse('USER_LEFT', { field: 'id' })
    const after = { ...before, ...change, email: change.email?.trim().toLowerCase() ?? before.email }
    if (id === by) refuseOwnRise(before, after)
    if (!after.levels.some(keepsUsers)) await refuseLastAdministrator(client, id)
    await client.query(
      `update auth.users set name = $2, email = $3, language = $4, scope = $5, team = $6, updated_at = $7 where id = $1`,
      [id, after.name, after.email, after.language, after.scope, after.team, clock.now()],
    )
    if (!sameLevels(before, after)) await setLevels(client, id, after.levels, by)
    // A new address is a new way in: links sent to the old one and sessions begun under it end.
    if (after.email !== before.email) await endSignIn(client, id)
    await record(house, by, 'users.update', id, {
      fields: Object.keys(change).join(' '),
      levels_before: before.levels.join(' '),
      levels_after: after.levels.join(' '),
      scope_before: before.scope,
      scope_after: after.scope,
    })
  }).catch(refuseKnown)
  forgetActors(house)
  return findUser(house, id)
}

/** Access ends with the commit: password, sessions, links, keys and levels. Can be done again harmlessly. */
export async function endAccess(house: House, id: string, by: string, heir: string): Promise<void> {
  const now = clock.now()
  await inTransaction(house, async (client) => {
    await refuseLastAdministrator(client, id)
    await client.query(
      `update auth.users set left_at = coalesce(left_at, $2), left_by = coalesce(left_by, $3) where id = $1`,
      [id, now, by],
    )
    await client.query(`update auth.grants set ended_at = $2, ended_by = $3 where user_id = $1 and ended_at is null`, [
      id,
      now,
      by,
    ])
    await client.query(`update auth.keys set ended_at = $2, ended_by = $3 where created_by = $1 and ended_at is null`, [
      id,
      now,
      by,
    ])
    await client.query(`delete from auth.credentials where user_id = $1`, [id])
    await endSignIn(client, id)
    await record(house, by, 'users.leave', id, { to: heir })
  })
  forgetActors(house)
}

/** How many sessions were ended. */
export async function endSessions(house: House, userId: string, but?: string): Promise<number> {
  const { rowCount } = await house.auth.query(
    `delete from auth.sessions where user_id = $1 and token is distinct from $2`,
    [userId, but ?? null],
  )
  forgetActors(house)
  return rowCount ?? 0
}

const keepsUsers = (level: LevelId): boolean => (levels[level] as Level).may.includes('users')
const KEEPERS = (Object.keys(levels) as LevelId[]).filter(keepsUsers)

async function setLevels(client: PoolClient, id: string, wanted: LevelId[], by: string): Promise<void> {
  const now = clock.now()
  await client.query(
    `update auth.grants set ended_at = $3, ended_by = $4 where user_id = $1 and ended_at is null and level <> all ($2::text[])`,
    [id, wanted, now, by],
  )
  await client.query(
    `insert into auth.grants (user_id, level, granted_at, granted_by)
     select $1, level, $3, $4 from unnest($2::text[]) as level
     where not exists (select 1 from auth.grants g where g.user_id = $1 and g.level = level.level and g.ended_at is null)`,
    [id, wanted, now, by],
  )
}

// All who keep users are locked in one order, so that two cannot send each other away at once.
async function refuseLastAdministrator(client: PoolClient, leaving: string): Promise<void> {
  const { rows } = await client.query(
    `select u.id, exists (select 1 from auth.credentials c where c.user_id = u.id) as active from auth.users u
     where u.left_at is null and exists (
       select 1 from auth.grants g where g.user_id = u.id and g.ended_at is null and g.level = any ($1::text[]))
     order by u.id for update`,
    [KEEPERS],
  )
  const keepsThem = rows.some((each) => each.id === leaving)
  if (keepsThem && !rows.some((each) => each.id !== leaving && each.active)) refuse('LAST_ADMINISTRATOR')
}

async function endSignIn(client: PoolClient, id: string): Promise<void> {
  await client.query(`delete from auth.sessions where user_id = $1`, [id])
  await client.query(
    `update auth.links set ended_at = $2 where user_id = $1 and used_at is null and ended_at is null`,
    [id, clock.now()],
  )
}

/** Nobody changes their own rights; their name and language they may. */
function refuseOwnRise(before: User, after: User): void {
  const same = sameLevels(before, after) && before.scope === after.scope && before.team === after.team
  if (!same) refuse('OWN_LEVEL', { field: 'levels' })
}

const sameLevels = (one: Grant, other: Grant): boolean =>
  [...one.levels].sort().join() === [...other.levels].sort().join()

// Written before the change commits: a level never changes without its entry, whatever fails in between.
function record(
  house: House,
  actor: string,
  action: string,
  id: string,
  detail: Record<string, string>,
): Promise<void> {
  return append(house, [{ actor, purpose: 'security', action, noun: 'users', ids: [id], detail }])
}

function refuseKnown(error: unknown): never {
  const { code, constraint } = (error ?? {}) as { code?: string; constraint?: string }
  if (code === '23503' && constraint === 'users_team_fkey') refuse('TEAM_UNKNOWN', { field: 'team' })
  if (code === '23505' && constraint === 'users_email_key') refuse('EMAIL_TAKEN', { field: 'email' })
  throw error
}

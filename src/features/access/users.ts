import type { PoolClient } from 'pg'
import { clock } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
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
export async function createUser(house: House, grant: Grant, by: string): Promise<User> {
  const email = grant.email.trim().toLowerCase()
  const id = await inTransaction(house, async (client) => {
    const { rows } = await client.query(
      `insert into auth.users (name, email, language, scope, team, created_at, created_by) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (email) do update set name = excluded.name, language = excluded.language, scope = excluded.scope,
         team = excluded.team, created_by = excluded.created_by, left_at = null, left_by = null, updated_at = now()
         where auth.users.left_at is not null
       returning id`,
      [grant.name, email, grant.language, grant.scope, grant.team, clock.now(), by],
    )
    if (!rows[0]) refuse('EMAIL_TAKEN', { field: 'email' })
    if (rows[0].id === by) refuse('OWN_LEVEL')
    await setLevels(client, rows[0].id, grant.levels, by)
    return rows[0].id as string
  }).catch(refuseUnknownTeam)
  forgetActors(house)
  return findUser(house, id)
}

/** Changes by somebody else than the user: nobody widens what they may do themselves (P100). */
export async function updateUser(house: House, id: string, change: Partial<Grant>, by: string): Promise<User> {
  const own = id === by
  if (own && (change.levels || change.scope !== undefined || change.team !== undefined)) refuse('OWN_LEVEL', { field: 'levels' })
  await inTransaction(house, async (client) => {
    const { rows } = await client.query(`select left_at from auth.users where id = $1 for update`, [id])
    if (!rows[0]) refuse('USER_NOT_FOUND', { field: 'id' })
    if (rows[0].left_at) refuse('USER_LEFT', { field: 'id' })
    if (change.levels && !change.levels.some(keepsUsers)) await refuseLastAdministrator(client, id)
    await client.query(
      `update auth.users set name = coalesce($2, name), email = coalesce($3, email), language = coalesce($4, language),
         scope = coalesce($5, scope), team = case when $6 then $7 else team end, updated_at = $8 where id = $1`,
      [
        id,
        change.name ?? null,
        change.email?.trim().toLowerCase() ?? null,
        change.language ?? null,
        change.scope ?? null,
        change.team !== undefined,
        change.team ?? null,
        clock.now(),
      ],
    )
    if (change.levels) await setLevels(client, id, change.levels, by)
    // A new address is a new way in: links sent to the old one and sessions begun under it end.
    if (change.email) await endSignIn(client, id)
  }).catch(refuseUnknownTeam)
  forgetActors(house)
  return findUser(house, id)
}

/** Access ends with the commit: password, sessions, links, keys and levels. Can be done again harmlessly. */
export async function endAccess(house: House, id: string, by: string): Promise<void> {
  const now = clock.now()
  await inTransaction(house, async (client) => {
    await refuseLastAdministrator(client, id)
    await client.query(`update auth.users set left_at = coalesce(left_at, $2), left_by = coalesce(left_by, $3) where id = $1`, [id, now, by])
    await client.query(`update auth.grants set ended_at = $2, ended_by = $3 where user_id = $1 and ended_at is null`, [id, now, by])
    await client.query(`update auth.keys set ended_at = $2, ended_by = $3 where created_by = $1 and ended_at is null`, [id, now, by])
    await client.query(`delete from auth.credentials where user_id = $1`, [id])
    await endSignIn(client, id)
  })
  forgetActors(house)
}

/** How many sessions were ended. */
export async function endSessions(house: House, userId: string, but?: string): Promise<number> {
  const { rowCount } = await house.auth.query(`delete from auth.sessions where user_id = $1 and token is distinct from $2`, [userId, but ?? null])
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
  await client.query(`update auth.links set ended_at = $2 where user_id = $1 and used_at is null and ended_at is null`, [id, clock.now()])
}

function refuseUnknownTeam(error: unknown): never {
  const { code, constraint } = (error ?? {}) as { code?: string; constraint?: string }
  if (code === '23503' && constraint === 'users_team_fkey') refuse('TEAM_UNKNOWN', { field: 'team' })
  if (code === '23505' && constraint === 'users_email_key') refuse('EMAIL_TAKEN', { field: 'email' })
  throw error
}

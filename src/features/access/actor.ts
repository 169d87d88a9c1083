import { createHash } from 'node:crypto'
import type { Actor } from '#kernel/action.ts'
import { clock } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import type { Language, Level, Verb } from '#kernel/vocabulary.ts'
import type { LevelId, PurposeId, Register } from '#register/index.ts'
import { cookieName, libraryOf } from './library.ts'

export type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>

/** Idle this long, a session is over. */
export const IDLE_SECONDS = 12 * 60 * 60
/** Last seen is written at most this often: a read must not write. */
const SEEN_SECONDS = 5 * 60
/** How long another process may believe what this one has ended. */
const BELIEVED_MS = 3000
const MOST_REMEMBERED = 10_000

type Memory = { actors: Map<string, { actor: Actor; until: number }>; generation: number }
const memories = new WeakMap<House, Memory>()

/** Who sends these headers: the user of a live session, a live key, or nobody. */
export async function actorOf(house: House, headers: RequestHeaders): Promise<Actor | null> {
  const bearer = /^Bearer ([\w-]{20,200})$/i.exec(text(headers.authorization))?.[1]
  if (headers.authorization !== undefined)
    return bearer ? remembered(house, `key ${bearer}`, () => actorOfKey(house, bearer)) : null
  const cookie = sessionCookie(headers)
  return cookie ? remembered(house, cookie, () => actorOfSession(house, cookie)) : null
}

/** Only our own cookie: what else the browser carries is not looked at. */
export function sessionCookie(headers: RequestHeaders): string | undefined {
  const prefix = `${cookieName()}=`
  return text(headers.cookie)
    .split(/; */)
    .find((each) => each.startsWith(prefix) && each.length > prefix.length && each.length < 400)
}

/** Called in the same breath as any change of access: from here on nobody is believed without asking. */
export function forgetActors(house: House): void {
  const memory = memoryOf(house)
  memory.actors.clear()
  memory.generation++
}

async function remembered(house: House, key: string, find: () => Promise<Actor | null>): Promise<Actor | null> {
  const memory = memoryOf(house)
  const now = clock.now().getTime()
  const found = memory.actors.get(key)
  if (found && found.until > now) return found.actor
  const { generation } = memory
  const actor = await find()
  if (memory.actors.size >= MOST_REMEMBERED) memory.actors.clear()
  // An answer asked for before an access ended must not be believed after it.
  if (actor && generation === memory.generation) memory.actors.set(key, { actor, until: now + BELIEVED_MS })
  return actor
}

/** The token of a session, if the cookie's signature is ours and the session is not over. */
export async function tokenOf(house: House, cookie: string): Promise<string | undefined> {
  const { api } = libraryOf(house)
  const found = await api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } })
  return found?.session.token
}

async function actorOfSession(house: House, cookie: string): Promise<Actor | null> {
  const token = await tokenOf(house, cookie)
  if (!token) return null
  const now = clock.now()
  const { rows } = await house.auth.query(
    `select u.id, u.name, u.language, u.scope, u.team, s.updated_at < $2::timestamptz - $4 * interval '1 second' as "unseen",
            array(select g.level from auth.grants g where g.user_id = u.id and g.ended_at is null order by g.granted_at) as levels
     from auth.sessions s join auth.users u on u.id = s.user_id
     where s.token = $1 and s.expires_at > $2 and s.updated_at > $2::timestamptz - $3 * interval '1 second' and u.left_at is null`,
    [token, now, IDLE_SECONDS, SEEN_SECONDS],
  )
  if (!rows[0]) return null
  if (rows[0].unseen) await house.auth.query(`update auth.sessions set updated_at = $2 where token = $1`, [token, now])
  return actorWith(rows[0], house.register.levels)
}

type UserRow = {
  id: string
  name: string
  language: Language
  scope: Actor['scope']
  team: string | null
  levels: string[]
}

/** A user's levels added together; a level no longer in the register gives nothing. */
export function actorWith(user: UserRow, levels: Register['levels']): Actor {
  const held = user.levels.filter((id): id is LevelId => id in levels)
  const all = held.map((id) => levels[id] as Level)
  const writes = new Set(all.flatMap((level) => level.writes)) as Set<PurposeId>
  const reads = new Set([...writes, ...all.flatMap((level) => level.reads)]) as Set<PurposeId>
  const may = new Set<Verb>(all.flatMap((level) => level.may))
  if (reads.size > 0) may.add('read')
  if (writes.size > 0) may.add('write')
  const { id, name, language, scope, team } = user
  return { kind: 'user', id, name, language, levels: held, writes, reads, may, scope, team }
}

export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

async function actorOfKey(house: House, secret: string): Promise<Actor | null> {
  const { rows } = await house.auth.query(
    `select id, name, purpose, writes from auth.keys where digest = $1 and ended_at is null and expires_at > $2`,
    [digestOf(secret), clock.now()],
  )
  const key = rows[0]
  if (!key) return null
  const own = new Set([key.purpose as PurposeId])
  return {
    kind: 'key',
    id: key.id,
    name: key.name,
    language: 'en',
    levels: [],
    writes: key.writes ? own : new Set(),
    reads: own,
    may: new Set<Verb>(key.writes ? ['read', 'write'] : ['read']),
    scope: 'all',
    team: null,
    purpose: key.purpose,
  }
}

function memoryOf(house: House): Memory {
  let found = memories.get(house)
  if (!found) {
    found = { actors: new Map(), generation: 0 }
    memories.set(house, found)
  }
  return found
}

const text = (value: string | string[] | undefined): string => (Array.isArray(value) ? value.join('; ') : (value ?? ''))

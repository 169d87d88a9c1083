import type { FastifyInstance } from 'fastify'
import { actorWith } from '#features/access/actor.ts'
import { findUser, type User } from '#features/access/users.ts'
import type { House } from '#kernel/database.ts'
import { refuse } from '#kernel/errors.ts'
import { append } from '#kernel/ledger.ts'
import { cover } from './cover.ts'
import { eyesOf } from './eye.ts'
import { feedOf } from './ics.ts'
import { openFeed } from './links.ts'
import { withNames } from './meetings.ts'

/** One's own meetings for a calendar that subscribes to them: a sealed address, no cookie, nothing to be changed by it. */
export default function calendarPortal(app: FastifyInstance, house: House): void {
  app.get(
    '/calendar/:file',
    // Calendars ask every few minutes or hours; whoever guesses addresses asks more often.
    { config: { rateLimit: { max: 60, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const { file } = request.params as { file: string }
      const user = await readerOf(house, file)
      const text = feedOf(await meetingsOf(house, user), user.name)
      return reply.type('text/calendar; charset=utf-8').header('cache-control', 'private, no-cache').send(text)
    },
  )
}

/** One answer for forged, replaced and closed addresses, and for whoever has left. */
async function readerOf(house: House, file: string): Promise<User> {
  const link = file.endsWith('.ics') ? openFeed(house.connection.key, file.slice(0, -4)) : null
  if (!link) refuse('FEED_INVALID')
  const { rows } = await house.auth.query(
    'select from auth.users where id = $1 and feed_serial = $2 and feed_since is not null and left_at is null',
    [link.user, link.serial],
  )
  return rows.length ? findUser(house, link.user) : refuse('FEED_INVALID')
}

/** From three months back to a year ahead, under each purpose the user's levels hold now. Served by meetings_starts. */
async function meetingsOf(house: House, user: User): Promise<any[]> {
  const { reads } = actorWith(user, house.register.levels)
  const found = new Map<string, any>()
  for (const { db, purpose } of eyesOf(house, user, cover(house.register, 'meetings', reads))) {
    const rows = await withNames({ db })
      .where('meetings.owner_id', '=', user.id)
      .where('meetings.starts_at', '>', new Date(Date.now() - 92 * 86_400_000).toISOString())
      .where('meetings.starts_at', '<', new Date(Date.now() + 366 * 86_400_000).toISOString())
      .orderBy('meetings.starts_at')
      .limit(2000)
      .execute()
    const fresh = rows.filter((row) => !found.has(row.id as string))
    for (const row of fresh) found.set(row.id as string, { ...row, purpose })
    if (fresh.length && house.staffInformed)
      await append(house, [
        { actor: user.id, purpose, action: 'feed.read', noun: 'meetings', ids: fresh.map((row) => row.id as string) },
      ])
  }
  return [...found.values()]
}

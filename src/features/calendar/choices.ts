import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { config } from '#kernel/config.ts'
import { refuse } from '#kernel/errors.ts'
import { hasIdentityCode, manyLines } from '#kernel/values.ts'
import { feedUrl } from './links.ts'

const hour = z.number().int().min(0).max(23).nullable()
const Choices = z.object({
  remind_mail: z.boolean(),
  digest_hour: hour,
  signature: z.string().nullable(),
  /** The address of one's own calendar, while it is open. */
  feed: z.string().nullable(),
  feed_since: z.string().nullable(),
  /** Without a relay nothing comes by mail. */
  relay: z.boolean(),
})
const one = { path: '/own' } as const

/** How each of us is told of the day: by mail or not, at which hour, and by which address of a calendar. */
export const choiceActions: Action[] = [
  action({
    name: 'own.get',
    purposes: ['security'],
    verb: 'read',
    anyone: true,
    unlogged: true,
    http: { method: 'GET', ...one },
    says: { fi: 'Lue omat muistutukset', sv: 'Läs egna påminnelser', en: 'Read one’s own reminders' },
    input: z.object({}),
    output: Choices,
    run: choicesOf,
  }),
  action({
    name: 'own.update',
    purposes: ['security'],
    verb: 'write',
    anyone: true,
    http: { method: 'PATCH', ...one },
    says: { fi: 'Muuta omia muistutuksia', sv: 'Ändra egna påminnelser', en: 'Change one’s own reminders' },
    input: z.object({
      remind_mail: z.boolean().optional(),
      digest_hour: hour.optional(),
      signature: z.string().max(1000).nullable().optional(),
    }),
    output: Choices,
    async run(ctx, changes) {
      const own = userOf(ctx)
      if (hasIdentityCode(changes.signature ?? '')) refuse('IDENTITY_CODE_BLOCKED', { field: 'signature' })
      const { remind_mail, digest_hour, signature } = { ...(await choicesOf(ctx)), ...changes }
      await ctx.house.auth.query(
        'update auth.users set remind_mail = $2, digest_hour = $3, signature = $4 where id = $1',
        [own, remind_mail, digest_hour, signature ? manyLines(signature) : null],
      )
      ctx.seen('users', [own], Object.keys(changes))
      return choicesOf(ctx)
    },
  }),
  action({
    name: 'own.feed',
    purposes: ['security'],
    verb: 'write',
    anyone: true,
    http: { method: 'POST', path: '/own/feed', status: 200 },
    says: {
      fi: 'Kytke oman kalenterin osoite',
      sv: 'Slå på eller av den egna kalenderns adress',
      en: 'Switch the address of one’s own calendar',
    },
    input: z.object({ open: z.boolean() }),
    output: Choices,
    /** Each time the earlier address ends. */
    async run(ctx, { open }) {
      const own = userOf(ctx)
      await ctx.house.auth.query(
        'update auth.users set feed_serial = feed_serial + 1, feed_since = case when $2 then now() end where id = $1',
        [own, open],
      )
      ctx.seen('users', [own], ['feed_since'])
      return choicesOf(ctx)
    },
  }),
]

function userOf({ actor }: Context): string {
  return actor.kind === 'user' ? actor.id : refuse('PURPOSE_MISMATCH')
}

async function choicesOf(ctx: Context) {
  const { rows } = await ctx.house.auth.query(
    'select remind_mail, digest_hour, signature, feed_serial, feed_since from auth.users where id = $1',
    [userOf(ctx)],
  )
  const { feed_serial, ...kept } = rows[0] ?? refuse('USER_NOT_FOUND')
  const link = { user: ctx.actor.id, serial: feed_serial }
  return {
    ...kept,
    feed: kept.feed_since ? feedUrl(ctx.house.connection.key, link) : null,
    relay: Boolean(config.mailUrl),
  }
}

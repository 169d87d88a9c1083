import { z } from 'zod'
import { type Action, action } from '#kernel/action.ts'
import { clock } from '#kernel/clock.ts'
import { config } from '#kernel/config.ts'
import { refuse } from '#kernel/errors.ts'
import { controller } from '#register/index.ts'
import { forgetFailures, reserveAttempt } from './failures.ts'
import { askForLink, makeLink, readLink, setPassword, storePassword } from './links.ts'
import { inviteByMail } from './mail.ts'
import { checkPassword, hashPassword, passwordMatches } from './passwords.ts'
import { ownToken, sayWhen } from './sessions.actions.ts'
import { endSessions, findUser } from './users.ts'

const token = z.string().min(1).max(200)
const password = z.string().min(1).max(1000)
const done = z.object({ done: z.literal(true) })
const DONE = { done: true as const }

export const passwordActions: Action[] = [
  action({
    name: 'password.forgot',
    purposes: ['security'],
    verb: 'write',
    public: true,
    unlogged: true,
    http: { method: 'POST', path: '/password/forgot', status: 202 },
    says: {
      fi: 'Pyydä uusi salasana unohtuneen tilalle',
      sv: 'Be om ett nytt lösenord i stället för ett glömt',
      en: 'Ask for a new password for a forgotten one',
    },
    input: z.object({ email: z.string().min(1).max(254) }),
    output: done,
    async run(ctx, input) {
      const email = input.email.trim().toLowerCase()
      const { rows } = await ctx.house.auth.query(`select id from auth.users where email = $1 and left_at is null`, [
        email,
      ])
      // Not awaited: how long the answer takes must not tell whether there is an account.
      if (rows[0]) void begin(rows[0].id).catch(() => {})
      return DONE

      async function begin(id: string): Promise<void> {
        if (!config.mailUrl) return askForLink(ctx.house, id)
        // One mail in five minutes, whoever asks: a stranger must not fill a mailbox.
        const recent = await ctx.house.auth.query(
          `select 1 from auth.links where user_id = $1 and created_at > $2::timestamptz - interval '5 minutes'`,
          [id, clock.now()],
        )
        if (recent.rowCount) return
        await inviteByMail(await findUser(ctx.house, id), 'reset', await makeLink(ctx.house, id, 'reset', id))
      }
    },
  }),
  action({
    name: 'password.token',
    purposes: ['security'],
    verb: 'read',
    public: true,
    unlogged: true,
    says: { fi: 'Kysy, kenelle linkki on', sv: 'Fråga vem länken är för', en: 'Ask whom a link is for' },
    input: z.object({ token }),
    output: z.object({ kind: z.enum(['invitation', 'reset']), name: z.string(), email: z.string() }),
    async run(ctx, input) {
      const { kind, name, email } = await readLink(ctx.house, input.token)
      return { kind, name, email }
    },
  }),
  action({
    name: 'password.reset',
    purposes: ['security'],
    verb: 'write',
    public: true,
    unlogged: true,
    http: { method: 'POST', path: '/password/reset', status: 200 },
    says: { fi: 'Aseta salasana linkillä', sv: 'Ange lösenord med länken', en: 'Set a password with a link' },
    input: z.object({ token, password }),
    output: done,
    async run(ctx, input) {
      await setPassword(ctx.house, input.token, input.password)
      return DONE
    },
  }),
  action({
    name: 'password.change',
    purposes: ['security'],
    verb: 'write',
    anyone: true,
    http: { method: 'POST', path: '/password/change', status: 200 },
    says: { fi: 'Vaihda oma salasana', sv: 'Byt eget lösenord', en: 'Change one’s own password' },
    input: z.object({ current: password, password }),
    output: done,
    async run(ctx, input) {
      if (ctx.actor.kind !== 'user') refuse('PURPOSE_MISMATCH')
      const user = await findUser(ctx.house, ctx.actor.id)
      // A borrowed screen must not become a way to guess the password.
      await reserveAttempt(ctx.house, user.email, ctx.request?.ip ?? 'local').catch((error) => {
        sayWhen(ctx, error)
        throw error
      })
      const { rows } = await ctx.house.auth.query(`select password from auth.credentials where user_id = $1`, [user.id])
      if (!rows[0] || !(await passwordMatches(rows[0].password, input.current)))
        refuse('SIGN_IN_WRONG', { field: 'current' })
      await forgetFailures(ctx.house, user.email, ctx.request?.ip)
      checkPassword(input.password, [user.name, user.email, controller.name])
      await storePassword(ctx.house.auth, user.id, await hashPassword(input.password))
      await endSessions(ctx.house, user.id, await ownToken(ctx))
      ctx.seen('users', [user.id], ['password'])
      return DONE
    },
  }),
  action({
    name: 'password.requests',
    purposes: ['security'],
    verb: 'users',
    http: { method: 'GET', path: '/password/requests' },
    says: {
      fi: 'Lue, ketkä odottavat linkkiä unohtuneen salasanan tilalle',
      sv: 'Läs vilka som väntar på en länk för ett glömt lösenord',
      en: 'Read who waits for a link because of a forgotten password',
    },
    input: z.object({}),
    output: z.object({
      items: z.array(z.object({ user_id: z.uuid(), name: z.string(), email: z.string(), asked_at: z.string() })),
    }),
    async run(ctx) {
      const { rows } = await ctx.house.auth.query(
        `select l.user_id, u.name, u.email, l.created_at as asked_at from auth.links l join auth.users u on u.id = l.user_id
         where l.token_digest is null and l.used_at is null and l.ended_at is null and l.expires_at > $1 order by l.created_at`,
        [clock.now()],
      )
      ctx.seen(
        'users',
        rows.map((row) => row.user_id),
        ['name', 'email'],
      )
      return { items: rows }
    },
  }),
]

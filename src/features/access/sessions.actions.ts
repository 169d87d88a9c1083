import { z } from 'zod'
import { type Action, type Actor, action, type Context } from '#kernel/action.ts'
import { mostOf } from '#kernel/change.ts'
import { clock } from '#kernel/clock.ts'
import { refuse } from '#kernel/errors.ts'
import { LANGUAGES } from '#kernel/vocabulary.ts'
import { forgetActors, IDLE_SECONDS, sessionCookie, tokenOf } from './actor.ts'
import { signIn, signOut } from './signin.ts'

const language = z.enum(LANGUAGES as ['fi', 'sv', 'en'])
const session = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string().nullable(), language }),
  levels: z.array(z.object({ id: z.string(), label: z.string() })),
  writes: z.array(z.string()),
  reads: z.array(z.string()),
  may: z.array(z.string()),
  scope: z.enum(['own', 'team', 'all']),
  team: z.string().nullable(),
  at_once: z.number().describe('how many records may be changed in one go'),
})
const one = { path: '/session' } as const

export const sessionActions: Action[] = [
  action({
    name: 'session.get',
    purposes: ['security'],
    verb: 'read',
    anyone: true,
    unlogged: true,
    http: { method: 'GET', ...one },
    says: {
      fi: 'Kysy, kuka olen ja mitä tasoni kattavat',
      sv: 'Fråga vem jag är och vad mina nivåer omfattar',
      en: 'Ask who I am and what my levels cover',
    },
    input: z.object({}),
    output: session,
    run: (ctx) => describe(ctx, ctx.actor),
  }),
  action({
    name: 'session.create',
    purposes: ['security'],
    verb: 'write',
    public: true,
    unlogged: true, // writes its own entries, for failures too
    http: { method: 'POST', status: 200, ...one },
    says: { fi: 'Kirjaudu sisään', sv: 'Logga in', en: 'Sign in' },
    input: z.object({ email: z.string().min(1).max(254), password: z.string().min(1).max(1000) }),
    output: z.object({ signed_in: z.literal(true) }),
    async run(ctx, input) {
      const { request } = ctx
      if (!request) return refuse('SIGN_IN_NEEDED')
      try {
        const { cookies } = await signIn(ctx.house, {
          ...input,
          ip: request.ip,
          userAgent: String(request.headers['user-agent'] ?? ''),
          cookie: sessionCookie(request.headers),
        })
        for (const cookie of cookies) request.setCookie(cookie)
        return { signed_in: true as const }
      } catch (error) {
        sayWhen(ctx, error)
        throw error
      }
    },
  }),
  action({
    name: 'session.update',
    purposes: ['security'],
    verb: 'write',
    anyone: true,
    http: { method: 'PATCH', ...one },
    says: { fi: 'Vaihda oma kieli', sv: 'Byt eget språk', en: 'Change one’s own language' },
    input: z.object({ language }),
    output: z.object({ language }),
    async run(ctx, input) {
      if (ctx.actor.kind !== 'user') refuse('PURPOSE_MISMATCH')
      await ctx.house.auth.query(`update auth.users set language = $2, updated_at = $3 where id = $1`, [
        ctx.actor.id,
        input.language,
        clock.now(),
      ])
      forgetActors(ctx.house)
      ctx.seen('users', [ctx.actor.id], ['language'])
      return input
    },
  }),
  action({
    name: 'session.delete',
    purposes: ['security'],
    verb: 'write',
    anyone: true,
    unlogged: true,
    http: { method: 'DELETE', ...one },
    says: { fi: 'Kirjaudu ulos', sv: 'Logga ut', en: 'Sign out' },
    input: z.object({}),
    output: z.object({ signed_in: z.literal(false) }),
    async run(ctx) {
      const cookie = ctx.request && sessionCookie(ctx.request.headers)
      if (cookie)
        for (const each of await signOut(ctx.house, cookie, ctx.actor.id, ctx.request!.ip)) ctx.request!.setCookie(each)
      return { signed_in: false as const }
    },
  }),
  action({
    name: 'sessions.list',
    purposes: ['security'],
    verb: 'read',
    anyone: true,
    http: { method: 'GET', path: '/sessions' },
    says: { fi: 'Lue omat avoimet istunnot', sv: 'Läs de egna öppna sessionerna', en: 'Read one’s own open sessions' },
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({
          id: z.uuid(),
          begun: z.string(),
          seen: z.string(),
          address: z.string().nullable(),
          browser: z.string().nullable(),
          current: z.boolean(),
        }),
      ),
    }),
    async run(ctx) {
      if (ctx.actor.kind !== 'user') return { items: [] }
      const { rows } = await ctx.house.auth.query(
        `select id, created_at as begun, updated_at as seen, ip_address as address, user_agent as browser, token is not distinct from $3 as current
         from auth.sessions where user_id = $1 and expires_at > $2 and updated_at > $2::timestamptz - $4 * interval '1 second'
         order by updated_at desc`,
        [ctx.actor.id, clock.now(), await ownToken(ctx), IDLE_SECONDS],
      )
      ctx.seen('users', [ctx.actor.id], ['sessions'])
      return { items: rows }
    },
  }),
  action({
    name: 'sessions.delete',
    purposes: ['security'],
    verb: 'write',
    anyone: true,
    says: {
      fi: 'Päätä yksi omista istunnoista',
      sv: 'Avsluta en av de egna sessionerna',
      en: 'End one of one’s own sessions',
    },
    input: z.object({ id: z.uuid() }),
    output: z.object({ ended: z.literal(true) }),
    async run(ctx, input) {
      // The user's id in the condition: nobody ends a colleague's session by its number.
      const { rowCount } = await ctx.house.auth.query(
        `delete from auth.sessions where id = $1 and user_id::text = $2`,
        [input.id, ctx.actor.id],
      )
      forgetActors(ctx.house)
      if (!rowCount) refuse('NOT_FOUND', { field: 'id' })
      ctx.seen('users', [ctx.actor.id], ['sessions'])
      return { ended: true as const }
    },
  }),
]

/** The token of the session this request came with. */
export async function ownToken(ctx: Context): Promise<string | undefined> {
  const cookie = ctx.request && sessionCookie(ctx.request.headers)
  return cookie ? tokenOf(ctx.house, cookie) : undefined
}

/** RFC 9110: how many seconds until it is worth trying again. */
export function sayWhen(ctx: Context, error: unknown): void {
  const seconds = (error as { more?: { data?: { retryAfter?: number } } })?.more?.data?.retryAfter
  if (seconds) ctx.request?.setHeader('retry-after', String(seconds))
}

async function describe(ctx: Context, actor: Actor) {
  const { rows } = await ctx.house.auth.query(`select email from auth.users where id::text = $1`, [actor.id])
  const { id, name, language, scope, team } = actor
  return {
    user: { id, name, email: rows[0]?.email ?? null, language },
    levels: actor.levels.map((level) => ({ id: level, label: ctx.house.register.levels[level]!.label[ctx.language] })),
    writes: [...actor.writes],
    reads: [...actor.reads],
    may: [...actor.may],
    scope,
    team,
    at_once: mostOf(actor),
  }
}

import { sql } from 'kysely'
import { z } from 'zod'
import { findUser } from '#features/access/users.ts'
import { addressHash, leaveUrl } from '#features/grounds/links.ts'
import { create } from '#features/people/people.ts'
import { type Action, action, type Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'

/** How many a newsletter could be meant for: a number, no person. */
async function reachable({ house }: Context): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from people`.execute(house.under('marketing'))
  return rows[0]!.n
}

export const leavingActions: Action[] = [
  action({
    name: 'setup.leave',
    purposes: ['relationship'],
    verb: 'write',
    http: { method: 'POST', path: '/setup/leave', status: 200 },
    says: {
      fi: 'Kokeile, miten markkinoinnista lähdetään',
      sv: 'Prova att lämna marknadsföringen',
      en: 'Try leaving the marketing',
    },
    input: z.object({}),
    output: z.object({ link: z.string(), count: z.int() }),
    run: tryLeaving,
  }),
  action({
    name: 'setup.reachable',
    purposes: ['relationship'],
    verb: 'read',
    unlogged: true,
    http: { method: 'GET', path: '/setup/reachable' },
    says: {
      fi: 'Laske, montako markkinointi tavoittaa',
      sv: 'Räkna hur många marknadsföringen når',
      en: 'Count how many marketing reaches',
    },
    input: z.object({}),
    output: z.object({ count: z.int() }),
    run: async (ctx) => ({ count: await reachable(ctx) }),
  }),
]

/** Done when the link was used: the person's own refusal is on record. The numbers stay to be seen. */
export async function leavingStep(
  ctx: Context,
  tried: { value: any; at: string } | undefined,
): Promise<[boolean, { before?: number; after?: number }]> {
  if (!tried?.value?.person) return [false, {}]
  const { rows } = await sql<{ left: boolean }>`select exists (
      select from grounds where person_id = ${tried.value.person}::uuid and slot = 'objection:marketing' and effect = 'block' and channel = 'web'
    ) as left`.execute(ctx.house.under('rights'))
  const { left } = rows[0]!
  return [left, { before: tried.value.count, ...(left && { after: await reachable(ctx) }) }]
}

/** The user as a customer of their own: a person with their address, and the link every newsletter carries. */
async function tryLeaving(ctx: Context) {
  if (ctx.actor.kind !== 'user') refuse('PURPOSE_MISMATCH')
  const user = await findUser(ctx.house, ctx.actor.id)
  const found = await ctx.db
    .selectFrom('emails')
    .select('person_id')
    .where('address', '=', user.email)
    .executeTakeFirst()
  const [given, ...family] = user.name.split(' ')
  const person =
    found?.person_id ??
    (
      await create(ctx, {
        given_name: given,
        family_name: family.join(' '),
        source: 'person',
        position: 'customer',
        emails: [{ address: user.email }],
        phones: [],
      })
    ).id
  const { key } = ctx.house.connection
  // Counted as it will be once this is on record: the person is there with the answer.
  const count = (await reachable(ctx)) + (found ? 0 : 1)
  await ctx.house.jobs.query(
    `insert into register.settings (name, value, by, at) values ('leaving_tried', $1, $2, clock_timestamp())`,
    [JSON.stringify({ person, count }), user.id],
  )
  return { link: leaveUrl(key, { person, hash: addressHash(key, user.email) }), count }
}

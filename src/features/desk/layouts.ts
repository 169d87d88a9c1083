import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { DESK } from './views.ts'

/** `page:people`, or `table:people.relationship`: what is arranged. */
const place = z.string().regex(/^(page|table):[a-z_.]{2,34}$/)
const ids = z.array(z.string().min(1).max(60)).max(80)
const state = z.object({
  /** Panels of a page. */
  order: ids.optional(),
  hidden: ids.optional(),
  folded: ids.optional(),
  /** Columns of a list. */
  columns: ids.optional(),
  widths: z.string().max(2000).optional(),
})
const item = z.object({ place: z.string(), shared: z.boolean(), state })

/** Kept among the views, whose name for it nobody sees. */
const NAME = 'layout'

/** How each of us has arranged pages and lists, and how those who arrange have done it for everybody. */
export const actions: Action[] = [
  action({
    name: 'layouts.list',
    purposes: DESK,
    verb: 'read',
    says: {
      fi: 'Lue sivujen ja luetteloiden asettelut',
      sv: 'Läs sidors och listors upplägg',
      en: 'Read the layouts of pages and lists',
    },
    input: z.object({}),
    output: z.object({ items: z.array(item) }),
    unlogged: true,
    async run(ctx) {
      const items = await ctx.db
        .selectFrom('views')
        .select(['noun as place', 'shared', 'state'])
        .where('name', '=', NAME)
        .where(sql<boolean>`noun like '%:%' and (shared or user_id = ${ctx.actor.id})`)
        .orderBy('created_at')
        .limit(400)
        .execute()
      return { items: items as z.infer<typeof item>[] }
    },
  }),
  action({
    name: 'layouts.put',
    purposes: DESK,
    verb: 'write',
    says: { fi: 'Tallenna asettelu', sv: 'Spara ett upplägg', en: 'Save a layout' },
    http: { method: 'PUT', path: '/layouts/{place}' },
    input: z.object({ place, shared: z.boolean().default(false), state }),
    output: item,
    async run(ctx, { place, shared, state }) {
      refuseUnarranged(ctx, shared)
      const known = await kept(ctx, place, shared).select('id').executeTakeFirst()
      const set = { state: JSON.stringify(state) }
      const { id } = known
        ? await ctx.db
            .updateTable('views')
            .set(set)
            .where('id', '=', known.id)
            .returning('id')
            .executeTakeFirstOrThrow()
        : await ctx.db
            .insertInto('views')
            .values({ ...set, noun: place, name: NAME, shared })
            .returning('id')
            .executeTakeFirstOrThrow()
      ctx.seen('views', [id as string])
      return { place, shared, state }
    },
  }),
  action({
    name: 'layouts.delete',
    purposes: DESK,
    verb: 'write',
    says: { fi: 'Palauta asettelu', sv: 'Återställ ett upplägg', en: 'Reset a layout' },
    http: { method: 'DELETE', path: '/layouts/{place}' },
    input: z.object({ place, shared: z.enum(['true', 'false']).default('false') }),
    output: z.object({ place: z.string() }),
    async run(ctx, { place, shared }) {
      refuseUnarranged(ctx, shared === 'true')
      const known = await kept(ctx, place, shared === 'true')
        .select('id')
        .execute()
      const ids = known.map((one: { id: string }) => one.id)
      if (ids.length > 0) await ctx.db.deleteFrom('views').where('id', 'in', ids).execute()
      ctx.seen('views', ids)
      return { place }
    },
  }),
]

const kept = (ctx: Context, place: string, shared: boolean): any => {
  const rows = ctx.db
    .selectFrom('views')
    .where('noun', '=', place)
    .where('name', '=', NAME)
    .where('shared', '=', shared)
  return shared ? rows : rows.where('user_id', '=', ctx.actor.id)
}

function refuseUnarranged({ actor }: Context, shared: boolean): void {
  if (shared && !actor.may.has('arrange')) refuse('VIEW_PAST_LEVEL', { field: 'shared' })
}

import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { meet } from '#kernel/reach.ts'
import { lensOf, recordOf } from '#kernel/records.ts'
import { DESK, viewsSeen } from './views.ts'

/**
 * Records and views somebody keeps at hand. The answer has no names of records: whoever shows them asks for those
 * under the purpose each was kept in, and what has been hidden since has none. A view comes whole, or not at all where
 * it has gone or is nobody's to see any more.
 */
export const actions: Action[] = [
  action({
    name: 'favourites.list',
    purposes: DESK,
    verb: 'read',
    says: { fi: 'Lue suosikit', sv: 'Läs favoriterna', en: 'Read one’s favourites' },
    input: z.object({}),
    output: z.object({ items: z.array(z.looseObject({ id: z.string(), noun: z.string(), record_id: z.string() })) }),
    unlogged: true,
    async run(ctx) {
      const items = await ctx.db
        .selectFrom('follows')
        .select(['id', 'noun', 'record_id', 'purpose'])
        .where('user_id', '=', ctx.actor.id)
        .where('kind', '=', 'favourite')
        .orderBy('created_at')
        .limit(100)
        .execute()
      const ids = items.filter((one: Kept) => one.noun === 'views').map((one: Kept) => one.record_id)
      const views = new Map((await viewsSeen(ctx, ids)).map((view) => [view.id, view]))
      return {
        items: (items as Kept[]).flatMap((one) => {
          if (one.noun !== 'views') return [one]
          const view = views.get(one.record_id)
          return view ? [{ ...one, view: { name: view.name, noun: view.noun, state: view.state } }] : []
        }),
      }
    },
  }),
  action({
    name: 'favourites.create',
    purposes: DESK,
    verb: 'write',
    says: { fi: 'Lisää suosikiksi', sv: 'Lägg till som favorit', en: 'Add a record to favourites' },
    input: z.object({ noun: z.string().max(40), record_id: z.uuid() }),
    output: z.object({ id: z.string() }),
    async run(ctx, { noun, record_id }) {
      await seen(ctx, noun, record_id)
      const known = await ctx.db
        .selectFrom('follows')
        .select('id')
        .where('user_id', '=', ctx.actor.id)
        .where('kind', '=', 'favourite')
        .where('record_id', '=', record_id)
        .executeTakeFirst()
      const row = { noun, record_id, kind: 'favourite' }
      const made = known ?? (await ctx.db.insertInto('follows').values(row).returning('id').executeTakeFirstOrThrow())
      ctx.seen('follows', [made.id as string])
      return { id: made.id as string }
    },
  }),
  action({
    name: 'favourites.delete',
    purposes: DESK,
    verb: 'write',
    says: { fi: 'Poista suosikeista', sv: 'Ta bort från favoriter', en: 'Remove a record from favourites' },
    input: z.object({ id: z.uuid() }),
    output: z.object({ id: z.string() }),
    async run(ctx, { id }) {
      const gone = await ctx.db
        .deleteFrom('follows')
        .where('id', '=', id)
        .where('user_id', '=', ctx.actor.id)
        .where('kind', '=', 'favourite')
        .returning('id')
        .executeTakeFirst()
      if (!gone) refuse('NOT_FOUND')
      ctx.seen('follows', [id])
      return { id }
    },
  }),
]

type Kept = { id: string; noun: string; record_id: string; purpose: string }

/** What is kept must be within sight; hidden and unknown get one answer. */
async function seen(ctx: Context, noun: string, id: string): Promise<void> {
  if (noun === 'views') {
    if ((await viewsSeen(ctx, [id])).length === 0) refuse('NOT_FOUND')
    return
  }
  const lens = lensOf(ctx.register.nouns, noun, ctx.purpose)
  if (!(await recordOf(ctx.db, lens, id).executeTakeFirst())) refuse('NOT_FOUND')
  await meet(ctx, lens, [id])
}

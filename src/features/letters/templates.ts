import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { create, nounActions, update } from '#kernel/nounActions.ts'
import { nouns, type PurposeId } from '#register/index.ts'

const COLUMNS = ['id', 'version', 'name', 'kind', 'language', 'subject', 'body', 'shared', 'user_id'] as const

/** Texts written often: one's own, and those shared by whoever arranges. They hold places for fields, and nobody's data. */
export const actions: Action[] = [
  action({
    name: 'templates.list',
    purposes: Object.keys(nouns.templates.fields.name.purposes) as PurposeId[],
    verb: 'read',
    unlogged: true,
    says: { fi: 'Lue viestipohjat', sv: 'Läs mallarna', en: 'Read the templates' },
    input: z.object({ kind: z.enum(['letter', 'snippet']).optional() }),
    output: z.object({ items: z.array(z.looseObject({ id: z.string(), own: z.boolean() })) }),
    async run(ctx, { kind }) {
      let found = ctx.db
        .selectFrom('templates')
        .select(COLUMNS)
        .where(sql<boolean>`(shared or user_id = ${ctx.actor.id})`)
        .orderBy('kind')
        .orderBy('name')
        .limit(500)
      if (kind) found = found.where('kind', '=', kind)
      const rows = await found.execute()
      return {
        items: rows.map(({ user_id, ...row }) => ({ ...row, id: row.id as string, own: user_id === ctx.actor.id })),
      }
    },
  }),
  ...nounActions('templates', ['create']).map(
    (one): Action => ({
      ...one,
      async run(ctx, { shared = false, ...values }) {
        if (shared) refuseUnarranged(ctx)
        return create(ctx, 'templates', { ...values, shared })
      },
    }),
  ),
  ...nounActions('templates', ['update']).map(
    (one): Action => ({
      ...one,
      async run(ctx, { id, ...values }) {
        await mine(ctx, id)
        if (values.shared) refuseUnarranged(ctx)
        return update(ctx, 'templates', id, values)
      },
    }),
  ),
  ...nounActions('templates', ['delete']).map(
    (one): Action => ({
      ...one,
      async run(ctx, input) {
        await mine(ctx, input.id)
        return one.run(ctx, input)
      },
    }),
  ),
]

/** One's own, or a shared one where the level arranges. Others' own are not there. */
async function mine(ctx: Context, id: string): Promise<void> {
  const found = await ctx.db
    .selectFrom('templates')
    .select(['shared', 'user_id'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found || (!found.shared && found.user_id !== ctx.actor.id)) refuse('NOT_FOUND')
  if (found.shared && found.user_id !== ctx.actor.id) refuseUnarranged(ctx)
}

function refuseUnarranged({ actor }: Context): void {
  if (!actor.may.has('arrange')) refuse('TEMPLATE_PAST_LEVEL', { field: 'shared' })
}

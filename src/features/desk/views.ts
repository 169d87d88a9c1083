import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { recordOutput, update } from '#kernel/nounActions.ts'
import { conditions, type Filter, lensOf } from '#kernel/records.ts'
import type { PurposeId } from '#register/index.ts'
import { nouns } from '#register/index.ts'

/** Every purpose in which anybody's own work is arranged. */
export const DESK = Object.keys(nouns.views.fields.name.purposes) as PurposeId[]

/** How a list is seen, as its address says it. */
const state = z.object({
  purpose: z.string().max(40),
  q: z.string().max(200).optional(),
  filter: z.record(z.string(), z.any()).nullish(),
  sort: z.string().max(200).optional(),
  shape: z.string().max(40).optional(),
  group: z.string().max(60).optional(),
  columns: z.array(z.string().max(60)).max(80).optional(),
  widths: z.string().max(2000).optional(),
  calc: z.string().max(1000).optional(),
})

const name = z.string().trim().min(1).max(100)
const COLUMNS = ['id', 'version', 'noun', 'name', 'shared', 'place', 'state', 'user_id'] as const

type View = {
  id: string
  version: number
  shared: boolean
  user_id: string
  noun: string
  name: string
  state: z.infer<typeof state>
}

/** Views of lists: one's own, and those shared with everybody whose level holds the view's purpose. */
export const actions: Action[] = [
  action({
    name: 'views.list',
    purposes: DESK,
    verb: 'read',
    says: { fi: 'Lue luettelon näkymät', sv: 'Läs listans vyer', en: 'Read the views of a list' },
    input: z.object({ noun: z.string().max(40) }),
    output: z.object({ items: z.array(z.looseObject({ id: z.string(), own: z.boolean() })) }),
    unlogged: true,
    async run(ctx, { noun }) {
      const rows: View[] = await ctx.db
        .selectFrom('views')
        .select(COLUMNS)
        .where('noun', '=', noun)
        .where(sql<boolean>`(shared or user_id = ${ctx.actor.id})`)
        .orderBy('shared', 'desc')
        .orderBy('place')
        .orderBy('created_at')
        .limit(200)
        .execute()
      return {
        items: rows
          .filter(({ state }) => holds(ctx, state.purpose))
          .map(({ user_id, ...row }) => ({ ...row, own: user_id === ctx.actor.id })),
      }
    },
  }),
  action({
    name: 'views.create',
    purposes: DESK,
    verb: 'write',
    says: { fi: 'Tallenna näkymä', sv: 'Spara en vy', en: 'Save a view' },
    input: z.object({ noun: z.string().max(40), name, shared: z.boolean().default(false), state }),
    output: recordOutput,
    async run(ctx, { noun, name, shared, state }) {
      if (shared) refuseUnarranged(ctx)
      refuseWrong(ctx, noun, state)
      const last = sql<number>`coalesce((select max(place) + 1 from views where noun = ${noun}), 0)`
      const row = { noun, name, shared, place: last, state: JSON.stringify(state) }
      const made = await ctx.db.insertInto('views').values(row).returning(COLUMNS).executeTakeFirstOrThrow()
      ctx.seen('views', [made.id])
      return { ...made, own: true }
    },
  }),
  action({
    name: 'views.update',
    purposes: DESK,
    verb: 'write',
    says: { fi: 'Muuta näkymää', sv: 'Ändra en vy', en: 'Change a view' },
    input: z.object({ id: z.uuid(), name: name.optional(), shared: z.boolean().optional(), state: state.optional() }),
    output: recordOutput,
    async run(ctx, { id, state, ...values }) {
      const view = await mine(ctx, id)
      if (values.shared) refuseUnarranged(ctx)
      if (state) refuseWrong(ctx, view.noun, state)
      if (!state) return update(ctx, 'views', id, values)
      if (ctx.version !== null && ctx.version !== view.version)
        refuse('EDIT_CONFLICT', { data: { version: view.version } })
      const set = { ...values, state: JSON.stringify(state) }
      const made = await ctx.db.updateTable('views').set(set).where('id', '=', id).returning(COLUMNS).executeTakeFirst()
      ctx.seen('views', [id])
      return made ?? refuse('NOT_FOUND')
    },
  }),
  action({
    name: 'views.delete',
    purposes: DESK,
    verb: 'write',
    says: { fi: 'Poista näkymä', sv: 'Ta bort en vy', en: 'Delete a view' },
    input: z.object({ id: z.uuid() }),
    output: z.object({ id: z.string() }),
    async run(ctx, { id }) {
      await mine(ctx, id)
      await ctx.db.deleteFrom('views').where('id', '=', id).execute()
      ctx.seen('views', [id])
      return { id }
    },
  }),
  action({
    name: 'views.order',
    purposes: DESK,
    verb: 'write',
    says: { fi: 'Järjestä näkymät', sv: 'Ordna vyerna', en: 'Put views in order' },
    input: z.object({ ids: z.array(z.uuid()).min(1).max(200) }),
    output: z.object({ ordered: z.number() }),
    async run(ctx, { ids }) {
      for (const id of ids) await mine(ctx, id)
      await sql`update views set place = array_position(${ids}::uuid[], id) - 1 where id = any(${ids}::uuid[])`.execute(
        ctx.db,
      )
      ctx.seen('views', ids)
      return { ordered: ids.length }
    },
  }),
]

/** Of these views those the user has in their lists: own or shared, of a purpose their level holds. */
export async function viewsSeen(ctx: Context, ids: readonly string[]): Promise<View[]> {
  if (ids.length === 0) return []
  const rows: View[] = await ctx.db
    .selectFrom('views')
    .select(COLUMNS)
    .where('id', 'in', ids)
    .where(sql<boolean>`(shared or user_id = ${ctx.actor.id})`)
    .execute()
  return rows.filter(({ state }) => holds(ctx, state.purpose))
}

const holds = ({ actor }: Context, purpose: string): boolean =>
  [...actor.writes, ...actor.reads].includes(purpose as PurposeId)

/** A view that this user may change: their own, or a shared one where the level arranges. Others' own are not there. */
async function mine(ctx: Context, id: string): Promise<View> {
  const view = (await ctx.db.selectFrom('views').select(COLUMNS).where('id', '=', id).executeTakeFirst()) as
    | View
    | undefined
  if (!view || (!view.shared && view.user_id !== ctx.actor.id)) refuse('NOT_FOUND')
  if (view.shared) refuseUnarranged(ctx)
  return view
}

function refuseUnarranged({ actor }: Context): void {
  if (!actor.may.has('arrange')) refuse('VIEW_PAST_LEVEL', { field: 'shared' })
}

/** What asks for something that its purpose does not hold is refused now, and not whenever somebody opens it. */
function refuseWrong(ctx: Context, noun: string, { purpose, filter }: z.infer<typeof state>): void {
  if (!holds(ctx, purpose)) refuse('PURPOSE_MISMATCH', { field: 'state.purpose' })
  const lens = lensOf(ctx.register.nouns, noun, purpose)
  if (filter) conditions(ctx.db, lens, { filter: filter as Filter })
}

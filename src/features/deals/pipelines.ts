import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { create, get, nounActions, recordOutput } from '#kernel/nounActions.ts'
import type { Language } from '#kernel/vocabulary.ts'
import type { PurposeId } from '#register/index.ts'

/** Deals are seen whole, open and closed, under these. */
export const SEEN: readonly PurposeId[] = ['sales', 'relationship']

// Lists that all share: changed by those who may arrange them.
const arranged = (one: Action): Action => ({
  ...one,
  purposes: one.purposes.filter((purpose) => SEEN.includes(purpose)),
  verb: 'arrange',
})

export const pipelineActions: Action[] = [
  ...nounActions('pipelines', ['list', 'get']),
  ...nounActions('stages', ['list', 'get']),
  ...nounActions('pipelines', ['update']).map(arranged),
  ...nounActions('stages', ['create', 'update', 'delete'])
    .map(arranged)
    .map((one): Action => (one.name === 'stages.create' ? one : { ...one, run: counted(one) })),
  action({
    name: 'pipelines.create',
    purposes: SEEN,
    verb: 'arrange',
    says: { fi: 'Lisää myyntiputki', sv: 'Lägg till en tratt', en: 'Add a pipeline' },
    input: z.looseObject({ name: z.string() }),
    output: recordOutput,
    async run(ctx, values) {
      const { rows } = await sql<{ place: number }>`select coalesce(max(place) + 1, 0) as place from pipelines`.execute(
        ctx.db,
      )
      const made = await create(ctx, 'pipelines', { place: rows[0]!.place, ...values })
      for (const [place, stage] of USUAL.entries())
        await create(ctx, 'stages', {
          pipeline_id: made.id,
          name: stage.name[ctx.language],
          place,
          probability: stage.probability,
          outcome: stage.outcome,
        })
      return get(ctx, 'pipelines', made.id, 'stages')
    },
  }),
  action({
    name: 'stages.order',
    purposes: SEEN,
    verb: 'arrange',
    says: { fi: 'Järjestä vaiheet', sv: 'Ordna skeden', en: 'Order the stages' },
    input: z.object({ pipeline_id: z.uuid(), stages: z.array(z.uuid()).min(1).max(50) }),
    output: z.object({ stages: z.array(z.string()) }),
    async run(ctx, { pipeline_id, stages }) {
      const { rows } = await sql<{ id: string }>`select id from stages where pipeline_id = ${pipeline_id}`.execute(
        ctx.db,
      )
      const known = new Set(rows.map((row) => row.id))
      if (new Set(stages).size !== known.size || !stages.every((id) => known.has(id)))
        refuse('STAGE_ELSEWHERE', { field: 'stages' })
      await sql`update stages s set place = g.place - 1 from unnest(${stages}::uuid[]) with ordinality as g(id, place)
        where s.id = g.id and s.place <> g.place - 1`.execute(ctx.db)
      ctx.seen('stages', stages, ['place'])
      return { stages }
    },
  }),
]

/** Says how many deals keep a stage where it is; the trigger is what refuses. */
function counted(one: Action): Action['run'] {
  return async (ctx: Context, input: { id: string; outcome?: string }) => {
    if (one.name === 'stages.delete' || input.outcome !== undefined) {
      const { rows } = await sql<{ deals: number; outcome: string }>`select s.outcome,
        (select count(*)::int from deals d where d.stage_id = s.id) as deals from stages s where s.id = ${input.id}`.execute(
        ctx.db,
      )
      const { deals = 0, outcome } = rows[0] ?? {}
      if (deals > 0 && outcome !== input.outcome)
        refuse('STAGE_IN_USE', { field: 'id', detail: `${deals}`, data: { deals } })
    }
    return one.run(ctx, input)
  }
}

type Usual = { name: Record<Language, string>; probability: number; outcome: 'open' | 'won' | 'lost' }

/** What a new pipeline begins with. */
const USUAL: readonly Usual[] = [
  { name: { fi: 'Uusi', sv: 'Ny', en: 'New' }, probability: 10, outcome: 'open' },
  { name: { fi: 'Tarjous', sv: 'Offert', en: 'Offer' }, probability: 50, outcome: 'open' },
  { name: { fi: 'Voitettu', sv: 'Vunnen', en: 'Won' }, probability: 100, outcome: 'won' },
  { name: { fi: 'Hävitty', sv: 'Förlorad', en: 'Lost' }, probability: 0, outcome: 'lost' },
]

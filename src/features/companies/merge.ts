import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { writableOf } from '#kernel/compile.ts'
import { refuse } from '#kernel/errors.ts'
import { get, recordOutput } from '#kernel/nounActions.ts'
import { meet } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import type { Words } from '#kernel/vocabulary.ts'
import type { PurposeId } from '#register/index.ts'

type Merged = 'people' | 'companies'

const PURPOSES: Record<Merged, readonly PurposeId[]> = {
  people: ['relationship', 'sales', 'support', 'suppliers', 'rights'],
  companies: ['relationship', 'sales', 'suppliers'],
}
const SAYS: Record<Merged, [merge: Words, undo: Words]> = {
  people: [
    { fi: 'Yhdistä henkilöt', sv: 'Slå samman personer', en: 'Merge people' },
    { fi: 'Peru henkilöiden yhdistäminen', sv: 'Ångra sammanslagningen av personer', en: 'Undo a merge of people' },
  ],
  companies: [
    { fi: 'Yhdistä yritykset', sv: 'Slå samman företag', en: 'Merge companies' },
    { fi: 'Peru yritysten yhdistäminen', sv: 'Ångra sammanslagningen av företag', en: 'Undo a merge of companies' },
  ],
}

/**
 * Two to nine records become the one named; `chosen`: for a field, the record whose value stays. What named the
 * others names the one, whatever noun it is. `merge` is the way back, for a day.
 */
export const mergeActions = (noun: Merged, parts: string): Action[] => [
  action({
    name: `${noun}.merge`,
    purposes: PURPOSES[noun],
    verb: 'merge',
    says: SAYS[noun][0],
    input: z.object({
      id: z.uuid(),
      others: z.array(z.uuid()).min(1).max(8),
      chosen: z.record(z.string().max(60), z.uuid()).default({}),
    }),
    output: recordOutput,
    async run(ctx, { id, others, chosen }) {
      await meet(ctx, lensOf(ctx.register.nouns, noun, ctx.purpose), [id, ...others])
      // Hidden, unknown and of another noun are one answer; the door itself would tell a company from a person.
      const all = [...new Set([id, ...others])]
      const there = await ctx.db.selectFrom(noun).select('id').where('id', 'in', all).execute()
      if (there.length < all.length) refuse(noun === 'people' ? 'PERSON_NOT_FOUND' : 'COMPANY_NOT_FOUND')
      const values = await valuesOf(ctx, noun, [id, ...others], chosen)
      const { rows } = await sql<{ merge: string }>`select door.merge(${id}::uuid, ${others}::uuid[]) as merge`.execute(
        ctx.db,
      )
      if (Object.keys(values).length > 0) await ctx.db.updateTable(noun).set(values).where('id', '=', id).execute()
      ctx.seen(noun, [id, ...others], Object.keys(values))
      return { ...(await get(ctx, noun, id, parts)), merge: rows[0]!.merge }
    },
  }),
  action({
    name: `${noun}.unmerge`,
    purposes: PURPOSES[noun],
    verb: 'merge',
    says: SAYS[noun][1],
    input: z.object({ id: z.uuid().describe('what the merge answered as `merge`') }),
    output: recordOutput,
    async run(ctx, { id }) {
      const { rows } = await sql<{ kept: string }>`select door.merge(${id}::uuid, null) as kept`.execute(ctx.db)
      return get(ctx, noun, rows[0]!.kept, parts)
    },
  }),
]

/** What the chosen records say, read and written as this purpose may. */
async function valuesOf(ctx: Context, noun: Merged, ids: readonly string[], chosen: Record<string, string>) {
  const fields = Object.keys(chosen)
  if (fields.length === 0) return {}
  const writable = writableOf(ctx.register.nouns[noun]!, ctx.purpose)
  for (const field of fields) {
    if (!writable.includes(field)) refuse('FIELD_READ_ONLY', { field })
    if (!ids.includes(chosen[field]!)) refuse('VALUE_NOT_ALLOWED', { field })
  }
  const rows = await ctx.db
    .selectFrom(noun)
    .select(['id', ...fields])
    .where('id', 'in', ids)
    .execute()
  const byId = new Map(rows.map((row: Record<string, any>) => [row.id, row]))
  return Object.fromEntries(
    fields.map((field) => [field, (byId.get(chosen[field]!) ?? refuse('NOT_FOUND', { field }))[field]]),
  )
}

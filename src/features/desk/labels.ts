import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action } from '#kernel/action.ts'
import { AT_MOST, mostOf } from '#kernel/change.ts'
import { writableOf } from '#kernel/compile.ts'
import { refuse } from '#kernel/errors.ts'
import { nounActions } from '#kernel/nounActions.ts'
import { meet } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import { nouns, type PurposeId } from '#register/index.ts'

/** What can be labelled, with the column of a labelling that names it. */
const LABELLED = { people: 'person_id', companies: 'company_id', deals: 'deal_id' } as const

const ids = z.array(z.uuid()).min(1).max(AT_MOST)
const writers = Object.keys(nouns.labellings.fields.label_id.purposes).filter((purpose) =>
  writableOf(nouns.labellings, purpose).includes('label_id'),
) as PurposeId[]

/** The list of labels is arranged; who writes records puts them on and takes them off, one or many at once. */
export const actions: Action[] = [
  ...nounActions('labels', ['list', 'get']),
  ...nounActions('labels', ['create', 'update', 'delete']).map((one): Action => ({ ...one, verb: 'arrange' })),
  ...nounActions('labellings', ['list', 'get', 'create', 'delete']),
  action({
    name: 'labellings.put',
    purposes: writers,
    verb: 'write',
    says: { fi: 'Merkitse tunnisteella', sv: 'Märk med en etikett', en: 'Put a label on records' },
    input: z.object({
      label_id: z.uuid(),
      noun: z.enum(['people', 'companies', 'deals']),
      ids,
      off: z.boolean().default(false),
    }),
    output: z.object({ changed: z.number(), ids: z.array(z.string()) }),
    async run(ctx, { label_id, noun, ids, off }) {
      const most = mostOf(ctx.actor)
      if (ids.length > most) refuse('BULK_PAST_LEVEL', { data: { most, asked: ids.length } })
      const column = LABELLED[noun]
      const label = await ctx.db
        .selectFrom('labels')
        .select(['noun', 'archived'])
        .where('id', '=', label_id)
        .executeTakeFirst()
      if (!label || (label.archived && !off)) refuse('NOT_FOUND')
      if (label.noun !== noun) refuse('VALUE_NOT_ALLOWED', { field: 'label_id' })
      const lens = lensOf(ctx.register.nouns, noun, ctx.purpose)
      const there = await ctx.db.selectFrom(noun).select('id').where(sql<boolean>`id = any(${ids}::uuid[])`).execute()
      if (there.length < new Set(ids).size) refuse(noun === 'people' ? 'PERSON_NOT_FOUND' : 'NOT_FOUND')
      await meet(ctx, lens, ids)
      const has = sql`select ${sql.ref(column)} from labellings where label_id = ${label_id}::uuid and ${sql.ref(column)} = any(${ids}::uuid[])`
      const { rows } = off
        ? await sql<{ id: string }>`delete from labellings where label_id = ${label_id}::uuid
            and ${sql.ref(column)} = any(${ids}::uuid[]) returning ${sql.ref(column)} as id`.execute(ctx.db)
        : await sql<{ id: string }>`insert into labellings (label_id, ${sql.ref(column)})
            select ${label_id}::uuid, id from unnest(${[...new Set(ids)]}::uuid[]) id where id not in (${has})
            returning ${sql.ref(column)} as id`.execute(ctx.db)
      const done = rows.map((row) => row.id)
      ctx.seen(noun, done, ['label_id'])
      return { changed: done.length, ids: done }
    },
  }),
]

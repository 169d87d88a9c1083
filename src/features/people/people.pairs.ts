import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { nounActions } from '#kernel/nounActions.ts'

/** Possible duplicates across purposes: for those who may see both records. */
export const actions: Action[] = [
  ...nounActions('pairs', ['list']),
  action({
    name: 'pairs.settle',
    purposes: ['rights'],
    verb: 'merge',
    says: {
      fi: 'Totea pari eri henkilöiksi',
      sv: 'Konstatera att paret är olika personer',
      en: 'Say that a pair is two people',
    },
    input: z.object({ id: z.uuid(), different: z.boolean().default(true) }),
    output: z.object({ id: z.string() }),
    async run(ctx, { id, different }) {
      const { rows } = await sql<{
        people: string[]
      }>`update pairs set different_at = case when ${different}::boolean then now() end
        where id = ${id}::uuid returning array[person_id, other_id]::text[] as people`.execute(ctx.db)
      ctx.seen('people', rows[0]?.people ?? refuse('NOT_FOUND'), ['different_at'])
      return { id }
    },
  }),
]

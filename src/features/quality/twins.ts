import { z } from 'zod'
import { type Action, action } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { nounActions } from '#kernel/nounActions.ts'
import { FINDERS } from './twins.jobs.ts'

/** Pairs that may be one, under the purpose that sees both; "not the same" is remembered. */
export const actions: Action[] = [
  ...nounActions('twins', ['list']),
  action({
    name: 'twins.settle',
    purposes: FINDERS,
    verb: 'write',
    says: {
      fi: 'Totea pari eri tietueiksi',
      sv: 'Konstatera att paret är olika poster',
      en: 'Say that a pair is two records',
    },
    input: z.object({ id: z.uuid(), different: z.boolean().default(true) }),
    output: z.object({ id: z.string() }),
    async run(ctx, { id, different }) {
      const row = await ctx.db
        .updateTable('twins')
        .set({ different_at: different ? new Date().toISOString() : null })
        .where('id', '=', id)
        .returning(['person_id', 'company_id'])
        .executeTakeFirst()
      if (!row) refuse('NOT_FOUND')
      ctx.seen('twins', [row.person_id ?? row.company_id], ['different_at'])
      return { id }
    },
  }),
]

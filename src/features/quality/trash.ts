import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action } from '#kernel/action.ts'
import { nouns } from '#register/index.ts'

/** What one has deleted oneself and can bring back; after thirty days it goes for good, with its files. */
export const actions: Action[] = [
  action({
    name: 'trash.list',
    purposes: nouns.files.open,
    verb: 'read',
    says: { fi: 'Lue poistetut', sv: 'Läs borttagna poster', en: 'Read the deleted records' },
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({ noun: z.string(), id: z.string(), name: z.string().nullable(), removed_at: z.string() }),
      ),
    }),
    async run(ctx) {
      const { rows } = await sql<{ noun: string; id: string; name: string | null; removed_at: string }>`
        select noun, id, name, removed_at from door.trash(${ctx.actor.id}) order by removed_at desc limit 500`.execute(
        ctx.db,
      )
      ctx.seen(
        'trash',
        rows.map(({ id }) => id),
      )
      return { items: rows }
    },
  }),
]

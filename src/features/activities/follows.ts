import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { nouns, type PurposeId } from '#register/index.ts'
import { meetRecord } from './standing.ts'

const purposes = (nouns.follows.open as readonly PurposeId[]).filter((purpose) => purpose !== 'marketing')
const record = z.object({ noun: z.enum(['people', 'companies', 'deals', 'contracts']), record_id: z.uuid() })
const state = z.object({ following: z.boolean() })

type Record = z.infer<typeof record>

/** Following a record: its new notes, tasks and stages are told in the inbox. Each knows of their own alone. */
export const actions: Action[] = [
  action({
    name: 'follows.of',
    purposes,
    verb: 'read',
    unlogged: true,
    says: { fi: 'Kysy, seuraanko tietuetta', sv: 'Fråga om jag bevakar posten', en: 'Ask whether I follow a record' },
    input: record,
    output: state,
    run: async (ctx, input) => ({ following: await isFollowed(ctx, input) }),
  }),
  action({
    name: 'follows.start',
    purposes,
    verb: 'write',
    says: { fi: 'Seuraa tietuetta', sv: 'Bevaka posten', en: 'Follow a record' },
    input: record,
    output: state,
    async run(ctx, input) {
      await meetRecord(ctx, input.noun, input.record_id)
      if (!(await isFollowed(ctx, input)))
        await ctx.db
          .insertInto('follows')
          .values({ ...input, kind: 'follow' })
          .execute()
      ctx.seen(input.noun, [input.record_id])
      return { following: true }
    },
  }),
  action({
    name: 'follows.stop',
    purposes,
    verb: 'write',
    says: { fi: 'Lopeta tietueen seuraaminen', sv: 'Sluta bevaka posten', en: 'Stop following a record' },
    input: record,
    output: state,
    async run(ctx, input) {
      // Also of a record that is no longer seen: what one follows is one's own.
      await mine(ctx.db.deleteFrom('follows'), ctx, input).execute()
      ctx.seen(input.noun, [input.record_id])
      return { following: false }
    },
  }),
]

const mine = (query: any, ctx: Context, { record_id }: Record): any =>
  query.where('user_id', '=', ctx.actor.id).where('record_id', '=', record_id).where('kind', '=', 'follow')

const isFollowed = async (ctx: Context, input: Record): Promise<boolean> =>
  Boolean(await mine(ctx.db.selectFrom('follows').select('id'), ctx, input).executeTakeFirst())

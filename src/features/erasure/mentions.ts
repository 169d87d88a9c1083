import { z } from 'zod'
import { type Action, action } from '#kernel/action.ts'
import { NOBODY, step } from './step.ts'

const mention = z.object({
  id: z.string(),
  noun: z.string(),
  record_id: z.string(),
  field: z.string(),
  found_at: z.string(),
  request_id: z.string().nullable(),
  text: z.string().nullable(),
  /** A text can be written anew; what is no text can only be left or taken away. */
  editable: z.boolean(),
  inside: z.boolean().describe('in a file: it is opened to be judged, and kept for a reason'),
})

/** Places where others’ records speak of somebody who was erased: each decided by a human, and then the case may close. */
export const actions: Action[] = [
  action({
    name: 'erasures.mentions',
    purposes: ['rights'],
    verb: 'read',
    says: {
      fi: 'Lue maininnat poistetuista',
      sv: 'Läs omnämnandena av raderade',
      en: 'Read the mentions of people erased',
    },
    input: z.object({ request: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
    output: z.object({ items: z.array(mention), total: z.number() }),
    http: { method: 'GET', path: '/erasures/mentions' },
    async run(ctx, { request, limit }) {
      const open = ctx.db
        .selectFrom('findings')
        .where('kind', '=', 'mention')
        .where('state', '=', 'open')
        .$if(request !== undefined, (query) => query.where('request_id', '=', request!))
      const rows = await open
        .select(['id', 'noun', 'record_id', 'field', 'found_at', 'request_id'])
        .orderBy('found_at')
        .orderBy('id')
        .limit(limit)
        .execute()
      const { n } = await open.select((e) => e.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
      const items = []
      for (const row of rows) {
        const { text, type } = await step(ctx.house, NOBODY, { do: 'mention', finding: row.id }, ctx.actor.id)
        items.push({ ...row, text: text ?? null, editable: type === 'text', inside: !type })
      }
      ctx.seen(
        'findings',
        rows.map((row) => row.record_id),
        ['text'],
      )
      return { items: items as any, total: Number(n) }
    },
  }),
  action({
    name: 'erasures.settle',
    purposes: ['rights'],
    verb: 'write',
    says: {
      fi: 'Ratkaise maininta poistetusta',
      sv: 'Avgör omnämnandet av en raderad',
      en: 'Settle a mention of a person erased',
    },
    input: z.object({
      finding: z.uuid(),
      state: z.enum(['harmless', 'masked', 'destroyed']),
      text: z.string().max(40_000).optional().describe('masked: the text as it reads without the person'),
      reason: z.string().max(500).optional().describe('harmless: why a file that speaks of them is kept'),
    }),
    output: z.object({ state: z.string() }),
    http: { method: 'POST', path: '/erasures/mentions/{finding}' },
    long: true,
    async run(ctx, { finding, state, text, reason }) {
      ctx.seen('findings', [finding])
      const asked = { do: 'settle', finding, state, text: text ?? null, reason: reason ?? null }
      return step(ctx.house, NOBODY, asked, ctx.actor.id)
    },
  }),
]

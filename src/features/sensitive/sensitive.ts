import { z } from 'zod'
import { type Action, action } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'
import { mattersIn } from '#kernel/sensitive.ts'
import { hasIdentityCode } from '#kernel/values.ts'
import { GONE } from './said.ts'
import { ask } from './sweep.ts'
import { actions as unread } from './unread.ts'

const KINDS = ['identity_code', 'health', 'union', 'belief', 'origin', 'sexuality', 'offence'] as const

const finding = z.object({
  id: z.string(),
  kind: z.string(),
  noun: z.string(),
  record_id: z.string(),
  field: z.string(),
  person_id: z.string().nullable(),
  found_at: z.string(),
  ends_on: z.string().nullable(),
  /** The words as they stand; null where they are gone, or inside a file. */
  text: z.string().nullable(),
  /** A text can be written anew; what is no text can only be left or taken away. */
  editable: z.boolean(),
})

/** What was found in texts and files, but for mentions of people erased, which the eraser settles: each decided by a human, or taken away in fourteen days. */
export const actions: Action[] = [
  action({
    name: 'findings.open',
    purposes: ['rights'],
    verb: 'read',
    says: { fi: 'Lue löydökset', sv: 'Läs fynden', en: 'Read the findings' },
    input: z.object({
      kind: z.enum(KINDS).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.object({
      items: z.array(finding),
      total: z.number(),
      mentions: z.number().describe('of people erased, which stand with the erasures'),
      swept_at: z.string().nullable().describe('when everything was last looked through'),
    }),
    http: { method: 'GET', path: '/findings/open' },
    async run(ctx, { kind, limit }) {
      const open = ctx.db
        .selectFrom('findings')
        .where('state', '=', 'open')
        .where('kind', 'not in', ['mention', 'unread'])
        .$if(kind !== undefined, (query) => query.where('kind', '=', kind!))
      const rows = await open
        .select(['id', 'kind', 'noun', 'record_id', 'field', 'person_id', 'found_at', 'ends_on'])
        .orderBy('ends_on')
        .orderBy('found_at')
        .orderBy('id')
        .limit(limit)
        .execute()
      const { n } = await open.select((e) => e.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
      const items = []
      for (const row of rows) {
        const { text, type } = await ask(ctx.house, { what: 'finding', finding: row.id }, ctx.actor.id)
        items.push({ ...row, text, editable: type === 'text' })
      }
      const seen = rows.map((row) => row.person_id ?? row.record_id)
      ctx.seen('findings', seen, ['text'])
      const { n: mentions } = await ctx.db
        .selectFrom('findings')
        .where('state', '=', 'open')
        .where('kind', '=', 'mention')
        .select((e) => e.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
      const { rows: runs } = await ctx.house.jobs.query<{ at: string | null }>(
        `select max(at) as at from register.receipts where kind = 'sensitive' and noun is not null`,
      )
      return { items: items as any, total: Number(n), mentions: Number(mentions), swept_at: runs[0]?.at ?? null }
    },
  }),
  action({
    name: 'findings.counts',
    purposes: ['rights'],
    verb: 'read',
    unlogged: true,
    says: { fi: 'Laske avoimet löydökset', sv: 'Räkna öppna fynd', en: 'Count the open findings' },
    input: z.object({}),
    output: z.object({ waiting: z.number() }),
    http: { method: 'GET', path: '/findings/counts' },
    async run(ctx) {
      const { n } = await ctx.db
        .selectFrom('findings')
        .where('state', '=', 'open')
        .where('kind', '!=', 'mention')
        .select((e) => e.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
      return { waiting: Number(n) }
    },
  }),
  action({
    name: 'findings.settle',
    purposes: ['rights'],
    verb: 'write',
    says: { fi: 'Ratkaise löydös', sv: 'Avgör fyndet', en: 'Settle a finding' },
    input: z.object({
      finding: z.uuid(),
      state: z.enum(['harmless', 'masked', 'destroyed']),
      text: z.string().max(40_000).optional().describe('masked: the text as it reads without what was found'),
    }),
    output: z.object({ state: z.string() }),
    http: { method: 'POST', path: '/findings/{finding}/settle' },
    // The eraser's door keeps its own transaction.
    long: true,
    async run(ctx, { finding, state, text }) {
      ctx.seen('findings', [finding])
      const { kind } = await ask(ctx.house, { what: 'finding', finding }, ctx.actor.id)
      if (state === 'masked') refuseStill(kind, text ?? '')
      const asked = { what: 'settle', finding, state, text: text ?? null, sentence: GONE }
      return ask(ctx.house, asked, ctx.actor.id)
    },
  }),
  ...unread,
]

/** What a text is rewritten for must be gone from it; nothing else that may not be kept may come in its place. */
function refuseStill(kind: string, text: string): void {
  if (hasIdentityCode(text)) refuse('IDENTITY_CODE_BLOCKED', { field: 'text' })
  if (!mattersIn(text).some((one) => one === kind)) return
  refuse(kind === 'offence' ? 'OFFENCE_DATA_BLOCKED' : 'SENSITIVE_DATA_BLOCKED', { field: 'text' })
}

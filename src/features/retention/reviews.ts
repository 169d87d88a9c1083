import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { refuse } from '#kernel/errors.ts'

/** A record whose time is over and of which a human decides; its title as the privacy owner may read it. */
const Waiting = z.object({ noun: z.string(), rule: z.string(), id: z.string(), since: z.string(), title: z.string() })
type Waiting = z.infer<typeof Waiting>

const SHOWN = 100

/** What a rule that ends in a review puts before the privacy owner: kept for a while longer, or let go. */
export const reviews: readonly Action[] = [
  action({
    name: 'retention.reviews',
    purposes: ['rights'],
    verb: 'read',
    says: {
      fi: 'Lue säilytyksen arviointia odottavat',
      sv: 'Läs vad som väntar på prövning av lagringen',
      en: 'Read what waits for a review of its retention',
    },
    input: z.object({}),
    output: z.object({ total: z.number(), items: z.array(Waiting) }),
    http: { method: 'GET', path: '/retention/reviews' },
    async run(ctx) {
      const { total, items } = await ask<{ total: number; items: Omit<Waiting, 'title'>[] }>(ctx, {
        do: 'waiting',
        most: SHOWN,
      })
      const titles = await titlesOf(ctx, items)
      return { total, items: items.map((one) => ({ ...one, title: titles.get(one.id) ?? '' })) }
    },
  }),
  action({
    name: 'retention.counts',
    purposes: ['rights'],
    verb: 'read',
    unlogged: true,
    says: {
      fi: 'Laske säilytyksen arviointia odottavat',
      sv: 'Räkna vad som väntar på prövning av lagringen',
      en: 'Count what waits for a review of its retention',
    },
    input: z.object({}),
    output: z.object({ waiting: z.number() }),
    http: { method: 'GET', path: '/retention/counts' },
    run: async (ctx) => ({ waiting: (await ask<{ total: number }>(ctx, { do: 'waiting', most: 0 })).total }),
  }),
  action({
    name: 'retention.decide',
    purposes: ['rights'],
    verb: 'register',
    says: { fi: 'Päätä säilytyksestä', sv: 'Besluta om lagringen', en: 'Decide whether data are kept' },
    input: z.object({
      noun: z.string().max(40),
      rule: z.string().max(40),
      ids: z.array(z.uuid()).min(1).max(SHOWN),
      keep: z.boolean(),
      reason: z.string().trim().min(10).max(1000).optional().describe('needed where it is kept'),
    }),
    output: z.object({ done: z.number() }),
    http: { method: 'POST', path: '/retention/reviews/decide' },
    async run(ctx, { noun, rule, ids, keep, reason }) {
      const length = lengthOf(ctx, rule)
      ctx.seen(noun, ids)
      if (!keep) return ask(ctx, { do: 'let_go', noun, rule, length, ids })
      if (!reason) refuse('VALUE_MISSING', { field: 'reason' })
      return ask(ctx, { do: 'keep', noun, ids, months: monthsOf(length), reason })
    },
  }),
]

function lengthOf(ctx: Context, rule: string): string {
  const found = ctx.register.retention[rule]
  if (found?.end !== 'review' || !found.length) return refuse('RETENTION_RULE_MISSING', { field: 'rule' })
  return found.length
}

/** As long again as the rule says: P24M, P5Y. */
const monthsOf = (length: string): number => Number.parseInt(length.slice(1), 10) * (length.endsWith('Y') ? 12 : 1)

async function ask<T>(ctx: Context, step: object): Promise<T> {
  const { rows } = await sql<{ said: T }>`select door.retire(${JSON.stringify(step)}::jsonb) as said`.execute(ctx.db)
  return rows[0]!.said
}

async function titlesOf(ctx: Context, items: readonly Omit<Waiting, 'title'>[]): Promise<Map<string, string>> {
  const titles = new Map<string, string>()
  for (const noun of new Set(items.map((one) => one.noun))) {
    const columns = ctx.register.nouns[noun]?.title ?? []
    const rows: Record<string, unknown>[] = await (ctx.db as any)
      .selectFrom(noun)
      .select(['id', ...columns])
      .where(
        'id',
        'in',
        items.flatMap((one) => (one.noun === noun ? [one.id] : [])),
      )
      .execute()
    for (const { id, ...title } of rows) titles.set(String(id), Object.values(title).filter(Boolean).join(' '))
    ctx.seen(
      noun,
      rows.map((row) => String(row.id)),
      columns,
    )
  }
  return titles
}

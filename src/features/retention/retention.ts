import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { clocksOf } from '#kernel/clocks.ts'
import { refuse } from '#kernel/errors.ts'
import { adoptionOf, isAdopted, reviewedAt } from './adoption.ts'
import { reviews } from './reviews.ts'
import { countOf, endOverdue } from './run.ts'

const Counted = z.object({
  total: z.number(),
  due: z.number(),
  soon: z.number(),
  year: z.number(),
  waiting: z.number(),
  months: z.record(z.string(), z.number()),
})
const Line = z.object({
  rule: z.string(),
  length: z.string().nullable(),
  law: z.string().nullable(),
  end: z.string(),
  adopted: z.boolean(),
  reviewed_at: z.string().nullable(),
  reviewed_by: z.string().nullable(),
  review_reason: z.string().nullable(),
  nouns: z.array(
    z.object({
      noun: z.string(),
      last: z
        .object({ at: z.string(), due: z.number(), taken: z.number(), remaining: z.number(), took_ms: z.number() })
        .nullable(),
    }),
  ),
})

/** The clocks of the register, what they come to, and what was ended by them. Numbers: nobody is in them. */
export const actions: readonly Action[] = [
  action({
    name: 'retention.list',
    purposes: ['rights'],
    verb: 'read',
    unlogged: true,
    says: {
      fi: 'Lue säilytysajat ja niiden ajojen kuitit',
      sv: 'Läs lagringstiderna och deras kvitton',
      en: 'Read the retention periods and their receipts',
    },
    input: z.object({}),
    output: z.object({ adopted_at: z.string().nullable(), adopted_by: z.string().nullable(), items: z.array(Line) }),
    http: { method: 'GET', path: '/retention' },
    run: list,
  }),
  action({
    name: 'retention.count',
    purposes: ['rights'],
    verb: 'read',
    unlogged: true,
    says: {
      fi: 'Laske, mitä säilytyssääntö koskee',
      sv: 'Räkna vad lagringsregeln gäller',
      en: 'Count what a retention rule concerns',
    },
    input: z.object({ rule: z.string().max(40), noun: z.string().max(40) }),
    output: Counted,
    http: { method: 'GET', path: '/retention/count' },
    async run(ctx, { rule, noun }) {
      const clock = clocksOf(ctx.register).find((one) => one.noun === noun && one.rule === rule)
      const length = ctx.register.retention[rule]?.length
      if (!clock || !length) return refuse('RETENTION_RULE_MISSING', { field: 'rule' })
      return countOf(ctx.house, clock, length)
    },
  }),
  action({
    name: 'retention.run',
    purposes: ['rights'],
    verb: 'register',
    long: true,
    says: { fi: 'Aja säilytysajat nyt', sv: 'Kör lagringstiderna nu', en: 'Run the retention periods now' },
    input: z.object({ rule: z.string().max(40).optional() }),
    output: z.object({ due: z.number(), taken: z.number(), remaining: z.number() }),
    http: { method: 'POST', path: '/retention/run' },
    async run(ctx, { rule }) {
      if (rule && !ctx.register.retention[rule]) refuse('RETENTION_RULE_MISSING', { field: 'rule' })
      const ended = await endOverdue(ctx.house, rule)
      const sum = (of: 'due' | 'taken' | 'remaining') => ended.reduce((n, one) => n + one[of], 0)
      return { due: sum('due'), taken: sum('taken'), remaining: sum('remaining') }
    },
  }),
  action({
    name: 'retention.confirm',
    purposes: ['rights'],
    verb: 'register',
    says: { fi: 'Vahvista säilytysaika', sv: 'Bekräfta lagringstiden', en: 'Confirm a retention period' },
    input: z.object({ rule: z.string().max(40), reason: z.string().trim().min(10).max(1000) }),
    output: z.object({ done: z.literal(true) }),
    http: { method: 'POST', path: '/retention/confirm' },
    async run(ctx, { rule, reason }) {
      const found = ctx.register.retention[rule] ?? refuse('RETENTION_RULE_MISSING', { field: 'rule' })
      const now = await adoptionOf(ctx.house)
      const value = {
        reason: now.reason,
        by_name: now.by,
        adopted_at: now.at,
        rules: { ...now.rules, [rule]: found.length },
        reviewed: { ...now.reviewed, [rule]: { at: new Date().toISOString(), by: ctx.actor.name, reason } },
      }
      await ctx.house.jobs.query(
        `insert into register.settings (name, value, by, at) values ('retention_adopted', $1, $2, clock_timestamp())`,
        [JSON.stringify(value), ctx.actor.id],
      )
      return { done: true as const }
    },
  }),
  ...reviews,
]

async function list(ctx: Context) {
  const { house, register } = ctx
  const adoption = await adoptionOf(house)
  const { rows } = await house.jobs.query(
    `select distinct on (rule, noun) rule, noun, at, due, taken, remaining, took_ms
     from register.receipts where kind = 'retention' order by rule, noun, at desc`,
  )
  const lastOf = (rule: string, noun: string) => {
    const row = rows.find((one) => one.rule === rule && one.noun === noun)
    if (!row) return null
    const { at, due, taken, remaining, took_ms } = row
    return { at, due, taken, remaining, took_ms }
  }
  const clocks = clocksOf(register)
  const items = Object.entries(register.retention).map(([rule, { length, end, ...rest }]) => {
    const review = adoption.reviewed[rule]
    return {
      rule,
      length,
      law: 'law' in rest ? String(rest.law) : null,
      end,
      adopted: isAdopted(adoption, rule, length),
      reviewed_at: reviewedAt(adoption, rule),
      reviewed_by: review?.by ?? adoption.by,
      review_reason: review?.reason ?? adoption.reason,
      nouns: clocks.filter((one) => one.rule === rule).map(({ noun }) => ({ noun, last: lastOf(rule, noun) })),
    }
  })
  return { adopted_at: adoption.at, adopted_by: adoption.by, items }
}

import { sql } from 'kysely'
import { z } from 'zod'
import { type Action, action, type Context } from '#kernel/action.ts'
import { today } from '#kernel/clock.ts'
import { reachOf, within } from '#kernel/reach.ts'
import { lensOf } from '#kernel/records.ts'
import { addDays, addMonths } from './dates.ts'

const READERS = ['relationship', 'sales', 'contract', 'suppliers'] as const

export const renewalActions: Action[] = [
  action({
    name: 'contracts.renewals',
    purposes: READERS,
    verb: 'read',
    http: { method: 'GET', path: '/contracts/renewals' },
    says: { fi: 'Lue tulevat uusimiset', sv: 'Läs kommande förnyelser', en: 'Read the renewals that come' },
    input: z.object({
      months: z.coerce.number().int().min(1).max(36).default(12),
      owner: z.string().max(100).optional(),
    }),
    output: z.object({
      items: z.array(z.looseObject({ id: z.string() })),
      months: z.array(z.object({ month: z.string(), count: z.number(), value: z.string() })),
      /** Contracts in other currencies than the euro are listed, and not in the sums. */
      others: z.number(),
      purpose: z.string(),
    }),
    run: renewals,
  }),
]

/** Contracts that end within so many months, soonest first, by the index of their last day; sums a month in euros. */
async function renewals(ctx: Context, { months, owner }: { months: number; owner?: string | undefined }) {
  const from = today()
  const until = addMonths(from, months)
  const lens = lensOf(ctx.register.nouns, 'contracts', ctx.purpose)
  const mine = within(lens, reachOf(ctx)) ?? sql`true`
  const { rows } = await sql<Row>`
    select contracts.id, contracts.version, contracts.number, contracts.name, contracts.kind, contracts.state, contracts.company_id,
      companies.name as company, contracts.end_on, contracts.notice_months, contracts.renewal, contracts.renewal_months,
      contracts.value::text, contracts.currency, contracts.owner_id
    from contracts left join companies on companies.id = contracts.company_id
    where contracts.end_on between ${addDays(from, -30)}::date and ${until}::date and contracts.state in ('active', 'notice')
      and ${owner ? sql`contracts.owner_id = ${owner}` : sql`true`} and ${mine}
    order by contracts.end_on, contracts.id limit 500`.execute(ctx.db)
  const { rows: sums } = await sql<{ month: string; count: number; value: string; others: number }>`
    select to_char(end_on, 'YYYY-MM') as month, count(*)::int as count,
      coalesce(sum(value) filter (where currency = 'EUR'), 0)::text as value, (count(*) filter (where currency <> 'EUR'))::int as others
    from contracts where end_on between ${addDays(from, -30)}::date and ${until}::date and state in ('active', 'notice')
      and ${owner ? sql`owner_id = ${owner}` : sql`true`} and ${mine}
    group by 1 order by 1`.execute(ctx.db)
  ctx.seen(
    'contracts',
    rows.map((row) => row.id),
  )
  return {
    // Until this day notice can be given, or a better offer made.
    items: rows.map((row) => ({ ...row, decide_by: addMonths(row.end_on, -(row.notice_months ?? 0)) })),
    months: sums.map(({ month, count, value }) => ({ month, count, value })),
    others: sums.reduce((all, one) => all + one.others, 0),
    purpose: ctx.purpose,
  }
}

type Row = { id: string; end_on: string; notice_months: number | null }

import { sql } from 'kysely'
import type { Actor, Context } from '#kernel/action.ts'
import type { House } from '#kernel/database.ts'
import { toRefusal } from '#kernel/errors.ts'
import type { Job } from '#kernel/jobs.ts'
import { get } from '#kernel/nounActions.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import type { Quote } from './paper.ts'
import { fixed, step } from './send.ts'

/** The night, where it draws a document: it sees every quote, and writes none but through its door. */
const ACTOR: Actor = {
  kind: 'job',
  id: 'job:quotes',
  name: 'quotes.keep',
  language: 'fi',
  levels: [],
  writes: new Set(['sales']),
  reads: new Set(['sales']),
  may: new Set(['read', 'write']),
  scope: 'all',
  team: null,
}

export const jobs: readonly Job[] = [
  {
    name: 'quotes.expire',
    // After midnight in Helsinki, summer and winter; until then the link refuses by the day itself.
    cron: '7 22,23 * * *',
    async run(house) {
      await inOwnTransaction(house, 'sales', 'quotes.expire', (tx) => step(tx, 'expire', NOBODY))
      return { done: true }
    },
  },
  {
    name: 'quotes.keep',
    cron: '27 2 * * *',
    run: keepSent,
  },
]

/** What went out before documents were kept: each is drawn once, kept, and stands from then on by its hash. P17. */
async function keepSent(house: House) {
  const { rows } = await sql<{ id: string }>`select id from quotes
    where sent_at is not null and document_hash is null order by sent_at limit 200`.execute(house.under('sales'))
  const ctx: Context = {
    house,
    actor: ACTOR,
    purpose: 'sales',
    db: house.under('sales'),
    language: 'fi',
    register: house.register,
    version: null,
    seen() {},
    note() {},
  }
  const told = { kept: 0, stuck: 0 }
  for (const { id } of rows) {
    try {
      const quote = await fixed(ctx, (await get(ctx, 'quotes', id)) as unknown as Quote)
      told[quote.document_hash ? 'kept' : 'stuck'] += 1
    } catch (error) {
      if (toRefusal(error).code === 'UNEXPECTED') throw error
      told.stuck += 1
    }
  }
  return told
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

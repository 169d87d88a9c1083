import { type RawBuilder, sql } from 'kysely'
import { TODAY } from '#kernel/clock.ts'

/** Sums are in this; rates are units of a currency to one of it. */
export const BASE = 'EUR'

/** A deal's value in the base currency at the rate of the day, or the last one before it; null where there is none. */
export const inBase = (day: RawBuilder<unknown>): RawBuilder<string | null> =>
  sql`case when deals.currency = ${sql.lit(BASE)} then deals.value else round(deals.value / (
    select r.rate from rates r where r.currency = deals.currency and r.rate_on <= ${day}
    order by r.rate_on desc limit 1), 2) end`

/** What is open is reckoned at today's rate, what is closed at that of the day it closed. */
export const ofToday = sql.raw(TODAY)
export const ofClosing = sql`(deals.closed_at at time zone 'Europe/Helsinki')::date`

/** 0–100: a deal's own, else what its stage says. */
export const likelihood = sql<number>`coalesce(deals.probability, (select s.probability from stages s where s.id = deals.stage_id))`

/** Sums over rows that carry `base` and `likely`: amounts as text, exact to the cent. */
export const sums = [
  sql<number>`count(*)::int`.as('count'),
  sql<string>`coalesce(sum(base), 0)::text`.as('value'),
  sql<string>`round(coalesce(sum(base * likely / 100.0), 0), 2)::text`.as('weighted'),
  // Valued in a currency of which there is no rate: left out of the sums, and said so.
  sql<number>`(count(*) filter (where base is null and value is not null))::int`.as('unrated'),
]

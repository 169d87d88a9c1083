import { XMLParser } from 'fast-xml-parser'
import { sql } from 'kysely'
import type { House } from '#kernel/database.ts'
import { fetchRates } from '#kernel/disclose.ts'
import { refuse } from '#kernel/errors.ts'
import { inOwnTransaction } from '#kernel/own.ts'
import { decimalOf } from '#kernel/values.ts'
import { nouns } from '#register/index.ts'

export type Rates = { day: string; rates: { currency: string; rate: string }[] }

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', parseAttributeValue: false })
const KNOWN = Object.keys(nouns.rates.fields.currency.options)

/** The reference rates of a day as the European Central Bank publishes them: of currencies we use, units to one euro. */
export function readRates(text: string): Rates {
  let day: unknown
  let cubes: unknown
  try {
    const daily = parser.parse(text)?.['gesmes:Envelope']?.Cube?.Cube
    day = daily?.time
    cubes = daily?.Cube
  } catch {
    refuse('RATES_NOT_READ', { detail: 'not XML' })
  }
  if (typeof day !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(day) || !Array.isArray(cubes))
    return refuse('RATES_NOT_READ', { detail: 'not the daily rates' })
  const rates = cubes.flatMap(({ currency, rate }: { currency?: string; rate?: string }) => {
    const exact = decimalOf(rate, 6)
    return currency && KNOWN.includes(currency) && exact && Number(exact) > 0 ? [{ currency, rate: exact }] : []
  })
  return rates.length ? { day, rates } : refuse('RATES_NOT_READ', { detail: 'no rate of a currency in use' })
}

/** Asks for the day's rates and keeps those that are not there; what was typed by hand for a day stands. */
export async function takeRates(house: House): Promise<{ day: string; taken: number }> {
  const { day, rates } = readRates(await fetchRates())
  const taken = await inOwnTransaction(house, 'sales', 'rates.fetch', async (tx) => {
    const { numAffectedRows } = await sql`insert into rates (currency, rate_on, rate, source)
      select r.currency, ${day}::date, r.rate, 'EKP' from json_to_recordset(${JSON.stringify(rates)}::json) as r(currency text, rate numeric)
      where not exists (select from rates h where h.currency = r.currency and h.rate_on = ${day}::date)`.execute(tx)
    await sql`select door.audit('rates.fetch', 'rates', '{}'::uuid[], '{rate}'::text[], 'done', ${JSON.stringify({ day, taken: Number(numAffectedRows ?? 0) })}::jsonb)`.execute(
      tx,
    )
    return Number(numAffectedRows ?? 0)
  })
  return { day, taken }
}

/** Off until somebody has switched it on. */
export async function isFetching(house: House): Promise<boolean> {
  const { rows } = await house.jobs.query(
    `select value from register.settings where name = 'rates_fetched' order by at desc limit 1`,
  )
  return rows[0]?.value === true
}

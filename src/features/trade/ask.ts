import { setTimeout as sleep } from 'node:timers/promises'
import { config } from '#kernel/config.ts'
import type { House } from '#kernel/database.ts'
import { askTradeRegister, type TradeQuestion } from '#kernel/disclose.ts'
import { refuse } from '#kernel/errors.ts'
import { type Entry, readCompanies } from './said.ts'

const DAY = 24 * 3_600_000
const KEPT = 500
/** The public service takes 300 questions a minute of all its users together; we are one of them. */
const APART = 250
const LONGEST_WAIT = 5000

const kept = new Map<string, { at: number; found: Entry[] }>()
const underway = new Map<string, Promise<Entry[]>>()
let next = 0

/**
 * Companies of the trade register: of a Business ID none or one, of a name at most 100. Each question is asked once
 * a day, one question at a time of those who ask the same, four a second, and once more after a failure that passes.
 * @param fresh what was heard before is not enough
 */
export async function ask(house: House, question: TradeQuestion, fresh = false): Promise<Entry[]> {
  if (!(await isAsking(house))) refuse('TRADE_OFF')
  const key = `${config.tradeUrl} ${JSON.stringify(question).toLowerCase()}`
  const known = kept.get(key)
  if (known && !fresh && Date.now() - known.at < DAY) return known.found
  const waiting = underway.get(key)
  if (waiting) return waiting
  const asked = askOnce(question)
    .then((found) => {
      kept.delete(key)
      kept.set(key, { at: Date.now(), found })
      if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
      return found
    })
    .finally(() => underway.delete(key))
  underway.set(key, asked)
  return asked
}

async function askOnce(question: TradeQuestion): Promise<Entry[]> {
  for (let attempt = 1; ; attempt++) {
    await turn()
    const { status, text, wait } = await askTradeRegister(question)
    if (status === 200) return readCompanies(text)
    if (status === 404) return []
    const passing = status === 429 || status >= 500
    if (!passing) refuse('TRADE_NOT_READ', { detail: `${status}` })
    if (attempt >= 2) refuse('TRADE_UNREACHABLE', { detail: `${status}` })
    await sleep(Math.min(wait * 1000 || 1000, LONGEST_WAIT))
  }
}

function turn(): Promise<void> {
  const now = Date.now()
  const at = Math.max(now, next)
  next = at + APART
  return sleep(at - now)
}

/** On until somebody has switched it off. */
export async function isAsking(house: House): Promise<boolean> {
  const { rows } = await house.jobs.query(
    `select value from register.settings where name = 'trade_asked' order by at desc limit 1`,
  )
  return rows[0]?.value !== false
}

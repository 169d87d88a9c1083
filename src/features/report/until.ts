import { dayIn, today } from '#kernel/clock.ts'
import type { House } from '#kernel/database.ts'
import { tracesOf } from '#kernel/traces.ts'
import type { Language } from '#kernel/vocabulary.ts'
import type { Register } from '#register/index.ts'
import { untilOf } from '../notice/notice.ts'
import { adoptionOf, isAdopted } from '../retention/adoption.ts'
import { momentIn, type Row } from './decode.ts'
import { untilWords } from './until.words.ts'

/** `on`: the day it ends, YYYY-MM-DD, where the clock runs already; else `words` say what starts it. */
export type Until = { readonly rule: string; readonly words: string; readonly on: string | null }
/** Of one row: `proposed` is the rule to tell where none of its clocks runs. */
export type Ending = (noun: string, row: Row, proposed: string) => Until

type Rows = ReadonlyMap<string, readonly Row[]>
/** As `door.held` says it of a row. */
type Law = { readonly act: string; readonly section: string; readonly until: string }
type Run = { readonly rule: string; readonly on: string }

/**
 * Until when each row is kept, by the clocks of the register and the lengths that were adopted: its own clocks, those of
 * what it is a part of, and those of the person, whichever ends first. What a living thing needs has no day, and what a
 * law keeps has the law's. Art. 15(1)(d).
 */
export async function endingOf(
  house: House,
  register: Register,
  language: Language,
  rows: Rows,
  me: Row,
): Promise<Ending> {
  const adoption = await adoptionOf(house)
  const words = untilWords[language]
  const wholes = wholesOf(register)
  const outliving = new Set(tracesOf(register).flatMap(({ noun, how }) => (how === 'hash' ? [noun] : [])))
  const lengthOf = (rule: string) => {
    const { length } = register.retention[rule] ?? {}
    return length && isAdopted(adoption, rule, length) ? length : null
  }

  // A row is asked for once a category of its facts, and its person for every row.
  const known = new Map<Row, Run[]>()
  const runs = (row: Row): Run[] => {
    const found =
      known.get(row) ??
      Object.entries((row._clocks ?? {}) as Record<string, string | null>).flatMap(([rule, start]) => {
        const length = lengthOf(rule)
        return start && length ? [{ rule, on: later(dayIn(new Date(start)), length) }] : []
      })
    known.set(row, found)
    return found
  }
  /** The row, what it stands on, and what that stands on. */
  const line = (noun: string, row: Row, deep = 0): Row[] => {
    const whole = wholes.get(noun)
    const above = whole && deep < 4 ? rows.get(whole.of)?.find(({ id }) => id === row[whole.column]) : undefined
    return above ? [row, ...line(whole!.of, above, deep + 1)] : [row]
  }

  return (noun, row, proposed) => {
    const own = line(noun, row)
    // A hash is kept when its person is no more: it is what remembers that they said no.
    const theirs = outliving.has(noun) ? [] : [me]
    const law = own.map(({ _kept }) => _kept as Law | undefined).find(Boolean)
    const needed = own.some(({ _needed }) => _needed)
    const found = needed ? null : first(register, [...own, ...theirs].flatMap(runs))
    if (law && (!found || law.until > found.on)) {
      const day = momentIn(language, law.until)
      return { rule: found?.rule ?? proposed, words: words.law(day, law.act, law.section), on: law.until }
    }
    if (own.some(({ _waits }) => _waits)) return { rule: found?.rule ?? proposed, words: words.waits, on: null }
    if (found) {
      const on = found.on > today() ? found.on : today()
      return { rule: found.rule, words: words.on(momentIn(language, on), register.retention[found.rule]!.end), on }
    }
    return unknown(register, language, ruleOf(register, noun, own, proposed), lengthOf)
  }
}

/** Nothing runs: what would start it, and whether anybody has confirmed for how long. */
function unknown(
  register: Register,
  language: Language,
  rule: string,
  lengthOf: (rule: string) => string | null,
): Until {
  const words = untilWords[language]
  const found = register.retention[rule]!
  const sentence = untilOf(found, language)
  if (!found.length || /^P0/.test(found.length)) return { rule, words: sentence, on: null }
  const long = sentence.replace(/\.$/, '')
  const told = words.notYet(long, found.end)
  return { rule, words: lengthOf(rule) ? told : `${told} ${words.proposed}`, on: null }
}

/** The clocks a row has say what starts its time; one without asks what it stands on. */
function ruleOf({ nouns, retention }: Register, noun: string, own: readonly Row[], proposed: string): string {
  const rules = Object.keys(nouns[noun]?.clocks ?? own.find(({ _clocks }) => _clocks)?._clocks ?? {}).filter(
    (rule) => rule !== 'trash' && retention[rule],
  )
  return rules.includes(proposed) || rules.length === 0 ? proposed : rules[0]!
}

/** The earliest that takes it; a day on which the need is looked at again takes nothing. */
function first({ retention }: Register, all: readonly Run[]): Run | null {
  const takes = all.filter(({ rule }) => retention[rule]!.end !== 'review')
  const from = takes.length > 0 ? takes : all
  return from.toSorted((a, b) => a.on.localeCompare(b.on))[0] ?? null
}

/** What the rows of a noun are a part of, and by which column. */
function wholesOf(register: Register): Map<string, { column: string; of: string }> {
  const parts = tracesOf(register).flatMap(({ noun, edge, how, column, of }) =>
    edge && of && how === 'part' && !register.nouns[noun]!.person ? [[noun, { column, of }] as const] : [],
  )
  const told = Object.entries(register.nouns).flatMap(([noun, { partOf }]) =>
    partOf ? [[noun, { column: partOf.column, of: partOf.noun }] as const] : [],
  )
  return new Map([...parts, ...told])
}

/** `2026-11-30` and `P3M` → `2027-02-28`. An ISO 8601 duration of one part. */
export function later(day: string, length: string): string {
  const [, count, unit] = /^P(\d+)([DMY])$/.exec(length) ?? []
  const at = new Date(`${day}T12:00:00Z`)
  if (unit === 'D') at.setUTCDate(at.getUTCDate() + Number(count))
  else {
    const on = at.getUTCDate()
    at.setUTCDate(1)
    at.setUTCMonth(at.getUTCMonth() + Number(count) * (unit === 'Y' ? 12 : 1))
    at.setUTCDate(Math.min(on, new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()))
  }
  return at.toISOString().slice(0, 10)
}

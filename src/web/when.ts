import { language } from './language.ts'

export type Heard = { at: Date; rest: string }

// Day words in Finnish, Swedish and English, read in all three whatever the screen speaks.
const DAYS: readonly [RegExp, number][] = [
  [/ylihuomenna|i övermorgon|the day after tomorrow/iu, 2],
  [/huomenna|i ?morgon|tomorrow/iu, 1],
  [/tänään|i ?dag|today/iu, 0],
  [/viikon päästä|om en vecka|in a week/iu, 7],
]
// Sunday first, as Date counts.
const WEEKDAYS: readonly RegExp[] = [
  /sunnuntai(?:na|ksi)|på söndag|on sunday/iu,
  /maanantai(?:na|ksi)|på måndag|on monday/iu,
  /tiistai(?:na|ksi)|på tisdag|on tuesday/iu,
  /keskiviikko(?:na)|keskiviikoksi|på onsdag|on wednesday/iu,
  /torstai(?:na|ksi)|på torsdag|on thursday/iu,
  /perjantai(?:na|ksi)|på fredag|on friday/iu,
  /lauantai(?:na|ksi)|på lördag|on saturday/iu,
]
const CLOCK = /(?:\bklo|\bkl\.?|\bat)\s*(\d{1,2})(?:[.:](\d{2}))?\s*(am|pm)?(?![\d.])/iu
const DATE = /(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})?(?!\d)/u
const USUAL_HOUR = 9

/**
 * A day and a clock in what somebody typed: "soita Maijalle huomenna klo 9" → tomorrow at 9, "soita Maijalle". Null
 * where no day and no clock is told. A day alone is at nine; a clock alone is the next time it is that late.
 */
export function whenIn(text: string, now: Date): Heard | null {
  let rest = text
  const at = new Date(now)
  let isDay = false
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const found = bounded(pattern).exec(rest)
    if (found) rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`
    return found
  }
  for (const [pattern, days] of DAYS) {
    if (isDay || !take(pattern)) continue
    at.setDate(at.getDate() + days)
    isDay = true
  }
  for (const [day, pattern] of WEEKDAYS.entries()) {
    if (isDay || !take(pattern)) continue
    at.setDate(at.getDate() + ((day - at.getDay() + 6) % 7) + 1)
    isDay = true
  }
  const date = isDay ? null : DATE.exec(rest)
  if (date) {
    const [all, day, month, year] = date
    const told = new Date(Number(year ?? now.getFullYear()), Number(month) - 1, Number(day))
    if (told.getDate() === Number(day) && told.getMonth() === Number(month) - 1) {
      // A day of the year that has gone by is next year's.
      if (!year && told < new Date(now.getFullYear(), now.getMonth(), now.getDate()))
        told.setFullYear(told.getFullYear() + 1)
      at.setFullYear(told.getFullYear(), told.getMonth(), told.getDate())
      rest = rest.replace(all, ' ')
      isDay = true
    }
  }
  const clock = CLOCK.exec(rest)
  const hour = clock ? hourOf(Number(clock[1]), clock[3]) : null
  const minute = Number(clock?.[2] ?? 0)
  const isClock = hour !== null && hour < 24 && minute < 60
  if (isClock) rest = rest.replace(clock![0], ' ')
  if (!isDay && !isClock) return null
  at.setHours(isClock ? hour : USUAL_HOUR, isClock ? minute : 0, 0, 0)
  if (!isDay && at <= now) at.setDate(at.getDate() + 1)
  rest = rest.replace(/\s+/g, ' ').trim()
  return rest ? { at, rest } : null
}

const bounded = (pattern: RegExp): RegExp => new RegExp(`(?<!\\p{L})(?:${pattern.source})(?!\\p{L})`, 'iu')

function hourOf(hour: number, half: string | undefined): number {
  if (!half) return hour
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
}

/** As an input of type datetime-local holds it. */
export function localOf(at: Date): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`
}

const LOCALES = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }

/** "ti 24.11. klo 9.00" */
export const formatWhen = (at: Date): string =>
  new Intl.DateTimeFormat(LOCALES[language()], {
    weekday: 'short',
    day: 'numeric',
    month: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  }).format(at)

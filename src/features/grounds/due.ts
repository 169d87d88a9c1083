/**
 * When the answer to a person is due: Art. 12(3) with Regulation 1182/71. Days are 'YYYY-MM-DD' in Helsinki.
 * Eves that Finnish custom keeps free are working days here: a day too early wrongs nobody, a day late does.
 */

/** So many months from receipt: the day of receipt not counted, the same date of that month or its last day, moved to the next working day. */
export function dueOf(received: string, months = 1): string {
  const [year, month, day] = received.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return workingDayFrom(isoOf(new Date(Date.UTC(year, month - 1 + months, Math.min(day, last)))))
}

/** The day, or the next that is a working day. */
export function workingDayFrom(day: string): string {
  let found = new Date(`${day}T00:00:00Z`)
  while (!isWorkingDay(isoOf(found))) found = new Date(found.getTime() + DAY)
  return isoOf(found)
}

export function isWorkingDay(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !holidaysOf(Number(day.slice(0, 4))).has(day)
}

/** Public holidays of Finland, those that move with Easter and the summer among them. */
export function holidaysOf(year: number): ReadonlySet<string> {
  const known = computed.get(year)
  if (known) return known
  const easter = easterOf(year)
  const after = (days: number) => isoOf(new Date(easter.getTime() + days * DAY))
  const saturdayFrom = (month: number, day: number) => {
    const first = new Date(Date.UTC(year, month - 1, day))
    return isoOf(new Date(first.getTime() + ((6 - first.getUTCDay() + 7) % 7) * DAY))
  }
  const days = new Set([
    ...['01-01', '01-06', '05-01', '12-06', '12-25', '12-26'].map((day) => `${year}-${day}`),
    after(-2),
    after(0),
    after(1),
    after(39),
    after(49),
    saturdayFrom(6, 20),
    saturdayFrom(10, 31),
  ])
  computed.set(year, days)
  return days
}

/** Whole days from one day to another; negative when it has passed. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY)

const DAY = 86_400_000
const computed = new Map<number, ReadonlySet<string>>()
const isoOf = (date: Date): string => date.toISOString().slice(0, 10)

/** Easter Sunday of the Gregorian calendar, by its century, its year in the moon's cycle of 19, and the week. */
function easterOf(year: number): Date {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const skipped = century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25)
  const moon = (skipped + 19 * golden + 15) % 30
  const full = moon - (moon > 28 || (moon === 28 && golden > 10) ? 1 : 0)
  const weekday = (year + Math.floor(year / 4) + full + 2 - century + Math.floor(century / 4)) % 7
  return new Date(Date.UTC(year, 2, 28 + full - weekday))
}

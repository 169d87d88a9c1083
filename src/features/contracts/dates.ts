/**
 * The same day so many months later, or the last of a shorter month: 31.1. and a month is 28.2.
 * A last day of a month stays one: 28.2. and six months is 31.8., for terms end with their month.
 */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = lastOf(year, month)
  const [toYear, toMonth] = [
    year + Math.floor((month - 1 + months) / 12),
    ((((month - 1 + months) % 12) + 12) % 12) + 1,
  ]
  const end = lastOf(toYear, toMonth)
  const to = months !== 0 && date === last ? end : Math.min(date, end)
  return `${toYear}-${String(toMonth).padStart(2, '0')}-${String(to).padStart(2, '0')}`
}

/** So many days later; before, when negative. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

const lastOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

import { language, t, tn } from './language.ts'
import { type Field, optionLabel } from './register.ts'

const LOCALES = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }
const locale = () => LOCALES[language()]

/** Making one takes longer than drawing a row; there are as many as ways of writing, times languages. */
function kept<F, O>(make: (locale: string, options: O) => F): (options: O) => F {
  const made = new Map<string, F>()
  return (options) => {
    const how = `${locale()} ${JSON.stringify(options)}`
    const one = made.get(how) ?? make(locale(), options)
    made.set(how, one)
    return one
  }
}
const numbers = kept((where, how: Intl.NumberFormatOptions) => new Intl.NumberFormat(where, how))
const dates = kept((where, how: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(where, how))
const spans = kept((where, how: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(where, how))

export const formatNumber = (value: number, digits = 0) => numbers({ maximumFractionDigits: digits }).format(value)

/** An exact amount as people write it; `round` leaves the cents out where a sum is looked at and not reckoned with. */
export function formatMoney(value: string | null | undefined, currency = 'EUR', round = false): string {
  if (value === null || value === undefined || value === '') return ''
  const digits = round || /^-?\d+(\.0+)?$/.test(value) ? 0 : 2
  return numbers({
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value as `${number}`)
}

/** 2027-03 → "March 2027". */
export const formatMonth = (month: string) =>
  dates({ month: 'long', year: 'numeric' }).format(new Date(`${month}-15T12:00:00`))

/** An exact decimal as the language writes it, however many digits it has. */
export const formatDecimal = (value: string) =>
  numbers({ minimumFractionDigits: /\.(\d*)/.exec(value)?.[1]?.length ?? 0 }).format(value as `${number}`)

export function formatDate(value: string | null | undefined): string {
  const moment = value ? new Date(value) : null
  if (!moment || Number.isNaN(moment.getTime())) return ''
  return dates({ day: 'numeric', month: 'numeric', year: 'numeric' }).format(moment)
}

export function formatTime(value: string | null | undefined): string {
  const moment = value ? new Date(value) : null
  if (!moment || Number.isNaN(moment.getTime())) return ''
  return dates({ dateStyle: 'medium', timeStyle: 'short' }).format(moment)
}

/** "3 days ago", "in 2 hours"; the exact time belongs in a title beside it. */
export function formatAgo(value: string): string {
  const seconds = (new Date(value).getTime() - Date.now()) / 1000
  const words = spans({ numeric: 'auto' })
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ['year', 31_557_600],
    ['month', 2_629_800],
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ]
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit)
  }
  return words.format(0, 'minute')
}

/** Seconds left as people say them: "2 min 5 s". */
export function formatLeft(seconds: number): string {
  if (seconds < 60) return `${Math.max(0, Math.round(seconds))} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
  return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`
}

/** P24M, P35D, P3Y → "24 months", "35 days", "3 years". */
export function formatDuration(length: string | null | undefined): string {
  const found = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(length ?? '')
  if (!found) return length ?? ''
  const [, years, months, weeks, days] = found
  return [
    years && tn('duration.years', Number(years)),
    months && tn('duration.months', Number(months)),
    weeks && tn('duration.weeks', Number(weeks)),
    days && tn('duration.days', Number(days)),
  ]
    .filter(Boolean)
    .join(' ')
}

/** +358401234567 → 040 123 4567 for Finnish numbers, grouped with the country code for others. */
export function formatPhone(number: string): string {
  const finnish = /^\+358(\d+)$/.exec(number)
  if (finnish?.[1]) {
    const rest = `0${finnish[1]}`
    return /^0(4|50)/.test(rest) ? group(rest, [3, 3, 9]) : group(rest, [2, 3, 9])
  }
  const other = /^(\+(?:1|7|[2-9]\d))(\d+)$/.exec(number)
  return other ? `${other[1]} ${group(other[2] ?? '', [3, 3, 9])}` : number
}

export function formatValue(field: Field | undefined, value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  if (field?.type === 'boolean') return value ? t('yes') : t('no')
  if (field?.type === 'choice') return optionLabel(field, String(value))
  if (field?.type === 'choices' && Array.isArray(value))
    return value.map((one) => optionLabel(field, String(one))).join(', ')
  if (field?.type === 'date') return formatDate(String(value))
  if (field?.type === 'timestamp') return formatTime(String(value))
  if (field?.type === 'integer' || field?.type === 'decimal') return formatNumber(Number(value), field.decimals ?? 2)
  if (Array.isArray(value)) return value.join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function group(digits: string, sizes: number[]): string {
  const parts: string[] = []
  let rest = digits
  for (const size of sizes) {
    if (!rest) break
    parts.push(rest.slice(0, size))
    rest = rest.slice(size)
  }
  return parts.join(' ')
}

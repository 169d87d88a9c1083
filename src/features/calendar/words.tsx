import { language, t } from '#web/language.ts'
import type { Shown, View } from './span.tsx'

const LOCALES = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' }
const inWords = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(LOCALES[language()], options)

export const hourOf = (moment: Date | string): string =>
  inWords({ hour: 'numeric', minute: '2-digit' }).format(new Date(moment))
export const weekday = (day: Date, length: 'short' | 'long' = 'short'): string =>
  inWords({ weekday: length }).format(day)
export const dateOf = (day: Date): string => inWords({ day: 'numeric', month: 'numeric' }).format(day)
/** "maanantai 23. marraskuuta 2026": a day by its name, and not when something was. */
export const longDate = (day: Date): string =>
  inWords({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
    .formatToParts(day)
    .map(({ type, value }) => (type === 'weekday' ? weekday(day, 'long') : value))
    .join('')

/** What the days on screen are called together. */
export function heading(view: View, on: Date, days: readonly Date[]): string {
  if (view === 'month') return inWords({ month: 'long', year: 'numeric' }).format(on)
  if (view === 'day') return longDate(on)
  return inWords({ day: 'numeric', month: 'numeric', year: 'numeric' }).formatRange(days[0]!, days.at(-1)!)
}

/** "9.00–10.00", or that it is all day. */
export const timesOf = ({
  starts_at,
  ends_at,
  whole_day,
}: Pick<Shown, 'starts_at' | 'ends_at' | 'whole_day'>): string =>
  whole_day ? t('meeting.whole_day') : `${hourOf(starts_at)}–${hourOf(ends_at)}`

/** "to 26.11. 9.00–10.00". */
export const whenOf = (meeting: Pick<Shown, 'starts_at' | 'ends_at' | 'whole_day'>): string => {
  const day = new Date(meeting.starts_at)
  return `${weekday(day)} ${dateOf(day)} ${timesOf(meeting)}`
}

/** All that a press on it would open, for whoever does not see the box. */
export const spoken = (meeting: Shown): string =>
  [
    timesOf(meeting),
    meeting.title,
    meeting.company ?? meeting.person,
    meeting.place,
    meeting.cancelled_at && t('meeting.cancelled'),
  ]
    .filter(Boolean)
    .join(', ')

/** Days and hours of a calendar, in the time of whoever looks at it. Weeks begin on Monday (ISO 8601). */

export const VIEWS = ['month', 'week', 'day', 'agenda'] as const
export type View = (typeof VIEWS)[number]
export const DAY = 86_400_000

/** A meeting as the calendar draws it. */
export type Shown = {
  id: string
  version: number
  title: string
  starts_at: string
  ends_at: string
  whole_day: boolean
  place: string | null
  owner_id: string | null
  cancelled_at: string | null
  invited_at: string | null
  outcome: string | null
  person: string | null
  company: string | null
  /** Under which purpose it was seen. */
  seen: string
}

export const dayOf = (moment: Date | string): Date => {
  const day = new Date(moment)
  day.setHours(0, 0, 0, 0)
  return day
}

/** Days later, by the calendar: an hour of daylight saving moves no day. */
export const plus = (day: Date, days: number): Date => {
  const next = new Date(day)
  next.setDate(next.getDate() + days)
  return next
}

export const mondayOf = (day: Date): Date => plus(dayOf(day), -((day.getDay() + 6) % 7))

/** 'YYYY-MM-DD' of a day here. */
export const keyOf = (day: Date): string =>
  [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((n) => String(n).padStart(2, '0')).join('-')

export function dayFrom(key: string | null): Date {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(key ?? '')
  const day = found ? new Date(Number(found[1]), Number(found[2]) - 1, Number(found[3])) : new Date()
  return dayOf(Number.isNaN(day.getTime()) ? new Date() : day)
}

/** The days a view shows. */
export function daysOf(view: View, on: Date): Date[] {
  if (view === 'day') return [on]
  if (view === 'week') return range(mondayOf(on), 7)
  if (view === 'agenda') return range(on, 30)
  const first = mondayOf(new Date(on.getFullYear(), on.getMonth(), 1))
  const last = new Date(on.getFullYear(), on.getMonth() + 1, 0)
  return range(first, Math.ceil((dayOf(last).getTime() - first.getTime() + DAY) / DAY / 7) * 7)
}

/** The day that the next or the one before is shown from. */
export function step(view: View, on: Date, by: 1 | -1): Date {
  if (view === 'month') return new Date(on.getFullYear(), on.getMonth() + by, 1)
  return plus(on, by * (view === 'week' ? 7 : view === 'agenda' ? 30 : 1))
}

/** Meetings of a day, those that go on from the day before among them. */
export const onDay = (meetings: readonly Shown[], day: Date): Shown[] =>
  meetings.filter((one) => new Date(one.starts_at) < plus(day, 1) && new Date(one.ends_at) > day)

export type Placed = { meeting: Shown; from: number; to: number; lane: number; lanes: number }

/** Side by side where they overlap. `from` and `to` are minutes of the day. */
export function placed(meetings: readonly Shown[], day: Date): Placed[] {
  const minutes = (moment: string) => Math.min(1440, Math.max(0, (new Date(moment).getTime() - day.getTime()) / 60_000))
  const all = meetings
    .filter((one) => !one.whole_day)
    .map((meeting) => ({ meeting, from: minutes(meeting.starts_at), to: minutes(meeting.ends_at), lane: 0, lanes: 1 }))
    .toSorted((a, b) => a.from - b.from || b.to - a.to)
  let group: Placed[] = []
  let until = -1
  for (const one of all) {
    if (one.from >= until) group = []
    const taken = new Set(group.filter((other) => other.to > one.from).map((other) => other.lane))
    while (taken.has(one.lane)) one.lane += 1
    group.push(one)
    until = Math.max(group.length === 1 ? one.to : until, one.to)
    const lanes = Math.max(...group.map((other) => other.lane)) + 1
    for (const other of group) other.lanes = lanes
  }
  return all
}

/** What a field of date and time reads and writes. */
export const localOf = (moment: Date): string =>
  `${keyOf(moment)}T${String(moment.getHours()).padStart(2, '0')}:${String(moment.getMinutes()).padStart(2, '0')}`

const range = (from: Date, count: number): Date[] => Array.from({ length: count }, (_, n) => plus(from, n))

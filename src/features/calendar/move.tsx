import { DAY, dayOf, plus, type Shown } from './span.tsx'

/** When a meeting is. */
export type Times = Pick<Shown, 'starts_at' | 'ends_at'>

/** To how many minutes what is dragged is rounded, and how far an arrow goes. */
export const STEP = 15

/** The same meeting so many days and minutes later; a day later by the clock of the wall, as long as it was. */
export function shifted(meeting: Times & { whole_day: boolean }, { days = 0, minutes = 0 }): Times {
  const [starts, ends] = [new Date(meeting.starts_at), new Date(meeting.ends_at)]
  if (meeting.whole_day) return timesOf(plus(starts, days), plus(ends, days))
  const start = plus(starts, days).getTime() + minutes * 60_000
  return timesOf(new Date(start), new Date(start + ends.getTime() - starts.getTime()))
}

/** It ends so many minutes later, and never before a quarter of an hour has gone. */
export function lengthened(meeting: Times, minutes: number): Times {
  const least = new Date(meeting.starts_at).getTime() + STEP * 60_000
  const ends = new Date(meeting.ends_at).getTime() + minutes * 60_000
  return timesOf(new Date(meeting.starts_at), new Date(Math.max(least, ends)))
}

/** Days from one to another, however long the nights between were. */
export const daysBetween = (from: Date, to: Date): number =>
  Math.round((dayOf(to).getTime() - dayOf(from).getTime()) / DAY)

/** What the arrows do with Alt; with Shift too they move the end. In a month up and down are weeks. */
export function byKey(meeting: Shown, key: string, { shift, weeks }: { shift: boolean; weeks: boolean }): Times | null {
  const [across, down] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] ?? [0, 0]
  if (shift) return down && !meeting.whole_day ? lengthened(meeting, down * STEP) : null
  if (across) return shifted(meeting, { days: across })
  if (!down) return null
  if (weeks) return shifted(meeting, { days: down * 7 })
  return meeting.whole_day ? null : shifted(meeting, { minutes: down * STEP })
}

export const isSame = (one: Times, other: Times): boolean =>
  Date.parse(one.starts_at) === Date.parse(other.starts_at) && Date.parse(one.ends_at) === Date.parse(other.ends_at)

const timesOf = (starts: Date, ends: Date): Times => ({ starts_at: starts.toISOString(), ends_at: ends.toISOString() })

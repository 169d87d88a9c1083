import { dayIn } from '#kernel/clock.ts'
import { daysBetween, dueOf, workingDayFrom } from '../grounds/due.ts'

/** Asked within so many days of receipt, doubts about who asks were voiced at once, and the clock stands meanwhile. */
const AT_ONCE = 3
/** Days left at which the desk is told again. */
export const TELL_AT = [14, 7, 2] as const

/** A request as its clock sees it; days 'YYYY-MM-DD', moments ISO. */
export type Timed = {
  state: string
  received_at: string
  due_on: string
  extended_to: string | null
  identity_asked_at: string | null
  delivered_at: string | null
}

/** Art. 12(3): one month, or where it was extended the day that was told; never more than three months. */
export const lastDayOf = ({ due_on, extended_to }: Pick<Timed, 'due_on' | 'extended_to'>): string =>
  extended_to && extended_to > due_on ? extended_to : due_on

export const firstDue = (received: string): string => dueOf(dayIn(new Date(received)))
export const furthest = (received: string): string => dueOf(dayIn(new Date(received)), 3)

/** While who asks is not known, and was asked for at once, no day is counted. */
export const isPaused = ({ state }: Pick<Timed, 'state'>): boolean => state === 'waiting'

export const wasAtOnce = (received: string, now: Date): boolean =>
  daysBetween(dayIn(new Date(received)), dayIn(now)) <= AT_ONCE

/** The due day moved by the days the clock stood. */
export function resumed(due: string, asked: string, now: Date): string {
  const stood = Math.max(0, daysBetween(dayIn(new Date(asked)), dayIn(now)))
  return workingDayFrom(new Date(Date.parse(`${due}T00:00:00Z`) + stood * 86_400_000).toISOString().slice(0, 10))
}

/** Whole days left; negative when late, null while the clock stands or when the answer has reached the person. */
export function daysLeft(timed: Timed, today: string): number | null {
  if (isPaused(timed) || timed.state === 'closed' || timed.delivered_at) return null
  return daysBetween(today, lastDayOf(timed))
}

/** The mark that has been reached: 14, 7 or 2 days left, -1 when it is late; null before any. */
export function markOf(left: number): number | null {
  if (left < 0) return -1
  return [...TELL_AT].reverse().find((mark) => left <= mark) ?? null
}

import type { Key } from '#web/language.ts'
import { t, tn } from '#web/language.ts'

/** One line of the work list, as the server answers it. */
export type Wish = {
  kind: 'objection' | 'restriction' | 'letter' | 'pause' | 'company'
  id: string
  name: string
  scope: string | null
  state: string
  since: string
  until: string | null
  days_left: number | null
  number: number | null
  ground: string | null
  reasons: string | null
  asked_at: string | null
  proposed_by: string | null
  proposed_at: string | null
  own: boolean
}
export type Wishes = { items: Wish[]; today: string }
export type Proposal = Omit<Wish, 'name' | 'asked_at' | 'state'>
export type Counts = { waiting: number; late: number; proposals: number; approvers: number }
export type Delivery = { sent: boolean; letter?: string; number?: number; told?: boolean }

/** "6 days left", "today", "2 days late". */
export function daysLeft(days: number): string {
  if (days === 0) return t('clock.today')
  return days > 0 ? tn('clock.left', days) : tn('clock.late', -days)
}

export const clockTone = (days: number): string => (days < 0 ? 'chip-bad' : days <= 7 ? 'chip-warn' : 'chip-plain')

export const stateWords = ({ kind, state }: Pick<Wish, 'kind' | 'state'>): string =>
  t(`wish.state.${kind}.${state}` as Key)

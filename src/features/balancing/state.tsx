import { formatDate } from '#web/format.ts'
import { t, tn } from '#web/language.ts'
import type { Test } from './signing.ts'

/** A purpose and its balancing test, as the list tells it. */
export type Item = {
  purpose: string
  state: 'unsigned' | 'negative' | 'in_force' | 'review_due' | 'lapsed'
  review_on: string | null
  days: number | null
  asleep: boolean
  untested: boolean
  drafted_at: string | null
  signed_name: string | null
  signed_at: string | null
  versions: number
  rejected: number
}
export type Whole = Omit<Item, 'versions'> & { draft: Test | null; versions: Test[]; proposal: Test['body'] }

const TONES = {
  unsigned: 'chip-warn',
  negative: 'chip-bad',
  in_force: 'chip-good',
  review_due: 'chip-warn',
  lapsed: 'chip-bad',
} as const

export const listQuery = ['balancing'] as const

export function StateChip({ state }: { state: Item['state'] }) {
  return <span className={`chip ${TONES[state]}`}>{t(`balance.${state}`)}</span>
}

/** The clock of a test in words: when it is reviewed, or how long its purpose still has. */
export function clockOf({ state, review_on, days }: Pick<Item, 'state' | 'review_on' | 'days'>): string {
  if (state === 'in_force') return t('balancing.reviewOn', { date: formatDate(review_on) })
  if (state === 'review_due') return tn('balancing.daysLeft', days ?? 0)
  if (state === 'lapsed') return t('balancing.lapsedOn', { date: formatDate(review_on) })
  return '–'
}

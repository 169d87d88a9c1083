import type { ReactNode } from 'react'
import { t } from '#web/language.ts'
import type { Row } from '#web/record.ts'

/** Under suppliers an order is one that we place with them. */
export const isBought = (purpose: string): boolean => purpose === 'suppliers'

/** Not yet all here, though the day has passed that was promised, or wanted where nothing was promised. */
export function isLate({ state, expected_on, wanted_on }: Row, today = new Date().toISOString().slice(0, 10)): boolean {
  const day = expected_on ?? wanted_on
  return ['confirmed', 'delivering'].includes(state) && Boolean(day) && day < today
}

/** The day, and that it has passed. */
export const LateChip = ({ order, children }: { order: Row; children: ReactNode }) =>
  isLate(order) ? (
    <>
      {children} <span className="chip chip-warn">{t('purchases.late')}</span>
    </>
  ) : (
    children
  )

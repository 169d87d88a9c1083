import { IconCalendarMonth } from '@tabler/icons-react'
import type { CalendarProps } from './Calendar.tsx'
import { t } from './language.ts'
import { later } from './later.ts'
import type { Row } from './record.ts'
import type { Shape } from './shapes.ts'

const Calendar = later<CalendarProps>(() => import('./Calendar.tsx'))

/** A month of a list's rows by one of its dates, for `shapes` of a ListScreen. */
export const calendarShape = (
  field: string,
  title: (row: Row) => string,
  href?: (row: Row, purpose: string) => string,
): Shape => ({
  id: 'calendar',
  icon: IconCalendarMonth,
  label: t('shape.calendar'),
  render: (view) => <Calendar {...view} field={field} title={title} href={href} />,
})

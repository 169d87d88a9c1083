import { ActionIcon, Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'wouter'
import { get } from './api.ts'
import { formatMonth, formatNumber } from './format.ts'
import { language, t } from './language.ts'
import { ProblemNote } from './ProblemNote.tsx'
import type { Page, Row } from './record.ts'
import { useRegister } from './register.ts'
import type { ShapeView } from './shapes.ts'

export type CalendarProps = ShapeView & {
  /** A date or timestamp by which rows stand on days. */
  field: string
  title: (row: Row) => string
  href?: ((row: Row, purpose: string) => string) | undefined
}

const MOST = 500
const A_DAY = 4

/** The rows of a list on the days of a month; the month stands in the address. */
export default function Calendar({ noun, purpose, filter, q, field, title, href }: CalendarProps) {
  const isMoment = useRegister().nouns[noun]?.fields[field]?.type === 'timestamp'
  const [params, setParams] = useSearchParams()
  const today = dayOf(new Date())
  const asked = params.get('month') ?? ''
  const month = /^\d{4}-\d{2}$/.test(asked) ? asked : today.slice(0, 7)
  const days = daysOf(month)
  const [first = '', last = ''] = [days[0], days.at(-1)]
  const edges = {
    and: [
      { field, op: 'after', value: isMoment ? new Date(`${first}T00:00:00`).toISOString() : dayAfter(first, -1) },
      {
        field,
        op: 'before',
        value: isMoment ? new Date(`${dayAfter(last, 1)}T00:00:00`).toISOString() : dayAfter(last, 1),
      },
      ...(filter ? [filter] : []),
    ],
  }
  const { data, error, refetch } = useQuery({
    queryKey: ['list', noun, purpose, q, field, edges, 'calendar'],
    queryFn: ({ signal }) =>
      get<Page>(`/${noun}`, { purpose, q, filter: edges, sort: field, limit: MOST, total: 'without' }, signal),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  })
  const onDay = Map.groupBy(data?.items ?? [], (row) => (isMoment ? dayOf(new Date(row[field])) : String(row[field])))
  const show = (to: string) =>
    setParams(
      (old) => {
        const fresh = new URLSearchParams(old)
        fresh.set('month', to)
        return fresh
      },
      { replace: true },
    )
  const weekday = new Intl.DateTimeFormat(language(), { weekday: 'short' })
  return (
    <section className="calendar" aria-label={formatMonth(month)}>
      <header className="row">
        <ActionIcon aria-label={t('calendar.before')} onClick={() => show(monthAfter(month, -1))}>
          <IconChevronLeft size={17} aria-hidden />
        </ActionIcon>
        <h2 aria-live="polite">{formatMonth(month)}</h2>
        <ActionIcon aria-label={t('calendar.after')} onClick={() => show(monthAfter(month, 1))}>
          <IconChevronRight size={17} aria-hidden />
        </ActionIcon>
        <Button size="compact-sm" variant="subtle" onClick={() => show(today.slice(0, 7))}>
          {t('calendar.today')}
        </Button>
        {data?.next && <span className="quiet small">{t('calendar.crowded')}</span>}
      </header>
      {error ? <ProblemNote error={error} retry={() => void refetch()} /> : null}
      <ol className="calendar-days">
        {days.map((day, i) => {
          const rows = onDay.get(day) ?? []
          const away = !day.startsWith(month)
          return (
            <li
              key={day}
              className={`${away ? 'away' : ''} ${rows.length ? '' : 'free'}`}
              aria-current={day === today ? 'date' : undefined}
            >
              <time dateTime={day}>
                <span className={i < 7 ? 'calendar-weekday' : 'calendar-weekday calendar-later'}>
                  {weekday.format(new Date(`${day}T12:00:00`))}
                </span>{' '}
                {Number(day.slice(8))}.
              </time>
              <ul>
                {rows.slice(0, rows.length > A_DAY ? A_DAY - 1 : A_DAY).map((row) => (
                  <li key={row.id}>
                    <Link href={href?.(row, purpose) ?? `/${noun}/${row.id}?purpose=${purpose}`}>{title(row)}</Link>
                  </li>
                ))}
                {rows.length > A_DAY && (
                  <li>
                    <details>
                      <summary>{t('calendar.more', { n: formatNumber(rows.length - A_DAY + 1) })}</summary>
                      {rows.slice(A_DAY - 1).map((row) => (
                        <Link key={row.id} href={href?.(row, purpose) ?? `/${noun}/${row.id}?purpose=${purpose}`}>
                          {title(row)}
                        </Link>
                      ))}
                    </details>
                  </li>
                )}
              </ul>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** Whole weeks, from the Monday on or before the first to the Sunday on or after the last. */
function daysOf(month: string): string[] {
  const first = new Date(`${month}-01T12:00:00Z`)
  const start = dayAfter(`${month}-01`, -((first.getUTCDay() + 6) % 7))
  const next = monthAfter(month, 1)
  const days: string[] = []
  for (let day = start; day < `${next}-01` || days.length % 7 > 0; day = dayAfter(day, 1)) days.push(day)
  return days
}

const dayAfter = (day: string, by: number): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, date + by)).toISOString().slice(0, 10)
}

const monthAfter = (month: string, by: number): string => {
  const [year = 0, place = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, place - 1 + by, 1)).toISOString().slice(0, 7)
}

/** The day of a moment where the reader is. */
const dayOf = (moment: Date): string =>
  `${moment.getFullYear()}-${String(moment.getMonth() + 1).padStart(2, '0')}-${String(moment.getDate()).padStart(2, '0')}`

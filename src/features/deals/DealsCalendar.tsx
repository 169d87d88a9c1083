import { ActionIcon, Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'wouter'
import { get } from '#web/api.ts'
import { formatDate, formatMoney } from '#web/format.ts'
import { language, t } from '#web/language.ts'
import { Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Page, Row } from '#web/record.ts'
import type { ShapeView } from '#web/shapes.ts'

const dayOf = (date: Date) => date.toISOString().slice(0, 10)
const monthOf = (text: string | null) =>
  /^\d{4}-\d{2}$/.test(text ?? '') ? String(text) : dayOf(new Date()).slice(0, 7)
const shifted = (month: string, by: number) => {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return dayOf(new Date(Date.UTC(year, number - 1 + by, 1))).slice(0, 7)
}

/** The month's days, in whole weeks from Monday. */
function daysOf(month: string): string[] {
  const first = new Date(`${month}-01T00:00:00Z`)
  const start = first.getTime() - ((first.getUTCDay() + 6) % 7) * 86_400_000
  const last = new Date(`${shifted(month, 1)}-01T00:00:00Z`).getTime()
  const weeks = Math.ceil((last - start) / (7 * 86_400_000))
  return Array.from({ length: weeks * 7 }, (_, n) => dayOf(new Date(start + n * 86_400_000)))
}

/** The same deals by the day they are expected to close. */
export function DealsCalendar({ purpose, q, filter }: ShapeView) {
  const [params, setParams] = useSearchParams()
  const month = monthOf(params.get('month'))
  const days = daysOf(month)
  const shown = [
    { field: 'close_on', op: 'after', value: dayOf(new Date(Date.parse(`${days[0]}T00:00:00Z`) - 86_400_000)) },
    { field: 'close_on', op: 'before', value: dayOf(new Date(Date.parse(`${days.at(-1)}T00:00:00Z`) + 86_400_000)) },
  ]
  const tree = { and: filter ? [...shown, filter] : shown }
  const found = useQuery({
    queryKey: ['list', 'deals', 'calendar', purpose, q, tree],
    queryFn: ({ signal }) =>
      get<Page>('/deals', { purpose, q, filter: tree, sort: 'close_on', limit: 500, total: 'without' }, signal),
  })
  const go = (to: string) => setParams((old) => ({ ...Object.fromEntries(old), month: to }), { replace: true })
  const title = new Intl.DateTimeFormat(language(), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  )
  const weekday = new Intl.DateTimeFormat(language(), { weekday: 'short', timeZone: 'UTC' })
  if (found.error) return <ProblemNote error={found.error} retry={() => void found.refetch()} />
  const byDay = Map.groupBy(found.data?.items ?? [], (row: Row) => row.close_on as string)
  return (
    <div className="deals-month">
      <header className="row">
        <ActionIcon aria-label={t('calendar.before')} onClick={() => go(shifted(month, -1))}>
          <IconChevronLeft size={17} />
        </ActionIcon>
        <h2 aria-live="polite">{title}</h2>
        <ActionIcon aria-label={t('calendar.after')} onClick={() => go(shifted(month, 1))}>
          <IconChevronRight size={17} />
        </ActionIcon>
        <Button size="compact-sm" variant="subtle" onClick={() => go(monthOf(null))}>
          {t('calendar.today')}
        </Button>
      </header>
      {found.isPending ? (
        <Skeleton lines={5} />
      ) : (
        <ol className="deals-days">
          {days.map((day) => {
            const rows = byDay.get(day) ?? []
            const look = [
              day.slice(0, 7) !== month && 'deals-other',
              day === dayOf(new Date()) && 'deals-today',
              !rows.length && 'deals-bare',
            ]
            return (
              <li key={day} className={look.filter(Boolean).join(' ')}>
                <time dateTime={day} className="quiet small">
                  <span className="deals-weekday">{weekday.format(new Date(`${day}T00:00:00Z`))} </span>
                  <span className="visually-hidden">{formatDate(day)}</span>
                  <span aria-hidden>{Number(day.slice(8))}</span>
                </time>
                {rows.map((row) => (
                  <Link
                    key={row.id}
                    href={`/deals/${row.id}?purpose=${purpose}`}
                    className={`deals-entry deals-${row.state}`}
                  >
                    <span>{row.name}</span> <span className="quiet">{formatMoney(row.value, row.currency, true)}</span>
                  </Link>
                ))}
              </li>
            )
          })}
        </ol>
      )}
    </div>
  )
}

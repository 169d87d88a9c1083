import { useQuery } from '@tanstack/react-query'
import Big from 'big.js'
import { Link } from 'wouter'
import { get } from '#web/api.ts'
import { colleagueOf, useColleagues } from '#web/colleagues.ts'
import { formatMoney, formatNumber } from '#web/format.ts'
import { language, t } from '#web/language.ts'
import type { Page, Row } from '#web/record.ts'

export type Line = {
  month: string
  of: string | null
  open: number
  won: number
  won_value: string
  weighted: string
  best: string
  committed: string
  unrated: number
}
export type Forecast = { base: string; committed_from: number; from: string; lines: Line[] }

export const monthName = (month: string): string =>
  month === 'late'
    ? t('forecast.late')
    : month === 'none'
      ? t('forecast.none')
      : new Intl.DateTimeFormat(language(), { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
          new Date(`${month}-01T00:00:00Z`),
        )

export const SUMS = ['committed', 'weighted', 'best'] as const

/** Lines of several owners or teams as one a month. */
export function byMonth(lines: Line[]): Line[] {
  const months = Map.groupBy(lines, (one) => one.month)
  return [...months].map(([month, some]) => {
    const sum = (of: (typeof SUMS)[number] | 'won_value') =>
      some.reduce((all, one) => all.plus(one[of]), new Big(0)).toFixed(2)
    const count = (of: 'open' | 'won' | 'unrated') => some.reduce((all, one) => all + one[of], 0)
    return {
      month,
      of: null,
      open: count('open'),
      won: count('won'),
      unrated: count('unrated'),
      won_value: sum('won_value'),
      committed: sum('committed'),
      weighted: sum('weighted'),
      best: sum('best'),
    }
  })
}

const COLUMN = { owner: 'owner_id', team: 'team', pipeline: 'pipeline_id' } as const

type Props = {
  found: Forecast
  by: 'nobody' | keyof typeof COLUMN
  purpose: string
  pipeline: string
  pipelines: Row[]
}

/** The same figures to be read one by one; each opens the deals it is made of. */
export function ForecastTable({ found, by, purpose, pipeline, pipelines }: Props) {
  const { colleagues } = useColleagues()
  const stages = useQuery({
    queryKey: ['list', 'stages', purpose, 'all'],
    queryFn: () => get<Page>('/stages', { purpose, limit: 500, total: 'without' }),
    staleTime: 60_000,
  })
  const likelyStages = (stages.data?.items ?? [])
    .filter((one) => one.outcome === 'open' && one.probability >= found.committed_from)
    .map((one) => one.id)
  const nameOf = (of: string | null) =>
    of === null
      ? t('forecast.nobody')
      : ((by === 'owner' ? colleagueOf(colleagues, of, of) : pipelines.find((one) => one.id === of)?.name) ?? of)
  const lines =
    by === 'nobody'
      ? found.lines
      : found.lines.toSorted(
          (a, b) => nameOf(a.of).localeCompare(nameOf(b.of), language()) || a.month.localeCompare(b.month),
        )
  const here = (line: Line) => [
    ...(by === 'nobody'
      ? []
      : [line.of === null ? { field: COLUMN[by], op: 'empty' } : { field: COLUMN[by], op: 'is', value: line.of }]),
    ...(pipeline && by !== 'pipeline' ? [{ field: 'pipeline_id', op: 'is', value: pipeline }] : []),
  ]
  const part = (line: Line, state: 'open' | 'won', ...more: object[]) => {
    const day = state === 'open' ? 'close_on' : 'closed_at'
    return {
      and: [{ field: 'state', op: 'is', value: state }, ...within(line.month, day, found.from), ...here(line), ...more],
    }
  }
  const list = (filter: object, sort: string) =>
    `/deals?purpose=${purpose}&sort=${sort}&filter=${encodeURIComponent(JSON.stringify(filter))}`
  const likely = {
    or: [
      { field: 'probability', op: 'after', value: found.committed_from - 1 },
      {
        and: [
          { field: 'probability', op: 'empty' },
          { field: 'stage_id', op: 'any_of', value: likelyStages },
        ],
      },
    ],
  }
  // The very deals a sum is made of; none are won in a month that is no month.
  const summed = (line: Line, ...more: object[]) =>
    line.won > 0 ? { or: [part(line, 'won'), part(line, 'open', ...more)] } : part(line, 'open', ...more)
  if (lines.length === 0) return <p className="quiet">{t('deals.none')}</p>
  const money = (value: string) => formatMoney(value, found.base, true)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll-x" tabIndex={0} aria-label={t('forecast.table')}>
      <table className="plain forecast-table">
        <thead>
          <tr>
            {by !== 'nobody' && <th scope="col">{t(`forecast.by.${by}`)}</th>}
            <th scope="col">{t('forecast.month')}</th>
            {(['open', 'won', ...SUMS] as const).map((one) => (
              <th key={one} scope="col" className="number">
                {t(`forecast.${one}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.of} ${line.month}`}>
              {by !== 'nobody' && <td>{nameOf(line.of)}</td>}
              <th scope="row">{monthName(line.month)}</th>
              <td className="number">
                <Link href={list(part(line, 'open'), 'close_on')}>{formatNumber(line.open)}</Link>
              </td>
              <td className="number">
                {line.won ? (
                  <Link href={list(part(line, 'won'), 'closed_at')}>
                    {formatNumber(line.won)} · {money(line.won_value)}
                  </Link>
                ) : (
                  '–'
                )}
              </td>
              {SUMS.map((one) => (
                <td key={one} className="number">
                  <Link href={list(one === 'committed' ? summed(line, likely) : summed(line), '-value')}>
                    {money(line[one])}
                  </Link>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const dayBefore = (month: string) =>
  new Date(Date.parse(`${month}-01T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
function nextOf(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10)
}

function within(month: string, field: string, from: string): object[] {
  if (month === 'none') return [{ field, op: 'empty' }]
  if (month === 'late') return [{ field, op: 'before', value: `${from}-01` }]
  return [
    { field, op: 'after', value: dayBefore(month) },
    { field, op: 'before', value: nextOf(month) },
  ]
}

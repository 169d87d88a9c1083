import { Suspense } from 'react'
import { Link } from 'wouter'
import { formatMoney, formatNumber } from '#web/format.ts'
import { t } from '#web/language.ts'
import { later } from '#web/later.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import type { Series } from './Chart.tsx'
import { Rows } from './Rows.tsx'

const Chart = later(() => import('./Chart.tsx'))

export type Figure = {
  key: string
  name: string
  /** Numbers by series; `money` ones are euros. */
  values: Record<string, number>
  href?: string | undefined
}
type Props = { title: string; series: readonly (Series & { money?: boolean })[]; rows: Figure[]; empty: string }

/** What is counted by name, e.g. by stage: told row by row, for a name is longer than a bar is wide. */
export function NamedFigures({ title, series: [one], rows, empty }: Props) {
  const countOf = ({ values }: Figure) => values[one?.id ?? ''] ?? 0
  return (
    <Panel title={title}>
      {rows.some(countOf) ? (
        <Rows rows={rows.map((row) => ({ ...row, value: countOf(row), said: say(countOf(row), one?.money) }))} />
      ) : (
        <p className="quiet">{empty}</p>
      )}
    </Panel>
  )
}

/** A plot over time and the same in a table; every number that has a list opens it. */
export function Figures({ title, series, rows, empty }: Props) {
  const some = rows.some((row) => Object.values(row.values).some(Boolean))
  return (
    <Panel title={title}>
      {some ? (
        <>
          <Suspense fallback={<Skeleton lines={5} />}>
            <Chart rows={rows.map((row) => ({ name: row.name, ...row.values }))} series={series} />
          </Suspense>
          <details className="dashboard-twin">
            <summary className="small">{t('dashboard.table')}</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
            <section className="scroll-x" tabIndex={0} aria-label={title}>
              <table className="plain">
                <thead>
                  <tr>
                    <th scope="col">{t('dashboard.when')}</th>
                    {series.map((one) => (
                      <th key={one.id} scope="col" className="number">
                        {one.label}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.key}>
                      <th scope="row">{row.href ? <Link href={row.href}>{row.name}</Link> : row.name}</th>
                      {series.map((one) => (
                        <td key={one.id} className="number">
                          {say(row.values[one.id] ?? 0, one.money)}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          </details>
        </>
      ) : (
        <p className="quiet">{empty}</p>
      )}
    </Panel>
  )
}

const say = (value: number, money?: boolean) => (money ? formatMoney(String(value), 'EUR', true) : formatNumber(value))

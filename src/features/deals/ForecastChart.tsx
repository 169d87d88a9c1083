import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { language, t } from '#web/language.ts'
import { byMonth, type Forecast, monthName, SUMS } from './ForecastTable.tsx'

const LOOK = {
  committed: { fill: 'var(--accent)', stroke: 'var(--accent)' },
  weighted: { fill: 'var(--accent-wash)', stroke: 'var(--accent)' },
  best: { fill: 'none', stroke: 'var(--line-strong)', strokeDasharray: '3 2' },
}

/** Three bars a month, each with its figure; told apart by filling and not by colour alone. The table says the same. */
export default function ForecastChart({ found }: { found: Forecast }) {
  const brief = new Intl.NumberFormat(language(), { notation: 'compact', maximumFractionDigits: 1 })
  const months = byMonth(found.lines)
    .filter(({ month }) => /^\d/.test(month))
    .toSorted((a, b) => a.month.localeCompare(b.month))
  if (months.length === 0) return null
  const data = months.map((one) => ({
    name: monthName(one.month),
    ...Object.fromEntries(SUMS.map((sum) => [sum, Number(one[sum])])),
  }))
  return (
    <figure className="forecast-figure scroll-x" aria-hidden>
      <figcaption className="row small">
        {SUMS.map((sum) => (
          <span key={sum} className="row forecast-key">
            <svg width="14" height="12" aria-hidden>
              <rect x="1" y="1" width="12" height="10" {...LOOK[sum]} />
            </svg>
            {t(`forecast.${sum}`)}
          </span>
        ))}
        <span className="quiet">{found.base}</span>
      </figcaption>
      <div className="forecast-chart forecast-wide">
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            data={data}
            margin={{ top: 22, right: 4, bottom: 0, left: 0 }}
            barGap={2}
            accessibilityLayer={false}
          >
            <XAxis dataKey="name" tickLine={false} stroke="var(--line-strong)" />
            <YAxis hide />
            {SUMS.map((sum) => (
              <Bar key={sum} dataKey={sum} {...LOOK[sum]} isAnimationActive={false}>
                <LabelList
                  dataKey={sum}
                  position="top"
                  formatter={(value) => (Number(value) ? brief.format(Number(value)) : '')}
                />
              </Bar>
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
    </figure>
  )
}

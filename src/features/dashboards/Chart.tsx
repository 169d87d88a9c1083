import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { language } from '#web/language.ts'

export type Series = { id: string; label: string }
type Props = { rows: { name: string; [series: string]: number | string }[]; series: readonly Series[] }

/** Told apart by filling and stroke, so that neither colour nor a good eye is needed. */
const LOOKS = [
  { fill: 'var(--accent)', stroke: 'var(--accent)' },
  { fill: 'var(--accent-wash)', stroke: 'var(--accent)' },
  { fill: 'none', stroke: 'var(--line-strong)', strokeDasharray: '3 2' },
  { fill: 'var(--line-strong)', stroke: 'var(--line-strong)' },
]

/** Bars with their figures on them. Not for screen readers: the table below it says the same. */
export default function Chart({ rows, series }: Props) {
  const brief = new Intl.NumberFormat(language(), { notation: 'compact', maximumFractionDigits: 1 })
  return (
    <figure className="dashboard-figure" aria-hidden>
      {series.length > 1 && (
        <figcaption className="row small">
          {series.map((one, i) => (
            <span key={one.id} className="row">
              <svg width="14" height="12" aria-hidden>
                <rect x="1" y="1" width="12" height="10" {...LOOKS[i % LOOKS.length]} />
              </svg>
              {one.label}
            </span>
          ))}
        </figcaption>
      )}
      <div className="dashboard-chart">
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            data={rows}
            margin={{ top: 20, right: 4, bottom: 0, left: 4 }}
            barGap={1}
            accessibilityLayer={false}
          >
            <XAxis dataKey="name" tickLine={false} stroke="var(--line-strong)" interval="preserveStartEnd" />
            <YAxis hide />
            {series.map((one, i) => (
              <Bar key={one.id} dataKey={one.id} {...LOOKS[i % LOOKS.length]} isAnimationActive={false}>
                {series.length < 3 && (
                  <LabelList
                    dataKey={one.id}
                    position="top"
                    formatter={(value) => (Number(value) ? brief.format(Number(value)) : '')}
                  />
                )}
              </Bar>
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
    </figure>
  )
}

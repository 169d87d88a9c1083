import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { language } from '#web/language.ts'
import type { Renewals } from './RenewalsScreen.tsx'

/** What ends in each month, in euros a year, each bar with its figure. The table below says the same. */
export default function RenewalChart({ found }: { found: Renewals }) {
  const brief = new Intl.NumberFormat(language(), { notation: 'compact', maximumFractionDigits: 1 })
  const month = new Intl.DateTimeFormat(language(), { month: 'short', year: '2-digit', timeZone: 'UTC' })
  const data = found.months.map((one) => ({
    name: month.format(new Date(`${one.month}-01T00:00:00Z`)),
    value: Number(one.value),
  }))
  return (
    <figure className="chart-figure scroll-x" aria-hidden>
      <div className="chart">
        <ResponsiveContainer width="100%" height="100%">
          <BarChart data={data} margin={{ top: 22, right: 4, bottom: 0, left: 0 }} accessibilityLayer={false}>
            <XAxis dataKey="name" tickLine={false} stroke="var(--line-strong)" />
            <YAxis hide />
            <Bar dataKey="value" fill="var(--accent)" maxBarSize={56} isAnimationActive={false}>
              <LabelList
                dataKey="value"
                position="top"
                formatter={(value) => (Number(value) ? `${brief.format(Number(value))}\u00a0€` : '')}
              />
            </Bar>
          </BarChart>
        </ResponsiveContainer>
      </div>
    </figure>
  )
}

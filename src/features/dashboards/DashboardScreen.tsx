import { useQuery } from '@tanstack/react-query'
import { get } from '#web/api.ts'
import { formatDate, formatNumber } from '#web/format.ts'
import { language, t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { useSession } from '#web/session.ts'
import './dashboards.css'
import { type Figure, Figures, NamedFigures } from './Figures.tsx'

type Month = { month: string }
type Week = { week: string }
type Overview = {
  pipeline: { pipeline_id: string; pipeline: string; stage_id: string; stage: string; count: number; value: string }[]
  won: (Month & { won: number; lost: number; value: string })[]
  leads: (Month & { count: number; converted: number })[]
  activity: (Week & { notes: number; calls: number; meetings: number; tasks: number })[]
  renewals: (Month & { count: number; value: string })[]
  services: { name: string; count: number }[]
  service_base: (Month & { started: number; ended: number; running: number })[]
  cases: (Week & { opened: number; closed: number })[]
  open_cases: number
}

const WORKING = ['relationship', 'sales', 'prospecting', 'contract', 'delivery', 'support', 'suppliers']

/** How the business goes: sums and counts of everybody's work, of nobody's in particular. */
export default function DashboardScreen() {
  const session = useSession()
  const held = [...session.writes, ...session.reads]
  const purpose = WORKING.find((one) => held.includes(one)) ?? ''
  const found = useQuery({
    queryKey: ['overview', purpose],
    queryFn: () => get<Overview>('/dashboards/overview', { purpose }),
    enabled: purpose !== '',
    staleTime: 60_000,
  })
  const all = found.data
  const may = (one: string) => held.includes(one)
  return (
    <Page title={t('nav.dashboards')} subtitle={t('dashboard.body')}>
      <ProblemNote error={found.error} retry={() => void found.refetch()} />
      {found.isPending && <Skeleton lines={12} />}
      {all && (
        <div className="dashboard-grid">
          {pipelinesOf(all).map(({ id, name, rows }) => (
            <NamedFigures
              key={id}
              title={t('dashboard.pipeline', { name })}
              series={[{ id: 'value', label: t('dashboard.value'), money: true }]}
              rows={rows.map((row) => ({
                key: row.stage_id,
                name: `${row.stage} (${formatNumber(row.count)})`,
                values: { value: Number(row.value) },
                href: may('sales')
                  ? listed('deals', 'sales', { field: 'stage_id', op: 'is', value: row.stage_id })
                  : undefined,
              }))}
              empty={t('dashboard.pipeline.none')}
            />
          ))}
          <Figures
            title={t('dashboard.won')}
            series={[{ id: 'value', label: t('dashboard.value'), money: true }]}
            rows={all.won.map((row) =>
              figure(
                row,
                { value: Number(row.value) },
                may('sales') ? within('deals', 'sales', 'closed_at', row.month) : undefined,
              ),
            )}
            empty={t('dashboard.won.none')}
          />
          <Figures
            title={t('dashboard.renewals')}
            series={[
              { id: 'count', label: t('dashboard.contracts') },
              { id: 'value', label: t('dashboard.value'), money: true },
            ].slice(0, 1)}
            rows={all.renewals.map((row) =>
              figure(
                row,
                { count: row.count },
                may('relationship') || may('contract')
                  ? within('contracts', may('contract') ? 'contract' : 'relationship', 'end_on', row.month)
                  : undefined,
              ),
            )}
            empty={t('dashboard.renewals.none')}
          />
          <Figures
            title={t('dashboard.service_base')}
            series={[
              { id: 'running', label: t('dashboard.running') },
              { id: 'ended', label: t('dashboard.ended') },
            ]}
            rows={all.service_base.map((row) => figure(row, { running: row.running, ended: row.ended }))}
            empty={t('dashboard.service_base.none')}
          />
          <NamedFigures
            title={t('dashboard.services')}
            series={[{ id: 'count', label: t('dashboard.count') }]}
            rows={all.services.map((row) => ({ key: row.name, name: row.name, values: { count: row.count } }))}
            empty={t('dashboard.service_base.none')}
          />
          <Figures
            title={t('dashboard.leads')}
            series={[
              { id: 'count', label: t('dashboard.arrived') },
              { id: 'converted', label: t('dashboard.converted') },
            ]}
            rows={all.leads.map((row) => figure(row, { count: row.count, converted: row.converted }))}
            empty={t('dashboard.leads.none')}
          />
          <Figures
            title={t('dashboard.activity')}
            series={(['notes', 'calls', 'meetings', 'tasks'] as const).map((id) => ({
              id,
              label: t(`dashboard.${id}`),
            }))}
            rows={all.activity.map(({ week, ...values }) => weekly(week, values))}
            empty={t(all.activity.length > 0 ? 'dashboard.activity.none' : 'dashboard.activity.few')}
          />
          <Figures
            title={t('dashboard.cases', { count: all.open_cases })}
            series={[
              { id: 'opened', label: t('dashboard.opened') },
              { id: 'closed', label: t('dashboard.closed') },
            ]}
            rows={all.cases.map(({ week, ...values }) => weekly(week, values))}
            empty={t('dashboard.cases.none')}
          />
        </div>
      )}
    </Page>
  )
}

const pipelinesOf = ({ pipeline }: Overview) =>
  [...Map.groupBy(pipeline, (row) => row.pipeline_id)].map(([id, rows]) => ({ id, name: rows[0]!.pipeline, rows }))

const monthName = (month: string): string =>
  new Intl.DateTimeFormat(language(), { month: 'short', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`))

const figure = (row: Month, values: Figure['values'], href?: string): Figure => ({
  key: row.month,
  name: monthName(row.month),
  values,
  ...(href && { href }),
})

const weekly = (week: string, values: Figure['values']): Figure => ({
  key: week,
  name: formatDate(week).replace(/\.?\d{4}$/, ''),
  values,
})

const listed = (noun: string, purpose: string, filter: object) =>
  `/${noun}?purpose=${purpose}&filter=${encodeURIComponent(JSON.stringify(filter))}`

function within(noun: string, purpose: string, field: string, month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const day = (at: number) => new Date(at).toISOString().slice(0, 10)
  return listed(noun, purpose, {
    and: [
      { field, op: 'after', value: day(Date.UTC(year, number - 1, 0)) },
      { field, op: 'before', value: day(Date.UTC(year, number, 1)) },
    ],
  })
}

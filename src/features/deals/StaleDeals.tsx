import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { get } from '#web/api.ts'
import { formatAgo, formatMoney, formatTime } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Row } from '#web/record.ts'

/** Open deals that nobody has touched for as long as their pipeline allows, the quietest first. */
export function StaleDeals({ purpose, pipeline }: { purpose: string; pipeline: string }) {
  const found = useQuery({
    queryKey: ['list', 'deals', 'stale', purpose, pipeline],
    queryFn: () => get<{ items: Row[] }>('/deals/stale', { purpose, pipeline_id: pipeline, limit: 50 }),
  })
  if (found.isPending) return <Skeleton lines={3} />
  if (found.error) return <ProblemNote error={found.error} />
  if (found.data.items.length === 0) return <p className="quiet">{t('deals.stale.none')}</p>
  return (
    <ul className="lines">
      {found.data.items.map((row) => (
        <li key={row.id}>
          <span className="main">
            <Link href={`/deals/${row.id}?purpose=${purpose}`}>{row.name}</Link>
            <span className="quiet"> · {[row.company, row.stage].filter(Boolean).join(' · ')}</span>
          </span>
          <span className="small">
            {formatMoney(row.value, row.currency, true)}{' '}
            <time className="quiet" dateTime={row.active_at} title={formatTime(row.active_at)}>
              {formatAgo(row.active_at)}
            </time>
          </span>
        </li>
      ))}
    </ul>
  )
}

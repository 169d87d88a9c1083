import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { get } from '#web/api.ts'
import { formatMoney, formatNumber } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { optionLabel, useRegister } from '#web/register.ts'

type Lost = { base: string; reasons: { why: string; count: number; value: string }[] }

/** Why deals were lost within a year. */
export function LostReasons({ purpose, pipeline }: { purpose: string; pipeline: string }) {
  const field = useRegister().nouns.deals?.fields.lost_why
  const from = new Date(Date.now() - 365 * 86_400_000).toISOString().slice(0, 10)
  const found = useQuery({
    queryKey: ['list', 'deals', 'lost', purpose, pipeline, from],
    queryFn: () => get<Lost>('/deals/lost', { purpose, pipeline_id: pipeline, from }),
  })
  if (found.isPending) return <Skeleton lines={3} />
  if (found.error) return <ProblemNote error={found.error} />
  const { reasons, base } = found.data
  if (reasons.length === 0) return <p className="quiet">{t('forecast.lost.none')}</p>
  const most = Math.max(...reasons.map((one) => one.count))
  const list = (why: string) => {
    const and = [
      { field: 'lost_why', op: 'is', value: why },
      { field: 'closed_at', op: 'after', value: from },
      ...(pipeline ? [{ field: 'pipeline_id', op: 'is', value: pipeline }] : []),
    ]
    return `/deals?purpose=${purpose}&filter=${encodeURIComponent(JSON.stringify({ and }))}`
  }
  return (
    <dl className="reasons">
      {reasons.map(({ why, count, value }) => (
        <div key={why}>
          <dt>{optionLabel(field, why)}</dt>
          <dd aria-hidden>
            <span className="reasons-bar">
              <svg width="100%" height="10" preserveAspectRatio="none" viewBox="0 0 100 10">
                <title>{optionLabel(field, why)}</title>
                <rect width={(100 * count) / most} height="10" fill="var(--accent)" />
              </svg>
            </span>
          </dd>
          <dd className="small">
            <Link href={list(why)}>
              {formatNumber(count)} · {formatMoney(value, base, true)}
            </Link>
          </dd>
        </div>
      ))}
    </dl>
  )
}

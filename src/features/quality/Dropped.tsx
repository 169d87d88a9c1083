import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { get, post } from '#web/api.ts'
import { formatTime } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { toast, toastProblem } from '#web/toast.tsx'

type Item = { id: string; value: string; person_id: string; name: string; at: string }

/** Numbers and addresses that the night took, and the way back; nothing to see where it took none. */
export function Dropped({ purpose, again }: { purpose: string; again: () => Promise<void> }) {
  const found = useQuery({
    queryKey: ['quality', 'dropped', purpose],
    queryFn: () => get<{ items: Item[] }>('/quality/dropped', { purpose }),
  })
  const items = found.data?.items ?? []
  if (items.length === 0) return null
  const bring = async ({ id, value }: Item) => {
    try {
      await post(`/quality/dropped/${id}`, {}, { query: { purpose } })
      await again()
      toast(t('trash.back', { name: value }))
    } catch (error) {
      toastProblem(error)
    }
  }
  return (
    <Panel title={t('quality.dropped')} purpose={purpose}>
      <p className="quiet">{t('quality.dropped.body')}</p>
      <ul className="lines">
        {items.map((item) => (
          <li key={item.id}>
            <span className="main">
              {item.value}{' '}
              <span className="quiet small">
                <Link href={`/people/${item.person_id}?purpose=${purpose}`}>{item.name || '–'}</Link> ·{' '}
                {formatTime(item.at)}
              </span>
            </span>
            <Button size="compact-sm" variant="light" onClick={() => void bring(item)}>
              {t('trash.restore')} <span className="visually-hidden">{item.value}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

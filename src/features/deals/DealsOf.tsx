import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { get } from '#web/api.ts'
import { formatDate, formatMoney } from '#web/format.ts'
import { useFrame } from '#web/frame.ts'
import { t } from '#web/language.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Page } from '#web/record.ts'
import { creatableFor, optionLabel, purposesOf, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'

/** Deals on a record's page, what is open first; nothing under a purpose that sees none. */
export function DealsOf({ purpose, of }: { purpose: string; of: object }) {
  const register = useRegister()
  const session = useSession()
  const frame = useFrame()
  if (!purposesOf(register, 'deals').includes(purpose)) return null
  return (
    <Panel
      title={t('nav.deals')}
      purpose={purpose}
      actions={
        creatableFor(register, 'deals', session.writes).length > 0 && (
          <Button size="compact-sm" variant="subtle" onClick={() => frame.create('deals')}>
            {t('deals.new')}
          </Button>
        )
      }
      whenSeen={() => <Deals purpose={purpose} of={of} />}
    />
  )
}

function Deals({ purpose, of }: { purpose: string; of: object }) {
  const register = useRegister()
  const found = useQuery({
    queryKey: ['list', 'deals', 'of', purpose, of],
    queryFn: () => get<Page>('/deals', { purpose, filter: of, sort: '-active_at', limit: 30, total: 'without' }),
  })
  if (found.isPending) return <Skeleton lines={2} />
  if (found.error) return <ProblemNote error={found.error} />
  const state = register.nouns.deals?.fields.state
  const rows = found.data.items.toSorted((a, b) => Number(b.state === 'open') - Number(a.state === 'open'))
  if (rows.length === 0) return <p className="quiet">{t('deals.none')}</p>
  return (
    <ul className="lines">
      {rows.map((row) => (
        <li key={row.id} className={row.state === 'open' ? '' : 'lines-past'}>
          <span className="main">
            <Link href={`/deals/${row.id}?purpose=${purpose}`}>{row.name}</Link>
            <span className="quiet"> · {row.state === 'open' ? row.stage : optionLabel(state, row.state)}</span>
          </span>
          <span className="small">
            {[formatMoney(row.value, row.currency), formatDate(row.state === 'open' ? row.close_on : row.closed_at)]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  )
}

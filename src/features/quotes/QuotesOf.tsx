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
import { purposesOf, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { StateChip } from './QuoteState.tsx'

/** Quotes on a record's page, the newest first; nothing under a purpose that sees none. */
export function QuotesOf({ purpose, field, id }: { purpose: string; field: 'deal_id' | 'company_id'; id: string }) {
  const register = useRegister()
  const session = useSession()
  const frame = useFrame()
  if (!purposesOf(register, 'quotes').includes(purpose)) return null
  return (
    <Panel
      title={t('nav.quotes')}
      purpose={purpose}
      actions={
        session.writes.includes('sales') && (
          <Button size="compact-sm" variant="subtle" onClick={() => frame.create('quotes')}>
            {t('quotes.new')}
          </Button>
        )
      }
      whenSeen={() => <Quotes purpose={purpose} of={{ field, op: 'is', value: id }} />}
    />
  )
}

function Quotes({ purpose, of }: { purpose: string; of: object }) {
  const found = useQuery({
    queryKey: ['list', 'quotes', 'of', purpose, of],
    queryFn: () => get<Page>('/quotes', { purpose, filter: of, sort: '-created_at', limit: 30, total: 'without' }),
  })
  if (found.isPending) return <Skeleton lines={2} />
  if (found.error) return <ProblemNote error={found.error} />
  if (found.data.items.length === 0) return <p className="quiet">{t('quotes.none')}</p>
  return (
    <ul className="lines">
      {found.data.items.map((row) => (
        <li key={row.id}>
          <span className="main">
            <Link href={`/quotes/${row.id}?purpose=${purpose}`}>{row.number}</Link>
            {row.name && <span className="quiet"> · {row.name}</span>}
          </span>
          <span className="small">
            {[formatMoney(row.net, row.currency), row.state === 'sent' && formatDate(row.valid_until)]
              .filter(Boolean)
              .join(' · ')}
          </span>
          <StateChip state={row.state} />
        </li>
      ))}
    </ul>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { get } from '#web/api.ts'
import { formatDate, formatMoney } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import type { Page } from '#web/record.ts'
import { optionLabel, purposesOf, useRegister } from '#web/register.ts'
import { isBought } from './purchases.tsx'

export type Of = Record<string, string | null>
export const ofFilter = (of: Of) => {
  const [field = '', value] = Object.entries(of)[0] ?? []
  return { field, op: 'is', value }
}

/** Orders of a contract or a company, the newest first. */
export function OrdersOf({ of, purpose }: { of: Of; purpose: string }) {
  const register = useRegister()
  const seen = purposesOf(register, 'orders').includes(purpose)
  const found = useQuery({
    queryKey: ['list', 'orders', of, purpose],
    queryFn: () =>
      get<Page>('/orders', { purpose, filter: ofFilter(of), sort: '-ordered_on', limit: 20, total: 'without' }),
    enabled: seen,
  })
  if (!seen) return null
  const rows = found.data?.items ?? []
  return (
    <Panel title={t(isBought(purpose) ? 'purchases.title' : 'nav.orders')} purpose={purpose}>
      {found.isSuccess && rows.length === 0 && <p className="quiet">{t('orders.none')}</p>}
      <ul className="lines">
        {rows.map((row) => (
          <li key={row.id}>
            <span className="main">
              <Link href={`/orders/${row.id}?purpose=${purpose}`}>{row.number}</Link>
            </span>
            <span className="quiet small">{formatDate(row.ordered_on)}</span>
            <span className="quiet small">{optionLabel(register.nouns.orders?.fields.state, row.state)}</span>
            <span className="money">{formatMoney(row.net, row.currency)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

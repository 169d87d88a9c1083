import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { get } from '#web/api.ts'
import { formatDate, formatMoney } from '#web/format.ts'
import { t } from '#web/language.ts'
import type { PanelProps } from '#web/mounts.ts'
import { Panel } from '#web/Panel.tsx'
import type { Page } from '#web/record.ts'
import { optionLabel, purposesOf, useRegister } from '#web/register.ts'
import { Benefits } from './Benefits.tsx'
import { OrdersOf, ofFilter } from './OrdersOf.tsx'
import { isBought } from './purchases.tsx'
import { ServicesOf } from './ServicesOf.tsx'

/** What is agreed with a company, what it has of us, and what it was granted besides. */
export default function CompanyContracts({ id, purpose }: PanelProps) {
  const register = useRegister()
  const seen = purposesOf(register, 'contracts').includes(purpose)
  const found = useQuery({
    queryKey: ['list', 'contracts', 'company', id, purpose],
    queryFn: () =>
      get<Page>('/contracts', {
        purpose,
        filter: ofFilter({ company_id: id }),
        sort: '-start_on',
        limit: 20,
        total: 'without',
      }),
    enabled: seen,
  })
  const rows = found.data?.items ?? []
  return (
    <>
      {seen && (
        <Panel title={t('nav.contracts')} purpose={purpose}>
          {found.isSuccess && rows.length === 0 && <p className="quiet">{t('contracts.none')}</p>}
          <ul className="lines">
            {rows.map((row) => (
              <li key={row.id}>
                <span className="main">
                  <Link href={`/contracts/${row.id}?purpose=${purpose}`}>{row.name}</Link>{' '}
                  <span className="quiet small">{row.number}</span>
                </span>
                <span className="quiet small">{optionLabel(register.nouns.contracts?.fields.state, row.state)}</span>
                <span className="quiet small number">{formatDate(row.end_on)}</span>
                <span className="money">{formatMoney(row.value, row.currency)}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {isBought(purpose) && <OrdersOf of={{ company_id: id }} purpose={purpose} />}
      <ServicesOf of={{ company_id: id }} purpose={purpose} />
      <Benefits of={{ company_id: id }} purpose={purpose} />
    </>
  )
}

import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { get, post } from '#web/api.ts'
import { formatDate, formatNumber } from '#web/format.ts'
import { t, tn } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import type { Page } from '#web/record.ts'
import { optionLabel, purposesOf, useRegister } from '#web/register.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { type Of, ofFilter } from './OrdersOf.tsx'

type Props = {
  of: Of
  purpose: string /** The order whose delivered services may be started. */
  start?: string | undefined
}

/** Services of a contract, an order or a company: what runs, from when and until when. */
export function ServicesOf({ of, purpose, start }: Props) {
  const register = useRegister()
  const client = useQueryClient()
  const seen = purposesOf(register, 'services').includes(purpose)
  const found = useQuery({
    queryKey: ['list', 'services', of, purpose],
    queryFn: () =>
      get<Page>('/services', { purpose, filter: ofFilter(of), sort: '-start_on', limit: 50, total: 'without' }),
    enabled: seen,
  })
  if (!seen) return null
  const rows = found.data?.items ?? []
  const begin = async () => {
    try {
      const { ids } = await post<{ ids: string[] }>('/services/start', { order_id: start }, { query: { purpose } })
      await client.invalidateQueries({ queryKey: ['list', 'services'] })
      toast(tn('services.started', ids.length))
    } catch (problem) {
      toastProblem(problem)
    }
  }
  return (
    <Panel
      title={t('nav.services')}
      purpose={purpose}
      actions={
        start && (
          <Button size="compact-sm" variant="subtle" onClick={() => void begin()}>
            {t('services.start')}
          </Button>
        )
      }
    >
      {found.isSuccess && rows.length === 0 && <p className="quiet">{t('services.none')}</p>}
      <ul className="lines">
        {rows.map((row) => (
          <li key={row.id}>
            <span className="main">
              <Link href={`/services/${row.id}?purpose=${purpose}`}>{row.name}</Link>
              {row.licence && <span className="quiet small"> · {row.licence}</span>}
            </span>
            <span className="quiet small number">× {formatNumber(Number(row.quantity), 3)}</span>
            <span className="quiet small number">
              {formatDate(row.start_on)}–{formatDate(row.end_on)}
            </span>
            <span className={row.state === 'active' ? 'chip chip-good' : 'chip'}>
              {optionLabel(register.nouns.services?.fields.state, row.state)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

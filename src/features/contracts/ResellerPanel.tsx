import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { get } from '#web/api.ts'
import { formatDate, formatNumber } from '#web/format.ts'
import { t } from '#web/language.ts'
import type { PanelProps } from '#web/mounts.ts'
import { Panel } from '#web/Panel.tsx'
import type { Page, Row } from '#web/record.ts'
import { optionLabel, purposesOf, useRegister } from '#web/register.ts'
import './contracts.css'

type Of = { field: string; op: string; value?: string }

/** Of a reseller, the customers it has sold to and what runs at each; of a customer, who has sold to it. */
export default function ResellerPanel({ id, purpose }: PanelProps) {
  const register = useRegister()
  const sees = (noun: string) => purposesOf(register, noun).includes(purpose)
  const rowsOf = (noun: string, filter: object) => ({
    queryKey: ['list', noun, 'resold', id, purpose, filter],
    queryFn: () => get<Page>(`/${noun}`, { purpose, filter, limit: 500, total: 'without' }),
    enabled: sees(noun),
  })
  const by: Of = { field: 'reseller_id', op: 'is', value: id }
  const here = {
    and: [
      { field: 'company_id', op: 'is', value: id },
      { field: 'reseller_id', op: 'not_empty' },
    ],
  }
  const services = useQuery(rowsOf('services', by)).data?.items ?? []
  const deals = useQuery(rowsOf('deals', by)).data?.items ?? []
  const servicesHere = useQuery(rowsOf('services', here)).data?.items ?? []
  const dealsHere = useQuery(rowsOf('deals', here)).data?.items ?? []
  const customers = namesOf([...services, ...deals], 'company')
  const resellers = namesOf([...servicesHere, ...dealsHere], 'reseller')
  if (customers.length === 0 && resellers.length === 0) return null
  const all = (noun: string) => `/${noun}?purpose=${purpose}&filter=${encodeURIComponent(JSON.stringify(by))}`
  return (
    <>
      {resellers.length > 0 && (
        <Panel title={t('reseller.of')} purpose={purpose}>
          <ul className="lines">
            {resellers.map(([company, name]) => (
              <li key={company}>
                <Link href={`/companies/${company}?purpose=${purpose}`} className="main">
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {customers.length > 0 && (
        <Panel
          title={t('reseller.title')}
          purpose={purpose}
          actions={
            <>
              {services.length > 0 && (
                <Link href={all('services')} className="small">
                  {t('nav.services')}
                </Link>
              )}
              {deals.length > 0 && (
                <Link href={all('deals')} className="small">
                  {t('nav.deals')}
                </Link>
              )}
            </>
          }
        >
          <ul className="lines">
            {customers.map(([company, name]) => (
              <li key={company}>
                <span className="main">
                  <Link href={`/companies/${company}?purpose=${purpose}`}>{name}</Link>
                  <Running services={services.filter((row) => row.company_id === company)} purpose={purpose} />
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}

function Running({ services, purpose }: { services: Row[]; purpose: string }) {
  const state = useRegister().nouns.services?.fields.state
  return (
    <span className="quiet small reseller-runs">
      {services.map((row) => (
        <span key={row.id}>
          <Link href={`/services/${row.id}?purpose=${purpose}`}>{row.name}</Link>{' '}
          {[`× ${formatNumber(Number(row.quantity), 3)}`, optionLabel(state, row.state), formatDate(row.end_on)]
            .filter(Boolean)
            .join(' · ')}
        </span>
      ))}
    </span>
  )
}

/** Each once, by name; what this purpose does not see has no name and is not told of. */
function namesOf(rows: Row[], what: 'company' | 'reseller'): [string, string][] {
  const found = new Map(rows.flatMap((row) => (row[what] ? [[row[`${what}_id`] as string, row[what] as string]] : [])))
  return [...found].toSorted((a, b) => a[1].localeCompare(b[1]))
}

import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { get } from '#web/api.ts'
import { formatDate, formatMoney } from '#web/format.ts'
import { useFrame } from '#web/frame.ts'
import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel } from '#web/Panel.tsx'
import { type Page as Found, personName } from '#web/record.ts'
import { optionLabel, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'

const PURPOSE = 'suppliers'
const list = (noun: string, more: object) => ({
  queryKey: ['list', noun, PURPOSE, 'workspace'],
  queryFn: () => get<Found>(`/${noun}`, { purpose: PURPOSE, limit: 20, total: 'without', ...more }),
})

/** Whom we buy from and work with: their contracts, companies and contacts, apart from the customers'. */
export default function SuppliersScreen() {
  const register = useRegister()
  const session = useSession()
  const frame = useFrame()
  const mayWrite = session.writes.includes(PURPOSE)
  const contracts = useQuery(
    list('contracts', { sort: 'end_on', filter: { field: 'state', op: 'is_not', value: 'ended' } }),
  )
  const companies = useQuery(list('companies', { sort: 'name' }))
  const people = useQuery(list('people', { sort: 'family_name' }))
  const fields = register.nouns.contracts?.fields
  const more = (noun: string) => (
    <Button component={Link} size="compact-sm" variant="subtle" href={`/${noun}?purpose=${PURPOSE}`}>
      {t('suppliers.all')}
    </Button>
  )
  return (
    <Page
      title={t('nav.suppliers')}
      subtitle={t('suppliers.about')}
      actions={
        mayWrite && (
          <Button variant="filled" onClick={() => frame.create('contracts')}>
            {t('contracts.new')}
          </Button>
        )
      }
    >
      <div className="columns">
        <div>
          <Panel title={t('nav.contracts')} purpose={PURPOSE} actions={more('contracts')}>
            {contracts.data?.items.length === 0 && <p className="quiet">{t('suppliers.contracts.none')}</p>}
            <ul className="lines">
              {contracts.data?.items.map((row) => (
                <li key={row.id}>
                  <span className="main">
                    <Link href={`/contracts/${row.id}?purpose=${PURPOSE}`}>{row.name}</Link>{' '}
                    <span className="quiet small">{row.company}</span>
                  </span>
                  <span className="quiet small">{optionLabel(fields?.kind, row.kind)}</span>
                  <span className="quiet small">{optionLabel(fields?.state, row.state)}</span>
                  <span className="quiet small number">{formatDate(row.end_on)}</span>
                  <span className="money">{formatMoney(row.value, row.currency)}</span>
                </li>
              ))}
            </ul>
          </Panel>
        </div>
        <div>
          <Panel title={t('nav.companies')} purpose={PURPOSE} actions={more('companies')}>
            <ul className="lines">
              {companies.data?.items.map((row) => (
                <li key={row.id}>
                  <span className="main">
                    <Link href={`/companies/${row.id}?purpose=${PURPOSE}`}>{row.name}</Link>
                  </span>
                  <span className="quiet small">{row.city}</span>
                </li>
              ))}
            </ul>
          </Panel>
          <Panel title={t('nav.people')} purpose={PURPOSE} actions={more('people')}>
            <ul className="lines">
              {people.data?.items.map((row) => (
                <li key={row.id}>
                  <span className="main">
                    <Link href={`/people/${row.id}?purpose=${PURPOSE}`}>{personName(row)}</Link>
                  </span>
                  <span className="quiet small">{row.job_title}</span>
                </li>
              ))}
            </ul>
          </Panel>
        </div>
      </div>
    </Page>
  )
}

import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { get } from '#web/api.ts'
import { formatDate, formatMoney, formatTime } from '#web/format.ts'
import { useFrame } from '#web/frame.ts'
import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel } from '#web/Panel.tsx'
import { type Page as Found, personName, type Row } from '#web/record.ts'
import { optionLabel, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { isLate } from './purchases.tsx'
import type { Renewals } from './RenewalsScreen.tsx'

const PURPOSE = 'suppliers'
const list = (noun: string, more: object) => ({
  queryKey: ['list', noun, PURPOSE, 'workspace'],
  queryFn: () => get<Found>(`/${noun}`, { purpose: PURPOSE, limit: 20, total: 'without', ...more }),
})

const DAY = 86_400_000
/** So many days before a contract must be decided on, it is time to look at it. */
const SOON = 60

/** Whom we buy from and work with: what is on its way, what must be decided and done, then contracts, companies and contacts, apart from the customers'. */
export default function SuppliersScreen() {
  const register = useRegister()
  const session = useSession()
  const frame = useFrame()
  const mayWrite = session.writes.includes(PURPOSE)
  const contracts = useQuery(
    list('contracts', { sort: 'end_on', filter: { field: 'state', op: 'is_not', value: 'ended' } }),
  )
  const ending = useQuery({
    queryKey: ['list', 'contracts', 'renewals', PURPOSE, '12', false],
    queryFn: () => get<Renewals>('/contracts/renewals', { purpose: PURPOSE, months: 12 }),
  })
  const tasks = useQuery(list('tasks', { sort: 'due_at', filter: { field: 'done_at', op: 'empty' } }))
  const orders = useQuery(
    list('orders', {
      sort: 'expected_on,wanted_on',
      filter: { field: 'state', op: 'any_of', value: ['draft', 'confirmed', 'delivering'] },
    }),
  )
  const people = useQuery(list('people', { sort: 'family_name', include: 'employments' }))
  const fields = register.nouns.contracts?.fields
  const more = (noun: string) => (
    <Button component={Link} size="compact-sm" variant="subtle" href={`/${noun}?purpose=${PURPOSE}`}>
      {t('suppliers.all')}
    </Button>
  )
  const contract = (row: Row) => (
    <span className="main">
      <Link href={`/contracts/${row.id}?purpose=${PURPOSE}`}>{row.name}</Link>{' '}
      <span className="quiet small">{row.company}</span>
    </span>
  )
  const soon = new Date(Date.now() + SOON * DAY).toISOString().slice(0, 10)
  const due = ending.data?.items ?? []
  const review = due.filter((row) => row.decide_by <= soon)
  const later = due.filter((row) => row.decide_by > soon)
  return (
    <Page
      title={t('nav.suppliers')}
      subtitle={t('suppliers.about')}
      actions={
        mayWrite && (
          <>
            <Button onClick={() => frame.create('contracts')}>{t('contracts.new')}</Button>
            <Button variant="filled" onClick={() => frame.create('orders')}>
              {t('purchases.new')}
            </Button>
          </>
        )
      }
    >
      <div className="columns">
        <div>
          <Panel title={t('purchases.title')} purpose={PURPOSE} actions={more('orders')}>
            {orders.data?.items.length === 0 && <p className="quiet">{t('purchases.none')}</p>}
            <ul className="lines">
              {orders.data?.items.map((row) => (
                <li key={row.id}>
                  <span className="main">
                    <Link href={`/orders/${row.id}?purpose=${PURPOSE}`}>{row.number}</Link>{' '}
                    <span className="quiet small">{row.company}</span>
                  </span>
                  <span className="quiet small">{optionLabel(register.nouns.orders?.fields.state, row.state)}</span>
                  {isLate(row) && <span className="chip chip-warn">{t('purchases.late')}</span>}
                  <span className="quiet small number">{formatDate(row.expected_on ?? row.wanted_on)}</span>
                  <span className="money">{formatMoney(row.net, row.currency)}</span>
                </li>
              ))}
            </ul>
          </Panel>
          <Panel title={t('suppliers.review')} purpose={PURPOSE}>
            {ending.isSuccess && review.length === 0 && <p className="quiet">{t('suppliers.review.none')}</p>}
            <ul className="lines">
              {review.map((row) => (
                <li key={row.id}>
                  {contract(row)}
                  <span className="chip chip-warn">{t('suppliers.decide', { day: formatDate(row.decide_by) })}</span>
                  <span className="quiet small number">{formatDate(row.end_on)}</span>
                </li>
              ))}
            </ul>
          </Panel>
          <Panel
            title={t('suppliers.ending')}
            purpose={PURPOSE}
            actions={
              <Button component={Link} size="compact-sm" variant="subtle" href={`/renewals?purpose=${PURPOSE}`}>
                {t('suppliers.all')}
              </Button>
            }
          >
            {ending.isSuccess && later.length === 0 && <p className="quiet">{t('suppliers.ending.none')}</p>}
            <ul className="lines">
              {later.map((row) => (
                <li key={row.id}>
                  {contract(row)}
                  <span className="quiet small">{optionLabel(fields?.renewal, row.renewal)}</span>
                  <span className="quiet small number">{formatDate(row.end_on)}</span>
                  <span className="money">{formatMoney(row.value, row.currency)}</span>
                </li>
              ))}
            </ul>
          </Panel>
          <Panel title={t('nav.contracts')} purpose={PURPOSE} actions={more('contracts')}>
            {contracts.data?.items.length === 0 && <p className="quiet">{t('suppliers.contracts.none')}</p>}
            <ul className="lines">
              {contracts.data?.items.map((row) => (
                <li key={row.id}>
                  {contract(row)}
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
          <Panel title={t('nav.tasks')} purpose={PURPOSE} actions={more('tasks')}>
            {tasks.data?.items.length === 0 && <p className="quiet">{t('suppliers.tasks.none')}</p>}
            <ul className="lines">
              {tasks.data?.items.map((row) => (
                <li key={row.id}>
                  <span className="main">
                    {row.title}{' '}
                    {row.company && (
                      <Link className="small" href={`/companies/${row.company_id}?purpose=${PURPOSE}`}>
                        {row.company}
                      </Link>
                    )}
                  </span>
                  <span className="quiet small number">{row.due_at && formatTime(row.due_at)}</span>
                </li>
              ))}
            </ul>
          </Panel>
          <Companies of="supplier" actions={more('companies')} />
          <Companies of="partner" />
          <Companies of="reseller" />
          <Panel title={t('suppliers.contacts')} purpose={PURPOSE} actions={more('people')}>
            <ul className="lines">
              {people.data?.items.map((row) => (
                <li key={row.id}>
                  <span className="main">
                    <Link href={`/people/${row.id}?purpose=${PURPOSE}`}>{personName(row)}</Link>
                  </span>
                  <span className="quiet small">
                    {[row.job_title, row.employments?.find((one: Row) => !one.end_on)?.company]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </li>
              ))}
            </ul>
          </Panel>
        </div>
      </div>
    </Page>
  )
}

/** Companies of one position; nothing where there is none. */
function Companies({ of, actions }: { of: 'supplier' | 'partner' | 'reseller'; actions?: ReactNode }) {
  const found = useQuery({
    ...list('companies', { sort: 'name', filter: { field: 'roles', op: 'is', value: of } }),
    queryKey: ['list', 'companies', PURPOSE, 'workspace', of],
  })
  const rows = found.data?.items ?? []
  if (rows.length === 0) return null
  return (
    <Panel title={t(`suppliers.${of}`)} purpose={PURPOSE} actions={actions}>
      <ul className="lines">
        {rows.map((row) => (
          <li key={row.id}>
            <span className="main">
              <Link href={`/companies/${row.id}?purpose=${PURPOSE}`}>{row.name}</Link>
            </span>
            <span className="quiet small">{row.city}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

import { Button, NativeSelect } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Link, useSearchParams } from 'wouter'
import { get, post } from '#web/api.ts'
import { colleagueOf, useColleagues } from '#web/colleagues.ts'
import { Empty } from '#web/Empty.tsx'
import { formatDate, formatMoney } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { PurposeMenu } from '#web/PurposeMenu.tsx'
import type { Row } from '#web/record.ts'
import { choicesFor, creatableFor, fieldLabel, optionLabel, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import './contracts.css'

// Drawn only here, and heavy.
const RenewalChart = lazy(() => import('./RenewalChart.tsx'))

export type Renewals = {
  items: Row[]
  months: { month: string; count: number; value: string }[]
  others: number
}
const SEEN = ['relationship', 'sales', 'contract', 'suppliers']

/** Whose contract ends and when, by when somebody must decide, and what it is worth a year. */
export default function RenewalsScreen() {
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const [params, setParams] = useSearchParams()
  const choices = choicesFor(register, 'contracts', session.writes, session.reads).filter((one) => SEEN.includes(one))
  const asked = params.get('purpose') ?? ''
  const purpose = choices.includes(asked) ? asked : (choices[0] ?? '')
  const months = params.get('months') ?? '12'
  const mine = params.get('mine') === '1'
  const set = (name: string, value: string) =>
    setParams((old) => ({ ...Object.fromEntries(old), [name]: value }), { replace: true })
  const found = useQuery({
    queryKey: ['list', 'contracts', 'renewals', purpose, months, mine],
    queryFn: () => get<Renewals>('/contracts/renewals', { purpose, months, ...(mine && { owner: session.user.id }) }),
  })
  const { colleagues } = useColleagues()
  const mayRenew = creatableFor(register, 'contracts', session.writes).includes(purpose)
  const fields = register.nouns.contracts?.fields
  const renew = async (row: Row) => {
    try {
      await post(`/contracts/${row.id}/renew`, {}, { query: { purpose } })
      await client.invalidateQueries({ queryKey: ['list', 'contracts'] })
      toast(t('contracts.renewed.one', { name: row.name }), async () => {
        await post(`/contracts/${row.id}/keep`, { end_on: row.end_on }, { query: { purpose } })
        await client.invalidateQueries({ queryKey: ['list', 'contracts'] })
      })
    } catch (problem) {
      toastProblem(problem)
    }
  }
  const label = (field: string) => fieldLabel(register, 'contracts', field)
  const rows = found.data?.items ?? []
  return (
    <Page
      title={t('nav.renewals')}
      subtitle={t('renewals.about')}
      actions={<PurposeMenu purpose={purpose} choices={choices} choose={(chosen) => set('purpose', chosen)} />}
      wide
    >
      <div className="row row-end asked">
        <NativeSelect
          label={t('renewals.within')}
          value={months}
          data={['3', '6', '12', '24'].map((value) => ({ value, label: t('renewals.months', { months: value }) }))}
          onChange={(event) => set('months', event.currentTarget.value)}
        />
        <NativeSelect
          label={label('owner_id')}
          value={mine ? '1' : ''}
          data={[
            { value: '', label: t('renewals.all') },
            { value: '1', label: t('renewals.mine') },
          ]}
          onChange={(event) => set('mine', event.currentTarget.value)}
        />
      </div>
      <ProblemNote error={found.error} retry={() => void found.refetch()} />
      <div className="panels">
        {found.data && found.data.months.length > 0 && (
          <Panel title={t('renewals.chart')} purpose={purpose}>
            <Suspense fallback={<Skeleton lines={4} />}>
              <RenewalChart found={found.data} />
            </Suspense>
            {found.data.others > 0 && (
              <p className="quiet small">{t('renewals.others', { count: found.data.others })}</p>
            )}
          </Panel>
        )}
        {found.isSuccess && rows.length === 0 && <Empty title={t('renewals.empty')}>{t('renewals.empty.body')}</Empty>}
        {rows.length > 0 && (
          <Panel title={t('renewals.list')} purpose={purpose}>
            <div className="scroll-x">
              <table className="plain">
                <thead>
                  <tr>
                    <th scope="col">{label('end_on')}</th>
                    <th scope="col">{t('contracts.one')}</th>
                    <th scope="col">{label('company_id')}</th>
                    <th scope="col">{t('renewals.decide')}</th>
                    <th scope="col">{label('renewal')}</th>
                    <th scope="col">{label('owner_id')}</th>
                    <th scope="col" className="number">
                      {label('value')}
                    </th>
                    <th>
                      <span className="visually-hidden">{t('actions')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.id}>
                      <td className="number-left">{formatDate(row.end_on)}</td>
                      <td>
                        <Link href={`/contracts/${row.id}?purpose=${purpose}`}>{row.name}</Link>{' '}
                        <span className="quiet small">{row.number}</span>
                      </td>
                      <td>
                        {row.company ? (
                          <Link href={`/companies/${row.company_id}?purpose=${purpose}`}>{row.company}</Link>
                        ) : (
                          '–'
                        )}
                      </td>
                      <td>
                        <span className={row.decide_by < new Date().toISOString().slice(0, 10) ? 'chip chip-warn' : ''}>
                          {formatDate(row.decide_by)}
                        </span>
                      </td>
                      <td>
                        {row.state === 'notice'
                          ? optionLabel(fields?.state, row.state)
                          : optionLabel(fields?.renewal, row.renewal)}
                      </td>
                      <td>{colleagueOf(colleagues, row.owner_id)}</td>
                      <td className="money">{formatMoney(row.value, row.currency)}</td>
                      <td>
                        {mayRenew && (
                          <Button
                            size="compact-sm"
                            onClick={() => void renew(row)}
                            aria-label={`${t('contracts.renew')}: ${row.name}`}
                          >
                            {t('contracts.renew')}
                          </Button>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </Panel>
        )}
      </div>
    </Page>
  )
}

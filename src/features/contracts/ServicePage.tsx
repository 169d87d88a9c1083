import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { get } from '#web/api.ts'
import { CarePanel } from '#web/CarePanel.tsx'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { PageFacts, RecordPage } from '#web/RecordPage.tsx'
import { type Picked, RecordPicker } from '#web/RecordPicker.tsx'
import type { Page as Found, Row } from '#web/record.ts'
import { useRecordPage } from '#web/recordPage.ts'
import { fieldLabel, useRegister } from '#web/register.ts'
import { toast } from '#web/toast.tsx'
import { type Run, useSteps } from './steps.tsx'

const ABOUT = ['name', 'licence', 'quantity', 'start_on', 'end_on', 'state']
const FROM = { company: 'companies', contract: 'contracts', order: 'orders' } as const

export default function ServicePage() {
  const page = useRecordPage('services')
  const { row, purpose } = page
  const { run, pending } = useSteps('services', page.id, purpose)
  const mayWrite = page.mayWrite && ['contract', 'delivery'].includes(purpose)
  const end = async (service: Row) => {
    const { state, end_on } = service
    const ended = await run('', { state: 'ended', end_on: null }, service.version)
    if (ended) toast(t('services.ended'), () => run('', { state, end_on }, ended.version))
  }
  return (
    <RecordPage
      page={page}
      one={t('services.one')}
      list={{ label: t('nav.services') }}
      title={({ name }) => name}
      subtitle={({ company }) => [company, page.option('state')].filter(Boolean).join(' · ')}
      actions={
        row &&
        mayWrite &&
        row.state !== 'ended' && (
          <Button loading={pending} onClick={() => void end(row)}>
            {t('services.end')}
          </Button>
        )
      }
      columns={[
        [
          [
            'services.about',
            <Panel key="about" title={t('services.about')} purpose={purpose}>
              <PageFacts page={page} fields={[...page.part(ABOUT), ...page.added]} mayWrite={mayWrite} />
            </Panel>,
          ],
          row && [
            'services.where',
            <Where key="where" service={row} purpose={purpose} mayWrite={mayWrite} run={run} />,
          ],
        ],
        row
          ? [
              ['services.from', <From key="from" service={row} purpose={purpose} />],
              ['care.title', <CarePanel key="care" noun="services" row={row} purpose={purpose} mayWrite={mayWrite} />],
            ]
          : [],
      ]}
    />
  )
}

/** Of which contract and order it came. */
function From({ service, purpose }: { service: Row; purpose: string }) {
  const register = useRegister()
  return (
    <Panel title={t('services.from')} purpose={purpose}>
      <ul className="lines">
        {(['company', 'contract', 'order'] as const).map(
          (one) =>
            service[one] && (
              <li key={one}>
                <span className="quiet">{fieldLabel(register, 'services', `${one}_id`)}</span>
                <Link href={`/${FROM[one]}/${service[`${one}_id`]}?purpose=${purpose}`}>{service[one]}</Link>
              </li>
            ),
        )}
      </ul>
    </Panel>
  )
}

type WhereProps = { service: Row; purpose: string; mayWrite: boolean; run: Run }

/** With whom and at which of the customer's addresses it runs. */
function Where({ service, purpose, mayWrite, run }: WhereProps) {
  const register = useRegister()
  const label = fieldLabel(register, 'services', 'technical_id')
  const name = service.technical ?? t('contact.hidden')
  return (
    <Panel title={t('services.where')} purpose={purpose}>
      <div className="stack">
        {mayWrite ? (
          <RecordPicker
            key={service.technical ?? ''}
            noun="people"
            purpose={purpose}
            label={label}
            value={service.technical_id ? { id: service.technical_id, name } : null}
            change={(picked: Picked | null) => picked && void run('', { technical_id: picked.id }, service.version)}
          />
        ) : (
          <p>
            <span className="quiet">{label}</span> {service.technical ?? '–'}
          </p>
        )}
        <Site service={service} purpose={purpose} mayWrite={mayWrite} run={run} />
      </div>
    </Panel>
  )
}

function Site({ service, purpose, mayWrite, run }: WhereProps) {
  const register = useRegister()
  const found = useQuery({
    queryKey: ['list', 'addresses', service.company_id, purpose],
    queryFn: () =>
      get<Found>('/addresses', {
        purpose,
        filter: { field: 'company_id', op: 'is', value: service.company_id },
        limit: 100,
        total: 'without',
      }),
    enabled: Boolean(service.company_id),
  })
  return (
    <NativeSelect
      label={fieldLabel(register, 'services', 'site_id')}
      disabled={!mayWrite}
      value={service.site_id ?? ''}
      onChange={(event) => void run('', { site_id: event.currentTarget.value || null }, service.version)}
      data={[
        { value: '', label: '–' },
        ...(found.data?.items ?? []).map((one) => ({
          value: one.id,
          label: [one.name, one.street, one.postcode, one.city].filter(Boolean).join(', '),
        })),
      ]}
    />
  )
}

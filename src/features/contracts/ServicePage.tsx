import { Button, NativeSelect } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'wouter'
import { get } from '#web/api.ts'
import { CarePanel } from '#web/CarePanel.tsx'
import { Facts } from '#web/Facts.tsx'
import { type Bindings, useKeys } from '#web/keys.ts'
import { t } from '#web/language.ts'
import { useOpened } from '#web/opened.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { type Picked, RecordPicker } from '#web/RecordPicker.tsx'
import type { Page as Found, Row } from '#web/record.ts'
import { fieldLabel, fieldsSeen, isReadable, optionLabel, useRegister } from '#web/register.ts'
import { toast } from '#web/toast.tsx'
import { useSteps } from './steps.tsx'

const ABOUT = ['name', 'licence', 'quantity', 'start_on', 'end_on', 'state']
const BACK: Bindings = Object.fromEntries([['Escape', () => history.back()]])

export default function ServicePage() {
  const { id = '' } = useParams()
  const register = useRegister()
  const { row, error, purpose, mayWrite: writes, retry } = useOpened('services', id, '')
  const { run, pending } = useSteps('services', id, purpose)
  useKeys(BACK)
  const mayWrite = writes && ['contract', 'delivery'].includes(purpose)
  if (error)
    return (
      <Page title={t('services.one')}>
        <ProblemNote error={error} retry={retry} />
      </Page>
    )
  const fields = fieldsSeen(register, 'services', purpose).filter(isReadable)
  const label = (field: string) => fieldLabel(register, 'services', field)
  const end = async (service: Row) => {
    const { state, end_on } = service
    const ended = await run('', { state: 'ended', end_on: null }, service.version)
    if (ended) toast(t('services.ended'), () => run('', { state, end_on }, ended.version))
  }
  return (
    <Page
      title={row?.name ?? '…'}
      crumb={
        <Link href={`/services?purpose=${purpose}`} className="crumb small">
          <IconChevronLeft size={13} aria-hidden />
          {t('nav.services')}
        </Link>
      }
      subtitle={
        row
          ? [row.company, optionLabel(register.nouns.services?.fields.state, row.state)].filter(Boolean).join(' · ')
          : ''
      }
      actions={
        row &&
        mayWrite &&
        row.state !== 'ended' && (
          <Button loading={pending} onClick={() => void end(row)}>
            {t('services.end')}
          </Button>
        )
      }
    >
      <div className="columns">
        <div>
          <Panel title={t('services.about')} purpose={purpose}>
            {row ? (
              <Facts
                noun="services"
                row={row}
                purpose={purpose}
                fields={[
                  ...ABOUT.flatMap((one) => fields.find((field) => field.id === one) ?? []),
                  ...fields.filter((field) => field.id.startsWith('x_')),
                ]}
                mayWrite={mayWrite}
              />
            ) : (
              <Skeleton lines={4} />
            )}
          </Panel>
          {row && (
            <Panel title={t('services.where')} purpose={purpose}>
              <div className="stack">
                {mayWrite ? (
                  <RecordPicker
                    key={row.technical ?? ''}
                    noun="people"
                    purpose={purpose}
                    label={label('technical_id')}
                    value={
                      row.technical_id ? { id: row.technical_id, name: row.technical ?? t('contact.hidden') } : null
                    }
                    change={(picked: Picked | null) => picked && void run('', { technical_id: picked.id }, row.version)}
                  />
                ) : (
                  <p>
                    <span className="quiet">{label('technical_id')}</span> {row.technical ?? '–'}
                  </p>
                )}
                <Site
                  service={row}
                  purpose={purpose}
                  mayWrite={mayWrite}
                  label={label('site_id')}
                  set={(site_id) => void run('', { site_id }, row.version)}
                />
              </div>
            </Panel>
          )}
        </div>
        <div>
          {row && (
            <Panel title={t('services.from')} purpose={purpose}>
              <ul className="lines">
                {(['company', 'contract', 'order'] as const).map((one) => {
                  const noun = { company: 'companies', contract: 'contracts', order: 'orders' }[one]
                  return (
                    row[one] && (
                      <li key={one}>
                        <span className="quiet">{label(`${one}_id`)}</span>
                        <Link href={`/${noun}/${row[`${one}_id`]}?purpose=${purpose}`}>{row[one]}</Link>
                      </li>
                    )
                  )
                })}
              </ul>
            </Panel>
          )}
          {row && <CarePanel noun="services" row={row} purpose={purpose} mayWrite={mayWrite} />}
        </div>
      </div>
    </Page>
  )
}

type SiteProps = { service: Row; purpose: string; mayWrite: boolean; label: string; set: (id: string | null) => void }

/** At which of the customer's addresses it runs. */
function Site({ service, purpose, mayWrite, label, set }: SiteProps) {
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
      label={label}
      disabled={!mayWrite}
      value={service.site_id ?? ''}
      onChange={(event) => set(event.currentTarget.value || null)}
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

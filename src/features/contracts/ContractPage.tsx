import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconChevronLeft, IconDots } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import { CarePanel } from '#web/CarePanel.tsx'
import { Facts } from '#web/Facts.tsx'
import { formatDate, formatMoney } from '#web/format.ts'
import { type Bindings, useKeys } from '#web/keys.ts'
import { t } from '#web/language.ts'
import { useOpened } from '#web/opened.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { Panels, placed } from '#web/Panels.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { deleteRecord, type Row, restoreRecord } from '#web/record.ts'
import { creatableFor, fieldsSeen, isReadable, optionLabel, useRegister } from '#web/register.ts'
import { panels } from '#web/screens.ts'
import { useSession } from '#web/session.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { Benefits } from './Benefits.tsx'
import { Named } from './Named.tsx'
import { NoticeDialog } from './NoticeDialog.tsx'
import { OrdersOf } from './OrdersOf.tsx'
import { ServicesOf } from './ServicesOf.tsx'
import { useSteps } from './steps.tsx'
import { TermBar } from './TermBar.tsx'
import './contracts.css'

const ABOUT = ['name', 'kind', 'value', 'currency', 'signed_on', 'ended_why']
const TERM = ['start_on', 'end_on', 'notice_months', 'renewal', 'renewal_months']
const BACK: Bindings = Object.fromEntries([['Escape', () => history.back()]])

export default function ContractPage() {
  const { id = '' } = useParams()
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const [, go] = useLocation()
  const [noticing, setNoticing] = useState(false)
  const { row, error, purpose, mayWrite, retry } = useOpened('contracts', id, 'involvements')
  const { run, pending } = useSteps('contracts', id, purpose)
  useKeys(BACK)
  const fields = fieldsSeen(register, 'contracts', purpose).filter(isReadable)
  const added = fields.filter((field) => field.id.startsWith('x_'))
  const part = (ids: string[]) => ids.flatMap((id) => fields.find((field) => field.id === id) ?? [])
  const mayMake = creatableFor(register, 'contracts', session.writes).includes(purpose)
  const forget = async (contract: Row) => {
    try {
      await deleteRecord(client, 'contracts', contract, purpose)
      go(`/contracts?purpose=${purpose}`)
      toast(t('deleted', { name: contract.name }), () => restoreRecord(client, 'contracts', contract.id, purpose))
    } catch (problem) {
      toastProblem(problem)
    }
  }
  if (error)
    return (
      <Page title={t('contracts.one')}>
        <ProblemNote error={error} retry={retry} />
      </Page>
    )
  const facts = (list: typeof fields) =>
    row ? (
      <Facts
        noun="contracts"
        row={row}
        purpose={purpose}
        fields={list}
        mayWrite={mayWrite}
        show={{ value: (value) => formatMoney(value as string, row.currency) }}
      />
    ) : (
      <Skeleton lines={4} />
    )
  const renew = async (contract: Row) => {
    const { end_on, state, ended_why } = contract
    const renewed = await run('renew', {})
    if (!renewed) return
    toast(t('contracts.renewed', { day: formatDate(renewed.end_on) }), () =>
      state === 'notice' ? run('terminate', { why: ended_why, end_on }) : run('keep', { end_on }),
    )
  }
  return (
    <Page
      title={row ? row.name : '…'}
      crumb={
        <Link href={`/contracts?purpose=${purpose}`} className="crumb small">
          <IconChevronLeft size={13} aria-hidden />
          {t('nav.contracts')}
        </Link>
      }
      subtitle={
        row && (
          <>
            {row.number} ·{' '}
            {row.company_id &&
              (row.company ? (
                <Link href={`/companies/${row.company_id}?purpose=${purpose}`}>{row.company}</Link>
              ) : (
                t('contact.hidden')
              ))}{' '}
            · {optionLabel(register.nouns.contracts?.fields.state, row.state)}
          </>
        )
      }
      actions={
        row && mayMake ? (
          <>
            {row.state === 'draft' && (
              <Button variant="filled" loading={pending} onClick={() => void run('', { state: 'active' }, row.version)}>
                {t('contracts.activate')}
              </Button>
            )}
            {['active', 'notice'].includes(row.state) && row.end_on && (
              <Button variant="filled" loading={pending} onClick={() => void renew(row)}>
                {t('contracts.renew')}
              </Button>
            )}
            {row.state === 'notice' && (
              <Button loading={pending} onClick={() => void run('keep', { end_on: row.end_on })}>
                {t('contracts.keep')}
              </Button>
            )}
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon variant="default" size={32} aria-label={t('actions')}>
                  <IconDots size={17} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                {row.state === 'active' && (
                  <Menu.Item onClick={() => setNoticing(true)}>{t('contracts.terminate')}</Menu.Item>
                )}
                <Menu.Item className="danger" onClick={() => void forget(row)}>
                  {t('delete')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </>
        ) : null
      }
    >
      {row && <TermBar contract={row} />}
      {row && noticing && <NoticeDialog contract={row} run={run} close={() => setNoticing(false)} />}
      <Panels
        noun="contracts"
        columns={[
          [
            [
              'contracts.about',
              <Panel key="about" title={t('contracts.about')} purpose={purpose}>
                {facts([...part(ABOUT).filter((field) => field.id !== 'ended_why' || row?.ended_why), ...added])}
              </Panel>,
            ],
            ...(row
              ? ([
                  ['contracts.named', <Named key="named" contract={row} purpose={purpose} mayWrite={mayMake} />],
                  ['nav.orders', <OrdersOf key="orders" of={{ contract_id: row.id }} purpose={purpose} />],
                  ['nav.services', <ServicesOf key="services" of={{ contract_id: row.id }} purpose={purpose} />],
                  [
                    'benefits.title',
                    <Benefits
                      key="benefits"
                      of={{ contract_id: row.id, company_id: row.company_id }}
                      purpose={purpose}
                    />,
                  ],
                  ...placed(panels.contract, { id: row.id, purpose, name: row.name }),
                ] as const)
              : []),
          ],
          [
            [
              'contracts.term',
              <Panel key="term" title={t('contracts.term')} purpose={purpose}>
                {facts(part(TERM))}
              </Panel>,
            ],
            ...(row?.company ? placed(panels.party, { id: row.company_id, purpose, name: row.company }) : []),
            row && [
              'care.title',
              <CarePanel key="care" noun="contracts" row={row} purpose={purpose} mayWrite={mayWrite} />,
            ],
          ],
        ]}
      />
    </Page>
  )
}

import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconChevronLeft, IconDots, IconFileTypePdf } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import { address } from '#web/api.ts'
import { CarePanel } from '#web/CarePanel.tsx'
import { Facts } from '#web/Facts.tsx'
import { formatTime } from '#web/format.ts'
import { type Bindings, useKeys } from '#web/keys.ts'
import { t } from '#web/language.ts'
import { useOpened } from '#web/opened.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { deleteRecord, restoreRecord } from '#web/record.ts'
import { fieldsSeen, inWords, isReadable, optionLabel, useRegister } from '#web/register.ts'
import { SavedLines } from '#web/SavedLines.tsx'
import { toast, toastProblem } from '#web/toast.tsx'
import { Account } from './Account.tsx'
import { ConfirmDialog } from './ConfirmDialog.tsx'
import { Deliveries } from './Deliveries.tsx'
import { handOver } from './handOver.tsx'
import { ServicesOf } from './ServicesOf.tsx'
import { useSteps } from './steps.tsx'
import './contracts.css'

const ABOUT = ['ordered_on', 'wanted_on', 'reference', 'delivery_address', 'language', 'currency']
const BACK: Bindings = Object.fromEntries([['Escape', () => history.back()]])

export default function OrderPage() {
  const { id = '' } = useParams()
  const register = useRegister()
  const client = useQueryClient()
  const [, go] = useLocation()
  const [confirming, setConfirming] = useState(false)
  const { row, error, purpose, mayWrite, retry } = useOpened('orders', id, 'deliveries')
  const { run, pending } = useSteps('orders', id, purpose)
  useKeys(BACK)
  const mayWork = mayWrite && purpose === 'contract'
  const fields = fieldsSeen(register, 'orders', purpose).filter(isReadable)
  if (error)
    return (
      <Page title={t('orders.one')}>
        <ProblemNote error={error} retry={retry} />
      </Page>
    )
  const forget = async () => {
    if (!row) return
    try {
      await deleteRecord(client, 'orders', row, purpose)
      go(`/orders?purpose=${purpose}`)
      toast(t('deleted', { name: row.number }), () => restoreRecord(client, 'orders', row.id, purpose))
    } catch (problem) {
      toastProblem(problem)
    }
  }
  const cancel = async () => {
    if (await run('cancel', {})) toast(t('orders.cancelled'), () => run('reopen', {}))
  }
  const open = ['confirmed', 'delivering', 'delivered'].includes(row?.state)
  return (
    <Page
      title={row ? `${row.number}` : '…'}
      crumb={
        <Link href={`/orders?purpose=${purpose}`} className="crumb small">
          <IconChevronLeft size={13} aria-hidden />
          {t('nav.orders')}
        </Link>
      }
      subtitle={
        row && (
          <>
            {row.company_id &&
              (row.company ? (
                <Link href={`/companies/${row.company_id}?purpose=${purpose}`}>{row.company}</Link>
              ) : (
                t('contact.hidden')
              ))}{' '}
            · {optionLabel(register.nouns.orders?.fields.state, row.state)}
          </>
        )
      }
      actions={
        row && (
          <>
            <Button
              component="a"
              href={address(`/orders/${row.id}/document`, { purpose })}
              leftSection={<IconFileTypePdf size={16} aria-hidden />}
            >
              {t('orders.pdf')}
            </Button>
            {mayWork && row.state === 'draft' && (
              <Button variant="filled" loading={pending} onClick={() => setConfirming(true)}>
                {t('orders.confirm')}
              </Button>
            )}
            {mayWork && ['delivered', 'invoiced'].includes(row.state) && (
              <Button
                variant={row.state === 'delivered' ? 'filled' : 'default'}
                onClick={() => void handOver(client, [row.id], 'finvoice')}
              >
                {t(row.state === 'delivered' ? 'orders.invoice' : 'orders.invoice.again')}
              </Button>
            )}
            {mayWork && (
              <Menu position="bottom-end">
                <Menu.Target>
                  <ActionIcon variant="default" size={32} aria-label={t('actions')}>
                    <IconDots size={17} />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  {open && <Menu.Item onClick={() => setConfirming(true)}>{t('orders.confirm.again')}</Menu.Item>}
                  {['delivered', 'invoiced'].includes(row.state) && (
                    <Menu.Item onClick={() => void handOver(client, [row.id], 'csv')}>
                      {t('orders.invoice.csv')}
                    </Menu.Item>
                  )}
                  {row.state === 'invoiced' && (
                    <Menu.Item onClick={() => void run('uninvoice', {})}>{t('orders.uninvoice')}</Menu.Item>
                  )}
                  {['draft', 'confirmed'].includes(row.state) && (
                    <Menu.Item onClick={() => void cancel()}>{t('orders.cancel')}</Menu.Item>
                  )}
                  <Menu.Item className="danger" onClick={() => void forget()}>
                    {t('delete')}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            )}
          </>
        )
      }
    >
      {row && open && !row.confirmed_at && (
        <p className="note note-warn" role="status">
          {t('orders.untold')}
        </p>
      )}
      {row && confirming && <ConfirmDialog order={row} run={run} close={() => setConfirming(false)} />}
      <div className="columns">
        <div>
          {row && (
            <Panel title={t('orders.lines')} purpose={purpose}>
              <SavedLines
                noun="orders"
                row={row}
                purpose={purpose}
                readOnly={!mayWork || row.state !== 'draft'}
                priceList={null}
              />
            </Panel>
          )}
          {row && row.state !== 'draft' && <Deliveries order={row} purpose={purpose} mayWrite={mayWrite && open} />}
          {row && (
            <ServicesOf of={{ order_id: row.id }} purpose={purpose} start={open && mayWrite ? row.id : undefined} />
          )}
        </div>
        <div>
          <Panel title={t('orders.about')} purpose={purpose}>
            {row ? (
              <>
                <dl className="facts">
                  <Named
                    label={register.nouns.orders?.fields.contact_id?.label}
                    value={row.contact_id && (row.contact ?? t('contact.hidden'))}
                    href={row.contact && `/people/${row.contact_id}?purpose=${purpose}`}
                  />
                  <Named
                    label={register.nouns.orders?.fields.contract_id?.label}
                    value={row.contract}
                    href={row.contract && `/contracts/${row.contract_id}?purpose=${purpose}`}
                  />
                </dl>
                <Facts
                  noun="orders"
                  row={row}
                  purpose={purpose}
                  fields={ABOUT.flatMap((one) => fields.find((field) => field.id === one) ?? [])}
                  mayWrite={mayWork}
                />
                <p className="quiet small">
                  {row.confirmed_at && t('orders.told', { time: formatTime(row.confirmed_at) })}{' '}
                  {row.invoiced_at && t('orders.handed', { time: formatTime(row.invoiced_at), times: row.exports })}
                </p>
              </>
            ) : (
              <Skeleton lines={4} />
            )}
          </Panel>
          {row && mayWork && ['delivered', 'invoiced'].includes(row.state) && <Account />}
          {row && <CarePanel noun="orders" row={row} purpose={purpose} mayWrite={mayWork} />}
        </div>
      </div>
    </Page>
  )
}

type NamedProps = { label: { fi: string; sv: string; en: string } | undefined; value: string | null; href?: string }

function Named({ label, value, href }: NamedProps) {
  return (
    <div>
      <dt>{inWords(label)}</dt>
      <dd>
        <span className={value ? 'value' : 'value value-empty'}>
          {value ? href ? <Link href={href}>{value}</Link> : value : '–'}
        </span>
      </dd>
    </div>
  )
}

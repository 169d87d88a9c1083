import { Button, Menu } from '@mantine/core'
import { IconFileTypePdf } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { address } from '#web/api.ts'
import { CarePanel } from '#web/CarePanel.tsx'
import { formatTime } from '#web/format.ts'
import { t } from '#web/language.ts'
import { panels } from '#web/mounts.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { placed } from '#web/Panels.tsx'
import { PageFacts, RecordPage } from '#web/RecordPage.tsx'
import type { Row } from '#web/record.ts'
import { type Opened, useRecordPage } from '#web/recordPage.ts'
import { inWords, useRegister } from '#web/register.ts'
import { SavedLines } from '#web/SavedLines.tsx'
import { toast } from '#web/toast.tsx'
import { Account } from './Account.tsx'
import { CompanyOf } from './CompanyOf.tsx'
import { ConfirmDialog } from './ConfirmDialog.tsx'
import { Deliveries } from './Deliveries.tsx'
import { handOver } from './handOver.tsx'
import { isBought, LateChip } from './purchases.tsx'
import { ServicesOf } from './ServicesOf.tsx'
import { type Run, useSteps } from './steps.tsx'
import './contracts.css'

const ABOUT = ['ordered_on', 'wanted_on', 'expected_on', 'reference', 'delivery_address', 'language', 'currency']
const OPEN = ['confirmed', 'delivering', 'delivered']
const DELIVERED = ['delivered', 'invoiced']

export default function OrderPage() {
  const page = useRecordPage('orders', 'deliveries')
  const { row, id, purpose, mayWrite } = page
  const client = useQueryClient()
  const [confirming, setConfirming] = useState(false)
  const { run, pending } = useSteps('orders', id, purpose)
  const bought = isBought(purpose)
  const mayWork = mayWrite && (bought || purpose === 'contract')
  const mayInvoice = mayWork && !bought && DELIVERED.includes(row?.state)
  const open = OPEN.includes(row?.state)
  return (
    <RecordPage
      page={page}
      wide
      one={t(bought ? 'purchases.one' : 'orders.one')}
      list={{ label: t(bought ? 'purchases.title' : 'nav.orders') }}
      title={({ number }) => String(number)}
      subtitle={(order) => (
        <>
          <CompanyOf of={order} purpose={purpose} /> ·{' '}
          {bought ? <LateChip order={order}>{page.option('state')}</LateChip> : page.option('state')}
        </>
      )}
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
                {t(bought ? 'purchases.confirm' : 'orders.confirm')}
              </Button>
            )}
            {mayInvoice && (
              <Button
                variant={row.state === 'delivered' ? 'filled' : 'default'}
                onClick={() => void handOver(client, [row.id], 'finvoice')}
              >
                {t(row.state === 'delivered' ? 'orders.invoice' : 'orders.invoice.again')}
              </Button>
            )}
          </>
        )
      }
      menu={row && mayWork && <Steps order={row} open={open} run={run} confirm={() => setConfirming(true)} />}
      mayForget={mayWork}
      above={
        open &&
        !row?.confirmed_at && (
          <p className="note note-warn" role="status">
            {t(bought ? 'purchases.untold' : 'orders.untold')}
          </p>
        )
      }
      across={[
        row && [
          'orders.lines',
          <Panel key="lines" title={t('orders.lines')} purpose={purpose}>
            <SavedLines
              noun="orders"
              row={row}
              purpose={purpose}
              readOnly={!mayWork || row.state !== 'draft'}
              priceList={null}
            />
          </Panel>,
        ],
      ]}
      columns={[
        [
          row &&
            row.state !== 'draft' && [
              bought ? 'purchases.received' : 'deliveries.title',
              <Deliveries key="deliveries" order={row} purpose={purpose} mayWrite={mayWrite && open} />,
            ],
          row &&
            !bought && [
              'nav.services',
              <ServicesOf
                key="services"
                of={{ order_id: row.id }}
                purpose={purpose}
                start={open && mayWrite ? row.id : undefined}
              />,
            ],
        ],
        [
          [
            'orders.about',
            <Panel key="about" title={t('orders.about')} purpose={purpose}>
              {row ? <About page={page} order={row} mayWork={mayWork} /> : <Skeleton lines={4} />}
            </Panel>,
          ],
          ...(row ? placed(panels.order, { id: row.id, purpose, name: row.number }) : []),
          mayInvoice && ['orders.account', <Account key="account" />],
          row && ['care.title', <CarePanel key="care" noun="orders" row={row} purpose={purpose} mayWrite={mayWork} />],
        ],
      ]}
    >
      {row && confirming && <ConfirmDialog order={row} run={run} close={() => setConfirming(false)} />}
    </RecordPage>
  )
}

/** What is done more seldom, in the order of its state. */
function Steps({ order, open, run, confirm }: { order: Row; open: boolean; run: Run; confirm: () => void }) {
  const client = useQueryClient()
  const bought = order.kind === 'purchase'
  const end = async () => {
    if (await run('close', {})) toast(t('purchases.closed'), () => run('reopen', {}))
  }
  const cancel = async () => {
    if (await run('cancel', {})) toast(t('orders.cancelled'), () => run('reopen', {}))
  }
  return (
    <>
      {open && (
        <Menu.Item onClick={confirm}>{t(bought ? 'purchases.confirm.again' : 'orders.confirm.again')}</Menu.Item>
      )}
      {bought && order.state === 'delivering' && (
        <Menu.Item onClick={() => void end()}>{t('purchases.close')}</Menu.Item>
      )}
      {!bought && DELIVERED.includes(order.state) && (
        <Menu.Item onClick={() => void handOver(client, [order.id], 'csv')}>{t('orders.invoice.csv')}</Menu.Item>
      )}
      {order.state === 'invoiced' && (
        <Menu.Item onClick={() => void run('uninvoice', {})}>{t('orders.uninvoice')}</Menu.Item>
      )}
      {['draft', 'confirmed'].includes(order.state) && (
        <Menu.Item onClick={() => void cancel()}>{t('orders.cancel')}</Menu.Item>
      )}
    </>
  )
}

function About({ page, order, mayWork }: { page: Opened; order: Row; mayWork: boolean }) {
  const { purpose } = page
  return (
    <>
      <dl className="facts">
        <Named
          field="contact_id"
          {...(isBought(purpose) && { label: t('purchases.contact') })}
          value={order.contact_id && (order.contact ?? t('contact.hidden'))}
          href={order.contact && `/people/${order.contact_id}?purpose=${purpose}`}
        />
        <Named
          field="contract_id"
          value={order.contract}
          href={order.contract && `/contracts/${order.contract_id}?purpose=${purpose}`}
        />
      </dl>
      <PageFacts page={page} fields={page.part(ABOUT)} mayWrite={mayWork} />
      <p className="quiet small">
        {order.confirmed_at &&
          t(isBought(purpose) ? 'purchases.told' : 'orders.told', { time: formatTime(order.confirmed_at) })}{' '}
        {order.invoiced_at && t('orders.handed', { time: formatTime(order.invoiced_at), times: order.exports })}
      </p>
    </>
  )
}

function Named(props: { field: string; label?: string; value: string | null; href?: string }) {
  const { field, label, value, href } = props
  const register = useRegister()
  return (
    <div>
      <dt>{label ?? inWords(register.nouns.orders?.fields[field]?.label)}</dt>
      <dd>
        <span className={value ? 'value' : 'value value-empty'}>
          {value ? href ? <Link href={href}>{value}</Link> : value : '–'}
        </span>
      </dd>
    </div>
  )
}

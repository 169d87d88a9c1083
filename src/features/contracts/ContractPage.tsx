import { Button, Menu } from '@mantine/core'
import { useState } from 'react'
import { CarePanel } from '#web/CarePanel.tsx'
import { formatDate, formatMoney } from '#web/format.ts'
import { t } from '#web/language.ts'
import { panels } from '#web/mounts.ts'
import { Panel } from '#web/Panel.tsx'
import { type Placed, placed } from '#web/Panels.tsx'
import { PageFacts, RecordPage } from '#web/RecordPage.tsx'
import type { Row } from '#web/record.ts'
import { useRecordPage } from '#web/recordPage.ts'
import { toast } from '#web/toast.tsx'
import { Benefits } from './Benefits.tsx'
import { CompanyOf } from './CompanyOf.tsx'
import { Named } from './Named.tsx'
import { NoticeDialog } from './NoticeDialog.tsx'
import { OrdersOf } from './OrdersOf.tsx'
import { ServicesOf } from './ServicesOf.tsx'
import { useSteps } from './steps.tsx'
import { TermBar } from './TermBar.tsx'
import './contracts.css'

const ABOUT = ['name', 'kind', 'value', 'currency', 'signed_on', 'ended_why']
const TERM = ['start_on', 'end_on', 'notice_months', 'renewal', 'renewal_months']

export default function ContractPage() {
  const page = useRecordPage('contracts', 'involvements')
  const { row, id, purpose, mayWrite, mayMake, part } = page
  const [noticing, setNoticing] = useState(false)
  const { run, pending } = useSteps('contracts', id, purpose)
  const show = { value: (value: unknown) => formatMoney(value as string, row?.currency) }
  const renew = async (contract: Row) => {
    const { end_on, state, ended_why } = contract
    const renewed = await run('renew', {})
    if (!renewed) return
    toast(t('contracts.renewed', { day: formatDate(renewed.end_on) }), () =>
      state === 'notice' ? run('terminate', { why: ended_why, end_on }) : run('keep', { end_on }),
    )
  }
  return (
    <RecordPage
      page={page}
      one={t('contracts.one')}
      list={{ label: t('nav.contracts') }}
      title={({ name }) => name}
      subtitle={(contract) => (
        <>
          {contract.number} · <CompanyOf of={contract} purpose={purpose} /> · {page.option('state')}
        </>
      )}
      actions={
        row &&
        mayMake && (
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
          </>
        )
      }
      menu={
        mayMake &&
        row?.state === 'active' && <Menu.Item onClick={() => setNoticing(true)}>{t('contracts.terminate')}</Menu.Item>
      }
      mayForget={mayMake}
      above={row && <TermBar contract={row} />}
      columns={[
        [
          [
            'contracts.about',
            <Panel key="about" title={t('contracts.about')} purpose={purpose}>
              <PageFacts
                page={page}
                fields={[...part(ABOUT.filter((one) => one !== 'ended_why' || row?.ended_why)), ...page.added]}
                show={show}
              />
            </Panel>,
          ],
          ...(row ? around(row, purpose, mayMake) : []),
        ],
        [
          [
            'contracts.term',
            <Panel key="term" title={t('contracts.term')} purpose={purpose}>
              <PageFacts page={page} fields={part(TERM)} />
            </Panel>,
          ],
          ...(row?.company ? placed(panels.party, { id: row.company_id, purpose, name: row.company }) : []),
          row && [
            'care.title',
            <CarePanel key="care" noun="contracts" row={row} purpose={purpose} mayWrite={mayWrite} />,
          ],
        ],
      ]}
    >
      {row && noticing && <NoticeDialog contract={row} run={run} close={() => setNoticing(false)} />}
    </RecordPage>
  )
}

/** Who is named in it, and what has come of it. */
const around = (contract: Row, purpose: string, mayMake: boolean): Placed[] => {
  const of = { contract_id: contract.id }
  return [
    ['contracts.named', <Named key="named" contract={contract} purpose={purpose} mayWrite={mayMake} />],
    ['nav.orders', <OrdersOf key="orders" of={of} purpose={purpose} />],
    ['nav.services', <ServicesOf key="services" of={of} purpose={purpose} />],
    ['benefits.title', <Benefits key="benefits" of={{ ...of, company_id: contract.company_id }} purpose={purpose} />],
    ...placed(panels.contract, { id: contract.id, purpose, name: contract.name }),
  ]
}

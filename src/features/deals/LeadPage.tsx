import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { post } from '#web/api.ts'
import { CarePanel } from '#web/CarePanel.tsx'
import { formatTime } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { PageFacts, RecordPage } from '#web/RecordPage.tsx'
import { type Row, refresh } from '#web/record.ts'
import { useRecordPage } from '#web/recordPage.ts'
import { creatableFor, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toastProblem } from '#web/toast.tsx'
import { ConvertLead } from './ConvertLead.tsx'
import { DropLead } from './DropLead.tsx'
import { Named } from './PartiesPanel.tsx'
import './deals.css'

const NOT_SHOWN = ['removed_at', 'body', 'team', 'status', 'updated_at', 'deal_id', 'person_id', 'company_id']

/** What somebody asked for, and what became of it. */
export default function LeadPage() {
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const page = useRecordPage('leads')
  const { row, purpose, id, option } = page
  const [doing, set] = useState<'convert' | 'drop' | null>(null)
  const open = row?.status === 'new' || row?.status === 'working'
  const mayMake = page.mayWrite && page.mayMake
  const mayConvert = mayMake && creatableFor(register, 'deals', session.writes).includes(purpose)
  const reopen = async () => {
    await post(`/leads/${id}/reopen`, {}, { query: { purpose } })
    await Promise.all([refresh(client, 'leads'), refresh(client, 'deals')])
  }
  const about = page.fields.filter(
    (one) => !NOT_SHOWN.includes(one.id) && (one.id !== 'dropped_why' || row?.status === 'dropped'),
  )
  return (
    <RecordPage
      page={page}
      one={t('leads.one')}
      list={{ label: t('nav.leads') }}
      title={({ subject }) => subject}
      subtitle={({ created_at }) => [option('status'), option('source'), formatTime(created_at)].join(' · ')}
      actions={
        mayMake && (
          <>
            {open && mayConvert && (
              <Button variant="filled" onClick={() => set('convert')}>
                {t('leads.convert')}
              </Button>
            )}
            {open && <Button onClick={() => set('drop')}>{t('leads.drop')}</Button>}
            {!open && (
              <Button onClick={() => void reopen().catch(toastProblem)}>
                {t(row?.status === 'converted' ? 'leads.unconvert' : 'leads.reopen')}
              </Button>
            )}
          </>
        )
      }
      mayForget={mayMake}
      columns={[
        [
          [
            'leads.asked',
            <Panel key="asked" title={t('leads.asked')} purpose={purpose}>
              {row ? <Asked lead={row} purpose={purpose} /> : <Skeleton lines={5} />}
            </Panel>,
          ],
        ],
        [
          row && [
            'care.title',
            <CarePanel key="care" noun="leads" row={row} purpose={purpose} mayWrite={mayMake}>
              <PageFacts page={page} fields={about} mayWrite={mayMake} />
            </CarePanel>,
          ],
        ],
      ]}
    >
      {row && doing === 'convert' && <ConvertLead lead={row} purpose={purpose} close={() => set(null)} undo={reopen} />}
      {row && doing === 'drop' && <DropLead lead={row} purpose={purpose} close={() => set(null)} undo={reopen} />}
    </RecordPage>
  )
}

function Asked({ lead, purpose }: { lead: Row; purpose: string }) {
  return (
    <>
      {lead.body ? <p className="lead-body">{lead.body}</p> : <p className="quiet">{t('leads.nothing')}</p>}
      <ul className="lines">
        {lead.person_id && (
          <li>
            <Named noun="people" id={lead.person_id} name={lead.person} purpose={purpose} />
          </li>
        )}
        {lead.company_id && (
          <li>
            <Named noun="companies" id={lead.company_id} name={lead.company} purpose={purpose} />
          </li>
        )}
        {lead.deal_id && (
          <li>
            <span className="quiet">{t('deals.one')}:</span>
            <Link href={`/deals/${lead.deal_id}?purpose=${purpose}`}>{lead.deal ?? t('deals.one')}</Link>
          </li>
        )}
      </ul>
    </>
  )
}

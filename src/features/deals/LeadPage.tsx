import { Button } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import { post } from '#web/api.ts'
import { CarePanel } from '#web/CarePanel.tsx'
import { Facts } from '#web/Facts.tsx'
import { formatTime } from '#web/format.ts'
import { type Bindings, useKeys } from '#web/keys.ts'
import { t } from '#web/language.ts'
import { useOpened } from '#web/opened.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { deleteRecord, refresh, restoreRecord } from '#web/record.ts'
import { creatableFor, fieldsSeen, isReadable, optionLabel, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { ConvertLead } from './ConvertLead.tsx'
import { DropLead } from './DropLead.tsx'
import { Named } from './PartiesPanel.tsx'
import './deals.css'

const NOT_SHOWN = ['removed_at', 'body', 'team', 'status', 'updated_at', 'deal_id', 'person_id', 'company_id']
const BACK: Bindings = Object.fromEntries([['Escape', () => history.back()]])

/** What somebody asked for, and what became of it. */
export default function LeadPage() {
  const { id = '' } = useParams()
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const [, go] = useLocation()
  const { row, error, purpose, mayWrite, retry } = useOpened('leads', id, '')
  const [doing, set] = useState<'convert' | 'drop' | null>(null)
  useKeys(BACK)
  if (error)
    return (
      <Page title={t('leads.one')}>
        <ProblemNote error={error} retry={retry} />
      </Page>
    )
  if (!row)
    return (
      <Page title="…">
        <Skeleton lines={5} />
      </Page>
    )
  const fields = register.nouns.leads?.fields
  const open = row.status === 'new' || row.status === 'working'
  const mayMake = mayWrite && creatableFor(register, 'leads', session.writes).includes(purpose)
  const mayConvert = mayMake && creatableFor(register, 'deals', session.writes).includes(purpose)
  const reopen = async () => {
    await post(`/leads/${id}/reopen`, {}, { query: { purpose } })
    await Promise.all([refresh(client, 'leads'), refresh(client, 'deals')])
  }
  const forget = async () => {
    try {
      await deleteRecord(client, 'leads', row, purpose)
      go(`/leads?purpose=${purpose}`)
      toast(t('deleted', { name: row.subject }), () => restoreRecord(client, 'leads', id, purpose))
    } catch (problem) {
      toastProblem(problem)
    }
  }
  return (
    <Page
      title={row.subject}
      crumb={
        <Link href={`/leads?purpose=${purpose}`} className="crumb small">
          <IconChevronLeft size={13} aria-hidden />
          {t('nav.leads')}
        </Link>
      }
      subtitle={[
        optionLabel(fields?.status, row.status),
        optionLabel(fields?.source, row.source),
        formatTime(row.created_at),
      ].join(' · ')}
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
                {row.status === 'converted' ? t('leads.unconvert') : t('leads.reopen')}
              </Button>
            )}
            <Button variant="subtle" className="danger" onClick={() => void forget()}>
              {t('delete')}
            </Button>
          </>
        )
      }
    >
      <div className="columns">
        <div>
          <Panel title={t('leads.asked')} purpose={purpose}>
            {row.body ? <p className="lead-body">{row.body}</p> : <p className="quiet">{t('leads.nothing')}</p>}
            <ul className="lines">
              {row.person_id && (
                <li>
                  <Named noun="people" id={row.person_id} name={row.person} purpose={purpose} />
                </li>
              )}
              {row.company_id && (
                <li>
                  <Named noun="companies" id={row.company_id} name={row.company} purpose={purpose} />
                </li>
              )}
              {row.deal_id && (
                <li>
                  <span className="quiet">{t('deals.one')}:</span>
                  <Link href={`/deals/${row.deal_id}?purpose=${purpose}`}>{row.deal ?? t('deals.one')}</Link>
                </li>
              )}
            </ul>
          </Panel>
        </div>
        <div>
          <CarePanel noun="leads" row={row} purpose={purpose} mayWrite={mayMake}>
            <Facts
              noun="leads"
              row={row}
              purpose={purpose}
              mayWrite={mayMake}
              fields={fieldsSeen(register, 'leads', purpose).filter(
                (one) =>
                  isReadable(one) &&
                  !NOT_SHOWN.includes(one.id) &&
                  (one.id !== 'dropped_why' || row.status === 'dropped'),
              )}
            />
          </CarePanel>
        </div>
      </div>
      {doing === 'convert' && <ConvertLead lead={row} purpose={purpose} close={() => set(null)} undo={reopen} />}
      {doing === 'drop' && <DropLead lead={row} purpose={purpose} close={() => set(null)} undo={reopen} />}
    </Page>
  )
}

import { ActionIcon, Menu } from '@mantine/core'
import { IconChevronLeft, IconDots } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Suspense } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import { Facts } from '#web/Facts.tsx'
import { type Bindings, useKeys } from '#web/keys.ts'
import { t } from '#web/language.ts'
import { useOpened } from '#web/opened.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { deleteRecord, restoreRecord } from '#web/record.ts'
import { fieldsSeen, isReadable, useRegister } from '#web/register.ts'
import { panels } from '#web/screens.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { AddressesPanel } from './AddressesPanel.tsx'
import { BusinessIdNote } from './BusinessIdNote.tsx'
import { GroupPanel } from './GroupPanel.tsx'

const INVOICING = ['einvoice_address', 'einvoice_operator']
const CARE = ['customer_since', 'class', 'team', 'source', 'created_at', 'updated_at']

const BACK: Bindings = Object.fromEntries([['Escape', () => history.back()]])

export default function CompanyPage() {
  const { id = '' } = useParams()
  const register = useRegister()
  const client = useQueryClient()
  const [, go] = useLocation()
  const { row, error, purpose, mayWrite, retry } = useOpened('companies', id, 'addresses')
  useKeys(BACK)
  const fields = fieldsSeen(register, 'companies', purpose).filter(isReadable)
  const part = (wanted: (id: string) => boolean) => fields.filter((field) => wanted(field.id))
  const invoicing = part((one) => INVOICING.includes(one))
  const care = part((one) => CARE.includes(one))

  const forget = async () => {
    if (!row) return
    try {
      await deleteRecord(client, 'companies', row, purpose)
      go(`/companies?purpose=${purpose}`)
      toast(t('deleted', { name: row.name }), () => restoreRecord(client, 'companies', row.id, purpose))
    } catch (problem) {
      toastProblem(problem)
    }
  }

  if (error) {
    return (
      <Page title={t('companies.one')}>
        <ProblemNote error={error} retry={retry} />
      </Page>
    )
  }
  const facts = (list: typeof fields) => {
    if (!row) return <Skeleton lines={4} />
    return (
      <Facts
        noun="companies"
        row={row}
        purpose={purpose}
        fields={list}
        mayWrite={mayWrite}
        show={{
          business_id: (value) =>
            value ? (
              <span className="row">
                {String(value)} <BusinessIdNote value={String(value)} />
              </span>
            ) : null,
        }}
      />
    )
  }
  return (
    <Page
      title={row?.name ?? '…'}
      subtitle={
        <Link href={`/companies?purpose=${purpose}`} className="crumb small">
          <IconChevronLeft size={13} aria-hidden />
          {t('nav.companies')}
        </Link>
      }
      actions={
        row && mayWrite ? (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="default" size={32} aria-label={t('actions')}>
                <IconDots size={17} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item className="danger" onClick={() => void forget()}>
                {t('delete')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        ) : null
      }
    >
      <div className="columns">
        <div>
          <Panel title={t('company.about')} purpose={purpose}>
            {facts(part((one) => !INVOICING.includes(one) && !CARE.includes(one)))}
          </Panel>
          {row && (
            <Suspense fallback={null}>
              {panels.company.map((Extra, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while running
                <Extra key={i} id={row.id} purpose={purpose} name={row.name} />
              ))}
            </Suspense>
          )}
          {row && <AddressesPanel company={row} purpose={purpose} mayWrite={mayWrite} />}
        </div>
        <div>
          {row && <GroupPanel company={row} purpose={purpose} mayWrite={mayWrite} />}
          {invoicing.length > 0 && (
            <Panel title={t('company.invoicing')} purpose={purpose}>
              {facts(invoicing)}
            </Panel>
          )}
          {care.length > 0 && (
            <Panel title={t('company.care')} purpose={purpose}>
              {facts(care)}
            </Panel>
          )}
        </div>
      </div>
    </Page>
  )
}

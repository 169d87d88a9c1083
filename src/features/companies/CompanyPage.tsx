import { ActionIcon, Menu } from '@mantine/core'
import { IconChevronLeft, IconDots } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useLocation, useParams } from 'wouter'
import { CarePanel } from '#web/CarePanel.tsx'
import { Facts } from '#web/Facts.tsx'
import { type Bindings, useKeys } from '#web/keys.ts'
import { t } from '#web/language.ts'
import { useOpened } from '#web/opened.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { Panels, placed } from '#web/Panels.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { deleteRecord, restoreRecord } from '#web/record.ts'
import { creatableFor, fieldsSeen, isReadable, optionLabel, useRegister } from '#web/register.ts'
import { panels } from '#web/screens.ts'
import { useSession } from '#web/session.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { AddressesPanel } from './AddressesPanel.tsx'
import { BusinessIdNote } from './BusinessIdNote.tsx'
import { GroupPanel } from './GroupPanel.tsx'

const INVOICING = ['einvoice_address', 'einvoice_operator']
const CARE = ['customer_since', 'class']
/** Of the machinery, or told in a panel of its own: not among what is known of a company. */
const NOT_SHOWN = ['open_deal', 'serious_case', 'team', 'source', 'refused_at', 'created_at', 'updated_at']

const BACK: Bindings = Object.fromEntries([['Escape', () => history.back()]])

export default function CompanyPage() {
  const { id = '' } = useParams()
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const [, go] = useLocation()
  const { row, error, purpose, mayWrite, retry } = useOpened('companies', id, 'addresses')
  useKeys(BACK)
  const fields = fieldsSeen(register, 'companies', purpose).filter(isReadable)
  const part = (wanted: (id: string) => boolean) => fields.filter((field) => wanted(field.id))
  const invoicing = part((one) => INVOICING.includes(one))
  const care = part((one) => CARE.includes(one))

  const roles = register.nouns.companies?.fields.roles
  const mayRemove = creatableFor(register, 'companies', session.writes).includes(purpose)
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
      crumb={
        <Link href={`/companies?purpose=${purpose}`} className="crumb small">
          <IconChevronLeft size={13} aria-hidden />
          {t('nav.companies')}
        </Link>
      }
      subtitle={
        row
          ? [(row.roles ?? []).map((one: string) => optionLabel(roles, one)).join(', '), row.city]
              .filter(Boolean)
              .join(' · ')
          : ''
      }
      actions={
        row && mayRemove ? (
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
      <Panels
        noun="companies"
        columns={[
          [
            [
              'company.about',
              <Panel key="about" title={t('company.about')} purpose={purpose}>
                {row?.serious_case && <p className="note note-warn">{t('company.serious')}</p>}
                {row?.open_deal && <p className="note">{t('company.selling')}</p>}
                {facts(part((one) => ![...INVOICING, ...CARE, ...NOT_SHOWN].includes(one)))}
              </Panel>,
            ],
            ...(row ? placed(panels.company, { id: row.id, purpose, name: row.name }) : []),
            row && [
              'company.addresses',
              <AddressesPanel key="addresses" company={row} purpose={purpose} mayWrite={mayWrite} />,
            ],
          ],
          [
            row && ['company.group', <GroupPanel key="group" company={row} purpose={purpose} mayWrite={mayWrite} />],
            invoicing.length > 0
              ? [
                  'company.invoicing',
                  <Panel key="invoicing" title={t('company.invoicing')} purpose={purpose}>
                    {facts(invoicing)}
                  </Panel>,
                ]
              : null,
            row && [
              'care.title',
              <CarePanel key="care" noun="companies" row={row} purpose={purpose} mayWrite={mayWrite}>
                {facts(care)}
              </CarePanel>,
            ],
          ],
        ]}
      />
    </Page>
  )
}

import { IconChevronLeft } from '@tabler/icons-react'
import { Suspense } from 'react'
import { Link, useParams } from 'wouter'
import { CarePanel } from '#web/CarePanel.tsx'
import { Facts } from '#web/Facts.tsx'
import { type Bindings, useKeys } from '#web/keys.ts'
import { t } from '#web/language.ts'
import { useOpened } from '#web/opened.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { fieldsSeen, isReadable, optionLabel, useRegister } from '#web/register.ts'
import { panels } from '#web/screens.ts'
import { AddressesPanel } from './AddressesPanel.tsx'
import { BusinessIdNote } from './BusinessIdNote.tsx'
import { GroupPanel } from './GroupPanel.tsx'

const INVOICING = ['einvoice_address', 'einvoice_operator']
const CARE = ['customer_since', 'class']
/** Of the machinery: not among what is known of a company. */
const NOT_SHOWN = ['team', 'source', 'created_at', 'updated_at']

const BACK: Bindings = Object.fromEntries([['Escape', () => history.back()]])

export default function CompanyPage() {
  const { id = '' } = useParams()
  const register = useRegister()
  const { row, error, purpose, mayWrite, retry } = useOpened('companies', id, 'addresses')
  useKeys(BACK)
  const fields = fieldsSeen(register, 'companies', purpose).filter(isReadable)
  const part = (wanted: (id: string) => boolean) => fields.filter((field) => wanted(field.id))
  const invoicing = part((one) => INVOICING.includes(one))
  const care = part((one) => CARE.includes(one))

  const roles = register.nouns.companies?.fields.roles
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
    >
      <div className="columns">
        <div>
          <Panel title={t('company.about')} purpose={purpose}>
            {facts(part((one) => ![...INVOICING, ...CARE, ...NOT_SHOWN].includes(one)))}
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
          {row && (
            <CarePanel noun="companies" row={row} purpose={purpose} mayWrite={mayWrite}>
              {facts(care)}
            </CarePanel>
          )}
        </div>
      </div>
    </Page>
  )
}

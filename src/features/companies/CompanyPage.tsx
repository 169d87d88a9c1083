import { CarePanel } from '#web/CarePanel.tsx'
import { type Key, t } from '#web/language.ts'
import { panels } from '#web/mounts.ts'
import { Panel } from '#web/Panel.tsx'
import { placed } from '#web/Panels.tsx'
import { PageFacts, RecordPage } from '#web/RecordPage.tsx'
import { useRecordPage } from '#web/recordPage.ts'
import { optionLabel, useRegister } from '#web/register.ts'
import { AddressesPanel } from './AddressesPanel.tsx'
import { BusinessIdNote } from './BusinessIdNote.tsx'
import { GroupPanel } from './GroupPanel.tsx'

const INVOICING = ['einvoice_address', 'einvoice_operator']
const CARE = ['customer_since', 'class']
/** Of the machinery, or told in a panel of its own: not among what is known of a company. */
const NOT_SHOWN = ['open_deal', 'serious_case', 'team', 'source', 'refused_at', 'created_at', 'updated_at']

/** Asked of a company before what has happened with it: who is there; and beside it what is under way. */
const FIRST: readonly Key[] = ['company.people']
const BESIDE: readonly Key[] = ['nav.deals', 'nav.quotes', 'nav.contracts', 'cases.panel']

export default function CompanyPage() {
  const register = useRegister()
  const page = useRecordPage('companies', 'addresses')
  const { row, purpose, mayWrite, part } = page
  const roles = register.nouns.companies?.fields.roles
  const invoicing = part(INVOICING)
  const others = row ? placed(panels.company, { id: row.id, purpose, name: row.name }) : []
  const among = (titles: readonly Key[]) => others.filter(([title]) => titles.includes(title))
  const known = page.fields.filter(({ id }) => ![...INVOICING, ...CARE, ...NOT_SHOWN].includes(id))
  return (
    <RecordPage
      page={page}
      one={t('companies.one')}
      list={{ label: t('nav.companies') }}
      title={({ name }) => name}
      subtitle={(company) =>
        [(company.roles ?? []).map((one: string) => optionLabel(roles, one)).join(', '), company.city]
          .filter(Boolean)
          .join(' · ')
      }
      mayForget={page.mayMake}
      columns={[
        [
          [
            'company.about',
            <Panel key="about" title={t('company.about')} purpose={purpose}>
              {row?.serious_case && <p className="note note-warn">{t('company.serious')}</p>}
              {row?.open_deal && <p className="note">{t('company.selling')}</p>}
              <PageFacts page={page} fields={known} show={SHOW} />
            </Panel>,
          ],
          ...among(FIRST),
          ...others.filter(([title]) => ![...FIRST, ...BESIDE].includes(title)),
          row && [
            'company.addresses',
            <AddressesPanel key="addresses" company={row} purpose={purpose} mayWrite={mayWrite} />,
          ],
        ],
        [
          ...among(BESIDE),
          row && ['company.group', <GroupPanel key="group" company={row} purpose={purpose} mayWrite={mayWrite} />],
          invoicing.length > 0 && [
            'company.invoicing',
            <Panel key="invoicing" title={t('company.invoicing')} purpose={purpose}>
              <PageFacts page={page} fields={invoicing} />
            </Panel>,
          ],
          row && [
            'care.title',
            <CarePanel key="care" noun="companies" row={row} purpose={purpose} mayWrite={mayWrite}>
              <PageFacts page={page} fields={part(CARE)} />
            </CarePanel>,
          ],
        ],
      ]}
    />
  )
}

const SHOW = {
  business_id: (value: unknown) =>
    value ? (
      <span className="row">
        {String(value)} <BusinessIdNote value={String(value)} />
      </span>
    ) : null,
}

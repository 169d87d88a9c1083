import { type Column, fieldColumns } from '#web/columns.tsx'
import { ListScreen } from '#web/ListScreen.tsx'
import { t } from '#web/language.ts'
import { Reassign } from '#web/Reassign.tsx'
import { optionLabel, type Register, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'

const USUAL = ['business_id', 'roles', 'city', 'phone', 'updated_at']

export default function CompaniesScreen() {
  const register = useRegister()
  const session = useSession()
  const roles = register.nouns.companies?.fields.roles
  return (
    <ListScreen
      noun="companies"
      heading={t('nav.companies')}
      include=""
      sort="name"
      columns={columnsOf}
      title={(row) => row.name}
      subtitle={(row) =>
        [row.business_id, row.city, ...(row.roles ?? []).map((role: string) => optionLabel(roles, role))]
          .filter(Boolean)
          .join(' · ')
      }
      empty={{ title: t('companies.empty'), body: t('companies.empty.body') }}
      newLabel={t('companies.new')}
      many
      {...(session.may.includes('reassign') && {
        bulk: ({ ids, purpose, whole, clear }) => (
          <Reassign noun="companies" ids={ids} whole={whole} purpose={purpose} clear={clear} />
        ),
      })}
    />
  )
}

const columnsOf = (register: Register, purpose: string): Column[] =>
  fieldColumns(register, 'companies', purpose, USUAL)
    .map((column) => (column.id === 'name' ? { ...column, width: 280 } : column))
    .sort((a, b) => Number(b.id === 'name') - Number(a.id === 'name'))

import { fieldColumns } from '#web/columns.tsx'
import { ListScreen } from '#web/ListScreen.tsx'
import { t } from '#web/language.ts'
import type { Row } from '#web/record.ts'
import { inWords, optionLabel, type Register, useRegister } from '#web/register.ts'

/** What people have asked us for help with. */
export default function CasesScreen() {
  const register = useRegister()
  return (
    <ListScreen
      noun="cases"
      heading={t('nav.cases')}
      sort="-created_at"
      columns={columnsOf}
      title={(row) => `${row.number} ${row.subject}`}
      subtitle={(row) =>
        [row.company, row.person, optionLabel(register.nouns.cases?.fields.state, row.state)]
          .filter(Boolean)
          .join(' · ')
      }
      empty={{ title: t('cases.empty'), body: t('cases.empty.body') }}
      newLabel={t('cases.new')}
      many
    />
  )
}

function columnsOf(register: Register, purpose: string) {
  const named = (id: 'company' | 'person', field: string) => ({
    id,
    label: inWords(register.nouns.cases?.fields[field]?.label),
    width: 190,
    usual: true,
    render: (row: Row) => row[id] ?? '',
  })
  const usual = ['number', 'subject', 'topic', 'severity', 'state', 'created_at']
  const fields = fieldColumns(register, 'cases', purpose, usual).filter(
    ({ id }) => !['person_id', 'company_id', 'service_id', 'body', 'outcome'].includes(id),
  )
  const [number, subject, ...rest] = fields.filter(({ id }) => id !== 'removed_at')
  return [number!, subject!, named('company', 'company_id'), named('person', 'person_id'), ...rest]
}

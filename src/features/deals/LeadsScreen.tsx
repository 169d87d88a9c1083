import { colleagueOf, useColleagues } from '#web/colleagues.ts'
import { type Column, fieldColumns } from '#web/columns.tsx'
import { formatAgo } from '#web/format.ts'
import { ListScreen } from '#web/ListScreen.tsx'
import { t } from '#web/language.ts'
import type { Row } from '#web/record.ts'
import { fieldLabel, optionLabel, type Register, useRegister } from '#web/register.ts'

const USUAL = ['status', 'source', 'created_at']

/** Who has asked for something, the newest first. */
export default function LeadsScreen() {
  const fields = useRegister().nouns.leads?.fields
  return (
    <ListScreen
      noun="leads"
      heading={t('nav.leads')}
      sort="-created_at"
      columns={columnsOf}
      title={(row) => row.subject}
      subtitle={(row) =>
        [optionLabel(fields?.status, row.status), row.person ?? row.company, formatAgo(row.created_at)]
          .filter(Boolean)
          .join(' · ')
      }
      empty={{ title: t('leads.empty'), body: t('leads.empty.body') }}
      newLabel={t('leads.new')}
      many
    />
  )
}

function columnsOf(register: Register, purpose: string): Column[] {
  const fields = fieldColumns(register, 'leads', purpose, USUAL)
  const named = (id: 'person' | 'company'): Column => ({
    id,
    label: fieldLabel(register, 'leads', `${id}_id`),
    width: 190,
    usual: true,
    render: (row: Row) => row[id] ?? '',
  })
  const first = (id: string) => fields.filter((one) => one.id === id)
  return [
    ...first('subject').map((one) => ({ ...one, width: 280, usual: true })),
    ...first('status'),
    ...first('source'),
    named('person'),
    named('company'),
    {
      id: 'owner',
      label: fieldLabel(register, 'leads', 'owner_id'),
      width: 160,
      usual: true,
      render: (row: Row) => <Owner id={row.owner_id} />,
    },
    ...fields.filter((one) => !['subject', 'status', 'source', 'removed_at'].includes(one.id)),
  ]
}

function Owner({ id }: { id: string | null }) {
  const { colleagues } = useColleagues()
  return <>{colleagueOf(colleagues, id)}</>
}

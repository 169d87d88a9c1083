import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { type Column, fieldColumns } from '#web/columns.tsx'
import { formatDate } from '#web/format.ts'
import { ListScreen } from '#web/ListScreen.tsx'
import { t } from '#web/language.ts'
import { optionLabel, type Register, useRegister } from '#web/register.ts'
import { companyColumn } from './ContractsScreen.tsx'

const USUAL = ['quantity', 'start_on', 'end_on', 'state', 'licence']

export default function ServicesScreen() {
  const state = useRegister().nouns.services?.fields.state
  return (
    <ListScreen
      noun="services"
      heading={t('nav.services')}
      sort="end_on"
      columns={columnsOf}
      title={(row) => row.name}
      subtitle={(row) =>
        [row.company, optionLabel(state, row.state), row.end_on && formatDate(row.end_on)].filter(Boolean).join(' · ')
      }
      empty={{ title: t('services.empty'), body: t('services.empty.body') }}
      newLabel={t('services.new')}
      many
      tools={(purpose) => (
        <Button component={Link} href={`/services?purpose=${purpose}&filter=${encodeURIComponent(ENDING())}`}>
          {t('services.ending')}
        </Button>
      )}
    />
  )
}

/** In use, and over within ninety days. */
const ENDING = () =>
  JSON.stringify({
    and: [
      { field: 'state', op: 'is', value: 'active' },
      { field: 'end_on', op: 'before', value: new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10) },
    ],
  })

function columnsOf(register: Register, purpose: string): Column[] {
  const fields = fieldColumns(register, 'services', purpose, USUAL)
  return [
    ...fields.filter((one) => one.id === 'name').map((one) => ({ ...one, width: 250, usual: true })),
    companyColumn(register, 'services'),
    ...fields.filter((one) => !['name', 'removed_at', 'team'].includes(one.id)),
  ]
}

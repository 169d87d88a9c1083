import { calendarShape } from '#web/calendarShape.tsx'
import { type Column, fieldColumns } from '#web/columns.tsx'
import { formatMoney } from '#web/format.ts'
import { ListScreen } from '#web/ListScreen.tsx'
import { t } from '#web/language.ts'
import type { Row } from '#web/record.ts'
import { fieldLabel, optionLabel, type Register, useRegister } from '#web/register.ts'
import './contracts.css'

const USUAL = ['state', 'end_on', 'renewal']

export default function ContractsScreen() {
  const state = useRegister().nouns.contracts?.fields.state
  return (
    <ListScreen
      noun="contracts"
      heading={t('nav.contracts')}
      sort="end_on"
      columns={columnsOf}
      title={titleOf}
      subtitle={(row) =>
        [row.company, optionLabel(state, row.state), formatMoney(row.value, row.currency)].filter(Boolean).join(' · ')
      }
      empty={{ title: t('contracts.empty'), body: t('contracts.empty.body') }}
      newLabel={t('contracts.new')}
      many
      shapes={[calendarShape('end_on', titleOf)]}
    />
  )
}

const titleOf = (row: Row): string => `${row.number} ${row.name}`

function columnsOf(register: Register, purpose: string): Column[] {
  const fields = fieldColumns(register, 'contracts', purpose, USUAL)
  const own = (id: string) => fields.filter((one) => one.id === id)
  return [
    ...own('number').map((one) => ({ ...one, width: 150, usual: true })),
    ...own('name').map((one) => ({ ...one, width: 250, usual: true })),
    companyColumn(register, 'contracts'),
    moneyColumn(register, 'contracts', 'value'),
    ...fields.filter((one) => !['number', 'name', 'value', 'currency', 'removed_at', 'team'].includes(one.id)),
  ]
}

export const companyColumn = (register: Register, noun: string): Column => ({
  id: 'company',
  label: fieldLabel(register, noun, 'company_id'),
  width: 210,
  usual: true,
  render: (row: Row) => row.company ?? '',
})

export const moneyColumn = (register: Register, noun: string, field: string): Column => ({
  id: field,
  label: fieldLabel(register, noun, field),
  width: 150,
  sort: field,
  usual: true,
  numeric: true,
  amount: true,
  render: (row: Row) => formatMoney(row[field], row.currency),
})

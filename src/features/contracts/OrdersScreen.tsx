import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type Column, fieldColumns } from '#web/columns.tsx'
import { formatMoney } from '#web/format.ts'
import { type Bulk, ListScreen } from '#web/ListScreen.tsx'
import { t } from '#web/language.ts'
import { fieldLabel, optionLabel, type Register, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { companyColumn, moneyColumn } from './ContractsScreen.tsx'
import { handOver } from './handOver.tsx'

const USUAL = ['state', 'ordered_on', 'wanted_on', 'confirmed_at']

export default function OrdersScreen() {
  const session = useSession()
  const state = useRegister().nouns.orders?.fields.state
  return (
    <ListScreen
      noun="orders"
      heading={t('nav.orders')}
      sort="-ordered_on"
      columns={columnsOf}
      title={(row) => `${row.number} ${row.company ?? ''}`}
      subtitle={(row) =>
        [optionLabel(state, row.state), formatMoney(row.net, row.currency)].filter(Boolean).join(' · ')
      }
      empty={{ title: t('orders.empty'), body: t('orders.empty.body') }}
      newLabel={t('orders.new')}
      {...(session.writes.includes('contract') && { bulk: (chosen) => <HandOver {...chosen} /> })}
    />
  )
}

/** Delivered orders as one file to invoicing; one that is not delivered stops them all. */
function HandOver({ ids, clear }: Bulk) {
  const client = useQueryClient()
  return (
    <Button size="compact-sm" onClick={() => void handOver(client, ids, 'csv').then((done) => done && clear())}>
      {t('orders.invoice.csv')}
    </Button>
  )
}

function columnsOf(register: Register, purpose: string): Column[] {
  const fields = fieldColumns(register, 'orders', purpose, USUAL)
  return [
    ...fields.filter((one) => one.id === 'number').map((one) => ({ ...one, width: 110, usual: true })),
    companyColumn(register, 'orders'),
    moneyColumn(register, 'orders', 'net'),
    ...fields.filter((one) => !['number', 'net', 'vat', 'gross', 'currency', 'exports', 'removed_at'].includes(one.id)),
    {
      id: 'contract',
      label: fieldLabel(register, 'orders', 'contract_id'),
      width: 180,
      render: (row) => row.contract ?? '',
    },
  ]
}

import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useSearch } from 'wouter'
import { type Column, fieldColumns } from '#web/columns.tsx'
import { formatDate, formatMoney } from '#web/format.ts'
import { type Bulk, ListScreen } from '#web/ListScreen.tsx'
import { t } from '#web/language.ts'
import type { Row } from '#web/record.ts'
import { choicesFor, fieldLabel, optionLabel, type Register, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { companyColumn, moneyColumn } from './ContractsScreen.tsx'
import { handOver } from './handOver.tsx'
import { isBought, LateChip } from './purchases.tsx'

const USUAL = ['state', 'ordered_on', 'wanted_on', 'confirmed_at']
const USUAL_BOUGHT = ['state', 'ordered_on', 'expected_on']

export default function OrdersScreen() {
  const session = useSession()
  const register = useRegister()
  const state = register.nouns.orders?.fields.state
  const [purpose = ''] = new URLSearchParams(useSearch()).getAll('purpose')
  const held = choicesFor(register, 'orders', session.writes, session.reads)
  const bought = isBought(held.includes(purpose) ? purpose : held.length === 1 ? held[0]! : '')
  return (
    <ListScreen
      noun="orders"
      heading={t(bought ? 'purchases.title' : 'nav.orders')}
      sort="-ordered_on"
      columns={columnsOf}
      title={(row) => `${row.number} ${row.company ?? ''}`}
      subtitle={(row) =>
        [optionLabel(state, row.state), formatMoney(row.net, row.currency)].filter(Boolean).join(' · ')
      }
      empty={
        bought
          ? { title: t('purchases.empty'), body: t('purchases.empty.body') }
          : { title: t('orders.empty'), body: t('orders.empty.body') }
      }
      newLabel={t(bought ? 'purchases.new' : 'orders.new')}
      {...(session.writes.includes('contract') && !bought && { bulk: (chosen) => <HandOver {...chosen} /> })}
    />
  )
}

/** What only a sale has. */
const NEVER = ['invoiced_at', 'quote_id', 'language']

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
  const bought = isBought(purpose)
  const fields = fieldColumns(register, 'orders', purpose, bought ? USUAL_BOUGHT : USUAL)
  const left = ['number', 'kind', 'net', 'vat', 'gross', 'currency', 'exports', 'removed_at', ...(bought ? NEVER : [])]
  return [
    ...fields.filter((one) => one.id === 'number').map((one) => ({ ...one, width: 150, usual: true })),
    companyColumn(register, 'orders'),
    moneyColumn(register, 'orders', 'net'),
    ...fields
      .filter((one) => !left.includes(one.id))
      .map((one) =>
        bought && one.id === 'expected_on'
          ? { ...one, render: (row: Row) => <LateChip order={row}>{formatDate(row.expected_on)}</LateChip> }
          : one,
      ),
    {
      id: 'contract',
      label: fieldLabel(register, 'orders', 'contract_id'),
      width: 180,
      render: (row) => row.contract ?? '',
    },
  ]
}

import { Redirect, useSearchParams } from 'wouter'
import { type Column, fieldColumns } from '#web/columns.tsx'
import { formatMoney } from '#web/format.ts'
import { ListScreen } from '#web/ListScreen.tsx'
import { t } from '#web/language.ts'
import type { Row } from '#web/record.ts'
import { fieldLabel, type Register } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { StateChip } from './QuoteState.tsx'

const USUAL = ['name', 'valid_until', 'sent_at']

export default function QuotesScreen() {
  const { writes } = useSession()
  const [params] = useSearchParams()
  // Quotes are made under sales: whoever works for it begins there.
  if (!params.has('purpose') && writes.includes('sales')) return <Redirect to="/quotes?purpose=sales" replace />
  return (
    <ListScreen
      noun="quotes"
      heading={t('nav.quotes')}
      sort="-created_at"
      columns={columnsOf}
      title={(row) => row.number}
      subtitle={(row) => (
        <>
          {[row.company ?? row.contact, formatMoney(row.net, row.currency)].filter(Boolean).join(' · ')}{' '}
          <StateChip state={row.state} />
        </>
      )}
      empty={{ title: t('quotes.empty'), body: t('quotes.empty.body') }}
      newLabel={t('quotes.new')}
    />
  )
}

function columnsOf(register: Register, purpose: string): Column[] {
  const label = (field: string) => fieldLabel(register, 'quotes', field)
  const fields = fieldColumns(register, 'quotes', purpose, USUAL)
  const own = ['number', 'state', 'net', 'vat', 'gross', 'currency', 'document_hash', 'removed_at']
  return [
    { id: 'number', label: label('number'), width: 150, sort: 'number', usual: true, render: (row: Row) => row.number },
    { id: 'company', label: label('company_id'), width: 210, usual: true, render: (row: Row) => row.company ?? '' },
    {
      id: 'state',
      label: label('state'),
      width: 120,
      sort: 'state',
      usual: true,
      render: (row: Row) => <StateChip state={row.state} />,
    },
    {
      id: 'net',
      label: label('net'),
      width: 150,
      sort: 'net',
      usual: true,
      numeric: true,
      amount: true,
      render: (row: Row) => formatMoney(row.net, row.currency),
    },
    { id: 'deal', label: label('deal_id'), width: 200, render: (row: Row) => row.deal ?? '' },
    ...fields.filter((one) => !own.includes(one.id)),
  ]
}

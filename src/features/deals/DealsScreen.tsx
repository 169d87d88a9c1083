import { IconCalendarMonth, IconLayoutKanban } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useSearchParams } from 'wouter'
import { type Column, fieldColumns } from '#web/columns.tsx'
import { formatDate, formatMoney } from '#web/format.ts'
import { ListScreen } from '#web/ListScreen.tsx'
import { t } from '#web/language.ts'
import type { Row } from '#web/record.ts'
import { fieldLabel, optionLabel, type Register, useRegister } from '#web/register.ts'
import { Board } from './Board.tsx'
import { DealsCalendar } from './DealsCalendar.tsx'
import './deals.css'

const USUAL = ['state', 'close_on', 'active_at']

export default function DealsScreen() {
  const register = useRegister()
  const state = register.nouns.deals?.fields.state
  useBoardFirst()
  return (
    <ListScreen
      noun="deals"
      heading={t('nav.deals')}
      sort="close_on"
      columns={columnsOf}
      title={(row) => row.name}
      subtitle={(row) =>
        [row.company ?? row.contact, formatMoney(row.value, row.currency), row.stage, optionLabel(state, row.state)]
          .filter(Boolean)
          .join(' · ')
      }
      empty={{ title: t('deals.empty'), body: t('deals.empty.body') }}
      newLabel={t('deals.new')}
      many
      shapes={[
        { id: 'board', icon: IconLayoutKanban, label: t('shape.board'), render: (view) => <Board {...view} /> },
        {
          id: 'calendar',
          icon: IconCalendarMonth,
          label: t('shape.calendar'),
          render: (view) => <DealsCalendar {...view} />,
        },
      ]}
    />
  )
}

/** Deals are looked at on the board unless somebody has chosen the table on this device, or an address asks for a list. */
function useBoardFirst() {
  const [params, setParams] = useSearchParams()
  const shape = params.get('shape')
  const asked = params.has('filter')
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the screen is opened
  useEffect(() => {
    if (shape === null && !asked && localStorage.getItem('seloste.shape.deals') !== 'table')
      setParams((old) => ({ ...Object.fromEntries(old), shape: 'board' }), { replace: true })
    return () => {
      const left = new URLSearchParams(location.search)
      if (location.pathname === '/deals') localStorage.setItem('seloste.shape.deals', left.get('shape') ?? 'table')
    }
  }, [])
}

function columnsOf(register: Register, purpose: string): Column[] {
  const label = (field: string) => fieldLabel(register, 'deals', field)
  const fields = fieldColumns(register, 'deals', purpose, USUAL)
  const named = (id: string, width: number): Column => ({
    id,
    label: label(`${id}_id`),
    width,
    usual: true,
    render: (row: Row) =>
      row[id] ?? (row[`${id}_id`] ? <span className="quiet">{t('contact.hidden.short')}</span> : ''),
  })
  return [
    ...fields.filter((one) => one.id === 'name').map((one) => ({ ...one, width: 260, usual: true })),
    named('company', 210),
    named('stage', 140),
    {
      id: 'value',
      label: label('value'),
      width: 150,
      sort: 'value',
      usual: true,
      numeric: true,
      amount: true,
      render: (row: Row) => formatMoney(row.value, row.currency),
    },
    ...fields
      .filter((one) => one.id === 'close_on')
      .map((one) => ({ ...one, render: (row: Row) => formatDate(row.close_on) })),
    named('contact', 180),
    ...fields.filter((one) => !['name', 'value', 'currency', 'close_on', 'removed_at'].includes(one.id)),
  ]
}

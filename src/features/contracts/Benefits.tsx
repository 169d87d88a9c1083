import { Button, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, post, remove } from '#web/api.ts'
import { FieldInput } from '#web/FieldInput.tsx'
import { formatDate, formatNumber } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import type { Page, Row } from '#web/record.ts'
import { fieldLabel, purposesOf, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { type Of, ofFilter } from './OrdersOf.tsx'

const GRANTED = ['name', 'granted', 'unit', 'valid_until']

/** What was granted besides, how much of it is used, and what is left. */
export function Benefits({ of, purpose }: { of: Of; purpose: string }) {
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const [adding, setAdding] = useState<Record<string, any> | null>(null)
  const [using, setUsing] = useState<string | null>(null)
  const seen = purposesOf(register, 'benefits').includes(purpose)
  const mayWrite = session.writes.includes(purpose) && ['contract', 'delivery'].includes(purpose)
  const found = useQuery({
    queryKey: ['list', 'benefits', of, purpose],
    queryFn: () =>
      get<Page>('/benefits', { purpose, filter: ofFilter(of), sort: '-granted_on', limit: 50, total: 'without' }),
    enabled: seen,
  })
  if (!seen) return null
  const again = () => client.invalidateQueries({ queryKey: ['list', 'benefits'] })
  const add = async (noun: 'benefits' | 'benefit_uses', values: object, said: string) => {
    try {
      const made = await post<Row>(`/${noun}`, values, { query: { purpose } })
      await again()
      setAdding(null)
      setUsing(null)
      toast(said, async () => {
        await remove(`/${noun}/${made.id}`, { query: { purpose } })
        await again()
      })
    } catch (problem) {
      toastProblem(problem)
    }
  }
  const rows = found.data?.items ?? []
  const digits = (value: string) => formatNumber(Number(value), 3)
  return (
    <Panel
      title={t('benefits.title')}
      purpose={purpose}
      actions={
        mayWrite && (
          <Button size="compact-sm" variant="subtle" onClick={() => setAdding({ granted: '1', unit: 'kpl' })}>
            {t('benefits.grant')}
          </Button>
        )
      }
    >
      {found.isSuccess && rows.length === 0 && !adding && <p className="quiet">{t('benefits.none')}</p>}
      <ul className="lines">
        {rows.map((row) => (
          <li key={row.id}>
            <span className="main">{row.name}</span>
            <span className="small number">
              <strong>{t('benefits.left', { left: digits(row.left), unit: row.unit })}</strong>{' '}
              <span className="quiet">
                {t('benefits.used', { used: digits(row.used), granted: digits(row.granted) })}
              </span>
            </span>
            {row.valid_until && <span className="quiet small number">{formatDate(row.valid_until)}</span>}
            {mayWrite && Number(row.left) > 0 && (
              <Button size="compact-sm" onClick={() => setUsing(row.id)}>
                {t('benefits.use')}
              </Button>
            )}
            {using === row.id && (
              <Use
                row={row}
                leave={() => setUsing(null)}
                done={(values) => void add('benefit_uses', { benefit_id: row.id, ...values }, t('benefits.taken'))}
              />
            )}
          </li>
        ))}
      </ul>
      {adding && (
        <form
          className="stack add-line"
          onSubmit={(event) => {
            event.preventDefault()
            void add('benefits', { ...of, ...adding }, t('benefits.granted'))
          }}
        >
          <div className="form-grid">
            {GRANTED.map((id) => {
              const field = register.nouns.benefits?.fields[id]
              return (
                field && (
                  <FieldInput
                    key={id}
                    field={field}
                    value={adding[id]}
                    change={(value) => setAdding({ ...adding, [id]: value })}
                  />
                )
              )
            })}
          </div>
          <div className="row">
            <Button type="submit" variant="filled" disabled={!adding.name}>
              {t('benefits.grant')}
            </Button>
            <Button variant="subtle" onClick={() => setAdding(null)}>
              {t('cancel')}
            </Button>
          </div>
        </form>
      )}
    </Panel>
  )
}

type UseProps = { row: Row; leave: () => void; done: (values: { quantity: string; note: string | null }) => void }

function Use({ row, leave, done }: UseProps) {
  const register = useRegister()
  const [quantity, setQuantity] = useState('1')
  const [note, setNote] = useState('')
  return (
    <form
      className="row row-end"
      onSubmit={(event) => {
        event.preventDefault()
        done({ quantity: quantity.replace(',', '.'), note: note || null })
      }}
    >
      <TextInput
        className="line-number"
        label={`${fieldLabel(register, 'benefit_uses', 'quantity')} (${row.unit})`}
        inputMode="decimal"
        value={quantity}
        autoFocus
        onChange={(event) => setQuantity(event.currentTarget.value)}
      />
      <TextInput
        label={fieldLabel(register, 'benefit_uses', 'note')}
        value={note}
        maxLength={300}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button type="submit" variant="filled">
        {t('benefits.use')}
      </Button>
      <Button variant="subtle" onClick={leave}>
        {t('cancel')}
      </Button>
    </form>
  )
}

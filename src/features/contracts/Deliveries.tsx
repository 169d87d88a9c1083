import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, patch, post, remove } from '#web/api.ts'
import { formatDate, formatNumber } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { type Page, type Row, recordKey } from '#web/record.ts'
import { fieldLabel, optionLabel, useRegister } from '#web/register.ts'
import { toast, toastProblem } from '#web/toast.tsx'

/** Nothing is left to deliver. */
const ALL_HERE = ['delivered', 'invoiced', 'cancelled']

type Props = { order: Row; purpose: string; mayWrite: boolean }

/** What has gone out of what we sell, or come of what we buy; a part or all that is left. */
export function Deliveries({ order, purpose, mayWrite }: Props) {
  const register = useRegister()
  const client = useQueryClient()
  const [adding, setAdding] = useState(false)
  const [receiving, setReceiving] = useState<string | null>(null)
  const bought = order.kind === 'purchase'
  // What we buy is written down when it is here.
  const state = bought ? 'received' : 'sent'
  const found = useQuery({
    queryKey: ['list', 'deliveries', order.id, purpose],
    queryFn: () =>
      get<Page>('/deliveries', {
        purpose,
        filter: { field: 'order_id', op: 'is', value: order.id },
        include: 'delivery_lines',
        sort: 'created_at',
        limit: 200,
        total: 'without',
      }),
  })
  const rows = found.data?.items ?? []
  const reload = async () => {
    await client.invalidateQueries({ queryKey: ['list', 'deliveries', order.id] })
    await client.invalidateQueries({ queryKey: recordKey('orders', order.id, purpose) })
    await client.invalidateQueries({ queryKey: ['list', 'orders'] })
  }
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work()
      await reload()
      setAdding(false)
      setReceiving(null)
    } catch (problem) {
      toastProblem(problem)
    }
  }
  const drop = (row: Row) =>
    attempt(async () => {
      await remove(`/deliveries/${row.id}`, { query: { purpose }, version: row.version })
      toast(t('removed', { what: t('deliveries.one') }), async () => {
        const { state, sent_on, received_on, received_by, note } = row
        const lines = row.delivery_lines.map((line: Row) => ({ line_id: line.line_id, quantity: line.quantity }))
        await post(
          '/deliveries',
          { order_id: order.id, state, sent_on, received_on, received_by, note, lines },
          { query: { purpose } },
        )
        await reload()
      })
    })
  return (
    <Panel
      title={t(bought ? 'purchases.received' : 'deliveries.title')}
      purpose={purpose}
      actions={
        mayWrite &&
        !ALL_HERE.includes(order.state) && (
          <span className="row">
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() =>
                void attempt(() => post('/deliveries', { order_id: order.id, state }, { query: { purpose } }))
              }
            >
              {t(bought ? 'purchases.whole' : 'deliveries.whole')}
            </Button>
            <Button size="compact-sm" variant="subtle" onClick={() => setAdding(true)}>
              {t(bought ? 'purchases.part' : 'deliveries.part')}
            </Button>
          </span>
        )
      }
    >
      {rows.length === 0 && !adding && (
        <p className="quiet">{t(bought ? 'purchases.received.none' : 'deliveries.none')}</p>
      )}
      <ul className="lines">
        {rows.map((row) => (
          <li key={row.id}>
            <span className="main">
              {(row.delivery_lines ?? [])
                .map((line: Row) => `${formatNumber(Number(line.quantity), 3)} × ${line.line ?? ''}`)
                .join(', ')}
              {row.received_by && <span className="quiet small"> · {row.received_by}</span>}
            </span>
            <span className="quiet small">
              {optionLabel(register.nouns.deliveries?.fields.state, row.state)}{' '}
              {formatDate(row.received_on ?? row.sent_on ?? row.planned_on)}
            </span>
            {mayWrite && row.state !== 'received' && (
              <Button size="compact-sm" onClick={() => setReceiving(row.id)}>
                {t('deliveries.receive')}
              </Button>
            )}
            {mayWrite && (
              <ActionIcon
                size="sm"
                aria-label={t('remove.what', { what: t('deliveries.one') })}
                onClick={() => void drop(row)}
              >
                <IconX size={14} />
              </ActionIcon>
            )}
            {receiving === row.id && (
              <Receive
                label={fieldLabel(register, 'deliveries', 'received_by')}
                leave={() => setReceiving(null)}
                done={(received_by) =>
                  void attempt(() =>
                    patch(
                      `/deliveries/${row.id}`,
                      { state: 'received', received_by: received_by || null },
                      { query: { purpose }, version: row.version },
                    ),
                  )
                }
              />
            )}
          </li>
        ))}
      </ul>
      {adding && (
        <Part
          order={order}
          purpose={purpose}
          gone={rows}
          leave={() => setAdding(false)}
          done={(lines) =>
            void attempt(() => post('/deliveries', { order_id: order.id, state, lines }, { query: { purpose } }))
          }
        />
      )}
    </Panel>
  )
}

function Receive({ label, done, leave }: { label: string; done: (by: string) => void; leave: () => void }) {
  const [by, setBy] = useState('')
  return (
    <form
      className="row row-end"
      onSubmit={(event) => {
        event.preventDefault()
        done(by)
      }}
    >
      <TextInput
        label={label}
        value={by}
        maxLength={200}
        data-autofocus
        autoFocus
        onChange={(event) => setBy(event.currentTarget.value)}
      />
      <Button type="submit" variant="filled">
        {t('deliveries.received')}
      </Button>
      <Button variant="subtle" onClick={leave}>
        {t('cancel')}
      </Button>
    </form>
  )
}

type PartProps = {
  order: Row
  purpose: string
  gone: Row[]
  leave: () => void
  done: (lines: { line_id: string; quantity: string }[]) => void
}

function Part({ order, purpose, gone, leave, done }: PartProps) {
  const [given, setGiven] = useState<Record<string, string>>({})
  const whole = useQuery({
    queryKey: ['lines', 'orders', order.id, purpose, 'whole'],
    queryFn: () => get<Row>(`/orders/${order.id}/whole`, { purpose }),
  })
  const taken = (line: string) =>
    gone
      .flatMap((one) => one.delivery_lines ?? [])
      .filter((one: Row) => one.line_id === line)
      .reduce((sum: number, one: Row) => sum + Number(one.quantity), 0)
  return (
    <form
      className="stack add-line"
      onSubmit={(event) => {
        event.preventDefault()
        done(
          Object.entries(given).flatMap(([line_id, quantity]) =>
            Number(quantity.replace(',', '.')) > 0 ? [{ line_id, quantity: quantity.replace(',', '.') }] : [],
          ),
        )
      }}
    >
      <div className="form-grid">
        {((whole.data?.lines ?? []) as Row[]).map((line) => (
          <TextInput
            key={line.id}
            label={line.name}
            description={t('deliveries.left', {
              left: formatNumber(Math.max(0, Number(line.quantity) - taken(line.id)), 3),
              unit: line.unit,
            })}
            inputMode="decimal"
            value={given[line.id] ?? ''}
            onChange={(event) => setGiven({ ...given, [line.id]: event.currentTarget.value })}
          />
        ))}
      </div>
      <div className="row">
        <Button type="submit" variant="filled">
          {t(order.kind === 'purchase' ? 'deliveries.received' : 'deliveries.send')}
        </Button>
        <Button variant="subtle" onClick={leave}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

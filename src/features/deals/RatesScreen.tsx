import { Button, Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, type Problem, post, remove } from '#web/api.ts'
import { FieldInput } from '#web/FieldInput.tsx'
import { formatDate, formatDecimal } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Page } from '#web/Page.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Page as Found, Row } from '#web/record.ts'
import { fieldLabel, useRegister } from '#web/register.ts'
import { toast, toastProblem } from '#web/toast.tsx'

const purpose = 'sales'
const query = { purpose }

/** What other currencies are worth, day by day: typed in, or fetched every night once that is switched on. */
export default function RatesScreen() {
  const client = useQueryClient()
  const state = useQuery({
    queryKey: ['rates', 'state'],
    queryFn: () => get<{ fetching: boolean }>('/rates/state', query),
  })
  const again = () => client.invalidateQueries({ queryKey: ['list', 'rates'] })
  const set = useMutation<{ fetching: boolean }, Problem, boolean>({
    mutationFn: (on) => post('/rates/fetching', { on }, { query }),
    onSuccess: (now) => client.setQueryData(['rates', 'state'], now),
    onError: toastProblem,
  })
  const fetchNow = useMutation<{ day: string; taken: number }, Problem>({
    mutationFn: () => post('/rates/fetch', {}, { query }),
    onSuccess: ({ day, taken }) => {
      void again()
      toast(t('rates.taken', { day: formatDate(day), n: taken }))
    },
    onError: toastProblem,
  })
  return (
    <Page title={t('nav.rates')} subtitle={t('rates.about')}>
      <div className="panels">
        <Panel title={t('rates.fetching')}>
          <div className="row">
            <Switch
              label={t('rates.nightly')}
              checked={state.data?.fetching ?? false}
              disabled={state.isPending}
              onChange={(event) => set.mutate(event.currentTarget.checked)}
            />
            {state.data?.fetching && (
              <Button size="compact-sm" loading={fetchNow.isPending} onClick={() => fetchNow.mutate()}>
                {t('rates.now')}
              </Button>
            )}
          </div>
          <p className="quiet small">{t('rates.source')}</p>
        </Panel>
        <Panel title={t('nav.rates')}>
          <Add again={again} />
          <Rates again={again} />
        </Panel>
      </div>
    </Page>
  )
}

function Add({ again }: { again: () => Promise<void> }) {
  const register = useRegister()
  const today = new Date().toISOString().slice(0, 10)
  const [values, setValues] = useState<Record<string, any>>({ currency: 'SEK', rate_on: today })
  const add = useMutation<Row, Problem>({
    mutationFn: () => post('/rates', values, { query }),
    onSuccess: () => {
      setValues({ ...values, rate: '' })
      void again()
    },
  })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (values.rate) add.mutate()
      }}
    >
      <div className="row row-end">
        {['currency', 'rate_on', 'rate'].map((id) => {
          const field = register.nouns.rates?.fields[id]
          if (!field) return null
          const { EUR: _, ...others } = field.options ?? {}
          return (
            <FieldInput
              key={id}
              field={field.options ? { ...field, options: others } : field}
              value={values[id]}
              change={(value) => setValues({ ...values, [id]: value })}
            />
          )
        })}
        <Button type="submit" disabled={!values.rate} loading={add.isPending}>
          {t('add')}
        </Button>
      </div>
      <ProblemNote error={add.error} />
    </form>
  )
}

function Rates({ again }: { again: () => Promise<void> }) {
  const register = useRegister()
  const found = useQuery({
    queryKey: ['list', 'rates', purpose],
    queryFn: () => get<Found>('/rates', { purpose, sort: '-rate_on,currency', limit: 100, total: 'without' }),
  })
  if (found.isPending) return <Skeleton lines={3} />
  if (found.error) return <ProblemNote error={found.error} />
  if (found.data.items.length === 0) return <p className="quiet">{t('rates.none')}</p>
  const drop = async (row: Row) => {
    try {
      await remove(`/rates/${row.id}`, { query })
      await again()
      const { currency, rate_on, rate, source } = row
      toast(t('rates.gone'), async () => {
        await post('/rates', { currency, rate_on, rate, source }, { query })
        await again()
      })
    } catch (problem) {
      toastProblem(problem)
    }
  }
  const label = (field: string) => fieldLabel(register, 'rates', field)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll-x" tabIndex={0} aria-label={t('rates.list')}>
      <table className="plain">
        <thead>
          <tr>
            {['rate_on', 'currency', 'rate', 'source'].map((field) => (
              <th key={field} scope="col">
                {label(field)}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">{t('actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {found.data.items.map((row) => (
            <tr key={row.id}>
              <td>{formatDate(row.rate_on)}</td>
              <td>{row.currency}</td>
              <td className="number">{formatDecimal(row.rate)}</td>
              <td>{row.source ?? t('rates.byHand')}</td>
              <td>
                <Button size="compact-sm" variant="subtle" onClick={() => void drop(row)}>
                  {t('delete')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

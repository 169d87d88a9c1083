import { Button, Drawer, NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { get, type Problem, post } from '#web/api.ts'
import { FieldInput } from '#web/FieldInput.tsx'
import { t } from '#web/language.ts'
import type { CreatorProps } from '#web/mounts.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { PurposeMenu } from '#web/PurposeMenu.tsx'
import { type Picked, RecordPicker } from '#web/RecordPicker.tsx'
import type { Page, Row } from '#web/record.ts'
import { creatableFor, fieldLabel, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast } from '#web/toast.tsx'
import { QuoteChoice, quoteHere, useAccepted } from './ContractCreate.tsx'
import { isBought } from './purchases.tsx'

const ASKED = ['wanted_on', 'reference', 'delivery_address']
const ASKED_BOUGHT = ['wanted_on', 'expected_on', 'reference', 'delivery_address']

/** The contract whose page the drawer was opened on. */
const from = () => /^\/contracts\/([^/]+)$/.exec(location.pathname)?.[1] ?? ''

/** What we sell: from an accepted quote with its lines, from a contract, or from nothing. What we buy: by a contract, or without. */
export default function OrderCreate({ close }: CreatorProps) {
  const register = useRegister()
  const session = useSession()
  const choices = creatableFor(register, 'orders', session.writes)
  const asked = new URLSearchParams(location.search).get('purpose') ?? ''
  const usual = choices.includes('contract') ? 'contract' : (choices[0] ?? '')
  const [purpose, setPurpose] = useState(choices.includes(asked) ? asked : usual)
  const bought = isBought(purpose)
  const client = useQueryClient()
  const [, go] = useLocation()
  const [values, setValues] = useState<Record<string, any>>(() => (from() ? { contract_id: from() } : quoteHere()))
  const [company, setCompany] = useState<Picked | null>(null)
  const [contact, setContact] = useState<Picked | null>(null)
  const quotes = useAccepted(purpose)
  const quote = quotes.find(({ id }) => id === values.quote_id)?.id
  const contracts = useQuery({
    queryKey: ['list', 'contracts', 'in force', purpose],
    queryFn: () =>
      get<Page>('/contracts', {
        purpose,
        filter: { field: 'state', op: 'any_of', value: ['active', 'notice'] },
        sort: 'name',
        limit: 200,
        total: 'without',
      }),
  })
  const create = useMutation<Row, Problem>({
    mutationFn: () =>
      post<Row>(
        '/orders',
        {
          ...values,
          quote_id: quote,
          ...(company && { company_id: company.id }),
          ...(contact && { contact_id: contact.id }),
        },
        { query: { purpose } },
      ),
    onSuccess: (row) => {
      void client.invalidateQueries({ queryKey: ['list', 'orders'] })
      close()
      toast(t('created'))
      go(`/orders/${row.id}?purpose=${purpose}`)
    },
  })
  // What one purpose sees is not named under another.
  const choose = (next: string) => {
    setPurpose(next)
    setValues({})
    setCompany(null)
    setContact(null)
  }
  const wrong = (field: string) => (create.error?.field === field ? create.error.message : undefined)
  const ready = Boolean(quote || values.contract_id || company)
  const title = t(bought ? 'purchases.new' : 'orders.new')
  const set = (field: string, value: unknown) => setValues({ ...values, [field]: value })
  return (
    <Drawer opened onClose={close} title={title} size={440} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) create.mutate()
        }}
      >
        {choices.length > 1 && (
          <div className="row">
            <span className="quiet">{t('create.for')}</span>
            <PurposeMenu purpose={purpose} choices={choices} choose={choose} />
          </div>
        )}
        <QuoteChoice quotes={quotes} value={quote} change={(id) => set('quote_id', id)} error={wrong('quote_id')} />
        <NativeSelect
          label={fieldLabel(register, 'orders', 'contract_id')}
          value={values.contract_id ?? ''}
          onChange={(event) => set('contract_id', event.currentTarget.value || undefined)}
          data={[
            { value: '', label: '–' },
            ...(contracts.data?.items ?? []).map((one) => ({ value: one.id, label: `${one.number} ${one.name}` })),
          ]}
        />
        {!quote && !values.contract_id && (
          <RecordPicker
            noun="companies"
            purpose={purpose}
            key={`company ${purpose}`}
            label={bought ? t('purchases.supplier') : fieldLabel(register, 'orders', 'company_id')}
            value={company}
            change={setCompany}
            error={wrong('company_id')}
          />
        )}
        <RecordPicker
          noun="people"
          purpose={purpose}
          key={`contact ${purpose}`}
          label={bought ? t('purchases.contact') : fieldLabel(register, 'orders', 'contact_id')}
          value={contact}
          change={setContact}
          error={wrong('contact_id')}
        />
        {(bought ? ASKED_BOUGHT : ASKED).map((id) => {
          const field = register.nouns.orders?.fields[id]
          return (
            field && (
              <FieldInput key={id} field={field} value={values[id]} error={wrong(id)} change={(v) => set(id, v)} />
            )
          )
        })}
        <ProblemNote error={create.error} />
        <Button type="submit" variant="filled" disabled={!ready} loading={create.isPending}>
          {t('create')}
        </Button>
      </form>
    </Drawer>
  )
}

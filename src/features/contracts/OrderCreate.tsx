import { Button, Drawer, NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { get, type Problem, post } from '#web/api.ts'
import { FieldInput } from '#web/FieldInput.tsx'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { type Picked, RecordPicker } from '#web/RecordPicker.tsx'
import type { Page, Row } from '#web/record.ts'
import { fieldLabel, useRegister } from '#web/register.ts'
import type { CreatorProps } from '#web/screens.ts'
import { toast } from '#web/toast.tsx'
import { QuoteChoice, useAccepted } from './ContractCreate.tsx'

const PURPOSE = 'contract'
const ASKED = ['wanted_on', 'reference', 'delivery_address']

/** The contract whose page the drawer was opened on. */
const from = () => /^\/contracts\/([^/]+)$/.exec(location.pathname)?.[1] ?? ''

/** From an accepted quote with its lines, from a contract, or from nothing. */
export default function OrderCreate({ close }: CreatorProps) {
  const register = useRegister()
  const client = useQueryClient()
  const [, go] = useLocation()
  const [values, setValues] = useState<Record<string, any>>(() => (from() ? { contract_id: from() } : {}))
  const [company, setCompany] = useState<Picked | null>(null)
  const [contact, setContact] = useState<Picked | null>(null)
  const quotes = useAccepted(PURPOSE)
  const contracts = useQuery({
    queryKey: ['list', 'contracts', 'in force'],
    queryFn: () =>
      get<Page>('/contracts', {
        purpose: PURPOSE,
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
        { ...values, ...(company && { company_id: company.id }), ...(contact && { contact_id: contact.id }) },
        { query: { purpose: PURPOSE } },
      ),
    onSuccess: (row) => {
      void client.invalidateQueries({ queryKey: ['list', 'orders'] })
      close()
      toast(t('created'))
      go(`/orders/${row.id}?purpose=${PURPOSE}`)
    },
  })
  const wrong = (field: string) => (create.error?.field === field ? create.error.message : undefined)
  const ready = Boolean(values.quote_id || values.contract_id || company)
  const set = (field: string, value: unknown) => setValues({ ...values, [field]: value })
  return (
    <Drawer opened onClose={close} title={t('orders.new')} size={440} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) create.mutate()
        }}
      >
        <QuoteChoice
          quotes={quotes}
          value={values.quote_id}
          change={(id) => set('quote_id', id)}
          error={wrong('quote_id')}
        />
        <NativeSelect
          label={fieldLabel(register, 'orders', 'contract_id')}
          value={values.contract_id ?? ''}
          onChange={(event) => set('contract_id', event.currentTarget.value || undefined)}
          data={[
            { value: '', label: '–' },
            ...(contracts.data?.items ?? []).map((one) => ({ value: one.id, label: `${one.number} ${one.name}` })),
          ]}
        />
        {!values.quote_id && !values.contract_id && (
          <RecordPicker
            noun="companies"
            purpose={PURPOSE}
            label={fieldLabel(register, 'orders', 'company_id')}
            value={company}
            change={setCompany}
            error={wrong('company_id')}
          />
        )}
        <RecordPicker
          noun="people"
          purpose={PURPOSE}
          label={fieldLabel(register, 'orders', 'contact_id')}
          value={contact}
          change={setContact}
          error={wrong('contact_id')}
        />
        {ASKED.map((id) => {
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

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
import { creatableFor, fieldLabel, fieldsSeen, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast } from '#web/toast.tsx'

const ASKED = ['name', 'kind', 'start_on', 'end_on', 'notice_months', 'renewal', 'renewal_months', 'value']

/** The quote whose page the drawer was opened from. */
export const quoteHere = (): { quote_id?: string } => {
  const id = /^\/quotes\/([^/]+)$/.exec(location.pathname)?.[1]
  return id ? { quote_id: id } : {}
}

/** From an accepted quote, which says most of it, or from nothing. */
export default function ContractCreate({ close }: CreatorProps) {
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const [, go] = useLocation()
  const choices = creatableFor(register, 'contracts', session.writes)
  const asked = new URLSearchParams(location.search).get('purpose') ?? ''
  const [purpose, setPurpose] = useState(choices.includes(asked) ? asked : (choices[0] ?? ''))
  const [values, setValues] = useState<Record<string, any>>(quoteHere)
  const [company, setCompany] = useState<Picked | null>(null)
  const [contact, setContact] = useState<Picked | null>(null)
  const quotes = useAccepted(purpose)
  const quote = quotes.find(({ id }) => id === values.quote_id)?.id
  const kind = values.kind ?? (purpose === 'suppliers' ? 'supplier' : 'customer')
  const fields = fieldsSeen(register, 'contracts', purpose).filter((field) => ASKED.includes(field.id))
  const create = useMutation<Row, Problem>({
    mutationFn: () =>
      post<Row>(
        '/contracts',
        {
          ...values,
          quote_id: quote,
          kind,
          ...(company && { company_id: company.id }),
          ...(contact && { contact_id: contact.id }),
        },
        { query: { purpose } },
      ),
    onSuccess: (row) => {
      void client.invalidateQueries({ queryKey: ['list', 'contracts'] })
      close()
      toast(t('created'))
      go(`/contracts/${row.id}?purpose=${purpose}`)
    },
  })
  const wrong = (field: string) => (create.error?.field === field ? create.error.message : undefined)
  const ready = Boolean(quote || values.name)
  return (
    <Drawer
      opened
      onClose={close}
      title={t('contracts.new')}
      size={440}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
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
            <PurposeMenu purpose={purpose} choices={choices} choose={setPurpose} />
          </div>
        )}
        <QuoteChoice
          quotes={quotes}
          value={quote}
          change={(quote_id) => setValues({ ...values, quote_id })}
          error={wrong('quote_id')}
        />
        {!quote && (
          <>
            <RecordPicker
              noun="companies"
              purpose={purpose}
              label={fieldLabel(register, 'contracts', 'company_id')}
              value={company}
              change={setCompany}
              error={wrong('company_id')}
            />
            <RecordPicker
              noun="people"
              purpose={purpose}
              label={fieldLabel(register, 'contracts', 'contact_id')}
              value={contact}
              change={setContact}
              error={wrong('contact_id')}
            />
          </>
        )}
        {fields.map((field) => (
          <FieldInput
            key={field.id}
            field={quote ? { ...field, required: false } : field}
            value={field.id === 'kind' ? kind : values[field.id]}
            error={wrong(field.id)}
            change={(value) => setValues({ ...values, [field.id]: value })}
          />
        ))}
        <ProblemNote error={create.error} />
        <Button type="submit" variant="filled" disabled={!ready} loading={create.isPending}>
          {t('create')}
        </Button>
      </form>
    </Drawer>
  )
}

/** Quotes that were accepted: what is agreed is made of them. */
export function useAccepted(purpose: string): Row[] {
  const { data } = useQuery({
    queryKey: ['list', 'quotes', 'accepted', purpose],
    queryFn: () =>
      get<Page>('/quotes', {
        purpose,
        filter: { field: 'state', op: 'is', value: 'accepted' },
        sort: '-answered_at',
        limit: 50,
        total: 'without',
      }),
    enabled: purpose === 'contract',
  })
  return purpose === 'contract' ? (data?.items ?? []) : []
}

type ChoiceProps = {
  quotes: Row[]
  value: string | undefined
  change: (id: string | undefined) => void
  error: string | undefined
}

export function QuoteChoice({ quotes, value, change, error }: ChoiceProps) {
  if (quotes.length === 0) return null
  return (
    <NativeSelect
      label={t('contracts.quote')}
      value={value ?? ''}
      {...(error && { error })}
      onChange={(event) => change(event.currentTarget.value || undefined)}
      data={[
        { value: '', label: t('contracts.quote.none') },
        ...quotes.map((one) => ({
          value: one.id,
          label: [one.number, one.name, one.company].filter(Boolean).join(' · '),
        })),
      ]}
    />
  )
}

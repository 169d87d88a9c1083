import { Button, Drawer } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { get, type Problem, post } from '#web/api.ts'
import { FieldInput } from '#web/FieldInput.tsx'
import { t } from '#web/language.ts'
import type { CreatorProps } from '#web/mounts.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { type Picked, RecordPicker } from '#web/RecordPicker.tsx'
import type { Row } from '#web/record.ts'
import { fieldLabel, useRegister } from '#web/register.ts'
import { toast } from '#web/toast.tsx'

const PURPOSE = 'sales'

/** Opened on a deal's page the quote is made of that deal, and asks nothing that is known. */
const from = () => {
  const [, noun, id] = location.pathname.split('/')
  return id && (noun === 'deals' || noun === 'companies') ? { noun, id } : null
}

export default function QuoteCreate({ close }: CreatorProps) {
  const register = useRegister()
  const client = useQueryClient()
  const [, go] = useLocation()
  const [place] = useState(from)
  const [values, setValues] = useState<Record<string, unknown>>({})
  const [parties, setParties] = useState<Record<string, Picked | null>>({})
  const here = useQuery({
    queryKey: ['record', place?.noun, place?.id, PURPOSE],
    queryFn: () => get<Row>(`/${place?.noun}/${place?.id}`, { purpose: PURPOSE }),
    enabled: place !== null,
    retry: false,
  })
  const deal = place?.noun === 'deals' ? here.data : undefined
  const company =
    'company_id' in parties
      ? parties.company_id
      : place?.noun === 'companies' && here.data
        ? { id: here.data.id, name: here.data.name }
        : null
  const contact = parties.contact_id ?? null
  const create = useMutation<Row, Problem>({
    mutationFn: () =>
      post<Row>(
        '/quotes',
        {
          ...values,
          ...(deal ? { deal_id: deal.id } : { company_id: company?.id, contact_id: contact?.id }),
        },
        { query: { purpose: PURPOSE } },
      ),
    onSuccess: (row) => {
      void client.invalidateQueries({ queryKey: ['list', 'quotes'] })
      close()
      toast(t('created'))
      go(`/quotes/${row.id}?purpose=${PURPOSE}`)
    },
  })
  const fields = register.nouns.quotes?.fields
  const ready = deal || company || contact
  return (
    <Drawer opened onClose={close} title={t('quotes.new')} size={440} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) create.mutate()
        }}
      >
        {deal ? (
          <p className="note">
            {t('quotes.of.deal', { name: deal.name, company: deal.company ?? deal.contact ?? '' })}
          </p>
        ) : (
          (['company_id', 'contact_id'] as const).map((field) => (
            <RecordPicker
              key={`${field} ${field === 'company_id' ? (company?.id ?? '') : ''}`}
              noun={field === 'company_id' ? 'companies' : 'people'}
              purpose={PURPOSE}
              label={fieldLabel(register, 'quotes', field)}
              value={(field === 'company_id' ? company : contact) ?? null}
              error={create.error?.field === field ? create.error.message : undefined}
              change={(picked) => setParties({ ...parties, [field]: picked })}
            />
          ))
        )}
        {fields?.name && (
          <FieldInput
            field={fields.name}
            value={values.name ?? deal?.name}
            change={(name) => setValues({ ...values, name })}
            autoFocus={deal !== undefined}
          />
        )}
        {!deal && fields?.currency && (
          <FieldInput
            field={fields.currency}
            value={values.currency ?? 'EUR'}
            change={(currency) => setValues({ ...values, currency })}
          />
        )}
        <ProblemNote error={create.error} />
        <Button type="submit" variant="filled" disabled={!ready} loading={create.isPending}>
          {t('create')}
        </Button>
      </form>
    </Drawer>
  )
}

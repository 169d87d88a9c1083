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
import { creatableFor, fieldLabel, fieldsSeen, isReadable, isWritable, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast } from '#web/toast.tsx'

const FIRST = ['value', 'currency', 'close_on', 'next_step']

/** Where a drawer was opened from: a page of a company or a person gives itself. */
const from = () => {
  const [, noun, id] = location.pathname.split('/')
  return id && (noun === 'companies' || noun === 'people') ? { noun, id } : null
}

export default function DealCreate({ close }: CreatorProps) {
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const [, go] = useLocation()
  const choices = creatableFor(register, 'deals', session.writes)
  const [purpose, setPurpose] = useState(choices[0] ?? '')
  const [values, setValues] = useState<Record<string, any>>({})
  const [parties, setParties] = useState<Record<string, Picked | null>>({})
  const [place] = useState(from)
  const here = useQuery({
    queryKey: ['record', place?.noun, place?.id, purpose],
    queryFn: () => get<Row>(`/${place?.noun}/${place?.id}`, { purpose }),
    enabled: place !== null && purpose !== '',
    retry: false,
    // The page holds more of it than is asked here: what it has stays.
    staleTime: Number.POSITIVE_INFINITY,
  })
  const given = here.data && (place?.noun === 'companies' ? 'company_id' : 'contact_id')
  const standing = (field: string): Picked | null => {
    if (field in parties) return parties[field] ?? null
    if (field !== given || !here.data) return null
    const { id, name, given_name, family_name } = here.data
    return { id, name: name ?? [given_name, family_name].filter(Boolean).join(' ') }
  }
  const pipelines = useQuery({
    queryKey: ['list', 'pipelines', purpose],
    queryFn: () =>
      get<Page>('/pipelines', { purpose, filter: { field: 'archived', op: 'is', value: false }, sort: 'place' }),
    enabled: purpose !== '',
  })
  const fields = fieldsSeen(register, 'deals', purpose)
    .filter((field) => isReadable(field) && isWritable(field, purpose))
    .filter((field) => FIRST.includes(field.id) || field.id.startsWith('x_'))
  const nameField = register.nouns.deals?.fields.name
  const company = standing('company_id')
  const contact = standing('contact_id')
  const create = useMutation<Row, Problem>({
    mutationFn: async () => {
      const made =
        company && !company.id ? await post<Row>('/companies', { name: company.name }, { query: { purpose } }) : company
      return post<Row>('/deals', { ...values, company_id: made?.id, contact_id: contact?.id }, { query: { purpose } })
    },
    onSuccess: (row) => {
      void client.invalidateQueries({ queryKey: ['list', 'deals'] })
      // The company now has an open deal, and so another version.
      void client.invalidateQueries({ queryKey: ['record', 'companies'] })
      close()
      toast(t('created'))
      go(`/deals/${row.id}?purpose=${purpose}`)
    },
  })
  const wrong = (field: string) => (create.error?.field === field ? create.error.message : undefined)
  const ready = values.name && (company || contact)
  return (
    <Drawer opened onClose={close} title={t('deals.new')} size={440} closeButtonProps={{ 'aria-label': t('close') }}>
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
        {nameField && (
          <FieldInput
            field={nameField}
            value={values.name}
            autoFocus
            error={wrong('name')}
            change={(name) => setValues({ ...values, name })}
          />
        )}
        {(['company_id', 'contact_id'] as const).map((field) => {
          const noun = field === 'company_id' ? 'companies' : 'people'
          return (
            <RecordPicker
              key={`${field} ${standing(field)?.name ?? ''}`}
              noun={noun}
              purpose={purpose}
              label={fieldLabel(register, 'deals', field)}
              value={standing(field)}
              error={wrong(field)}
              change={(picked) => setParties({ ...parties, [field]: picked })}
              {...(noun === 'companies' && {
                fresh: (name: string) => setParties({ ...parties, company_id: { id: '', name } }),
              })}
            />
          )
        })}
        {(pipelines.data?.items.length ?? 0) > 1 && (
          <NativeSelect
            label={t('deals.pipeline')}
            value={values.pipeline_id ?? pipelines.data?.items[0]?.id}
            data={(pipelines.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
            onChange={(event) => setValues({ ...values, pipeline_id: event.currentTarget.value })}
          />
        )}
        {fields.map((field) => (
          <FieldInput
            key={field.id}
            field={field}
            value={values[field.id] ?? (field.id === 'currency' ? 'EUR' : undefined)}
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

import { Button, Drawer } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { type Problem, post } from '#web/api.ts'
import { FieldInput } from '#web/FieldInput.tsx'
import { t } from '#web/language.ts'
import type { CreatorProps } from '#web/mounts.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { PurposeMenu } from '#web/PurposeMenu.tsx'
import { type Picked, RecordPicker } from '#web/RecordPicker.tsx'
import type { Row } from '#web/record.ts'
import { creatableFor, fieldLabel, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast } from '#web/toast.tsx'

const FIELDS = ['subject', 'source', 'body'] as const

export default function LeadCreate({ close }: CreatorProps) {
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const [, go] = useLocation()
  const choices = creatableFor(register, 'leads', session.writes)
  const [purpose, setPurpose] = useState(choices.includes('sales') ? 'sales' : (choices[0] ?? ''))
  const [values, setValues] = useState<Record<string, any>>({ source: 'phone' })
  const [person, setPerson] = useState<Picked | null>(null)
  const [company, setCompany] = useState<Picked | null>(null)
  const create = useMutation<Row, Problem>({
    mutationFn: () =>
      post<Row>('/leads', { ...values, person_id: person?.id, company_id: company?.id }, { query: { purpose } }),
    onSuccess: (row) => {
      void client.invalidateQueries({ queryKey: ['list', 'leads'] })
      close()
      toast(t('created'))
      go(`/leads/${row.id}?purpose=${purpose}`)
    },
  })
  return (
    <Drawer opened onClose={close} title={t('leads.new')} size={440} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (values.subject) create.mutate()
        }}
      >
        <div className="row">
          <span className="quiet">{t('create.for')}</span>
          <PurposeMenu purpose={purpose} choices={choices} choose={setPurpose} />
        </div>
        {FIELDS.map((id, i) => {
          const field = register.nouns.leads?.fields[id]
          return field ? (
            <FieldInput
              key={id}
              field={field}
              value={values[id]}
              autoFocus={i === 0}
              error={create.error?.field === id ? create.error.message : undefined}
              change={(value) => setValues({ ...values, [id]: value })}
            />
          ) : null
        })}
        <RecordPicker
          noun="people"
          purpose={purpose}
          label={fieldLabel(register, 'leads', 'person_id')}
          value={person}
          change={setPerson}
        />
        <RecordPicker
          noun="companies"
          purpose={purpose}
          label={fieldLabel(register, 'leads', 'company_id')}
          value={company}
          change={setCompany}
        />
        <ProblemNote error={create.error} />
        <Button type="submit" variant="filled" disabled={!values.subject} loading={create.isPending}>
          {t('create')}
        </Button>
      </form>
    </Drawer>
  )
}

import { Button, Drawer } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { type Problem, post } from '#web/api.ts'
import { FieldInput } from '#web/FieldInput.tsx'
import { t } from '#web/language.ts'
import type { CreatorProps } from '#web/mounts.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { type Picked, RecordPicker } from '#web/RecordPicker.tsx'
import type { Row } from '#web/record.ts'
import { fieldsSeen, useRegister } from '#web/register.ts'
import { toast } from '#web/toast.tsx'

const ASKED = ['subject', 'body', 'topic', 'severity', 'channel']

/** A request for help, written down while the customer is on the line: who, about what, how bad. */
export default function CaseCreate({ close }: CreatorProps) {
  const register = useRegister()
  const client = useQueryClient()
  const [, go] = useLocation()
  const [person, setPerson] = useState<Picked | null>(null)
  const [company, setCompany] = useState<Picked | null>(null)
  const [values, setValues] = useState<Record<string, unknown>>({
    topic: 'other',
    severity: 'normal',
    channel: 'phone',
  })
  const seen = fieldsSeen(register, 'cases', 'support')
  const create = useMutation<Row, Problem>({
    mutationFn: () =>
      post<Row>(
        '/cases',
        { ...values, person_id: person?.id ?? null, company_id: company?.id ?? null },
        { query: { purpose: 'support' } },
      ),
    onSuccess: (row) => {
      void client.invalidateQueries({ queryKey: ['list', 'cases'] })
      close()
      toast(t('created'))
      go(`/cases/${row.id}?purpose=support`)
    },
  })
  const error = (field: string) => (create.error?.field === field ? create.error.message : undefined)
  return (
    <Drawer opened onClose={close} title={t('cases.new')} size={440} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate()
        }}
      >
        <RecordPicker noun="people" purpose="support" label={t('cases.person')} value={person} change={setPerson} />
        <RecordPicker
          noun="companies"
          purpose="support"
          label={t('cases.company')}
          value={company}
          change={setCompany}
          error={error('company_id')}
        />
        {ASKED.flatMap((id) => seen.find((field) => field.id === id) ?? []).map((field) => (
          <FieldInput
            key={field.id}
            field={field}
            value={values[field.id]}
            error={error(field.id)}
            change={(value) => setValues({ ...values, [field.id]: value })}
          />
        ))}
        {create.error && !create.error.field && <ProblemNote error={create.error} />}
        <Button type="submit" variant="filled" loading={create.isPending}>
          {t('save')}
        </Button>
      </form>
    </Drawer>
  )
}

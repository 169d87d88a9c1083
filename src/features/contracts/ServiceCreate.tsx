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
import { creatableFor, fieldLabel, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast } from '#web/toast.tsx'

const ASKED = ['name', 'licence', 'quantity', 'start_on', 'end_on']

export default function ServiceCreate({ close }: CreatorProps) {
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const [, go] = useLocation()
  const purpose = creatableFor(register, 'services', session.writes)[0] ?? 'contract'
  const [values, setValues] = useState<Record<string, any>>({ quantity: '1' })
  const [named, setNamed] = useState<Record<string, Picked | null>>({})
  const create = useMutation<Row, Problem>({
    mutationFn: () => {
      const ids = Object.fromEntries(Object.entries(named).flatMap(([field, one]) => (one ? [[field, one.id]] : [])))
      return post<Row>('/services', { ...values, ...ids }, { query: { purpose } })
    },
    onSuccess: (row) => {
      void client.invalidateQueries({ queryKey: ['list', 'services'] })
      close()
      toast(t('created'))
      go(`/services/${row.id}?purpose=${purpose}`)
    },
  })
  const wrong = (field: string) => (create.error?.field === field ? create.error.message : undefined)
  const ready = Boolean(values.name && named.company_id)
  return (
    <Drawer opened onClose={close} title={t('services.new')} size={440} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) create.mutate()
        }}
      >
        {(['company_id', 'technical_id'] as const).map((field) => (
          <RecordPicker
            key={field}
            noun={field === 'company_id' ? 'companies' : 'people'}
            purpose={purpose}
            label={fieldLabel(register, 'services', field)}
            value={named[field] ?? null}
            error={wrong(field)}
            change={(picked) => setNamed({ ...named, [field]: picked })}
          />
        ))}
        {ASKED.map((id) => {
          const field = register.nouns.services?.fields[id]
          return (
            field && (
              <FieldInput
                key={id}
                field={field}
                value={values[id]}
                error={wrong(id)}
                change={(value) => setValues({ ...values, [id]: value })}
              />
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

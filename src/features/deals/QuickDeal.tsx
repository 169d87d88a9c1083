import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type Problem, post } from '#web/api.ts'
import { t } from '#web/language.ts'
import { type Picked, RecordPicker } from '#web/RecordPicker.tsx'
import type { Row } from '#web/record.ts'
import { fieldLabel, useRegister } from '#web/register.ts'
import { toast } from '#web/toast.tsx'

type Props = { stage: string; pipeline: string; purpose: string; close: () => void; added: () => void }

/** A deal in two lines, straight into its stage; everything else is filled in on its page. */
export function QuickDeal({ stage, pipeline, purpose, close, added }: Props) {
  const register = useRegister()
  const [name, setName] = useState('')
  const [company, setCompany] = useState<Picked | null>(null)
  const create = useMutation<Row, Problem>({
    mutationFn: async () => {
      const made = company?.id
        ? company
        : await post<Row>('/companies', { name: company?.name }, { query: { purpose } })
      const body = { name, company_id: made.id, stage_id: stage, pipeline_id: pipeline }
      return post<Row>('/deals', body, { query: { purpose } })
    },
    onSuccess: () => {
      toast(t('created'))
      setName('')
      setCompany(null)
      added()
      close()
    },
  })
  return (
    <form
      className="board-card stack stack-tight"
      onSubmit={(event) => {
        event.preventDefault()
        if (name && company) create.mutate()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close()
      }}
    >
      <TextInput
        label={fieldLabel(register, 'deals', 'name')}
        value={name}
        autoFocus
        maxLength={300}
        error={create.error?.message}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <RecordPicker
        key={company?.name ?? ''}
        noun="companies"
        purpose={purpose}
        label={fieldLabel(register, 'deals', 'company_id')}
        value={company}
        change={setCompany}
        fresh={(typed) => setCompany({ id: '', name: typed })}
      />
      <span className="row">
        <Button
          type="submit"
          size="compact-sm"
          variant="filled"
          disabled={!name || !company}
          loading={create.isPending}
        >
          {t('create')}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={close}>
          {t('cancel')}
        </Button>
      </span>
    </form>
  )
}

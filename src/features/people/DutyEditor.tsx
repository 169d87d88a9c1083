import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { patch } from '#web/api.ts'
import { FieldInput } from '#web/FieldInput.tsx'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Row } from '#web/record.ts'
import { fieldsSeen, isWritable, useRegister } from '#web/register.ts'

const EDITED = ['title', 'duty_areas', 'duty_source', 'start_on', 'evidence']

/** Under which title, with which duties, since when they represent the company, and how we know: a duty is not kept without its source. */
export function DutyEditor({
  row,
  purpose,
  close,
  done,
}: {
  row: Row
  purpose: string
  close: () => void
  done: () => void
}) {
  const fields = fieldsSeen(useRegister(), 'employments', purpose).filter(
    (field) => EDITED.includes(field.id) && isWritable(field, purpose),
  )
  const [values, setValues] = useState<Record<string, unknown>>({
    title: row.title ?? null,
    duty_areas: row.duty_areas ?? [],
    duty_source: row.duty_source ?? null,
    start_on: row.start_on ?? null,
    evidence: row.evidence ?? null,
  })
  const save = useMutation({
    mutationFn: () => patch(`/employments/${row.id}`, values, { query: { purpose }, version: row.version }),
    onSuccess: done,
  })
  return (
    <form
      className="stack add-line"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <div className="form-grid">
        {fields.map((field) => (
          <FieldInput
            key={field.id}
            field={field}
            value={values[field.id]}
            change={(value) => setValues({ ...values, [field.id]: value })}
          />
        ))}
      </div>
      <ProblemNote error={save.error} />
      <div className="row">
        <Button type="submit" variant="filled" loading={save.isPending}>
          {t('save')}
        </Button>
        <Button variant="subtle" onClick={close}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

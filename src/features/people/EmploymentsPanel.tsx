import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { post } from '#web/api.ts'
import { FieldInput } from '#web/FieldInput.tsx'
import { formatDate, formatValue } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { type Picked, RecordPicker } from '#web/RecordPicker.tsx'
import { type Row, recordKey } from '#web/record.ts'
import { fieldsSeen, isWritable, optionLabel, useRegister } from '#web/register.ts'
import { toastProblem } from '#web/toast.tsx'
import { Why } from '#web/Why.tsx'
import { DutyEditor } from './DutyEditor.tsx'

type Props = { person: Row; purpose: string; mayWrite: boolean }

/** Whom the person represents: the company, in which role, with which duties and whence we know them. */
export function EmploymentsPanel({ person, purpose, mayWrite }: Props) {
  const register = useRegister()
  const client = useQueryClient()
  const [adding, setAdding] = useState(false)
  const [editing, setEditing] = useState<string | null>(null)
  if (fieldsSeen(register, 'employments', purpose).length < 3) return null
  const fields = register.nouns.employments?.fields ?? {}
  const rows: Row[] = [...(person.employments ?? [])].sort(
    (a, b) => Number(Boolean(a.end_on)) - Number(Boolean(b.end_on)),
  )
  const reload = () => {
    void client.invalidateQueries({ queryKey: recordKey('people', person.id, purpose) })
    void client.invalidateQueries({ queryKey: ['grounds', person.id] })
    void client.invalidateQueries({ queryKey: ['may_send', person.id] })
  }
  const end = async (row: Row) => {
    try {
      await post(`/employments/${row.id}/end`, {}, { query: { purpose }, version: row.version })
      reload()
    } catch (problem) {
      toastProblem(problem)
    }
  }
  const mayAdd = mayWrite && isWritable(fields.role, purpose)
  return (
    <Panel
      title={t('person.employments')}
      purpose={purpose}
      actions={
        mayAdd && (
          <Button size="compact-sm" variant="subtle" onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        )
      }
    >
      {rows.length === 0 && !adding && <p className="quiet">{t('employments.none')}</p>}
      <ul className="lines">
        {rows.map((row) => (
          <li key={row.id} className={row.end_on ? 'lines-past' : ''}>
            <span className="main">
              <Link href={`/companies/${row.company_id}?purpose=${purpose}`}>
                {row.company ?? t('employments.company')}
              </Link>
              <span className="quiet">
                {' '}
                · {[optionLabel(fields.role, row.role), row.title].filter(Boolean).join(' · ')}
              </span>
              {row.evidence && <div className="small quiet">{optionLabel(fields.evidence, row.evidence)}</div>}
              {row.duty_areas?.length > 0 && (
                <div className="small quiet">
                  {formatValue(fields.duty_areas, row.duty_areas)}
                  {row.duty_source ? ` (${optionLabel(fields.duty_source, row.duty_source)})` : ''}
                </div>
              )}
              {editing === row.id && (
                <DutyEditor
                  row={row}
                  purpose={purpose}
                  close={() => setEditing(null)}
                  done={() => {
                    setEditing(null)
                    reload()
                  }}
                />
              )}
            </span>
            <span className="small quiet number">
              {formatDate(row.start_on)} – {formatDate(row.end_on)}
            </span>
            <Why noun="employments" field="role" row={row} person={person.id} purpose={purpose} />
            {mayWrite && isWritable(fields.duty_areas, purpose) && !row.end_on && editing !== row.id && (
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={t('employments.edit')}
                onClick={() => setEditing(row.id)}
              >
                {t('edit')}
              </Button>
            )}
            {mayAdd && !row.end_on && (
              <Button size="compact-sm" variant="subtle" onClick={() => void end(row)}>
                {t('employments.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {adding && (
        <AddEmployment
          person={person}
          purpose={purpose}
          leave={() => setAdding(false)}
          done={() => {
            setAdding(false)
            reload()
          }}
        />
      )}
    </Panel>
  )
}

function AddEmployment({
  person,
  purpose,
  leave,
  done,
}: {
  person: Row
  purpose: string
  leave: () => void
  done: () => void
}) {
  const register = useRegister()
  const [company, setCompany] = useState<Picked | null>(null)
  const [newName, setNewName] = useState<string | null>(null)
  const [values, setValues] = useState<Record<string, unknown>>({ role: 'contact' })
  const fields = fieldsSeen(register, 'employments', purpose).filter((field) => isWritable(field, purpose))
  const add = useMutation({
    mutationFn: async () => {
      const made = company ?? (await post<Row>('/companies', { name: newName }, { query: { purpose } }))
      return post('/employments', { person_id: person.id, company_id: made.id, ...values }, { query: { purpose } })
    },
    onSuccess: done,
  })
  return (
    <form
      className="stack add-line"
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate()
      }}
    >
      {newName === null ? (
        <RecordPicker
          noun="companies"
          purpose={purpose}
          label={t('employments.company')}
          value={company}
          change={setCompany}
          fresh={setNewName}
        />
      ) : (
        <TextInput
          label={t('employments.newCompany')}
          value={newName}
          onChange={(event) => setNewName(event.currentTarget.value)}
        />
      )}
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
      <ProblemNote error={add.error} />
      <div className="row">
        <Button type="submit" variant="filled" disabled={!company && !newName} loading={add.isPending}>
          {t('add')}
        </Button>
        <Button variant="subtle" onClick={leave}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

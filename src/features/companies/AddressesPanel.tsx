import { ActionIcon, Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post, remove } from '#web/api.ts'
import { FieldInput } from '#web/FieldInput.tsx'
import { t } from '#web/language.ts'
import { Panel } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { type Row, recordKey } from '#web/record.ts'
import { fieldsSeen, isWritable, optionLabel, useRegister } from '#web/register.ts'
import { toast, toastProblem } from '#web/toast.tsx'

type Props = { company: Row; purpose: string; mayWrite: boolean }

/** Addresses and sites, each with its kind. */
export function AddressesPanel({ company, purpose, mayWrite }: Props) {
  const register = useRegister()
  const client = useQueryClient()
  const [adding, setAdding] = useState(false)
  const fields = fieldsSeen(register, 'addresses', purpose)
  if (fields.length < 3) return null
  const rows: Row[] = company.addresses ?? []
  const writable = fields.filter((field) => isWritable(field, purpose))
  const reload = () => client.invalidateQueries({ queryKey: recordKey('companies', company.id, purpose) })
  const drop = async (row: Row) => {
    try {
      await remove(`/addresses/${row.id}`, { query: { purpose }, version: row.version })
      await reload()
      toast(t('removed', { what: words(row) }), async () => {
        const values = Object.fromEntries(writable.map((field) => [field.id, row[field.id]]))
        await post('/addresses', { company_id: company.id, ...values }, { query: { purpose } })
        await reload()
      })
    } catch (problem) {
      toastProblem(problem)
    }
  }
  return (
    <Panel
      title={t('company.addresses')}
      purpose={purpose}
      actions={
        mayWrite &&
        writable.length > 0 && (
          <Button size="compact-sm" variant="subtle" onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        )
      }
    >
      {rows.length === 0 && !adding && <p className="quiet">{t('company.addresses.none')}</p>}
      <ul className="lines">
        {rows.map((row) => (
          <li key={row.id}>
            <span className="main">{words(row)}</span>
            <span className="quiet small">{optionLabel(register.nouns.addresses?.fields.kind, row.kind)}</span>
            {mayWrite && (
              <ActionIcon size="sm" aria-label={t('remove.what', { what: words(row) })} onClick={() => void drop(row)}>
                <IconX size={14} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {adding && (
        <AddAddress
          company={company}
          purpose={purpose}
          fields={writable}
          leave={() => setAdding(false)}
          done={() => {
            setAdding(false)
            void reload()
          }}
        />
      )}
    </Panel>
  )
}

type AddProps = {
  company: Row
  purpose: string
  fields: ReturnType<typeof fieldsSeen>
  leave: () => void
  done: () => void
}

function AddAddress({ company, purpose, fields, leave, done }: AddProps) {
  const [values, setValues] = useState<Record<string, unknown>>({ kind: 'visiting', country: 'FI' })
  const add = useMutation({
    mutationFn: () => post('/addresses', { company_id: company.id, ...values }, { query: { purpose } }),
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
        <Button type="submit" variant="filled" loading={add.isPending}>
          {t('add')}
        </Button>
        <Button variant="subtle" onClick={leave}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

const words = (row: Row) =>
  [row.name, row.street, [row.postcode, row.city].filter(Boolean).join(' '), row.country === 'FI' ? '' : row.country]
    .filter(Boolean)
    .join(', ')

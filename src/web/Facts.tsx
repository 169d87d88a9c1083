import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { get, type Problem } from './api.ts'
import { FieldInput } from './FieldInput.tsx'
import { formatTime, formatValue } from './format.ts'
import { t } from './language.ts'
import { type Row, recordKey, useEdit } from './record.ts'
import { inWords, isWritable, type NamedField } from './register.ts'
import { Said } from './Said.tsx'
import { problemWords, toastProblem } from './toast.tsx'
import { Why } from './Why.tsx'

type Props = {
  noun: string
  row: Row
  purpose: string
  fields: NamedField[]
  mayWrite: boolean
  person?: string
  /** Values that are shown otherwise than by their type (a link to a parent company). */
  show?: Record<string, (value: unknown) => ReactNode>
}

/** A record's values, each edited where it stands. */
export function Facts({ noun, row, purpose, fields, mayWrite, person, show }: Props) {
  const [editing, setEditing] = useState<string | null>(null)
  const edit = useEdit(noun, row.id, purpose)
  const [conflict, setConflict] = useState<{ field: NamedField; mine: unknown } | null>(null)

  const save = (field: NamedField, value: unknown, version?: number) => {
    setEditing(null)
    setConflict(null)
    if (same(row[field.id], value)) return
    edit.mutate(
      { changes: { [field.id]: value === '' ? null : value }, ...(version !== undefined && { version }) },
      {
        onError: (error: Problem) => {
          if (error.status === 412) setConflict({ field, mine: value })
          else toastProblem(error)
        },
      },
    )
  }

  return (
    <>
      {conflict && (
        <Conflict {...conflict} noun={noun} row={row} purpose={purpose} save={save} leave={() => setConflict(null)} />
      )}
      <dl className="facts">
        {fields.map((field) => {
          const value = row[field.id]
          const words =
            show?.[field.id]?.(value) ?? (field.type === 'timestamp' ? formatTime(value) : formatValue(field, value))
          const open = mayWrite && isWritable(field, purpose)
          return (
            <div key={field.id}>
              <dt>{inWords(field.label, field.id)}</dt>
              <dd>
                {editing === field.id ? (
                  <InlineEdit
                    field={field}
                    value={value}
                    save={(next) => save(field, next)}
                    leave={() => setEditing(null)}
                  />
                ) : open ? (
                  <button
                    type="button"
                    className={words ? 'value' : 'value value-empty'}
                    onClick={() => setEditing(field.id)}
                  >
                    <span className="visually-hidden">{inWords(field.label, field.id)}: </span>
                    {words || t('add')}
                    {words && <span className="visually-hidden"> {t('edit')}</span>}
                  </button>
                ) : (
                  <span className={words ? 'value' : 'value value-empty'}>{words || '–'}</span>
                )}
                {editing !== field.id && value !== null && value !== undefined && value !== '' && (
                  <Why noun={noun} field={field.id} row={row} person={person} purpose={purpose} />
                )}
                {person && <Said person={person} record={row.id} field={field.id} purpose={purpose} />}
              </dd>
            </div>
          )
        })}
      </dl>
    </>
  )
}

type InlineProps = { field: NamedField; value: unknown; save: (value: unknown) => void; leave: () => void }

function InlineEdit({ field, value, save, leave }: InlineProps) {
  const [draft, setDraft] = useState(value)
  const long = field.type === 'choices' || field.type === 'longtext'
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save(draft)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation()
          leave()
        }
      }}
      onBlur={(event) => {
        if (!long && !event.currentTarget.contains(event.relatedTarget)) save(draft)
      }}
    >
      <FieldInput
        field={field}
        value={draft}
        hideLabel
        autoFocus
        change={(next) => {
          setDraft(next)
          if (field.type === 'choice' || field.type === 'boolean') save(next)
        }}
      />
      {long && (
        <span className="row edit-buttons">
          <Button type="submit" size="compact-sm" variant="filled">
            {t('save')}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={leave}>
            {t('cancel')}
          </Button>
        </span>
      )}
    </form>
  )
}

type ConflictProps = {
  field: NamedField
  mine: unknown
  noun: string
  row: Row
  purpose: string
  save: (field: NamedField, value: unknown, version?: number) => void
  leave: () => void
}

/** Somebody else got there first: both values side by side, and the choice. */
function Conflict({ field, mine, noun, row, purpose, save, leave }: ConflictProps) {
  const client = useQueryClient()
  const { data: theirs, error } = useQuery({
    queryKey: ['theirs', noun, row.id, purpose],
    queryFn: () => get<Row>(`/${noun}/${row.id}`, { purpose }),
    gcTime: 0,
    staleTime: 0,
  })
  const keep = () => {
    if (theirs) client.setQueryData<Row>(recordKey(noun, row.id, purpose), (now) => ({ ...now, ...theirs }))
    leave()
  }
  return (
    <div className="note note-warn stack stack-tight" role="alert">
      <p>
        <strong>{t('conflict.title')}</strong> {t('conflict.body', { field: inWords(field.label, field.id) })}
      </p>
      {theirs && (
        <p>
          {t('conflict.theirs')}: <strong>{formatValue(field, theirs[field.id]) || '–'}</strong> · {t('conflict.mine')}:{' '}
          <strong>{formatValue(field, mine) || '–'}</strong>
        </p>
      )}
      {error ? <p>{problemWords(error).says}</p> : null}
      <span className="row">
        <Button size="compact-sm" disabled={!theirs} onClick={() => theirs && save(field, mine, theirs.version)}>
          {t('conflict.save')}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={keep}>
          {t('conflict.keep')}
        </Button>
      </span>
    </div>
  )
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? '') === JSON.stringify(b ?? '')

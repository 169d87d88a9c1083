import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '#web/api.ts'
import { formatValue } from '#web/format.ts'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { personName, type Row } from '#web/record.ts'
import { fieldsSeen, inWords, isReadable, useRegister } from '#web/register.ts'

const USES = ['consent', 'claims', 'others_rights', 'public_interest'] as const

/** Art. 18(2): one of four reasons and a line, both on record; then the record, to be read and nothing else. */
export function PermittedUse({ person }: { person: string }) {
  const [reason, setReason] = useState<(typeof USES)[number] | ''>('')
  const [line, setLine] = useState('')
  const use = useMutation({ mutationFn: () => post<Row>(`/people/${person}/use_restricted`, { reason, line }) })
  if (use.data) return <Restricted row={use.data} />
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        use.mutate()
      }}
    >
      <fieldset className="choices">
        <legend>{t('use.why')}</legend>
        {USES.map((one) => (
          <label key={one} className="choice">
            <input type="radio" name="use" checked={reason === one} onChange={() => setReason(one)} />
            <span>{t(`use.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      <TextInput
        label={t('use.line')}
        description={t('use.line.hint')}
        value={line}
        onChange={(event) => setLine(event.currentTarget.value)}
      />
      <ProblemNote error={use.error} />
      <Button type="submit" variant="filled" disabled={!reason || line.trim().length < 5} loading={use.isPending}>
        {t('use.now')}
      </Button>
    </form>
  )
}

function Restricted({ row }: { row: Row }) {
  const register = useRegister()
  const fields = fieldsSeen(register, 'people', 'rights').filter((field) => isReadable(field) && row[field.id])
  const reach = [
    ...(row.emails ?? []).map((one: Row) => one.address),
    ...(row.phones ?? []).map((one: Row) => one.number),
    ...(row.employments ?? []).map((one: Row) => [one.title, one.company].filter(Boolean).join(', ')),
  ].filter(Boolean)
  return (
    <section aria-label={t('use.record')} className="note">
      <h3>{personName(row)}</h3>
      <p className="small quiet">{t('use.record')}</p>
      <dl className="facts">
        {fields.map((field) => (
          <div key={field.id}>
            <dt>{inWords(field.label)}</dt>
            <dd>{formatValue(field, row[field.id])}</dd>
          </div>
        ))}
      </dl>
      <ul className="bare">
        {reach.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </section>
  )
}

import { Button, Modal, NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from './api.ts'
import { FieldInput } from './FieldInput.tsx'
import { t, tn } from './language.ts'
import { ProblemNote } from './ProblemNote.tsx'
import { type Row, refresh } from './record.ts'
import { fieldsSeen, inWords, isReadable, isWritable, useRegister } from './register.ts'
import { useSession } from './session.ts'
import { toast } from './toast.tsx'

type Share = { values: Record<string, unknown>; rows: { id: string; version: number }[] }
type Props = { noun: string; rows: Row[]; purpose: string; clear: () => void }

/** One value to all the chosen rows, in one go; undone in one go too, each back to what it said. */
export function BulkChange({ noun, rows, purpose, clear }: Props) {
  const session = useSession()
  const [open, setOpen] = useState(false)
  if (!session.writes.includes(purpose)) return null
  return (
    <>
      <Button size="compact-sm" onClick={() => setOpen(true)}>
        {t('change.many')}
      </Button>
      {open && <Choose noun={noun} rows={rows} purpose={purpose} close={() => setOpen(false)} done={clear} />}
    </>
  )
}

type ChooseProps = Omit<Props, 'clear'> & { close: () => void; done: () => void }

function Choose({ noun, rows, purpose, close, done }: ChooseProps) {
  const register = useRegister()
  const client = useQueryClient()
  const { title = [] } = register.nouns[noun] ?? {}
  // A name is nobody's in common; moments are set by what happens.
  const fields = fieldsSeen(register, noun, purpose)
    .filter(isReadable)
    .filter((field) => isWritable(field, purpose) && !title.includes(field.id) && field.type !== 'timestamp')
    .filter((field) => field.id !== 'team')
  const [id, setId] = useState('')
  const [value, setValue] = useState<unknown>(null)
  const field = fields.find((one) => one.id === id)
  const isEmpty = value === null || value === undefined || value === ''
  const send = (to: Share[]) =>
    post<{ changed: number; before: Share[] }>(`/${noun}/change`, { to }, { query: { purpose } })
  const refreshed = () =>
    Promise.all([refresh(client, noun), client.invalidateQueries({ queryKey: ['summary', noun] })])
  const change = useMutation({
    mutationFn: () =>
      send([{ values: { [id]: isEmpty ? null : value }, rows: rows.map(({ id, version }) => ({ id, version })) }]),
    onSuccess: async ({ changed, before }) => {
      close()
      done()
      toast(tn('change.done', changed), () => send(before).then(refreshed))
      await refreshed()
    },
  })
  return (
    <Modal opened onClose={close} title={t('change.many')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (field) change.mutate()
        }}
      >
        <NativeSelect
          label={t('change.field')}
          data-autofocus
          value={id}
          onChange={(event) => {
            setId(event.currentTarget.value)
            setValue(null)
          }}
          data={[
            { value: '', label: t('change.choose'), disabled: true },
            ...fields.map((one) => ({ value: one.id, label: inWords(one.label, one.id) })),
          ]}
        />
        {field && <FieldInput field={field} label={t('change.to')} value={value} change={setValue} />}
        {field && isEmpty && !field.required && field.type !== 'boolean' && (
          <p className="quiet small">{t('change.empty')}</p>
        )}
        <ProblemNote error={change.error} />
        <Button
          type="submit"
          variant="filled"
          disabled={!field || (field.required && isEmpty)}
          loading={change.isPending}
        >
          {tn('change.do', rows.length)}
        </Button>
      </form>
    </Modal>
  )
}

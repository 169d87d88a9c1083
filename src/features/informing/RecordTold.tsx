import { Button, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '#web/api.ts'
import { t, tn } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { toast } from '#web/toast.tsx'
import { WAYS } from './informings.tsx'

/** They were told otherwise: how, when, and what shows it. */
export function RecordTold({
  people,
  close,
  done,
}: {
  people: readonly string[]
  close: () => void
  done: () => void
}) {
  const [how, setHow] = useState<(typeof WAYS)[number]>('letter')
  const [day, setDay] = useState('')
  const [note, setNote] = useState('')
  const record = useMutation({
    mutationFn: () =>
      post('/informing/record', {
        people,
        how,
        ...(day && { told_on: day }),
        ...(note.trim() && { note: note.trim() }),
      }),
    onSuccess: () => {
      toast(tn('informing.recorded', people.length))
      done()
    },
  })
  return (
    <Modal opened onClose={close} title={t('informing.record')} closeButtonProps={{ 'aria-label': t('close') }}>
      <div className="stack">
        <p className="quiet">{tn('informing.record.body', people.length)}</p>
        <NativeSelect
          label={t('restriction.how')}
          value={how}
          onChange={(event) => setHow(event.currentTarget.value as typeof how)}
          data={WAYS.map((one) => ({ value: one, label: t(`channel.${one}`) }))}
        />
        <TextInput
          type="date"
          label={t('restriction.day')}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <Textarea
          label={t('informing.note')}
          value={note}
          autosize
          minRows={2}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <ProblemNote error={record.error} />
        <Button variant="filled" loading={record.isPending} onClick={() => record.mutate()}>
          {t('informing.record.now')}
        </Button>
      </div>
    </Modal>
  )
}

import { Button, NumberInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '#web/api.ts'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Preview } from './shown.ts'

type Props = { id: string; preview: Preview; open: boolean; again: () => void }

/** Where was searched; and what others who keep data for us have answered. */
export function ReportStores({ id, preview, open, again }: Props) {
  const waiting = preview.others.filter(({ answered }) => !answered)
  return (
    <section aria-label={t('report.stores')}>
      <p>
        {t('report.stores.all', { count: preview.stores.filter(({ count }) => count !== null).length })}
        {preview.files.length > 0 && ` · ${t('report.files', { count: preview.files.length })}`}
      </p>
      {waiting.map(({ store, name }) => (
        <Answer key={store} id={id} store={store} name={name} open={open} again={again} />
      ))}
    </section>
  )
}

function Answer({ id, store, name, open, again }: Omit<Props, 'preview'> & { store: string; name: string }) {
  const [found, setFound] = useState<string | number>(0)
  const [words, setWords] = useState('')
  const save = useMutation({
    mutationFn: () =>
      post(`/requests/${id}/report/stores`, { store, found: Number(found), words }, { query: { purpose: 'rights' } }),
    onSuccess: again,
  })
  return (
    <form
      className="stack note note-warn"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <p>
        <strong>{name}</strong> · {t('report.store.waits')}
      </p>
      {open && (
        <div className="row">
          <NumberInput label={t('report.store.found')} min={0} value={found} onChange={setFound} />
          <TextInput
            label={t('report.store.words')}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <Button type="submit" loading={save.isPending}>
            {t('report.store.save')}
          </Button>
        </div>
      )}
      <ProblemNote error={save.error} />
    </form>
  )
}

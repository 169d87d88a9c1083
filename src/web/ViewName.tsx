import { Button, Checkbox, Modal, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from './language.ts'
import { ProblemNote } from './ProblemNote.tsx'
import type { View } from './views.ts'

type Props = {
  /** Absent for one that is being made. */
  view?: View
  mayShare: boolean
  close: () => void
  done: (name: string, shared: boolean) => Promise<unknown>
}

/** What a view is called, and whether everybody has it. */
export function ViewName({ view, mayShare, close, done }: Props) {
  const [name, setName] = useState(view?.name ?? '')
  const [shared, setShared] = useState(view?.shared ?? false)
  const send = useMutation({ mutationFn: () => done(name.trim(), shared), onSuccess: close })
  const title = view ? t('view.rename') : t('view.save')
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim()) send.mutate()
        }}
      >
        <TextInput
          label={t('view.name')}
          data-autofocus
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {mayShare ? (
          <Checkbox
            label={t('view.share')}
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
        ) : (
          <p className="quiet small">{t('view.private')}</p>
        )}
        <ProblemNote error={send.error} />
        <Button type="submit" variant="filled" disabled={!name.trim()} loading={send.isPending}>
          {t('save')}
        </Button>
      </form>
    </Modal>
  )
}

import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { FieldInput } from '#web/FieldInput.tsx'
import { t } from '#web/language.ts'
import { useRegister } from '#web/register.ts'

type Props = { name: string; close: () => void; done: (why: string) => void }

/** Why a deal was lost: the one thing that must be said when it is. */
export function LostDialog({ name, close, done }: Props) {
  const field = useRegister().nouns.deals?.fields.lost_why
  const [why, setWhy] = useState('')
  if (!field) return null
  return (
    <Modal
      opened
      onClose={close}
      title={t('deals.lost.title', { name })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (why) done(why)
        }}
      >
        <FieldInput field={field} value={why} change={(value) => setWhy(value ?? '')} autoFocus />
        <Button type="submit" variant="filled" disabled={!why}>
          {t('deals.lost.mark')}
        </Button>
      </form>
    </Modal>
  )
}

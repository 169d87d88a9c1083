import { Modal } from '@mantine/core'
import { useState } from 'react'
import { t } from '#web/language.ts'
import { type Picked, RecordPicker } from '#web/RecordPicker.tsx'
import { RecordWish } from './RecordWish.tsx'

/** A wish that came by phone, letter, mail or at a meeting: whose, and then what. */
export function NewWish({ close }: { close: () => void }) {
  const [person, setPerson] = useState<Picked | null>(null)
  return (
    <Modal opened onClose={close} title={t('object.record')} closeButtonProps={{ 'aria-label': t('close') }}>
      <div className="stack">
        <RecordPicker noun="people" purpose="rights" label={t('wish.whose')} value={person} change={setPerson} />
        {person && <RecordWish key={person.id} id={person.id} purpose="rights" name={person.name} done={close} />}
      </div>
    </Modal>
  )
}

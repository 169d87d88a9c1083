import { Button, Modal } from '@mantine/core'
import { t } from '#web/language.ts'

type Props = { what: string; when: string; answer: (tells: boolean) => void; back: () => void }

/** People have been invited: told or not is the mover's to say. Closed without an answer, the meeting stays where it was. */
export function MoveQuestion({ what, when, answer, back }: Props) {
  return (
    <Modal opened onClose={back} title={t('meeting.move.ask')} closeButtonProps={{ 'aria-label': t('close') }}>
      <div className="stack">
        <p>
          <strong>{what}</strong>
          <br />
          {when}
        </p>
        <span className="row">
          <Button variant="default" onClick={() => answer(true)}>
            {t('meeting.move.tell')}
          </Button>
          <Button variant="default" onClick={() => answer(false)}>
            {t('meeting.move.quiet')}
          </Button>
        </span>
      </div>
    </Modal>
  )
}

import { Button, Checkbox, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { t } from '#web/language.ts'
import type { Row } from '#web/record.ts'
import { toast } from '#web/toast.tsx'
import type { Run } from './steps.tsx'

/** The order is agreed, and whoever ordered is told by mail with the PDF, unless they are told otherwise. */
export function ConfirmDialog({ order, run, close }: { order: Row; run: Run; close: () => void }) {
  const [mail, setMail] = useState(Boolean(order.contact))
  const [note, setNote] = useState('')
  return (
    <Modal opened onClose={close} title={t('orders.confirm')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void run('confirm', { mail, ...(note.trim() && { note }) }).then((row) => {
            if (!row) return
            close()
            toast(t(!mail ? 'orders.confirmed' : row.outcome?.state === 'sent' ? 'orders.sent' : 'orders.unsent'))
          })
        }}
      >
        <p className="quiet">{t('orders.confirm.body')}</p>
        {order.contact_id && !order.contact && <p className="note note-warn">{t('contact.hidden')}</p>}
        <Checkbox
          label={t('orders.confirm.mail', { name: order.contact ?? '–' })}
          checked={mail}
          disabled={!order.contact}
          onChange={(event) => setMail(event.currentTarget.checked)}
        />
        {mail && (
          <Textarea
            label={t('orders.confirm.note')}
            description={t('orders.confirm.note.body')}
            autosize
            minRows={2}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        )}
        <Button type="submit" variant="filled">
          {t('orders.confirm')}
        </Button>
      </form>
    </Modal>
  )
}

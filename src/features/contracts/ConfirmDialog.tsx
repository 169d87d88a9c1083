import { Button, Checkbox, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { t } from '#web/language.ts'
import type { Row } from '#web/record.ts'
import { toast } from '#web/toast.tsx'
import type { Run } from './steps.tsx'

/** The order is agreed, and the other side is told by mail with the PDF, unless they are told otherwise. */
export function ConfirmDialog({ order, run, close }: { order: Row; run: Run; close: () => void }) {
  const [mail, setMail] = useState(Boolean(order.contact))
  const [note, setNote] = useState('')
  const bought = order.kind === 'purchase'
  const title = t(bought ? 'purchases.confirm' : 'orders.confirm')
  const sent = bought ? 'purchases.sent' : 'orders.sent'
  const unsent = bought ? 'purchases.unsent' : 'orders.unsent'
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void run('confirm', { mail, ...(note.trim() && { note }) }).then((row) => {
            if (!row) return
            close()
            toast(t(!mail ? 'orders.confirmed' : row.outcome?.state === 'sent' ? sent : unsent))
          })
        }}
      >
        <p className="quiet">{t('orders.confirm.body')}</p>
        {order.contact_id && !order.contact && <p className="note note-warn">{t('contact.hidden')}</p>}
        <Checkbox
          label={t(bought ? 'purchases.confirm.mail' : 'orders.confirm.mail', { name: order.contact ?? '–' })}
          checked={mail}
          disabled={!order.contact}
          onChange={(event) => setMail(event.currentTarget.checked)}
        />
        {mail && (
          <Textarea
            label={t('orders.confirm.note')}
            description={t(bought ? 'purchases.confirm.note' : 'orders.confirm.note.body')}
            autosize
            minRows={2}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        )}
        <Button type="submit" variant="filled">
          {title}
        </Button>
      </form>
    </Modal>
  )
}

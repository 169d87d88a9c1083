import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { formatDate } from '#web/format.ts'
import { t } from '#web/language.ts'
import type { Row } from '#web/record.ts'
import { toast } from '#web/toast.tsx'
import type { Run } from './steps.tsx'

/** Why notice is given and when; the last day is reckoned from the notice period unless another was agreed. */
export function NoticeDialog({ contract, run, close }: { contract: Row; run: Run; close: () => void }) {
  const [why, setWhy] = useState('')
  const [noticed, setNoticed] = useState(new Date().toISOString().slice(0, 10))
  const [ends, setEnds] = useState('')
  return (
    <Modal opened onClose={close} title={t('contracts.terminate')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          const before = contract.end_on
          void run('terminate', { why, noticed_on: noticed, ...(ends && { end_on: ends }) }).then((row) => {
            if (!row) return
            close()
            toast(t('contracts.terminated', { day: formatDate(row.end_on) }), () => run('keep', { end_on: before }))
          })
        }}
      >
        <p className="quiet">{t('contracts.terminate.body', { months: contract.notice_months ?? 0 })}</p>
        <TextInput
          label={t('contracts.why')}
          value={why}
          maxLength={300}
          data-autofocus
          withAsterisk
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('contracts.noticed')}
          value={noticed}
          onChange={(event) => setNoticed(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('contracts.ends.other')}
          value={ends}
          onChange={(event) => setEnds(event.currentTarget.value)}
        />
        <Button type="submit" variant="filled" disabled={!why.trim() || !noticed}>
          {t('contracts.terminate')}
        </Button>
      </form>
    </Modal>
  )
}

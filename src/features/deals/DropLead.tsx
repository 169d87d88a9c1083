import { Button, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Problem, post } from '#web/api.ts'
import { FieldInput } from '#web/FieldInput.tsx'
import { t } from '#web/language.ts'
import { type Row, refresh } from '#web/record.ts'
import { useRegister } from '#web/register.ts'
import { toast } from '#web/toast.tsx'

type Props = { lead: Row; purpose: string; close: () => void; undo: () => Promise<void> }

/** A lead that leads nowhere, and why. */
export function DropLead({ lead, purpose, close, undo }: Props) {
  const client = useQueryClient()
  const field = useRegister().nouns.leads?.fields.dropped_why
  const [why, setWhy] = useState('')
  const drop = useMutation<Row, Problem>({
    mutationFn: () => post<Row>(`/leads/${lead.id}/drop`, { why }, { query: { purpose } }),
    onSuccess: () => {
      void refresh(client, 'leads')
      close()
      toast(t('leads.dropped', { name: lead.subject }), undo)
    },
  })
  return (
    <Modal opened onClose={close} title={t('leads.drop')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (why.trim()) drop.mutate()
        }}
      >
        {field && <FieldInput field={field} value={why} change={setWhy} autoFocus error={drop.error?.message} />}
        <Button type="submit" variant="filled" disabled={!why.trim()} loading={drop.isPending}>
          {t('leads.drop')}
        </Button>
      </form>
    </Modal>
  )
}

import { Button, Modal, NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '#web/api.ts'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { toast } from '#web/toast.tsx'
import type { User } from './UsersScreen.tsx'

/** A leaver's work goes to a colleague and the access ends, in one action. */
export function LeaveDialog({ user, others, close }: { user: User; others: User[]; close: () => void }) {
  const client = useQueryClient()
  const [to, setTo] = useState(others.find((one) => one.team === user.team)?.id ?? others[0]?.id ?? '')
  const leave = useMutation({
    mutationFn: () => post(`/users/${user.id}/leave`, { to }),
    onSuccess: async () => {
      toast(t('users.leave.done', { name: user.name }))
      close()
      await client.invalidateQueries({ queryKey: ['users'] })
    },
  })
  return (
    <Modal
      opened
      onClose={close}
      title={t('users.leave.title', { name: user.name })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className="stack">
        <p>{t('users.leave.body')}</p>
        <NativeSelect
          label={t('users.leave.to')}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          data={others.map((one) => ({ value: one.id, label: one.name }))}
        />
        <ProblemNote error={leave.error} />
        <Button variant="filled" disabled={!to} loading={leave.isPending} onClick={() => leave.mutate()}>
          {t('users.leave.now')}
        </Button>
      </div>
    </Modal>
  )
}

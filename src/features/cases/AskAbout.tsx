import { Button, Modal, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type Problem, post } from '#web/api.ts'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Row } from '#web/record.ts'
import { toast } from '#web/toast.tsx'

type Props = { digest: Row; name: string; purpose: string; close: () => void }

/** A question to whoever has the case, where reading the case is not needed. */
export function AskAbout({ digest, name, purpose, close }: Props) {
  const [question, setQuestion] = useState('')
  const ask = useMutation<unknown, Problem>({
    mutationFn: () => post(`/cases/${digest.case_id}/ask`, { question }, { query: { purpose } }),
    onSuccess: () => {
      close()
      toast(t('cases.asked', { name: name || t('cases.support') }))
    },
  })
  return (
    <Modal
      opened
      onClose={close}
      title={name ? t('cases.ask', { name: name.split(' ')[0] ?? '' }) : t('cases.ask.nobody')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          ask.mutate()
        }}
      >
        <Textarea
          autosize
          minRows={3}
          data-autofocus
          label={t('cases.question')}
          description={t('cases.question.body')}
          value={question}
          onChange={(event) => setQuestion(event.currentTarget.value)}
        />
        <ProblemNote error={ask.error} />
        <Button type="submit" variant="filled" loading={ask.isPending} disabled={!question.trim()}>
          {t('cases.question.send')}
        </Button>
      </form>
    </Modal>
  )
}

import { Button, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Problem, post } from '#web/api.ts'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { inWords, useRegister } from '#web/register.ts'
import type { Step } from './step.ts'

/** The proposals for how long each kind of data is kept, adopted by name with a reason. */
export function AdoptForm({ step }: { step: Step }) {
  const register = useRegister()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const adopt = useMutation<unknown, Problem>({
    mutationFn: () => post('/setup/adopt', { reason }, { query: { purpose: 'rights' } }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['setup'] }),
  })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        adopt.mutate()
      }}
    >
      <ul className="lines">
        {Object.entries(register.retention).map(([id, rule]) => (
          <li key={id}>
            <span className="main">{inWords(rule.label)}</span>
            <span className="small quiet">{inWords(rule.what)}</span>
          </li>
        ))}
      </ul>
      {step.done ? (
        <p className="quiet">
          {t('start.retention.adopted', { name: step.detail.by_name, reason: step.detail.reason })}
        </p>
      ) : (
        <>
          <Textarea
            label={t('start.retention.reason')}
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <ProblemNote error={adopt.error} />
          <Button type="submit" variant="filled" loading={adopt.isPending} disabled={reason.trim().length < 10}>
            {t('start.retention.adopt')}
          </Button>
        </>
      )}
    </form>
  )
}

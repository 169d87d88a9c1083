import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Problem, post } from '#web/api.ts'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Step } from './step.ts'

type Tried = {
  to: string
  records: { id: 'spf' | 'dkim' | 'dmarc'; state: 'found' | 'missing' | 'unknown'; name: string }[]
}

/** A test message to oneself, and what receivers find of our domain. */
export function MailTry({ step }: { step: Step }) {
  const client = useQueryClient()
  const send = useMutation<Tried, Problem>({
    mutationFn: () => post('/setup/mail', {}),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['setup'] }),
  })
  if (!step.detail.relay) return <p>{t('start.mail.none')}</p>
  return (
    <div className="stack">
      <Button onClick={() => send.mutate()} loading={send.isPending}>
        {t('start.mail.go')}
      </Button>
      <ProblemNote error={send.error} />
      {send.data && (
        <>
          <p role="status">{t('start.mail.sent', { to: send.data.to })}</p>
          <ul className="lines">
            {send.data.records.map((one) => (
              <li key={one.id}>
                <span className="main">
                  {one.id.toUpperCase()} <span className="quiet">{one.name}</span>
                </span>
                <span className={one.state === 'missing' ? 'warn' : ''}>{t(`start.mail.${one.state}`)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

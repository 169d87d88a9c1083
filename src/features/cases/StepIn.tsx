import { Button, Modal, Radio, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get, type Problem, post } from '#web/api.ts'
import { formatAgo } from '#web/format.ts'
import { t } from '#web/language.ts'
import { Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { PurposeChip } from '#web/PurposeChip.tsx'
import type { Row } from '#web/record.ts'
import { inWords, optionLabel, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'

type Props = {
  entered: 'support' | 'relationship'
  purpose: string
  column: 'person_id' | 'company_id'
  id: string
  name: string
}

/**
 * Looking into another purpose's matter. One click for those whose level has the purpose; others say why, once a
 * day and customer, and whoever looks after it is told.
 */
export function StepIn({ entered, purpose, column, id, name }: Props) {
  const session = useSession()
  const holds = session.writes.includes(entered) || session.reads.includes(entered)
  const [state, set] = useState<'closed' | 'why' | 'open'>('closed')
  const found = useQuery<{ items: Row[]; noun: string }, Problem>({
    queryKey: ['stepin', entered, purpose, id],
    queryFn: () => get('/stepins/look', { entered, purpose, [column]: id }),
    enabled: state === 'open',
    retry: false,
  })
  // Said today already, by this user about this customer: no second question.
  const first = async () => {
    if (holds) return set('open')
    try {
      await get('/stepins/look', { entered, purpose, [column]: id })
      set('open')
    } catch (problem) {
      set((problem as Problem).code === 'STEP_IN_FIRST' ? 'why' : 'open')
    }
  }
  if (state === 'closed')
    return (
      <Button variant="default" size="compact-sm" onClick={() => void first()}>
        {t(`stepin.${entered}`)}
      </Button>
    )
  return (
    <>
      {state === 'why' && (
        <Why {...{ entered, purpose, column, id, name }} close={() => set('closed')} done={() => set('open')} />
      )}
      {state === 'open' && (
        <section className="stack stack-tight" aria-label={t(`stepin.${entered}`)}>
          <span>
            <PurposeChip purpose={entered} />
          </span>
          {found.isPending && <Skeleton lines={2} />}
          <ProblemNote error={found.error} />
          {found.data?.items.length === 0 && <p className="quiet">{t('stepin.nothing')}</p>}
          <ul className="lines">
            {found.data?.items.map((row) => (
              <li key={row.id}>
                <span className="main">
                  {row.subject && <strong>{row.subject} </strong>}
                  {row.body}
                  {row.outcome && <span className="quiet"> → {row.outcome}</span>}
                </span>
                <time className="small quiet" dateTime={row.created_at}>
                  {formatAgo(row.created_at)}
                </time>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Why({ entered, purpose, column, id, name, close, done }: Props & { close: () => void; done: () => void }) {
  const register = useRegister()
  const field = register.nouns.stepins?.fields.reason
  const [reason, setReason] = useState('asked')
  const [why, setWhy] = useState('')
  const step = useMutation<unknown, Problem>({
    mutationFn: () => post('/stepins', { entered, [column]: id, reason, why }, { query: { purpose } }),
    onSuccess: done,
  })
  const into = inWords(register.purposes[entered]?.label)
  return (
    <Modal
      opened
      onClose={close}
      title={t('stepin.title', { purpose: into })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          step.mutate()
        }}
      >
        <p>{t('stepin.body', { name })}</p>
        <Radio.Group label={t('stepin.reason')} value={reason} onChange={setReason}>
          <div className="stack stack-tight">
            {Object.keys(field?.options ?? {}).map((option) => (
              <Radio key={option} value={option} label={optionLabel(field, option)} />
            ))}
          </div>
        </Radio.Group>
        <TextInput
          label={t('stepin.why')}
          value={why}
          maxLength={300}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <ProblemNote error={step.error} />
        <Button type="submit" variant="filled" loading={step.isPending} disabled={why.trim().length < 3}>
          {t('stepin.go')}
        </Button>
      </form>
    </Modal>
  )
}

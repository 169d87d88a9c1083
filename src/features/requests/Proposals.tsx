import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, post } from '#web/api.ts'
import { formatDate } from '#web/format.ts'
import { t } from '#web/language.ts'
import { OutsideApprover } from '#web/OutsideApprover.tsx'
import { Panel } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { optionLabel, useRegister } from '#web/register.ts'
import { toast } from '#web/toast.tsx'

type Proposal = {
  id: string
  number: string
  kinds: string[]
  ground: string
  reasons: string
  due_on: string
  own: boolean
}

type Naming = {
  id: string
  step: string
  number: string
  name: string
  reason: string
  due_on: string
  own: boolean
}

/** Refusals that one person may not decide alone: ground and reasons, and not who asks. */
export function Proposals() {
  const register = useRegister()
  const found = useQuery({
    queryKey: ['list', 'requests', 'proposals'],
    queryFn: () =>
      get<{ items: Proposal[]; namings: Naming[]; approvers: number }>('/requests/proposals', { purpose: 'rights' }),
  })
  const { items = [], namings = [], approvers } = found.data ?? {}
  if (items.length + namings.length === 0) return null
  return (
    <Panel title={t('requests.proposals')} purpose="rights" wordless>
      <ul className="lines">
        {items.map((one) => (
          <li key={one.id}>
            <span className="main">
              <strong>{one.number}</strong> ·{' '}
              {one.kinds.map((kind) => optionLabel(register.nouns.requests?.fields.kinds, kind)).join(', ')}
              <span className="small quiet request-told">
                {t(`requests.ground.${one.ground}` as 'requests.ground.excessive')} ·{' '}
                {t('requests.by', { date: formatDate(one.due_on) })}
              </span>
              <span className="said">{one.reasons}</span>
              {one.own && approvers === 0 && (
                <div className="stack">
                  <OutsideApprover kind="request" about={one.id} ask={{ request: one.id }} />
                  <h3>{t('outside.or')}</h3>
                  <Approve id={one.id} alone />
                </div>
              )}
            </span>
            {!one.own && <Approve id={one.id} />}
            {one.own && approvers !== 0 && <span className="chip chip-plain">{t('requests.own')}</span>}
          </li>
        ))}
        {namings.map((one) => (
          <li key={one.step}>
            <span className="main">
              <strong>{one.number}</strong> · {t('requests.name.asked', { name: one.name })}
              <span className="small quiet request-told">{t('requests.by', { date: formatDate(one.due_on) })}</span>
              <span className="said">{one.reason}</span>
              {one.own && approvers === 0 && <Approve id={one.id} step={one.step} alone />}
            </span>
            {!one.own && <Approve id={one.id} step={one.step} />}
            {one.own && approvers !== 0 && <span className="chip chip-plain">{t('requests.own')}</span>}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** `step`: of a naming; else the refusal that was proposed. */
function Approve({ id, step, alone = false }: { id: string; step?: string; alone?: boolean }) {
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const approve = useMutation({
    mutationFn: () =>
      post(
        `/requests/${id}/${step ? 'approve_name' : 'approve'}`,
        { ...(step && { step }), ...(alone && { alone, reason }) },
        { query: { purpose: 'rights' } },
      ),
    onSuccess: () => {
      toast(t(step ? 'requests.name.approved' : 'requests.approved'))
      void client.invalidateQueries({ queryKey: ['list', 'requests'] })
    },
  })
  return (
    <span>
      {alone && (
        <TextInput
          label={t('requests.alone')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <ProblemNote error={approve.error} />
      <Button variant="filled" size="compact-sm" loading={approve.isPending} onClick={() => approve.mutate()}>
        {t(step ? 'requests.name.approve' : 'requests.approve')}
      </Button>
    </span>
  )
}

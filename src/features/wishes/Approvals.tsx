import { Button, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, post } from '#web/api.ts'
import { formatDate, formatTime } from '#web/format.ts'
import { t } from '#web/language.ts'
import { OutsideApprover } from '#web/OutsideApprover.tsx'
import { Panel } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { purposeLabel, useRegister } from '#web/register.ts'
import { toast } from '#web/toast.tsx'
import { type Counts, clockTone, type Delivery, daysLeft, type Proposal } from './wish.tsx'
import './wishes.css'

export const countsQuery = { queryKey: ['wishes', 'counts'], queryFn: () => get<Counts>('/wishes/counts') }

/** Refusals that wait for a second person: the ground, the reasons and the dates; whose objection it is, is not told. */
export function Approvals({ alone }: { alone: boolean }) {
  const found = useQuery({
    queryKey: ['wishes', 'proposals'],
    queryFn: () => get<{ items: Proposal[] }>('/wishes/proposals'),
  })
  const counts = useQuery(countsQuery)
  // One’s own proposal waits for somebody else, and is in the work list; where there is nobody else, it waits here.
  const items = (found.data?.items ?? []).filter((item) => !item.own || counts.data?.approvers === 0)
  // Who serves rights has the work list below; an empty panel above it would only stand in the way.
  if (alone && items.length === 0 && !found.error) return null
  return (
    <Panel title={t('approve.title')}>
      <ProblemNote error={found.error} />
      {found.data && items.length === 0 && <p className="quiet">{t('approve.none')}</p>}
      {items.map((item) => (
        <One key={`${item.id} ${item.scope}`} proposal={item} />
      ))}
    </Panel>
  )
}

function One({ proposal }: { proposal: Proposal }) {
  const register = useRegister()
  const client = useQueryClient()
  const counts = useQuery(countsQuery)
  const [reason, setReason] = useState('')
  const approve = useMutation({
    mutationFn: () =>
      post<Delivery>(`/people/${proposal.id}/refuse_objection`, {
        scope: proposal.scope,
        ...(proposal.own && { alone: true, reason }),
      }),
    onSuccess: (done) => {
      toast(t(done.sent ? 'approve.sent' : 'approve.done'))
      void client.invalidateQueries({ queryKey: ['wishes'] })
    },
  })
  const single = proposal.own && counts.data?.approvers === 0
  const open = Date.parse(proposal.proposed_at ?? '') + 86_400_000
  return (
    <div className="proposal stack stack-tight">
      <div className="row">
        <strong>{purposeLabel(register, proposal.scope ?? '')}</strong>
        {proposal.days_left !== null && (
          <span className={`chip ${clockTone(proposal.days_left)}`}>{daysLeft(proposal.days_left)}</span>
        )}
      </div>
      <p>{t(`refusal.${proposal.ground}` as 'refusal.legal_claims')}</p>
      <blockquote>{proposal.reasons}</blockquote>
      <p className="small quiet">
        {t('approve.told', {
          said: formatDate(proposal.since),
          name: proposal.proposed_by ?? '',
          date: formatDate(proposal.proposed_at),
          due: formatDate(proposal.until),
        })}
      </p>
      {single && (
        <>
          <OutsideApprover
            kind="objection"
            about={`${proposal.id} ${proposal.scope}`}
            ask={{ person: proposal.id, scope: proposal.scope }}
          />
          <h3>{t('outside.or')}</h3>
          <p className="note note-warn">{t('approve.alone', { time: formatTime(new Date(open).toISOString()) })}</p>
          <Textarea
            label={t('approve.why')}
            value={reason}
            autosize
            minRows={2}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </>
      )}
      <ProblemNote error={approve.error} />
      {(!proposal.own || single) && (
        <div className="row">
          <Button
            variant="filled"
            loading={approve.isPending}
            disabled={single && (reason.trim().length < 20 || open > Date.now())}
            onClick={() => approve.mutate()}
          >
            {t('approve.now')}
          </Button>
          <span className="small quiet">{t('approve.not')}</span>
        </div>
      )}
    </div>
  )
}

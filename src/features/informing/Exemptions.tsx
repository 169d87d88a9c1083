import { Button, Modal, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, post } from '#web/api.ts'
import { Empty } from '#web/Empty.tsx'
import { formatDate } from '#web/format.ts'
import { t, tn } from '#web/language.ts'
import { OutsideApprover } from '#web/OutsideApprover.tsx'
import { Panel, Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { useSession } from '#web/session.ts'
import { toast } from '#web/toast.tsx'
import type { Exemption } from './informings.tsx'

type Shown = { items: Exemption[]; approvers: number }
type Act = 'approve' | 'reject' | 'end'

/** Whom we need not tell (Art. 14(5)): on which ground, decided by whom, and how each comes to its end. */
export function Exemptions() {
  const found = useQuery({
    queryKey: ['informing', 'exemptions'],
    queryFn: () => get<Shown>('/informing/exemptions'),
  })
  const items = found.data?.items ?? []
  return (
    <Panel title={t('exemptions.title')}>
      {found.isPending && <Skeleton lines={2} />}
      <ProblemNote error={found.error} />
      {found.data && items.length === 0 && <Empty title={t('exemptions.none')}>{t('exemptions.none.more')}</Empty>}
      <ul className="lines informing-lines">
        {items.map((one) => (
          <Line key={one.id} one={one} approvers={found.data!.approvers} />
        ))}
      </ul>
    </Panel>
  )
}

function Line({ one, approvers }: { one: Exemption; approvers: number }) {
  const session = useSession()
  const [doing, setDoing] = useState<Act | null>(null)
  const state = stateOf(one)
  // One’s own proposal waits for somebody else, unless there is nobody else.
  const mayApprove = !one.own || approvers === 0
  return (
    <li className="exemption">
      <span className="main">
        <span>
          {t(`exemptions.ground.${one.ground}`)} · {tn('exemptions.people', one.people)}
        </span>
        <span className="small">{one.reasoning}</span>
        <span className="small quiet">{t('exemptions.instead', { what: one.safeguards })}</span>
        <span className="small quiet">{historyOf(one)}</span>
        {one.end_reason && <span className="small quiet">{one.end_reason}</span>}
      </span>
      <span className={`chip ${state === 'waits' ? 'chip-warn' : 'chip-plain'}`}>{t(`exemptions.state.${state}`)}</span>
      {state === 'waits' && mayApprove && (
        <span className="row">
          <Button onClick={() => setDoing('approve')}>{t('exemptions.approve')}</Button>
          <Button onClick={() => setDoing('reject')}>{t('exemptions.reject')}</Button>
        </span>
      )}
      {approvers === 0 && session.may.includes('approve') && session.writes.includes('rights') && (
        <OutsideApprover
          kind="exemption"
          about={one.id}
          ask={state === 'waits' && one.own ? { exemption: one.id } : null}
        />
      )}
      {state === 'waits' && !mayApprove && <span className="small quiet">{t('exemptions.other')}</span>}
      {state === 'stands' && <Button onClick={() => setDoing('end')}>{t('exemptions.end')}</Button>}
      {doing && <Decide one={one} act={doing} close={() => setDoing(null)} />}
    </li>
  )
}

const stateOf = ({ approved, ended_at }: Exemption) =>
  approved === null ? 'waits' : !approved ? 'rejected' : ended_at ? 'ended' : 'stands'

const historyOf = ({
  proposed_name,
  proposed_at,
  approved,
  decided_name,
  decided_at,
  ended_name,
  ended_at,
}: Exemption) =>
  [
    t('exemptions.proposed', { name: proposed_name, date: formatDate(proposed_at) }),
    decided_at &&
      t(approved ? 'exemptions.approved' : 'exemptions.rejected', {
        name: decided_name ?? '',
        date: formatDate(decided_at),
      }),
    ended_at && t('exemptions.ended', { name: ended_name ?? '', date: formatDate(ended_at) }),
  ]
    .filter(Boolean)
    .join(' · ')

function Decide({ one, act, close }: { one: Exemption; act: Act; close: () => void }) {
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const decide = useMutation({
    mutationFn: () =>
      act === 'end'
        ? post(`/informing/${one.id}/end_exemption`, { reason })
        : post(`/informing/${one.id}/decide_exemption`, {
            approve: act === 'approve',
            ...(reason.trim() && { reason: reason.trim() }),
          }),
    onSuccess: () => {
      toast(t(`exemptions.done.${act}`))
      close()
      void client.invalidateQueries({ queryKey: ['informing'] })
      void client.invalidateQueries({ queryKey: ['informings'] })
    },
  })
  return (
    <Modal opened onClose={close} title={t(`exemptions.${act}`)} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          decide.mutate()
        }}
      >
        <p className="quiet">{t(`exemptions.${act}.body`)}</p>
        <Textarea
          label={t('exemptions.why')}
          required={act === 'end'}
          minLength={act === 'end' ? 20 : undefined}
          maxLength={4000}
          value={reason}
          autosize
          minRows={2}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ProblemNote error={decide.error} />
        <Button type="submit" variant="filled" loading={decide.isPending}>
          {t(`exemptions.${act}`)}
        </Button>
      </form>
    </Modal>
  )
}

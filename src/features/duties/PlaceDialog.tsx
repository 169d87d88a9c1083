import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '#web/api.ts'
import { formatDate } from '#web/format.ts'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { inWords } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast } from '#web/toast.tsx'
import { type Place, PlaceChip, stateOf } from './place.tsx'

type Done = 'approved' | 'proposed' | 'ended' | 'declined'

/** One place: what stands and why; its owner approves, renews or ends it, and who makes the messages may propose it. */
export function PlaceDialog({ place, name, close }: { place: Place; name: string; close: () => void }) {
  const { may, writes } = useSession()
  const client = useQueryClient()
  const { area, group, cell, proposal } = place
  const state = stateOf(place)
  const stands = cell && state !== 'ended' && state !== 'proposed'
  const owns = may.includes('register')
  const proposes = !owns && writes.includes('marketing') && !stands && !proposal
  const [reasoning, setReasoning] = useState(proposal?.reasoning ?? cell?.reasoning ?? '')
  const [until, setUntil] = useState(dayIn(12))
  const act = useMutation({
    mutationFn: ({ path, body }: { path: string; body: object; done: Done }) => post<{ until?: string }>(path, body),
    onSuccess: async ({ until }, { done }) => {
      toast(t(`duties.done.${done}`, { date: formatDate(until) }))
      close()
      await client.invalidateQueries({ queryKey: ['duties'] })
    },
  })
  const say = (path: string, done: Done, body: object = {}) => act.mutate({ path, body, done })
  const here = { area, product_group: group.id, reasoning }
  return (
    <Modal
      opened
      onClose={close}
      title={`${name} · ${inWords(group.label, group.id)}`}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (proposes) say('/duties/propose', 'proposed', here)
          else if (stands) say(`/duties/${cell.id}/renew`, 'approved', { reasoning, until })
          else say('/duties/approve', 'approved', { ...here, until })
        }}
      >
        <p className="row">
          <PlaceChip place={place} />
        </p>
        <p className="small quiet">{t('duties.ours')}</p>
        {cell && (
          <p className="small">{t('duties.by', { name: cell.approved_name, date: formatDate(cell.approved_at) })}</p>
        )}
        {proposal && (
          <p className="small">
            {t('duties.proposedBy', { name: proposal.proposed_name, date: formatDate(proposal.proposed_at) })}
          </p>
        )}
        {owns || proposes ? (
          <>
            <Textarea
              label={t('duties.reasoning')}
              description={t('duties.reasoning.hint')}
              required
              minLength={10}
              maxLength={2000}
              autosize
              minRows={3}
              value={reasoning}
              onChange={(event) => setReasoning(event.currentTarget.value)}
            />
            {owns && (
              <TextInput
                type="date"
                label={t('duties.end.on')}
                description={t('duties.end.hint')}
                min={dayIn(12)}
                max={dayIn(24)}
                value={until}
                onChange={(event) => setUntil(event.currentTarget.value)}
              />
            )}
            {proposes && <p className="small quiet">{t('duties.propose.body')}</p>}
            <ProblemNote error={act.error} />
            <div className="row">
              <Button type="submit" variant="filled" disabled={reasoning.trim().length < 10} loading={act.isPending}>
                {t(proposes ? 'duties.propose' : stands ? 'duties.renew' : 'duties.approve')}
              </Button>
              {owns && stands && (
                <Button className="danger" onClick={() => say(`/duties/${cell.id}/end`, 'ended')}>
                  {t('duties.end')}
                </Button>
              )}
              {owns && proposal && (
                <Button onClick={() => say(`/duties/${proposal.id}/decline`, 'declined')}>{t('duties.decline')}</Button>
              )}
            </div>
          </>
        ) : (
          reasoning && <p>{reasoning}</p>
        )}
      </form>
    </Modal>
  )
}

function dayIn(months: number): string {
  const date = new Date()
  date.setMonth(date.getMonth() + months)
  return new Intl.DateTimeFormat('sv-SE').format(date)
}

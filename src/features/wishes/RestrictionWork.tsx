import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '#web/api.ts'
import { formatDate } from '#web/format.ts'
import { type Key, t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { toast } from '#web/toast.tsx'
import { LetterText } from './LetterText.tsx'
import { PermittedUse } from './PermittedUse.tsx'
import type { Delivery, Wish } from './wish.tsx'

const WAYS = ['letter', 'phone', 'meeting', 'email'] as const

/** Art. 18: used only as the law lists, and lifted only when the person has been told. */
export function RestrictionWork({ wish, close }: { wish: Wish; close: () => void }) {
  const [doing, setDoing] = useState<'use' | 'tell' | null>(null)
  const client = useQueryClient()
  const lift = useMutation({
    mutationFn: () => post(`/people/${wish.id}/lift_restriction`),
    onSuccess: () => {
      toast(t('restriction.lifted'))
      void client.invalidateQueries({ queryKey: ['wishes'] })
      close()
    },
  })
  const told = wish.state === 'told'
  return (
    <>
      <p>
        {t(`restriction.${wish.ground}` as Key)} · {t('wish.review', { date: formatDate(wish.until) })}
      </p>
      <div className="row">
        <Button aria-expanded={doing === 'use'} onClick={() => setDoing('use')}>
          {t('use.open')}
        </Button>
        <Button aria-expanded={doing === 'tell'} onClick={() => setDoing('tell')}>
          {t('restriction.tell')}
        </Button>
        {told && (
          <Button variant="filled" loading={lift.isPending} onClick={() => lift.mutate()}>
            {t('restriction.lift')}
          </Button>
        )}
      </div>
      {!told && <p className="small quiet">{t('restriction.untold')}</p>}
      <ProblemNote error={lift.error} />
      {doing === 'use' && <PermittedUse person={wish.id} />}
      {doing === 'tell' && <Tell wish={wish} close={close} />}
    </>
  )
}

function Tell({ wish, close }: { wish: Wish; close: () => void }) {
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const [way, setWay] = useState<(typeof WAYS)[number]>('letter')
  const [day, setDay] = useState('')
  const done = (delivery: Delivery) => {
    if (!delivery.told) return
    toast(t('restriction.told.done'))
    void client.invalidateQueries({ queryKey: ['wishes'] })
    close()
  }
  const path = `/people/${wish.id}/tell_restriction_end`
  const why = reason.trim() ? { reason: reason.trim() } : {}
  const mail = useMutation({ mutationFn: () => post<Delivery>(path, why), onSuccess: done })
  const tell = useMutation({
    mutationFn: () => post<Delivery>(path, { ...why, told_by: way, ...(day && { told_on: day }) }),
    onSuccess: done,
  })
  return (
    <div className="stack">
      <Textarea
        label={t('restriction.why')}
        value={reason}
        autosize
        minRows={2}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemNote error={mail.error ?? tell.error} />
      {!mail.data?.letter && (
        <Button variant="filled" loading={mail.isPending} onClick={() => mail.mutate()}>
          {t('restriction.send')}
        </Button>
      )}
      {mail.data?.letter && (
        <>
          <p className="note note-warn">{t('restriction.paper')}</p>
          <LetterText text={mail.data.letter} />
          <div className="form-grid">
            <NativeSelect
              label={t('restriction.how')}
              value={way}
              onChange={(event) => setWay(event.currentTarget.value as typeof way)}
              data={WAYS.map((one) => ({ value: one, label: t(`channel.${one}`) }))}
            />
            <TextInput
              type="date"
              label={t('restriction.day')}
              value={day}
              onChange={(event) => setDay(event.currentTarget.value)}
            />
          </div>
          <Button variant="filled" loading={tell.isPending} onClick={() => tell.mutate()}>
            {t('restriction.told')}
          </Button>
        </>
      )}
    </div>
  )
}

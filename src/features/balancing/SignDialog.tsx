import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '#web/api.ts'
import { t } from '#web/language.ts'
import { OutsideApprover } from '#web/OutsideApprover.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { purposeLabel, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import { toast } from '#web/toast.tsx'

const OUTCOMES = ['positive', 'negative'] as const

/** The signature: neither outcome is chosen beforehand, and both weigh the same on the screen. */
export function SignDialog({ purpose, close }: { purpose: string; close: () => void }) {
  const register = useRegister()
  const session = useSession()
  const client = useQueryClient()
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number] | null>(null)
  const [day, setDay] = useState(dayIn(12))
  const name = purposeLabel(register, purpose)
  const sign = useMutation({
    mutationFn: () => post(`/balancing/${purpose}/sign`, { outcome, review_on: day }),
    onSuccess: async () => {
      toast(t(outcome === 'positive' ? 'balancing.done.positive' : 'balancing.done.negative', { purpose: name }))
      close()
      // The purpose woke or fell asleep: everything that was read under it may be otherwise.
      await client.invalidateQueries()
    },
  })
  return (
    <Modal
      opened
      onClose={close}
      title={t('balancing.sign.title', { purpose: name })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          sign.mutate()
        }}
      >
        <fieldset className="choices balancing-outcomes">
          <legend>{t('balancing.outcome')}</legend>
          {OUTCOMES.map((one) => (
            <label key={one} className="choice">
              <input type="radio" name="outcome" checked={outcome === one} onChange={() => setOutcome(one)} />
              <span>
                <strong>{t(`balancing.outcome.${one}`)}</strong>
                <span className="small quiet">{t(`balancing.effect.${one}`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <TextInput
          type="date"
          label={t('balancing.review')}
          description={t('balancing.review.body')}
          min={dayIn(0, 1)}
          max={dayIn(24)}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <p className="small quiet">{t('balancing.sign.body', { name: session.user.name })}</p>
        <ProblemNote error={sign.error} />
        <Button type="submit" variant="filled" disabled={!outcome || !day} loading={sign.isPending}>
          {t('balancing.sign')}
        </Button>
      </form>
      <OutsideApprover
        kind="balancing"
        about={purpose}
        ask={outcome && day ? { purpose, outcome, review_on: day } : null}
      />
    </Modal>
  )
}

function dayIn(months: number, days = 0): string {
  const date = new Date()
  date.setMonth(date.getMonth() + months, date.getDate() + days)
  return new Intl.DateTimeFormat('sv-SE').format(date)
}

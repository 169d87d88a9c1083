import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Assessment, spoken, type Thought, UNTHOUGHT } from '#web/Assessment.tsx'
import { post } from '#web/api.ts'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { toast } from '#web/toast.tsx'
import { Difference, type Plan } from './Difference.tsx'

/** One addition at a time: planned so that its effect is seen, then applied. `shown` is where that is seen. */
export function usePlanned(done?: () => void) {
  const client = useQueryClient()
  const [addition, setAddition] = useState<object | null>(null)
  const [thought, think] = useState<Thought>(UNTHOUGHT)
  const plan = useMutation({ mutationFn: (wanted: object) => post<Plan>('/register/plan', { addition: wanted }) })
  const asked = plan.data?.notice.some(({ gone, added }) => gone.length + added.length > 0) ?? false
  const apply = useMutation({
    mutationFn: () => post<{ announce: boolean }>('/register/apply', { addition, ...(asked && spoken(thought)) }),
    onSuccess: async ({ announce }) => {
      toast(t(announce ? 'register.applied.announce' : 'register.applied'))
      think(UNTHOUGHT)
      plan.reset()
      setAddition(null)
      await client.invalidateQueries()
      done?.()
    },
  })
  return {
    propose(wanted: object) {
      setAddition(wanted)
      apply.reset()
      plan.mutate(wanted)
    },
    forget: plan.reset,
    busy: plan.isPending,
    shown: (
      <>
        <ProblemNote error={plan.error} />
        {plan.data && (
          <Difference plan={plan.data}>
            {asked && <Assessment thought={thought} think={think} lead={t('register.announce')} />}
            <ProblemNote error={apply.error} />
            <Button variant="filled" loading={apply.isPending} onClick={() => apply.mutate()}>
              {t('register.apply')}
            </Button>
          </Difference>
        )}
      </>
    ),
  }
}

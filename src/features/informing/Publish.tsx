import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Assessment, spoken, type Thought, UNTHOUGHT } from '#web/Assessment.tsx'
import { get, post } from '#web/api.ts'
import { t } from '#web/language.ts'
import { ProblemNote } from '#web/ProblemNote.tsx'
import { toast } from '#web/toast.tsx'

type State = { drift: string[]; lead: number; editions: unknown[]; pending: { told: boolean } | null }

/** The register says something else than the notice: was the change material, and what are people told of it? */
export function Publish() {
  const client = useQueryClient()
  const state = useQuery({ queryKey: ['informing', 'notice'], queryFn: () => get<State>('/notice/state') })
  const [thought, think] = useState<Thought>(UNTHOUGHT)
  const publish = useMutation({
    mutationFn: () => post('/notice/publish', spoken(thought)),
    onSuccess: () => {
      toast(t('publish.done'))
      void client.invalidateQueries({ queryKey: ['informing'] })
    },
  })
  const { data } = state
  if (!data || data.drift.length === 0 || data.editions.length === 0 || data.pending) return null
  return (
    <div className="stack informing-publish">
      <p className="note note-warn">{t('publish.drift')}</p>
      <Assessment thought={thought} think={think} lead={t('publish.lead', { days: data.lead })} />
      <ProblemNote error={publish.error} />
      <Button variant="filled" loading={publish.isPending} onClick={() => publish.mutate()}>
        {t('publish.now')}
      </Button>
    </div>
  )
}

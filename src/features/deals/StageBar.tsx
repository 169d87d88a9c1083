import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { get } from '#web/api.ts'
import { t } from '#web/language.ts'
import { type Page, type Row, recordKey } from '#web/record.ts'
import { toast, toastProblem } from '#web/toast.tsx'
import { moveDeal } from './boardState.tsx'
import { LostDialog } from './LostDialog.tsx'

type Props = { deal: Row; purpose: string; mayMove: boolean }

export const useStages = (pipeline: string | null, purpose: string) =>
  useQuery({
    queryKey: ['list', 'stages', purpose, pipeline],
    queryFn: () =>
      get<Page>('/stages', {
        purpose,
        filter: { field: 'pipeline_id', op: 'is', value: pipeline },
        sort: 'place',
        limit: 100,
      }),
    enabled: Boolean(pipeline),
    staleTime: 60_000,
  })

/** Where the deal stands among the stages of its pipeline; a press moves it there. Arrows go from one to the next. */
export function StageBar({ deal, purpose, mayMove }: Props) {
  const client = useQueryClient()
  const stages = useStages(deal.pipeline_id, purpose).data?.items ?? []
  const [losing, lose] = useState<Row | null>(null)
  const at = stages.findIndex((one) => one.id === deal.stage_id)
  const key = recordKey('deals', deal.id, purpose)
  const move = async (to: Row, why?: string | null, undoing?: true) => {
    const before = client.getQueryData<Row>(key) ?? deal
    const from = stages.find((one) => one.id === before.stage_id)
    client.setQueryData<Row>(key, {
      ...before,
      stage_id: to.id,
      stage: to.name,
      state: to.outcome,
      lost_why: why ?? null,
    })
    try {
      const now = await moveDeal(before, to.id, purpose, why)
      client.setQueryData<Row>(key, (shown) => ({ ...before, ...shown, ...now, stage: to.name }))
      void client.invalidateQueries({ queryKey: ['list', 'deals'] })
      if (!undoing && from)
        toast(t('deals.moved', { name: deal.name, stage: to.name }), () => move(from, before.lost_why, true))
    } catch (problem) {
      client.setQueryData(key, before)
      toastProblem(problem)
      void client.invalidateQueries({ queryKey: ['record', 'deals', deal.id] })
    }
  }
  return (
    <>
      <ol className="stage-bar" aria-label={t('deals.stages')} onKeyDown={byArrows}>
        {stages.map((stage, i) => {
          const open = stage.outcome === 'open'
          const look = [`stage-${stage.outcome}`, open && at > i && deal.state !== 'lost' && 'stage-past']
          return (
            <li key={stage.id}>
              <button
                type="button"
                className={look.filter(Boolean).join(' ')}
                {...(i === at && { 'aria-current': 'step' as const })}
                disabled={!mayMove}
                onClick={() => {
                  if (i === at) return
                  if (stage.outcome === 'lost') lose(stage)
                  else void move(stage)
                }}
              >
                {stage.name}
              </button>
            </li>
          )
        })}
      </ol>
      {losing && (
        <LostDialog
          name={deal.name}
          close={() => lose(null)}
          done={(why) => {
            lose(null)
            void move(losing, why)
          }}
        />
      )}
    </>
  )
}

function byArrows(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (!step) return
  const all = [...event.currentTarget.querySelectorAll('button')]
  const next = all[all.indexOf(document.activeElement as HTMLButtonElement) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}

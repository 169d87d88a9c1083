import { useDroppable } from '@dnd-kit/core'
import { Link } from 'wouter'
import { formatMoney } from '#web/format.ts'
import { t, tn } from '#web/language.ts'
import type { Stage } from './boardState.tsx'

type Props = { stage: Stage; base: string; days: number; purpose: string; ready: boolean }

/** Where a deal is dropped when it is won or lost; otherwise how much of it there was lately. */
export function Zone({ stage, base, days, purpose, ready }: Props) {
  const { setNodeRef, isOver } = useDroppable({ id: stage.id })
  const since = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
  const filter = {
    and: [
      { field: 'stage_id', op: 'is', value: stage.id },
      { field: 'closed_at', op: 'after', value: since },
    ],
  }
  const list = `/deals?purpose=${purpose}&filter=${encodeURIComponent(JSON.stringify(filter))}`
  const look = ['board-zone', `board-${stage.outcome}`, ready && 'board-ready', isOver && 'board-over']
  return (
    <section ref={setNodeRef} className={look.filter(Boolean).join(' ')} aria-label={stage.name}>
      <strong>{stage.name}</strong>
      <Link href={list} className="small">
        {tn('deals.count', stage.count)} · {formatMoney(stage.value, base, true)}
      </Link>
      <span className="quiet small">{t('deals.lately', { n: days })}</span>
    </section>
  )
}

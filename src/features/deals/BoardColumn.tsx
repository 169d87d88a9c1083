import { useDroppable } from '@dnd-kit/core'
import { ActionIcon } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { formatMoney, formatNumber } from '#web/format.ts'
import { t } from '#web/language.ts'
import type { Row } from '#web/record.ts'
import { toastProblem } from '#web/toast.tsx'
import { Card } from './BoardCard.tsx'
import type { Stage } from './boardState.tsx'
import { QuickDeal } from './QuickDeal.tsx'

type Props = {
  stage: Stage
  base: string
  purpose: string
  pipeline: string
  mayMove: boolean
  /** Where what is carried would come: after this card, null for the top. */
  aimed: string | null | undefined
  /** The card that is being carried, of whichever stage. */
  held: string | undefined
  step: (row: Row, by: -1 | 1) => void
  more: () => Promise<void>
  added: () => void
}

/** A stage: its sums, its deals in their own order and then by expected close, and a way to add one. */
export function Column({ stage, base, purpose, pipeline, mayMove, aimed, held, step, more, added }: Props) {
  const { setNodeRef, isOver } = useDroppable({ id: stage.id, disabled: !mayMove })
  const [adding, add] = useState(false)
  const heading = `stage-${stage.id}`
  return (
    <section ref={setNodeRef} className={isOver ? 'board-column board-over' : 'board-column'} aria-labelledby={heading}>
      <header>
        <h2 id={heading}>
          {stage.name} <span className="quiet">{formatNumber(stage.count)}</span>
        </h2>
        {mayMove && (
          <ActionIcon
            size="sm"
            aria-label={t('deals.add.here', { stage: stage.name })}
            aria-expanded={adding}
            onClick={() => add(!adding)}
          >
            <IconPlus size={15} />
          </ActionIcon>
        )}
        <p className="small" title={t('deals.sums.how', { n: stage.probability })}>
          <strong>{formatMoney(stage.value, base, true)}</strong>{' '}
          <span className="quiet">{t('deals.weighted', { sum: formatMoney(stage.weighted, base, true) })}</span>
        </p>
      </header>
      {adding && (
        <QuickDeal stage={stage.id} pipeline={pipeline} purpose={purpose} close={() => add(false)} added={added} />
      )}
      <ul className={aimed === null ? 'board-aim-top' : ''}>
        {stage.items.map((row) => (
          <Card
            key={row.id}
            row={row}
            purpose={purpose}
            draggable={mayMove}
            isAimed={aimed === row.id}
            isHeld={held === row.id}
            step={step}
          />
        ))}
      </ul>
      {stage.next && <More key={stage.next} more={more} />}
      {stage.count === 0 && !adding && <p className="quiet small board-none">{t('deals.stage.empty')}</p>}
    </section>
  )
}

/** The next deals of the column, fetched before the last of these is reached. */
function More({ more }: { more: () => Promise<void> }) {
  const end = useRef<HTMLParagraphElement>(null)
  const run = useRef(more)
  run.current = more
  useEffect(() => {
    if (!end.current) return
    const watcher = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return
        watcher.disconnect()
        run.current().catch(toastProblem)
      },
      { rootMargin: '400px' },
    )
    watcher.observe(end.current)
    return () => watcher.disconnect()
  }, [])
  return (
    <p ref={end} className="quiet small board-none">
      {t('deals.more')}
    </p>
  )
}

import { DndContext, type DragEndEvent, type DragMoveEvent, DragOverlay } from '@dnd-kit/core'
import { NativeSelect } from '@mantine/core'
import { useCallback, useRef, useState } from 'react'
import { useSearchParams } from 'wouter'
import { formatMoney } from '#web/format.ts'
import { t, tn } from '#web/language.ts'
import { Skeleton } from '#web/Panel.tsx'
import { ProblemNote } from '#web/ProblemNote.tsx'
import type { Row } from '#web/record.ts'
import { isWritable, useRegister } from '#web/register.ts'
import { useSession } from '#web/session.ts'
import type { ShapeView } from '#web/shapes.ts'
import { HeldCard } from './BoardCard.tsx'
import { Column } from './BoardColumn.tsx'
import { type Stage, useBoard } from './boardState.tsx'
import { afterOf, spoken, useHands } from './drag.tsx'
import { LostDialog } from './LostDialog.tsx'
import { Zone } from './Zone.tsx'

/** The deals of a pipeline by stage: moved by mouse, finger or keyboard, with what they come to above. */
export function Board(view: ShapeView) {
  const register = useRegister()
  const session = useSession()
  const [params, setParams] = useSearchParams()
  const board = useBoard({ ...view, pipeline: params.get('pipeline') ?? '' })
  const hands = useHands()
  const [held, hold] = useState<Row | null>(null)
  const [aimed, aimAt] = useState<{ stage: string; after: string | null } | null>(null)
  // A new object each move of the pointer would draw the board each time.
  const aim = (next: typeof aimed) =>
    aimAt((now) => (now?.stage === next?.stage && now?.after === next?.after ? now : next))
  const [losing, lose] = useState<{ row: Row; stage: Stage } | null>(null)
  // The same for as long as the board lives, so that no card is drawn again for it.
  const placing = useRef((_row: Row, _step: -1 | 1) => {})
  const steadily = useCallback((row: Row, step: -1 | 1) => placing.current(row, step), [])
  if (board.isPending) return <Skeleton lines={6} />
  // A refetch that failed leaves the board, and what is being carried over it, where it is.
  if (!board.data) return <ProblemNote error={board.error} retry={() => void board.refetch()} />
  const { stages, pipelines, pipeline, base, days } = board.data
  const mayMove =
    session.writes.includes(view.purpose) && isWritable(register.nouns.deals?.fields.stage_id, view.purpose)
  const open = stages.filter((one) => one.outcome === 'open')
  const cardOf = (id: unknown) => stages.flatMap((one) => one.items).find((row) => row.id === id)
  const nameOf = (id: unknown) => stages.find((one) => one.id === id)?.name ?? ''
  const drop = ({ active, over, activatorEvent }: DragEndEvent) => {
    hold(null)
    const row = cardOf(active.id)
    const stage = stages.find((one) => one.id === over?.id)
    aim(null)
    if (!row || !stage) return
    if (stage.outcome === 'lost') return lose({ row, stage })
    if (stage.outcome === 'won') return void board.move(row, stage)
    // By keyboard a card goes from stage to stage; its place there is another key's.
    const isKeyed = activatorEvent instanceof KeyboardEvent
    if (isKeyed) return void (stage.id !== row.stage_id && board.move(row, stage))
    const after = afterOf(stage, active.rect.current.translated, row.id)
    const others = stage.items.filter((one) => one.id !== row.id)
    // Let go where it was.
    if (
      stage.id === row.stage_id &&
      (stage.items[others.findIndex((one) => one.id === after) + 1]?.id ?? null) === row.id
    )
      return
    // Dropped below the last of those shown it stands where its day puts it.
    const last = others.at(-1)?.id ?? null
    void board.move(row, stage, stage.id !== row.stage_id && after === last ? {} : { after })
  }
  const place = (row: Row, step: -1 | 1) => {
    const stage = stages.find((one) => one.id === row.stage_id)
    const others = stage?.items.filter((one) => one.id !== row.id) ?? []
    const at = (stage?.items.findIndex((one) => one.id === row.id) ?? -1) + step
    if (stage && at >= 0 && at <= others.length)
      void board.move(row, stage, { after: at === 0 ? null : others[at - 1]!.id })
  }
  placing.current = place
  const follow = ({ active, over, activatorEvent }: DragMoveEvent) => {
    if (activatorEvent instanceof KeyboardEvent) return
    const stage = open.find((one) => one.id === over?.id)
    aim(stage ? { stage: stage.id, after: afterOf(stage, active.rect.current.translated, String(active.id)) } : null)
  }
  return (
    <div className="board">
      <div className="board-head">
        {pipelines.length > 1 && (
          <NativeSelect
            aria-label={t('deals.pipeline')}
            value={pipeline.id}
            data={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => {
              const chosen = event.currentTarget.value
              setParams((old) => ({ ...Object.fromEntries(old), pipeline: chosen }), { replace: true })
            }}
          />
        )}
        <Total stages={open} base={base} />
      </div>
      <DndContext
        sensors={hands}
        accessibility={spoken((id) => cardOf(id)?.name ?? '', nameOf)}
        onDragStart={({ active }) => hold(cardOf(active.id) ?? null)}
        onDragMove={follow}
        onDragCancel={() => {
          hold(null)
          aim(null)
        }}
        onDragEnd={drop}
      >
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className="board-columns" tabIndex={0} aria-label={pipeline.name}>
          {open.map((stage) => (
            <Column
              key={stage.id}
              stage={stage}
              base={base}
              purpose={view.purpose}
              pipeline={pipeline.id}
              mayMove={mayMove}
              aimed={aimed?.stage === stage.id ? aimed.after : undefined}
              held={held?.id}
              step={steadily}
              more={() => board.more(stage)}
              added={() => void board.refresh()}
            />
          ))}
        </section>
        <div className="board-zones">
          {stages
            .filter((one) => one.outcome !== 'open')
            .map((stage) => (
              <Zone key={stage.id} stage={stage} base={base} days={days} purpose={view.purpose} ready={held !== null} />
            ))}
        </div>
        <DragOverlay dropAnimation={null}>{held && <HeldCard row={held} purpose={view.purpose} />}</DragOverlay>
      </DndContext>
      {losing && (
        <LostDialog
          name={losing.row.name}
          close={() => lose(null)}
          done={(why) => {
            lose(null)
            void board.move(losing.row, losing.stage, { why })
          }}
        />
      )}
    </div>
  )
}

function Total({ stages, base }: { stages: Stage[]; base: string }) {
  const count = stages.reduce((sum, one) => sum + one.count, 0)
  const unrated = stages.reduce((sum, one) => sum + one.unrated, 0)
  const add = (of: 'value' | 'weighted') => String(stages.reduce((sum, one) => sum + Math.round(Number(one[of])), 0))
  return (
    <p className="quiet board-total">
      {tn('deals.count', count)} · <strong>{formatMoney(add('value'), base, true)}</strong> ·{' '}
      {t('deals.weighted', { sum: formatMoney(add('weighted'), base, true) })}
      {unrated > 0 && <span className="chip chip-warn">{tn('deals.unrated', unrated)}</span>}
    </p>
  )
}

import { useDraggable } from '@dnd-kit/core'
import { IconGripVertical } from '@tabler/icons-react'
import { memo, type ReactNode } from 'react'
import { Link } from 'wouter'
import { colleagueOf, useColleagues } from '#web/colleagues.ts'
import { formatDate, formatMoney } from '#web/format.ts'
import { t } from '#web/language.ts'
import type { Row } from '#web/record.ts'

type Props = {
  row: Row
  purpose: string
  draggable: boolean
  /** What is carried would come after this one. */
  isAimed: boolean
  /** One place up or down among the cards of its stage. */
  place: (row: Row, step: -1 | 1) => void
}

/**
 * A deal in a few words; carried by hand from anywhere on it, by keyboard from its grip. Drawn again only when it is
 * another itself: of two thousand on the board a move concerns two.
 */
export const Card = memo(function Card({ row, purpose, draggable, isAimed, place }: Props) {
  const { setNodeRef, setActivatorNodeRef, listeners, attributes, isDragging } = useDraggable({
    id: row.id,
    disabled: !draggable,
    attributes: { roleDescription: t('deals.drag.what') },
  })
  const { onKeyDown, ...hands } = listeners ?? {}
  return (
    <li
      ref={setNodeRef}
      id={`card-${row.id}`}
      className={`board-card${isDragging ? ' board-gone' : ''}${isAimed ? ' board-aim' : ''}`}
      {...hands}
    >
      <Words row={row} purpose={purpose}>
        {draggable && (
          <button
            type="button"
            className="board-grip"
            ref={setActivatorNodeRef}
            onKeyDown={(event) => {
              const step = STEPS[event.key]
              if (!event.altKey || !step) return onKeyDown?.(event)
              event.preventDefault()
              place(row, step)
            }}
            {...attributes}
            aria-label={t('deals.drag.grip', { name: row.name })}
          >
            <IconGripVertical size={14} aria-hidden />
          </button>
        )}
      </Words>
    </li>
  )
})

const STEPS: Record<string, -1 | 1> = { ArrowUp: -1, ArrowDown: 1 }

/** The same while it is carried. */
export const HeldCard = ({ row, purpose }: Pick<Props, 'row' | 'purpose'>) => (
  <div className="board-card board-held">
    <Words row={row} purpose={purpose} />
  </div>
)

function Words({ row, purpose, children }: Pick<Props, 'row' | 'purpose'> & { children?: ReactNode }) {
  const late = row.close_on && row.close_on < new Date().toISOString().slice(0, 10)
  return (
    <>
      <span className="board-name">
        <Link href={`/deals/${row.id}?purpose=${purpose}`} draggable={false}>
          {row.name}
        </Link>
        {children}
      </span>
      <span className="quiet small">
        {row.company ?? row.contact ?? (row.company_id || row.contact_id ? t('contact.hidden.short') : '')}
      </span>
      <span className="board-facts small">
        <strong>{formatMoney(row.value, row.currency, true)}</strong>
        {row.close_on && <span className={late ? 'board-late' : 'quiet'}>{formatDate(row.close_on)}</span>}
        {row.stale && <span className="chip chip-warn">{t('deals.stale.mark')}</span>}
        <Owner id={row.owner_id} />
      </span>
    </>
  )
}

function Owner({ id }: { id: string | null }) {
  const { colleagues } = useColleagues()
  const name = colleagueOf(colleagues, id)
  if (!name) return null
  const initials = name
    .split(/\s+/)
    .map((word) => word[0])
    .join('')
    .slice(0, 2)
  return (
    <span className="board-owner" title={name}>
      <span aria-hidden>{initials}</span>
      <span className="visually-hidden">{name}</span>
    </span>
  )
}

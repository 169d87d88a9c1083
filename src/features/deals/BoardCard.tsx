import { useDraggable } from '@dnd-kit/core'
import { IconGripVertical } from '@tabler/icons-react'
import { memo, type ReactNode, type RefObject, useCallback, useRef } from 'react'
import { Link } from 'wouter'
import { colleagueOf, useColleagues } from '#web/colleagues.ts'
import { formatDate, formatMoney } from '#web/format.ts'
import { t } from '#web/language.ts'
import type { Row } from '#web/record.ts'
import { useFar } from './far.tsx'

type Props = {
  row: Row
  purpose: string
  draggable: boolean
  /** What is carried would come after this one. */
  isAimed: boolean
  /** Being carried: it stays whole wherever its column is scrolled to. */
  isHeld: boolean
  /** One place up or down among the cards of its stage. */
  step: (row: Row, by: -1 | 1) => void
}

/**
 * A deal in a few words. Drawn again only when it is another itself: of two thousand on the board a move concerns two.
 * Far from what is seen of its column it is a name as high as it was: what can be carried is asked with every move.
 */
export const Card = memo(function Card(props: Props) {
  const { row, isHeld } = props
  const place = useRef<HTMLLIElement>(null)
  const far = useFar(place, isHeld)
  if (far === 0) return <NearCard {...props} place={place} />
  return (
    <li ref={place} id={`card-${row.id}`} className="board-card" style={{ height: far }}>
      {row.name}
    </li>
  )
})

/** Carried by hand from anywhere on it, by keyboard from its grip. */
function NearCard({
  row,
  purpose,
  draggable,
  isAimed,
  step,
  place,
}: Props & { place: RefObject<HTMLLIElement | null> }) {
  const { setNodeRef, setActivatorNodeRef, listeners, attributes, isDragging } = useDraggable({
    id: row.id,
    disabled: !draggable,
    attributes: { roleDescription: t('deals.drag.what') },
  })
  const { onKeyDown, ...hands } = listeners ?? {}
  const stand = useCallback(
    (element: HTMLLIElement | null) => {
      place.current = element
      setNodeRef(element)
    },
    [place, setNodeRef],
  )
  return (
    <li
      ref={stand}
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
              const by = STEPS[event.key]
              if (!event.altKey || !by) return onKeyDown?.(event)
              event.preventDefault()
              step(row, by)
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
}

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

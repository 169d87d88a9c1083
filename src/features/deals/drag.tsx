import {
  type Announcements,
  KeyboardCode,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  type KeyboardSensorProps,
  MouseSensor,
  TouchSensor,
  type UniqueIdentifier,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { t } from '#web/language.ts'

/** A mouse moves at once, a finger after a moment so that it can scroll, the keyboard from one stage to the next. */
export const useHands = () =>
  useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(PatientKeys, { coordinateGetter: toNext }),
  )

/**
 * Loses no key on a slow machine. One that comes right after the lifting is heard before the sensor listens; one that
 * comes before what is lifted has been measured would be reckoned from the corner of the page, and each after it too:
 * it waits for the measure, some frames at most.
 */
class PatientKeys extends KeyboardSensor {
  constructor(props: KeyboardSensorProps) {
    const early = (event: Event) => event !== props.event && own.handleKeyDown(event)
    document.addEventListener('keydown', early)
    setTimeout(() => document.removeEventListener('keydown', early))
    super(props)
    const own = this as unknown as { handleKeyDown: (event: Event) => void }
    const act = own.handleKeyDown
    const wait = (event: Event, frames: number) => {
      if (props.context.current.collisionRect) act(event)
      else if (frames > 0) requestAnimationFrame(() => wait(event, frames - 1))
    }
    own.handleKeyDown = (event) => {
      if (!props.context.current.collisionRect) event.preventDefault()
      wait(event, 60)
    }
  }
}

const STEPS: Record<string, [number, number]> = {
  [KeyboardCode.Left]: [-1, 0],
  [KeyboardCode.Right]: [1, 0],
  [KeyboardCode.Up]: [0, -1],
  [KeyboardCode.Down]: [0, 1],
}

/** To the nearest stage in the direction of the arrow. */
const toNext: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  const step = STEPS[event.code]
  const held = context.collisionRect
  if (!step || !held) return undefined
  event.preventDefault()
  const middle = (rect: { left: number; top: number; width: number; height: number }) => ({
    x: rect.left + rect.width / 2,
    y: rect.top + rect.height / 2,
  })
  const over = context.over ? context.droppableRects.get(context.over.id) : undefined
  const from = middle(over ?? held)
  const found = context.droppableContainers
    .getEnabled()
    .flatMap((one) => {
      const rect = context.droppableRects.get(one.id) ?? one.node.current?.getBoundingClientRect()
      if (!rect || one.id === context.over?.id) return []
      const to = middle(rect)
      const along = step[0] * (to.x - from.x) + step[1] * (to.y - from.y)
      const aside = Math.abs(step[1] * (to.x - from.x)) + Math.abs(step[0] * (to.y - from.y))
      // A neighbour lies more ahead than aside; below every column are the zones.
      return along > 4 && (step[1] !== 0 || aside < along) ? [{ rect, far: along + aside / 4 }] : []
    })
    .toSorted((a, b) => a.far - b.far)[0]
  if (!found) return undefined
  const to = middle(found.rect)
  const is = middle(held)
  const top = found.rect.height > held.height ? found.rect.top + 8 + held.height / 2 : to.y
  return { x: currentCoordinates.x + to.x - is.x, y: currentCoordinates.y + (step[1] === 0 ? top : to.y) - is.y }
}

/** The card that what is carried would come after, by where it is over its column; null for the top. */
export function afterOf(
  stage: { id: string; items: readonly { id: string }[] },
  held: { top: number; height: number } | null,
  carried: string,
): string | null {
  const middle = held ? held.top + held.height / 2 : Number.POSITIVE_INFINITY
  let after: string | null = null
  for (const { id } of stage.items) {
    if (id === carried) continue
    const rect = document.getElementById(`card-${id}`)?.getBoundingClientRect()
    if (!rect || rect.top + rect.height / 2 > middle) break
    after = id
  }
  return after
}

/** What is said aloud while a deal is carried. */
export function spoken(name: (id: UniqueIdentifier) => string, stage: (id: UniqueIdentifier) => string) {
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('deals.drag.lifted', { name: name(active.id) }),
    onDragOver: ({ active, over }) =>
      over ? t('deals.drag.over', { name: name(active.id), stage: stage(over.id) }) : undefined,
    onDragEnd: ({ active, over }) =>
      over ? t('deals.drag.dropped', { name: name(active.id), stage: stage(over.id) }) : t('deals.drag.cancelled'),
    onDragCancel: () => t('deals.drag.cancelled'),
  }
  return { announcements, screenReaderInstructions: { draggable: t('deals.drag.how') } }
}

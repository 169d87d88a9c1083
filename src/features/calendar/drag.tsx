import type { PointerEvent as Press } from 'react'
import { daysBetween, isSame, lengthened, STEP, shifted, type Times } from './move.tsx'
import type { Hand } from './moving.tsx'
import { dayFrom, type Shown } from './span.tsx'

/** Pixels of an hour, as in calendar.css. */
export const HOUR = 44
/** A hand that shakes this much has pressed, and not dragged. */
const STILL = 5

/**
 * A meeting, or its lower edge, follows the mouse over days and hours. A finger scrolls. What is carried is drawn
 * anew in the column it comes to, so that it is the window that listens; Escape puts it back.
 */
export function grab(event: Press, meeting: Shown, hand: Hand, edge = false) {
  if (event.button !== 0 || event.pointerType === 'touch' || !hand.mayMove(meeting)) return
  const from = placeAt(event)
  if (!from) return
  event.stopPropagation()
  const { clientX, clientY } = event
  const listening = new AbortController()
  const { signal } = listening
  let to: Times | null = null
  let moves = false
  const end = () => {
    listening.abort()
    document.body.classList.remove('calendar-dragging')
  }
  window.addEventListener(
    'pointermove',
    (now) => {
      moves ||= Math.hypot(now.clientX - clientX, now.clientY - clientY) >= STILL
      const place = moves && placeAt(now)
      if (!place || (place.minute === null) !== (from.minute === null)) return
      document.body.classList.add('calendar-dragging')
      const days = daysBetween(from.day, place.day)
      const minutes = Math.round(((place.minute ?? 0) - (from.minute ?? 0)) / STEP) * STEP
      const next = edge ? lengthened(meeting, days * 1440 + minutes) : shifted(meeting, { days, minutes })
      if (to ? !isSame(to, next) : !isSame(meeting, next)) hand.carry(meeting, next)
      to = next
    },
    { signal },
  )
  window.addEventListener(
    'pointerup',
    () => {
      end()
      if (moves) passClick()
      if (to) hand.drop(meeting, to)
    },
    { signal },
  )
  const back = () => {
    end()
    hand.carry(meeting, null)
  }
  window.addEventListener('pointercancel', back, { signal })
  window.addEventListener(
    'keydown',
    (key) => {
      if (key.key !== 'Escape') return
      key.preventDefault()
      back()
      window.addEventListener('pointerup', passClick, { once: true })
    },
    { signal, capture: true },
  )
}

/** What is let go is not also pressed. */
function passClick() {
  const pass = (click: MouseEvent) => {
    click.preventDefault()
    click.stopPropagation()
  }
  window.addEventListener('click', pass, { capture: true, once: true })
  setTimeout(() => window.removeEventListener('click', pass, { capture: true }))
}

/** The day under the mouse, and the minute of it where hours are drawn. */
function placeAt({ clientX, clientY }: { clientX: number; clientY: number }) {
  const place = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-day]')
  if (!place) return null
  const minute = ((clientY - place.getBoundingClientRect().top) / HOUR) * 60
  return { day: dayFrom(place.dataset.day!), minute: place.classList.contains('hours-column') ? minute : null }
}

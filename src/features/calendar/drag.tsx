import type { PointerEvent as Press } from 'react'
import { daysBetween, isSame, lengthened, STEP, shifted, type Times } from './move.tsx'
import type { Hand } from './moving.tsx'
import { dayFrom, type Shown } from './span.tsx'

/** Pixels of an hour, as in calendar.css. */
export const HOUR = 44
/** A hand that shakes this much has pressed, and not dragged; a finger is less still. */
const STILL = { mouse: 5, finger: 8 }
/** A finger that has lain so long (ms) lifts what is under it; sooner it scrolls. */
const LIFT = 220
/** So near an edge of the hours they scroll along. */
const EDGE = 36

/**
 * A meeting, or its lower edge, follows the mouse over days and hours, and a finger that has lain on it for a moment.
 * What is carried is drawn anew in the column it comes to, so that it is the window that listens; Escape puts it back.
 */
export function grab(event: Press, meeting: Shown, hand: Hand, edge = false) {
  if (event.button !== 0 || !event.isPrimary || !hand.mayMove(meeting)) return
  const from = placeAt(event)
  if (!from) return
  event.stopPropagation()
  const { clientX, clientY, pointerId } = event
  const isFinger = event.pointerType === 'touch'
  const listening = new AbortController()
  const { signal } = listening
  let isLifted = !isFinger
  let to: Times | null = null
  let moves = false
  let last = clientY
  const lift = window.setTimeout(() => {
    isLifted = true
    if (isFinger) hand.carry(meeting, meeting)
  }, LIFT)
  const end = () => {
    clearTimeout(lift)
    listening.abort()
    document.body.classList.remove('calendar-dragging')
  }
  const back = () => {
    end()
    if (isLifted) hand.carry(meeting, null)
  }
  const own = (now: PointerEvent) => now.pointerId === pointerId
  window.addEventListener(
    'pointermove',
    (now) => {
      if (!own(now)) return
      moves ||= Math.hypot(now.clientX - clientX, now.clientY - clientY) >= (isFinger ? STILL.finger : STILL.mouse)
      if (moves && !isLifted) return end()
      const place = moves && placeAt(now)
      if (!place || (place.minute === null) !== (from.minute === null)) return
      document.body.classList.add('calendar-dragging')
      scrollAlong(now.clientY, now.clientY - last)
      last = now.clientY
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
    (now) => {
      if (!own(now)) return
      end()
      if (moves) passClick()
      if (to) hand.drop(meeting, to)
      else if (isLifted) hand.carry(meeting, null)
    },
    { signal },
  )
  window.addEventListener('pointercancel', (now) => own(now) && back(), { signal })
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
  if (!isFinger) return
  // What is carried is no page to scroll. On the box itself: touches go on to where they began, also when it is gone.
  event.currentTarget.addEventListener('touchmove', (touch) => isLifted && touch.cancelable && touch.preventDefault(), {
    signal,
    passive: false,
  })
  window.addEventListener('contextmenu', (menu) => isLifted && menu.preventDefault(), { signal })
}

/** Browsers ask about a scroll only where somebody might refuse it before the finger came. */
export function mayRefuseScroll(box: HTMLElement): () => void {
  const listening = new AbortController()
  box.addEventListener('touchmove', () => {}, { signal: listening.signal, passive: false })
  return () => listening.abort()
}

/** Only on the way to the edge: what was lifted near it goes the other way in peace. */
function scrollAlong(clientY: number, by: number) {
  const hours = document.querySelector('.hours')
  const sides = hours?.getBoundingClientRect()
  if (!hours || !sides) return
  if (by > 0 && clientY > sides.bottom - EDGE) hours.scrollTop += EDGE / 3
  else if (by < 0 && clientY < sides.top + HOUR + EDGE) hours.scrollTop -= EDGE / 3
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

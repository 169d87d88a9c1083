import { type RefObject, useEffect, useLayoutEffect, useReducer, useRef, useState } from 'react'
import { follow, heightOf, type Place, placeAt, reveal, type Sheet, spanOf } from './span.ts'

type Props = {
  scroller: RefObject<HTMLElement | null>
  count: number
  row: number
  /** What covers the rows above and below: head and foot. */
  covered: number
  /** Px of rows passed when the list was left; false until there are rows to pass. */
  start: number | false
  left: (y: number) => void
}

/**
 * The rows to be drawn of a list of any length, by arithmetic: every row is as high as another, so nothing is kept
 * for one that is not seen. Drawn again only when other rows come into view.
 */
export function useRows({ scroller, count, row, covered, start, left }: Props) {
  // A guess from above until it has been laid out: to measure at once would lay the page out twice.
  const [inner, setInner] = useState(innerHeight)
  const [, draw] = useReducer((n: number) => n + 1, 0)
  const place = useRef<Place>({ y: 0, top: 0 })
  const sheet: Sheet = { rows: count, row, view: Math.max(row, inner - covered) }
  const now = useRef(sheet)
  now.current = sheet
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const watcher = new ResizeObserver(() => setInner(element.clientHeight))
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [scroller])
  const goTo = (to: Place) => {
    place.current = to
    if (scroller.current && scroller.current.scrollTop !== to.top) scroller.current.scrollTop = to.top
    left(to.y)
    draw()
  }
  const isStarted = useRef(false)
  useLayoutEffect(() => {
    if (isStarted.current || start === false) return
    isStarted.current = true
    if (start > 0) goTo(placeAt(now.current, start))
  })
  // Fewer rows than before: the browser has moved the bar by itself.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the height changes
  useEffect(() => {
    if (isStarted.current && scroller.current) scrolled(scroller.current.scrollTop)
  }, [count, row])

  function scrolled(top: number) {
    const was = place.current
    const before = spanOf(now.current, was.y)
    const next = follow(now.current, was, top)
    place.current = next
    left(next.y)
    if (next.top !== top && scroller.current) {
      scroller.current.scrollTop = next.top
      // The browser may round what it was given.
      place.current = { y: next.y, top: scroller.current.scrollTop }
    }
    const after = spanOf(now.current, next.y)
    const isMoved = was.y - was.top !== place.current.y - place.current.top
    if (isMoved || before.first !== after.first || before.last !== after.last) draw()
  }
  const { y, top } = place.current
  return {
    ...spanOf(sheet, y),
    height: heightOf(sheet),
    /** Where a row stands in the element, in px. */
    at: (line: number) => line * row - (y - top),
    scrolled,
    reveal: (line: number) => {
      const to = reveal(now.current, place.current.y, line)
      if (to !== place.current.y) goTo(placeAt(now.current, to))
    },
  }
}

import { type RefObject, useLayoutEffect, useState } from 'react'

const watchers = new WeakMap<Element, IntersectionObserver>()
const told = new WeakMap<Element, (height: number) => void>()

/** How high a card is, px, that is more than a screen away from what is seen of its column; 0 of a nearer one, or one `kept`. */
export function useFar(card: RefObject<HTMLElement | null>, kept: boolean): number {
  const [height, setHeight] = useState(0)
  const far = kept ? 0 : height
  // biome-ignore lint/correctness/useExhaustiveDependencies: far or near it is another element
  useLayoutEffect(() => {
    const element = card.current
    const column = element?.closest('.board-column')
    if (!element || !column) return
    const watcher = watcherOf(column)
    told.set(element, setHeight)
    watcher.observe(element)
    return () => watcher.unobserve(element)
  }, [card, far === 0])
  return far
}

/** One for all cards of a column. */
function watcherOf(column: Element): IntersectionObserver {
  const watcher =
    watchers.get(column) ??
    new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting, boundingClientRect } of entries)
          told.get(target)?.(isIntersecting ? 0 : boundingClientRect.height)
      },
      { root: column, rootMargin: '800px 0px' },
    )
  watchers.set(column, watcher)
  return watcher
}

import { useMemo } from 'react'

const places = new Map<string, number>()

/** Where each list was left, for as long as the tab lives; its rows are still in the query cache. */
export function useScroll(key: string) {
  return useMemo(() => ({ start: places.get(key) ?? 0, remember: (top: number) => void places.set(key, top) }), [key])
}

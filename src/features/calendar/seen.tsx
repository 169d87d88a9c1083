import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { get } from '#web/api.ts'
import type { Shown } from './span.tsx'

type Parts = { parts: { part: string; purpose: string }[]; calendar: string[] }

/** Which parts one's day has, and under which purposes a calendar is asked for. */
export const useParts = () =>
  useQuery({ queryKey: ['day', 'parts'], queryFn: () => get<Parts>('/day'), staleTime: 10 * 60_000 })

/** Everything on the calendar of these users, asked once under each purpose it takes; each meeting stands once. */
export function useCalendar(from: Date, to: Date, users: string) {
  const purposes = useParts().data?.calendar ?? []
  const found = useQueries({
    queries: purposes.map((purpose) => ({
      queryKey: ['calendar', purpose, from.toISOString(), to.toISOString(), users],
      queryFn: () =>
        get<{ items: Omit<Shown, 'seen'>[] }>('/meetings/calendar', {
          purpose,
          from: from.toISOString(),
          to: to.toISOString(),
          users,
        }),
    })),
  })
  const all = new Map<string, Shown>()
  for (const [i, { data }] of found.entries())
    for (const item of data?.items ?? []) if (!all.has(item.id)) all.set(item.id, { ...item, seen: purposes[i]! })
  return {
    meetings: [...all.values()].toSorted((a, b) => a.starts_at.localeCompare(b.starts_at)),
    isPending: purposes.length === 0 || found.some((one) => one.isPending),
    error: found.find((one) => one.error)?.error ?? null,
  }
}

/** After anything about a meeting has changed. */
export function useReloadCalendar() {
  const client = useQueryClient()
  return () =>
    Promise.all(['calendar', 'day', 'meeting', 'timeline'].map((key) => client.invalidateQueries({ queryKey: [key] })))
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { get, put, remove } from './api.ts'
import { useSession } from './session.ts'
import { useDesk } from './views.ts'

/** Panels of a page, or columns of a list, as somebody has arranged them. */
export type Layout = { order?: string[]; hidden?: string[]; folded?: string[]; columns?: string[]; widths?: string }
type Kept = { place: string; shared: boolean; state: Layout }

/**
 * How this user has arranged a page or a list, and how it is for everybody. What this device saw last is used until
 * the answer comes: nothing moves under the eyes of whoever opens a page.
 */
export function useLayout(place: string) {
  const purpose = useDesk()
  const client = useQueryClient()
  const session = useSession()
  const key = ['layouts', purpose]
  const device = `seloste.layouts.${session.user.id}`
  const { data: items = [] } = useQuery({
    queryKey: key,
    queryFn: async () => {
      const { items } = await get<{ items: Kept[] }>('/layouts', { purpose })
      write(device, items)
      return items
    },
    initialData: () => read(device),
    initialDataUpdatedAt: 0,
    staleTime: 10 * 60_000,
    enabled: purpose !== '',
  })
  const one = (shared: boolean) => items.find((kept) => kept.place === place && kept.shared === shared)?.state
  const show = (state: Layout | undefined, shared: boolean) => {
    // What was asked for before this change would come over it.
    if (client.isFetching({ queryKey: key }) > 0) {
      isUnanswered = true
      void client.cancelQueries({ queryKey: key }, { revert: false })
    }
    const now = client.getQueryData<Kept[]>(key) ?? items
    const others = now.filter((kept) => kept.place !== place || kept.shared !== shared)
    const next = state ? [...others, { place, shared, state }] : others
    client.setQueryData(key, next)
    write(device, next)
  }
  const sent = async (work: () => Promise<unknown>) => {
    if (purpose) await inTurn(work)
    if (!isUnanswered || underWay > 0) return
    isUnanswered = false
    void client.invalidateQueries({ queryKey: ['layouts'] })
  }
  const path = `/layouts/${encodeURIComponent(place)}`
  return {
    own: one(false),
    everybodys: one(true),
    mayArrange: session.may.includes('arrange') && purpose !== '',
    /** Seen at once, and kept where the user works; a device without a way there keeps it alone. */
    keep: async (state: Layout, shared = false) => {
      show(state, shared)
      await sent(() => put(path, { state, shared }, { query: { purpose } }))
    },
    reset: async (shared = false) => {
      show(undefined, shared)
      await sent(() => remove(path, { query: { purpose, shared: String(shared) } }))
    },
  }
}

let last: Promise<unknown> = Promise.resolve()
let underWay = 0
/** A question was broken off by a change: asked again when nothing is under way, for an answer from between would take changes back. */
let isUnanswered = false

/** One after another, as they were done: what is kept is what was seen last. */
async function inTurn(work: () => Promise<unknown>): Promise<void> {
  underWay += 1
  last = last.catch(() => {}).then(work)
  try {
    await last
  } finally {
    underWay -= 1
  }
}

function read(key: string): Kept[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept : []
  } catch {
    return []
  }
}

function write(key: string, items: Kept[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(items))
  } catch {
    // Storage may be closed; the server keeps it.
  }
}

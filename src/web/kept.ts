import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { get, post, remove } from './api.ts'
import { type Page, personName, type Row } from './record.ts'
import { type Register, useRegister } from './register.ts'
import { purposesHeld, useSession } from './session.ts'
import { type ViewState, viewQuery } from './tableState.ts'
import { useDesk } from './views.ts'

/** A record somebody keeps at hand or has looked at, under the purpose they did it for. No name: that is asked for. */
export type Kept = {
  noun: string
  record_id: string
  purpose: string
  id?: string
  /** Where it is a view of a list: its name, and how the list is seen. */
  view?: { name: string; noun: string; state: ViewState }
}

const MOST = 8
const listeners = new Set<() => void>()
let read: { key: string; text: string; list: Kept[] } = { key: '', text: '', list: [] }

/** The records this user has looked at on this device, the latest first. Ids alone: a name might be erased meanwhile. */
export function useRecent(): Kept[] {
  const key = `seloste.recent.${useSession().user.id}`
  return useSyncExternalStore(subscribe, () => recentOf(key))
}

export function remember(user: string, { noun, record_id, purpose }: Kept): void {
  const key = `seloste.recent.${user}`
  const others = recentOf(key).filter((one) => one.record_id !== record_id)
  try {
    localStorage.setItem(key, JSON.stringify([{ noun, record_id, purpose }, ...others].slice(0, MOST)))
  } catch {
    // Storage may be closed; then nothing is remembered.
  }
  for (const tell of listeners) tell()
}

/** What the user keeps at hand, and the two ways to change it. */
export function useFavourites() {
  const purpose = useDesk()
  const client = useQueryClient()
  const { data } = useQuery({
    queryKey: ['favourites', purpose],
    queryFn: () => get<{ items: Kept[] }>('/favourites', { purpose }),
    enabled: purpose !== '',
    staleTime: 300_000,
  })
  const refreshed = async (done: Promise<unknown>) => {
    await done
    await client.invalidateQueries({ queryKey: ['favourites'] })
  }
  return {
    favourites: data?.items ?? [],
    // Kept under the purpose it is seen in, where the user writes in it.
    keep: ({ noun, record_id, purpose }: Kept) =>
      refreshed(post('/favourites', { noun, record_id }, { query: { purpose } })),
    drop: (id: string) => refreshed(remove(`/favourites/${id}`, { query: { purpose } })),
  }
}

/** Those whose names the user sees, with the names; one question for each noun and purpose. */
export function useNames(kept: readonly Kept[], enabled: boolean): (Kept & { name: string })[] {
  const register = useRegister()
  const held = purposesHeld(useSession())
  const views = kept.filter((one) => one.view && register.nouns[one.view.noun])
  const known = kept.filter((one) => !one.view && held.includes(one.purpose) && register.nouns[one.noun])
  const groups = [...Map.groupBy(known, (one) => `${one.noun} ${one.purpose}`).values()]
  const answers = useQueries({
    queries: groups.map((group) => {
      const { noun = '', purpose = '' } = group[0] ?? {}
      const ids = group.map((one) => one.record_id).toSorted()
      const fields = register.nouns[noun]?.title.join(',')
      return {
        queryKey: ['list', noun, 'names', purpose, ids],
        queryFn: () =>
          get<Page>(`/${noun}`, {
            purpose,
            filter: { field: 'id', op: 'any_of', value: ids },
            fields,
            limit: 100,
            total: 'without',
          }),
        staleTime: 600_000,
        retry: false,
        enabled,
      }
    }),
  })
  const rows = new Map(answers.flatMap(({ data }) => data?.items.map((row): [string, Row] => [row.id, row]) ?? []))
  return [...views, ...known].flatMap((one) => {
    if (one.view) return [{ ...one, name: one.view.name }]
    const row = rows.get(one.record_id)
    return row ? [{ ...one, name: nameOf(register, one.noun, row) }] : []
  })
}

/** Where what is kept is looked at: a record on its page, a view in its list. */
export const keptAt = ({ noun, record_id, purpose, view }: Kept): string =>
  view ? `${listOf(view.noun)}?${viewQuery(record_id, view.state)}` : `/${noun}/${record_id}?purpose=${purpose}`

export const listOf = (noun: string): string => LISTS[noun] ?? `/${noun}`
/** Lists whose address is not their noun’s. */
const LISTS: Record<string, string> = { tasks: '/tasks/all', price_lists: '/price-lists' }

const nameOf = (register: Register, noun: string, row: Row): string =>
  noun === 'people'
    ? personName(row)
    : (register.nouns[noun]?.title ?? [])
        .map((field) => row[field])
        .filter(Boolean)
        .join(' ') || '–'

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  return () => void listeners.delete(tell)
}

function recentOf(key: string): Kept[] {
  let text = ''
  try {
    text = localStorage.getItem(key) ?? ''
  } catch {
    // Closed storage is empty.
  }
  if (read.key !== key || read.text !== text) {
    const parsed: unknown = text ? safely(text) : []
    read = { key, text, list: Array.isArray(parsed) ? parsed : [] }
  }
  return read.list
}

function safely(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return []
  }
}

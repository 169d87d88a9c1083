import { useQuery, useQueryClient } from '@tanstack/react-query'
import { get, patch, post, remove } from './api.ts'
import type { Page } from './record.ts'
import { purposesOf, useRegister } from './register.ts'
import { useSession } from './session.ts'
import type { ViewState } from './tableState.ts'

export type View = {
  id: string
  version: number
  noun: string
  name: string
  shared: boolean
  own: boolean
  state: ViewState
}

/** The purpose under which this user keeps views and favourites; empty where the level works for none. */
export function useDesk(): string {
  const register = useRegister()
  const session = useSession()
  const open = purposesOf(register, 'views')
  return session.writes.find((purpose) => open.includes(purpose)) ?? ''
}

/** The views of a list, and what can be done to them; each says `refresh` when it is done. */
export function useViews(noun: string) {
  const purpose = useDesk()
  const client = useQueryClient()
  const session = useSession()
  const key = ['views', noun, purpose]
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => get<{ items: View[] }>('/views', { noun, purpose }),
    enabled: purpose !== '',
    staleTime: 60_000,
  })
  const query = { purpose }
  const refreshed = async <T>(done: Promise<T>): Promise<T> => {
    const answer = await done
    await client.invalidateQueries({ queryKey: key })
    return answer
  }
  return {
    views: data?.items ?? [],
    mayKeep: purpose !== '',
    mayArrange: session.may.includes('arrange'),
    save: (view: { name: string; shared: boolean; state: ViewState }) =>
      refreshed(post<View>('/views', { noun, ...view }, { query })),
    change: (view: View, values: Partial<Pick<View, 'name' | 'shared' | 'state'>>) =>
      refreshed(patch<View>(`/views/${view.id}`, values, { query, version: view.version })),
    drop: (view: View) => refreshed(remove(`/views/${view.id}`, { query })),
    order: (ids: string[]) => refreshed(post('/views/order', { ids }, { query })),
  }
}

/** How many rows a view has; asked for when the list itself is there. */
export function useViewCount(noun: string, { state }: View): Page['total'] | undefined {
  const { purpose, q, filter } = state
  const { data } = useQuery({
    queryKey: ['list', noun, 'total', purpose, q ?? '', filter ?? null],
    queryFn: ({ signal }) => get<Page>(`/${noun}`, { purpose, q, filter, total: 'only' }, signal),
    staleTime: 60_000,
  })
  return data?.total
}

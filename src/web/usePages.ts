import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { get } from './api.ts'
import type { Group, Result } from './lines.ts'
import type { Page, Total } from './record.ts'
import { filterTree, type TableState } from './tableState.ts'

export const PAGE = 60

/** A list as pages by cursor; earlier pages stay, so that going back finds everything where it was. */
export function usePages(noun: string, state: TableState, include: string, fixed?: object) {
  const filter = filterOf(state, fixed)
  return useInfiniteQuery({
    queryKey: ['list', noun, state.purpose, state.q, state.sort, filter ?? null, include],
    queryFn: ({ pageParam, signal }) =>
      get<Page>(
        `/${noun}`,
        {
          purpose: state.purpose,
          q: state.q,
          sort: state.sort,
          filter,
          include,
          limit: PAGE,
          cursor: pageParam,
          total: 'without',
        },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    gcTime: 10 * 60_000,
  })
}

/** How many there are: counted when the first rows are here, unless they are all. Counting takes longer than finding those. */
export function useTotal(noun: string, state: TableState, pages: ReturnType<typeof usePages>): Total | undefined {
  const filter = filterOf(state)
  const isHere = pages.isSuccess && !pages.isPlaceholderData
  const { data } = useQuery({
    queryKey: ['list', noun, 'total', state.purpose, state.q, filter ?? null],
    queryFn: ({ signal }) =>
      get<Page>(`/${noun}`, { purpose: state.purpose, q: state.q, filter, total: 'only' }, signal),
    enabled: isHere && pages.hasNextPage,
    staleTime: 15_000,
  })
  if (isHere && !pages.hasNextPage)
    return { count: pages.data.pages.reduce((sum, page) => sum + page.items.length, 0), exact: true }
  return isHere ? data?.total : undefined
}

export type Summary = { count: Total; values: Record<string, Result[]>; groups?: Group[]; more: boolean }

/** What the rows of a list come to, by group where it has groups; asked for only where there is something to reckon. */
export function useSummary(noun: string, state: TableState, enabled: boolean): Summary | undefined {
  const filter = filterOf(state)
  const { purpose, q, group, calc } = state
  const { data } = useQuery({
    queryKey: ['summary', noun, purpose, q, filter ?? null, group, calc],
    queryFn: ({ signal }) => get<Summary>(`/${noun}/summary`, { purpose, q, filter, group, calc }, signal),
    enabled: enabled && Boolean(group || calc),
    staleTime: 15_000,
    retry: false,
    placeholderData: keepPreviousData,
  })
  return group || calc ? data : undefined
}

function filterOf(state: TableState, fixed?: object): object | undefined {
  const own = filterTree(state.filter)
  return own && fixed ? { and: [fixed, own] } : (own ?? fixed)
}

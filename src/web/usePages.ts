import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { get } from './api.ts'
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

/** How many there are, asked beside the rows: counting takes longer than finding the first of them. */
export function useTotal(noun: string, state: TableState, fixed?: object): Total | undefined {
  const filter = filterOf(state, fixed)
  const { data } = useQuery({
    queryKey: ['list', noun, 'total', state.purpose, state.q, filter ?? null],
    queryFn: ({ signal }) =>
      get<Page>(`/${noun}`, { purpose: state.purpose, q: state.q, filter, total: 'only' }, signal),
    staleTime: 15_000,
  })
  return data?.total
}

function filterOf(state: TableState, fixed?: object): object | undefined {
  const own = filterTree(state.filter)
  return own && fixed ? { and: [fixed, own] } : (own ?? fixed)
}

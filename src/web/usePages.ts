import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { get } from './api.ts'
import type { Page } from './record.ts'
import { filterTree, type TableState } from './tableState.ts'

export const PAGE = 60

/** A list as pages by cursor; earlier pages stay, so that going back finds everything where it was. */
export function usePages(noun: string, state: TableState, include: string, fixed?: object) {
  const own = filterTree(state.filter)
  const filter = own && fixed ? { and: [fixed, own] } : (own ?? fixed)
  return useInfiniteQuery({
    queryKey: ['list', noun, state.purpose, state.q, state.sort, filter ?? null, include],
    queryFn: ({ pageParam, signal }) =>
      get<Page>(
        `/${noun}`,
        { purpose: state.purpose, q: state.q, sort: state.sort, filter, include, limit: PAGE, cursor: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    gcTime: 10 * 60_000,
  })
}

import {
  hashKey,
  type InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { get } from './api.ts'
import { type Ask, askOf, type Chain, learn, newChain, reached, stepTo } from './chain.ts'
import type { Group, Result } from './lines.ts'
import type { Page, Row, Total } from './record.ts'
import { filterTree, type TableState } from './tableState.ts'

export const PAGE = 60
/** On the way to somewhere far, where one more request costs more than the rows it brings. */
const STRIDE = 500
/** Pages that are held at a time: what is further away is let go of, so that a million rows fit in a browser. */
const HELD = 40
/** Rows fetched before they come into view, upwards and downwards. */
const AHEAD = 60

/** Where the pages of each list begin; of the lists looked at last. */
const chains = new Map<string, Chain>()
const LISTS = 40

/**
 * A list as pages by cursor. Pages near what is seen are held; those far away are fetched again when they are gone
 * back to. In groups (`whole`) all stay, for a group is made of what came before.
 */
export function usePages(
  noun: string,
  state: TableState,
  include: string,
  fixed?: object,
  { whole = false, enabled = true } = {},
) {
  const client = useQueryClient()
  const filter = filterOf(state, fixed)
  const queryKey = ['list', noun, state.purpose, state.q, state.sort, filter ?? null, include]
  const chain = chainOf(hashKey([queryKey, whole]))
  const stride = useRef(PAGE)
  const jumping = useRef(false)
  const asked = { purpose: state.purpose, q: state.q, sort: state.sort, filter, include, total: 'without' }
  const fetchPage = (ask: Ask, signal?: AbortSignal) => get<Page>(`/${noun}`, { ...asked, ...ask }, signal)
  const placeOf = (ask: Ask) => chain.places.get(ask.cursor ?? '') ?? 0
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: { cursor: null, limit: PAGE } as Ask,
    getNextPageParam: (last, pages, _, asks): Ask | null => {
      if (last.next === null) return null
      const place = learn(chain, pages, asks as Ask[]) + pages.length
      return askOf(chain, place, stride.current) ?? null
    },
    getPreviousPageParam: (_page, _pages, ask): Ask | null => askOf(chain, placeOf(ask) - 1, PAGE) ?? null,
    ...(whole ? {} : { maxPages: HELD }),
    placeholderData: keepPreviousData,
    enabled,
    staleTime: 15_000,
    gcTime: 10 * 60_000,
  })
  const { data, isPlaceholderData, isFetching } = query
  const first = data && !isPlaceholderData ? learn(chain, data.pages, data.pageParams as Ask[]) : 0
  const held = { first, last: first + (data?.pages.length ?? 1) - 1 }

  const rows = useMemo(() => data?.pages.flatMap((page): Row[] => page.items) ?? [], [data])

  /** Sees to it that these lines, and some around them, are there or on their way. */
  const seek = (from: number, to: number) => {
    if (!data || isPlaceholderData || isFetching || jumping.current || query.error) return
    const step = stepTo(chain, held, { from: from - AHEAD, to: to + AHEAD })
    stride.current = to - reached(chain) > 2 * PAGE ? STRIDE : PAGE
    if (step === 'next') void query.fetchNextPage()
    else if (step === 'before') void query.fetchPreviousPage()
    else if (step) void jump(askOf(chain, step.to, stride.current))
  }
  const jump = async (ask: Ask | undefined) => {
    if (!ask) return
    jumping.current = true
    try {
      const page = await fetchPage(ask)
      client.setQueryData<InfiniteData<Page, Ask>>(queryKey, { pages: [page], pageParams: [ask] })
    } finally {
      jumping.current = false
    }
  }
  return {
    query,
    rows,
    /** The line of the first row held. */
    start: isPlaceholderData ? 0 : (chain.marks[first]?.start ?? 0),
    reached: isPlaceholderData ? rows.length : reached(chain),
    /** How many there are, when one has been at the end; in groups when all are here. */
    end: isPlaceholderData ? undefined : chain.end,
    seek,
  }
}

export type Pages = ReturnType<typeof usePages>

function chainOf(key: string): Chain {
  const known = chains.get(key)
  if (known) return known
  const chain = newChain()
  chains.set(key, chain)
  if (chains.size > LISTS) chains.delete(chains.keys().next().value!)
  return chain
}

/** How many there are: counted when the first rows are here, unless they are all. Counting takes longer than finding those. */
export function useTotal(noun: string, state: TableState, { query, end }: Pages): Total | undefined {
  const filter = filterOf(state)
  const isHere = query.isSuccess && !query.isPlaceholderData
  const { data } = useQuery({
    queryKey: ['list', noun, 'total', state.purpose, state.q, filter ?? null],
    queryFn: ({ signal }) =>
      get<Page>(`/${noun}`, { purpose: state.purpose, q: state.q, filter, total: 'only' }, signal),
    enabled: isHere && end === undefined,
    staleTime: 15_000,
  })
  if (isHere && end !== undefined) return { count: end, exact: true }
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

/** The groups that come after those told with the summary: brought when somebody has scrolled to their place. */
export function useMoreGroups(noun: string, state: TableState, summary: Summary | undefined) {
  const filter = filterOf(state)
  const { purpose, q, group, calc } = state
  const first = summary?.groups?.at(-1)?.value ?? null
  const queryKey = ['summary', noun, purpose, q, filter ?? null, group, calc, first]
  const [wanted, want] = useState('')
  const isWanted = wanted === hashKey(queryKey)
  const asked = { purpose, q, filter, group, calc }
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => get<Summary>(`/${noun}/summary`, { ...asked, after: pageParam }, signal),
    initialPageParam: first,
    getNextPageParam: ({ more, groups }) => (more ? (groups?.at(-1)?.value ?? null) : null),
    enabled: isWanted,
    staleTime: 15_000,
    retry: false,
  })
  const told = isWanted ? data : undefined
  const groups = useMemo(
    () => [...(summary?.groups ?? []), ...(told?.pages.flatMap((page) => page.groups ?? []) ?? [])],
    [summary, told],
  )
  const isMore = Boolean(summary?.more) && first !== null && !isError && (!told || hasNextPage)
  const bring = () => {
    if (!isWanted) want(hashKey(queryKey))
    else if (!isFetching) void fetchNextPage()
  }
  return { groups, more: isMore ? bring : undefined }
}

/**
 * How many there are to the last, where only "10,000 and more" is known: asked for when somebody goes far down, so that
 * the bar tells where they are and reaches the end. Counting a million takes the database a second.
 */
export function useExact(noun: string, state: TableState, field: string, wanted: boolean): Total | undefined {
  const filter = filterOf(state)
  const { purpose, q } = state
  const calc = `${field}:filled`
  const { data } = useQuery({
    queryKey: ['summary', noun, purpose, q, filter ?? null, '', calc],
    queryFn: ({ signal }) => get<Summary>(`/${noun}/summary`, { purpose, q, filter, calc }, signal),
    enabled: wanted,
    staleTime: 60_000,
    retry: false,
  })
  return wanted ? data?.count : undefined
}

function filterOf(state: TableState, fixed?: object): object | undefined {
  const own = filterTree(state.filter)
  return own && fixed ? { and: [fixed, own] } : (own ?? fixed)
}

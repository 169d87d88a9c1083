import { useQuery } from '@tanstack/react-query'
import { get } from './api.ts'

export type Colleague = { id: string; name: string; team: string | null; left: boolean }

/** Everybody who works or has worked here, by name; `isPending` until they have come. */
export function useColleagues(enabled = true) {
  const { data, isPending, error } = useQuery({
    queryKey: ['names'],
    queryFn: () => get<{ items: Colleague[] }>('/users/names'),
    staleTime: 600_000,
    enabled,
  })
  return { colleagues: data?.items ?? NOBODY, isPending, error }
}

const NOBODY: Colleague[] = []

/** A user's name; `other` where nobody has the id: what a program did, or nobody. */
export const colleagueOf = (colleagues: readonly Colleague[], id: string | null | undefined, other = ''): string =>
  colleagues.find((one) => one.id === id)?.name ?? other

import { useQuery } from '@tanstack/react-query'
import { get } from '#web/api.ts'

export type Colleague = { id: string; name: string; left: boolean }

export function useColleagues(): Colleague[] {
  const { data } = useQuery({
    queryKey: ['names'],
    queryFn: () => get<{ items: Colleague[] }>('/users/names'),
    staleTime: 600_000,
  })
  return data?.items ?? []
}

export const nameOf = (colleagues: readonly Colleague[], id: string | null): string =>
  colleagues.find((one) => one.id === id)?.name ?? ''

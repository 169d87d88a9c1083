import { useQuery } from '@tanstack/react-query'
import { get } from '#web/api.ts'
import { t, tMaybe } from '#web/language.ts'

export type Colleague = { id: string; name: string; team: string | null; left: boolean }

/** Everybody who works or has worked here, by name. */
export function useColleagues(): Colleague[] {
  const { data } = useQuery({
    queryKey: ['names'],
    queryFn: () => get<{ items: Colleague[] }>('/users/names'),
    staleTime: 600_000,
  })
  return data?.items ?? []
}

/** A user's name; what a program did is the house's. */
export const nameOf = (colleagues: readonly Colleague[], id: string | null | undefined): string =>
  colleagues.find((one) => one.id === id)?.name ?? tMaybe(`actor.${id}`, t('by.house'))

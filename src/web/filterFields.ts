import { useQuery } from '@tanstack/react-query'
import { get } from './api.ts'
import { useColleagues } from './colleagues.ts'
import { fieldsSeen, isReadable, type NamedField, useRegister, type Words } from './register.ts'

export type Labels = { items: { id: string; name: string; hue: number; noun: string; archived: boolean }[] }

/** The labels of a noun that a purpose sees; none where it sees no labels. */
export function useLabels(noun: string, purpose: string): Labels['items'] {
  const register = useRegister()
  const isSeen = showsLabels(register.nouns.labellings?.fields.label_id?.purposes[purpose])
  const { data } = useQuery({
    queryKey: ['list', 'labels', purpose],
    queryFn: () => get<Labels>('/labels', { purpose, limit: 500, sort: 'name' }),
    staleTime: 600_000,
    enabled: isSeen && LABELLED.includes(noun),
  })
  return (data?.items ?? []).filter((one) => one.noun === noun)
}

export const LABELLED: readonly string[] = ['people', 'companies', 'deals']
const showsLabels = (use: string | undefined) => use === 'read' || use === 'write'

/** What a list can be asked by: the fields its purpose reads, who looks after a record, and its labels. */
export function useFilterFields(noun: string, purpose: string): NamedField[] {
  const register = useRegister()
  const seen = fieldsSeen(register, noun, purpose)
  const owner = seen.find((field) => field.id === 'owner_id')
  const { colleagues } = useColleagues(owner !== undefined)
  const labels = useLabels(noun, purpose)
  const resellers = useResellers(purpose, seen)
  const label = register.nouns.labellings?.fields.label_id
  return [
    ...seen.filter(isReadable),
    ...(owner ? [{ ...owner, type: 'choice', options: named(colleagues) } as NamedField] : []),
    ...resellers,
    ...(label && labels.length > 0
      ? [{ ...label, id: 'labellings.label_id', type: 'choice', options: named(labels) } as NamedField]
      : []),
  ]
}

/** Who resold: told by name among those who do. */
function useResellers(purpose: string, seen: NamedField[]): NamedField[] {
  const field = seen.find((one) => one.id === 'reseller_id')
  const { data } = useQuery({
    queryKey: ['list', 'companies', 'resellers', purpose],
    queryFn: () =>
      get<{ items: { id: string; name: string }[] }>('/companies', {
        purpose,
        filter: { field: 'roles', op: 'is', value: 'reseller' },
        sort: 'name',
        limit: 200,
        total: 'without',
      }),
    staleTime: 600_000,
    enabled: field !== undefined,
  })
  const items = data?.items ?? []
  return field && items.length > 0 ? [{ ...field, type: 'choice', options: named(items) } as NamedField] : []
}

const named = (items: { id: string; name: string }[]): Record<string, Words> =>
  Object.fromEntries(items.map(({ id, name }) => [id, { fi: name, sv: name, en: name }]))

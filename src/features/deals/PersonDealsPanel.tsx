import { useQuery } from '@tanstack/react-query'
import { get } from '#web/api.ts'
import type { PanelProps } from '#web/mounts.ts'
import type { Page } from '#web/record.ts'
import { purposesOf, useRegister } from '#web/register.ts'
import { DealsOf } from './DealsOf.tsx'

/** Deals whose contact the person is, or in which they have a role. */
export default function PersonDealsPanel({ id, purpose }: PanelProps) {
  const register = useRegister()
  const isSeen = purposesOf(register, 'deals').includes(purpose)
  const roles = useQuery({
    queryKey: ['list', 'involvements', purpose, 'of', id],
    queryFn: () =>
      get<Page>('/involvements', { purpose, filter: { field: 'person_id', op: 'is', value: id }, limit: 200 }),
    enabled: isSeen && purposesOf(register, 'involvements').includes(purpose),
  })
  if (!isSeen || roles.isLoading) return null
  const involved = (roles.data?.items ?? []).flatMap((row) => row.deal_id ?? [])
  const contact = { field: 'contact_id', op: 'is', value: id }
  return (
    <DealsOf
      purpose={purpose}
      of={involved.length ? { or: [contact, { field: 'id', op: 'any_of', value: involved }] } : contact}
    />
  )
}

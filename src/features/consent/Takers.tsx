import { MultiSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { get } from '#web/api.ts'
import { t } from '#web/language.ts'
import type { Form } from './form.ts'

type Names = { items: { id: string; name: string; left: boolean }[] }

/** Among whom the messages of a contact form are shared out. */
export function Takers({ form, set }: { form: Form; set: (part: Partial<Form>) => void }) {
  const names = useQuery({ queryKey: ['names'], queryFn: () => get<Names>('/users/names'), staleTime: 600_000 })
  const chosen = form.lead?.users ?? []
  const offered = (names.data?.items ?? []).filter((one) => !one.left || chosen.includes(one.id))
  return (
    <MultiSelect
      label={t('forms.takers')}
      description={t('forms.takers.hint')}
      value={chosen}
      data={offered.map((one) => ({ value: one.id, label: one.name }))}
      onChange={(users) => set({ lead: { users } })}
    />
  )
}

import { MultiSelect } from '@mantine/core'
import { useColleagues } from '#web/colleagues.ts'
import { t } from '#web/language.ts'
import type { Form } from './form.ts'

/** Among whom the messages of a contact form are shared out. */
export function Takers({ form, set }: { form: Form; set: (part: Partial<Form>) => void }) {
  const { colleagues } = useColleagues()
  const chosen = form.lead?.users ?? []
  const offered = colleagues.filter((one) => !one.left || chosen.includes(one.id))
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
